"""What is asked of one file: its purpose, the level of it, and what goes along."""

from __future__ import annotations

from typing import Literal

from typeset.diagnostics import NOWHERE, Span
from typeset.record import dataclass

Relationship = Literal["Source", "Data", "Alternative", "Supplement", "Unspecified"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file inside the file (ISO 32000-2, 7.11.4; ``relationship``: 14.13.2).

    ``name`` is a path without a folder of any machine in it: relative to the project.
    """

    name: str
    data: bytes
    relationship: Relationship
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IccFile:
    """A colour profile that a printer gave; ``name`` is what the user calls it."""

    name: str
    data: bytes
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """An empty place for an electronic seal: millimetres from the trim's top left corner.

    ``page`` is counted from 1, 0 is the last one. A seal of an institution is 42 mm wide.
    """

    x: float
    y: float
    size: float = 42.0
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One file out of one layout.

    ``level`` is one of the profile's ("": its default); ``marks`` adds printer's marks
    outside the bleed; ``outlined`` draws text as outlines, for old imagesetters; ``icc``
    takes the place of the printing condition's own profile; ``linear`` orders the file for
    reading while it is fetched; ``seal`` leaves a place for one (archive and screen).
    """

    profile: str = "print"
    level: str = ""
    marks: bool = False
    outlined: bool = False
    linear: bool = False
    seal: Seal | None = None
    icc: IccFile | None = None
    attachments: tuple[Attachment, ...] = ()


PRINT = Edition()
