"""What can be put right without a doubt, written into the files; all other bytes are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

from typeset.lint.project import Found
from typeset.project import Project

_BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(r"\r\n|\r|\n")  # as Project.read_text counts lines


def repaired(project: Project, found: Iterable[Found]) -> dict[str, bytes]:
    """The new bytes of every file (by its name in the project) that safe proposals change.

    Line ends, a byte order mark and everything between two repairs stay as they are. A place
    that does not hold what was found is left alone.
    """
    by_file: dict[str, list[Found]] = {}
    for one in found:
        if one.is_safe:
            by_file.setdefault(one.span.file, []).append(one)
    return {file: _rewritten(project, file, by_file[file]) for file in sorted(by_file)}


def _rewritten(project: Project, file: str, found: list[Found]) -> bytes:
    data = (project.root / file).read_bytes()
    mark = _BOM if data.startswith(_BOM) else b""
    text = data[len(mark) :].decode("utf-8")
    starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
    for one in sorted(found, key=lambda f: (f.span.line, f.span.column), reverse=True):
        start = starts[one.span.line - 1] + one.span.column - 1
        end = start + one.span.length
        if text[start:end] == one.finding.text:
            text = text[:start] + one.finding.proposal + text[end:]
    return mark + text.encode("utf-8")
