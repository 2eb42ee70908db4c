"""Values out of a stranger's PDF: whatever is missing, damaged or of the wrong type is None.

Everything that touches an object of pikepdf goes through here, so that a hostile file can
lead to a finding but never to a traceback.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

Box = tuple[float, float, float, float]
"""Left, foot, right, head in points; y runs up, as in the file."""

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
FAULTS = (  # what pikepdf raises over damaged objects; PdfError is a RuntimeError's cousin
    AttributeError, IndexError, KeyError, OverflowError, RuntimeError,
    TypeError, ValueError, ArithmeticError,
)  # fmt: skip
MOST_ENTRIES = 100_000  # read of one array or dictionary
_GROWTH = {"/RunLengthDecode": 128, "/LZWDecode": 2800, "/RL": 128, "/LZW": 2800}


def faults() -> tuple[type[BaseException], ...]:
    """Every exception that reading a damaged object may raise."""
    import pikepdf  # noqa: PLC0415 - 60 ms, and only where a file is examined

    return (*FAULTS, pikepdf.PdfError, pikepdf.DataDecodingError)


def get(holder: Any, *path: str) -> Any:
    """The entry at the end of a path of keys, or None."""
    for key in path:
        if holder is None or not is_dictionary(holder):
            return None
        try:
            holder = holder.get(key)
        except faults():
            return None
    return holder


def inherited(page: Any, key: str) -> Any:
    """A page's entry, its own or that of the nodes above it; else None."""
    for _ in range(64):
        found = get(page, key)
        if found is not None or page is None:
            return found
        page = get(page, "/Parent")
    return None


def is_dictionary(value: Any) -> bool:
    """Whether the value has entries: a dictionary, or a stream's."""
    return _type_code(value) in {"dictionary", "stream"}


def is_stream(value: Any) -> bool:
    """Whether the value is a stream."""
    return _type_code(value) == "stream"


def is_array(value: Any) -> bool:
    """Whether the value is an array."""
    return _type_code(value) == "array"


def is_name(value: Any) -> bool:
    """Whether the value is a name."""
    return _type_code(value) == "name_"


def _type_code(value: Any) -> str:
    code = getattr(value, "_type_code", None)
    return getattr(code, "name", "")


def items(value: Any) -> list[Any]:
    """The members of an array; none of anything else."""
    if isinstance(value, list):
        return value
    if not is_array(value):
        return []
    try:
        return [value[i] for i in range(min(len(value), MOST_ENTRIES))]
    except faults():
        return []


def entries(value: Any) -> Iterator[tuple[str, Any]]:
    """Key and value of a dictionary, by key."""
    if not is_dictionary(value):
        return
    try:
        keys = sorted(str(key) for key in value.keys())[:MOST_ENTRIES]  # noqa: SIM118
    except faults():
        return
    for key in keys:
        yield key, get(value, key)


def name(value: Any) -> str:
    """A name with its slash, or an empty string."""
    return str(value) if is_name(value) or isinstance(value, str) else ""


def plain(value: Any) -> str:
    """A name without its slash, or an empty string."""
    return name(value).removeprefix("/")


def text(value: Any) -> str:
    """A text string, or an empty one."""
    if isinstance(value, str):
        return value
    if _type_code(value) != "string":
        return ""
    try:
        return str(value)
    except faults():
        return ""


def number(value: Any) -> float | None:
    """A finite number, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    try:
        found = float(value)
    except (OverflowError, ValueError):
        return None
    return found if math.isfinite(found) else None


def numbers(value: Any, count: int = 0) -> tuple[float, ...] | None:
    """An array of numbers alone (of ``count``, if given), or None."""
    found = [number(member) for member in items(value)]
    if any(n is None for n in found) or (count and len(found) != count):
        return None
    return tuple(n for n in found if n is not None)


def box(value: Any) -> Box | None:
    """A rectangle with its corners in order, or None."""
    found = numbers(value, 4)
    if found is None:
        return None
    x0, y0, x1, y1 = found
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def matrix(value: Any) -> Matrix:
    """A matrix; the identity of anything else."""
    found = numbers(value, 6)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if found else IDENTITY


def key(value: Any) -> tuple[int, int] | None:
    """Object and generation number of an indirect object, or None."""
    try:
        found = value.objgen
    except faults():
        return None
    return found if found[0] else None


# -- streams ---------------------------------------------------------------------------------


def filters(stream: Any) -> tuple[str, ...]:
    """The names of a stream's filters, outermost first."""
    value = get(stream, "/Filter")
    if is_name(value):
        return (str(value),)
    return tuple(name(member) for member in items(value))


def data(stream: Any, limit: int) -> bytes | None:
    """A stream's decoded bytes; None if it is damaged or would be longer than ``limit``."""
    if not is_stream(stream):
        return None
    try:
        raw = stream.read_raw_bytes()
        kinds = filters(stream)
        if not kinds:
            return raw if len(raw) <= limit else None
        if not _fits(raw, kinds, limit):
            return None
        decoded: bytes = stream.read_bytes()
    except faults():
        return None
    return decoded if len(decoded) <= limit else None


def _fits(raw: bytes, kinds: tuple[str, ...], limit: int) -> bool:
    """Whether decoding cannot exceed the limit; deflate is measured, the rest estimated."""
    size = len(raw)
    for position, kind in enumerate(kinds):
        if kind not in {"/FlateDecode", "/Fl"}:
            size *= _GROWTH.get(kind, 1)
        elif position == 0:
            size = inflated_length(raw, limit)
        else:
            size *= 1032  # the most that deflate can expand
    return size <= limit


def inflated_length(raw: bytes, limit: int) -> int:
    """The length of deflated data once inflated, counted no further than just over ``limit``."""
    machine, total = zlib.decompressobj(), 0
    rest = raw
    try:
        while rest and total <= limit and not machine.eof:
            total += len(machine.decompress(rest, 1 << 20))
            rest = machine.unconsumed_tail
    except zlib.error:
        return total
    return total


# -- geometry --------------------------------------------------------------------------------


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """First ``inner``, then ``outer``."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t,
        e * q + f * s + u,
    )  # fmt: skip


def moved(point: tuple[float, float], by: Matrix) -> tuple[float, float]:
    """The point through a matrix."""
    x, y = point
    return by[0] * x + by[2] * y + by[4], by[1] * x + by[3] * y + by[5]


def moved_box(inner: Box, by: Matrix) -> Box:
    """The upright box around a box through a matrix."""
    x0, y0, x1, y1 = inner
    return around([moved(p, by) for p in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))])


def around(points: list[tuple[float, float]]) -> Box:
    """The upright box around points (at least one)."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def common(one: Box, other: Box) -> Box | None:
    """What two boxes share, or None."""
    x0, y0 = max(one[0], other[0]), max(one[1], other[1])
    x1, y1 = min(one[2], other[2]), min(one[3], other[3])
    return (x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None


def grown(inner: Box, by: float) -> Box:
    """The box with ``by`` points more on every side."""
    return inner[0] - by, inner[1] - by, inner[2] + by, inner[3] + by


def inside(inner: Box, outer: Box, slack: float = 0.0) -> bool:
    """Whether the one box lies in the other, within ``slack`` points."""
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def scale_of(by: Matrix) -> float:
    """The mean scale of a matrix: the root of its determinant."""
    return math.sqrt(abs(by[0] * by[3] - by[1] * by[2]))
