"""Notes in a flow: which paragraphs refer to them, and their marks once these are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from typeset.flow import (
    FlowItem,
    Footnote,
    Panel,
    Paragraph,
    Plate,
    Run,
    TextRun,
    Words,
)


def texts_of(item: FlowItem) -> tuple[Paragraph, ...]:
    """The paragraphs of an item: itself, or what a panel draws."""
    if isinstance(item, Paragraph):
        return (item,)
    if isinstance(item, Panel):
        return tuple(draw.paragraph for draw in item.draws if isinstance(draw, Words | Plate))
    return ()


def references(paragraph: Paragraph) -> Iterator[TextRun]:
    """The references to notes in a paragraph, in reading order."""
    for run in paragraph.runs:
        if isinstance(run, TextRun) and run.note and run.names:
            yield run


def footnotes(paragraphs: Iterable[Paragraph]) -> Iterator[Footnote]:
    """The notes that paragraphs bring along, in reading order."""
    for paragraph in paragraphs:
        for run in references(paragraph):
            if run.footnote is not None:
                yield run.footnote


def with_texts(item: FlowItem, change: Callable[[Paragraph], Paragraph]) -> FlowItem:
    """The item with each of its paragraphs changed."""
    if isinstance(item, Paragraph):
        return change(item)
    if not isinstance(item, Panel):
        return item
    draws = tuple(
        replace(draw, paragraph=change(draw.paragraph)) if isinstance(draw, Words | Plate) else draw
        for draw in item.draws
    )
    return replace(item, draws=draws)


def with_marks(item: FlowItem, marks: Mapping[str, str]) -> FlowItem:
    """The item with the marks of notes, at references and before notes, as ``marks`` has them."""

    def run_marked(run: Run) -> Run:
        if not isinstance(run, TextRun) or run.names not in marks:
            return run
        note = run.footnote
        if note is not None:
            note = replace(note, paragraphs=tuple(marked(each) for each in note.paragraphs))
        return replace(run, text=marks[run.names], footnote=note)

    def marked(paragraph: Paragraph) -> Paragraph:
        if not any(isinstance(run, TextRun) and run.names in marks for run in paragraph.runs):
            return paragraph
        return replace(paragraph, runs=tuple(run_marked(run) for run in paragraph.runs))

    return with_texts(item, marked) if any(_named(text) for text in texts_of(item)) else item


def _named(paragraph: Paragraph) -> bool:
    return any(isinstance(run, TextRun) and run.names for run in paragraph.runs)
