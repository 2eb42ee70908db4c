"""Drawings and the logo as pictures in the line of text."""

from __future__ import annotations

from typeset.docx.draft import Draft
from typeset.docx.emf import emf
from typeset.docx.styles import PICTURE
from typeset.docx.xml import NAMESPACES, element, emu
from typeset.reflow import Art
from typeset.style.drawings import draw

_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"


def picture(art: Art, draft: Draft) -> str:
    """The art as a paragraph of its own; without a text in its place it is decorative."""
    name = art.name.removeprefix("drawing:")
    shapes = draw(name, 0, 0, art.width, art.height, line=art.line, ground=art.ground)
    data = emf(shapes, art.width, art.height)
    relation = draft.picture(data)
    number = draft.next_drawing()
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{PICTURE}"/></w:pPr><w:r>'
        f"{_inline(art, number, relation)}</w:r></w:p>"
    )


def _inline(art: Art, number: int, relation: str) -> str:
    size = {"cx": emu(art.width), "cy": emu(art.height)}
    name = f"{art.name.partition(':')[2] or art.name} {number}"
    graphic = element(
        "a:graphic",
        None,
        element("a:graphicData", {"uri": NAMESPACES["pic"]}, _pic(name, number, relation, size)),
    )
    inline = element(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        element("wp:extent", size),
        element("wp:effectExtent", {"l": 0, "t": 0, "r": 0, "b": 0}),
        element("wp:docPr", {"id": number, "name": name, "descr": art.alt}, _decoration(art)),
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>',
        graphic,
    )
    return element("w:drawing", None, inline)


def _decoration(art: Art) -> str:
    if art.alt:
        return ""
    mark = element("adec:decorative", {"val": 1})
    return element("a:extLst", None, element("a:ext", {"uri": _DECORATIVE}, mark))


def _pic(name: str, number: int, relation: str, size: dict[str, int]) -> str:
    return element(
        "pic:pic",
        None,
        element(
            "pic:nvPicPr",
            None,
            element("pic:cNvPr", {"id": number, "name": name}),
            "<pic:cNvPicPr/>",
        ),
        f'<pic:blipFill><a:blip r:embed="{relation}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>",
        element(
            "pic:spPr",
            None,
            element("a:xfrm", None, '<a:off x="0" y="0"/>', element("a:ext", size)),
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>',
        ),
    )
