"""A prepared paragraph is settled for a measure: its breaks chosen, its lines composed.

:class:`Composed` is a line with all its white in place, before it becomes glyph runs; the
page maker's lines and the answers of the probe are both made from it.
"""

from __future__ import annotations

from dataclasses import field
from itertools import pairwise
from typing import Literal

from typeset.diagnostics import Diagnostic, Span
from typeset.flow import Paragraph
from typeset.record import dataclass
from typeset.style.resolved import Role, TextRules
from typeset.text.break_lines import LOOSE, Mode, Solution, Widths, solutions
from typeset.text.glue import Items
from typeset.text.glyphs import TypeColumns
from typeset.text.headings import Asked, heading_lines
from typeset.text.justify import Adjusted, hanging, justified_line, natural_line
from typeset.text.labels import SetLabel
from typeset.text.lines import left_edge
from typeset.text.measure import Measure, SetParagraph
from typeset.text.simple import simple_lines

Align = Literal["justify", "start", "center", "end"]

_MODES: dict[str, Mode] = {
    "justify": "justify", "start": "ragged", "end": "ragged", "center": "balance",
}  # fmt: skip


@dataclass(slots=True)
class Galley:
    """The text between two forced line ends, ready to be broken."""

    type: TypeColumns
    items: Items


@dataclass(slots=True)
class Prepared:
    """A paragraph ready to be set to any measure; ``place`` is where it was written."""

    galleys: list[Galley]
    place: Span
    role: Role
    align: Align
    paragraph: Paragraph
    rules: TextRules
    label: SetLabel | None = None
    by_measure: dict[Measure, Settings] = field(default_factory=dict)
    hyphens: tuple[frozenset[int], ...] = field(init=False)  # places that end so, by galley

    def __post_init__(self) -> None:
        """Keep what is asked for after the characters have been put away."""
        self.hyphens = tuple(galley.items.hyphens for galley in self.galleys)

    def hyphen_ends(self, settings: Settings) -> dict[int, frozenset[int]]:
        """By count of lines: after how many of them no page should end, for a hyphen's sake.

        Empty where no line ends with one, or the style does not mind.
        """
        if self.rules.hyphen_foot == "allow" or not any(self.hyphens):
            return {}
        out = {}
        for count, parts in settings.found.items():
            pairs = zip(parts, self.hyphens, strict=True)
            ends = [end in places for part, places in pairs for end in part.ends]
            if any(ends):
                out[count] = frozenset(at for at, hyphen in enumerate(ends, 1) if hyphen)
        return out

    @property
    def mode(self) -> Mode:
        """How lines share the text."""
        shape = self.paragraph.shape
        if self.align == "justify" or not shape:
            return _MODES[self.align]
        return "balance" if shape == "balance" else "ragged"

    def put_away(self) -> None:
        """Forget the characters; what has been set stays."""
        self.galleys = []
        for settings in self.by_measure.values():
            settings.composed.clear()


@dataclass(slots=True)
class Composed:
    """A line of a galley with its white as set; ``left`` is the start of its first white.

    ``number`` counts from 0, ``last`` marks the last line of the galley. Points.
    """

    galley: Galley
    line: Adjusted
    left: float
    number: int
    last: bool


@dataclass(slots=True)
class Settings:
    """What one measure has yielded so far: solutions by line count, and lines by count."""

    found: dict[int, tuple[Solution, ...]]
    composed: dict[int, list[Composed]] = field(default_factory=dict)
    lines: dict[int, SetParagraph] = field(default_factory=dict)
    refused: set[int] = field(default_factory=set)
    unsaid: dict[int, list[Diagnostic]] = field(default_factory=dict)  # findings by count

    def cost(self, count: int) -> float:
        """The cost of so many lines."""
        return sum(part.cost for part in self.found[count])

    @property
    def best(self) -> int:
        """The count of least cost."""
        return min(self.found, key=lambda count: (self.cost(count), count))

    @property
    def options(self) -> tuple[tuple[int, float], ...]:
        """Counts of lines that can be had without a way out that the best does not need.

        A line looser than EVEN is such a way out, and so is a parted term or unit.
        """
        limit = max(LOOSE, self.cost(self.best) + LOOSE / 2)
        costs = ((count, self.cost(count)) for count in sorted(self.found))
        return tuple((count, cost) for count, cost in costs if cost < limit)


# -- breaks --------------------------------------------------------------------------------


