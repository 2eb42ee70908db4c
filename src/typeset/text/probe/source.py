"""From the source text to paragraphs: line ends, typed indents, spaces, generated marks.

Every character of a paragraph remembers where it was written, since offsets in answers count
in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from typeset.record import dataclass
from typeset.scripts.classes import Script, clusters
from typeset.text.probe.request import Request

_EMPTY_LINE = re.compile(
    r"(?<![ \t])(?:[ \t]*(?:\r\n|\n|\r)){2,}|\A(?:[ \t]*[\r\n])+|(?:[\r\n][ \t]*)+\Z"
)
_LINE_END = re.compile(r"(?<![ \t])[ \t]*(\r\n|\n|\r)[ \t]*")
_INDENT = re.compile("\u3000[\u3000 \t]*")
_SPACES = re.compile("[ \t]+")


@dataclass(frozen=True, slots=True)
class Char:
    """A character of a paragraph: written at ``start`` to ``end``, in this run.

    A generated one has ``start`` equal to ``end``.
    """

    char: str
    start: int
    end: int
    run: int


Source = list[Char]


def text_of(chars: Source) -> str:
    """The characters joined."""
    return "".join(one.char for one in chars)


def paragraphs(request: Request, script: Script) -> list[Source]:
    """The paragraphs of a request, as they are set."""
    out = []
    for part in _parts(_with_quotes(request, script)):
        chars = _without_indent(_joined(part, script))
        chars = _without_spaces(chars, script)
        if text_of(chars).strip(" \t\r\n\u3000"):
            out.append(chars)
    return out


def _with_quotes(request: Request, script: Script) -> Source:
    """The source with the marks of quote elements (CL-PW-06); inner ones inside outer ones."""
    marks = script.rows["quotes"]["marks"]
    out: Source = []
    at = depth = 0
    for element, group in groupby(enumerate(request.runs), lambda pair: pair[1].element):
        runs = list(group)
        mark = marks[2 * (depth % 2) : 2 * (depth % 2) + 2]
        if element:
            out.append(Char(mark[0], at, at, runs[0][0]))
        for number, run in runs:
            for char in run.t:
                out.append(Char(char, at, at + 1, number))
                at += 1
                depth += (char == marks[0]) - (char == marks[1])
        if element:
            out.append(Char(mark[1], at, at, runs[-1][0]))
    return out


def _parts(chars: Source) -> Iterator[Source]:
    """Cut at empty lines."""
    at, text = 0, text_of(chars)
    for found in _EMPTY_LINE.finditer(text):
        yield chars[at : found.start()]
        at = found.end()
    yield chars[at:]


def _joined(chars: Source, script: Script) -> Source:
    """Line ends inside a paragraph become nothing or a space (CL-CC-06)."""
    out: Source = []
    at, text = 0, text_of(chars)
    for found in _LINE_END.finditer(text):
        out += chars[at : found.start()]
        at = found.end()
        before, after = text[: found.start()][-1:], text[at : at + 1]
        if before and after and _parts_words(before, after, script):
            line_end = chars[found.start(1)]
            out.append(Char(" ", line_end.start, chars[found.end(1) - 1].end, line_end.run))
    return out + chars[at:]


def _parts_words(before: str, after: str, script: Script) -> bool:
    letters = script.table[ord(before)], script.table[ord(after)]
    if "G" in letters:
        return True
    return not any(letter in script.wide or letter in "OCDLEN" for letter in letters)


def _without_indent(chars: Source) -> Source:
    """Typed ideographic spaces at the start are an indent, not text (CL-PA-04)."""
    found = _INDENT.match(text_of(chars))
    return chars[found.end() :] if found else chars


def _without_spaces(chars: Source, script: Script) -> Source:
    """Spaces in a row are one; beside full-width marks there is none (CL-PC-12)."""
    text = text_of(chars)
    if " " not in text and "\t" not in text:
        return chars
    kept: Source = []
    at = 0
    for found in _SPACES.finditer(text):
        first = chars[found.start()]
        kept += [*chars[at : found.start()], Char(" ", first.start, first.end, first.run)]
        at = found.end()
    kept += chars[at:]
    return [char for char, stays in zip(kept, _stays(text_of(kept), script), strict=True) if stays]


def _stays(text: str, script: Script) -> list[bool]:
    """False for each space beside a full-width mark."""
    cut = clusters(text, script)
    marks = script.some("OB CB FS CM CS CSC EQ")
    stays = [True] * len(text)
    for at, letter in enumerate(cut.classes):
        around = cut.classes[max(0, at - 1) : at] + cut.classes[at + 1 : at + 2]
        if letter == " " and any(mark in marks for mark in around):
            stays[cut.starts[at]] = False
    return stays
