"""What stands inside a paragraph. The union is closed: match it with ``assert_never``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from typeset.diagnostics import NOWHERE, Span
from typeset.record import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters; ``span`` is the place of the first."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Strong:
    """``**…**``: set in the role ``strong`` (a heavier face, never a synthetic bold)."""

    children: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Emphasis:
    """``*…*``: set in the role ``emphasis``."""

    children: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Marked:
    """``[…]{.name}``: text in the named role, such as the run-in head ``lead``."""

    role: str
    children: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Figure:
    """A headline number taken apart: ``超 | 300 | 余 | 次``.

    ``prefix`` and ``suffix`` are qualifiers (超, 同比 / 余, 以上); joined in the order
    prefix, number, suffix, unit (``300余次``) or prefix, number, unit, suffix
    (``93%以上``, ``suffix_last``) they give the text as it reads in the sentence.
    """

    number: str
    unit: str = ""
    prefix: str = ""
    suffix: str = ""
    suffix_last: bool = False

    @property
    def text(self) -> str:
        """The figure as it reads in the sentence."""
        tail = self.unit + self.suffix if self.suffix_last else self.suffix + self.unit
        return self.prefix + self.number + tail


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """``[131亿元]{.metric label="总投资" pull=auto}``: a figure of the text that a box may draw.

    ``pull`` is ``none``, ``auto``, ``margin`` or a place of :data:`typeset.flow.Place`.
    """

    figure: Figure
    id: str
    label: str
    span: Span
    note: str = ""
    tag: str = ""
    design: str = ""
    pull: str = "none"

    @property
    def text(self) -> str:
        """The figure as it reads in the sentence."""
        return self.figure.text


@dataclass(frozen=True, slots=True)
class Sub:
    """``~…~``: a true subscript."""

    children: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Sup:
    """``^…^``: a true superscript."""

    children: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """``[…](target)``; a target that begins with ``#`` is inside the publication."""

    target: str
    children: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Kept:
    """``[…]{.nobreak}``: no line ends inside (``whole``); ``[…]{.name}``: a proper name.

    A name is left as its bearer writes it, and one of up to four characters holds together.
    """

    children: tuple[Inline, ...]
    span: Span
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Ruby:
    """``{漢字|かんじ}``: characters with their readings.

    ``readings`` is one for the whole (``group``), or one for each character: on its own
    (``mono``, ``bopomofo``) or sharing the room of the word (``jukugo``).
    """

    base: str
    readings: tuple[str, ...]
    span: Span
    kind: Literal["group", "mono", "jukugo", "bopomofo"] = "group"

    @property
    def text(self) -> str:
        """What is read and copied: the characters themselves."""
        return self.base


BesideMark = Literal["dots", "proper", "booktitle", "tcy"]
CLASSES = (
    "metric", "lead", "index", "dots", "proper", "booktitle", "tcy", "name", "nobreak", "continues",
)  # fmt: skip
"""What may stand in braces behind a text, besides a role of the style."""


@dataclass(frozen=True, slots=True)
class Beside:
    """``[…]{.dots}``, ``{.proper}``, ``{.booktitle}``, ``{.tcy}``: marked beside the text.

    Emphasis dots, the line of a proper name, the wavy line of a title; or set upright in one
    cell of a vertical line. Several may be asked for at once.
    """

    marks: frozenset[BesideMark]
    children: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Tongue:
    """``[…]{lang=ja}``: text in another language, set with its forms of characters."""

    language: str
    children: tuple[Inline, ...]
    span: Span


Shown = Literal["label", "number", "title", "page", "pages"]


@dataclass(frozen=True, slots=True)
class Ref:
    """``[](#id)``, ``[@id]``, ``[第{page}页](#id)``: what the engine writes of another block.

    It stands inside a :class:`Link`. It is made, not written: it is no text of the content.
    """

    target: str
    shown: Shown
    span: Span


@dataclass(frozen=True, slots=True)
class Break:
    """A forced line end."""

    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note: the paragraphs that ``[^label]: …`` or ``^[…]`` hold.

    ``label`` is the author's name for it, "" for one written where it is referred to.
    """

    id: str
    paragraphs: tuple[tuple[Inline, ...], ...]
    span: Span
    label: str = ""

    @property
    def text(self) -> str:
        """Its characters, without the mark."""
        return "".join(plain(inlines) for inlines in self.paragraphs)


@dataclass(frozen=True, slots=True)
class NoteRef:
    """``[^label]`` or ``^[…]``: the place a note belongs to. Its mark is made, not written."""

    note: Note
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """``[词]{.index}``: a place that the index leads to, under ``headings`` from the outermost.

    ``sort`` is the last heading's reading, or other words that it is sorted as. ``see`` names a
    heading that stands for this one (见), ``also`` one to be looked up as well (参见).
    """

    id: str
    headings: tuple[str, ...]
    children: tuple[Inline, ...]
    sort: str = ""
    see: str = ""
    also: str = ""
    span: Span
    sort_span: Span = NOWHERE
    see_span: Span = NOWHERE


Inline = (
    Text | Strong | Emphasis | Marked | Metric | Sub | Sup | Link | Kept | Ruby | Beside
    | Tongue | Indexed | Ref | NoteRef | Break
)  # fmt: skip


def plain(inlines: Iterable[Inline]) -> str:
    """The characters a reader sees, in order, without markup and without notes."""
    return "".join(_pieces(inlines))


def _pieces(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Text | Metric | Ruby):
            yield inline.text
        elif not isinstance(inline, Ref | NoteRef | Break):
            yield from _pieces(inline.children)


def metrics(inlines: Iterable[Inline]) -> Iterator[Metric]:
    """Every marked figure, in reading order."""
    for inline in inlines:
        if isinstance(inline, Metric):
            yield inline
        elif not isinstance(inline, Text | Ruby | Ref | NoteRef | Break):
            yield from metrics(inline.children)


def notes(inlines: Iterable[Inline]) -> Iterator[Note]:
    """Every note referred to, in reading order."""
    for inline in inlines:
        if isinstance(inline, NoteRef):
            yield inline.note
        elif not isinstance(inline, Text | Metric | Ruby | Ref | Break):
            yield from notes(inline.children)


def refs(inlines: Iterable[Inline]) -> Iterator[Ref]:
    """Every cross reference, in reading order."""
    for inline in inlines:
        if isinstance(inline, Ref):
            yield inline
        elif not isinstance(inline, Text | Metric | Ruby | NoteRef | Break):
            yield from refs(inline.children)
