"""What each operator of a content stream does to a canvas (ISO 32000-1, annex A)."""

from __future__ import annotations

from functools import partial
from typing import Any

from typeset.preflight import values
from typeset.preflight.acts_of_text import TEXT_ACTS
from typeset.preflight.canvas import Act, Canvas
from typeset.preflight.images import placed_image
from typeset.preflight.inks import CMYK, GRAY, RGB, Ink, gradient_ends, initial, ink, space
from typeset.preflight.lexer import Name
from typeset.preflight.state import INTENTS, apply
from typeset.preflight.values import times

# -- state -------------------------------------------------------------------------------------


def _concat(canvas: Canvas, operands: list[Any]) -> None:
    a, b, c, d, e, f = (float(n) for n in operands[-6:])
    canvas.state.ctm = times((a, b, c, d, e, f), canvas.state.ctm)


def _weight(canvas: Canvas, operands: list[Any]) -> None:
    canvas.state.weight = float(operands[0])


def _intent(canvas: Canvas, operands: list[Any]) -> None:
    if str(operands[0]) not in INTENTS:
        canvas.sheet.note("unknown-intent", str(operands[0]))


def _graphics_state(canvas: Canvas, operands: list[Any]) -> None:
    state = canvas.state
    chosen = values.items(apply(state, canvas.named("ExtGState", operands), canvas.sheet))
    if len(chosen) == 2:
        state.font, state.size = canvas.font(chosen[0]), values.number(chosen[1]) or 0.0


# -- colour ------------------------------------------------------------------------------------


def _color(canvas: Canvas, operands: list[Any], *, stroke: bool) -> None:
    """Components in the space that was set, or a pattern."""
    state = canvas.state
    own = state.stroke_space if stroke else state.fill_space
    components = [n for n in operands if isinstance(n, float)]
    pattern = None
    if operands and isinstance(operands[-1], Name):
        pattern = canvas.named("Pattern", operands)
        color = ink(own.base, components) if own.base is not None else Ink(own)
    else:
        color = ink(own, components)
    if stroke:
        state.stroke, state.stroke_pattern = color, pattern
    else:
        state.fill, state.fill_pattern = color, pattern


def _space(canvas: Canvas, operands: list[Any], *, stroke: bool) -> None:
    own = space("/" + str(operands[-1]), canvas.resources)
    state = canvas.state
    if stroke:
        state.stroke_space, state.stroke, state.stroke_pattern = own, initial(own), None
    else:
        state.fill_space, state.fill, state.fill_pattern = own, initial(own), None


def _device(canvas: Canvas, operands: list[Any], *, name: str, stroke: bool) -> None:
    """A colour in a device space, for which a Default space of the resources may stand in."""
    own = {"DeviceGray": GRAY, "DeviceRGB": RGB, "DeviceCMYK": CMYK}[name]
    if values.get(canvas.resources, "/ColorSpace") is not None:
        own = space("/" + name, canvas.resources)
    if stroke:
        canvas.state.stroke_space = own
    else:
        canvas.state.fill_space = own
    _color(canvas, operands, stroke=stroke)


# -- paths -------------------------------------------------------------------------------------


def _points(canvas: Canvas, operands: list[Any], *, start: bool = False) -> None:
    by = canvas.state.ctm
    pairs = zip(operands[::2], operands[1::2], strict=False)
    canvas.outline.add([values.moved((x + 0.0, y + 0.0), by) for x, y in pairs], start=start)


def _rectangle(canvas: Canvas, operands: list[Any]) -> None:
    x, y, w, h = (float(n) for n in operands[:4])
    corners = ((x, y), (x + w, y), (x + w, y + h), (x, y + h))
    canvas.outline.rectangle([values.moved(corner, canvas.state.ctm) for corner in corners])


def _close(canvas: Canvas, _operands: list[Any]) -> None:
    canvas.outline.close()


def _clip(canvas: Canvas, _operands: list[Any]) -> None:
    canvas.clip_next = True


def _paint(canvas: Canvas, _operands: list[Any], **how: bool) -> None:
    canvas.finish_path(**how)


def _shade(canvas: Canvas, operands: list[Any]) -> None:
    if canvas.state.clip is not None:
        for color in gradient_ends(canvas.named("Shading", operands), canvas.resources):
            canvas.paint("shading", canvas.state.clip, color)


# -- objects -----------------------------------------------------------------------------------


def _inline_image(canvas: Canvas, operands: list[Any]) -> None:
    _image(canvas, operands[0], "inline")


