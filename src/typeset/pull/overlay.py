"""The content with edits that are not written yet, built to see whether it still holds."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Mapping

from typeset.diagnostics import Sink, Span
from typeset.docx.base import Snapshot, read_snapshot
from typeset.docx.readback import read_docx
from typeset.pipeline import Manuscript, Run, load, write_docx
from typeset.project import Project
from typeset.pull.sources import Sources, read_sources
from typeset.reading import load as read_project
from typeset.record import dataclass
from typeset.style.resolve import resolve


class Overlay(Project):
    """A project some of whose texts are not those on disk."""

    def __init__(self, project: Project, texts: Mapping[str, str]) -> None:
        super().__init__(project.root, project.max_text, project.max_asset)
        self.texts = dict(texts)

    def read_bytes(self, relative: str, at: Span, sink: Sink, limit: int = 0) -> bytes | None:
        """The edited text where there is one."""
        if relative not in self.texts:
            return super().read_bytes(relative, at, sink, limit)
        data = self.texts[relative].encode()
        self._read[relative] = hashlib.sha256(data).hexdigest()
        return data


@dataclass(frozen=True, slots=True)
class Content:
    """The content in one state: read, and as its DOCX would say it."""

    manuscript: Manuscript
    sources: Sources
    snapshot: Snapshot


def read_content(project: Project, *, compared: bool = True) -> Content:
    """Read a project and say what its DOCX holds.

    Unless ``compared``, boxes may say what the text does not, as amid a merge.

    Raises:
        BuildFailed: with every error in it.
    """
    manuscript = load(project, Run()) if compared else _uncompared(project)
    return Content(manuscript, read_sources(project, manuscript.publication), said_by(manuscript))


def _uncompared(project: Project) -> Manuscript:
    sink = Sink()
    publication, spec = read_project(project, sink)
    style = resolve(spec, sink)
    sink.check()
    return Manuscript(project=project, publication=publication, style=style)


def read_text(project: Project) -> Sources:
    """Read a project without comparing its boxes with its text.

    Raises:
        BuildFailed: with every other error in it.
    """
    publication, _ = read_project(project, Sink())
    return read_sources(project, publication)


def said_by(manuscript: Manuscript) -> Snapshot:
    """The base snapshot of the DOCX that this content makes."""
    found = read_docx(write_docx(manuscript, Run(), unpaged=True)).snapshot
    snapshot = read_snapshot(found) if found else None
    if snapshot is None:
        raise AssertionError("a DOCX was written without its snapshot")
    return snapshot


def written_back(raw: bytes, old: str, new: str) -> bytes:
    """The file's bytes with ``new`` in place of ``old``; lines left alone keep their ends."""
    mark = "\ufeff" if raw.startswith(b"\xef\xbb\xbf") else ""
    lines = _lines(raw.decode("utf-8").removeprefix("\ufeff"))
    ends = [end for _, end in lines]
    common = max(dict.fromkeys(e for e in ends if e), key=ends.count, default="\n")
    before, after = old.split("\n"), new.split("\n")
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    made: list[tuple[str, str]] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        made += lines[i:j] if tag == "equal" else [(line, "") for line in after[k:m]]
    out = [text + (end or common) for text, end in made[:-1]] + [text for text, _ in made[-1:]]
    return (mark + "".join(out)).encode()


def _lines(text: str) -> list[tuple[str, str]]:
    """Each line with its end, as Python's universal line ends have them; the last may have none."""
    found: list[tuple[str, str]] = []
    at = 0
    while True:
        ends = [n for n in (text.find("\n", at), text.find("\r", at)) if n >= 0]
        if not ends:
            return [*found, (text[at:], "")]
        end = min(ends)
        mark = "\r\n" if text.startswith("\r\n", end) else text[end]
        found.append((text[at:end], mark))
        at = end + len(mark)
