"""One story of a document (its body, its notes) read into passages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field

from lxml import etree

from typeset.docx.passages import Mark, Passage, Remark, Revision, RevisionKind
from typeset.docx.word_styles import LABEL, PLATE, W, WordStyles, direct_format, switch, value
from typeset.record import dataclass

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TRACKED: dict[str, RevisionKind] = {
    f"{W}ins": "insertion",
    f"{W}moveTo": "insertion",
    f"{W}del": "deletion",
    f"{W}moveFrom": "deletion",
}
_PLAIN = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
_THROUGH = {
    *(f"{W}{name}" for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo")),
    f"{W}sdtContent",
}
_BY_HAND = {"u": "underline", "strike": "strike-through", "highlight": "highlight",
            "color": "colour", "em": "dots"}  # fmt: skip
_REFERENCES = ("footnote", "endnote")
MAX_DEPTH = 100  # of nested tables and boxes

Decide = Callable[[Revision], bool]
"""Whether a tracked change is taken (an insertion's words in, a deletion's out)."""


@dataclass(slots=True)
class _Draft:
    """One paragraph under way."""

    properties: etree._Element | None
    box: int
    text: list[str] = field(default_factory=list)
    length: int = 0
    looks: list[tuple[int, int, frozenset[str]]] = field(default_factory=list)
    anchors: list[Mark] = field(default_factory=list)
    dropped: dict[str, None] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    plated: bool = False
    notes: list[Mark] = field(default_factory=list)

    def add(self, text: str, marks: frozenset[str]) -> None:
        """Put characters at the end."""
        self.text.append(text)
        self.looks.append((self.length, self.length + len(text), marks))
        self.length += len(text)


@dataclass(slots=True)
class Story:
    """A walk over one story; ``passages`` is what it has found."""

    styles: WordStyles
    decide: Decide
    comments: Mapping[str, Remark]
    passages: list[Passage] = field(default_factory=list)
    boxes: int = 0
    depth: int = 0
    note: str = ""  # the note that is read
    _draft: _Draft | None = None
    _joins: bool = False  # the last paragraph's mark is gone: the next one goes on with it
    _open: dict[str, tuple[str, int]] = field(default_factory=dict)  # bookmark id: name, place
    _before: dict[str, str] = field(default_factory=dict)  # begun between paragraphs
    _talk: dict[str, int] = field(default_factory=dict)  # comment id: where its words begin
    _fields: list[list[str]] = field(default_factory=list)  # [instruction, phase]
    _floating: list[tuple[etree._Element, int]] = field(default_factory=list)

    def read(self, parent: etree._Element, box: int = 0) -> None:
        """Every block below ``parent``, in order."""
        self.depth += 1
        if self.depth <= MAX_DEPTH:
            for child in parent:
                self._block(child, box)
        self.depth -= 1

    def finish(self) -> None:
        """The last paragraph's end, should its mark be gone."""
        self._joins = False
        self._close()

    # -- blocks ----------------------------------------------------------------------------

    def _block(self, child: etree._Element, box: int) -> None:
        tag = child.tag
        if tag == f"{W}p":
            self._paragraph(child, box)
        elif tag == f"{W}tbl":
            self._table(child, box)
        elif tag == f"{W}sdt":
            if not _is_contents(child):
                self.read_all(child.findall(f"{W}sdtContent"), box)
        elif tag == f"{_MC}AlternateContent":
            self.read_all(child.findall(f"{_MC}Choice")[:1], box)
        elif tag in _TRACKED or tag in _THROUGH:
            self.read(child, box)
        elif tag == f"{W}bookmarkStart":
            self._before[child.get(f"{W}id", "")] = child.get(f"{W}name", "")
        elif tag == f"{W}bookmarkEnd":
            self._before.pop(child.get(f"{W}id", ""), None)

    def read_all(self, parents: list[etree._Element], box: int) -> None:
        """The blocks of several parents."""
        for parent in parents:
            self.read(parent, box)

    def _table(self, table: etree._Element, box: int) -> None:
        self._joins = False
        self._close()
        if not box:
            self.boxes += 1
            box = self.boxes
        for row in table.iter(f"{W}tr"):
            if row.getparent() is not table and not _in_row_wrapper(row, table):
                continue  # a row of a table inside
            if self._row_is_out(row):
                continue
            for cell in _cells(row):
                self.read(cell, box)
                self._joins = False
                self._close()

    def _row_is_out(self, row: etree._Element) -> bool:
        properties = row.find(f"{W}trPr")
        if properties is None:
            return False
        return any(self._is_out(mark) for mark in properties if mark.tag in _TRACKED)

    def _is_out(self, mark: etree._Element) -> bool:
        """Whether what this revision wraps is no part of the text as decided."""
        kind = _TRACKED[str(mark.tag)]
        return self.decide(_revision(mark, kind)) != (kind == "insertion")

    def _paragraph(self, element: etree._Element, box: int) -> None:
        properties = element.find(f"{W}pPr")
        if self._draft is None:
            self._draft = _Draft(properties, box)
        elif not self._draft.length:
            self._draft.properties = properties
        for identifier, name in self._before.items():
            self._open[identifier] = (name, self._draft.length)
        self._before.clear()
        self._inline(element, taken=True)
        self._joins = self._mark_is_gone(properties)
        if not self._joins:
            self._close()

    def _mark_is_gone(self, properties: etree._Element | None) -> bool:
        if properties is None:
            return False
        marks = properties.find(f"{W}rPr")
        if marks is None:
            return False
        return any(self._is_out(m) for m in marks if m.tag in _TRACKED)

    def _close(self) -> None:
        draft, self._draft = self._draft, None
        if draft is not None:
            for name, start in self._open.values():
                draft.anchors.append(Mark(name, start, draft.length))
            passage = self._passage(draft)
            if passage.text.strip() or passage.anchors or passage.remarks or passage.notes:
                self.passages.append(passage)
            # a bookmark belongs to the paragraph it begins in: one that was never closed ends
            self._open.clear()
        floating, self._floating = self._floating, []
        for content, box in floating:
            self.read(content, box)

    def _passage(self, draft: _Draft) -> Passage:
        style = value(_child(draft.properties, "pStyle")) or ""
        level = value(_child(draft.properties, "outlineLvl"))
        numbered = _child(draft.properties, "numPr") is not None
        own = int(level) + 1 if level and level.isdigit() and int(level) < 9 else None
        return Passage(
            text="".join(draft.text),
            marks=_ranges(draft.looks),
            anchors=tuple(draft.anchors),
            style=self.styles.name(style),
            outline=self.styles.outline(style) if own is None else own,
            listed=numbered or self.styles.listed(style),
            box=draft.box,
            dropped=tuple(draft.dropped),
            remarks=tuple(draft.remarks),
            revisions=tuple(draft.revisions),
            notes=tuple(draft.notes),
            note=self.note,
        )

    # -- inside a paragraph ----------------------------------------------------------------

    def _inline(self, parent: etree._Element, *, taken: bool) -> None:
        """Runs and what wraps them; ``taken`` is False inside what was decided out."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.depth -= 1
            return
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, taken=taken)
            elif tag in _TRACKED:
                self._revised(child, taken=taken)
            elif tag in _THROUGH:
                self._inline(child, taken=taken)
            elif tag == f"{W}sdt":
                for content in child.findall(f"{W}sdtContent"):
                    self._inline(content, taken=taken)
            else:
                self._milestone(child)
        self.depth -= 1

    def _revised(self, mark: etree._Element, *, taken: bool) -> None:
        kind = _TRACKED[str(mark.tag)]
        draft = self._draft
        words = "".join(t.text or "" for t in mark.iter(f"{W}t", f"{W}delText"))
        revision = _revision(mark, kind, words, "".join(draft.text)[-12:] if draft else "")
        stays = self.decide(revision) == (kind == "insertion")
        if draft is not None and words:
            draft.revisions.append(revision)
        self._inline(mark, taken=taken and stays)

    def _milestone(self, child: etree._Element) -> None:
        """Where a bookmark or a comment begins and ends."""
        draft, identifier = self._draft, child.get(f"{W}id", "")
        if draft is None:
            return
        if child.tag == f"{W}bookmarkStart":
            self._open[identifier] = (child.get(f"{W}name", ""), draft.length)
        elif child.tag == f"{W}bookmarkEnd" and identifier in self._open:
            name, start = self._open.pop(identifier)
            draft.anchors.append(Mark(name, start, draft.length))
        elif child.tag == f"{W}commentRangeStart":
            self._talk[identifier] = draft.length

    def _run(self, run: etree._Element, *, taken: bool) -> None:
        draft = self._draft
        if draft is None:
            return
        properties = run.find(f"{W}rPr")
        for kind in _REFERENCES if taken else ():
            for mark in run.findall(f"{W}{kind}Reference"):
                key = f"{kind} {mark.get(f'{W}id', '')}"
                draft.notes.append(Mark(key, draft.length, draft.length))
        style = value(_child(properties, "rStyle")) or ""
        if self.styles.name(style).startswith(PLATE):
            draft.plated = True
            return
        if self.styles.name(style).startswith(LABEL):
            for mark in run.findall(f"{W}fldChar"):
                self._field(mark)
            return
        marks = self._marks(properties, style, draft)
        for child in run:
            self._piece(child, draft, marks, taken=taken)
        if taken and properties is not None and not self.styles.name(style):
            self._note_dropped(properties, draft)

    def _marks(
        self, properties: etree._Element | None, style: str, draft: _Draft
    ) -> frozenset[str]:
        paragraph = value(_child(draft.properties, "pStyle")) or ""
        return self.styles.marks(style, paragraph, direct_format(properties))

    def _note_dropped(self, properties: etree._Element, draft: _Draft) -> None:
        for name, shown in _BY_HAND.items():
            found = properties.find(f"{W}{name}")
            if found is not None and switch(found) and value(found) != "auto":
                draft.dropped[shown] = None

    def _piece(
        self, child: etree._Element, draft: _Draft, marks: frozenset[str], *, taken: bool
    ) -> None:
        tag = child.tag
        if tag == f"{W}fldChar":
            self._field(child)
        elif tag == f"{W}instrText" and self._fields:
            self._fields[-1][0] += child.text or ""
        elif tag == f"{W}commentReference":
            self._comment(child.get(f"{W}id", ""), draft)
        elif tag == f"{W}ruby":
            for base in child.findall(f"{W}rubyBase"):
                self._inline(base, taken=taken)
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object", f"{_MC}AlternateContent"):
            self._drawn(child)
        elif taken and self._is_shown():
            text = (child.text or "") if tag in (f"{W}t", f"{W}delText") else _PLAIN.get(tag, "")
            if text == "\t" and draft.plated and not draft.length:
                return  # the white between a number plate and its title
            if text:
                draft.add(text.replace("\r", ""), marks)

    def _comment(self, identifier: str, draft: _Draft) -> None:
        found = self.comments.get(identifier)
        if found is None:
            return
        start = self._talk.pop(identifier, draft.length)
        quote = "".join(draft.text)[start:] if start <= draft.length else "".join(draft.text)
        draft.remarks.append(
            Remark(author=found.author, date=found.date, text=found.text, quote=quote)
        )

    def _drawn(self, child: etree._Element) -> None:
        """Text boxes inside a drawing: kept for after this paragraph."""
        if child.tag == f"{_MC}AlternateContent":
            choice = child.find(f"{_MC}Choice")
            child = choice if choice is not None else child
        for content in child.iter(f"{W}txbxContent"):
            if any(a.tag in (f"{W}txbxContent", f"{_MC}Fallback") for a in content.iterancestors()):
                continue
            self.boxes += 1
            self._floating.append((content, self.boxes))

    # -- fields ----------------------------------------------------------------------------

    def _field(self, mark: etree._Element) -> None:
        kind = mark.get(f"{W}fldCharType", "")
        if kind == "begin":
            self._fields.append(["", "instruction"])
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _is_shown(self) -> bool:
        """Whether text here is of the content: no generated list, no reference that we made."""
        return all(phase == "result" and not _MADE.match(said) for said, phase in self._fields)


# LibreOffice takes the style by which they are known off the results of references
_MADE = re.compile(r"\s*(?:TOC|INDEX|(?:PAGE)?REF\s+_(?:ts|Ref)_)", re.IGNORECASE)


def _child(properties: etree._Element | None, name: str) -> etree._Element | None:
    return None if properties is None else properties.find(f"{W}{name}")


def _revision(
    mark: etree._Element, kind: RevisionKind, text: str = "", before: str = ""
) -> Revision:
    return Revision(
        kind=kind,
        author=mark.get(f"{W}author", ""),
        date=mark.get(f"{W}date", ""),
        text=text,
        before=before,
    )


def _is_contents(control: etree._Element) -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return (value(gallery) or "").casefold() == "table of contents"


def _in_row_wrapper(row: etree._Element, table: etree._Element) -> bool:
    """Whether the row is the table's own, inside a control or a revision."""
    for above in row.iterancestors():
        if above is table:
            return True
        if above.tag in (f"{W}tc", f"{W}tbl"):
            return False
    return False


def _cells(row: etree._Element) -> list[etree._Element]:
    return [
        cell
        for cell in row.iter(f"{W}tc")
        if next(a for a in cell.iterancestors() if a.tag == f"{W}tr") is row
    ]


def _ranges(looks: list[tuple[int, int, frozenset[str]]]) -> tuple[Mark, ...]:
    """Neighbouring runs of one mark as one range."""
    found: list[Mark] = []
    latest: dict[str, int] = {}
    for start, end, names in looks:
        for name in sorted(names):
            at = latest.get(name)
            if at is not None and found[at].end == start:
                found[at] = Mark(name, found[at].start, end)
            else:
                latest[name] = len(found)
                found.append(Mark(name, start, end))
    return tuple(found)
