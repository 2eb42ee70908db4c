"""``:::code {type=qr value=https://… caption=…}``: QR and bar codes, drawn in black alone.

They are paths, with the white around them that readers need. A code that cannot be made of
its value, and one that would be too fine to be read, are found where they are written.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from typeset.blocks.beside import BoxPlace
from typeset.blocks.box_word import framed
from typeset.blocks.graphics import Canvas, pigment, rendered
from typeset.blocks.kind import BlockKind, Raw
from typeset.blocks.panel import Asked, panel
from typeset.blocks.parts import Data, Part, Row, Sketch
from typeset.blocks.picture_size import CAPTION, PICTURE
from typeset.blocks.scope import Scope
from typeset.color import BLACK, WHITE
from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.flow import Fill, FlowItem, Line, Shape, Words
from typeset.geometry import MM
from typeset.model.publication import Block
from typeset.record import dataclass
from typeset.reflow import ReflowItem

_LONGEST_QR = 1200  # bytes; larger ones are too fine for print
_QUIET = 4  # modules of white around a QR code (ISO/IEC 18004, 9.1)
_DIGITS = 8.0  # points
_ROLE = "chart-text"


@dataclass(frozen=True, slots=True)
class _Kind:
    """One sort of code: reportlab's name, its least module (mm), its width and height (mm).

    Least modules: QR 0.4 mm is what telephones read at arm's length (ISO/IEC 18004 leaves it to
    the application); EAN-13 80 % of 0.33 mm (GB 12904); Code 128 0.25 mm (ISO/IEC 15417, general
    distribution).
    """

    shown: str
    theirs: str
    module: float
    width: float
    height: float


_KINDS = {
    "qr": _Kind("二维码", "QR", 0.4, 22.0, 22.0),
    "ean13": _Kind("条码", "EAN13", 0.264, 37.3, 22.0),
    "isbn": _Kind("书号条码", "EAN13", 0.264, 37.3, 25.0),
    "code128": _Kind("条码", "Code128", 0.25, 60.0, 15.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attrs(BoxPlace):
    """What the code says and how large it is."""

    type: Literal["qr", "ean13", "isbn", "code128"] = "qr"
    value: str
    caption: str = ""
    note: str = ""  # a second line beside the code: the address, who to call
    size: float = 0  # millimetres: the side of a QR code, the width of a bar code; 0: the usual
    alt: str = ""
    design: str = "code"
    value_span: Span = NOWHERE
    size_span: Span = NOWHERE
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Block):
    """One code."""

    attrs: Attrs

    def text(self) -> str:
        """Its words; what the code says is read aloud in its place."""
        return self.attrs.caption + self.attrs.note

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        kind, size = _KINDS[self.attrs.type], self.attrs.size
        share = size / kind.width if size else 1.0
        return kind.width * share * MM, kind.height * (share if kind.theirs == "QR" else 1.0) * MM


def read(raw: Raw, sink: Sink) -> Block | None:
    """A code as written."""
    attrs: Attrs = raw.attrs
    if fault := fault_of(attrs.type, attrs.value):
        what = f"'{attrs.value}' is no {attrs.type} code: {fault}"
        sink.error("content/code", what, attrs.value_span)
        return None
    code = Code(id=raw.id, span=raw.span, attrs=attrs)
    module, least = module_of(code), _KINDS[attrs.type].module
    if module < least - 0.005:
        wanted = math.ceil((attrs.size or _KINDS[attrs.type].width) * least / module)
        sink.warn(
            "content/code-fine",
            f"the code's modules are {module:.2f} mm wide; {least:g} mm is the least that reads",
            attrs.size_span if attrs.size else attrs.value_span,
            f"make it size={wanted}, or shorten its value",
        )
    return code


def fault_of(kind: str, value: str) -> str:
    """Why a value cannot be made such a code; "" if it can."""
    if kind == "qr":
        size = len(value.encode())
        return f"it holds {size} bytes, {_LONGEST_QR} are the most" if size > _LONGEST_QR else ""
    if kind == "code128":
        wrong = [c for c in value if not " " <= c <= "~"]
        return f"it holds '{wrong[0]}'; it knows ASCII only" if wrong else ""
    digits = value.replace("-", "").replace(" ", "")
    if not digits.isascii() or not digits.isdigit() or len(digits) != 13:
        return f"it has 13 digits, {len(digits)} characters are given"
    if kind == "isbn" and not digits.startswith(("978", "979")):
        return "it begins with 978 or 979"
    check = check_digit(digits[:12])
    return "" if digits[12] == check else f"its check digit is {check}, not {digits[12]}"


def check_digit(digits: str) -> str:
    """The thirteenth digit of an EAN (GB 12904): weights 1 and 3 in turn, up to the next ten."""
    total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits))
    return str(-total % 10)


# -- drawing ---------------------------------------------------------------------------------


def drawing(code: Code) -> Any:
    """The code as a reportlab ``Drawing`` in its own units, its quiet zone included."""
    value, black = code.attrs.value, pigment(BLACK)
    match code.attrs.type:
        case "qr":
            return _made("QR", value, barFillColor=black, barLevel="M", barBorder=_QUIET)
        case "code128":
            bars = _made("Code128", value, barFillColor=black, humanReadable=False, quiet=True)
            scale = code.size[0] / bars.width
            high = (code.size[1] - _DIGITS - 2) / scale
            bars = _made("Code128", value, barFillColor=black, humanReadable=False, quiet=True,
                         barHeight=high)  # fmt: skip
            return _said(bars, value, scale, above=False)
        case _:
            digits = value.replace("-", "").replace(" ", "")[:12]
            bars = _made("EAN13", digits, barFillColor=black, textColor=black)
            if code.attrs.type == "ean13":
                return bars
            return _said(bars, f"ISBN {value}", code.size[0] / bars.width, above=True)


def _made(kind: str, value: str, **options: Any) -> Any:
    from reportlab.graphics.barcode import createBarcodeDrawing  # noqa: PLC0415

    return createBarcodeDrawing(kind, value=value, **options)


def _said(bars: Any, text: str, scale: float, *, above: bool) -> Any:
    """The bars with a line of words above or below them."""
    from reportlab.graphics.shapes import Drawing, Group, String  # noqa: PLC0415

    room, size = (_DIGITS + 2) / scale, _DIGITS / scale
    made = Drawing(bars.width, bars.height + room)
    up = 0.0 if above else room
    made.add(Group(*bars.contents, transform=(1, 0, 0, 1, 0, up)))
    y = bars.height + 2 / scale if above else 1.5 / scale
    made.add(String(bars.width / 2, y, text, fontSize=size, textAnchor="middle",
                    fillColor=pigment(BLACK)))  # fmt: skip
    return made


def module_of(code: Code) -> float:
    """The width of the narrowest bar or square as printed, in millimetres."""
    made = drawing(code)
    parts = rendered(made, Canvas(role=_ROLE))
    widths = [_width(part) for part in parts if isinstance(part, Shape)]
    narrowest = min((width for width in widths if width > 0), default=made.width)
    return float(narrowest * code.size[0] / made.width / MM)


def _width(shape: Shape) -> float:
    xs = [c for _, *rest in shape.path for c in rest[::2]]
    return max(xs) - min(xs)


def compose(block: Code, scope: Scope) -> Iterable[FlowItem]:
    """One panel."""
    if (sized := _sized(block, scope)) and (box := panel(_asked(block), data(block), sized)):
        yield box


def reflow(block: Code, scope: Scope) -> Iterable[ReflowItem]:
    """The code and its words."""
    if sized := _sized(block, scope):
        yield from framed(_asked(block), data(block), sized)


def _asked(block: Code) -> Asked:
    return Asked(
        id=block.id,
        design=block.attrs.design,
        span=block.span,
        place=block.attrs.place,
        columns=block.attrs.columns,
        beside=block.attrs.beside,
        repeats=False,
    )


def data(block: Code) -> Data:
    """The code and the words beside it."""
    parts: dict[str, Part] = {PICTURE: sketch(block)}
    parts |= {k: v for k in (CAPTION, "note") if (v := getattr(block.attrs, k))}
    return Data(own=Row(parts=parts, span=block.attrs.span))


def sketch(block: Code) -> Sketch:
    """The code as a drawing of its size."""
    kind = _KINDS[block.attrs.type]

    def draw(width: float, height: float) -> tuple[Fill | Line | Shape | Words, ...]:
        made = drawing(block)
        scale = min(width / made.width, height / made.height)
        ground = Fill(x=0, y=0, width=width, height=height, color=WHITE)
        return (ground, *_solid(rendered(made, Canvas(role=_ROLE, scale=scale, span=block.span))))

    return Sketch(
        name=kind.shown,
        draw=draw,
        natural=lambda _: block.size[1],
        size=block.size,
        alt=block.attrs.alt or f"{kind.shown}：{block.attrs.value}",
        span=block.span,
    )


def _solid(parts: tuple[Fill | Line | Shape | Words, ...]) -> Iterator[Shape | Words]:
    """All bars as one path, so that no seam shows between neighbours, and the digits."""
    bars = [part for part in parts if isinstance(part, Shape)]
    yield Shape(path=tuple(segment for bar in bars for segment in bar.path), fill=BLACK)
    yield from (part for part in parts if isinstance(part, Words))


def _sized(block: Code, scope: Scope) -> Scope | None:
    """The scope with the design in the lines that the code needs."""
    design = scope.design(block.attrs.design, block.span)
    if design is None:
        return None
    grid = scope.style.grid
    lines = math.ceil((block.size[1] + grid.pitch - grid.zw) / grid.pitch)
    return scope.resized(design, lines)


KIND = BlockKind(
    name="code",
    form="container",
    model=Code,
    attrs=Attrs,
    read=read,
    compose=compose,
    reflow=reflow,
)
