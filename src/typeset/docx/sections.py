"""Sections: where the number of columns or the page changes, and the page's own measures.

A section's properties stand in its last paragraph, so no empty line shows; a section that
ends with a table, which cannot hold them, ends with a carrier of one point. Word levels
the columns only before a continuous break, so a last or page-breaking section in columns
is followed by a short one in one column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from itertools import pairwise

from typeset.column_set import ColumnSet
from typeset.docx import frames, tables
from typeset.docx.body import empty, paragraph
from typeset.docx.draft import Draft
from typeset.docx.gap_styles import BAND_GAP
from typeset.docx.ground import behind, ground_runs
from typeset.docx.margins import margins
from typeset.docx.notes import section_notes
from typeset.docx.settings import two_sided
from typeset.docx.styles import CARRIER, GAP, SECTION_END
from typeset.docx.whites import Whites
from typeset.docx.xml import element, ordered, twips, value
from typeset.record import dataclass
from typeset.reflow import (
    WORD_BASELINE,
    ColumnsChange,
    DataTable,
    Framed,
    Para,
    ReflowItem,
    White,
)
from typeset.style.direction import is_vertical, style_for
from typeset.style.label import Label
from typeset.style.resolved import Style

_NARROWEST = 20  # twips

_Item = Para | Framed | DataTable | White


@dataclass(slots=True)
class _Section:
    """Items set in so many columns; ``page`` begins it on a new page, turned if ``landscape``.

    ``style`` has its grid.
    """

    style: Style
    columns: int = 1
    page: bool = False
    side: str = "any"
    widths: ColumnSet | None = None
    ends: bool = True  # nothing of the same section of the publication follows
    landscape: bool = False
    bare: bool = False  # neither header nor footer
    folio: str = ""  # pages are counted anew from it
    spare: float = 0.0
    unnumbered: bool = False
    items: list[_Item] = field(default_factory=list)


def body(items: Iterable[ReflowItem], draft: Draft) -> str:
    """The children of ``w:body``: every section's blocks, the last section's properties last."""
    sections = list(_split(items, draft.style))
    sections[0].spare = sections[0].spare or draft.spare
    sections = _balanced(sections)
    for section, following in pairwise(sections):
        section.ends = any(isinstance(i, Para) and i.outline == 1 for i in following.items)
    written = [_closed(section, draft) for section in sections[:-1]]
    last = sections[-1]
    blocks = [*_written(last, last.items, draft)]
    if not last.items or isinstance(last.items[-1], Framed | DataTable):
        blocks.append(empty(SECTION_END))  # the body may not end with a table
    return "".join((*written, *blocks, section_properties(last, draft)))


def _split(items: Iterable[ReflowItem], style: Style) -> Iterator[_Section]:
    section = _Section(style)
    for item in items:
        if not isinstance(item, ColumnsChange):
            section.items.append(item)
            continue
        if section.items:
            yield section
            section = _Section(section.style)
        section.style = style_for(style, item.writing) if item.writing else section.style
        section.columns, section.page = item.columns, section.page or item.page
        section.side = item.side if item.page else section.side
        section.widths, section.landscape = item.widths, item.landscape
        section.bare, section.folio = section.bare or item.bare, section.folio or item.folio
        section.spare = item.spare
        section.unnumbered = item.unnumbered
    yield section


def _balanced(sections: list[_Section]) -> list[_Section]:
    """Short one-column sections put where columns would else not be levelled."""
    balanced: list[_Section] = []
    for section in sections:
        if balanced and balanced[-1].columns > 1 and section.page:
            balanced.append(_Section(balanced[-1].style, spare=balanced[-1].spare))
        balanced.append(section)
    if balanced[-1].columns > 1:
        balanced.append(_Section(balanced[-1].style, spare=balanced[-1].spare))
    return balanced


def _closed(section: _Section, draft: Draft) -> str:
    """A section that another follows: its properties stand in its last paragraph."""
    if draft.placed:
        return _closed_in_place(section, draft)
    last = section.items[-1] if section.items else None
    if isinstance(last, Para):
        blocks = [*_written(section, section.items[:-1], draft)]
        before = section.items[-2] if len(section.items) > 1 else None
        if _needs_white(before, draft) and not last.outline:
            blocks.append(empty(_gap(section)))
        # written before its properties are made: pictures and anchors count as they come
        return "".join(blocks) + paragraph(last, draft, section_properties(section, draft))
    blocks = [*_written(section, section.items, draft)]
    if last is not None:
        # LibreOffice drops an empty carrier, and a section must not end with its table
        blocks.append(empty(SECTION_END if section.columns > 1 else BAND_GAP))
    return "".join(blocks) + empty(SECTION_END, section_properties(section, draft))


def _written(section: _Section, items: Iterable[_Item], draft: Draft) -> Iterator[str]:
    if draft.placed:
        return Whites(section.style.grid, draft, section.columns > 1).blocks(items)
    return _blocks(section, (item for item in items if not isinstance(item, White)), draft)


def _closed_in_place(section: _Section, draft: Draft) -> str:
    whites = Whites(section.style.grid, draft, section.columns > 1)
    last = section.items[-1] if section.items else None
    if isinstance(last, Para):
        blocks = [*whites.blocks(section.items[:-1]), *whites.before(last)]
        return "".join(blocks) + paragraph(last, draft, section_properties(section, draft))
    blocks = [*whites.blocks(section.items)]
    if section.columns > 1 and last is not None:  # white there would begin the next page
        blocks.append(empty(SECTION_END))
    else:
        blocks += whites.rest(2 * CARRIER if last is not None else 0.0)
    return "".join(blocks) + empty(SECTION_END, section_properties(section, draft))


def _columns(section: _Section) -> ColumnSet:
    if section.columns == 1:
        return section.style.grid.whole
    return section.widths or section.style.grid.column_set


def _gap(section: _Section) -> str:
    """The style of white round a box: half a line in a column, a line between bands."""
    return GAP if section.columns > 1 else BAND_GAP


def _blocks(
    section: _Section, items: Iterable[Para | Framed | DataTable], draft: Draft
) -> Iterator[str]:
    """The items as written, with the white between boxes and what stands beside them.

    Two tables without a paragraph between them would be one. A heading brings its own white.
    """
    previous: _Item | None = None
    for item in items:
        if isinstance(item, Para):
            if _needs_white(previous, draft) and not item.outline:
                yield empty(_gap(section))
            yield paragraph(item, draft)
        else:
            after_band = previous is None and draft.sections > 0 and section.columns == 1
            heads = isinstance(item, DataTable) and isinstance(previous, Para) and previous.outline
            tight = isinstance(item, Framed) and item.tight
            if (previous is not None or after_band) and not (heads or tight):
                at_head = isinstance(item, Framed) and item.stands == "head"
                yield empty(GAP if at_head else _gap(section))
            if isinstance(item, DataTable):
                yield tables.data_table(item, draft)
                previous = item
                continue
            if item.ground is not None:  # in a cell it would be placed from the cell
                yield empty(SECTION_END, content=ground_runs(item.ground, draft))
            if item.behind is not None:
                yield empty(SECTION_END, content=behind(item.behind, draft, None, CARRIER))
            floating = frames.floats(item, draft) and not isinstance(previous, Framed)
            yield frames.table(item, draft, floating)
        previous = item


def _needs_white(previous: _Item | None, draft: Draft) -> bool:
    if isinstance(previous, DataTable):
        return True
    if not isinstance(previous, Framed) or previous.tight:
        return False
    return not frames.floats(previous, draft)


# -- the page ------------------------------------------------------------------------------


def section_properties(section: _Section, draft: Draft) -> str:
    """``w:sectPr`` of the next section to be closed; the first one carries the furniture."""
    style, first = section.style, draft.sections == 0
    footers = _footers_of(section, draft)
    right_bound = is_vertical(draft.style)
    draft.sections += 1
    begins = {"odd": "oddPage", "even": "evenPage"}.get(section.side, "nextPage")
    kind = begins if section.page else "continuous"
    children = {
        "headerReference": _references("header", style) if first else "",
        "footerReference": footers,
        "type": element("w:type", {"w:val": "nextPage" if first else kind}),
        "pgSz": element("w:pgSz", _sheet(style, landscape=section.landscape)),
        "pgMar": element("w:pgMar", _margins(section, draft, right_bound=right_bound)),
        "cols": _cols(_columns(section), style),
        "pgNumType": _counted(section.folio, draft),
        "titlePg": "<w:titlePg/>" if section.bare or _heads_document(draft, first) else "",
        "textDirection": value("textDirection", "tbRl") if is_vertical(style) else "",
        "rtlGutter": "<w:rtlGutter/>" if right_bound else "",
        "docGrid": "" if draft.exact else _lines(style),
    }
    noted = section_notes(draft.notes, ends=section.ends)
    if noted and section.columns > 1 and style.notes.place == "page":
        noted["footnoteColumns"] = element("w15:footnoteColumns", {"w:val": 1})
    return ordered("sectPr", {**children, **noted})


def _heads_document(draft: Draft, first: bool) -> bool:
    """Whether the document's first page goes without header and footer."""
    return first and draft.style.furniture.first_page > 1


