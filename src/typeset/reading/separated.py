"""Values separated by commas (RFC 4180) or tabs, every one with its exact place in the file.

The standard library's reader tells no places, and edits from Word go back to single values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.diagnostics import Sink, Span
from typeset.reading.pipes import BLANK
from typeset.record import dataclass

_PLAIN = {",": re.compile(r"[^,\n]*"), "\t": re.compile(r"[^\t\n]*")}
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')


@dataclass(frozen=True, slots=True)
class Value:
    """One value: what it says, its place, and ``text[start:end]`` of the file that holds it."""

    says: str
    span: Span
    start: int
    end: int


def mark_of(file: str) -> str:
    """What parts the values of a file: a tab in ``.tsv`` and ``.txt``, else a comma."""
    return "\t" if file.lower().endswith((".tsv", ".txt")) else ","


def read_rows(text: str, file: str, sink: Sink) -> list[list[Value]]:
    """The rows of a text with line feeds only; empty lines are none.

    Marks of quotation that are not closed, or not followed by the end of their value, are
    errors at their place (``content/table-file``).
    """
    rows: list[list[Value]] = []
    at = 0
    scanner = _Scanner(text, file, mark_of(file), sink)
    while at < len(text):
        row = list(scanner.row(at))
        at = row[-1].end + 1
        if len(row) > 1 or row[0].says or row[0].end > row[0].start:
            rows.append(row)
    return rows


def written(says: str, mark: str) -> str:
    """A value as it is written: in quotation marks where it needs them."""
    if any(c in says for c in (mark, '"', "\n")) or says != says.strip(BLANK):
        return '"' + says.replace('"', '""') + '"'
    return says


@dataclass(slots=True)
class _Scanner:
    text: str
    file: str
    mark: str
    sink: Sink
    line: int = 1
    begin: int = 0  # of the line under way

    def row(self, at: int) -> Iterator[Value]:
        while True:
            value = self.value(at)
            yield value
            at = value.end
            if self.text[at : at + 1] != self.mark:
                break
            at += 1
        self.line, self.begin = self.line + 1, at + 1

    def value(self, at: int) -> Value:
        span = Span(self.file, self.line, at - self.begin + 1)
        if not self.text.startswith('"', at):
            plain = _PLAIN[self.mark].match(self.text, at)
            says = plain.group() if plain else ""
            end = at + len(says)
            lead = len(says) - len(says.lstrip(BLANK))
            return Value(says.strip(BLANK), _long(span.at(lead), len(says.strip(BLANK))), at, end)
        quoted = _QUOTED.match(self.text, at)
        if quoted is None:
            self.sink.error("content/table-file", "a quotation mark is not closed", span)
            return Value(self.text[at + 1 :], span, at, len(self.text))
        end = quoted.end()
        self._count(at, end)
        if self.text[end : end + 1] not in ("", "\n", self.mark):
            wrong = Span(self.file, self.line, end - self.begin + 1)
            message = f"'{self.text[end]}' follows the quotation mark that closes a value"
            self.sink.error("content/table-file", message, wrong, 'write "" for the mark itself')
            rest = _PLAIN[self.mark].match(self.text, end)
            end = rest.end() if rest else end
        return Value(quoted.group(1).replace('""', '"').strip(), span, at, end)

    def _count(self, start: int, end: int) -> None:
        """Lines that a value in quotation marks goes over."""
        inside = self.text.count("\n", start, end)
        if inside:
            self.line += inside
            self.begin = self.text.rfind("\n", start, end) + 1


def _long(span: Span, length: int) -> Span:
    return Span(span.file, span.line, span.column, max(1, length))
