"""A publication as written: metadata, and sections of blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from typeset.diagnostics import NOWHERE, Span
from typeset.model.circular import Attach, Circular
from typeset.model.columns import ColumnsSpec
from typeset.model.inline import Indexed, Inline, Metric, Note, Ref
from typeset.record import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Base of all blocks; each file in ``blocks/`` adds its own fields."""

    id: str
    span: Span

    def metrics(self) -> Iterator[Metric]:
        """The figures marked in this block's own text, in reading order."""
        return iter(())

    def text(self) -> str:
        """The block's own text, without markup or notes; empty for a block that only repeats."""
        return ""

    def notes(self) -> Iterator[Note]:
        """The notes that its text refers to, in reading order."""
        return iter(())

    def unfolded(self) -> Iterator[Block]:
        """The block, or the blocks that it only puts together."""
        yield self

    def inner(self) -> tuple[Block, ...]:
        """The blocks inside this one, in reading order."""
        return ()

    def counter(self) -> str:
        """What it is counted as (``figure``, ``table``); "" for a block that bears no number."""
        return ""

    def outline(self) -> int:
        """The level of a heading, from 1 below the section's title; 0 for any other block."""
        return 0

    def caption_text(self) -> tuple[Inline, ...]:
        """Its caption, for lists of figures and tables; empty where it has none."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the publication is called and by whom it is issued.

    ``number`` (发文字号), ``secrecy`` (密级和保密期限) and ``urgency`` (紧急程度) are those of an
    official document.
    """

    title: str
    slogan: str = ""
    subtitle: str = ""
    issuer: str = ""
    date: str = ""
    language: str = "zh-Hans-CN"
    number: str = ""
    secrecy: str = ""
    urgency: str = ""
    span: Span = NOWHERE


Opens = Literal["", "here", "page", "left", "right"]
"""Where a section begins: after the one before, on a page, on one of a side; "" as styled."""


Layout = Literal["banner", "outlook", "part"]
"""How a section opens: with a banner, as the closing field, or as the title page of a part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One file of ``content/sections``.

    ``number`` is printed in the banner (empty: none), ``tag`` is the short name used by
    dashboards, ``accent`` a palette name, ``layout`` the name of the section's opening
    design (``banner``; ``outlook`` for the closing section; ``part`` for the title page of the
    sections that follow). ``writing_mode`` is the
    direction of its lines, "" as the style has it, ``columns`` what differs from the style's.
    One that is not ``numbered`` is left out of the style's scheme of numbers (a preface);
    ``opens`` is where it begins. With a ``folio`` pages are counted anew, in its numerals (i, 1).
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    span: Span
    title_span: Span = NOWHERE
    number: str = ""
    tag: str = ""
    accent: str = ""
    layout: Layout = "banner"
    running_head: str = ""
    writing_mode: str = ""
    columns: ColumnsSpec | None = None
    numbered: bool = True
    folio: str = ""
    opens: Opens = ""

    def metrics(self) -> Iterator[Metric]:
        """Every figure marked in the section, in reading order."""
        for block in self.blocks:
            yield from block.metrics()

    def notes(self) -> Iterator[Note]:
        """Every note of the section, in reading order."""
        for block in self.blocks:
            yield from block.notes()

    def text(self) -> str:
        """The section's own text without its title, blocks joined without a mark."""
        return "".join(block.text() for block in self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """File stems and choices for what is written.

    ``inks`` are the only plates of the job, process inks by one letter (none: as many as the
    colours need); ``inks_span`` is where they are written.
    """

    name: str = "publication"
    output_intent: str = "FOGRA39"
    inks: tuple[str, ...] = ()
    inks_span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsSpec:
    """How lists of contents look: ``depth`` levels, sections the first, dots to the folios.

    ``title`` stands over the contents instead of 目录.
    """

    depth: int = 2
    leaders: bool = True
    title: str = ""


IndexBy = Literal["pinyin", "strokes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSpec:
    """An index of the marked terms: sorted ``by`` sound or strokes, in so many ``columns``."""

    by: IndexBy = "pinyin"
    title: str = ""
    columns: int = 3
    opens: Opens = "page"
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """All that was written, without a word on how it looks.

    ``circular`` makes it an official document, ``attach`` the attachment of one. ``leaves`` are
    pages that are designs (cover, title page, imprint, back), ``logo`` is the publication's own.
    """

    metadata: Metadata
    front: tuple[Block, ...]
    sections: tuple[Section, ...]
    outputs: Outputs = Outputs()
    contents: bool = False
    listing: ContentsSpec = ContentsSpec()
    lists: tuple[str, ...] = ()  # further lists: figures, tables
    circular: Circular | None = None
    attach: Attach | None = None
    leaves: tuple[Block, ...] = ()
    logo: Block | None = None
    refs: tuple[Ref, ...] = ()  # every cross reference of the text
    index: tuple[IndexSpec, ...] = ()
    marks: tuple[Indexed, ...] = ()  # every place that an index leads to, in reading order
    sources: tuple[tuple[str, str], ...] = ()  # (project path, SHA-256) of every file read
    span: Span = NOWHERE

    def section(self, name: str) -> Section | None:
        """The section with this id, or None."""
        return next((s for s in self.sections if s.id == name), None)
