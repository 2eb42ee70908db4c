"""How much ink an image puts on the paper, measured over areas of the printed size."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from typeset.preflight import values
from typeset.preflight.marks import Image
from typeset.record import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MOST_SAMPLES = 160 << 20  # bytes of one image that are measured
CELLS_PER_INCH = 50  # ink is averaged over squares of half a millimetre
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
    except (OSError, MemoryError, SyntaxError):  # what Pillow raises
        return None
    if not planes:
        return None
    return _measured(planes, limit, max(1, int(image.dpi / CELLS_PER_INCH)))


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

    raw = image.stream.read_raw_bytes()
    if values.filters(image.stream)[0] not in _ENCODED:
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
