"""What is found wrong while the file is written, each with the place of the content.

How bad a breach is depends on the standards of the profile: their tables give a severity
per code, the strictest wins, and a code none of them names is no finding. Faults that break
any file (an element that does not exist, text without a tag) are always errors.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import assert_never

from typeset.color import Cmyk, Color, Spot
from typeset.diagnostics import NOWHERE, Sink, Span, nearest
from typeset.display import Element, LinkArea
from typeset.pdf.color import ink_sum
from typeset.pdf.plates import Job
from typeset.pdf.policy import Policy, Roles
from typeset.record import dataclass

_LIGHTEN = "lighten it in `palette`, or raise `ink-limit` if the paper can carry it"


@dataclass(slots=True)
class Findings:
    """Records breaches of the policy; the same breach of one thing is told once."""

    sink: Sink
    policy: Policy
    ink_limit: float
    palette: Mapping[str, Color] = field(default_factory=dict)
    least_resolution: float = 300.0
    job: Job = field(default_factory=Job)
    outlined: bool = False  # text as outlines: no face goes into the file
    _colors: set[Color] = field(default_factory=set)
    _overloads: set[Color] = field(default_factory=set)

    def breach(self, code: str, message: str, span: Span = NOWHERE, hint: str = "") -> None:
        """A breach as grave as the profile's standards hold it to be."""
        match self.policy.severity(code):
            case "error":
                self.sink.error(code, message, span, hint)
            case "warning":
                self.sink.warn(code, message, span, hint)
            case "ignore":
                pass
            case severity:
                assert_never(severity)

    def color(self, color: Color, span: Span, clash: Spot | None) -> None:
        """A flat colour over the ink limit, or a spot ink declared twice and differently."""
        if color in self._colors:
            return
        self._colors.add(color)
        if clash:
            message = f"spot ink '{clash.name}' has two different process alternates"
            self.sink.error("pdf/spot-clash", message, span, "declare it once in the palette")
        if self.policy.inks and (beyond := self.job.beyond(color)):
            self._foreign(color, beyond, span)
        total = ink_sum(color)
        if total > self.ink_limit + 1e-6:
            self.breach(
                "pdf/ink-limit",
                f"{self._named(color)} puts {total:g} % of ink on the paper; "
                f"the limit is {self.ink_limit:g} %, and so much is printed",
                span,
                _LIGHTEN,
            )

    def _foreign(self, color: Color, beyond: tuple[str, ...], span: Span) -> None:
        """A colour on a plate that the job does not have."""
        inks = ", ".join(self.job.inks)
        message = f"{self._named(color)} prints on {', '.join(beyond)}; the job has {inks} alone"
        hint = "make it of these in `palette`, or add the ink to `inks` in `outputs`"
        place = self.job.span if span == NOWHERE else span
        self.sink.error("pdf/foreign-ink", message, place, hint)

    def overload(self, under: Cmyk, span: Span) -> None:
        """Solid black text on a colour, together over the ink limit."""
        if under in self._overloads:
            return
        self._overloads.add(under)
        total = under.ink - under.key + 100
        self.breach(
            "pdf/ink-limit",
            f"black text on {self._named(under)} puts {total:g} % of ink on the paper; "
            f"the limit is {self.ink_limit:g} %, and the colour is printed lighter",
            span,
            _LIGHTEN,
        )

    @property
    def ink_ceiling(self) -> float:
        """The ink that colours are held to, in percent; without end where none is printed."""
        return self.ink_limit if self.policy.severity("pdf/ink-limit") != "ignore" else math.inf

    def _named(self, color: Color) -> str:
        names = [f"'{name}'" for name, known in self.palette.items() if known == color]
        match color:
            case Cmyk():
                inks = (color.cyan, color.magenta, color.yellow, color.key)
                what = f"cmyk({', '.join(f'{ink:g}' for ink in inks)})"
            case Spot():
                what = f"spot ink '{color.name}'"
            case _:
                assert_never(color)
        return f"colour {names[0]} ({what})" if names else f"colour {what}"

    def untagged(self, text: str, span: Span) -> None:
        """Text that belongs to no element and is no artifact would be lost to readers."""
        if text:
            message = f"'{text}' stands outside the structure: neither content nor artifact"
            self.sink.error("pdf/untagged-text", message, span)

    def unknown_element(self, element: int, span: Span) -> None:
        """Marks that name an element the structure does not have."""
        self.sink.error("pdf/unknown-element", f"there is no element {element}", span)

    def structure(self, root: Element, roles: Roles) -> None:
        """Kinds without a standard meaning, figures without words, skipped heading levels."""
        level = 0
        seen: set[int] = set()
        for element in descendants(root):
            if element.id in seen:
                message = f"two elements have the id {element.id}"
                self.sink.error("pdf/duplicate-element", message, element.span)
            seen.add(element.id)
            if not roles.known(element.kind):
                message = f"'{element.kind}' is no structure type"
                hint = nearest(element.kind, roles.names())
                self.sink.error("pdf/unknown-tag", message, element.span, hint)
            if element.kind in ("Figure", "Formula") and not (element.alt or element.actual_text):
                message = f"this {element.kind.lower()} has no alternative text"
                self.breach("pdf/missing-alt", message, element.span, "add `alt` to it")
            if element.kind[0] == "H" and element.kind[1:].isdigit():
                self._heading(element, level)
                level = int(element.kind[1:])

    def _heading(self, element: Element, above: int) -> None:
        if int(element.kind[1:]) > above + 1:
            expected = f"H{above + 1}" if above else "H1"
            message = f"heading level {element.kind} is used where {expected} is the next"
            self.breach("pdf/heading-order", message, element.span)

    def metadata(self, title: str, language: str, span: Span) -> None:
        """A file needs a title and a language to be presented and read aloud."""
        if not title:
            self.breach("pdf/missing-title", "the publication has no title", span, "add `title`")
        if not language:
            self.breach("pdf/missing-language", "the publication has no language", span)

    def link(self, link: LinkArea, span: Span) -> None:
        """A link whose purpose cannot be read aloud."""
        if not link.contents:
            message = f"the link to '{link.target}' has no description"
            self.breach("pdf/missing-contents", message, span)


def descendants(element: Element) -> Iterator[Element]:
    """The element and everything below it, in declared order."""
    yield element
    for child in element.children:
        yield from descendants(child)
