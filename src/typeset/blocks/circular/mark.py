"""发文机关标志 (7.2.4): the issuer's name in red, of one body or of several.

The standard leaves its size to the issuer. Here it is as large as the role ``mark`` allows and
the type area is wide; a joint issue stacks the names, spread to one width, with 文件 to their
right, in the middle of the stack. The more names, the smaller they are, so that page one shows
text under them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import sqrt

from typeset.blocks.circular import title as heading
from typeset.blocks.circular.area import EM_ASCENT, Area, of_runs, put, said
from typeset.diagnostics import Span
from typeset.flow import Draw, Kern, Run, TextRun, Words
from typeset.model.circular import Circular, Said
from typeset.record import dataclass
from typeset.style.gbt9704 import points, value

ROLE = "mark"
DOCUMENT = "文件"
MOST_WIDTH = 0.98  # of the type area
STACK = 1.3  # leading of stacked names, of their size
AIR = 0.06  # em between characters where there is room
_GAP = 0.5  # em between stacked names and 文件
_TEXT = 4  # lines that stacked names leave to 主送 and text on page one, if they can
LEAST = 0.7  # of its full size: a mark is made smaller before the text leaves the page


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark at full size: its lines, and the ink of one line above and below the baseline.

    ``size`` is that of its characters, ``depth`` the height of the ink over all lines, ``room``
    the width it may take. Where there is no title it heads the document (``tag``).
    """

    names: tuple[Said, ...]
    document: bool
    size: float
    above: float
    below: float
    room: float
    tag: str = "P"

    @property
    def width(self) -> float:
        """Of its longest line without white between the characters, with 文件, in points."""
        chars = max(len(name.text) for name in self.names)
        return (chars + (_GAP + len(DOCUMENT) if self.document else 0)) * self.size

    def depth(self, factor: float = 1.0) -> float:
        """From the first line's ink top to the last line's ink bottom, in points."""
        return factor * ((len(self.names) - 1) * STACK * self.size + self.above + self.below)

    def draws(self, area: Area, top: float, factor: float = 1.0) -> Iterator[Draw]:
        """The words, their ink beginning at ``top`` of the panel."""
        size = self.size * factor
        baseline = top + self.above * factor
        if not self.document:
            line = _centred(area, self, size, baseline)
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
            yield _spread_over(name, size, y, x, names)
        middle = baseline + (len(self.names) - 1) * STACK * size / 2
        document = of_runs(_plain(Said(DOCUMENT, self.names[0].span), size), ROLE)
        yield put(document, size=size, top=middle - EM_ASCENT * size, x=x + names + _GAP * size,
                  width=(len(DOCUMENT) + 1) * size)  # fmt: skip


def mark_of(circular: Circular, area: Area, beside: float = 0.0) -> Mark:
    """The mark of a circular, as large as it may be, clear of what stands ``beside`` it."""
    names = _names(circular)
    document = len(names) > 1
    chars = max(len(name.text) for name in names) + (len(DOCUMENT) + _GAP if document else 0)
    room = min(area.width * MOST_WIDTH, area.width - 2 * beside)
    size = min(area.style.roles[ROLE].size, room / chars)
    if document:
        size = min(size, _stacked_size(circular, area, len(names)))
    measured = [area.measure.ink(said(name, ROLE, size=size)) for name in names]
    above, below = measured[0][0], measured[-1][1]
    return Mark(names, document, size, above, below, room, "P" if circular.title else "H1")


def _stacked_size(circular: Circular, area: Area, many: int) -> float:
    """The most that stacked names may have: the more, the smaller, and page one shows text.

    Never less than the text under them: what then has no room is told (``circular/no-room``).
    """
    usual = area.style.roles[ROLE].size * (2 / 3) * sqrt(2 / many)
    title = heading.title_of(circular.title, area)
    blank = value("number-below") + value("title-below") + value("to-below")
    rows = -(-len(circular.signers) // int(value("signers-row")))
    under = area.em + points("rule-below") + title.depth(title.leading)
    under += (blank + max(0, rows - 1) + _TEXT) * area.pitch
    room = area.height - (points("mark-top") - area.over) - under
    return max(area.em, min(usual, room / ((many - 1) * STACK + 1)))


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


def _centred(area: Area, mark: Mark, size: float, baseline: float) -> Words:
    """The one line of a mark, with a little white between its characters where there is room."""
    name = mark.names[0]
    count = len(name.text)
    gap = min(AIR * size, max(0.0, (mark.room - count * size) / max(1, count - 1)))
    runs = _spread(name.text, size, gap, name.span) if gap else _plain(name, size)
    return put(of_runs(runs, ROLE, name.span), size=size, top=baseline - EM_ASCENT * size,
               x=area.left, width=area.width, align="center")  # fmt: skip


def _spread_over(name: Said, size: float, baseline: float, x: float, width: float) -> Words:
    """A line of stacked names, its characters spread over a width."""
    count = len(name.text)
    gap = (width - count * size) / max(1, count - 1)
    runs = _spread(name.text, size, gap, name.span) if gap else _plain(name, size)
    return put(of_runs(runs, ROLE, name.span), size=size, top=baseline - EM_ASCENT * size, x=x,
               width=width + size)  # fmt: skip


def _plain(name: Said, size: float) -> tuple[Run, ...]:
    return (TextRun(text=name.text, role=ROLE, size=size, span=name.span),)


def _spread(text: str, size: float, gap: float, span: Span) -> Sequence[Run]:
    runs: list[Run] = []
    for char, after in pairwise([*text, ""]):
        runs.append(TextRun(text=char, role=ROLE, size=size, span=span))
        if after:
            runs.append(Kern(gap))
    return runs
