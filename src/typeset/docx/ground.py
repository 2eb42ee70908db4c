"""A field of colour behind the text, over the page's whole width, as anchored pictures.

Shading stops at the text's edge and at every gutter; a picture behind the text, placed from
the page, does not. It is decorative, so a reader is told nothing of it. A field that goes to
the page's foot is two pictures: one moves with its paragraph, the drawing keeps to the page.
"""

from __future__ import annotations

from collections.abc import Iterable

from typeset.docx.art import Frame, decoration, framed_picture, pictured
from typeset.docx.draft import Draft
from typeset.docx.emf import Part, emf
from typeset.docx.xml import element, emu
from typeset.flow import Shape
from typeset.geometry import Rect, rectangle
from typeset.reflow import Ground, Placed, Sketched
from typeset.style.drawings import draw


def ground_runs(ground: Ground, draft: Draft) -> str:
    """The field as runs to be put first in the paragraph that it lies behind."""
    return _fields(ground, draft) + (_picture(ground.picture, draft) if ground.picture else "")


def _fields(ground: Ground, draft: Draft) -> str:
    page = draft.style.page.trim
    art = ground.art
    if ground.edge == "head" or art is None:
        shapes = [*_field(ground, page.width, ground.height), *_drawing(ground, ground.height)]
        from_, top = ("page", 0.0) if ground.edge == "head" else ("paragraph", -ground.above)
        return _anchored(shapes, page.width, ground.height, (from_, top), draft)
    field = _field(ground, page.width, ground.height)
    foot = [_flat(page.width, art.height, ground), *_drawing(ground, art.height)]
    at_foot = ("page", page.height - art.height)
    return _anchored(
        field, page.width, ground.height, ("paragraph", -ground.above), draft
    ) + _anchored(foot, page.width, art.height, at_foot, draft)


def _picture(placed: Placed, draft: Draft) -> str:
    """A picture of the data over the field, at its place on the page; it is read by its text."""
    relation, frame = framed_picture(placed.what, draft)
    return _placed(frame, relation, ("page", placed.x), ("page", placed.y), draft)


def behind(drawing: Sketched, draft: Draft, at: tuple[float, float] | None, below: float) -> str:
    """A drawing behind the text of a table, as a run in the paragraph before it.

    It stands ``below`` the head of that paragraph, or ``at`` a place on the page (points).
    Not in a cell: LibreOffice would set the cell's text at its head.
    """
    size = (drawing.draws, drawing.width, drawing.height)
    if at is None:
        return _anchored(*size, ("paragraph", below), draft, ("column", 0.0))
    return _anchored(*size, ("page", at[1]), draft, ("page", at[0]))


def _anchored(
    shapes: Iterable[Part],
    width: float,
    height: float,
    top: tuple[str, float],
    draft: Draft,
    left: tuple[str, float] = ("page", 0.0),
) -> str:
    relation = draft.picture(emf(shapes, width, height))
    return _placed(Frame(name="ground", width=width, height=height), relation, left, top, draft)


def _placed(
    frame: Frame, relation: str, left: tuple[str, float], top: tuple[str, float], draft: Draft
) -> str:
    number = draft.next_drawing()
    size = {"cx": emu(frame.width), "cy": emu(frame.height)}
    name = f"{frame.name} {number}"
    anchor = element(
        "wp:anchor",
        {
            **dict.fromkeys(("distT", "distB", "distL", "distR", "simplePos"), 0),
            "relativeHeight": number,
            "behindDoc": 1,
            "locked": 0,
            "layoutInCell": 0,
            "allowOverlap": 1,
        },
        '<wp:simplePos x="0" y="0"/>',
        _position("H", *left),
        _position("V", *top),
        element("wp:extent", size),
        '<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>',
        element(
            "wp:docPr",
            {"id": number, "name": name, "descr": frame.alt},
            "" if frame.alt else decoration(),
        ),
        "<wp:cNvGraphicFramePr/>",
        pictured(name, number, relation, size, frame.cut),
    )
    return element("w:r", None, element("w:drawing", None, anchor))


def _position(axis: str, whence: str, points: float) -> str:
    offset = element("wp:posOffset", None, str(emu(points)))
    return element(f"wp:position{axis}", {"relativeFrom": whence}, offset)


def _flat(width: float, height: float, ground: Ground) -> Shape:
    return Shape(path=rectangle(Rect(0, 0, width, height)), fill=ground.fill)


def _field(ground: Ground, width: float, height: float) -> Iterable[Shape]:
    yield _flat(width, height, ground)
    if ground.rule:
        weight, color = ground.rule
        yield Shape(path=rectangle(Rect(0, 0, width, weight)), fill=color)


def _drawing(ground: Ground, foot: float) -> Iterable[Shape]:
    if art := ground.art:
        name, top = art.name.removeprefix("drawing:"), foot - art.height
        yield from draw(name, 0, top, art.width, art.height, line=art.line, ground=ground.fill)
