"""A PDF of anybody's that is to stand among our pages: its pages, and what speaks against it.

What is painted where decides how a page can be placed, what is said on it how it is read aloud.
Against binding at all speaks what cannot be printed as it was meant (ISO 15930); against a file
that is to be read aloud (ISO 14289, and with it the archive copies) a page without words.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from typeset.geometry import Rect
from typeset.preflight import values
from typeset.preflight.checks.constructs import constructs
from typeset.preflight.checks.fonts import fonts
from typeset.preflight.examine import checked
from typeset.preflight.limits import DEFAULT_PRESET, limits, standard
from typeset.preflight.marks import Dossier, Painted, Sheet
from typeset.preflight.opening import opened, read
from typeset.preflight.packet import properties
from typeset.preflight.report import Wanted
from typeset.record import dataclass

_MARK = re.compile(r"(?:.*号)?附件(\d*)[:：]?")
_MENDED = frozenset({  # what placing a page as a picture puts right, if need be as pixels
    "group-space", "halftone", "halftone-phase", "transfer-function", "alternate-image",
    "postscript",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Text painted at one go: its box and its characters."""

    box: Rect
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnclosedPage:
    """One page as it is looked at: points from its head left corner, y downwards.

    ``ink`` are the boxes of whatever is painted and not paper-white, ``pieces`` the texts in the
    order of painting, those of a scan's hidden text layer too.
    """

    width: float
    height: float
    ink: tuple[Rect, ...]
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """Its words, a space where a new line begins."""
        said, before = [], None
        for piece in self.pieces:
            if before is not None and abs(piece.box.foot - before) > 1:
                said.append(" ")
            said.append(piece.text)
            before = piece.box.foot
        return " ".join("".join(said).split())

    @property
    def first_line(self) -> str:
        """The words that stand highest."""
        top = min((piece.box.y for piece in self.pieces), default=0.0)
        return "".join(p.text for p in self.pieces if p.box.y < top + 3).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """The PDF: ``data`` with what was filled in and stamped made part of its pages."""

    data: bytes
    pages: tuple[EnclosedPage, ...]
    broken: tuple[str, ...]  # why it can be bound in no file
    unreadable: tuple[str, ...]  # why not in one that is to be read aloud
    archival: bool = False  # whether it says that it is PDF/A

    @property
    def number(self) -> int | None:
        """The number in the mark 附件1 that it bears itself: 0 if it has none, None: no mark."""
        found = _MARK.fullmatch("".join(self.pages[0].first_line.split()))
        return int(found[1] or 0) if found else None


def enclosed(data: bytes) -> Enclosed:
    """Everything of a PDF that placing its pages asks about.

    Raises:
        Unreadable: it is no PDF, needs a password, or has no pages.
    """
    flat = _flattened(data)
    dossier = read(flat, "")
    return Enclosed(
        data=flat,
        pages=tuple(_page(sheet) for sheet in dossier.sheets),
        broken=tuple(_broken(dossier)),
        unreadable=tuple(_unreadable(dossier)),
        archival=bool((properties(dossier.packet) or {}).get("pdfaid:part")),
    )


def _flattened(data: bytes) -> bytes:
    """The file with fields and stamps as part of its pages; itself if it has none."""
    file = opened(data)
    marked = [values.items(values.get(page.obj, "/Annots")) for page in file.pages]
    if not any(values.get(each, "/AP", "/N") is not None for page in marked for each in page):
        return data
    file.flatten_annotations("print")
    stream = io.BytesIO()
    file.save(stream, static_id=True)
    return stream.getvalue()


# -- what speaks against it -----------------------------------------------------------------------


def _broken(dossier: Dossier) -> Iterator[str]:
    if not dossier.complete:
        yield "it holds more than is examined"
    if any(p.invisible.startswith("layer") for sheet in dossier.sheets for p in sheet.painted):
        yield "it has layers that are switched off"
    wanted = Wanted(standard=standard("x4"), limits=limits(DEFAULT_PRESET))
    report = checked(dossier, wanted, (constructs, fonts))
    for finding in report.findings:
        if finding.code not in _MENDED and report.severity(finding) == "error":
            yield f"page {finding.page}: {report.message(finding, 'en')}"


def _unreadable(dossier: Dossier) -> Iterator[str]:
    for sheet in dossier.sheets:
        texts = [painted for painted in sheet.painted if painted.kind == "text"]
        if sheet.painted and not any(painted.text.strip() for painted in texts):
            yield f"page {sheet.number}: it has no text that can be read aloud"
        mute = {p.font.name for p in texts if p.font and not p.font.has_unicode and not p.text}
        for name in sorted(mute):
            yield f"page {sheet.number}: the font {name} does not say which characters it shows"


# -- pages ----------------------------------------------------------------------------------------


def _page(sheet: Sheet) -> EnclosedPage:
    left, foot, right, head = sheet.cut
    turn = int(values.number(values.inherited(sheet.obj, "/Rotate")) or 0) % 360
    width, height = right - left, head - foot
    if turn in (90, 270):
        width, height = height, width
    shown = [p for p in sheet.painted if p.box and not p.invisible and not p.ink.is_paper]
    texts = [p for p in sheet.painted if p.kind == "text" and p.text]
    return EnclosedPage(
        width=width,
        height=height,
        ink=tuple(_seen(p.box, sheet, turn) for p in shown if p.box),
        pieces=tuple(Piece(_seen(_place(p), sheet, turn), p.text) for p in texts),
    )


def _place(painted: Painted) -> values.Box:
    return painted.box or painted.whole


def _seen(box: values.Box, sheet: Sheet, turn: int) -> Rect:
    """A box of the file as it is looked at, cut at the page's edges."""
    cut = sheet.cut
    x0, y0, x1, y1 = values.common(box, cut) or (cut[0], cut[3], cut[0], cut[3])
    x0, x1, y0, y1 = x0 - cut[0], x1 - cut[0], cut[3] - y1, cut[3] - y0
    width, height = cut[2] - cut[0], cut[3] - cut[1]
    match turn:
        case 90:
            x0, y0, x1, y1 = height - y1, x0, height - y0, x1
        case 180:
            x0, y0, x1, y1 = width - x1, height - y1, width - x0, height - y0
        case 270:
            x0, y0, x1, y1 = y0, width - x1, y1, width - x0
    return Rect(x0, y0, x1 - x0, y1 - y0)
