"""What a random flow became, shown as one line of items over the drawing of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.unit.layout.drawing import drawn
from typeset.diagnostics import Sink
from typeset.display import Pages
from typeset.flow import Flow, FlowItem, Panel, Paragraph, TextRun
from typeset.flow_notes import footnotes
from typeset.style.resolved import Style


@dataclass(frozen=True, repr=False)
class Made:
    """A flow and what came of it."""

    flow: Flow
    style: Style
    pages: Pages
    sink: Sink

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002 - IPython's
        printer.text(repr(self))

    def __repr__(self) -> str:
        grid, place = self.style.grid, self.style.notes.place
        asked = ", ".join(_shown(item) for item in self.flow.items)
        head = f"{grid.columns} x {grid.lines}, notes {place}: {asked}\n"
        return head + "\n".join(drawn(self.pages, grid))


def words(paragraph: Paragraph) -> str:
    """The characters of a paragraph."""
    return "".join(run.text for run in paragraph.runs if isinstance(run, TextRun))


def _shown(item: FlowItem) -> str:
    match item:
        case Paragraph():
            notes = [sum(len(words(p)) for p in note.paragraphs) for note in footnotes((item,))]
            return f"{item.tag}:{item.id}*{len(words(item))}{notes or ''}"
        case Panel():
            return f"{item.design}*{item.lines}@{item.place}"
        case _:
            return type(item).__name__