def _draw(canvas: Canvas, operands: list[Any]) -> None:
    obj = canvas.named("XObject", operands)
    if obj is None:
        return
    if values.get(obj, "/OPI") is not None:
        canvas.sheet.note("opi")
    before = canvas.state.hidden
    canvas.state.hidden = before or _hiding_layer(canvas, values.get(obj, "/OC"))
    match values.plain(values.get(obj, "/Subtype")):
        case "Image":
            _image(canvas, obj, str(operands[-1]))
        case "Form":
            _form(canvas, obj)
        case _:
            canvas.sheet.note("postscript")
    canvas.state.hidden = before


def _form(canvas: Canvas, form: Any) -> None:
    if values.get(form, "/Subtype2") is not None or values.get(form, "/PS") is not None:
        canvas.sheet.note("postscript")
    if values.get(form, "/Ref") is not None:
        canvas.sheet.note("reference-xobject")
    canvas.group(values.get(form, "/Group"), "form")
    ctm = times(values.matrix(values.get(form, "/Matrix")), canvas.state.ctm)
    clip, bounds = canvas.state.clip, values.box(values.get(form, "/BBox"))
    if bounds is not None and clip is not None:
        clip = values.common(values.moved_box(bounds, ctm), clip)
    canvas.nested(form, ctm, clip)


def _image(canvas: Canvas, given: Any, name: str) -> None:
    found = placed_image(given, name, canvas.state.ctm, canvas.resources)
    for trait, detail in found.traits:
        canvas.sheet.note(trait, detail)
    whole = values.moved_box((0, 0, 1, 1), canvas.state.ctm)
    color = canvas.state.fill if found.image.stencil else Ink(found.image.space)
    opaque = canvas.state.opaque() and not found.masked
    canvas.paint("image", whole, color, image=found.image, opaque=opaque)


# -- layers ------------------------------------------------------------------------------------


def _mark(canvas: Canvas, operands: list[Any]) -> None:
    """Marked content may belong to a layer."""
    hiding = ""
    if len(operands) > 1 and operands[0] == "OC" and isinstance(operands[1], Name):
        properties = values.get(canvas.resources, "/Properties", "/" + operands[1])
        hiding = _hiding_layer(canvas, properties)
    canvas.layers.append(bool(hiding) and not canvas.state.hidden)
    if canvas.layers[-1]:
        canvas.state.hidden = hiding


def _end_mark(canvas: Canvas, _operands: list[Any]) -> None:
    if canvas.layers and canvas.layers.pop():
        canvas.state.hidden = ""


def _hiding_layer(canvas: Canvas, layer: Any) -> str:
    """The name of the layer that is off, if the content belongs to one."""
    if layer is None:
        return ""
    canvas.sheet.note("layer")
    members = values.get(layer, "/OCGs")
    for group in [layer, *(values.items(members) or [members])]:
        if group is not None and values.key(group) in canvas.shared.off:
            return values.text(values.get(group, "/Name")) or "unnamed"
    return ""


def _postscript(canvas: Canvas, _operands: list[Any]) -> None:
    canvas.sheet.note("postscript")


def _nothing(_canvas: Canvas, _operands: list[Any]) -> None:
    """Operators that change nothing we ask about."""


ACTS: dict[str, Act] = {
    "cm": _concat, "w": _weight, "ri": _intent, "gs": _graphics_state,
    "m": partial(_points, start=True), "l": _points, "c": _points, "v": _points, "y": _points,
    "re": _rectangle, "h": _close, "W": _clip, "W*": _clip,
    "n": _paint,
    "f": partial(_paint, fill=True), "F": partial(_paint, fill=True),
    "f*": partial(_paint, fill=True),
    "S": partial(_paint, stroke=True), "s": partial(_paint, stroke=True, close=True),
    "B": partial(_paint, fill=True, stroke=True), "B*": partial(_paint, fill=True, stroke=True),
    "b": partial(_paint, fill=True, stroke=True, close=True),
    "b*": partial(_paint, fill=True, stroke=True, close=True),
    "sh": _shade, "Do": _draw, "BI": _inline_image, "PS": _postscript,
    "cs": partial(_space, stroke=False), "CS": partial(_space, stroke=True),
    "sc": partial(_color, stroke=False), "SC": partial(_color, stroke=True),
    "scn": partial(_color, stroke=False), "SCN": partial(_color, stroke=True),
    "g": partial(_device, name="DeviceGray", stroke=False),
    "G": partial(_device, name="DeviceGray", stroke=True),
    "rg": partial(_device, name="DeviceRGB", stroke=False),
    "RG": partial(_device, name="DeviceRGB", stroke=True),
    "k": partial(_device, name="DeviceCMYK", stroke=False),
    "K": partial(_device, name="DeviceCMYK", stroke=True),
    "BMC": _mark, "BDC": _mark, "EMC": _end_mark,
    **dict.fromkeys(("MP", "DP", "BX", "EX", "J", "j", "M", "d", "i", "d0", "d1"), _nothing),
    **TEXT_ACTS,
}  # fmt: skip
