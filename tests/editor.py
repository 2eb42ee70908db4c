"""A scripted editor: random edits in a DOCX, as Word and WPS write them, and what they mean.

Every edit is made twice: in the file's XML, and in a list of plain paragraphs, which is what
the content must say in the end. The XML is what offices write: runs cut anywhere, revision
numbers, proofing marks, other style ids; with or without tracked changes.
"""

from __future__ import annotations

import copy
import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from tests.office_xml import (
    SPACE,
    W,
    as_word,
    as_wps,
    figures_of,
    is_title,
    placed,
    style_of,
    text_of,
)  # fmt: skip

WORDS = ("进一步", "扎实推进", "新的", "有力", "全面落实各项部署", "，成效明显", "重点", "协同")
SENTENCES = ("新增的一句话说明补充情况。", "另有安排，见附件说明。", "各单位要抓好落实。")


@dataclass
class Edit:
    """One edit: what kind, and what it did."""

    kind: str
    detail: str


@dataclass
class Editor:
    """An open document.

    ``quoted`` are words that boxes repeat; they are left alone, and so are whole paragraphs
    that hold figures: what happens to those is told apart from clean edits.
    """

    data: bytes
    seed: int
    tracked: bool = False
    quoted: tuple[str, ...] = ()
    touched: set[str] = field(default_factory=set)  # anchors of edited paragraphs
    edits: list[Edit] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)  # noqa: S311 - edits, not secrets
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.members["word/document.xml"])
        body = self.root.find(f"{W}body")
        assert body is not None
        self.body = body
        self.revision = 5000

    # -- reading -----------------------------------------------------------------------------

    def paragraphs(self) -> list[etree._Element]:
        """Paragraphs of running text: outside tables, with words, not a section's title."""
        return [
            p for p in self.body.findall(f"{W}p")
            if text_of(p).strip() and not is_title(p)
        ]  # fmt: skip

    def said(self) -> list[str]:
        """Every paragraph of running text, titles too, as it reads with all changes taken."""
        found: list[str] = []
        joined = ""
        for p in self.body.findall(f"{W}p"):
            joined += text_of(p)
            if p.find(f"{W}pPr/{W}rPr/{W}del") is not None:
                continue
            if joined.strip():
                found.append(joined.lstrip("\t"))
            joined = ""
        return found

    # -- editing -----------------------------------------------------------------------------

    def change_words(self, paragraph: etree._Element) -> Edit | None:
        """Replace a few characters by others."""
        place = self._plain_place(paragraph, 2)
        if place is None:
            return None
        start, end = place
        old = text_of(paragraph)[start:end]
        new = self.random.choice(WORDS)
        self._replace(paragraph, start, end, new)
        return Edit("change", f"{old}->{new}")

    def put_words_in(self, paragraph: etree._Element) -> Edit | None:
        """Insert a sentence at a place between two words."""
        place = self._plain_place(paragraph, 0)
        if place is None:
            return None
        new = self.random.choice(SENTENCES)
        self._replace(paragraph, place[0], place[0], new)
        return Edit("insert words", new)

    def take_words_out(self, paragraph: etree._Element) -> Edit | None:
        """Delete a few characters."""
        place = self._plain_place(paragraph, 3)
        if place is None:
            return None
        old = text_of(paragraph)[slice(*place)]
        self._replace(paragraph, *place, "")
        return Edit("delete words", old)

    def new_paragraph(self, paragraph: etree._Element) -> Edit:
        """A paragraph behind another, in the same style."""
        new = etree.Element(f"{W}p")
        properties = paragraph.find(f"{W}pPr")
        if properties is not None:
            kept = copy.deepcopy(properties)
            for name in ("sectPr", "rPr"):
                for element in kept.findall(f"{W}{name}"):
                    kept.remove(element)
            new.append(kept)
        text = f"新增第{self.random.randrange(100, 999)}段：{self.random.choice(SENTENCES)}"
        run = self._run(text)
        new.append(self._mark("ins", run) if self.tracked else run)
        if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
            paragraph.addprevious(new)
        else:
            paragraph.addnext(new)
        if self.tracked:
            self._mark_end(new, "ins")
        return Edit("insert paragraph", text)

    def delete_paragraph(self, paragraph: etree._Element) -> Edit | None:
        """The whole paragraph with its anchors."""
        if paragraph.find(f"{W}pPr/{W}sectPr") is not None or len(self.paragraphs()) < 4:
            return None
        if not self._is_free(paragraph):
            return None
        text = text_of(paragraph)
        if self.tracked:
            following = paragraph.getnext()
            if following is None or following.tag != f"{W}p" or not text_of(following).strip():
                return None
            for run in list(paragraph.iter(f"{W}r")):
                self._delete(run)
            self._mark_end(paragraph, "del")
        else:
            self.body.remove(paragraph)
        return Edit("delete paragraph", text)

    def split(self, paragraph: etree._Element) -> Edit | None:
        """Press Enter in the middle: the anchor's end goes with the second half."""
        place = self._plain_place(paragraph, 0)
        text = text_of(paragraph)
        if place is None or not 6 < place[0] < len(text) - 6 or self.tracked:
            return None
        first = self._cut_at(paragraph, place[0])
        second = etree.Element(f"{W}p")
        properties = paragraph.find(f"{W}pPr")
        if properties is not None:
            second.append(copy.deepcopy(properties))
            for section in properties.findall(f"{W}sectPr"):
                properties.remove(section)
        for element in [first, *first.itersiblings()]:
            second.append(element)
        paragraph.addnext(second)
        return Edit("split", text[place[0] - 4 : place[0] + 4])

    def merge(self, paragraph: etree._Element) -> Edit | None:
        """Delete the mark between two paragraphs."""
        following = paragraph.getnext()
        if (
            following is None
            or following.tag != f"{W}p"
            or style_of(following) != style_of(paragraph)
            or not text_of(following).strip()
            or self.tracked
        ):
            return None
        properties = following.find(f"{W}pPr/{W}sectPr")
        if properties is not None:
            paragraph.find(f"{W}pPr").append(properties)  # type: ignore[union-attr]
        for element in list(following):
            if element.tag != f"{W}pPr":
                paragraph.append(element)
        self.body.remove(following)
        return Edit("merge", text_of(paragraph)[:8])

    def move(self, paragraph: etree._Element) -> Edit | None:
        """Cut and paste behind another paragraph of the same style."""
        others = [
            p for p in self.paragraphs()
            if p is not paragraph and style_of(p) == style_of(paragraph)
            and p.find(f"{W}pPr/{W}sectPr") is None and p.getprevious() is not paragraph
            and paragraph.getprevious() is not p
        ]  # fmt: skip
        if not others or paragraph.find(f"{W}pPr/{W}sectPr") is not None or self.tracked:
            return None
        if not self._is_free(paragraph):
            return None
        self.random.choice(others).addnext(paragraph)
        return Edit("move", text_of(paragraph)[:8])

    def change_figure(self, paragraph: etree._Element) -> Edit | None:
        """Another number in a marked figure."""
        text = text_of(paragraph)
        for start, end in figures_of(paragraph):
            digits = "".join(c for c in text[start:end] if c.isdigit())
            at = text.find(digits, start, end) if digits else -1
            if at >= 0 and "." not in text[start:end] and "%" not in text[start:end]:
                new = str(int(digits) + self.random.randrange(1, 9))
                self._replace(paragraph, at, at + len(digits), new)
                return Edit("change figure", f"{digits}->{new}")
        return None

    def _is_free(self, paragraph: etree._Element) -> bool:
        """Whether the paragraph may go as a whole: no figure in it, and no quoted words."""
        text = text_of(paragraph)
        names = [b.get(f"{W}name", "") for b in paragraph.iter(f"{W}bookmarkStart")]
        return len(names) < 2 and not any(words in text for words in self.quoted)

    # -- pieces of XML -------------------------------------------------------------------------

    def _plain_place(self, paragraph: etree._Element, length: int) -> tuple[int, int] | None:
        """A place in plain words: in no figure, next to no number, no mark of ours, no tab."""
        text = text_of(paragraph)
        closed = list(figures_of(paragraph))
        for words in self.quoted:
            at = text.find(words)
            if at >= 0:
                closed.append((at, at + len(words)))
        for _ in range(40):
            start = self.random.randrange(0, max(len(text) - length, 1))
            end = start + length
            around = text[max(start - 1, 0) : end + 1]
            if any(c.isdigit() or c in "\t•. %" for c in around) or len(around) < length + 1:
                continue
            if any(a - 1 <= end and start <= b + 1 for a, b in closed):
                continue
            return start, end
        return None

    def _replace(self, paragraph: etree._Element, start: int, end: int, new: str) -> None:
        """The text between two places; new words take the look of what stood there."""
        first = self._cut_at(paragraph, start)
        runs = [r for a, b, r in placed(paragraph) if a < b and start <= a and b <= end]
        if end > start:
            self._cut_at(paragraph, end)
            runs = [r for a, b, r in placed(paragraph) if a < b and start <= a and b <= end]
            first = runs[0]
        if new:
            run = self._run(new, first)
            first.addprevious(self._mark("ins", run) if self.tracked else run)
        for run in runs if end > start else []:
            if self.tracked:
                self._delete(run)
            else:
                run.getparent().remove(run)  # type: ignore[union-attr]

    def _cut_at(self, paragraph: etree._Element, place: int) -> etree._Element:
        """The run that begins at a place of the text."""
        for start, end, run in placed(paragraph):
            if start == place and start < end:
                return run
            if start < place < end:
                text = run.find(f"{W}t")
                assert text is not None
                assert text.text is not None
                rest = copy.deepcopy(run)
                cut = place - start
                other = rest.find(f"{W}t")
                assert other is not None
                other.text, text.text = text.text[cut:], text.text[:cut]
                for element in (text, other):
                    element.set(SPACE, "preserve")
                run.addnext(rest)
                return rest
        last = paragraph[-1]
        run = self._run("")
        last.addnext(run)
        return run

    def _run(self, text: str, like: etree._Element | None = None) -> etree._Element:
        run = etree.Element(f"{W}r", {f"{W}rsidR": f"00{self.random.randrange(10**5, 10**6)}"})
        if like is not None and like.find(f"{W}rPr") is not None:
            run.append(copy.deepcopy(like.find(f"{W}rPr")))  # type: ignore[arg-type]
        if text:
            element = etree.SubElement(run, f"{W}t")
            element.text = text
            element.set(SPACE, "preserve")
        return run

    def _mark(self, name: str, run: etree._Element | None = None) -> etree._Element:
        self.revision += 1
        mark = etree.Element(
            f"{W}{name}",
            {
                f"{W}id": str(self.revision),
                f"{W}author": "编辑",
                f"{W}date": "2022-01-05T09:00:00Z",
            },
        )
        if run is not None:
            mark.append(run)
        return mark

    def _delete(self, run: etree._Element) -> None:
        for text in run.iter(f"{W}t"):
            text.tag = f"{W}delText"
        parent = run.getparent()
        assert parent is not None
        if parent.tag == f"{W}ins":
            grand = parent.getparent()
            assert grand is not None
            grand.remove(parent)
            return
        mark = self._mark("del")
        parent.replace(run, mark)
        mark.append(run)

    def _mark_end(self, paragraph: etree._Element, name: str) -> None:
        properties = paragraph.find(f"{W}pPr")
        assert properties is not None
        marks = properties.find(f"{W}rPr")
        if marks is None:
            marks = etree.SubElement(properties, f"{W}rPr")
        marks.append(self._mark(name))

    # -- saving --------------------------------------------------------------------------------

    def edit(self, count: int) -> None:
        """So many random edits, each in a paragraph of its own."""
        actions: list[Callable[[etree._Element], Edit | None]] = [
            self.change_words, self.change_words, self.put_words_in, self.take_words_out,
            self.new_paragraph, self.split, self.merge, self.move, self.delete_paragraph,
            self.change_figure,
        ]  # fmt: skip
        for _ in range(count * 4):
            if len(self.edits) >= count:
                break
            paragraph = self.random.choice(self.paragraphs())
            names = {b.get(f"{W}name", "") for b in paragraph.iter(f"{W}bookmarkStart")}
            done = self.random.choice(actions)(paragraph)
            if done is not None:
                self.edits.append(done)
                self.touched |= names

    def saved(self, office: str = "word") -> bytes:
        """The file as an office saves it: ``word``, ``wps``, or ``text`` (no anchors left)."""
        root = copy.deepcopy(self.root)
        styles = self.members["word/styles.xml"]
        as_word(root, self.random)
        if office == "wps":
            styles = as_wps(root, styles)
        if office == "text":
            for name in ("bookmarkStart", "bookmarkEnd"):
                for element in list(root.iter(f"{W}{name}")):
                    element.getparent().remove(element)  # type: ignore[union-attr]
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            document = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            parts = {"word/document.xml": document, "word/styles.xml": styles}
            for name, data in self.members.items():
                archive.writestr(name, parts.get(name, data))
        return stream.getvalue()
