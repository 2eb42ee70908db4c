"""Content streams to operators with their operands, one at a time, whatever the bytes are.

Of our own and lazy, so that a stream of millions of operators is never in memory as objects.
Strings are bytes, names :class:`Name`, numbers floats, arrays lists, dictionaries dicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

MOST_OPERANDS = 4096  # kept of an operator; ISO 32000 has none with more than 33
DEEPEST = 32  # arrays in arrays
_SPACE = rb"\x00\t\n\x0c\r "
_DELIMITER = rb"()<>\[\]{}/%"
_TOKEN = re.compile(
    rb"(?:[" + _SPACE + rb"]++|%[^\r\n]*+)*+(?:"  # possessive: blanks are never tried again
    rb"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))(?=[" + _SPACE + _DELIMITER + rb"]|$)"
    rb"|(?P<word>[^" + _SPACE + _DELIMITER + rb"]+)"
    rb"|/(?P<name>[^" + _SPACE + _DELIMITER + rb"]*)"
    rb"|<(?P<hex>[0-9A-Fa-f" + _SPACE + rb"]*)>"
    rb"|(?P<string>\()"
    rb"|(?P<bracket><<|>>|[\[\]<>{})])"
    rb")"
)
_STRING = re.compile(rb"[()\\]")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_END_OF_IMAGE = re.compile(rb"[" + _SPACE + rb"]EI(?=[" + _SPACE + rb"]|$)")
_WORDS: dict[bytes, Any] = {b"true": True, b"false": False, b"null": None}


class Name(str):
    """A name, without its slash."""

    __slots__ = ()


def operators(data: bytes) -> Iterator[tuple[str, list[Any]]]:
    """Each operator with its operands; an inline image is ``BI`` with dictionary and data."""
    reader = _Reader(data)
    operands: list[Any] = []
    while (token := reader.next()) is not None:
        kind, value = token
        if kind != "operator":
            if kind == "value" and len(operands) < MOST_OPERANDS:
                operands.append(value)
            continue
        if value == "BI":
            operands = reader.inline_image()
        yield value, operands
        operands = []


class _Reader:
    """A place in the stream."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def next(self, depth: int = 0) -> tuple[str, Any] | None:
        """The next value or operator; None at the end."""
        found = _TOKEN.match(self.data, self.at)
        if found is None:
            return None
        self.at = found.end()
        kind = found.lastgroup
        if kind == "number":
            return "value", float(found[kind])
        if kind == "word":
            word = found[kind]
            if word in _WORDS:
                return "value", _WORDS[word]
            return "operator", word[:64].decode("latin-1")
        return self._compound(found, depth)

    def _compound(self, found: re.Match[bytes], depth: int) -> tuple[str, Any]:
        kind = found.lastgroup
        if kind == "name":
            return "value", Name(_unescaped_name(found[kind]))
        if kind == "hex":
            return "value", _hex(found[kind])
        if kind == "string":
            return "value", self._string()
        bracket = found["bracket"]
        if bracket in {b"[", b"<<"} and depth < DEEPEST:
            values = self._until(b"]" if bracket == b"[" else b">>", depth + 1)
            return "value", values if bracket == b"[" else _dictionary(values)
        return "close", bracket

    def _until(self, end: bytes, depth: int) -> list[Any]:
        values: list[Any] = []
        while (token := self.next(depth)) is not None:
            if token == ("close", end):
                break
            if token[0] == "value":
                values.append(token[1])
        return values

    def _string(self) -> bytes:
        start, depth = self.at, 1
        while depth and (found := _STRING.search(self.data, self.at)) is not None:
            self.at = found.end() + (found[0] == b"\\")
            depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if depth:  # it never ends
            self.at = len(self.data)
            return self.data[start:]
        body = self.data[start : self.at - 1]
        return _ESCAPE.sub(_escape, body) if b"\\" in body else body

    def inline_image(self) -> list[Any]:
        """From after ``BI`` to after ``EI``: the dictionary and the data."""
        values: list[Any] = []
        while (token := self.next()) is not None and token != ("operator", "ID"):
            values.append(token[1])
        start = self.at + 1
        found = _END_OF_IMAGE.search(self.data, self.at)
        end = found.start() if found else len(self.data)
        self.at = found.end() if found else end
        return [_dictionary(values), self.data[start:end]]


def _dictionary(values: list[Any]) -> dict[str, Any]:
    pairs = zip(values[::2], values[1::2], strict=False)
    return {str(key): value for key, value in pairs if isinstance(key, Name)}


def _unescaped_name(raw: bytes) -> str:
    if b"#" in raw:
        raw = re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), raw)
    return raw.decode("utf-8", "replace")


def _hex(raw: bytes) -> bytes:
    digits = bytes(raw.translate(None, b"\x00\t\n\x0c\r "))
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _escape(found: re.Match[bytes]) -> bytes:
    code = found[1]
    if code[:1].isdigit() and code[0] < 0x38:
        return bytes([int(code, 8) & 255])
    if code in {b"\n", b"\r", b"\r\n"}:
        return b""
    return _ESCAPED.get(code, code)
