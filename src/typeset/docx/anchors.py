"""Bookmarks by which an edited file finds its way back to the content.

Every block, and every marked figure, is wrapped in a bookmark ``_ts_<id>`` round its runs:
the anchor that survives Word, WPS and LibreOffice best. Word allows letters, digits and
underscores, at most 40 of them; the base snapshot records which name stands for which id.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import field

from typeset.docx.passages import Mark
from typeset.record import dataclass

PARAGRAPH = "\u2029"
VALUE = "value"
"""The kind of a paragraph that is a value of attributes: a caption, a unit, a source."""

_PREFIX = "_ts_"
_LONGEST = 40
_LABELS = 100_000  # ids of the bookmarks round labels begin after this


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One anchored piece of the document, for the base snapshot.

    ``text`` is what a reader of the file finds there, tabs and forced line ends as such;
    ``PARAGRAPH`` parts the paragraphs of a box. ``marks`` are the roles of its
    text, its figures, and which part of a box's data stands where.
    """

    id: str
    anchor: str
    kind: str
    source: str
    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(slots=True)
class Anchors:
    """All bookmarks set so far; ``records`` in document order."""

    records: list[Record] = field(default_factory=list)
    labels: int = 0
    _names: set[str] = field(default_factory=set)

    def wrap(
        self,
        identifier: str,
        kind: str,
        source: str,
        text: str,
        content: str,
        marks: tuple[Mark, ...] = (),
    ) -> str:
        """The written runs inside a bookmark for ``identifier``; unchanged without an id."""
        if not identifier:
            return content
        name = self._claim(identifier)
        number = len(self.records) + 1
        self.records.append(
            Record(id=identifier, anchor=name, kind=kind, source=source, text=text, marks=marks)
        )
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )

    def around(self, identifier: str, content: str) -> str:
        """The written label of a block inside the bookmark by which fields refer to it."""
        if not identifier:
            return content
        self.labels += 1
        number = _LABELS + self.labels
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{label_name(identifier)}"/>{content}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )

    def _claim(self, identifier: str) -> str:
        """A bookmark name no other block has; a repeated id gets a number."""
        name = bookmark_name(identifier)
        number, stem = 1, name
        while name.lower() in self._names:
            number += 1
            name = f"{stem[: _LONGEST - len(str(number)) - 1]}_{number}"
        self._names.add(name.lower())
        return name


def bookmark_name(identifier: str) -> str:
    """The bookmark for a block id: ``m-projects`` is ``_ts_m_projects``."""
    return _shortened(_PREFIX + re.sub(r"\W", "_", identifier), identifier)


def label_name(identifier: str) -> str:
    """The bookmark round the label of a block: ``_Ref_map`` (Word lists only ``_Ref`` ones)."""
    return _shortened("_Ref_" + re.sub(r"\W", "_", identifier), identifier)


def _shortened(name: str, identifier: str) -> str:
    if len(name) <= _LONGEST:
        return name
    digest = hashlib.sha256(identifier.encode()).hexdigest()[:8]
    return f"{name[: _LONGEST - len(digest) - 1]}_{digest}"