_FORMS = {"roman": "lowerRoman", "Roman": "upperRoman", "arabic": "decimal"}


def _counted(folio: str, draft: Draft) -> str:
    """``w:pgNumType``: whether pages are counted anew; the numerals hold for what follows."""
    if folio:
        systems = Label.of(folio).systems
        draft.numerals = _FORMS.get(systems[-1], "decimal") if systems else "decimal"
    elif draft.numerals in ("", "decimal"):
        return ""
    return element("w:pgNumType", {"w:fmt": draft.numerals, "w:start": 1 if folio else None})


def _margins(section: _Section, draft: Draft, *, right_bound: bool) -> dict[str, object]:
    """The margins; where page one begins higher, the headers of the others push them down."""
    if section.landscape:
        return _turned(section.style)
    found = margins(section.style, right_bound=right_bound)
    if draft.placed:  # Word's text may take a line more than ours, and its page still holds it
        spare = twips(section.spare * section.style.grid.pitch)
        found["w:bottom"] = max(_NARROWEST, int(str(found["w:bottom"])) - spare)
        if section.style.furniture.folio_plate:
            found["w:footer"] = _NARROWEST
    if draft.foot_place is not None:
        found["w:footer"] = twips(draft.foot_place)
    if draft.first_head is None:
        return found
    return {**found, "w:top": twips(draft.first_head), "w:header": twips(HEADER_PLACE)}


