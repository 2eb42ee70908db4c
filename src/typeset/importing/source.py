"""What a reader hands over: a foreign file as items in reading order, free of its format.

Every reader (``plain``, ``marked``, ``word``) gives the same :class:`Source`; every recogniser
takes one apart or makes a new one. All of it is frozen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from typeset.record import dataclass

Script = Literal["", "sub", "sup"]
Form = Literal["text", "heading", "item", "quote"]
State = Literal["done", "marked", "proposed", "left out"]


class Refused(Exception):  # noqa: N818 - it states what happened
    """The file cannot be imported; ``code`` is stable, the message names the file."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        self.code = code
        self.hint = hint
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stood in the file given: line 12, or paragraph 12 of a Word file."""

    unit: str
    number: int

    def __str__(self) -> str:
        return f"{self.unit} {self.number}"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look. ``lead`` is set where a style of the file says so."""

    text: str
    strong: bool = False
    emphasis: bool = False
    script: Script = ""
    link: str = ""
    lead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph as it stood.

    ``form`` and ``level`` are what the file itself says of it (a heading style, a list);
    ``style`` is the style's name in lower case, ``size`` in points (0: the body's), ``marker``
    the label of a list item. ``gap``: an empty line stands before it; ``indented``: it begins
    with blanks. ``number`` is what a number plate before a heading says. A paragraph of a note
    has its number in ``note`` (0: running text).
    """

    runs: tuple[Run, ...]
    place: Place
    form: Form = "text"
    level: int = 0
    style: str = ""
    size: float = 0.0
    centred: bool = False
    marker: str = ""
    gap: bool = True
    indented: bool = False
    number: str = ""
    note: int = 0

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(run.text for run in self.runs)

    @property
    def bold(self) -> bool:
        """Whether all of it is strong."""
        return all(run.strong for run in self.runs if run.text.strip())


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells, each its text; ``style`` is the table style's name.

    ``merges`` are places (row, column) that are one with the cell before them (``<``) or above
    them (``^^``); the first ``head`` rows are heads; ``aligns`` are as a row of dashes has them.
    """

    rows: tuple[tuple[str, ...], ...]
    place: Place
    style: str = ""
    merges: Mapping[tuple[int, int], str] = field(default_factory=dict)
    head: int = 1
    aligns: tuple[str, ...] = ()


Item = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that travelled in the file: its name there, its bytes, what it shows."""

    name: str
    data: bytes
    place: Place
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the report.

    ``state``: ``done`` changed the text, ``marked`` only says what a part of it is,
    ``proposed`` changed nothing, ``left out`` has no place in a project as it was.
    ``what`` is the kind in a few words, ``why`` the reason; ``before`` and ``after`` are the
    text, with ``¶`` for the end of a paragraph.
    """

    state: State
    what: str
    why: str
    place: Place
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A foreign file, read: what it says in order, and what the reader did to read it.

    ``title``, ``issuer``, ``date`` are what the file's own properties say (often nothing).
    """

    file: str
    items: tuple[Item, ...]
    notes: tuple[Paragraph, ...] = ()
    pictures: tuple[Picture, ...] = ()
    entries: tuple[Entry, ...] = ()
    title: str = ""
    date: str = ""
    encoding: str = ""
