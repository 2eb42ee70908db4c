"""The probe: a text and its parameters in, the finished lines out, without pages or pictures.

``request`` checks what is asked, ``source`` makes paragraphs of the text (line ends, typed
indents, spaces) and keeps where each character was written, ``fixtures`` holds the sources of
widths, ``answer`` sets the paragraphs with the line engine that pages are made with and tells
the lines item by item, ``explain`` says in words what each way to end a line would have cost.

In: one JSON value, or a list of them. Out: results or error objects of the same number.
"""

from __future__ import annotations

from typeset.text.probe.answer import Explain, Lint, answers

__all__ = ["Explain", "Lint", "answers"]
