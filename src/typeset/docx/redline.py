"""Real tracked changes: the new document, with what became of the old one marked in it.

The alignment is given; here runs are cut at the changes and wrapped as insertions, deleted
words are put in from the old document with their own look, and whole paragraphs and tables are
marked as put in or taken out. Accepting everything gives the new text, rejecting the old.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Protocol

from lxml import etree

from typeset.docx.opened import Opened, open_docx
from typeset.docx.order import ORDERS
from typeset.docx.package import repacked
from typeset.docx.redline_notes import noted
from typeset.docx.run_places import SPACE, between, cut, in_field, run_ending, said
from typeset.docx.word_styles import W
from typeset.record import dataclass

_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"


class Hunk(Protocol):
    """``old[start:end]`` became ``new[new_start:new_end]``."""

    @property
    def start(self) -> int:
        """Begin in the old text."""

    @property
    def end(self) -> int:
        """End in the old text."""

    @property
    def new_start(self) -> int:
        """Begin in the new text."""

    @property
    def new_end(self) -> int:
        """End in the new text."""


Differ = Callable[[str, str], Sequence[Hunk]]
Pairing = Callable[[Sequence[str], Sequence[str]], Sequence[tuple[int, int]]]
"""From old and new texts to the pairs (old index, new index) that belong together, in order."""


@dataclass(slots=True)
class _Marker:
    """Who made the changes, and when; every mark gets a number of its own."""

    author: str
    date: str
    number: int = 0

    def mark(self, name: str) -> etree._Element:
        """An empty ``w:ins`` or ``w:del``."""
        self.number += 1
        return etree.Element(
            f"{W}{name}",
            {f"{W}id": str(900_000 + self.number), f"{W}author": self.author,
             f"{W}date": self.date},
        )  # fmt: skip


def redline(
    old: bytes, new: bytes, pair: Pairing, differ: Differ, *, author: str, date: str
) -> bytes:
    """The new DOCX with tracked changes against the old one; both are our own."""
    before, after = open_docx(old), open_docx(new)
    was, now = before.xml(_DOCUMENT), after.xml(_DOCUMENT)
    styles = after.xml(_STYLES)
    writer = _Redline(_Marker(author, date), differ, pair)
    notes = noted((before, after), was, writer.bodies, writer.put_in, pair)
    writer.bodies(was.find(f"{W}body"), now.find(f"{W}body"))
    for part in (now, *notes.values()):
        _lend_styles(before.xml(_STYLES), styles, part)
    return _replaced(after, {_DOCUMENT: now, _STYLES: styles, **notes})


def _replaced(opened: Opened, parts: dict[str, etree._Element]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in opened.names():
            data = opened.data(name)
            if name in parts:
                data = etree.tostring(
                    parts[name], xml_declaration=True, encoding="UTF-8", standalone=True
                )
            archive.writestr(name, data)
    return repacked(stream.getvalue())


def _lend_styles(old: etree._Element, new: etree._Element, document: etree._Element) -> None:
    """Styles that only deleted words use, taken over from the old document."""
    known = {s.get(f"{W}styleId") for s in new.iter(f"{W}style")}
    names = {_name(s) for s in new.iter(f"{W}style")}
    ours = {s.get(f"{W}styleId", ""): s for s in old.iter(f"{W}style")}
    wanted = [
        e.get(f"{W}val", "") for e in document.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
    ]
    while wanted:
        identifier = wanted.pop()
        style = ours.get(identifier)
        if identifier in known or style is None:
            continue
        known.add(identifier)
        copied = copy.deepcopy(style)
        name = copied.find(f"{W}name")
        if name is not None and _name(copied) in names:
            name.set(f"{W}val", f"{name.get(f'{W}val')} (old)")
        new.append(copied)
        wanted += [e.get(f"{W}val", "") for e in copied.iter(f"{W}basedOn", f"{W}link", f"{W}next")]


def _name(style: etree._Element) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else name.get(f"{W}val", "").casefold()


@dataclass(slots=True)
class _Redline:
    marker: _Marker
    differ: Differ
    pair: Pairing

    def bodies(self, old: etree._Element | None, new: etree._Element | None) -> None:
        """All blocks of two bodies (or cells): those with text are paired."""
        if old is None or new is None:
            return
        was, now = _blocks(old), _blocks(new)
        pairs = dict(self.pair([said(b) for b in was], [said(b) for b in now]))
        pairs = {i: j for i, j in pairs.items() if _shape(was[i]) == _shape(now[j])}
        partners = set(pairs.values())
        for i, j in pairs.items():
            self.pairs_up(was[i], now[j])
        for j, block in enumerate(now):
            if j not in partners:
                self.put_in(block)
        self.place_gone(was, now, pairs, new)
        _part_tables(new)

    def place_gone(
        self, was: list[etree._Element], now: list[etree._Element], pairs: dict[int, int],
        parent: etree._Element,
    ) -> None:  # fmt: skip
        """Old blocks that are gone, each before the block that followed it."""
        following: etree._Element | None = None
        for i in reversed(range(len(was))):
            if i in pairs:
                following = now[pairs[i]]
                continue
            gone = self.taken_out(was[i])
            if following is not None:
                following.addprevious(gone)
            else:
                _append(parent, gone)
            following = gone

    # -- blocks ----------------------------------------------------------------------------

    def pairs_up(self, old: etree._Element, new: etree._Element) -> None:
        """Mark what changed inside a paragraph or a table."""
        if new.tag == f"{W}p":
            self.paragraph(old, new)
            return
        for before, after in zip(old.iter(f"{W}tc"), new.iter(f"{W}tc"), strict=True):
            self.bodies(before, after)

    def put_in(self, block: etree._Element) -> None:
        """Mark a whole block as put in."""
        for row in block.iter(f"{W}tr"):
            self.mark_row(row, "ins")
        for paragraph in block.iter(f"{W}p"):
            if block.tag == f"{W}p":
                self.mark_end(paragraph, "ins")
            for run in list(paragraph.iter(f"{W}r")):
                self.wrap(run, "ins")

    def taken_out(self, block: etree._Element) -> etree._Element:
        """A copy of an old block, marked as taken out, with nothing that belongs to its file."""
        gone = copy.deepcopy(block)
        for name in ("bookmarkStart", "bookmarkEnd", "drawing", "sectPr"):
            for element in list(gone.iter(f"{W}{name}")):
                _remove(element)
        for link in list(gone.iter(f"{W}hyperlink")):
            _unwrap(link)
        for row in gone.iter(f"{W}tr"):
            self.mark_row(row, "del")
        for paragraph in gone.iter(f"{W}p"):
            if gone.tag == f"{W}p":
                self.mark_end(paragraph, "del")
            for run in list(paragraph.iter(f"{W}r")):
                _as_deleted(run)
                self.wrap(run, "del")
        return gone

    def mark_end(self, paragraph: etree._Element, name: str) -> None:
        """Mark the paragraph's own end."""
        properties = _child(paragraph, "pPr", first=True)
        marks = properties.find(f"{W}rPr")
        if marks is None:
            marks = etree.Element(f"{W}rPr")
            later = ORDERS["pPr"][ORDERS["pPr"].index("rPr") + 1 :]
            place = next(
                (n for n, e in enumerate(properties) if etree.QName(e).localname in later),
                len(properties),
            )
            properties.insert(place, marks)
        marks.insert(0, self.marker.mark(name))

    def mark_row(self, row: etree._Element, name: str) -> None:
        """Mark a table's row."""
        _child(row, "trPr", first=True).append(self.marker.mark(name))

    def wrap(self, run: etree._Element, name: str) -> None:
        """Put a run into a mark of its own."""
        parent = run.getparent()
        if parent is None:
            return
        mark = self.marker.mark(name)
        parent.replace(run, mark)
        mark.append(run)

    # -- paragraphs ------------------------------------------------------------------------

    def paragraph(self, old: etree._Element, new: etree._Element) -> None:
        """Mark the words of a paragraph that changed."""
        before, after = said(old), said(new)
        if before == after:
            return
        changes = self.differ(before, after)
        if any(in_field(new, change.new_start, change.new_end) for change in changes):
            return  # the engine's own words
        cut(new, {p for h in changes for p in (h.new_start, h.new_end)})
        was = copy.deepcopy(old)
        cut(was, {p for h in changes for p in (h.start, h.end)})
        for change in reversed(changes):
            runs = list(between(new, change.new_start, change.new_end))
            gone = [copy.deepcopy(r) for r in between(was, change.start, change.end)]
            anchor = runs[0] if runs else None
            self.put_gone(new, gone, anchor, change.new_start)
            for run in runs:
                self.wrap(run, "ins")

    def put_gone(
        self, paragraph: etree._Element, gone: list[etree._Element],
        anchor: etree._Element | None, place: int,
    ) -> None:  # fmt: skip
        """Deleted runs, before the new ones or where the old ones stood."""
        before = None if anchor is not None else run_ending(paragraph, place)
        for run in gone:
            _as_deleted(run)
            mark = self.marker.mark("del")
            mark.append(run)
            if anchor is not None:
                anchor.addprevious(mark)
            elif before is not None:
                before.addnext(mark)
            else:
                _child(paragraph, "pPr", first=True).addnext(mark)
            before = None if anchor is not None else mark


