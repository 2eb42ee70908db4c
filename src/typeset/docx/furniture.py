"""Headers and footers: the running head and the folio, at the outer edge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.docx.body import empty
from typeset.docx.draft import Draft
from typeset.docx.fields import field
from typeset.docx.formats import JUSTIFICATION, shading
from typeset.docx.looks import ParagraphLook
from typeset.docx.margins import margins
from typeset.docx.sections import header_depth
from typeset.docx.srgb import hexadecimal
from typeset.docx.styles import NO_CELL_MARGINS, SECTION_END, SECTION_TITLE_NAME, named_style
from typeset.docx.xml import element, escape, ordered, root, twips, value
from typeset.model.publication import Metadata
from typeset.reflow import WORD_BASELINE, Setting
from typeset.style.resolved import Furniture

_PIECE = re.compile(r"\{(issuer|title|section|heading|last)\}")
_LIVE = {
    "section": f'STYLEREF "{SECTION_TITLE_NAME}"',
    "heading": "STYLEREF 2",  # Word's own heading 2, whatever its name in this language
    "last": r"STYLEREF 2 \l",
}
_NUMERALS = {"han": r" \* CHINESENUM3", "roman": r" \* roman", "Roman": r" \* ROMAN"}
_PLATE = "FolioPlate"


def header(side: str, metadata: Metadata, running_title: str, draft: Draft) -> bytes:
    """``w:hdr`` of the pages called ``side`` (``default`` are the odd ones)."""
    furniture = draft.style.furniture
    if draft.first_head is not None:
        depth = header_depth(draft.style)
        pushing = ParagraphLook(
            role=furniture.head_role, setting=Setting(name="deep", leading=depth)
        )
        return root("w:hdr", "w r", {}, _paragraph(draft.looks.paragraph(pushing), ""))
    even = side == "even"
    template = furniture.head_even if even else furniture.head_odd
    align = "start" if even else "end"
    style = draft.looks.paragraph(ParagraphLook(role=furniture.head_role, align=align))
    runs = _head(template, metadata, running_title)
    return root("w:hdr", "w r", {}, _paragraph(style, runs))


def _head(template: str, metadata: Metadata, running_title: str) -> str:
    """The template's runs; the section's title is a live field.

    The field looks for the character style of section titles, since a heading's own style
    has another name in every language of Word. Readers that do not evaluate it show
    what is true of every page: the issuer and the publication's title, each once.
    """
    hint = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
    known = {"issuer": metadata.issuer, "title": metadata.title}
    names = _PIECE.findall(template)
    lasting = [text for name, text in known.items() if text and name not in names]
    if len(names) == 1:
        lasting = [running_title]
    pieces: list[str] = []
    for i, piece in enumerate(_PIECE.split(template)):
        if i % 2 and piece in _LIVE:
            pieces.append(field(_LIVE[piece], lasting.pop(0) if lasting else "", hint))
        elif text := known.get(piece, "") if i % 2 else piece:
            pieces.append(f'<w:r>{hint}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>')
    return "".join(pieces)


def footer(side: str, draft: Draft) -> bytes:
    """``w:ftr`` of the pages called ``side``: the page number, on its plate if it has one."""
    furniture = draft.style.furniture
    edge = "start" if side == "even" else "end"
    number = _number(side, draft)
    if furniture.folio_plate:
        number = _plate(number, edge, draft) + empty(SECTION_END)
    return root("w:ftr", "w r", {}, number)


def _number(side: str, draft: Draft) -> str:
    """The paragraph of the page number, at the outer edge or in the middle of its plate."""
    furniture = draft.style.furniture
    edge = "start" if side == "even" else "end"
    align = "center" if furniture.folio_plate else edge
    inset = furniture.folio_inset
    setting = Setting(
        after=_lift(draft),
        name=f"{side} inset",
        left=inset if side == "even" else 0.0,
        right=0.0 if side == "even" else inset,
    )
    style = draft.looks.paragraph(
        ParagraphLook(role=furniture.folio_role, align=align, setting=setting if inset else None)
    )
    return _paragraph(style, "".join(_folio(furniture)))


def _lift(draft: Draft) -> float:
    """How far numbers stand above the place where footers end, in points."""
    if draft.foot_place is None:
        return 0.0
    return int(str(margins(draft.style)["w:footer"])) / 20 - draft.foot_place


def no_footer(draft: Draft) -> bytes:
    """``w:ftr`` of pages that bear no number."""
    style = draft.looks.paragraph(ParagraphLook(role=draft.style.furniture.folio_role))
    return root("w:ftr", "w r", {}, _paragraph(style, ""))


def turned_footer(side: str, draft: Draft) -> bytes:
    """``w:ftr`` of pages in landscape, whose number stands where that of an upright one does.

    The upright page's foot is then at the left, so a cell there runs down the sheet.
    """
    style = draft.style
    furniture, page = style.furniture, style.page
    leading = style.roles[furniture.folio_role].leading
    position = {
        "w:leftFromText": 0,
        "w:rightFromText": 0,
        "w:vertAnchor": "page",
        "w:horzAnchor": "page",
        "w:tblpX": twips(furniture.folio_baseline - (1 - WORD_BASELINE) * leading),
        "w:tblpY": twips(page.gutter),
    }
    width = {"w:w": twips(leading), "w:type": "dxa"}
    properties = {
        "tblpPr": element("w:tblpPr", position),
        "tblW": element("w:tblW", width),
        "tblLayout": element("w:tblLayout", {"w:type": "fixed"}),
        "tblCellMar": NO_CELL_MARGINS,
        "tblLook": element("w:tblLook", {"w:val": "0000"}),
    }
    depth = element("w:trHeight", {"w:val": twips(style.grid.width), "w:hRule": "exact"})
    cell = {"tcW": element("w:tcW", width), "textDirection": value("textDirection", "tbRl")}
    within = element("w:tc", None, ordered("tcPr", cell), _number(side, draft))
    row = element("w:tr", None, f"<w:trPr><w:cantSplit/>{depth}</w:trPr>", within)
    grid = element("w:tblGrid", None, element("w:gridCol", {"w:w": twips(leading)}))
    table = element("w:tbl", None, ordered("tblPr", properties), grid, row)
    return root("w:ftr", "w r", {}, table + empty(SECTION_END))


def _folio(furniture: Furniture) -> Iterator[str]:
    """The folio's words with live numbers of the page and of all pages."""
    systems = furniture.folio_numerals.systems
    form = _NUMERALS.get(systems[-1], "") if systems else ""
    for piece in re.split(r"(\{folio\}|\{pages\})", furniture.folio_text):
        if piece == "{folio}":
            yield field(f"PAGE{form}", str(furniture.first_page))
        elif piece == "{pages}":
            yield field("NUMPAGES", "1")
        else:
            yield _words(piece)


