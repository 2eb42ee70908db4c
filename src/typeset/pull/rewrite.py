"""Edits made in a paragraph's tokens: characters taken out and put in, marks set anew.

What is not edited keeps its bytes. Where bold or a superscript changed, the marks of the
paragraph are written anew; figures, leads and links stay what they are.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence

from typeset.pull.tokens import PARAGRAPH, TYPOGRAPHIC, Token, spaced
from typeset.record import dataclass

_MARKS = {"strong": "**", "emphasis": "*", "sub": "~", "sup": "^"}
_ESCAPED = re.compile(r"[\\*\[\]~^_`{}]|&(?=#?\w+;)|<(?=[A-Za-z/!?])|!(?=\[)")
_BLOCK = re.compile(r"(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|:::|：：：|~~~|={3,}|\|)")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Span:
    """A bracket with attributes around ``text[start:end]``, such as ``{.lead}``."""

    start: int
    end: int
    name: str
    braces: str


@dataclass(frozen=True, slots=True)
class Insert:
    """Characters put in: each with its typographic marks (None: those of the place).

    ``roles`` are marks of structure that the whole of it is to stand in, ``spans`` those that
    it brings with it.
    """

    text: str
    marks: tuple[frozenset[str] | None, ...]
    roles: frozenset[str] = frozenset()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class TokenEdit:
    """What is seen from ``start`` to ``end`` gives way to ``insert``."""

    start: int
    end: int
    insert: Insert


def escaped(text: str) -> str:
    """The characters as they are written so that they mean themselves."""
    return _ESCAPED.sub(lambda m: "\\" + m[0], text)


def begun(source: str) -> str:
    """A paragraph's source with a beginning that makes nothing else of it."""
    if _BLOCK.match(source):
        return "\\" + source
    return _NUMBERED.sub(r"\1\\\2", source, count=1) if _NUMBERED.match(source) else source


def rewritten(
    tokens: Sequence[Token],
    edits: Sequence[TokenEdit],
    marks: Mapping[int, frozenset[str]],
    *,
    gap: str = "\n\n",
    effort: int = 0,
) -> list[Token]:
    """The tokens after the edits; ``marks`` are new typographic marks by place of what is seen.

    ``gap`` is what parts two paragraphs where one is split. With an ``effort`` of 1 all marks
    are written anew, with 2 the paragraph is put into one line as well.
    """
    copy = [Token(t.kind, t.source, t.seen, t.name, t.pair, t.marks, t.within) for t in tokens]
    for place, names in marks.items():
        if token := _shown(copy, place):
            token.marks = names
    made = _edited(copy, edits, gap)
    if effort or marks or _misplaced(made):
        made = _marked_anew(made)
    if effort > 1:
        made = [_flat(t) for t in made]
    return _tidy(made)


def _shown(tokens: Sequence[Token], place: int) -> Token | None:
    at = 0
    for token in tokens:
        if token.seen:
            if at == place:
                return token
            at += len(token.seen)
    return None


# -- characters ------------------------------------------------------------------------------


def _edited(tokens: list[Token], edits: Sequence[TokenEdit], gap: str) -> list[Token]:
    """The tokens with the edits made, from the last to the first."""
    made = list(tokens)
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        first, last = _between(made, edit.start, edit.end)
        gone = [t for t in made[first:last] if t.seen]
        at = _best_place(made, first, last, edit, gone)
        fresh = _fresh(edit.insert, made, at, gap)
        before = [t for t in made[first:at] if not t.seen]
        after = [t for t in made[at:last] if not t.seen]
        made[first:last] = [*before, *fresh, *after]
        # a box between two paragraphs that became one comes after them
        boxes = (t.source.strip("\n") for t in gone if t.kind == "gap" and ":::" in t.source)
        made += [Token("mark", "\n\n" + source) for source in boxes]
    return made


