"""A page of a PDF file: opened, measured, and refused with a reason where that cannot be done."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from typeset.pdf_pictures.boxes import Box, box_of, within
from typeset.record import dataclass

Matrix = tuple[float, float, float, float, float, float]

_INHERITED = 32  # levels of a page tree that are climbed for what a page inherits


class UnusablePdfError(ValueError):
    """No picture can be made of it; ``code`` names the fault, ``hint`` the way out."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfPage:
    """One page: its trim in its own units, and how it lies when it is looked at.

    ``matrix`` sets it upright, in points, its trim's foot left corner at the origin; ``width``
    and ``height`` are points. ``page`` and ``resources`` are pikepdf's and live as long as the
    file is open.
    """

    page: Any
    resources: Any
    trim: Box
    matrix: Matrix
    width: float
    height: float


@contextmanager
def opened(data: bytes, number: int) -> Iterator[PdfPage]:
    """The page with this number, the first is 1.

    Raises:
        UnusablePdfError: the file is damaged, asks for a password, or has no such page.
    """
    import pikepdf  # noqa: PLC0415 - only projects with such pictures need it

    try:
        file = pikepdf.open(io.BytesIO(data))
        count = len(file.pages)
    except pikepdf.PasswordError:
        raise UnusablePdfError(
            "picture/pdf-encrypted",
            "opens only with a password",
            "save it without protection, or ask who made it for such a copy",
        ) from None
    except (pikepdf.PdfError, OSError, ValueError, TypeError, RuntimeError) as fault:
        said = re.sub(r"^stream <[^>]*>:? ?", "", " ".join(str(fault).split()))[:120]
        raise UnusablePdfError(
            "picture/corrupt", f"is damaged: {said}", "export or copy the file again"
        ) from None
    with file:
        if file.is_encrypted and not file.allow.extract:
            raise UnusablePdfError(
                "picture/pdf-encrypted",
                "may not be copied from: its maker has locked it",
                "ask who made it for a copy without protection",
            )
        if not 1 <= number <= count:
            there = f"{count} pages" if count != 1 else "one page"
            raise UnusablePdfError(
                "picture/pdf-page", f"has {there}; page {number} was asked for",
                f"write page=1 to page={count}" if count > 1 else "leave `page` out",
            )  # fmt: skip
        yield _measured(file.pages[number - 1])


def _measured(page: Any) -> PdfPage:
    obj = page.obj
    media = box_of(_inherited(obj, "/MediaBox")) or (0.0, 0.0, 612.0, 792.0)
    crop = within(box_of(_inherited(obj, "/CropBox")) or media, media)
    trim = within(box_of(obj.get("/TrimBox")) or crop, media)
    unit = _number(obj.get("/UserUnit"), 1.0)
    width, height = (trim[2] - trim[0]) * unit, (trim[3] - trim[1]) * unit
    if width < 1 or height < 1:
        raise UnusablePdfError("picture/empty", "has a page without any area")
    turn = round(_number(_inherited(obj, "/Rotate"), 0.0) / 90) % 4
    matrix = _upright(trim, unit, turn)
    if turn % 2:
        width, height = height, width
    resources = _inherited(obj, "/Resources")
    return PdfPage(
        page=page,
        resources={} if resources is None else resources,
        trim=trim,
        matrix=matrix,
        width=width,
        height=height,
    )


def _upright(trim: Box, unit: float, turn: int) -> Matrix:
    """From the page's units to points, turned clockwise by so many right angles."""
    x0, y0, x1, y1 = (unit * edge for edge in trim)
    match turn:
        case 1:
            return 0.0, -unit, unit, 0.0, -y0, x1
        case 2:
            return -unit, 0.0, 0.0, -unit, x1, y1
        case 3:
            return 0.0, unit, -unit, 0.0, y1, -x0
        case _:
            return unit, 0.0, 0.0, unit, -x0, -y0


def _inherited(obj: Any, key: str) -> Any:
    """A page's own entry or that of the nearest node above it."""
    for _ in range(_INHERITED):
        if key in obj:
            return obj[key]
        if "/Parent" not in obj:
            return None
        obj = obj["/Parent"]
    return None


def _number(value: Any, otherwise: float) -> float:
    try:
        found = float(value)
    except (TypeError, ValueError):
        return otherwise
    return found if math.isfinite(found) else otherwise
