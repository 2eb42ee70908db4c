"""Attributes in braces: ``{.metric #investment label="总投资" pull=auto}``.

A class begins with ``.``, an id with ``#``; a value outside ASCII, or one that holds blanks,
stands in straight quotation marks. Whatever is not understood is an error at its column.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field

from typeset.diagnostics import Sink, Span
from typeset.model.nodes import Entry, Mapping, Scalar
from typeset.reading.yaml_nodes import plain_value
from typeset.record import dataclass

Locate = Callable[[int, int], Span]
"""(offset in the content, length) -> its place in the file."""

CODE = "content/attributes"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_BARE = re.compile(r"[A-Za-z0-9_.:/%+#-]+")
_BLANK = re.compile(r"\s*")
_REST = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|[^\s}])*""", re.DOTALL)
_ESCAPE = re.compile(r"""\\(["'\\])""")
_CURLY = "“”‘’「」『』＂"


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stood in the braces; ``node`` holds ``id`` and the pairs, for the typed loader."""

    classes: tuple[str, ...]
    node: Mapping
    span: Span

    @property
    def id(self) -> Scalar | None:
        """The id written as ``#id`` or ``id=…``, or None."""
        found = self.node.get("id")
        return found if isinstance(found, Scalar) else None


@dataclass(slots=True)
class _Scanner:
    text: str
    at: int
    locate: Locate
    sink: Sink
    classes: list[str] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    good: bool = True

    def items(self, closing: str) -> bool:
        """Read up to ``closing`` (or the text's end where it is empty); whether it was met."""
        while True:
            blank = _BLANK.match(self.text, self.at)
            self.at = blank.end() if blank else self.at
            if self.at >= len(self.text):
                return not closing
            if closing and self.text[self.at] == closing:
                self.at += 1
                return True
            self.item()

    def item(self) -> None:
        start, mark = self.at, self.text[self.at]
        name = _NAME.match(self.text, start + (mark in ".#"))
        if name is None:
            self.fault(start, "expected .class, #id or key=value")
        elif mark == ".":
            self.classes.append(name.group())
            self.at = name.end()
        elif mark == "#":
            self.add(
                "id",
                start,
                Scalar(name.group(), name.group(), self.locate(start + 1, len(name.group())), True),
            )
            self.at = name.end()
        elif self.text[name.end() : name.end() + 1] != "=":
            self.fault(start, f"'{name.group()}' has no value", f"write {name.group()}=…")
        else:
            self.at = name.end() + 1
            self.pair(name.group(), start)

    def pair(self, key: str, start: int) -> None:
        at = self.at
        mark = self.text[at : at + 1]
        if mark and mark in "\"'":
            self.quoted(key, start, mark)
            return
        if mark and mark in _CURLY:
            self.fault(
                at,
                f"the value of '{key}' stands in {mark}",
                f'use straight quotation marks: {key}="…"',
            )
            return
        bare = _BARE.match(self.text, at)
        end = bare.end() if bare else at
        if bare is None or self.text[end : end + 1].strip(" \t\n}"):
            rest = _REST.match(self.text, at)
            value = rest.group() if rest else ""
            self.fault(
                at,
                f"the value of '{key}' was not understood" if value else f"'{key}=' has no value",
                f'quote it: {key}="{value or "…"}"',
            )
            return
        text = bare.group()
        self.at = end
        self.add(key, start, Scalar(plain_value(text), text, self.locate(at, len(text))))

    def quoted(self, key: str, start: int, mark: str) -> None:
        at = self.at + 1
        body = re.compile(rf"((?:[^{mark}\\]|\\.)*){mark}", re.DOTALL).match(self.text, at)
        if body is None:
            self.fault(self.at, f"the quotation mark of '{key}' is not closed")
            self.at = len(self.text)
            return
        text = _ESCAPE.sub(r"\1", body.group(1))
        self.at = body.end()
        self.add(key, start, Scalar(text, text, self.locate(at, len(body.group(1)) or 1), True))

    def add(self, key: str, start: int, value: Scalar) -> None:
        span = self.locate(start, len(key))
        if key in self.entries:
            self.good = False
            self.sink.error(CODE, f"'{key}' is given twice", span)
            return
        self.entries[key] = Entry(key, span, value)

    def fault(self, at: int, message: str, hint: str = "") -> None:
        """Report and skip to the next blank or the closing brace."""
        self.good = False
        rest = _REST.match(self.text, at)
        end = max(rest.end() if rest else at, at + 1)
        found = self.text[at:end]
        self.sink.error(CODE, f"'{found}' in braces: {message}", self.locate(at, len(found)), hint)
        self.at = end


def read_braces(text: str, at: int, locate: Locate, sink: Sink) -> tuple[Attributes | None, int]:
    """The attributes whose ``{`` stands at ``at``, and the offset after their ``}``.

    None after reporting what was not understood; without a ``}`` the rest is skipped.
    """
    scanner = _Scanner(text, at + 1, locate, sink)
    if not scanner.items("}"):
        if scanner.good:
            sink.error(CODE, "'{' is not closed by '}'", locate(at, 1))
        return None, len(text)
    return _result(scanner, at), scanner.at


def read_bare(text: str, at: int, locate: Locate, sink: Sink) -> Attributes | None:
    """Attributes written without braces, from ``at`` to the end of ``text``."""
    scanner = _Scanner(text, at, locate, sink)
    scanner.items("")
    return _result(scanner, at)


def _result(scanner: _Scanner, at: int) -> Attributes | None:
    span = scanner.locate(at, max(1, scanner.at - at))
    if not scanner.good:
        return None
    node = Mapping(tuple(scanner.entries.values()), span)
    return Attributes(tuple(scanner.classes), node, span)
