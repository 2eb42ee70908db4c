"""附件1 at the head of a publication that is a circular's attachment (GB/T 9704-2012, 7.3.7).

It stands in the margin above the masthead, flush with the type area, 黑体 of 16 pt, and moves
nothing: white on a field that bleeds off the head, else black. Without a masthead it is the
first line of the text.
"""

from __future__ import annotations

from dataclasses import replace

from typeset.color import WHITE, Color
from typeset.flow import Panel, Paragraph, TextRun, Words
from typeset.model.circular import Attach
from typeset.reflow import Para, ReRun
from typeset.style.resolved import Style

ROLE = "attachment-mark"
BASELINE = -32.0  # points below the type area's head
ID = "attachment"


def above(box: Panel, attach: Attach, style: Style) -> Panel:
    """The masthead with the mark over it."""
    color = WHITE if box.covers_head else None
    words = Words(paragraph=_paragraph(attach, color), x=0.0, baseline=BASELINE,
                  width=style.grid.width, max_lines=1)  # fmt: skip
    return replace(box, draws=(words, *box.draws))


def first_line(attach: Attach) -> Paragraph:
    """The mark as a line of the text."""
    return replace(_paragraph(attach, None), id=ID)


def word_line(attach: Attach, style: Style) -> Para:
    """The mark as the document's first paragraph."""
    design = style.designs.get(style.masthead)
    dark = design is not None and design.covers_head
    run = ReRun(text=attach.mark, role=ROLE)
    return Para(role=ROLE, runs=(run,), id=ID, color=WHITE if dark else None, span=attach.span)


def _paragraph(attach: Attach, color: Color | None) -> Paragraph:
    run = TextRun(text=attach.mark, role=ROLE, color=color, autospace=False, span=attach.span)
    return Paragraph(runs=(run,), role=ROLE, tag="P", align="start", span=attach.span)
