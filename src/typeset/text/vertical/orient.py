"""How each character of a vertical line stands; the text is cut where that changes.

Han, kana and full-width signs stand upright. Of Western text a single letter or digit and a
short word in capitals stand upright, one em each; a run of few digits and whatever the author
marks share a cell (纵中横); everything else is turned by a right angle, with ¼ em at its
sides. Upright signs count as full-width ones: they take no gap, and white may stand between
them (CL-AS-12), but no line ends inside an upright word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from typeset.display import Stance
from typeset.record import dataclass
from typeset.scripts.classes import Script
from typeset.scripts.orientation import Vertical
from typeset.text.itemize import Itemized, Look, Stretch

UPRIGHT_CLASS = "X"
"""The class of upright Western signs: full-width, breaks like Han, takes no gap."""

_WESTERN = re.compile("[wv]*w(?:[wv ]*w)?[wv]*")

Stands = Callable[[Look, str], bool]
"""Whether the face of a look has a vertical glyph for a character."""


@dataclass(slots=True)
class _Stood:
    """Clusters ``first`` to ``last`` (not included) that stand alike."""

    first: int
    last: int
    stance: Stance
    western: bool = False  # upright signs of a Western word


def orient(
    items: Itemized,
    script: Script,
    rules: Vertical,
    tcy: int,
    stands: Stands,
    *,
    words: bool = True,
) -> None:
    """Give every stretch of ``items`` its stance; clusters of a cell become one.

    ``tcy`` is the longest run of digits for one cell, 0 for none. Without ``words`` no
    Western word stands upright (a romanised reading).
    """
    _join_cells(items, script, rules, tcy)
    parts = list(_stood(items, script, rules, stands, words=words))
    _count_as_full(items, parts)
    items.stretches[:] = list(_cut(items, parts))


# -- cells -----------------------------------------------------------------------------------


def _join_cells(items: Itemized, script: Script, rules: Vertical, tcy: int) -> None:
    """Make one cluster of every run that shares a cell."""
    taken = [
        (stretch.first, stretch.last)
        for stretch in items.stretches
        if stretch.look.run is not None and stretch.look.run.tcy
    ]
    marked = {at for first, last in taken for at in range(first, last)}
    for first, last in _western(items, script, rules) if tcy else ():
        text = items.text.flat[first:last]
        if last - first <= tcy and rules.digits.fullmatch(text) and first not in marked:
            taken.append((first, last))
    for first, last in sorted(taken, reverse=True):
        if last > first:
            join(items, first, last)
            items.upright[first] = items.text.classes[first]
    items.cells |= {_shifted(first, taken) for first, _ in taken}


def _shifted(first: int, taken: list[tuple[int, int]]) -> int:
    """Where a cluster stands after the cells before it were joined."""
    return first - sum(b - a - 1 for a, b in taken if b <= first)


def join(items: Itemized, first: int, last: int) -> None:
    """Make one cluster of several: the characters of a cell."""
    text = items.text
    lost = last - first - 1
    text.texts[first:last] = ["".join(text.texts[first:last])]
    text.starts[first + 1 : last] = []
    # the last digit stands for the cell: what is said of a number holds for it
    text.flat = text.flat[:first] + text.flat[last - 1 :]
    text.classes = text.classes[:first] + text.classes[last - 1 :]
    kept = []
    for stretch in items.stretches:
        begin = stretch.first - lost if stretch.first >= last else min(stretch.first, first)
        end = stretch.last - lost if stretch.last >= last else min(stretch.last, first)
        if end > begin:
            kept.append(replace(stretch, first=begin, last=end))
    items.stretches[:] = kept
    items.upright = {(at - lost if at >= last else at): c for at, c in items.upright.items()}


# -- stances ---------------------------------------------------------------------------------


def _western(items: Itemized, script: Script, rules: Vertical) -> Iterator[tuple[int, int]]:
    """Stretches of Western text, whole sentences with their spaces and marks."""
    latin = script.some(script.rows["slot"]["latin"]) | {"/"}
    kinds = []
    for at, (char, letter) in enumerate(zip(items.text.flat, items.text.classes, strict=True)):
        if letter == " ":
            kinds.append(" ")
        elif letter not in latin or len(items.text.texts[at]) == 0:
            kinds.append(".")
        elif rules.among_latin(char) == "R":
            kinds.append("w" if letter != "/" else "v")
        else:
            kinds.append("v" if char in "×÷±‰§©®" else ".")
    for found in _WESTERN.finditer("".join(kinds)):
        yield found.span()


def _stood(
    items: Itemized, script: Script, rules: Vertical, stands: Stands, *, words: bool
) -> Iterator[_Stood]:
    """The text in order, cut where stances change."""
    at = 0
    for first, last in _western_parts(items, script, rules):
        yield from _han(items, rules, stands, at, first)
        text = items.text.flat[first:last]
        whole = rules.word.fullmatch(text) is not None and len(text) <= rules.most
        upright = words and (whole or (len(text) == 1 and text.isalnum()))
        yield _Stood(first, last, "upright" if upright else "turned", western=upright)
        at = last
    yield from _han(items, rules, stands, at, len(items))


def _western_parts(items: Itemized, script: Script, rules: Vertical) -> Iterator[tuple[int, int]]:
    """Western stretches without their cells."""
    for first, last in _western(items, script, rules):
        at = first
        for cell in sorted(cell for cell in items.cells if first <= cell < last):
            if cell > at:
                yield at, cell
            at = cell + 1
        if at < last:
            yield at, last


def _han(
    items: Itemized, rules: Vertical, stands: Stands, first: int, last: int
) -> Iterator[_Stood]:
    """Clusters of the Han face: upright, unless they must be turned."""
    for at in range(first, last):
        text = items.text.texts[at]
        if at in items.cells or _shares_frame(text):
            yield _Stood(at, at + 1, "cell")
            continue
        way = rules.of(text[:1]) if text else "U"
        turned = way == "R" or (way == "Tr" and not stands(_look_at(items, at), text[0]))
        # ‰ stands: it takes no gap (CL-AS-12)
        western = not turned and items.text.classes[at] == "%" and text[:1] == "‰"
        yield _Stood(at, at + 1, "turned" if turned else "upright", western=western)


def _shares_frame(text: str) -> bool:
    """！！ and ？！ stand side by side in one frame."""
    return len(text) > 1 and text[0] in "！？" and text[1] in "！？"


def _look_at(items: Itemized, at: int) -> Look:
    return next(s.look for s in items.stretches if s.first <= at < s.last)


def _count_as_full(items: Itemized, parts: list[_Stood]) -> None:
    """Upright Western signs and cells become full-width signs; what they were is kept."""
    classes = list(items.text.classes)
    for part in parts:
        if part.western or (part.stance == "cell" and part.first in items.cells):
            for at in range(part.first, part.last):
                items.upright.setdefault(at, classes[at])
                classes[at] = UPRIGHT_CLASS
    items.text.classes = "".join(classes)


def _cut(items: Itemized, parts: list[_Stood]) -> Iterator[Stretch]:
    """The stretches cut where the stance changes."""
    starts, number = items.text.starts, 0
    for stretch in items.stretches:
        if stretch.kern is not None:
            yield stretch
            continue
        run: Stretch | None = None
        for at in range(stretch.first, stretch.last):
            while parts[number].last <= at:
                number += 1
            look = _look(stretch.look, parts[number])
            if run is not None and run.look == look and look.stance != "cell":
                run.last = at + 1
                continue
            if run is not None:
                yield run
            offset = stretch.offset + starts[at] - starts[stretch.first]
            run = Stretch(at, at + 1, look, offset)
        if run is not None:
            yield run


def _look(look: Look, part: _Stood) -> Look:
    keep = look.keep or (part.western and part.last - part.first > 1)
    return replace(look, stance=part.stance, keep=keep)
