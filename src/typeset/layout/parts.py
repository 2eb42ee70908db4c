"""The flow cut where the direction of lines changes: each part fills pages of its own."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace

from typeset.flow import Flow, FlowItem, PageBreak, Paragraph, SectionStart, WritingMode
from typeset.layout.setter import TextSetter
from typeset.record import dataclass
from typeset.style.direction import is_vertical, style_for
from typeset.style.resolved import Style
from typeset.text.measure import Measure, SetParagraph


@dataclass(frozen=True, slots=True)
class Part:
    """Items of the flow with their places there, and the style and line engine they need."""

    items: tuple[tuple[int, FlowItem], ...]
    style: Style
    setter: TextSetter

    @property
    def vertical(self) -> bool:
        """Whether its lines run from top to bottom."""
        return is_vertical(self.style)


def parts_of(flow: Flow, style: Style, setter: TextSetter) -> tuple[Part, ...]:
    """One part, unless a section's lines run another way than those before it."""
    own = style.rules.writing_mode
    parts: list[tuple[WritingMode, list[tuple[int, FlowItem]]]] = [(own, [])]
    for index, item in enumerate(flow.items):
        if isinstance(item, SectionStart) and (item.writing or own) != parts[-1][0]:
            parts.append((item.writing or own, _breaks_off(parts[-1][1])))
        parts[-1][1].append((index, item))
    _breaks_off(parts[-1][1])  # nothing follows those at the end
    return tuple(
        Part(tuple(items), style_for(style, mode), _directed(setter, mode, own))
        for mode, items in parts
        if items
    )


def _breaks_off(items: list[tuple[int, FlowItem]]) -> list[tuple[int, FlowItem]]:
    """The page breaks at the end of a part, taken off it: what follows them is in the next."""
    taken: list[tuple[int, FlowItem]] = []
    while items and isinstance(items[-1][1], PageBreak):
        taken.insert(0, items.pop())
    return taken


def _directed(setter: TextSetter, mode: WritingMode, own: WritingMode) -> TextSetter:
    return setter if mode == own else _Directed(setter, mode)


@dataclass(frozen=True, slots=True)
class _Directed:
    """A line engine whose lines run another way than the style has it."""

    setter: TextSetter
    mode: WritingMode

    def set(self, paragraph: Paragraph, measure: Measure, lines: int | None = None) -> SetParagraph:
        """The paragraph in its best setting, or in exactly ``lines`` lines."""
        return self.setter.set(self._turned(paragraph), measure, lines)

    def width_of(self, paragraph: Paragraph) -> float:
        """Natural length of the paragraph on one line, in points."""
        return self.setter.width_of(self._turned(paragraph))

    def trial(self) -> AbstractContextManager[None]:
        """While it lasts, what is found is not told."""
        return self.setter.trial()

    def _turned(self, paragraph: Paragraph) -> Paragraph:
        return paragraph if paragraph.writing else replace(paragraph, writing=self.mode)