def _words(text: str) -> str:
    hint = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
    shown = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f"<w:r>{hint}{shown}</w:r>" if text else ""


def first_footer(setting: Setting, draft: Draft) -> bytes:
    """``w:ftr`` of a first page that has a rule there instead of a number."""
    role = draft.style.furniture.folio_role
    style = draft.looks.paragraph(ParagraphLook(role=role, setting=setting))
    return root("w:ftr", "w r", {}, _paragraph(style, ""))


def _plate(number: str, edge: str, draft: Draft) -> str:
    """A square table of one cell: the shading of a run would follow its digits' width."""
    furniture = draft.style.furniture
    side = twips(furniture.folio_plate)
    draft.tables.setdefault(_PLATE, _plate_style(draft))
    width = {"w:w": side, "w:type": "dxa"}
    properties = {
        "tblStyle": value("tblStyle", _PLATE),
        "tblpPr": _plate_place(edge, draft) if draft.placed else "",
        "tblW": element("w:tblW", width),
        "jc": value("jc", JUSTIFICATION[edge]) if not draft.placed else "",
        "tblLayout": element("w:tblLayout", {"w:type": "fixed"}),
        "tblLook": element("w:tblLook", {"w:val": "0000"}),
    }
    height = element("w:trHeight", {"w:val": side, "w:hRule": "exact"})
    cell = {"tcW": element("w:tcW", width), "vAlign": value("vAlign", "center")}
    row = element(
        "w:tr",
        None,
        f"<w:trPr><w:cantSplit/>{height}</w:trPr>",
        element("w:tc", None, ordered("tcPr", cell), number),
    )
    grid = element("w:tblGrid", None, element("w:gridCol", {"w:w": side}))
    return element("w:tbl", None, ordered("tblPr", properties), grid, row)


def _plate_place(edge: str, draft: Draft) -> str:
    """On the page, so that the text's last line may come nearer to it than a footer allows."""
    page, furniture = draft.style.page, draft.style.furniture
    leading = draft.looks.role(furniture.folio_role).leading
    below = (1 - WORD_BASELINE) * leading + (furniture.folio_plate - leading) / 2
    top = page.trim.height - furniture.folio_baseline + below - furniture.folio_plate
    return element(
        "w:tblpPr",
        {
            "w:vertAnchor": "page",
            "w:horzAnchor": "margin",
            "w:tblpXSpec": JUSTIFICATION[edge],
            "w:tblpY": twips(top),
        },
    )


def _plate_style(draft: Draft) -> str:
    color = draft.style.furniture.folio_color
    fill = shading(hexadecimal(color)) if color is not None else ""
    children = {
        "name": value("name", "Folio plate"),
        "basedOn": value("basedOn", "TableNormal"),
        "uiPriority": value("uiPriority", 40),
        "tcPr": ordered("tcPr", {"shd": fill}),
    }
    return named_style("table", _PLATE, children)


def _paragraph(style: str, runs: str) -> str:
    return element("w:p", None, f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>', runs)
