"""What a paragraph is made of: runs of text, fixed white, forced line ends, page references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.color import Color
from typeset.diagnostics import NOWHERE, Span
from typeset.record import dataclass

if TYPE_CHECKING:
    from typeset.flow import Footnote


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRun:
    """Characters in one look: a role by name, with what differs from it.

    ``size`` (points), ``color`` and ``rise`` (points above the baseline) override the
    role's; ``keep`` forbids a line break inside the run (a figure with its unit).

    Beside the text: ``emphasis_dots`` (着重号) puts a dot at every character that is no mark;
    ``proper`` (专名号) and ``booktitle`` (书名号甲式) draw one line along all neighbouring runs
    of the same number, so that two names next to each other have two numbers (0: none).
    ``ruby`` is one reading of the whole run, or one for each of its characters (a jukugo: they
    share their room, a line may end between them); ``bopomofo`` that of a run of one character.
    ``tcy`` sets the run upright in one cell of a vertical line (纵中横).

    ``language`` is that of the run where it is not the text's: it picks the glyphs, marks and
    breaks go by the text's. ``note`` marks the reference of a note, ``footnote`` is what it
    leads to; ``names`` is the note's id, at its reference and at the mark before its text.
    ``autospace=False`` keeps Han-Western gaps out of the run (A股).

    ``marks`` are ids of places in it that the index leads to.
    ``tag`` makes the run an element of its own: ``Lbl`` is text made by the engine (a label,
    a cross reference), none of the content. ``link`` is where it leads (``#id``, a URI).
    """

    text: str
    role: str
    span: Span = NOWHERE
    size: float | None = None
    color: Color | None = None
    rise: float = 0.0
    keep: bool = False
    emphasis_dots: bool = False
    proper: int = 0
    booktitle: int = 0
    ruby: tuple[str, ...] = ()
    bopomofo: str = ""
    tcy: bool = False
    language: str = ""
    note: bool = False
    autospace: bool = True
    tag: str = ""
    link: str = ""
    names: str = ""
    footnote: Footnote | None = None
    marks: tuple[str, ...] = ()

    @property
    def beside(self) -> bool:
        """Whether something stands beside it."""
        return bool(
            self.emphasis_dots or self.proper or self.booktitle or self.ruby or self.bopomofo
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What stands before a paragraph's first line: 一、, （1）, a bullet. Lengths in points.

    It begins ``start`` from the measure's start; the text follows after its own width and
    ``gap``, at least ``room`` from its start. With ``hangs`` the later lines begin where the
    first one's text does (CL-LI-03, book style), else as the role has it.
    """

    runs: tuple[Run, ...]
    start: float = 0.0
    gap: float = 0.0
    room: float = 0.0
    hangs: bool = True


@dataclass(frozen=True, slots=True)
class Kern:
    """White of a fixed width in points; it never stretches and no line breaks in it."""

    width: float


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced line end."""

    span: Span = NOWHERE


END = ":end"
"""Behind the id of a block: the page on which it ends."""

THROUGH = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRef:
    """The folio of the page on which ``target`` (a block id) begins, put into ``template``.

    With ``last`` the pages from there to the one on which that ends (:data:`END`): 4—6.
    """

    target: str
    role: str
    last: str = ""
    template: str = "{page}"
    tag: str = ""  # as a run's
    link: str = ""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class PageList:
    """The folios of the pages on which ``targets`` stand: each once, neighbours as a range.

    The page maker turns it into text before every round, each folio a link to its place.
    """

    targets: tuple[str, ...]
    role: str
    between: str = ", "
    span: Span = NOWHERE


Run = TextRun | Kern | LineBreak | PageRef | PageList


def is_apart(run: Run) -> bool:
    """Whether the run is an element of its own in the structure, or in a link."""
    return isinstance(run, TextRun | PageRef) and bool(run.tag or run.link)
