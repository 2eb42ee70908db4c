"""Pages of PDF files among the pictures: copied as they are where the file may hold them.

What the file's standards, its inks or its promise to readers rule out is set as pixels instead,
with a finding that says why: never another colour or another face in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field

from typeset.diagnostics import Diagnostic, Severity
from typeset.display import Pictured
from typeset.model.pictures import Image
from typeset.pdf.conformance import Findings
from typeset.pdf.page_inks import PageInks
from typeset.pdf.writer import PdfFile
from typeset.pdf_pictures.copying import copied
from typeset.pdf_pictures.features import FEATURES
from typeset.pdf_pictures.opening import UnusablePdfError, opened
from typeset.pdf_pictures.raster import Pixels, drawn
from typeset.record import dataclass

DPI = 300
_ON_THEIR_SIDES = (5, 6, 7, 8)  # EXIF orientations that exchange width and height
_NEVER = ("transfer", "scripts", "complex", "layers", "jpx")
_FOR_PRESS = ("rgb-fixed", "managed")
_OPAQUE = ("transparency", "jbig2", "deep")  # what PDF 1.4 without transparency has not
_TO_READ = ("managed", "spot", "faces")  # ISO 19005-2, 6.2.4.4 and 6.2.11
_HINTS = {
    "rgb-fixed": "export it in CMYK (PDF/X) to keep its lines and letters sharp",
    "transparency": "export it without transparency (PDF/X-1a) to keep its lines sharp",
    "layers": "export it with the layers that are meant, flattened",
}


def obstacles(image: Image, findings: Findings) -> list[str]:
    """The features of a page that this file cannot carry; none: it is copied as it is."""
    has, policy, job = set(image.features), findings.policy, findings.job
    barred = {*_NEVER, *(_FOR_PRESS if policy.inks else _TO_READ)}
    if not policy.transparency:
        barred.update(_OPAQUE)
    if findings.outlined:
        barred.add("text")
    found = sorted(has & barred)
    if {"transparency", "group-rgb"} <= has and "transparency" not in found:
        found.append("transparency")  # it blends in colours that are not the press's
    if policy.inks and not job.in_color and "cmyk" in has:
        found.append("cmyk")
    if policy.inks and job.inks and set(image.spots) - set(job.inks) - {"Black"}:
        found.append("spot")
    return found


@dataclass(slots=True)
class Copies:
    """The objects of foreign files that one file of ours has already, by file.

    Colours of the screen become ``inks`` where they are to be printed.
    """

    file: PdfFile
    findings: Findings
    inks: PageInks | None = None
    _numbers: dict[tuple[str, bool, bool], dict[tuple[int, int], int]] = field(default_factory=dict)

    def form(self, mark: Pictured, data: bytes, rgb: Callable[[], str]) -> int:
        """The page as a form XObject in the unit square; 0 with a finding.

        ``rgb`` gives the colour space that plain RGB stands for in this file.
        """
        image = mark.image
        opaque, plain = "transparency" not in image.features, "rgb" in image.features
        known = self._numbers.setdefault((image.digest.partition("-")[0], opaque, plain), {})
        try:
            with opened(data, image.page) as page:
                space = rgb() if plain else ""
                return copied(
                    page, self.file, known, default_rgb=space, opaque=opaque, inks=self.inks
                )
        except UnusablePdfError as fault:  # what looking at it could not see, or a changed file
            _told(self.findings, mark, fault)
            return 0


def pixels(mark: Pictured, data: bytes, most: int, findings: Findings) -> Pixels | None:
    """The page in 300 pixels to the inch at the size it is set, with the finding that says so."""
    image, laid = mark.image, mark.laid
    scale = laid.width / 72 * DPI / image.width
    scale = min(scale, (most / (image.width * image.height)) ** 0.5)
    width, height = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    size = (height, width) if image.turn in _ON_THEIR_SIDES else (width, height)
    try:
        made = drawn(data, image.page, *size)
    except UnusablePdfError as fault:
        _told(findings, mark, fault)
        return None
    reasons = obstacles(image, findings)
    what = ", ".join(FEATURES.get(each, each) for each in reasons)
    message = (
        f"page {image.page} of '{image.path}' is set as pixels, {width / laid.width * 72:.0f} to"
        f" the inch, because of its {what}"
    )
    hint = next(_hints(reasons), "")
    severity: Severity = "warning" if findings.policy.inks else "note"
    findings.sink.findings.append(
        Diagnostic("picture/pdf-pixels", severity, message, mark.span, hint)
    )
    return made


def _hints(reasons: list[str]) -> Iterator[str]:
    return (_HINTS[each] for each in reasons if each in _HINTS)


def _told(findings: Findings, mark: Pictured, fault: UnusablePdfError) -> None:
    findings.sink.error(fault.code, f"the file '{mark.image.path}' {fault}", mark.span, fault.hint)
