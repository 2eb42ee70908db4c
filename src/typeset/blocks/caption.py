"""``图3　标题``: the caption of whatever counts, the same for fixed pages and for Word.

The label is made by the engine and no text of the content: it is tagged ``Lbl`` in the PDF
and is a ``SEQ`` field in a bookmark in Word, where references to it are fields too.
"""

from __future__ import annotations

import re

from typeset.blocks import words
from typeset.blocks.scope import Scope
from typeset.diagnostics import NOWHERE, Span
from typeset.flow import Kern, Paragraph, Run, TextRun
from typeset.model.inline import Inline
from typeset.reflow import Para, ReRun

ROLE = "caption"
LABEL_ROLE = "caption-label"
GAP = 1.0
"""Em between a caption's label and its text (CL-TB-03)."""

_ARABIC = re.compile(r"[0-9]+$")


def runs(
    block: str, inlines: tuple[Inline, ...], scope: Scope, role: str = ROLE
) -> tuple[Run, ...]:
    """The caption of the block with this id: its label, if it bears one, and its text."""
    return labelled(block, words.runs(inlines, role, scope), scope, role)


def labelled(block: str, text: tuple[Run, ...], scope: Scope, role: str = ROLE) -> tuple[Run, ...]:
    """The text of a caption behind the label of the block with this id, if that bears one."""
    label = scope.numbers.label(block)
    if not label or not scope.knows_role(LABEL_ROLE, NOWHERE):
        return text
    own = TextRun(text=label, role=LABEL_ROLE, tag="Lbl", keep=True)
    white = (Kern(GAP * scope.style.roles[role].size),) if text else ()
    return (own, *white, *text)


def paragraph(
    block: str, inlines: tuple[Inline, ...], scope: Scope, role: str = ROLE, span: Span = NOWHERE
) -> Paragraph:
    """The caption as a paragraph tagged ``Caption``."""
    content = runs(block, inlines, scope, role)
    return Paragraph(runs=content, role=role, tag="Caption", exact=True, span=span)


def para(
    block: str, inlines: tuple[Inline, ...], scope: Scope, role: str = ROLE, span: Span = NOWHERE
) -> Para:
    """The caption as a paragraph for Word, its number a field that counts on its own."""
    return Para(
        role=role,
        runs=words.reruns(inlines, role, scope),
        id=f"{block}-caption",
        label=label_runs(block, scope),
        label_of=block,
        span=span,
    )


def label_runs(block: str, scope: Scope) -> tuple[ReRun, ...]:
    """The label for Word: 图, a ``SEQ`` field where its number is in digits, and white."""
    label = scope.numbers.label(block)
    found = scope.numbers.get(block)
    if not label or found is None:
        return ()
    digits = _ARABIC.search(label)
    if digits is None:
        return (ReRun(text=label, role=LABEL_ROLE, made=True),)
    before = label[: digits.start()]
    sequence = before.rstrip(" -.0123456789") or found.counter
    restart = ""
    if "-" in found.number or "." in found.number:  # by chapter; LibreOffice counts on unless told
        restart = r" \r 1 \s 1" if digits.group() == "1" else r" \s 1"
    return (
        ReRun(text=before, role=LABEL_ROLE, made=True),
        ReRun(
            text=digits.group(),
            field=rf"SEQ {sequence} \* ARABIC{restart}",
            role=LABEL_ROLE,
            made=True,
        ),
    )
