"""What an edited document says: its paragraphs as plain text with marks, anchors and remarks.

Everything is read as Word, WPS and LibreOffice write it: runs split anywhere, revision marks,
other style ids (styles are known by name), anchors renamed. Text of headers, of generated lists
and of number plates is left out. Ranges are (start, end) in a passage's text.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from typeset.record import dataclass

RevisionKind = Literal["insertion", "deletion"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A name for a range of text: ``strong``, ``sup``, ``lead``, ``metric=ID``, ``part=KEY``."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One tracked change: who made it, when, and the words it puts in or takes out."""

    kind: RevisionKind
    author: str
    date: str
    text: str = ""
    before: str = ""  # the words before it, for asking


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A comment and the words it was made on (empty: a place)."""

    author: str
    date: str
    text: str
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One paragraph. ``box`` counts outermost tables and text boxes from 1 (0: running text).

    ``style`` is the paragraph style's name, case folded; ``outline`` the heading level (0:
    none); ``anchors`` are our bookmarks' names with their ranges, ``listed`` whether it is
    an item of a list, ``notes`` are the places where notes are referred to, by their key in the
    file (``footnote 3``), ``note`` that of the note it belongs to; ``dropped`` names formatting
    by hand that the content cannot hold.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    anchors: tuple[Mark, ...] = ()
    style: str = ""
    outline: int = 0
    listed: bool = False
    box: int = 0
    dropped: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    revisions: tuple[Revision, ...] = ()
    notes: tuple[Mark, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A whole document as read; ``witness`` is the base snapshot's hash among its properties.

    ``office`` is the program that saved it last, ``snapshot`` the part as it is in the file.
    """

    passages: tuple[Passage, ...]
    snapshot: bytes | None = None
    witness: str = ""
    office: str = ""
    revisions: tuple[Revision, ...] = field(default=())
