"""What the style asks of a page's boxes as a whole: their share of it, and no two of a kind.

A box in this sense is what the reader meets among the text: no title, no field that bleeds off
the page's head or ends it, nothing that has a page or the margin for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from typeset.diagnostics import Sink
from typeset.flow import Panel
from typeset.layout import costs
from typeset.layout.galley import BoxElement
from typeset.layout.placed import Placed, PlacedBand, PlacedFloat
from typeset.layout.rows import WHOLE, BandRow, FullRow, Rows
from typeset.layout.steps import BoxStep, unwound
from typeset.record import dataclass
from typeset.style.resolved import BoxRules, Style

if TYPE_CHECKING:
    from typeset.layout.band import Band
    from typeset.layout.makeup import PageMakeup
    from typeset.layout.search import PagePlan

_NEAR = 1e-6


class Counted(NamedTuple):
    """A box, and the lines as wide as the page that it takes."""

    panel: Panel
    area: float


def is_box(panel: Panel) -> bool:
    """Whether the rules count it."""
    apart = panel.covers_head or panel.to_foot or panel.place in (*WHOLE, "margin")
    return panel.tag in ("PullQuote", "Box") and not apart


@dataclass(frozen=True, slots=True)
class Placement:
    """What the search asks of the boxes of each page."""

    rows: Rows
    rules: BoxRules
    facing: bool

    @property
    def free(self) -> bool:
        """Whether nothing is asked."""
        return self.rules.page_share >= 1 and self.rules.one_design == "any"

    def cost(self, placed: Sequence[Placed], number: int, before: PagePlan | None) -> float:
        """What a page's boxes cost; ``before`` is the page before it."""
        if self.free:
            return 0.0
        found = [each for part in placed for each in self._boxes(part) if is_box(each.panel)]
        lines = self.rows.grid.lines
        over = sum(each.area for each in found) - self.rules.page_share * lines
        cost = costs.PAGE_SHARE_LINE * over if over > _NEAR else 0.0
        if self.rules.one_design == "any" or not found:
            return cost
        seen = [each.panel for each in found]
        if before is not None and self._one_spread(number):
            seen += [each.panel for part in before.placed for each in self._boxes(part)]
        return cost + costs.DESIGN_TWICE * (len(_kinds(seen)) - len({*_kinds(seen)}))

    def _one_spread(self, number: int) -> bool:
        return self.rules.one_design == "spread" and self.facing and number % 2 == 1

    def _boxes(self, placed: Placed) -> Iterator[Counted]:
        if isinstance(placed, PlacedFloat):
            waiting = self.rows.floats[placed.number]
            yield Counted(waiting.panel, waiting.panel.lines)
            return
        row = self.rows.rows[placed.row]
        if isinstance(row, FullRow):
            yield Counted(row.panel, row.panel.lines)
        elif isinstance(row, BandRow) and isinstance(placed, PlacedBand):
            yield from _in_band(row.band, placed)


def _in_band(band: Band, placed: PlacedBand) -> Iterator[Counted]:
    count = band.count
    for index, _ in placed.portion.across:
        panel = band.galley.box(index).panel
        yield Counted(panel, panel.lines * panel.width / band.columns.span(0, count))
    for step in unwound(placed.portion.chain):
        if isinstance(step, BoxStep):
            box = band.galley.elements[step.element]
            if isinstance(box, BoxElement):
                yield Counted(box.panel, box.best / count)


def _kinds(panels: Sequence[Panel]) -> list[str]:
    """The designs that should stand once: those a column or some columns wide, no sets."""
    return [panel.design for panel in panels if is_box(panel) and panel.columns]


# -- what is told ----------------------------------------------------------------------------------


def check_placement(pages: Sequence[PageMakeup], style: Style, sink: Sink) -> None:
    """Warn of pages with more boxes than the style asks for, and of designs that come twice."""
    rules, lines = style.boxes, style.grid.lines
    for page in pages:
        found = [on for on in page.panels if is_box(on.panel)]
        area = 0.0
        for on in found:
            columns = on.columns
            width = on.panel.width or columns.span(*on.run)
            area += on.panel.lines * min(1.0, width / columns.span(0, columns.count))
        if area > rules.page_share * lines + _NEAR:
            sink.warn(
                "layout/page-share",
                f"boxes take {100 * area / lines:.0f} % of page {page.number}, the style asks for"
                f" no more than {100 * rules.page_share:.0f} %",
                found[-1].panel.span,
                "move one to another page, or let 'boxes: page-share' say more",
            )
    if rules.one_design != "any":
        _check_designs(pages, sink, spread=rules.one_design == "spread" and style.page.facing)


def _check_designs(pages: Sequence[PageMakeup], sink: Sink, *, spread: bool) -> None:
    seen: dict[tuple[int, str], int] = {}
    for page in pages:
        at = page.number // 2 if spread else page.number
        for on in sorted(page.panels, key=lambda on: on.index):
            for design in _kinds([on.panel]):
                first = seen.setdefault((at, design), on.index)
                if first != on.index:
                    where = "spread" if spread else "page"
                    sink.warn(
                        "layout/design-twice",
                        f"a second box of the design '{design}' stands on the {where} of page"
                        f" {page.number}",
                        on.panel.span,
                        "choose another design for one of them",
                    )
