"""What the page maker asks of the line engine, and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from typeset.flow import Paragraph
from typeset.text.measure import Measure, SetParagraph


class TextSetter(Protocol):
    """Sets one paragraph at a time; ``typeset.text.paragraph`` has the real one."""

    def set(self, paragraph: Paragraph, measure: Measure, lines: int | None = None) -> SetParagraph:
        """The paragraph in its best setting, or in exactly ``lines`` lines."""

    def width_of(self, paragraph: Paragraph) -> float:
        """Natural width of the paragraph on one line, in points."""

    def trial(self) -> AbstractContextManager[None]:
        """While it lasts, what is found is not told: the setting may not be kept."""


PageOf = Callable[[str], str]
"""From a block id to the folio of the page on which it begins."""

SetterFactory = Callable[[PageOf], TextSetter]
