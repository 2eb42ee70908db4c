"""What is asked of an imposition, and how it can fail."""

from __future__ import annotations

from typing import Literal

from typeset.record import dataclass

Scheme = Literal["saddle", "perfect", "2up", "step"]
Bound = Literal["left", "right"]

SHEETS = {  # mm, upright
    "A2": (420.0, 594.0), "A3": (297.0, 420.0), "A4": (210.0, 297.0), "SRA3": (320.0, 450.0),
    "B3": (353.0, 500.0), "大度对开": (597.0, 889.0), "正度对开": (546.0, 787.0),
}  # fmt: skip


class Unreadable(Exception):  # noqa: N818 - it states what the file is
    """The file is no PDF that can be read; the message says why."""


class Refused(Exception):  # noqa: N818 - it states what happened
    """The file cannot be imposed as asked: ``code`` and message, and the page (0: the file)."""

    def __init__(self, code: str, message: str, page: int = 0, hint: str = "") -> None:
        self.code = code
        self.page = page
        self.hint = hint
        super().__init__(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One imposition. Lengths are millimetres.

    ``bound`` is the side of the spine (right for vertical text). ``caliper`` is the thickness
    of the paper and ``push`` how much more than that a fold takes: creep is their product for
    every sheet inside (0: none). ``signature`` is the pages of a gathered section. ``sheet``
    is the paper (width, height), turned as it fits; without it the paper is as large as what
    stands on it. ``columns`` and ``rows`` of step and repeat are as many as fit if 0, ``gap``
    is between cuts (None: twice the bleed).
    """

    scheme: Scheme
    bound: Bound = "left"
    caliper: float = 0.1
    push: float = 1.3
    signature: int = 16
    sheet: tuple[float, float] | None = None
    columns: int = 0
    rows: int = 0
    gap: float | None = None
    marks: bool = False
