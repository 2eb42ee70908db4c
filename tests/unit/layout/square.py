"""A line engine of square glyphs: every character one em wide, no rule but the measure.

Pages set with it can be drawn as rows of letters. It stands in for
``typeset.text.paragraph.TextSetter`` and answers in the same types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from typeset.color import BLACK
from typeset.diagnostics import NOWHERE, Span
from typeset.display import GlyphRun, PlacedRun, SetLine
from typeset.flow import LineBreak, PageRef, Paragraph, TextRun
from typeset.style.resolved import Role, Style
from typeset.text.measure import Measure, SetParagraph

Names = tuple[str, tuple[str, ...]]
NO_NAMES: Names = ("", ())


@dataclass(frozen=True)
class SquareSetter:
    """Sets paragraphs greedily; one line more or fewer is to be had at a price."""

    style: Style
    page_of: Callable[[str], str] = lambda _: "1"
    loose: int = 1
    kept: list[Paragraph] = field(default_factory=list)  # set outside any trial
    trials: list[int] = field(default_factory=list)  # those that last

    @contextmanager
    def trial(self) -> Iterator[None]:
        self.trials.append(1)
        yield
        self.trials.pop()

    def set(self, paragraph: Paragraph, measure: Measure, lines: int | None = None) -> SetParagraph:
        if not self.trials:
            self.kept.append(paragraph)
        role = self.style.roles[paragraph.role]
        text = self._text(paragraph)
        forced = text.count("\n")
        per_line = max(1, int((measure.width + 0.01) // self._size(paragraph, role)))
        indent = round(role.indent / role.size)
        best = -(-(len(text) - forced + indent) // per_line) + forced
        if measure.gaps:
            return self._narrowed(paragraph, role, text, indent, measure)
        options = [(best, 1.0)]
        if not forced:
            spread = range(1, 0 if paragraph.exact else self.loose + 1)
            options += [(best + n, 1.0 + n) for n in spread if len(text) > 2 * (best + n)]
            options += [(best - n, 1.0 + n) for n in spread if best - n > 1]
        wanted = best if lines is None else lines
        if wanted not in dict(options):
            raise AssertionError(f"asked for {wanted} lines of {options}")
        return SetParagraph(
            lines=tuple(self._lines(paragraph, role, text, per_line, indent, wanted, measure)),
            leading=role.leading,
            options=tuple(options),
        )

    def _narrowed(
        self, paragraph: Paragraph, role: Role, text: str, indent: int, measure: Measure
    ) -> SetParagraph:
        """Lines that differ in length, each filled; they can be set in one way only."""
        size = self._size(paragraph, role)
        lines: list[SetLine] = []
        names, at = self._names(paragraph) or [NO_NAMES] * len(text), 0
        for part in text.split("\n"):
            rest, taken = part, indent if not lines else 0
            while rest or not lines:
                start, end = measure.insets(len(lines))
                count = max(1, int((measure.width - start - end + 0.01) // size) - taken)
                x = start + taken * size
                own = names[at : at + len(rest[:count])]
                lines.append(_line(rest[:count], own, x, size, last=len(rest) <= count))
                rest, taken, at = rest[count:], 0, at + len(own)
            at += "\n" in text
        return SetParagraph(lines=tuple(lines), leading=role.leading, options=((len(lines), 1.0),))

    def width_of(self, paragraph: Paragraph) -> float:
        role = self.style.roles[paragraph.role]
        return len(self._text(paragraph)) * self._size(paragraph, role)

    def _text(self, paragraph: Paragraph) -> str:
        parts = []
        for run in paragraph.runs:
            match run:
                case TextRun():
                    parts.append(run.text)
                case LineBreak():
                    parts.append("\n")
                case PageRef():
                    parts.append(run.template.format(page=self.page_of(run.target)))
        return "".join(parts)

    def _names(self, paragraph: Paragraph) -> list[Names]:
        """For every character, the note whose mark it is, and marks of the index; or nothing."""
        found: list[Names] = []
        if not any(isinstance(r, TextRun) and (r.names or r.marks) for r in paragraph.runs):
            return found
        for run in paragraph.runs:
            if isinstance(run, TextRun):
                found += [(run.names, run.marks)] * len(run.text)
            elif isinstance(run, LineBreak):
                found.append(NO_NAMES)
            elif isinstance(run, PageRef):
                found += [NO_NAMES] * len(run.template.format(page=self.page_of(run.target)))
        return found

    def _size(self, paragraph: Paragraph, role: Role) -> float:
        run = next((run for run in paragraph.runs if isinstance(run, TextRun)), None)
        return (run.size if run and run.size else role.size) or role.size

    def _lines(
        self,
        paragraph: Paragraph,
        role: Role,
        text: str,
        per_line: int,
        indent: int,
        wanted: int,
        measure: Measure,
    ) -> list[SetLine]:
        if "\n" in text:
            pieces = text.split("\n")
        else:
            # as even as the wanted count allows; the natural setting fills its lines
            natural = -(-(len(text) + indent) // per_line)
            size = per_line if wanted == natural else -(-(len(text) + indent) // wanted)
            cuts = [0, *(n * size - indent for n in range(1, wanted)), len(text)]
            pieces = [text[a:b] for a, b in pairwise(cuts)]
        span = next((run.span for run in paragraph.runs if isinstance(run, TextRun)), NOWHERE)
        size_pt = self._size(paragraph, role)
        names, at = self._names(paragraph) or [NO_NAMES] * len(text), 0
        done = []
        for number, piece in enumerate(pieces):
            x = indent * role.size if number == 0 else 0.0
            room = measure.width - x  # a line too full is squeezed
            advance = min(size_pt, room / max(1, len(piece)))
            runs = tuple(_named_runs(piece, names[at : at + len(piece)], x, advance, size_pt, span))
            at += len(piece) + ("\n" in text)
            line = SetLine(
                runs=runs,
                width=x + advance * len(piece),
                ratio=0.0,
                last=number == len(pieces) - 1,
                span=replace(span, column=span.column + number) if span.file else span,
            )
            done.append(line)
        return done


def _named_runs(
    piece: str, names: list[Names], x: float, advance: float, size: float, span: Span
) -> Iterator[PlacedRun]:
    """One run, or several where marks of notes are among the characters."""
    for (name, marks), group in groupby(enumerate(piece), lambda pair: names[pair[0]]):
        members = [*group]
        word = "".join(char for _, char in members)
        run = GlyphRun(
            face="Square",
            size=size,
            color=BLACK,
            gids=tuple(ord(c) for c in word),
            advances=(advance,) * len(word),
            offsets=(0.0,) * len(word),
            clusters=tuple(word),
            span=span,
        )
        yield PlacedRun(run=run, x=x + members[0][0] * advance, names=name, marks=marks)


def _line(piece: str, names: list[Names], x: float, size: float, *, last: bool) -> SetLine:
    """One line of characters a square each."""
    runs = tuple(_named_runs(piece, names, x, size, size, NOWHERE))
    return SetLine(runs=runs, width=x + len(piece) * size, ratio=0.0, last=last)
