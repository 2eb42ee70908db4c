"""How much ink an image puts on the paper, measured over areas of the printed size."""

from __future__ import annotations

import base64
import io
import zlib
from typing import TYPE_CHECKING, Any

from typeset.preflight import values
from typeset.preflight.marks import Image
from typeset.record import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MOST_SAMPLES = 160 << 20  # bytes of one image that are measured
CELLS_PER_INCH = 50  # ink is averaged over squares of half a millimetre
_UNDECODED = "its data cannot be decoded"
_JPEG = {"/DCTDecode", "/DCT"}
_PLAIN = {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/ASCII85Decode", "/A85",
          "/ASCIIHexDecode", "/AHx", "/RunLengthDecode", "/RL"}  # fmt: skip
_ENCODED = {"/DCTDecode", "/DCT", "/JPXDecode"}


@dataclass(frozen=True, slots=True)
class Coverage:
    """The greatest ink sum in percent, and the share of the image's area above the limit."""

    most: float
    share_over: float


def coverage(image: Image, limit: float) -> Coverage | None:
    """The ink of a process or spot image; None if it has no inks or cannot be decoded."""
    if image.stream is None or image.stencil or image.space.model not in {"cmyk", "spot", "gray"}:
        return None
    try:
        planes = _planes(image)
    except values.faults():
        return None
    except (OSError, MemoryError, SyntaxError, zlib.error):  # what Pillow and zlib raise
        return None
    if not planes:
        return None
    return _measured(planes, limit, max(1, int(image.dpi / CELLS_PER_INCH)))


def damage(image: Image) -> str:
    """What is wrong with an image's data, or an empty string; what is not decoded is not judged."""
    kinds = values.filters(image.stream) if image.stream is not None else ()
    if image.stream is None or not set(kinds) <= {*_PLAIN, *_JPEG} or set(kinds[:-1]) & _JPEG:
        return ""
    try:
        if kinds and kinds[-1] in _JPEG:
            packed = _packed(image.stream)
            return "" if packed is None or _opens(packed) else _UNDECODED
        samples = values.data(image.stream, MOST_SAMPLES)
        if samples is None:
            image.stream.read_bytes()  # raises, unless it is only too long
            return ""
    except (zlib.error, ValueError):
        return _UNDECODED
    except values.faults():
        return _UNDECODED
    except MemoryError:
        return ""
    row = (image.width * image.space.components * image.bits + 7) // 8
    short = image.space.components and image.bits and len(samples) < row * image.height
    return "its data end before its last row" if short else ""


def _packed(stream: Any) -> bytes | None:
    """The JPEG inside a stream, out of what is wrapped around it; None where that is unusual."""
    data, *outer = stream.read_raw_bytes(), *values.filters(stream)[:-1]
    for kind in outer:
        if kind in ("/ASCII85Decode", "/A85"):
            data = base64.a85decode(data.strip().removesuffix(b"~>"))
        elif kind in ("/FlateDecode", "/Fl"):
            data = zlib.decompressobj().decompress(data, MOST_SAMPLES)
        else:
            return None
    return bytes(data)


def _opens(data: bytes) -> bool:
    """Whether a JPEG can be read to its last row."""
    import PIL.Image  # noqa: PLC0415 - only for files that hold such images

    try:
        with PIL.Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height * 4 > MOST_SAMPLES:
                return True
            picture.draft(picture.mode, (picture.width // 8, picture.height // 8))
            picture.load()
    except (OSError, SyntaxError, ValueError):
        return False
    return True


def _planes(image: Image) -> list[Picture]:
    """One picture per ink, 255 for full ink."""
    kinds = values.filters(image.stream)
    if kinds and kinds[-1] in _ENCODED:
        planes = _decoded(image)
    elif image.bits == 8:
        planes = _raw(image)
    else:
        return []
    inverted = _is_inverted(image.stream)
    if image.space.model == "gray":
        inverted = not inverted  # light, not ink
    return [plane.point(_NEGATIVE) for plane in planes] if inverted else planes


_NEGATIVE = [255 - level for level in range(256)]


def _is_inverted(stream: Any) -> bool:
    decode = values.numbers(values.get(stream, "/Decode"))
    return bool(decode) and decode is not None and decode[0] > decode[1]


def _decoded(image: Image) -> list[Picture]:
    """Planes of a JPEG, as the file holds them: Pillow turns those of CMYK over."""
    import PIL.Image  # noqa: PLC0415 - only for files that hold such images

    raw = _packed(image.stream)
    if raw is None:
        return []
    with PIL.Image.open(io.BytesIO(raw)) as picture:
        if picture.width * picture.height * 4 > MOST_SAMPLES or picture.mode not in {"CMYK", "L"}:
            return []
        picture.draft(picture.mode, (picture.width // 4, picture.height // 4))
        planes = list(picture.split())
        turned = picture.mode == "CMYK" and picture.format == "JPEG"
    return [plane.point(_NEGATIVE) for plane in planes] if turned else planes


def _raw(image: Image) -> list[Picture]:
    import PIL.Image  # noqa: PLC0415

    samples = values.data(image.stream, MOST_SAMPLES)
    count = image.space.components
    size = (image.width, image.height)
    if samples is None or not count or len(samples) < image.width * image.height * count:
        return []
    samples = samples[: image.width * image.height * count]
    if image.space.family == "Indexed":
        return []
    return [PIL.Image.frombytes("L", size, samples[i::count]) for i in range(count)]


def _measured(planes: list[Picture], limit: float, factor: int) -> Coverage:
    """Sums by averaging pairs of planes, which stay within eight bits."""
    import PIL.Image  # noqa: PLC0415
    from PIL import ImageChops  # noqa: PLC0415

    scale = 1
    while len(planes) > 1:
        if len(planes) % 2:
            planes.append(PIL.Image.new("L", planes[0].size, 0))
        pairs = zip(planes[::2], planes[1::2], strict=True)
        planes = [ImageChops.add(one, other, scale=2) for one, other in pairs]
        scale *= 2
    mean = planes[0].reduce(min(factor, *planes[0].size)) if factor > 1 else planes[0]
    histogram = mean.histogram()
    percent = scale * 100 / 255
    levels = [level for level, pixels in enumerate(histogram) if pixels]
    over = sum(pixels for level, pixels in enumerate(histogram) if level * percent > limit + 1)
    return Coverage(levels[-1] * percent if levels else 0.0, over / max(sum(histogram), 1))
