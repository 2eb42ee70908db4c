"""Single values of YAML and of attributes, changed at their place and in their own spelling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from typeset.diagnostics import Sink
from typeset.model.nodes import Mapping as MappingNode
from typeset.model.nodes import Node, Scalar, Sequence
from typeset.pull.tokens import Lines
from typeset.reading.yaml_nodes import read_yaml
from typeset.record import dataclass


@dataclass(frozen=True, slots=True)
class Splice:
    """``text[start:end]`` of a file becomes ``new``."""

    file: str
    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value of the content: one scalar, or a list of them (its lines).

    ``attribute`` says that it stands in braces, ``words`` that blanks part its lines,
    ``joint`` what stands between the lines of a list where a box draws them.
    """

    file: str
    node: Scalar | Sequence
    attribute: bool = False
    words: bool = False
    joint: str = "\n"

    @property
    def line(self) -> int:
        """The line it stands in."""
        return self.node.span.line


def child(node: Node | None, *path: str | int) -> Node | None:
    """The node below ``node`` at a path of keys and indices, or None."""
    for step in path:
        if isinstance(node, MappingNode) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def value(
    file: str, node: Node | None, *, attribute: bool = False, words: bool = False, joint: str = "\n"
) -> Value | None:
    """The value at a node, if one can be edited there."""
    listed = isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items)
    if isinstance(node, Scalar) or (isinstance(node, Sequence) and listed):
        return Value(file=file, node=node, attribute=attribute, words=words, joint=joint)
    return None


def splices(value: Value, new: str, text: str) -> list[Splice] | None:
    """How the file's text changes so that the value says ``new``; None if it cannot.

    A line end in ``new`` parts the lines of a list.
    """
    lines = new.split(value.joint)
    if isinstance(value.node, Scalar):
        if len(lines) > 1 and not value.words:
            return None
        nodes, wanted = [value.node], [" ".join(lines)]
    else:
        nodes = [item for item in value.node.items if isinstance(item, Scalar)]
        wanted = lines
    if len(nodes) != len(wanted):
        return None
    made: list[Splice] = []
    where = Lines.of(text)
    for node, words in zip(nodes, wanted, strict=True):
        if node.text == words:
            continue
        splice = _splice(value, node, words, where)
        if splice is None:
            return None
        made.append(splice)
    return made


def _splice(value: Value, node: Scalar, words: str, lines: Lines) -> Splice | None:
    start = lines.offset(node.span.line, node.span.column)
    end = start + node.span.length
    written = lines.text[start:end]
    if value.attribute:
        return _attribute(value.file, node, words, lines.text, start, end)
    if written[:1] in ("|", ">") or not _reads(written, node.text):
        return None  # a value over several lines
    quotes = written[:1] if node.quoted else ""
    for candidate in _spellings(words, quotes):
        if _reads(candidate, words):
            return Splice(value.file, start, end, candidate)
    return None


def _attribute(
    file: str, node: Scalar, words: str, text: str, start: int, end: int
) -> Splice | None:
    """A value in braces: quoted ones keep their marks, bare ones get them."""
    if "\n" in words:
        return None
    mark = text[start - 1 : start]
    if node.quoted and mark in "\"'":
        new = words.replace("\\", "\\\\").replace(mark, "\\" + mark)
        return Splice(file, start, end if node.text else start, new)
    if node.text and text[start:end] == node.text:
        quoted = words.replace("\\", "\\\\").replace('"', '\\"')
        return Splice(file, start, end, f'"{quoted}"')
    return None


def _spellings(words: str, quotes: str) -> Iterable[str]:
    """The value as it may be written, in the author's own way first."""
    double = words.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    single = words.replace("'", "''")
    forms = {"": words, "'": f"'{single}'", '"': f'"{double}"'}
    yield forms[quotes]
    yield forms['"']


def _reads(written: str, words: str) -> bool:
    """Whether it is read as these words, in a list in brackets as well as behind a key."""
    if "\n" in written:
        return False
    for text, path in ((f"- [{written}, x]", (0, 0)), (f"k: {written}", ("k",))):
        sink = Sink()
        node = child(read_yaml(text, "", sink), *path)
        if sink.failed or not isinstance(node, Scalar) or node.text != words:
            return False
    return True


def spliced(texts: Mapping[str, str], edits: Iterable[Splice]) -> dict[str, str]:
    """The files' texts with all splices made; the same splice asked for twice counts once."""
    made = dict(texts)
    for edit in sorted(set(edits), key=lambda e: (e.file, e.start), reverse=True):
        text = made[edit.file]
        made[edit.file] = text[: edit.start] + edit.new + text[edit.end :]
    return made
