"""发文机关标志 (7.2.4): the issuer's name in red, of one body or of several.

The standard leaves its size to the issuer. Here it is as large as the role ``mark`` allows and
the type area is wide; a joint issue stacks the names, spread to one width, with 文件 to their
right, in the middle of the stack.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from typeset.blocks.circular.area import Area, of_runs, put, said
from typeset.diagnostics import Span
from typeset.flow import Draw, Kern, Run, TextRun, Words
from typeset.model.circular import Circular, Said
from typeset.record import dataclass

ROLE = "mark"
DOCUMENT = "文件"
MOST_WIDTH = 0.98  # of the type area
STACK = 1.3  # leading of stacked names, of their size
AIR = 0.06  # em between characters where there is room
_GAP = 0.5  # em between stacked names and 文件
LEAST = 0.7  # of its full size: a mark is made smaller before the text leaves the page


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark at full size: its lines, and the ink of one line above and below the baseline.

    ``size`` is that of its characters, ``depth`` the height of the ink over all lines. Where
    there is no title it heads the document (``tag``).
    """

    names: tuple[Said, ...]
    document: bool
    size: float
    above: float
    below: float
    tag: str = "P"

    def depth(self, factor: float = 1.0) -> float:
        """From the first line's ink top to the last line's ink bottom, in points."""
        return factor * ((len(self.names) - 1) * STACK * self.size + self.above + self.below)

    def draws(self, area: Area, top: float, factor: float = 1.0) -> Iterator[Draw]:
        """The words, their ink beginning at ``top`` of the panel."""
        size = self.size * factor
        baseline = top + self.above * factor
        if not self.document:
            line = _line(area, self.names[0], size, baseline, (area.left, area.width), spread=0.0)
            yield replace(line, paragraph=replace(line.paragraph, tag=self.tag))
            return
        yield from self._stack(area, size, baseline)

    def _stack(self, area: Area, size: float, baseline: float) -> Iterator[Draw]:
        longest = max(len(name.text) for name in self.names)
        names = longest * size
        whole = names + (_GAP + len(DOCUMENT)) * size
        x = area.left + (area.width - whole) / 2
        for number, name in enumerate(self.names):
            y = baseline + number * STACK * size
            yield _line(area, name, size, y, (x, names + size), spread=names)
        middle = baseline + (len(self.names) - 1) * STACK * size / 2
        document = Said(DOCUMENT, self.names[0].span)
        at = x + names + _GAP * size
        yield _line(area, document, size, middle, (at, (len(DOCUMENT) + 1) * size), spread=0.0)


def mark_of(circular: Circular, area: Area) -> Mark:
    """The mark of a circular, as large as it may be."""
    names = _names(circular)
    document = len(names) > 1
    chars = max(len(name.text) for name in names) + (len(DOCUMENT) + _GAP if document else 0)
    room = area.width * MOST_WIDTH
    size = min(area.style.roles[ROLE].size, room / chars)
    if document:
        size = min(size, room / chars, area.style.roles[ROLE].size * 2 / (len(names) + 1))
    measured = [area.measure.ink(said(name, ROLE, size=size)) for name in names]
    above, below = measured[0][0], measured[-1][1]
    return Mark(names, document, size, above, below, "P" if circular.title else "H1")


def words(circular: Circular) -> str:
    """The mark as it reads."""
    names = _names(circular)
    return "".join(name.text for name in names) + (DOCUMENT if len(names) > 1 else "")


def _names(circular: Circular) -> tuple[Said, ...]:
    if circular.mark:
        return (circular.mark,)
    if len(circular.issuers) > 1 and circular.form == "document":
        return circular.issuers
    first = circular.issuers[0]
    return (Said(first.text + _suffix(circular, first.text), first.span),)


def _suffix(circular: Circular, name: str) -> str:
    """What a mark adds to the name: 文件, 令, 纪要; nothing to a letter's."""
    ends = {"document": DOCUMENT, "order": "令", "minutes": "纪要", "letter": ""}
    end = ends[circular.form]
    return "" if end and name.endswith(end) else end


def _line(
    area: Area,
    name: Said,
    size: float,
    baseline: float,
    room: tuple[float, float],
    *,
    spread: float,
) -> Words:
    """One line of the mark; with ``spread`` its characters are spread over so many points."""
    x, width = room
    count = len(name.text)
    if spread:
        gap = (spread - count * size) / max(1, count - 1)
    else:
        natural = count * size
        gap = min(AIR * size, max(0.0, (area.width * MOST_WIDTH - natural) / max(1, count - 1)))
    runs = _spread(name.text, size, gap, name.span) if gap else _plain(name, size)
    top = baseline - 0.88 * size
    return put(of_runs(runs, ROLE, name.span), size=size, top=top, x=x, width=width,
               align="center" if not spread else "start")  # fmt: skip


def _plain(name: Said, size: float) -> tuple[Run, ...]:
    return (TextRun(text=name.text, role=ROLE, size=size, span=name.span),)


def _spread(text: str, size: float, gap: float, span: Span) -> Sequence[Run]:
    runs: list[Run] = []
    for char, after in pairwise([*text, ""]):
        runs.append(TextRun(text=char, role=ROLE, size=size, span=span))
        if after:
            runs.append(Kern(gap))
    return runs