def _cols(columns: ColumnSet, style: Style) -> str:
    """``w:cols``: unequal columns one by one, each with the white after it."""
    space = twips(columns.gap if columns.count > 1 else style.grid.gap)
    attributes: dict[str, object] = {"w:space": space}
    if columns.count > 1:
        attributes = {"w:num": columns.count, **attributes}
        if columns.rule is not None:
            attributes["w:sep"] = 1
    if columns.equal:
        return element("w:cols", attributes)
    last = columns.count - 1
    return element(
        "w:cols",
        {**attributes, "w:equalWidth": 0},
        *(
            element("w:col", {"w:w": twips(width), "w:space": space if number < last else None})
            for number, width in enumerate(columns.widths)
        ),
    )


def _sheet(style: Style, *, landscape: bool) -> dict[str, object]:
    width, height = twips(style.page.trim.width), twips(style.page.trim.height)
    if landscape:
        return {"w:w": height, "w:h": width, "w:orient": "landscape"}
    return {"w:w": width, "w:h": height}


def _turned(style: Style) -> dict[str, object]:
    """The margins of a page in landscape: its head is the upright page's left (顶左底右)."""
    page, grid, upright = style.page, style.grid, margins(style)
    return {
        **upright,
        "w:top": twips(page.gutter),
        "w:bottom": twips(page.trim.width - page.gutter - grid.width),
        "w:left": twips(page.trim.height - page.head - grid.height),
        "w:right": twips(page.head),
    }


def _lines(style: Style) -> str:
    return element("w:docGrid", {"w:type": "lines", "w:linePitch": twips(style.grid.pitch)})


HEADER_PLACE = 20.0
"""Points from the page's head to headers that push the text down."""


def header_depth(style: Style) -> float:
    """The height of such a header: down to where the text of any page begins."""
    grid = style.grid
    return style.page.head - (WORD_BASELINE * grid.pitch - grid.first_baseline) - HEADER_PLACE


def sides(style: Style) -> tuple[str, ...]:
    """The kinds of page with furniture of their own, as Word calls them."""
    return ("default", "even") if two_sided(style) else ("default",)


def _references(kind: str, style: Style) -> str:
    return "".join(
        element(f"w:{kind[:6]}Reference", {"w:type": side, "r:id": relation(kind, side)})
        for side in sides(style)
    )


def _footers_of(section: _Section, draft: Draft) -> str:
    """The footers where they are others than those of the section before."""
    own = "None" if section.unnumbered else "Turned" if section.landscape and draft.exact else ""
    before, draft.footers = draft.footers, own
    if draft.footers == before:
        return ""
    draft.footer_kinds.add(draft.footers)
    if draft.footers:
        return _references(f"footer{draft.footers}", section.style)
    return _footers(draft) if draft.sections == 0 else _references("footer", draft.style)


def _footers(draft: Draft) -> str:
    own = {"w:type": "first", "r:id": relation("footer", "first")}
    first = element("w:footerReference", own) if draft.first_foot else ""
    return _references("footer", draft.style) + first


def relation(kind: str, side: str) -> str:
    """The relationship id of a header or footer."""
    return f"rId{kind[:1].upper()}{kind[1:]}{side.title()}"