def _blocks(parent: etree._Element) -> list[etree._Element]:
    """Paragraphs and tables that say something."""
    return [e for e in parent if e.tag in (f"{W}p", f"{W}tbl") and said(e).strip()]


def _as_deleted(run: etree._Element) -> None:
    for text in run.iter(f"{W}t"):
        text.tag = f"{W}delText"
        text.set(SPACE, "preserve")


def _child(parent: etree._Element, name: str, *, first: bool) -> etree._Element:
    found = parent.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        parent.insert(0 if first else len(parent), found)
    return found


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    for child in list(element):
        element.addprevious(child)
    _remove(element)


def _append(parent: etree._Element, block: etree._Element) -> None:
    """At the end, before the last section's properties."""
    last = parent[-1] if len(parent) else None
    if last is not None and last.tag == f"{W}sectPr":
        last.addprevious(block)
    else:
        parent.append(block)


def _shape(block: etree._Element) -> tuple[str, int]:
    """What a block is, and how many cells it has: others are not compared cell by cell."""
    return str(block.tag), sum(1 for _ in block.iter(f"{W}tc"))


def _part_tables(parent: etree._Element) -> None:
    """A paragraph after every table that another table, or nothing, would follow."""
    for table in parent.findall(f"{W}tbl"):
        following = table.getnext()
        if following is None or following.tag in (f"{W}tbl", f"{W}sectPr"):
            table.addnext(etree.Element(f"{W}p"))
