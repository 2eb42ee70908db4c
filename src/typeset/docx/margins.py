"""The margins of Word's pages, from the style's."""

from __future__ import annotations

from typeset.docx.styles import CARRIER
from typeset.docx.xml import twips
from typeset.reflow import WORD_BASELINE
from typeset.style.direction import is_vertical, type_size
from typeset.style.resolved import Style

_NARROWEST = 20  # twips
_CARRIERS = 4 * CARRIER  # room below the last line for what only carries a section's end


def margins(style: Style, *, right_bound: bool = False) -> dict[str, object]:
    """``w:pgMar`` in twips; a book bound at the right has its gutter there on odd pages.

    Word sets the baseline at four fifths of an exact line, the pages higher up in it; the
    head margin makes up for that, so that baselines agree. The foot margin leaves room for
    the grid's lines, the last one's air included.
    """
    furniture = style.furniture
    head, right, foot, left = _edges(style, right_bound)
    head_role = style.roles.get(furniture.head_role)
    folio_role = style.roles.get(furniture.folio_role)
    above = WORD_BASELINE * head_role.leading if head_role else 0
    # from the folio's baseline down: the rest of its line, and of the plate it is centred on
    below = (1 - WORD_BASELINE) * folio_role.leading if folio_role else 0
    if folio_role and furniture.folio_plate:
        below += (furniture.folio_plate - folio_role.leading) / 2 + CARRIER
    return {
        "w:top": twips(head),
        "w:right": max(_NARROWEST, right),
        "w:bottom": max(_NARROWEST, twips(foot)),
        "w:left": max(_NARROWEST, left),
        "w:header": max(_NARROWEST, twips(furniture.head_baseline - above)),
        "w:footer": max(_NARROWEST, twips(furniture.folio_baseline - below)),
        "w:gutter": 0,
    }


def _edges(style: Style, right_bound: bool) -> tuple[float, int, float, int]:
    """The margins on odd pages: head (points), right (twips), foot (points), left (twips)."""
    page, grid = style.page, style.grid
    if is_vertical(style):
        size = type_size(grid, style.rules.writing_mode)
        outer = page.trim.width - page.gutter - size.width
        # a line stands in the middle of its pitch, the first one's em box at the area's edge
        air = (grid.pitch - grid.zw) / 2
        before = page.gutter - air if right_bound else outer - air
        after = page.trim.width - before - grid.lines * grid.pitch - _CARRIERS
        return page.head, twips(before), page.trim.height - page.head - size.height, twips(after)
    head = page.head - (WORD_BASELINE * grid.pitch - grid.first_baseline)
    foot = page.trim.height - head - grid.lines * grid.pitch - _CARRIERS
    inner = twips(page.gutter)
    outside = twips(page.trim.width) - inner - twips(grid.width)
    right, left = (inner, outside) if right_bound else (outside, inner)
    return head, right, foot, left
