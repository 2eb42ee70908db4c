"""What pictures and charts share: a caption, a credit, and a number among the figures."""

from __future__ import annotations

from typeset.blocks.beside import BoxPlace
from typeset.blocks.panel import Asked
from typeset.diagnostics import NOWHERE, Span
from typeset.model.inline import Inline, Text
from typeset.model.publication import Block
from typeset.record import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class IllustrationAttrs(BoxPlace):
    """The words under an illustration, and how it is counted and drawn."""

    caption: str = ""
    credit: str = ""  # who made it, or where its figures come from
    alt: str = ""  # what is read aloud in its place
    design: str = ""  # one for a column, another over several, where none is named
    number: bool | None = None  # 图1 before the caption; by default if it has an id
    lines: int = 0  # grid lines it takes with its caption, 0: what its design or figures need
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Illustration(Block):
    """A block with such words under it; ``counted`` says that it bears a number."""

    attrs: IllustrationAttrs
    counted: bool = False

    @property
    def design(self) -> str:
        """The design that draws it; those of a kind name the usual one."""
        return self.attrs.design

    def text(self) -> str:
        """Its caption and credit: they are content."""
        return self.attrs.caption + self.attrs.credit

    def counter(self) -> str:
        """It is counted if it asks to be, or has an id by which it can be cited."""
        return "figure" if self.counted else ""

    def caption_text(self) -> tuple[Inline, ...]:
        """Its caption, for a list of figures."""
        return (Text(self.attrs.caption, self.attrs.span),) if self.attrs.caption else ()


def asked_of(block: Illustration) -> Asked:
    """What is asked of its box: drawn by its design, at the place its author gives it."""
    return Asked(
        id=block.id,
        design=block.design,
        span=block.span,
        place=block.attrs.place,
        columns=block.attrs.columns,
        beside=block.attrs.beside,
        repeats=False,
    )
