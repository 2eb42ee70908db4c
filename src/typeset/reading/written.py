"""What the Markdown reader hands over: pieces of inline text, and a tree of blocks.

Free of the Markdown library's types, so that everything after ``markdown.py`` is ours.
"""

from __future__ import annotations

from typing import Literal

from typeset.blocks.kind import Form
from typeset.diagnostics import Span
from typeset.reading.attributes import Attributes
from typeset.reading.places import Places
from typeset.record import dataclass

PieceKind = Literal[
    "text", "softbreak", "hardbreak", "strong", "em", "sub", "sup", "link", "span", "image",
    "ruby", "note", "noteref", "ref",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """One inline token. ``turn`` is 1 where it opens, -1 where it closes, else 0.

    ``at`` is the offset in the paragraph's content; ``target`` a link's, picture's or note's,
    ``title`` the caption behind a picture's;
    ``attributes`` those of a bracket (None also where they were reported). The ``text`` of a
    ruby is all from its ``{`` to its ``}``, ``shown`` what a cross reference shows.
    """

    kind: PieceKind
    at: int
    turn: Literal[-1, 0, 1] = 0
    text: str = ""
    target: str = ""
    shown: str = ""
    attributes: Attributes | None = None
    title: str = ""
    title_place: tuple[int, int] = (0, 0)  # offset and length as written


Merge = Literal["", "up", "left"]
"""Whether a cell of a table is one with the cell above it, or with the one before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenCell:
    """One cell of a pipe table: ``text`` as it stands in the file, from ``span`` on."""

    text: str
    span: Span
    merge: Merge = ""
    pieces: tuple[Piece, ...] = ()
    places: Places | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenTable:
    """A pipe table: its first ``head`` rows stand above the row of dashes.

    ``aligns`` are what the colons among the dashes ask for, one for each column.
    """

    rows: tuple[tuple[WrittenCell, ...], ...]
    head: int
    aligns: tuple[Literal["", "start", "center", "end"], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One block as it stands in the file, with all its inner blocks.

    Inline content is ``pieces`` with their ``places``; a container has its ``name`` and
    ``attributes``, and either ``children`` or a ``body`` of YAML that begins at ``body_span``.
    A definition of a note has its label for a ``name``, and paragraphs for ``children``.
    A pipe table has its ``table``.
    """

    form: Form | Literal["note"]
    span: Span
    name: str = ""
    level: int = 0
    ordered: bool = False
    start: int = 1  # number of an ordered list's first item
    attributes: Attributes | None = None
    pieces: tuple[Piece, ...] = ()
    places: Places | None = None
    children: tuple[Written, ...] = ()
    body: str = ""
    body_span: Span | None = None
    table: WrittenTable | None = None
