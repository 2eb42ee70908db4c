"""Pieces of inline text to :mod:`typeset.model.inline`; figures are taken apart here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Literal, cast

from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.model.figures import split_figure
from typeset.model.inline import (
    Beside,
    BesideMark,
    Break,
    Emphasis,
    Indexed,
    Inline,
    Kept,
    Link,
    Marked,
    Metric,
    Ref,
    Shown,
    Strong,
    Sub,
    Sup,
    Text,
    Tongue,
    plain,
)
from typeset.reading.attributes import Attributes
from typeset.reading.cjk import line_end_vanishes
from typeset.reading.footnotes import Notes
from typeset.reading.index_marks import IndexAttributes, indexed
from typeset.reading.places import Places
from typeset.reading.ruby import find_ruby, read_ruby
from typeset.reading.typed import build
from typeset.reading.written import Piece
from typeset.record import dataclass

METRIC, INDEX = "metric", "index"
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")  # the form of BCP 47
NO_BREAK, NAME = "nobreak", "name"
SHORT_NAME = 4  # characters up to which a name holds together (CL-UB-13)
Pull = Literal[
    "none", "auto", "margin",
    "here", "column-head", "column-foot", "band-foot", "page-head", "page-foot",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricAttributes:
    """What may stand in the braces of a figure."""

    id: str = ""
    label: str = ""
    note: str = ""
    tag: str = ""
    design: str = ""
    pull: Pull | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TongueAttributes:
    """The braces of text in another language."""

    lang: str
    lang_span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAttributes:
    """A mark such as ``{.lead}`` takes no settings."""


def _beside(classes: tuple[str, ...]) -> frozenset[BesideMark]:
    """The marks that classes ask for; none if one of them is something else."""
    known: tuple[BesideMark, ...] = ("dots", "proper", "booktitle", "tcy")
    marks = frozenset(mark for mark in known if mark in classes)
    return marks if marks and marks == frozenset(classes) else frozenset()


@dataclass(slots=True)
class InlineReader:
    """Reads the inline text of one section, numbering its figures.

    ``tag`` stands in for a figure's missing one. ``picture`` is asked about every picture
    (its path and place), ``claim`` told every figure's id, ``link`` every target inside the
    publication; ``notes`` knows the section's notes.
    """

    section: str
    tag: str
    sink: Sink
    picture: Callable[[str, Span], None]
    claim: Callable[[str, Span], None]
    link: Callable[[str, Span], None]
    notes: Notes
    figures: int = 0
    refer: Callable[[Ref], None] = lambda _: None  # told every cross reference
    mark: Callable[[Indexed], None] = lambda _: None  # told every mark of the index
    marks: int = 0

    def read(self, pieces: tuple[Piece, ...], places: Places) -> tuple[Inline, ...]:
        """The inline tree of one paragraph."""
        return _Tree(self, pieces, places).level()

    def span(
        self, attributes: Attributes | None, children: tuple[Inline, ...], place: Span
    ) -> tuple[Inline, ...]:
        """What a bracket with attributes stands for; its plain content after a fault."""
        if attributes is None:
            return children
        if beside := _beside(attributes.classes):
            if build(NoAttributes, attributes.node, self.sink, code="content") is None:
                return children
            return (Beside(beside, children, place),)
        if not attributes.classes and attributes.node.get("lang") is not None:
            return self._tongue(attributes, children, place)
        if len(attributes.classes) != 1:
            found = "two or more" if attributes.classes else "no"
            self.sink.error(
                "content/attributes",
                f"{found} classes in braces; expected one, such as .metric or .lead",
                attributes.span,
            )
            return children
        if attributes.classes[0] == METRIC:
            return self._metric(attributes, children, place)
        if attributes.classes[0] == INDEX:
            return self._indexed(attributes, children, place)
        if build(NoAttributes, attributes.node, self.sink, code="content") is None:
            return children
        if attributes.classes[0] in (NO_BREAK, NAME):
            whole = attributes.classes[0] == NO_BREAK or len(plain(children)) <= SHORT_NAME
            return (Kept(children, place, whole),)
        return (Marked(attributes.classes[0], children, place),)

    def _tongue(
        self, attributes: Attributes, children: tuple[Inline, ...], place: Span
    ) -> tuple[Inline, ...]:
        made = build(TongueAttributes, attributes.node, self.sink, code="content")
        if made is None:
            return children
        if not _LANGUAGE.fullmatch(made.lang):
            self.sink.error(
                "content/language",
                f"'{made.lang}' is not a language tag",
                made.lang_span,
                "write it as zh-Hans, zh-Hant-TW, ja or ko",
            )
            return children
        return (Tongue(made.lang, children, place),)

    def _indexed(
        self, attributes: Attributes, children: tuple[Inline, ...], place: Span
    ) -> tuple[Inline, ...]:
        made = build(IndexAttributes, attributes.node, self.sink, code="content")
        if made is None:
            return children
        self.marks += 1
        mark = indexed(made, f"{self.section}-i{self.marks}", children, place, self.sink)
        if mark is None:
            return children
        self.claim(mark.id, place)
        self.mark(mark)
        return (mark,)

    def _metric(
        self, attributes: Attributes, children: tuple[Inline, ...], place: Span
    ) -> tuple[Inline, ...]:
        text = plain(children)
        figure = split_figure(text)
        if not all(isinstance(c, Text) for c in children) or figure is None:
            self.sink.error(
                "content/figure",
                f"'{text}' is not read as a figure: expected a number in plain text, with its "
                "qualifier and unit, such as 超300余次 or 93%以上",
                place,
            )
            return children
        made = build(MetricAttributes, attributes.node, self.sink, code="content")
        if made is None:
            return children
        self.figures += 1
        name = made.id or f"{self.section}-m{self.figures}"
        self.claim(name, place)
        pull = made.pull or ("auto" if made.design else "none")
        return (
            Metric(
                figure=figure,
                id=name,
                label=made.label,
                note=made.note,
                tag=made.tag or self.tag,
                design=made.design,
                pull=pull,
                span=place,
            ),
        )


@dataclass(slots=True)
class _Tree:
    """A walk over the pieces of one paragraph."""

    reader: InlineReader
    pieces: tuple[Piece, ...]
    places: Places
    next: int = 0
    inside: bool = False  # a link

    def level(self) -> tuple[Inline, ...]:
        """Everything up to the piece that closes this level."""
        made: list[Inline] = []
        while self.next < len(self.pieces):
            piece = self.pieces[self.next]
            self.next += 1
            if piece.turn < 0:
                break
            self.add(piece, made)
        return tuple(made)

    def add(self, piece: Piece, made: list[Inline]) -> None:
        place = self.places.span(piece.at)
        match piece.kind:
            case "text":
                self.text(piece.text, place, made)
            case "softbreak":
                if self.makes_space():
                    self.text(" ", place, made)
            case "hardbreak":
                made.append(Break(place))
            case "image":
                self.reader.picture(piece.target, place)
            case "ruby":
                self.ruby(piece, made)
            case "noteref":
                made.extend(self.reader.notes.refer(piece.target, place, self.reader.read))
            case "note":
                made.extend(self.reader.notes.here(self.level, place))
            case "strong":
                made.append(Strong(self.level(), place))
            case "em":
                made.append(Emphasis(self.level(), place))
            case "sub":
                made.append(Sub(self.level(), place))
            case "sup":
                made.append(Sup(self.level(), place))
            case "link":
                made.append(self.link(piece, place))
            case "ref":
                made.append(self.reference(piece, place))
            case "span":
                children = self.level()
                made.extend(self.reader.span(piece.attributes, children, place))

    def link(self, piece: Piece, place: Span) -> Link:
        """A link; one inside the publication without a text of its own shows the label."""
        before, self.inside = self.inside, True
        children = self.level()
        self.inside = before
        if piece.target.startswith("#"):
            self.reader.link(piece.target[1:], place)
            children = children or (self.referring(piece.target[1:], "label", place),)
        return Link(piece.target, children, place)

    def reference(self, piece: Piece, place: Span) -> Inline:
        """What another block is called; ``[@id]`` is a link of its own."""
        made = self.referring(piece.target, cast("Shown", piece.shown), place)
        if self.inside:
            return made
        self.reader.link(piece.target, place)
        return Link(f"#{piece.target}", (made,), place)

    def referring(self, target: str, shown: Shown, place: Span) -> Ref:
        """A reference, told to whom it concerns."""
        made = Ref(target, shown, place)
        self.reader.refer(made)
        return made

    def ruby(self, piece: Piece, made: list[Inline]) -> None:
        """Characters with their reading."""
        found = find_ruby(piece.text, 0, len(piece.text))
        if found is not None:
            at = piece.at + piece.text.find(found.base)
            place = replace(self.places.span(at), length=max(1, len(found.base)))
            made.extend(read_ruby(found, piece.attributes, place, self.reader.sink))

    def text(self, text: str, place: Span, made: list[Inline]) -> None:
        """Add characters, to the text before them where they follow it in the file too."""
        last = made[-1] if made else None
        if isinstance(last, Text) and last.span.at(len(last.text)) == place:
            made[-1] = Text(last.text + text, last.span)
        else:
            made.append(Text(text, place))

    def makes_space(self) -> bool:
        """Whether the line end just read stands for a space."""
        before = (self.pieces[n].text for n in range(self.next - 2, -1, -1))
        after = (self.pieces[n].text for n in range(self.next, len(self.pieces)))
        last, first = next(filter(None, before), ""), next(filter(None, after), "")
        return bool(last and first) and not line_end_vanishes(last[-1], first[0])
