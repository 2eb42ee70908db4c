"""One paragraph (or those it was split into, or merged from) brought up to date.

What the edited document changed since the snapshot is carried into the content's own text,
and from there into its source. Nothing is guessed: where both changed one place, where a
number was changed twice, or where the result cannot be written as markup, it is a conflict.
"""

from __future__ import annotations

import itertools
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from typeset.docx.anchors import PARAGRAPH
from typeset.model.figures import split_figure
from typeset.pull.differ import Hunk, Merged, hunks, merge, paired_numbers
from typeset.pull.markup import says
from typeset.pull.rewrite import Insert, Span, TokenEdit, begun, rewritten
from typeset.pull.said import TYPOGRAPHIC, Said, joined
from typeset.pull.sources import Leaf
from typeset.pull.tokens import Token, seen, source
from typeset.record import dataclass

METRIC = "metric="
LEAD = "lead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A group's new source, from its first leaf to its last; ``text`` is what it says."""

    source: str
    text: str
    lost: frozenset[str] = frozenset()  # figures that are in it no longer


@dataclass(frozen=True, slots=True)
class Clash:
    """Why a group cannot be merged."""

    reason: str
    hint: str = ""


def same(a: str, b: str) -> bool:
    """Whether two texts are one to a reader: however their characters are composed."""
    return a == b or unicodedata.normalize("NFC", a) == unicodedata.normalize("NFC", b)


def merged(
    base: Sequence[Said],
    theirs: Sequence[Said],
    mine: Sequence[Said],
    leaves: Sequence[Leaf],
    between: Sequence[str],
    *,
    keep_marks: bool,
    braces: Mapping[str, str],
) -> Written | Clash | None:
    """The leaves' new source, a clash, or None where there is nothing to do.

    ``between`` are the gaps of the source between the leaves. ``keep_marks`` leaves bold and
    scripts alone: the document has lost its formatting. ``braces`` are the attributes of
    figures that this text may bring with it from elsewhere.
    """
    old, new, now = joined(base), joined(theirs), joined(mine)
    formats = {} if keep_marks else _formats(old, new)
    if (same(old.text, new.text) or same(now.text, new.text)) and not formats:
        return None
    tokens = _tokens(leaves, between)
    if seen(tokens) != now.text:
        return Clash("this block cannot be edited from a document", "edit it in its file")
    found = merge(old.text, now.text, new.text)
    if found.clash:
        return Clash(found.clash, "make one of the two changes by hand")
    marks = _marks(formats, found, old, now, tokens)
    if isinstance(marks, Clash):
        return marks
    fresh = _fitted(found.fresh, old, new)
    edits = [_edit(h, found, new, braces, keep_marks=keep_marks) for h in fresh]
    edits = [e for e in edits if seen(tokens)[e.start : e.end] != e.insert.text]
    if not edits and not marks:
        return None
    return _written(tokens, edits, marks, leaves[0])


def _tokens(leaves: Sequence[Leaf], between: Sequence[str]) -> list[Token]:
    tokens: list[Token] = []
    for number, leaf in enumerate(leaves):
        own = list(leaf.tokens)
        if number:  # the marker of an item belongs to what parts it from the one before
            marker = own.pop(0).source if own and own[0].kind == "mark" else ""
            tokens.append(Token("gap", between[number - 1] + marker, PARAGRAPH))
        tokens += own
    return tokens


# -- marks -----------------------------------------------------------------------------------


def _formats(old: Said, new: Said) -> dict[int, tuple[frozenset[str], frozenset[str]]]:
    """By place in the base: the typographic marks put on and taken off what was not edited."""
    before, after = old.table(), new.table()
    found: dict[int, tuple[frozenset[str], frozenset[str]]] = {}
    for start, end, there in _equal(hunks(old.text, new.text), len(old.text)):
        for place in range(start, end):
            was, now = before[place], after[place - start + there]
            if was != now and not old.text[place].isspace():
                found[place] = (now - was, was - now)
    return found


def _equal(changes: Iterable[Hunk], length: int) -> Iterator[tuple[int, int, int]]:
    """Stretches that stand on both sides: (start, end, start on the other side)."""
    at, there = 0, 0
    for change in changes:
        yield at, change.start, there
        at, there = change.end, change.new_end
    yield at, length, there


def _marks(
    formats: Mapping[int, tuple[frozenset[str], frozenset[str]]],
    found: Merged,
    old: Said,
    now: Said,
    tokens: Sequence[Token],
) -> dict[int, frozenset[str]] | Clash:
    """The new marks by place in the content's text."""
    was, ours = old.table(), now.table()
    bears = [token.marks for token in tokens for _ in token.seen]
    marks: dict[int, frozenset[str]] = {}
    for place, (on, off) in formats.items():
        if any(h.start <= place < h.end for h in found.ours):
            continue  # the content has other words there by now
        here = found.carry(place)
        wanted = (was[place] | on) - off
        if ours[here] == wanted:
            continue
        if ours[here] != was[place]:
            return Clash("both changed the look of this place")
        marks[here] = (bears[here] | on) - off
    return marks


# -- words -----------------------------------------------------------------------------------


