"""Picture files of a project, looked at when they are named: form, size, soundness.

Only what the pages need is kept (:class:`~typeset.model.pictures.Image`); pixels are read
again when they are written. Pillow is imported with the first picture.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from typeset.blocks.kind import Vector
from typeset.diagnostics import NOWHERE, Diagnostic, Sink, Span
from typeset.model.pictures import Format, Image, Space
from typeset.project import Project
from typeset.record import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image as Opened

_FORMATS: dict[str, Format] = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "TIFF": "tiff"}
_SPACES: dict[str, Space] = {"CMYK": "cmyk", "1": "gray", "L": "gray", "LA": "gray", "I;16": "gray",
                             "I;16B": "gray", "I;16L": "gray", "I": "gray"}  # fmt: skip
_MODES = frozenset(
    {
        "1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "CMYK", "YCbCr", "I",
        "I;16", "I;16B", "I;16L",
    }
)  # fmt: skip
_KNOWN_SPACES = "save it in RGB, CMYK or grey"
_DPI = 300  # at which a page of a PDF is counted in pixels
_TURN = 0x0112  # the EXIF tag of the orientation
_KNOWN = "pictures are JPEG, PNG, TIFF, SVG or a page of a PDF; save it as one of these"
_SIDEWAYS = 5  # EXIF orientations from here on exchange width and height


@dataclass(slots=True)
class Images:
    """The pictures of one project; each is looked at once, its faults told wherever it is named."""

    project: Project
    sink: Sink
    _faults: dict[tuple[str, int], tuple[Diagnostic, ...]] = field(default_factory=dict)
    _seen: dict[tuple[str, int], Image | Vector | None] = field(default_factory=dict)

    def image(
        self, path: str, at: Span, page: int = 0, page_at: Span = NOWHERE
    ) -> Image | Vector | None:
        """The facts of a picture, or what a drawing draws; None with a finding at ``at``.

        ``page`` is that of a PDF, asked for at ``page_at`` (0: nothing was asked for, the first).
        """
        name = PurePosixPath(path).as_posix()
        key = name, page
        if key not in self._seen:
            before = len(self.sink.findings)
            self._seen[key] = self._looked_at(path, at, page, page_at)
            self._faults[key] = tuple(self.sink.findings[before:])
        else:
            self.sink.findings += (replace(fault, span=at) for fault in self._faults[key])
        return self._seen[key]

    def _looked_at(self, path: str, at: Span, page: int, page_at: Span) -> Image | Vector | None:
        data = self.project.read_bytes(path, at, self.sink)
        if data is None:
            return None
        suffix = PurePosixPath(path).suffix.lower()
        if data and suffix == ".pdf":
            return self._page(path, data, at, (page, page_at))
        if page:
            message = f"'{path}' is no PDF: it has no page {page}"
            self.sink.error("content/page", message, page_at, "leave `page` out")
            return None
        if data and suffix == ".svg":
            return self._drawing(path, data, at)
        return sound_image(path, data, at, self.project.max_pixels, self.sink)

    def _page(self, path: str, data: bytes, at: Span, asked: tuple[int, Span]) -> Image | None:
        from typeset.pdf_pictures.contents import contents  # noqa: PLC0415
        from typeset.pdf_pictures.opening import UnusablePdfError, opened  # noqa: PLC0415

        number = 1 if asked[1] == NOWHERE else asked[0]
        try:
            with opened(data, number) as found:
                inside = contents(found)
                size = found.width, found.height
        except UnusablePdfError as fault:
            place = asked[1] if fault.code == "picture/pdf-page" and asked[1] != NOWHERE else at
            self.sink.error(fault.code, f"the file '{path}' {fault}", place, fault.hint)
            return None
        if inside.notes:
            what = "a note or field" if inside.notes == 1 else f"{inside.notes} notes or fields"
            message = f"page {number} of '{path}' has {what}: left out"
            hint = "flatten them in the program that made it"
            self.sink.warn("picture/pdf-notes", message, at, hint)
        return Image(
            path=PurePosixPath(path).as_posix(),
            digest=f"{hashlib.sha256(data).hexdigest()}-{number}",
            format="pdf",
            width=max(1, round(size[0] / 72 * _DPI)),
            height=max(1, round(size[1] / 72 * _DPI)),
            space="cmyk" if "cmyk" in inside.features else "rgb",
            page=number,
            features=inside.features,
            spots=inside.spots,
        )

    def _drawing(self, path: str, data: bytes, at: Span) -> Vector | None:
        from typeset.reading.svg import UnreadableSvgError, read_svg  # noqa: PLC0415

        try:
            return read_svg(data, at)
        except UnreadableSvgError as fault:
            self.sink.error("picture/svg", f"the drawing '{path}' {fault}", at)
            return None


def sound_image(path: str, data: bytes, at: Span, most: int, sink: Sink) -> Image | None:
    """The facts of a picture with pixels that can be set; None with a finding."""
    if not data:
        sink.error("picture/empty", f"the file '{path}' is empty", at)
        return None
    return _Look(path, data, at, most, sink).facts()


@dataclass(frozen=True, slots=True)
class _Look:
    """One file under the glass."""

    path: str
    data: bytes
    at: Span
    most: int
    sink: Sink

    def facts(self) -> Image | None:
        import PIL.Image  # noqa: PLC0415 - only for projects with pictures

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of large pictures: our own limit is told below
            try:
                with PIL.Image.open(io.BytesIO(self.data)) as opened:
                    return self._opened(opened)
            except PIL.Image.DecompressionBombError:
                self._too_large("more pixels than can be read")
            except PIL.UnidentifiedImageError:
                if _is_flat(self.data):
                    self._fault("picture/empty", "has no pixels")
                else:
                    self._fault("picture/format", "is no picture that can be read", _KNOWN)
            except (OSError, SyntaxError, ValueError, EOFError) as fault:
                self._corrupt(fault)
        return None

    def _opened(self, opened: Opened) -> Image | None:
        kind = _FORMATS.get(opened.format or "")
        if kind is None:
            self._fault("picture/format", f"is in the format {opened.format}", _KNOWN)
            return None
        if not self._is_one_of_a_size(opened, kind):
            return None
        width, height = opened.size
        turn = _orientation(opened)
        if turn >= _SIDEWAYS:
            width, height = height, width
        mode, alpha = opened.mode, _has_alpha(opened)
        _decode(opened)
        return Image(
            path=PurePosixPath(self.path).as_posix(),
            digest=hashlib.sha256(self.data).hexdigest(),
            format=kind,
            width=width,
            height=height,
            space=_SPACES.get(mode, "rgb"),
            alpha=alpha,
            turn=turn,
        )

    def _is_one_of_a_size(self, opened: Opened, kind: Format) -> bool:
        """Whether the file holds one picture, neither empty nor too large."""
        width, height = opened.size
        frames = 1 if kind == "jpeg" else getattr(opened, "n_frames", 1)
        if width * height > self.most:
            self._too_large(f"{width} × {height} pixels")
        elif not width or not height:
            self._fault("picture/empty", "has no pixels")
        elif opened.mode not in _MODES:
            self._fault("picture/format", f"is in the colour space {opened.mode}", _KNOWN_SPACES)
        elif frames > 1:
            what = f"holds {frames} pictures where one can be set"
            hint = "save the one that is meant as a file of its own"
            self._fault("picture/animated", what, hint)
        else:
            return True
        return False

    def _too_large(self, what: str) -> None:
        self._fault(
            "picture/too-large",
            f"holds {what}; the limit is {self.most} pixels (Project.max_pixels)",
            "scale it to the size it is printed at: 300 pixels to the inch",
        )

    def _corrupt(self, fault: Exception) -> None:
        said = str(fault).split("\n")[0] or type(fault).__name__
        self._fault("picture/corrupt", f"is damaged: {said}", "export or copy the file again")

    def _fault(self, code: str, what: str, hint: str = "") -> None:
        self.sink.error(code, f"the picture '{self.path}' {what}", self.at, hint)


def _is_flat(data: bytes) -> bool:
    """Whether a PNG says itself that it has no width or no height (ISO 15948, 11.2.2)."""
    head = data[16:24]
    return data.startswith(b"\x89PNG") and bytes(4) in (head[:4], head[4:])


def _orientation(opened: Opened) -> int:
    if opened.format == "TIFF":
        return 1  # Pillow turns these when they are decoded, and tells the size they then have
    if opened.format == "PNG" and "exif" not in opened.info:
        return 1  # asking would decode all of it
    found: Any = opened.getexif().get(_TURN, 1)
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def _has_alpha(opened: Opened) -> bool:
    return opened.mode in ("LA", "RGBA", "PA", "La", "RGBa") or "transparency" in opened.info


def _decode(opened: Opened) -> None:
    """Find damage in the pixels as cheaply as the format allows."""
    if opened.format == "PNG":
        opened.verify()  # the check sums of all chunks
        return
    opened.draft(opened.mode, (max(1, opened.width // 8), max(1, opened.height // 8)))
    opened.load()
