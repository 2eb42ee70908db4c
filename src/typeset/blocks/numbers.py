"""Numbers of headings, figures and tables: a pure pass over the publication, before lowering.

Every block that counts (see :meth:`typeset.model.publication.Block.counter`) and every section
and heading of a numbered level gets its number in reading order. A block asks for its own by
its id, a cross reference for another's; nothing else in the house counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from typeset.diagnostics import NOWHERE, Span
from typeset.model.inline import plain
from typeset.model.publication import Block, Publication, Section
from typeset.record import dataclass
from typeset.style.label import NONE, Label
from typeset.style.numbering import Numbering

SECTION, HEADING = "section", "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """One thing that can be referred to.

    ``label`` is what stands before its title (图3, 第二章, （一）; "" if it bears none), ``gap``
    the white after it in em, ``number`` the numerals alone, ``cited`` how running text names
    it. ``level`` is 0 for a section, then that of headings.
    """

    id: str
    counter: str
    label: str = ""
    gap: float = 0.0
    number: str = ""
    cited: str = ""
    title: str = ""
    level: int = 0
    section: str = ""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Numbers:
    """All numbers of a publication, by id, in reading order."""

    by_id: Mapping[str, Numbered] = field(default_factory=dict)

    def get(self, identifier: str) -> Numbered | None:
        """What has this id, if it is a section, a heading or counted."""
        return self.by_id.get(identifier)

    def label(self, identifier: str) -> str:
        """The label of the block with this id (图3); "" if it bears none."""
        found = self.by_id.get(identifier)
        return found.label if found else ""

    def of(self, counter: str) -> Iterator[Numbered]:
        """Everything that bears a label of this counter, in reading order."""
        return (each for each in self.by_id.values() if each.counter == counter and each.label)


def number(publication: Publication, numbering: Numbering) -> Numbers:
    """Number a publication by a scheme."""
    count = _Count(numbering)
    count.blocks(publication.front, "")
    for section in publication.sections:
        count.section(section)
        count.blocks(section.blocks, section.id)
    return Numbers(count.found)


@dataclass(slots=True)
class _Count:
    """The counters under way; ``path`` are the numbers of the section and headings in force."""

    numbering: Numbering
    found: dict[str, Numbered] = field(default_factory=dict)
    path: list[int] = field(default_factory=lambda: [0])
    chapter: int = 0  # the section under way, 0 where it has no number
    parts: int = 0
    captions: Counter[str] = field(default_factory=Counter)

    def part(self, section: Section) -> None:
        """The title page of a part: counted apart, and it begins no chapter."""
        counts, self.chapter = section.numbered, 0
        self.parts += counts
        label = self.numbering.parts if counts and not section.number else NONE
        self.found[section.id] = self._titled(
            Numbered(id=section.id, counter=SECTION, title=section.title, section=section.id,
                     span=section.title_span), label, (self.parts,),
        )  # fmt: skip

    def section(self, section: Section) -> None:
        if section.layout == "part":
            self.part(section)
            return
        counts = section.numbered
        if counts:
            self.path = [self.path[0] + 1]
        self.chapter = self.path[0] if counts else 0
        for name, label in (self.numbering.captions or {}).items():
            if label.depth > 1 and counts:
                self.captions[name] = 0
        label = self.numbering.level(0) if counts and not section.number else NONE
        self.found[section.id] = self._titled(
            Numbered(id=section.id, counter=SECTION, title=section.title, section=section.id,
                     span=section.title_span), label, tuple(self.path[:1]),
        )  # fmt: skip

    def blocks(self, blocks: Iterable[Block], section: str) -> None:
        for block in blocks:
            if block.outline():
                self._heading(block, section)
            elif counter := block.counter():
                self._counted(block, counter, section)
            self.blocks(block.inner(), section)

    def _heading(self, block: Block, section: str) -> None:
        level, label = block.outline(), NONE
        path = [*self.path[:level], *[0] * (level - len(self.path))]
        if block.counter():
            own = self.path[level] if len(self.path) > level else 0
            self.path = [*path, own + 1]
            label = self.numbering.level(level)
        numbers = tuple(number for number in (self.chapter, *self.path[1:]) if number)
        self.found[block.id] = self._titled(
            Numbered(id=block.id, counter=HEADING, title=block.text(), level=level,
                     section=section, span=block.span), label, numbers,
        )  # fmt: skip

    def _titled(self, bare: Numbered, label: Label, numbers: tuple[int, ...]) -> Numbered:
        language = self.numbering.language
        text = label.text(numbers, language)
        own = label.number(numbers, language)
        return _with(bare, label, text, own, _cited(text, own) or f"“{bare.title}”")

    def _counted(self, block: Block, counter: str, section: str) -> None:
        self.captions[counter] += 1
        label, language = self.numbering.caption(counter), self.numbering.language
        numbers: tuple[int, ...] = (self.captions[counter],)
        if self.chapter:
            numbers = (self.chapter, *numbers)
        text = label.text(numbers, language)
        bare = Numbered(
            id=block.id, counter=counter, title=plain(block.caption_text()), section=section,
            span=block.span,
        )  # fmt: skip
        self.found[block.id] = _with(bare, label, text, label.number(numbers, language), text)


def _with(bare: Numbered, label: Label, text: str, own: str, cited: str) -> Numbered:
    return Numbered(
        id=bare.id, counter=bare.counter, label=text, gap=label.gap, number=own, cited=cited,
        title=bare.title, level=bare.level, section=bare.section, span=bare.span,
    )  # fmt: skip


def _cited(label: str, own: str) -> str:
    """How running text names a heading (CL-HD-09): 第一章, 2.1节, 第一部分, （一）."""
    if not label or label.startswith("第"):
        return label
    if label.endswith("、"):
        return f"第{own}部分"
    if label == own:  # decimal: 2, 2.1
        return f"{own}节" if "." in own else f"第{own}章"
    return label.rstrip("．. ")