def _fitted(fresh: Iterable[Hunk], old: Said, new: Said) -> Iterator[Hunk]:
    """The changes cut where a figure begins and ends, so that it stays marked."""
    figures, there = old.ranges("metric"), new.ranges("metric")
    for change in fresh:
        pieces = [change]
        for name, (start, end) in figures.items():
            place = there.get(name)
            sound = place is not None and split_figure(new.text[slice(*place)]) is not None
            if place is not None and sound:
                pieces = [p for piece in pieces for p in _cut(piece, start, place[0])]
                pieces = [p for piece in pieces for p in _cut(piece, end, place[1])]
        for piece in pieces:
            crossed = any(_crosses(piece, start, end) for start, end in figures.values())
            yield from paired_numbers(old.text, new.text, piece) if crossed else (piece,)


def _cut(change: Hunk, place: int, there: int) -> Iterator[Hunk]:
    inside = change.start < place < change.end
    if inside and change.new_start <= there <= change.new_end:
        yield Hunk(change.start, place, change.new_start, there)
        yield Hunk(place, change.end, there, change.new_end)
    else:
        yield change


def _crosses(change: Hunk, start: int, end: int) -> bool:
    return change.start < end and start < change.end and not (
        start <= change.start and change.end <= end
    )  # fmt: skip


def _edit(
    change: Hunk, found: Merged, new: Said, braces: Mapping[str, str], *, keep_marks: bool
) -> TokenEdit:
    insert = inserted(
        new.cut(change.new_start, change.new_end), braces, keep_marks=keep_marks, within=True
    )
    return TokenEdit(found.carry(change.start), found.carry(change.end), insert)


def inserted(
    words: Said, braces: Mapping[str, str], *, keep_marks: bool = False, within: bool = False
) -> Insert:
    """New words with what they bear; ``within`` a paragraph a lead is only gone on with."""
    table = words.table()
    marks: tuple[frozenset[str] | None, ...] = tuple(None if keep_marks else m for m in table)
    whole = (m for m in words.marks if m.start == 0 and m.end == len(words.text))
    roles = frozenset(m.name for m in whole if m.name == LEAD)
    spans = [
        Span(start, end, METRIC + name, braces[name])
        for name, (start, end) in words.ranges("metric").items()
        if name in braces and split_figure(words.text[start:end]) is not None
    ]
    if not within:
        spans += [
            Span(m.start, m.end, LEAD, "]{.lead}")
            for m in words.marks
            if m.name == LEAD and not any(s.start < m.end and m.start < s.end for s in spans)
        ]
    return Insert(words.text, marks, roles if within else frozenset(), tuple(spans))


def _written(
    tokens: Sequence[Token],
    edits: Sequence[TokenEdit],
    marks: Mapping[int, frozenset[str]],
    leaf: Leaf,
) -> Written | Clash:
    """The source with the edits made, in the gentlest way that is read as it is meant."""
    before = {t.name for t in tokens if t.name.startswith(METRIC)}
    for effort in range(3):
        made = rewritten(tokens, edits, marks, gap=gap_after(leaf), effort=effort)
        broken = next((f for f in _figures(made) if split_figure(f) is None), None)
        if broken is not None:
            return Clash(
                f"'{broken}' is no figure, but marked as one",
                "keep a number in it, or take the mark away in the content",
            )
        for text in (source(made), _guarded(made)):
            if says(textwrap.dedent(text), made):
                after = {t.name for t in made if t.name.startswith(METRIC)}
                lost = frozenset(name[len(METRIC) :] for name in before - after)
                return Written(source=text, text=seen(made), lost=lost)
    return Clash("this text cannot be written as markup", "edit it in its file")


def _figures(tokens: Sequence[Token]) -> Iterator[str]:
    inside: list[str] | None = None
    for token in tokens:
        if token.name.startswith(METRIC):
            if token.kind == "close" and inside is not None:
                yield "".join(inside)
            inside = [] if token.kind == "open" else None
        elif inside is not None:
            inside.append(token.seen)


def _guarded(tokens: Sequence[Token]) -> str:
    """The source, with what begins a paragraph kept from beginning anything else."""
    out: list[str] = []
    for is_gap, group in itertools.groupby(tokens, lambda t: t.kind == "gap"):
        part = list(group)
        prefix = part[0].source if part[0].kind == "mark" else ""
        rest = source(part)[len(prefix) :]
        out.append(prefix + (rest if is_gap else begun(rest)))
    return "".join(out)


def gap_after(leaf: Leaf) -> str:
    """What parts a leaf from one like it that follows."""
    if leaf.kind == "item":
        return "\n" + next_marker(leaf.marker)
    if leaf.kind == "quoted":
        return f"\n{leaf.marker.rstrip()}\n{leaf.marker}"
    return "\n\n"


def next_marker(marker: str) -> str:
    """The marker of the item after the one with this marker."""
    number = "".join(c for c in marker if c.isdigit())
    return marker.replace(number, str(int(number) + 1), 1) if number else marker


def typographic(words: Said) -> bool:
    """Whether any of the text is bold, raised or the like."""
    return any(m.name in TYPOGRAPHIC for m in words.marks)
