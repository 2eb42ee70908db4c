"""Drawings and the logo as pictures in the line of text."""

from __future__ import annotations

from pathlib import PurePosixPath

from typeset.docx.draft import Draft
from typeset.docx.emf import emf
from typeset.docx.styles import PICTURE
from typeset.docx.xml import NAMESPACES, element, emu
from typeset.geometry import Rect
from typeset.model.pictures import laid, shown
from typeset.record import dataclass
from typeset.reflow import Art, Shown, Sketched
from typeset.style.drawings import LOGOS, draw, natural_size

Cut = tuple[float, float, float, float]

_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What is said of a picture in the document: sizes in points, what is cut in shares."""

    name: str
    width: float
    height: float
    alt: str = ""
    cut: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)  # left, top, right, bottom


def picture(art: Art, draft: Draft) -> str:
    """The art as a paragraph of its own; without a text in its place it is decorative."""
    name = art.name.removeprefix("drawing:")
    shapes = draw(name, *_placed(name, art), line=art.line, ground=art.ground)
    data = emf(shapes, art.width, art.height)
    frame = Frame(
        name=art.name.partition(":")[2] or art.name,
        width=art.width,
        height=art.height,
        alt=art.alt,
    )
    return _paragraph(frame, draft.picture(data), draft)


def photograph(item: Shown, draft: Draft) -> str:
    """A picture file as a paragraph of its own, cut as on the page."""
    relation, frame = framed_picture(item, draft)
    return _paragraph(frame, relation, draft)


def sketch(item: Sketched, draft: Draft) -> str:
    """A drawing of paths and words as a paragraph of its own."""
    relation, frame = framed_picture(item, draft)
    return _paragraph(frame, relation, draft)


def framed_picture(item: Shown | Sketched, draft: Draft) -> tuple[str, Frame]:
    """The part of a picture or drawing, and what is said of it."""
    if isinstance(item, Sketched):
        data = emf(item.draws, item.width, item.height, draft.style.roles)
        frame = Frame(name=item.name, width=item.width, height=item.height, alt=item.alt)
        return draft.picture(data), frame
    return _photograph(item, draft)


def _photograph(item: Shown, draft: Draft) -> tuple[str, Frame]:
    from typeset.docx.images import word_picture  # noqa: PLC0415 - only documents with pictures

    room = Rect(0.0, 0.0, item.width, item.height)
    seen, whole = shown(room, item.image, item.framing), laid(room, item.image, item.framing)
    form, data = word_picture(item, draft.project)
    cut = (
        (seen.x - whole.x) / whole.width,
        (seen.y - whole.y) / whole.height,
        (whole.right - seen.right) / whole.width,
        (whole.foot - seen.foot) / whole.height,
    )
    name = PurePosixPath(item.image.path).stem
    frame = Frame(name=name, width=seen.width, height=seen.height, alt=item.alt, cut=cut)
    return draft.picture(data, form), frame


def _paragraph(frame: Frame, relation: str, draft: Draft) -> str:
    number = draft.next_drawing()
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{PICTURE}"/></w:pPr><w:r>'
        f"{_inline(frame, number, relation)}</w:r></w:p>"
    )


def _placed(name: str, art: Art) -> tuple[float, float, float, float]:
    """Where the drawing stands: a contour drawing keeps its proportions and shows its foot."""
    if name in LOGOS:
        return 0, 0, art.width, art.height
    width, height = natural_size(name)
    own = art.width * height / width
    return 0, art.height - own, art.width, own


def _inline(frame: Frame, number: int, relation: str) -> str:
    size = {"cx": emu(frame.width), "cy": emu(frame.height)}
    name = f"{frame.name} {number}"
    inline = element(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        element("wp:extent", size),
        element("wp:effectExtent", {"l": 0, "t": 0, "r": 0, "b": 0}),
        element(
            "wp:docPr",
            {"id": number, "name": name, "descr": frame.alt},
            "" if frame.alt else decoration(),
        ),
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>',
        pictured(name, number, relation, size, frame.cut),
    )
    return element("w:drawing", None, inline)


def decoration() -> str:
    """What says of a picture that it has nothing to tell."""
    mark = element("adec:decorative", {"val": 1})
    return element("a:extLst", None, element("a:ext", {"uri": _DECORATIVE}, mark))


def pictured(
    name: str, number: int, relation: str, size: dict[str, int], cut: Cut = (0.0, 0.0, 0.0, 0.0)
) -> str:
    """``a:graphic`` of a picture part, stretched to ``size`` (EMU).

    ``cut`` is the share left out at the left, top, right and bottom.
    """
    picture = _pic(name, number, relation, size, cut)
    return element("a:graphic", None, element("a:graphicData", {"uri": NAMESPACES["pic"]}, picture))


def _pic(name: str, number: int, relation: str, size: dict[str, int], cut: Cut) -> str:
    sides = zip("ltrb", cut, strict=True)
    cut_out = {side: round(share * 100_000) for side, share in sides if round(share * 100_000) > 0}
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
        f"{element('a:srcRect', cut_out) if cut_out else ''}"
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>",
        element(
            "pic:spPr",
            None,
            element("a:xfrm", None, '<a:off x="0" y="0"/>', element("a:ext", size)),
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>',
        ),
    )
