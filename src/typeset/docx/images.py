"""Picture files as Word can draw them: JPEG and PNG in sRGB, upright.

What Word reads goes in as it is, but for the notes beside a JPEG's data; inks, 16 bits, TIFF
and pictures that lie on their side are converted.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

from typeset.diagnostics import BuildFailed, Sink
from typeset.geometry import Rect
from typeset.jpeg import bare, is_inverted
from typeset.model.pictures import laid
from typeset.project import Project
from typeset.reflow import Shown
from typeset.resources import asset

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_QUALITY = 92
_PLAIN = {"jpeg": ("RGB", "L"), "png": ("1", "L", "LA", "P", "RGB", "RGBA")}


def word_picture(item: Shown, project: Project | None) -> tuple[str, bytes]:
    """The form (``jpeg`` or ``png``) and bytes of a picture for Word.

    Raises:
        BuildFailed: the file that was there when the project was read is no longer.
    """
    import PIL.Image  # noqa: PLC0415 - only documents with pictures need it

    image, sink = item.image, Sink()
    data = project.read_bytes(image.path, item.span, sink) if project else None
    if data is None:
        if not sink.failed:
            sink.error("picture/missing", f"'{image.path}' cannot be read", item.span)
        raise BuildFailed(sink.findings)
    if image.format == "pdf":
        return _page(item, data, project.max_pixels if project else 0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of large pictures: reading has looked at the size
        with PIL.Image.open(io.BytesIO(data)) as opened:
            own = opened.info.get("icc_profile", b"")
            is_plain = opened.mode in _PLAIN.get(image.format, ()) and image.turn == 1
            if is_plain and not own and not (item.framing.flatten and image.alpha):
                return image.format, bare(data) if image.format == "jpeg" else data
            return _written(_upright(opened, data, item), image.format)


def _page(item: Shown, data: bytes, most: int) -> tuple[str, bytes]:
    """A page of a PDF in 300 pixels to the inch at the size it is shown."""
    import PIL.Image  # noqa: PLC0415

    from typeset.pdf_pictures.opening import UnusablePdfError  # noqa: PLC0415
    from typeset.pdf_pictures.raster import drawn  # noqa: PLC0415

    image = item.image
    whole = laid(Rect(0, 0, item.width, item.height), image, item.framing)
    scale = min(whole.width / 72 * 300 / image.width, (most / (image.width * image.height)) ** 0.5)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    try:
        made = drawn(data, image.page, *size)
    except UnusablePdfError as fault:
        sink = Sink()
        sink.error(fault.code, f"the file '{image.path}' {fault}", item.span, fault.hint)
        raise BuildFailed(sink.findings) from None
    return _written(PIL.Image.frombytes("RGB", size, made.data), "png")


def _upright(opened: Picture, data: bytes, item: Shown) -> Picture:
    from PIL import ImageOps  # noqa: PLC0415

    opened.load()  # Pillow turns a TIFF while it is decoded
    turned: Any = ImageOps.exif_transpose(opened)
    picture: Picture = turned
    if picture.mode == "CMYK":
        if item.image.format == "jpeg" and not is_inverted(data):
            picture = ImageOps.invert(picture)  # Pillow takes every one to be turned over
        return _to_srgb(picture, asset("icc/FOGRA39L_coated.icc").read_bytes())
    if picture.mode in ("I", "I;16", "I;16B", "I;16L"):
        grey: Picture = picture.convert("I").point(lambda level: level * (1 / 257)).convert("L")
        return grey
    if item.image.alpha:
        picture = picture.convert("RGBA")
        return _on_white(picture) if item.framing.flatten else picture
    own = opened.info.get("icc_profile", b"")
    if picture.mode not in ("1", "L", "RGB"):
        picture = picture.convert("RGB")
    return _to_srgb(picture, own) if own and picture.mode == "RGB" else picture


def _to_srgb(picture: Picture, own: bytes) -> Picture:
    """The picture by its profile; as it is where lcms cannot read that."""
    from PIL import ImageCms  # noqa: PLC0415

    try:
        made = ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(io.BytesIO(own)),
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (OSError, ImageCms.PyCMSError):
        made = None
    return picture.convert("RGB") if made is None else made


def _on_white(picture: Picture) -> Picture:
    import PIL.Image  # noqa: PLC0415

    ground = PIL.Image.new("RGB", picture.size, (255, 255, 255))
    ground.paste(picture, (0, 0), picture)
    return ground


def _written(picture: Picture, form: str) -> tuple[str, bytes]:
    stream = io.BytesIO()
    if form == "jpeg":
        picture.save(stream, "JPEG", quality=_QUALITY, subsampling=0)
        return "jpeg", stream.getvalue()
    picture.save(stream, "PNG")
    return "png", stream.getvalue()