def _between(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """Token places right after what is seen before ``start``, and right before what is at ``end``.

    Both reach as far as markup allows, so that every place where the new text could stand
    lies between them.
    """
    at, first, last = 0, 0, len(tokens)
    for n, token in enumerate(tokens):
        if not token.seen:
            continue
        if at < start:
            first = n + 1
        if at >= end:
            last = n
            break
        at += len(token.seen)
    return first, max(first, last)


def _best_place(
    tokens: Sequence[Token], first: int, last: int, edit: TokenEdit, gone: Sequence[Token]
) -> int:
    """Where new text stands: within what the old text was in, outside of figures and links."""
    wanted, marks = _wanted(tokens, first, last, edit, gone)
    best, least = first, 10**9
    opened = _open_at(tokens, first)
    for n in range(first, last + 1):
        cost = _cost(opened, wanted, marks)
        if cost < least:
            best, least = n, cost
        if n < last:
            token = tokens[n]
            if token.kind == "open":
                opened = [*opened, token.name]
            elif token.kind == "close" and opened:
                opened = opened[:-1]
    return _after_prefix(tokens, best, first, last)


def _after_prefix(tokens: Sequence[Token], best: int, first: int, last: int) -> int:
    """Never before the marker that begins the paragraph."""
    if best == 0 and tokens and tokens[0].kind == "mark" and first == 0 and last > 0:
        return 1
    return best


def _wanted(
    tokens: Sequence[Token], first: int, last: int, edit: TokenEdit, gone: Sequence[Token]
) -> tuple[frozenset[str], frozenset[str]]:
    """What new text is to stand in: structure and typographic marks."""
    before = next((t for t in reversed(tokens[:first]) if t.kind == "char"), None)
    after = next((t for t in tokens[last:] if t.kind == "char"), None)
    near = [t for t in gone if t.kind == "char"]
    if not near:
        near = [before, after] if before is not None and after is not None else []
    within = frozenset.intersection(*(t.within for t in near)) if near else frozenset()
    marks = frozenset.intersection(*(t.marks for t in near)) if near else frozenset()
    known = next((m for m in edit.insert.marks if m is not None), marks)
    return within | (frozenset() if gone else edit.insert.roles), known


def _cost(opened: Sequence[str], wanted: frozenset[str], marks: frozenset[str]) -> int:
    structure = {name for name in opened if name not in TYPOGRAPHIC}
    here = frozenset(name for name in opened if name in TYPOGRAPHIC)
    return 10 * len(structure ^ wanted) + len(here ^ marks)


def _open_at(tokens: Sequence[Token], place: int) -> list[str]:
    opened: list[str] = []
    for token in tokens[:place]:
        if token.kind == "open":
            opened.append(token.name)
        elif token.kind == "close" and opened:
            opened.pop()
    return opened


def _fresh(insert: Insert, tokens: Sequence[Token], at: int, gap: str) -> list[Token]:
    opened = _open_at(tokens, at)
    here = frozenset(name for name in opened if name in TYPOGRAPHIC)
    within = frozenset(name for name in opened if name not in TYPOGRAPHIC)
    made = [
        _character(char, here if names is None else names, within, gap)
        for char, names in zip(insert.text, insert.marks, strict=True)
    ]
    return _bracketed(made, insert.spans)


def _bracketed(tokens: list[Token], spans: Sequence[Span]) -> list[Token]:
    """The characters with the brackets they bring along; none of those overlap."""
    made: list[Token] = []
    at = 0
    for n, span in enumerate(sorted(spans, key=lambda s: s.start)):
        inside = tokens[span.start : span.end]
        for token in inside:
            token.within = token.within | {span.name}
        made += [*tokens[at : span.start], Token("open", "[", name=span.name, pair=-2 - n)]
        made += [*inside, Token("close", span.braces, name=span.name, pair=-2 - n)]
        at = span.end
    return [*made, *tokens[at:]]


def _character(char: str, marks: frozenset[str], within: frozenset[str], gap: str) -> Token:
    if char == PARAGRAPH:
        return Token("gap", gap, char)
    if char == "\n":
        return Token("break", "\\\n", char, marks=marks, within=within)
    return Token("char", escaped(char), char, marks=marks, within=within)


def new_tokens(insert: Insert) -> list[Token]:
    """The tokens of a paragraph that is new as a whole."""
    made = [
        _character(char, names or frozenset(), frozenset(), "\n\n")
        for char, names in zip(insert.text, insert.marks, strict=True)
    ]
    return _tidy(_marked_anew(_bracketed(made, insert.spans)))


# -- marks -----------------------------------------------------------------------------------


def _misplaced(tokens: Sequence[Token]) -> bool:
    """Whether a character does not stand in the marks that it is to bear."""
    opened: list[str] = []
    for token in tokens:
        if token.kind == "open":
            opened.append(token.name)
        elif token.kind == "close" and opened:
            opened.pop()
        elif token.kind == "char" and token.marks != {n for n in opened if n in TYPOGRAPHIC}:
            return True
    return False


def _marked_anew(tokens: Sequence[Token]) -> list[Token]:
    """The same text with all typographic marks written where the characters bear them."""
    bare = [t for t in tokens if t.name not in TYPOGRAPHIC]
    _even(bare)
    made: list[Token] = []
    stack: list[str] = []
    depth: list[int] = []  # how many marks were open when each structural pair began
    for n, token in enumerate(bare):
        if token.kind == "open":
            _settle(stack, _inside(bare, n), made, depth[-1] if depth else 0)
            depth.append(len(stack))
        elif token.kind == "close":
            floor = depth.pop() if depth else 0
            _settle(stack, frozenset(stack[:floor]), made, floor)
        elif token.kind == "gap":
            _settle(stack, frozenset(), made, 0)
        elif token.kind in ("char", "break"):
            _settle(stack, token.marks, made, depth[-1] if depth else 0)
        made.append(token)
    _settle(stack, frozenset(), made, 0)
    return made


def _even(tokens: Sequence[Token]) -> None:
    """A figure bears one look as a whole: markup cannot part it."""
    for n, token in enumerate(tokens):
        if token.kind == "open" and token.name.startswith("metric="):
            names = _inside(tokens, n)
            for inner in _pair(tokens, n):
                inner.marks = names


def _pair(tokens: Sequence[Token], opening: int) -> Iterable[Token]:
    for token in tokens[opening + 1 :]:
        if token.kind == "close" and token.pair == tokens[opening].pair:
            return
        yield token


def _inside(tokens: Sequence[Token], opening: int) -> frozenset[str]:
    """The marks that all characters of a structural pair bear."""
    found = [t.marks for t in _pair(tokens, opening) if t.kind == "char"]
    return frozenset.intersection(*found) if found else frozenset()


def _settle(stack: list[str], wanted: frozenset[str], made: list[Token], floor: int) -> None:
    """Close what is not wanted (no deeper than ``floor``) and open what is missing.

    Scripts are innermost: they hold nothing but characters.
    """
    order = [n for n in TYPOGRAPHIC if n in wanted and n not in stack[:floor]]
    keep = floor
    while keep < len(stack) and stack[keep : keep + 1] == order[keep - floor : keep - floor + 1]:
        keep += 1
    while len(stack) > keep:
        name = stack.pop()
        made.append(Token("close", _MARKS[name], name=name))
    for name in order[keep - floor :]:
        stack.append(name)
        made.append(Token("open", _MARKS[name], name=name))


# -- the end of it ---------------------------------------------------------------------------


def _flat(token: Token) -> Token:
    """A line end of the source as what is seen of it."""
    if token.kind != "soft":
        return token
    return Token("char", token.seen, token.seen, marks=token.marks, within=token.within)


def _tidy(tokens: list[Token]) -> list[Token]:
    """Without pairs around nothing, and line ends that no text parts."""
    made = _without_empty_pairs(tokens)
    made = _without_stray_ends(made)
    spaced(made)
    return made


def _without_empty_pairs(tokens: list[Token]) -> list[Token]:
    made: list[Token] = []
    for token in tokens:
        if token.kind == "close" and made:
            opening = next((n for n in range(len(made) - 1, -1, -1) if made[n].seen), -1) + 1
            empty = [n for n in range(opening, len(made)) if _begins(made[n], token)]
            if empty:
                del made[empty[-1]]
                continue
        made.append(token)
    return made


def _begins(token: Token, closing: Token) -> bool:
    return token.kind == "open" and token.name == closing.name and token.pair == closing.pair


def _without_stray_ends(tokens: list[Token]) -> list[Token]:
    """No line end at the beginning, at the end, or after another: it would part paragraphs."""
    made: list[Token] = []
    loose = True
    for n, token in enumerate(tokens):
        if token.kind == "soft":
            rest = itertools.takewhile(lambda t: t.kind != "gap", tokens[n + 1 :])
            follows = any(t.kind in ("char", "break") for t in rest)
            if loose or not follows:
                continue
            loose = True
        elif token.kind in ("char", "break"):
            loose = token.kind == "break"
        elif token.kind == "gap":
            loose = True
        made.append(token)
    return made
