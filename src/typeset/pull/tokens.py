"""A paragraph's source, cut into what is seen and what is markup around it.

Every character of the source belongs to one token, so that writing them all out again gives
the same bytes; an edit takes out and puts in single tokens and leaves the rest alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from typing import Literal

from typeset.reading.cjk import line_end_vanishes
from typeset.reading.ruby import find_ruby
from typeset.reading.written import Piece, Written
from typeset.record import dataclass

Kind = Literal["char", "soft", "break", "open", "close", "mark", "gap"]
"""``soft`` is a line end of the source, ``mark`` any other markup, ``gap`` ends a paragraph."""

PARAGRAPH = "\u2029"
SCRIPTS = ("sub", "sup")
TYPOGRAPHIC = ("strong", "emphasis", *SCRIPTS)
NOTE = "note="
_NAMES = {"strong": "strong", "em": "emphasis", "sub": "sub", "sup": "sup"}


@dataclass(slots=True, eq=False)
class Token:
    """``source`` stands in the file, ``seen`` is what a reader sees of it.

    ``name`` is an opening or closing token's mark (``strong``, ``metric=ID``, ``lead``),
    ``pair`` numbers the pair. ``marks`` are the typographic marks around a seen token,
    ``within`` the structural ones.
    """

    kind: Kind
    source: str
    seen: str = ""
    name: str = ""
    pair: int = -1
    marks: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lines:
    """A text with the offsets of its lines."""

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Lines:
        """Count the lines of a text that knows only line feeds."""
        starts = [0]
        while (end := text.find("\n", starts[-1])) >= 0:
            starts.append(end + 1)
        return cls(text, tuple(starts))

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column that count from 1."""
        return self.starts[min(line, len(self.starts)) - 1] + column - 1

    def end(self, line: int) -> int:
        """The offset of a line's end, its line feed not included."""
        return self.starts[line] - 1 if line < len(self.starts) else len(self.text)


