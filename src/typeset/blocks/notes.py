"""Notes of a whole flow: numbered where no page decides, gathered where they stand at an end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace

from typeset.flow import FlowItem, Footnote, Paragraph, Run, SectionStart, Space, TextRun
from typeset.flow_notes import footnotes, texts_of, with_marks, with_texts
from typeset.record import dataclass
from typeset.style.notes import note_mark
from typeset.style.resolved import NoteRules, Style

ENDNOTES = "endnotes"


def noted(items: Iterable[FlowItem], style: Style) -> Iterator[FlowItem]:
    """The items with their notes numbered and put where the style has them.

    Numbers that begin again on every page are left to the page maker.
    """
    whole = tuple(items)
    if not any(True for item in whole for _ in footnotes(texts_of(item))):
        yield from whole
        return
    if style.notes.restart != "page":
        marks = _numbered(whole, style.notes)
        whole = tuple(with_marks(item, marks) for item in whole)
    if style.notes.place in ("section-end", "end"):
        yield from _Gatherer(style).all(whole)
    else:
        yield from whole


def _numbered(items: Iterable[FlowItem], rules: NoteRules) -> Mapping[str, str]:
    """The mark of every note by its id."""
    marks: dict[str, str] = {}
    count = 0
    for item in items:
        if isinstance(item, SectionStart) and rules.restart == "section":
            count = 0
        for note in footnotes(texts_of(item)):
            count += 1
            marks[note.id] = note_mark(count, rules.numbers)
    return marks


@dataclass(slots=True)
class _Gatherer:
    """Takes notes out of the text and puts them behind it; lives for one call."""

    style: Style
    notes: list[Footnote] = field(default_factory=list)
    section: SectionStart | None = None

    def all(self, items: Iterable[FlowItem]) -> Iterator[FlowItem]:
        for item in items:
            if isinstance(item, SectionStart):
                if self.style.notes.place == "section-end":
                    yield from self.gathered()
                self.section = item
            self.notes += footnotes(texts_of(item))
            yield with_texts(item, _without_notes)
        yield from self.gathered()

    def gathered(self) -> Iterator[FlowItem]:
        """The notes so far under their title."""
        notes, self.notes = self.notes, []
        if not notes:
            return
        rules, title = self.style.notes, self.style.notes.title
        name = ENDNOTES
        if rules.place == "end":
            yield SectionStart(id=ENDNOTES, title=title, running_head=title)
        elif self.section is not None:
            name = f"{self.section.id}-{ENDNOTES}"
        yield Space(lines=1, least=0)
        yield Paragraph(
            runs=(TextRun(text=title, role=rules.title_role),),
            role=rules.title_role,
            id="" if rules.place == "end" else name,
            tag=self.style.roles[rules.title_role].tag,
            exact=True,
        )
        for note in notes:
            yield from (replace(paragraph, tag="Note") for paragraph in note.paragraphs)


def _without_notes(paragraph: Paragraph) -> Paragraph:
    if not any(True for _ in footnotes((paragraph,))):
        return paragraph
    return replace(paragraph, runs=tuple(_bare(run) for run in paragraph.runs))


def _bare(run: Run) -> Run:
    return replace(run, footnote=None) if isinstance(run, TextRun) and run.footnote else run