def settle(prepared: Prepared, measure: Measure, wanted: int | None = None) -> Settings:
    """Break every galley and combine the counts of lines at least cost."""
    total: dict[int, tuple[Solution, ...]] = {0: ()}
    line = 0
    for galley in prepared.galleys:
        first = own = _broken(prepared, galley, measure, line, wanted)
        joined: dict[int, tuple[Solution, ...]] = {}
        for before, parts in total.items():
            if measure.gaps:  # other lines are narrowed
                own = (
                    first if before == line else _broken(prepared, galley, measure, before, wanted)
                )
            for count, part in own.items():
                new = (*parts, part)
                old = joined.get(before + count)
                if old is None or _cost(new) < _cost(old):
                    joined[before + count] = new
        total = joined
        line += min(first, key=lambda count: first[count].cost)
    return Settings(total)


def _cost(parts: tuple[Solution, ...]) -> float:
    return sum(part.cost for part in parts)


def _broken(
    prepared: Prepared, galley: Galley, measure: Measure, line: int, wanted: int | None
) -> dict[int, Solution]:
    count, rules = len(galley.items), prepared.rules
    if not count:
        return {1: Solution((0,), 0.0, 0, is_open=True)}
    if prepared.paragraph.single_line:
        return {1: Solution((count,), 0.0, 0)}
    widths = widths_of(prepared, measure, line)
    if prepared.role.shape != "running":
        text = galley.type.text.text
        found = heading_lines(text, galley.items, widths, _asked(prepared))
        if found:
            return found
    if rules.breaking == "simple":
        return simple_lines(galley.items, widths, prepared.mode, hang=rules.hang)
    last = galley is prepared.galleys[-1]
    return solutions(
        galley.items,
        widths,
        prepared.mode,
        wanted if len(prepared.galleys) == 1 else None,
        runt_free=last,
        hang=rules.hang,
        fill_last=last and prepared.paragraph.justify_last and prepared.align == "justify",
        hyphen_ladder=rules.hyphen_ladder,
    )


def _asked(prepared: Prepared) -> Asked:
    """How a heading is to be broken; one inside a box has no line to spare."""
    role = prepared.role
    return Asked(
        language=prepared.rules.language,
        phrase=role.phrase,
        shape="balanced" if role.shape == "running" else role.shape,
        spare=1 if role.outline else 0,
    )


def widths_of(prepared: Prepared, measure: Measure, line: int = 0) -> Widths:
    """The lengths of lines from ``line`` on, counted from it."""
    own = {
        number - line: measure.width - start - end
        for number, start, end in measure.gaps
        if number >= line
    }
    if line == 0:
        own[0] = own.get(0, measure.width) - _indent(prepared, 0)
    later = _indent(prepared, 1)
    for number in own:
        own[number] -= later if number or line else 0.0
    return Widths(measure.width - later, tuple(sorted(own.items())))


def _indent(prepared: Prepared, line: int) -> float:
    """The indent of a line; an opening mark may stand half an em to its left (CL-PC-07)."""
    role = prepared.role
    if prepared.align not in ("justify", "start"):
        return 0.0
    if (label := prepared.label) is not None and (not line or label.hangs):
        return role.inset + label.text
    if line:
        return role.inset + role.hanging
    first = prepared.galleys[0].items
    hangs = prepared.rules.para_open == "hang" and len(first) > 0
    own = 0.0 if prepared.paragraph.flush else role.indent
    return role.inset + own - (first.opens if hangs else 0.0)


# -- lines ---------------------------------------------------------------------------------


def compose(prepared: Prepared, measure: Measure, solved: tuple[Solution, ...]) -> list[Composed]:
    """The lines of one solution, galley by galley."""
    out: list[Composed] = []
    for galley, solution in zip(prepared.galleys, solved, strict=True):
        for ends in pairwise((0, *solution.ends)):
            out.append(_composed(prepared, galley, measure, len(out), ends))
    return out


def _composed(
    prepared: Prepared, galley: Galley, measure: Measure, number: int, ends: tuple[int, int]
) -> Composed:
    gap = measure.insets(number)
    indent = _indent(prepared, number)
    width = measure.width - sum(gap)
    last = ends[1] == len(galley.items)
    fill = not last or (prepared.paragraph.justify_last and galley is prepared.galleys[-1])
    line = _adjusted(prepared, galley.items, ends, width - indent, fill=fill)
    left = gap[0] + left_edge(prepared.align, width, line.width, indent)
    return Composed(galley, line, left, number, last)


def _adjusted(
    prepared: Prepared, items: Items, ends: tuple[int, int], width: float, *, fill: bool
) -> Adjusted:
    if not len(items):
        return Adjusted(0, 0, [], [], 0.0)
    hang = prepared.rules.hang
    outside = 0.0
    if hang != "none" and not prepared.paragraph.single_line:
        outside = hanging(items, *ends, width, always=hang == "force" and fill)
    if prepared.align == "justify":
        return justified_line(items, *ends, width, fill=fill, hang=outside)
    return natural_line(items, *ends, hang=outside)
