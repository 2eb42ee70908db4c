"""YAML text to :mod:`typeset.model.nodes`: every key and value with its line and column.

PyYAML with libyaml reads the syntax; what a plain value means is decided here, by the core
schema of YAML 1.2 (``yes`` and ``1:30`` are text). Tags and recursive or heavily repeated
anchors are refused: a project's settings are a plain tree.
"""

from __future__ import annotations

import re

import yaml

from typeset.diagnostics import Sink, Span
from typeset.model.nodes import Entry, Mapping, Node, Scalar, ScalarValue, Sequence
from typeset.record import dataclass

MAX_DEPTH = 64
MAX_NODES = 200_000

_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, ScalarValue] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in (
        "str", "int", "float", "bool", "null", "timestamp", "merge", "value", "map", "seq",
    )
)  # fmt: skip


def read_yaml(text: str, file: str, sink: Sink, *, line: int = 1, column: int = 1) -> Node | None:
    """The tree of one YAML document whose first character stands at ``line``, ``column``.

    ``column`` holds for every line (an indented body). An empty document is an empty mapping.
    Syntax errors, duplicate keys, tags and excess are findings; then the result is None.
    """
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as fault:
        _report(fault, text, Span(file, line, column), sink)
        return None
    start = Span(file, line, column)
    if root is None:
        return Mapping((), start)
    reader = _Reader(start, sink)
    node = reader.node(root, 0)
    return None if reader.failed else node


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def plain_value(text: str) -> ScalarValue:
    """What an unquoted scalar means."""
    if text in _WORDS:
        return _WORDS[text]
    if len(text) < 64 and _INT.fullmatch(text):  # longer digit strings are serial numbers
        return int(text)
    return float(text) if len(text) < 64 and _FLOAT.fullmatch(text) else text


@dataclass(slots=True)
class _Reader:
    """Turns PyYAML's nodes into ours; ``failed`` once anything was reported."""

    start: Span
    sink: Sink
    failed: bool = False
    count: int = 0

    def node(self, raw: yaml.Node, depth: int) -> Node:
        span = self.span(raw)
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_NODES:
            return self.too_much(span, depth)
        if raw.tag not in _PLAIN_TAGS:
            self.fault(
                "yaml/tag", f"tag '{raw.tag}' is not understood; write the plain value", span
            )
        if isinstance(raw, yaml.ScalarNode):
            quoted = bool(raw.style)  # libyaml says "", the Python parser None
            value = raw.value if quoted else plain_value(raw.value)
            return Scalar(value, raw.value, span, quoted)
        if isinstance(raw, yaml.SequenceNode):
            return Sequence(tuple(self.node(item, depth + 1) for item in raw.value), span)
        return Mapping(self.entries(raw, depth), span)

    def entries(self, raw: yaml.Node, depth: int) -> tuple[Entry, ...]:
        entries: dict[str, Entry] = {}
        for key, value in raw.value:
            span = self.span(key)
            if not isinstance(key, yaml.ScalarNode):
                self.fault("yaml/key", "a key must be a word", span)
                continue
            name = str(key.value)
            if name in entries:
                first = entries[name].key_span
                self.fault(
                    "yaml/duplicate-key", f"key '{name}' stands already in line {first.line}", span
                )
                continue
            entries[name] = Entry(name, span, self.node(value, depth + 1))
        return tuple(entries.values())

    def too_much(self, span: Span, depth: int) -> Node:
        if not self.failed:
            what = (
                f"values nest deeper than {MAX_DEPTH} levels (yaml_nodes.MAX_DEPTH)"
                if depth > MAX_DEPTH
                else f"more than {MAX_NODES} values (yaml_nodes.MAX_NODES)"
            )
            self.fault("yaml/limit", what, span)
        return Scalar(None, "", span)

    def fault(self, code: str, message: str, span: Span) -> None:
        self.failed = True
        self.sink.error(code, message, span)

    def span(self, raw: yaml.Node) -> Span:
        begin, end = raw.start_mark, raw.end_mark
        length = end.column - begin.column if end.line == begin.line else 1
        return Span(
            self.start.file,
            self.start.line + begin.line,
            self.start.column + begin.column,
            max(1, length),
        )


def _report(fault: yaml.YAMLError, text: str, start: Span, sink: Sink) -> None:
    """A syntax error in our words: what was found, inside what, and a likely cause."""
    mark = getattr(fault, "problem_mark", None)
    if mark is not None and not "".join(text.split("\n")[mark.line :]).strip():
        mark = getattr(fault, "context_mark", None) or mark  # the end says less than the beginning
    if mark is None:
        sink.error("yaml/syntax", f"this is not YAML: {fault}", start)
        return
    row, col = int(mark.line), int(mark.column)
    context = getattr(fault, "context", None)
    problem = getattr(fault, "problem", None) or "not understood"
    inside = f" {context}" if context else ""
    span = Span(start.file, start.line + row, start.column + col)
    sink.error("yaml/syntax", f"YAML syntax: {problem}{inside}", span, _syntax_hint(text, row, col))


def _syntax_hint(text: str, row: int, column: int) -> str:
    lines = text.split("\n")
    line = lines[row] if row < len(lines) else ""
    if line[: len(line) - len(line.lstrip())].count("\t"):
        return "indent with spaces, not tabs"
    if re.match(r"\s*[-\w\u4e00-\u9fff]+：", line):
        return "write the colon of a key as ':' and a space, not '：'"
    if line[column : column + 1] == ":" or ": " in line[column:]:
        return "put a text that holds ': ' in quotation marks"
    if line[column : column + 1] in ("%", "@", "`", "*", "&", "!"):
        return "put a text that begins with this mark in quotation marks"
    return ""