@dataclass(slots=True)
class _Reader:
    """Turns pieces into tokens; ``at`` is how far the source is used up."""

    lines: Lines
    written: Written
    metrics: Iterator[str]
    notes: Iterator[str]
    at: int
    end: int
    tokens: list[Token] = field(default_factory=list)
    open: list[Token] = field(default_factory=list)
    pairs: int = 0
    inside: int = 0  # a note that is written where it is referred to

    def read(self) -> list[Token]:
        pieces = self.written.pieces
        places = [self.place(piece) for piece in pieces]
        self.skip(places[0] if places else self.end)
        for number, piece in enumerate(pieces):
            following = places[number + 1] if number + 1 < len(pieces) else self.end
            self.piece(piece, max(places[number], self.at), following)
        self.skip(self.end)
        return self.tokens

    def place(self, piece: Piece) -> int:
        places = self.written.places
        if places is None:
            return self.at
        span = places.span(piece.at)
        at = self.lines.offset(span.line, span.column)
        bracket = piece.turn > 0 and piece.kind in ("span", "link")
        return at - 1 if bracket and self.lines.text[at - 1 : at] == "[" else at

    def skip(self, to: int) -> None:
        """Source between tokens goes to the token before it where that is markup."""
        if to <= self.at:
            return
        source = self.lines.text[self.at : to]
        last = self.tokens[-1] if self.tokens else None
        if last is not None and last.kind in ("open", "close", "soft", "break", "mark"):
            last.source += source
        else:
            self.tokens.append(Token("mark", source))
        self.at = to

    def piece(self, piece: Piece, at: int, following: int) -> None:
        if piece.kind == "note" or self.inside:
            self.note(piece, at)
            return
        self.skip(at)
        if piece.kind == "noteref":
            self.tokens.append(Token("mark", "", name=NOTE + next(self.notes, "")))
        elif piece.turn > 0:
            self.opening(piece)
        elif piece.turn < 0:
            self.closing()
        elif piece.kind == "text":
            self.characters(piece.text, following)
        elif piece.kind == "ruby":
            self.reading(piece, following)
        elif piece.kind in ("softbreak", "hardbreak"):
            kind: Kind = "soft" if piece.kind == "softbreak" else "break"
            self.tokens.append(Token(kind, "", "\n" if kind == "break" else ""))
            self.skip(max(following, self.at))
        else:
            self.tokens.append(Token("mark", ""))

    def note(self, piece: Piece, at: int) -> None:
        """A note with all that it holds is one mark."""
        if not self.inside:
            self.skip(at)
            self.tokens.append(Token("mark", "", name=NOTE + next(self.notes, "")))
        self.inside += piece.turn if piece.kind == "note" else 0

    def opening(self, piece: Piece) -> None:
        self.pairs += 1
        token = Token("open", "", name=self.name(piece), pair=self.pairs)
        self.tokens.append(token)
        self.open.append(token)

    def closing(self) -> None:
        opened = self.open.pop() if self.open else None
        if opened is not None:
            self.tokens.append(Token("close", "", name=opened.name, pair=opened.pair))

    def reading(self, piece: Piece, following: int) -> None:
        """Characters with their reading: these are seen, the reading is markup around them."""
        found = find_ruby(piece.text, 0, len(piece.text))
        if found is None:
            self.characters(piece.text, following)
            return
        self.opening(piece)
        self.skip(self.at + piece.text.index(found.base))
        self.characters(found.base, following)
        self.closing()
        self.skip(following)

    def name(self, piece: Piece) -> str:
        if piece.kind == "link":
            return f"link={piece.target}"
        if piece.kind == "span" and piece.attributes and piece.attributes.classes:
            role = piece.attributes.classes[0]
            return f"metric={next(self.metrics, '')}" if role == "metric" else role
        return _NAMES.get(piece.kind, piece.kind)

    def characters(self, text: str, following: int) -> None:
        source = self.lines.text
        marks = frozenset(t.name for t in self.open if t.name in TYPOGRAPHIC)
        within = frozenset(t.name for t in self.open if t.name not in TYPOGRAPHIC)
        if source.startswith(text, self.at):
            for char in text:
                self.tokens.append(Token("char", char, char, marks=marks, within=within))
            self.at += len(text)
            return
        written = source[self.at : following].rstrip("\n")  # an escape or an entity
        self.tokens.append(Token("char", written, text, marks=marks, within=within))
        self.at += len(written)


def tokens_of(
    written: Written,
    lines: Lines,
    ids: tuple[Iterable[str], Iterable[str]],
    start: int,
    end: int,
) -> list[Token]:
    """The tokens of ``lines.text[start:end]``, where ``written`` stands.

    ``ids`` are those of its figures and of its notes, in reading order.
    """
    metrics, notes = ids
    tokens = _Reader(lines, written, iter(metrics), iter(notes), start, end).read()
    spaced(tokens)
    return tokens


def spaced(tokens: Sequence[Token]) -> None:
    """Settle which line ends of the source are seen as a space."""
    shown = [t for t in tokens if t.kind in ("char", "soft", "break", "gap")]
    for number, token in enumerate(shown):
        if token.kind != "soft":
            continue
        before = next((t.seen for t in reversed(shown[:number]) if t.seen), "")
        after = next((t.seen for t in shown[number + 1 :] if t.kind != "soft" and t.seen), "")
        parted = before and after and not line_end_vanishes(before[-1], after[0])
        token.seen = " " if parted and before[-1] not in ("\n", PARAGRAPH) else ""
        near = next((t for t in reversed(shown[:number]) if t.kind == "char"), None)
        if near is not None:
            token.marks, token.within = near.marks, near.within


def seen(tokens: Iterable[Token]) -> str:
    """What a reader sees."""
    return "".join(token.seen for token in tokens)


def source(tokens: Iterable[Token]) -> str:
    """What stands in the file."""
    return "".join(token.source for token in tokens)
