"""What a block sees while it is lowered: the style, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from typeset.blocks.numbers import Numbers
from typeset.color import Color
from typeset.diagnostics import Sink, Span, nearest
from typeset.model.inline import Metric
from typeset.model.publication import Block, Publication, Section
from typeset.record import dataclass
from typeset.style import shelf
from typeset.style.design import Design
from typeset.style.resolved import Style

FolioOf = Callable[[str], str]


def unpaged(target: str) -> str:  # noqa: ARG001 - the signature of those that know
    """The folio of anything in what was never set on pages."""
    return "1"


@dataclass(frozen=True, slots=True)
class Found:
    """A marked figure with the place where it stands."""

    metric: Metric
    section: Section
    block: Block


@dataclass(frozen=True, slots=True)
class Scope:
    """The surroundings of a block: publication, style, section, and the sink for findings.

    ``numbers`` are those of headings, figures and tables: ``scope.numbers.label(block.id)``.
    ``folio`` gives that of our page on which a block begins, for fields of Word's.
    """

    publication: Publication
    style: Style
    sink: Sink
    section: Section | None = None
    previous: str = ""  # id of the text block before: what a box is anchored to
    numbers: Numbers = Numbers()
    folio: FolioOf = unpaged

    def color(self, name: str, span: Span) -> Color | None:
        """The colour ``name`` stands for here; None for the empty name.

        ``accent`` is the section's accent; ``accent-X`` the palette's ``<accent>-X``, or
        the accent where the palette has none.
        """
        if not name:
            return None
        palette = self.style.palette
        for candidate in self._spellings(name):
            if candidate in palette:
                return palette[candidate]
        hint = nearest(name, palette)
        self.sink.error("style/unknown-color", f"unknown colour '{name}'", span, hint)
        return None

    def _spellings(self, name: str) -> tuple[str, ...]:
        if name != "accent" and not name.startswith("accent-"):
            return (name,)
        accent = (self.section.accent if self.section else "") or "accent"
        return (accent + name.removeprefix("accent"), accent, name)

    def design(self, name: str, span: Span) -> Design | None:
        """The box design called ``name``, or None with a finding."""
        design = self.style.designs.get(name)
        if design is None:
            hint = nearest(name, {*self.style.designs, *shelf.design_names()})
            self.sink.error("style/unknown-design", f"unknown box design '{name}'", span, hint)
        return design

    def resized(self, design: Design, lines: str | float) -> Scope:
        """The same surroundings, but this design is so many lines high."""
        own = replace(design, lines=lines)
        return replace(
            self, style=replace(self.style, designs={**self.style.designs, design.name: own})
        )

    def knows_role(self, name: str, span: Span, others: Iterable[str] = ()) -> bool:
        """Whether the style has a role of this name; a finding if not.

        ``others`` are names that might have been meant besides.
        """
        if name in self.style.roles:
            return True
        hint = nearest(name, (*others, *self.style.roles))
        self.sink.error("style/unknown-role", f"unknown role '{name}'", span, hint)
        return False

    def find(self, metric_id: str) -> Found | None:
        """The figure marked with this id, wherever it stands."""
        for section in self.publication.sections:
            for block in section.blocks:
                for metric in block.metrics():
                    if metric.id == metric_id:
                        return Found(metric, section, block)
        return None

    def metric_ids(self) -> tuple[str, ...]:
        """Ids of all marked figures."""
        sections = self.publication.sections
        return tuple(metric.id for section in sections for metric in section.metrics())
