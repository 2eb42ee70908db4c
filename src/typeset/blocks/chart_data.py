"""The figures of a chart: YAML, CSV or pipe rows to names, series and values, with places.

Every fault is told at its row and column: ragged rows, words where a number should be, a name
without a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from typeset.blocks.kind import Source
from typeset.diagnostics import Sink, Span
from typeset.record import dataclass

_NUMBER = re.compile(r"[-−+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_PAIR = re.compile(r"""(?P<name>"[^"]*"|'[^']*'|[^:：]+?)\s*[:：]\s*(?P<values>\[.*\]|[^\[].*)""")
_RULE = re.compile(r":?-+:?")
_ROWS = "write one name and its figures a line: '2021: 131', '2021,131' or '| 2021 | 131 |'"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with its place."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a chart draws: for every name one value of each series, as written and as numbers."""

    names: tuple[str, ...]
    series: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...]  # by series, then by name
    values: tuple[tuple[float, ...], ...]

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The figures as a table, its heads first."""
        body = zip(self.names, *self.texts, strict=True)
        return (("", *self.series), *body)


def read_figures(source: Source, series: Sequence[str], sink: Sink) -> Figures | None:
    """The figures of a chart's body or file; None with findings.

    ``series`` names the series where the body has no heads.
    """
    rows = [row for row in _rows(source) if any(cell.text for cell in row)]
    table = source.text.lstrip().startswith("|") or not _PAIR.fullmatch(_first_line(source.text))
    if not rows:
        sink.error("content/chart-empty", "the chart has no figures", source.span, _ROWS)
        return None
    heads, body = _parted(rows, table=table)
    if not body:
        sink.error("content/chart-empty", "the chart has heads but no figures", rows[0][0].span)
        return None
    names = tuple(cell.text for cell in heads[1:]) if heads else tuple(series)
    count = len(heads) - 1 if heads else len(body[0]) - 1
    names = names or ("",) * max(count, 1)
    if not _is_even(body, len(names), sink):
        return None
    numbers = [[_number(cell, sink) for cell in row[1:]] for row in body]
    if any(number is None for row in numbers for number in row):
        return None
    return Figures(
        names=tuple(row[0].text for row in body),
        series=names,
        texts=tuple(tuple(row[i + 1].text for row in body) for i in range(len(names))),
        values=tuple(tuple(row[i] or 0.0 for row in numbers) for i in range(len(names))),
    )


def _is_even(body: Sequence[Sequence[Cell]], count: int, sink: Sink) -> bool:
    """Whether every row has a name and so many figures."""
    good = True
    for row in body:
        if len(row) - 1 != count:
            good = False
            what = f"'{row[0].text}' has {len(row) - 1} figures, expected {count}"
            sink.error("content/chart-ragged", what, row[0].span, _ROWS)
    return good


def _number(cell: Cell, sink: Sink) -> float | None:
    text = cell.text.removesuffix("%").strip()
    if not _NUMBER.fullmatch(text):
        what = f"'{cell.text}' is no number" if cell.text else "there is no number"
        hint = "a chart draws numbers; words go into names, units into unit="
        sink.error("content/chart-value", what, cell.span, hint)
        return None
    return float(text.replace(",", "").replace("−", "-"))


def _first_line(text: str) -> str:
    lines = (line.strip() for line in text.split("\n"))
    return next((line for line in lines if line and not line.startswith("#")), "")


def _parted(rows: list[list[Cell]], *, table: bool) -> tuple[list[Cell], list[list[Cell]]]:
    """The heads and the rows of figures.

    A table of several series has heads, be they years; one of a single series where the first
    row holds no figure.
    """
    first = rows[0][1:]
    words = not any(_NUMBER.fullmatch(c.text.removesuffix("%").strip()) for c in first)
    several = len(first) > 1
    if len(rows) > 1 and first and ((words and (table or several)) or (table and several)):
        return rows[0], rows[1:]
    return [], rows


# -- the three ways of writing ---------------------------------------------------------------


def _rows(source: Source) -> Iterator[list[Cell]]:
    for number, line in enumerate(source.text.split("\n")):
        column = source.span.column if source.span.line else 1
        at = Span(source.span.file, source.span.line + number, column)
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        yield list(_cells(line, at))


def _cells(line: str, at: Span) -> Iterator[Cell]:
    bare = line.strip()
    start = at.at(len(line) - len(line.lstrip()))
    if bare.startswith("|"):
        yield from _piped(bare, start)
    elif pair := _PAIR.fullmatch(bare.removeprefix("- ")):
        skip = len(bare) - len(bare.removeprefix("- "))
        name = pair["name"].strip("\"'")
        yield Cell(name, start.at(skip, max(1, len(name))))
        place = skip + pair.start("values")
        listed = pair["values"].startswith("[")
        inner = pair["values"].strip("[]") if listed else pair["values"]
        yield from _split(inner, start.at(place + listed), listed)
    else:
        yield from _split(bare, start, several=True)


def _piped(bare: str, start: Span) -> Iterator[Cell]:
    inner = bare[1:].removesuffix("|")
    cells = list(_parts(inner, "|", start.at(1)))
    if not all(_RULE.fullmatch(cell.text) for cell in cells):
        yield from cells


def _split(text: str, start: Span, several: bool) -> Iterator[Cell]:
    if several:
        yield from _parts(text, ",", start)
    else:
        yield Cell(text.strip().strip("\"'"), start.at(0, max(1, len(text.strip()))))


def _parts(text: str, mark: str, start: Span) -> Iterator[Cell]:
    """The text cut at a mark, but not inside quotation marks, which are left out."""
    begun, quoted = 0, False
    for at, char in enumerate(text + mark):
        if char == '"':
            quoted = not quoted
        elif char == mark and (not quoted or at == len(text)):
            piece = text[begun:at]
            word = piece.strip().strip('"').replace('""', '"')
            offset = begun + len(piece) - len(piece.lstrip())
            yield Cell(word, start.at(offset, max(1, len(piece.strip()))))
            begun = at + 1
