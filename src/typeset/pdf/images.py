"""Picture files as image XObjects: each file once, in the colours that the profile asks for.

For the press pictures become inks (:mod:`typeset.pdf.image_color`); on the screen and in the
archive they stay sRGB. A JPEG that is right as it is goes in untouched but for the notes
beside its data; what is converted stays a JPEG where it was one, all else is kept exactly.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import field
from typing import TYPE_CHECKING, Any

from typeset.diagnostics import Sink, Span
from typeset.display import Pictured
from typeset.jpeg import bare, is_inverted
from typeset.model.pictures import Image
from typeset.pdf import page_pictures
from typeset.pdf.conformance import Findings
from typeset.pdf.image_color import Separator, is_sound, rgb_profile
from typeset.pdf.objects import array, reference
from typeset.pdf.page_inks import PageInks
from typeset.pdf.srgb import srgb_profile
from typeset.pdf.writer import PdfFile
from typeset.pdf_pictures.copying import SIDE
from typeset.project import Project
from typeset.record import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_QUALITY = 95  # of a JPEG that had to be converted; its colours in full resolution
_SPACES = {"1": "/DeviceGray", "L": "/DeviceGray", "CMYK": "/DeviceCMYK"}
_INVERTED = "[1 0 1 0 1 0 1 0]"
_ALPHA = "picture/transparency"

# EXIF orientations as a matrix over the unit square
_TURNS = {
    1: (1, 0, 0, 1, 0, 0), 2: (-1, 0, 0, 1, 1, 0), 3: (-1, 0, 0, -1, 1, 1), 4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1), 6: (0, -1, 1, 0, 0, 1), 7: (0, 1, 1, 0, 0, 0), 8: (0, 1, -1, 0, 1, 0),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """An XObject: its resource name, its object, and how the square that it fills is turned.

    ``side`` is that of the square in the XObject's own space.
    """

    name: str
    number: int
    turn: tuple[int, int, int, int, int, int]
    side: int = 1


@dataclass(slots=True)
class Images:
    """The pictures of one document.

    ``separator`` turns them into inks; None leaves RGB as it is. Without a ``project`` there
    are no bytes to be had.
    """

    file: PdfFile
    project: Project | None
    separator: Separator | None
    findings: Findings
    _written: dict[tuple[str, bool, int], Written | None] = field(default_factory=dict)
    _profile: int = 0
    _copies: page_pictures.Copies = field(init=False)

    def __post_init__(self) -> None:
        inks = PageInks(self.file, self.separator) if self.separator else None
        self._copies = page_pictures.Copies(self.file, self.findings, inks)

    def xobject(self, mark: Pictured) -> Written | None:
        """The picture, written when it is first asked for; None with a finding."""
        pixels = mark.image.format == "pdf" and bool(
            page_pictures.obstacles(mark.image, self.findings)
        )
        size = round(mark.laid.width * 10) if pixels else 0
        key = (mark.image.digest, mark.framing.flatten, size)
        if key not in self._written:
            self._written[key] = self._write(mark, len(self._written) + 1)
        return self._written[key]

    def _write(self, mark: Pictured, count: int) -> Written | None:
        data = self._bytes(mark.image, mark.span)
        if data is None:
            return None
        if mark.image.format == "pdf":
            number, side = self._page(mark, data)
            return Written(f"Im{count}", number, _TURNS[mark.image.turn], side) if number else None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of large pictures: reading has looked at the size
            number = self._as_it_is(mark, data) or self._converted(mark, data)
        return Written(f"Im{count}", number, _TURNS[mark.image.turn]) if number else None

    def _bytes(self, image: Image, span: Span) -> bytes | None:
        if self.project is None:
            self.findings.sink.error("picture/missing", f"'{image.path}' cannot be read", span)
            return None
        found = Sink()
        data = self.project.read_bytes(image.path, span, found)
        self.findings.sink.findings += found.findings
        return data

    # -- pages of PDF files ----------------------------------------------------------------

    def _page(self, mark: Pictured, data: bytes) -> tuple[int, int]:
        """The page as it is, or as pixels, and the side of its square; 0 with a finding."""
        if not page_pictures.obstacles(mark.image, self.findings):
            return self._copies.form(mark, data, self._plain_rgb), SIDE
        most = self.project.max_pixels if self.project else 0
        made = page_pictures.pixels(mark, data, most, self.findings)
        if made is None:
            return 0, 1
        import PIL.Image  # noqa: PLC0415

        picture = PIL.Image.frombytes("RGB", (made.width, made.height), made.data)
        if self.separator is not None:
            picture = self.separator.separated(picture, b"")
        space = _SPACES.get(picture.mode) or self._srgb()
        return self.file.add_stream(picture.tobytes(), _entries(picture, space)), 1

    def _plain_rgb(self) -> str:
        """What plain RGB is taken for in a file that is not for the press."""
        plain = self.findings.policy.plain_rgb or self.separator is not None
        return "" if plain else self._srgb()

    # -- untouched -------------------------------------------------------------------------

    def _as_it_is(self, mark: Pictured, data: bytes) -> int:
        """The JPEG as it stands in its file, 0 where it has to be converted."""
        if mark.image.format != "jpeg":
            return 0
        opened = _open(data)
        mode, own = opened.mode, opened.info.get("icc_profile", b"")
        if mode == "CMYK" and (self.separator is None or self._keeps_limit(opened)):
            space = "/DeviceCMYK"
        elif mode == "L" and self.separator is None:
            space = "/DeviceGray"
        elif mode == "RGB" and self.separator is None and _is_srgb(own):
            space = self._srgb()
        else:
            return 0
        kept = bare(data)
        entries = _entries(opened, space) | {"Filter": "/DCTDecode"}
        if mode == "CMYK" and is_inverted(kept):
            entries["Decode"] = _INVERTED
        return self.file.add_stream(kept, entries, deflate=False)

    def _keeps_limit(self, opened: Picture) -> bool:
        """Whether no pixel of a four-colour picture has more ink than the paper carries."""
        separator = self.separator
        own = _pixels(opened)
        return separator is None or separator.separated(own, b"") is own

    # -- converted -------------------------------------------------------------------------

    def _converted(self, mark: Pictured, data: bytes) -> int:
        opened = _open(data)
        own = opened.info.get("icc_profile", b"")
        picture, alpha = _parted(_pixels(opened))
        if alpha is not None and mark.framing.flatten:
            picture, alpha = _on_white(picture, alpha), None
        if alpha is not None and not self.findings.policy.transparency:
            self._refuse(mark)
            return 0
        own = own if picture.mode == "RGB" and is_sound(own) else b""
        if self.separator is not None:
            picture = self.separator.separated(picture, own)
        elif picture.mode == "RGB" and not _is_srgb(own):
            picture = _to_srgb(picture, own)
        space = _SPACES.get(picture.mode) or self._srgb()
        entries = _entries(picture, space)
        if alpha is not None:
            mask = _entries(alpha, "/DeviceGray")
            entries["SMask"] = reference(self.file.add_stream(alpha.tobytes(), mask))
        if mark.image.format != "jpeg" or picture.mode == "1":
            return self.file.add_stream(picture.tobytes(), entries)
        return self._jpeg(picture, entries)

    def _jpeg(self, picture: Picture, entries: dict[str, str]) -> int:
        stream = io.BytesIO()
        picture.save(stream, "JPEG", quality=_QUALITY, subsampling=0)
        entries |= {"Filter": "/DCTDecode"}
        if picture.mode == "CMYK":
            entries |= {"Decode": _INVERTED}  # Pillow writes inks as Adobe does
        return self.file.add_stream(stream.getvalue(), entries, deflate=False)

    def _refuse(self, mark: Pictured) -> None:
        titles = ", ".join(self.findings.policy.titles)
        self.findings.sink.error(
            _ALPHA,
            f"the picture '{mark.image.path}' is transparent, which {titles} does not allow",
            mark.span,
            "set it on white with flatten=true, or save it without transparency",
        )

    def _srgb(self) -> str:
        """The space of sRGB: its profile, which an archive must have, or bare for the screen."""
        if self.findings.policy.plain_rgb:
            return "/DeviceRGB"
        if not self._profile:
            self._profile = self.file.add_stream(srgb_profile(), {"N": "3"})
        return array(("/ICCBased", reference(self._profile)))


# -- pixels ----------------------------------------------------------------------------------


def _open(data: bytes) -> Picture:
    import PIL.Image  # noqa: PLC0415 - only documents with pictures need it

    return PIL.Image.open(io.BytesIO(data))


def _pixels(opened: Picture) -> Picture:
    """The decoded picture; four colours with 255 for full ink, 16 bits brought down to 8."""
    opened.load()
    if opened.mode in ("I", "I;16", "I;16B", "I;16L"):
        return opened.convert("I").point(lambda level: level * (1 / 257)).convert("L")
    if opened.mode == "CMYK" and opened.format == "JPEG" and not opened.info.get("adobe"):
        from PIL import ImageChops  # noqa: PLC0415

        return ImageChops.invert(opened)  # Pillow takes every one to be turned over
    return opened


def _parted(picture: Picture) -> tuple[Picture, Picture | None]:
    """The picture in one of the modes 1, L, RGB, CMYK, and its transparency if it has any."""
    if picture.mode in ("1", "L", "RGB", "CMYK") and "transparency" not in picture.info:
        return picture, None
    if picture.mode in ("P", "PA", "RGB", "L", "1", "La", "RGBa") or picture.mode not in (
        "LA",
        "RGBA",
    ):
        alpha_too = "transparency" in picture.info or picture.mode in ("PA", "La", "RGBa")
        grey = picture.mode in ("L", "1", "La")
        picture = picture.convert(("LA" if grey else "RGBA") if alpha_too else "RGB")
    if picture.mode not in ("LA", "RGBA"):
        return picture, None
    alpha = picture.getchannel("A")
    flat = picture.convert("L" if picture.mode == "LA" else "RGB")
    opaque: Any = alpha.getextrema()
    return flat, None if opaque[0] == 255 else alpha


def _on_white(picture: Picture, alpha: Picture) -> Picture:
    import PIL.Image  # noqa: PLC0415

    white: Any = 255 if picture.mode == "L" else (255, 255, 255)
    ground = PIL.Image.new(picture.mode, picture.size, white)
    ground.paste(picture, (0, 0), alpha)
    return ground


def _is_srgb(own: bytes) -> bool:
    """Whether RGB with this profile (b"": none) is what screens take it to be."""
    return not own or b"sRGB" in own or b"s\0R\0G\0B" in own


def _to_srgb(picture: Picture, own: bytes) -> Picture:
    from PIL import ImageCms  # noqa: PLC0415

    made = ImageCms.profileToProfile(picture, rgb_profile(own), rgb_profile(b""), outputMode="RGB")
    return picture if made is None else made


def _entries(picture: Picture, space: str) -> dict[str, str]:
    return {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": str(picture.width),
        "Height": str(picture.height),
        "ColorSpace": space,
        "BitsPerComponent": "1" if picture.mode == "1" else "8",
    }
