"""What stands apart inside a paragraph: labels, links, readings; and elements around it.

A label made by the engine is an ``Lbl``, a link a ``Link`` that holds the area to press on each
of its lines. Paragraphs of a list share its ``L``, each item's label stands in its ``LI``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from itertools import groupby

from typeset.display import Element, LinkArea, SetLine
from typeset.flow import PageRef, Paragraph, Run, TextRun, is_apart
from typeset.geometry import Rect
from typeset.layout.frame import EM_BOX_ASCENT
from typeset.record import dataclass

RunKey = tuple[int, int, int]
"""A run: index in the flow, draw of the panel (-1 in a paragraph), number among those apart."""


@dataclass(frozen=True, slots=True)
class LinkTo:
    """The link that a run belongs to: its element, and where it leads."""

    element: int
    target: str


@dataclass(slots=True)
class Apart:
    """Elements of runs by key, ``links`` those among them that lead somewhere.

    ``bases`` maps a paragraph's index and the number of a base in it that has a reading: the
    elements of the base and of the reading. ``next`` gives the next free element id.
    """

    next: Callable[[], int]
    elements: dict[RunKey, int] = field(default_factory=dict)
    links: dict[RunKey, LinkTo] = field(default_factory=dict)
    bases: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def children(self, runs: tuple[Run, ...], index: int, draw: int = -1) -> Iterator[Element]:
        """The elements inside a paragraph, in the order of its runs."""
        walk = _Walk(self, index, draw)
        for target, group in groupby(runs, key=_target):
            if not target:
                yield from walk.elements(group, 0)
                continue
            link, members = self.next(), tuple(group)
            walk.target = target
            inside = tuple(walk.elements(members, link))
            walk.target = ""
            span = next(run.span for run in members if isinstance(run, TextRun | PageRef))
            yield Element(id=link, kind="Link", children=inside, span=span)


def _target(run: Run) -> str:
    return run.link if isinstance(run, TextRun | PageRef) else ""


@dataclass(slots=True)
class _Walk:
    """Numbers the runs of one paragraph that stand apart, and its readings."""

    apart: Apart
    index: int
    draw: int
    number: int = 0
    reading: int = 0
    target: str = ""

    def elements(self, runs: Iterator[Run] | tuple[Run, ...], link: int) -> Iterator[Element]:
        """Elements of the runs; what has none of its own belongs to the link around it."""
        for run in runs:
            own = link
            if isinstance(run, TextRun | PageRef) and run.tag:
                own = self.apart.next()
                yield Element(id=own, kind=run.tag, span=run.span)
            if is_apart(run):
                key = self.index, self.draw, self.number
                self.number += 1
                self.apart.elements[key] = own
                if link:
                    self.apart.links[key] = LinkTo(link, self.target)
            if isinstance(run, TextRun) and (run.ruby or run.bopomofo) and self.draw < 0:
                yield self._ruby(run)

    def _ruby(self, run: TextRun) -> Element:
        """A base with its reading (CL-RB-06)."""
        own, base, reading = self.apart.next(), self.apart.next(), self.apart.next()
        self.apart.bases[self.index, self.reading] = base, reading
        self.reading += 1
        parts = (Element(id=base, kind="RB"), Element(id=reading, kind="RT"))
        return Element(id=own, kind="Ruby", children=parts, span=run.span)


# -- areas to press -------------------------------------------------------------------------


def link_areas(
    line: SetLine, x: float, baseline: float, links: Callable[[int], LinkTo | None]
) -> Iterator[LinkArea]:
    """The areas of the links on a line whose first mark stands at ``x``, in page points.

    ``links`` tells which link the run of a number belongs to. Each area is as high as the
    em box of the largest type in it.
    """
    found: dict[int, tuple[LinkTo, list[int]]] = {}
    for place, placed in enumerate(line.runs):
        if placed.element >= 0 and (link := links(placed.element)) is not None:
            found.setdefault(link.element, (link, []))[1].append(place)
    for link, places in found.values():
        runs = [line.runs[place] for place in places]
        left = min(run.x for run in runs)
        right = max(run.x + (run.room or run.run.width) for run in runs)
        size = max(run.run.size for run in runs)
        rect = Rect(x + left, baseline - EM_BOX_ASCENT * size, right - left, size)
        words = "".join(run.run.text for run in runs)
        yield LinkArea(rect=rect, target=link.target, element=link.element, contents=words)


# -- elements around paragraphs -------------------------------------------------------------


@dataclass(slots=True)
class Gathered:
    """An element around several paragraphs, while they come: a list, an item of it."""

    id: int
    kind: str
    key: str
    children: list[Element | Gathered] = field(default_factory=list)

    def built(self) -> Element:
        """The element with all it holds."""
        return Element(id=self.id, kind=self.kind, children=built(self.children))


def built(children: list[Element | Gathered]) -> tuple[Element, ...]:
    """Children as they are when all have come."""
    return tuple(child.built() if isinstance(child, Gathered) else child for child in children)


def opened(
    children: list[Element | Gathered], around: tuple[tuple[str, str], ...], new: Callable[[], int]
) -> list[Gathered]:
    """The groups around the next paragraph, outermost first: those that go on, then new ones."""
    chain: list[Gathered] = []
    for kind, key in around:
        last = children[-1] if children else None
        if not (isinstance(last, Gathered) and (last.kind, last.key) == (kind, key)):
            last = Gathered(new(), kind, key)
            children.append(last)
        chain.append(last)
        children = last.children
    return chain


def take_label(paragraph: Paragraph, children: list[Element]) -> Element | None:
    """The label of a list item's paragraph, taken out of the paragraph's elements."""
    return children.pop(0) if paragraph.label is not None and children else None


def label_runs(paragraph: Paragraph) -> tuple[Run, ...]:
    """The runs of a paragraph's label."""
    return paragraph.label.runs if paragraph.label is not None else ()


def runs_of(paragraph: Paragraph) -> tuple[Run, ...]:
    """The runs of a paragraph, those of its label first."""
    return (*label_runs(paragraph), *paragraph.runs)


def link_of(paragraph: Paragraph) -> str:
    """Where the first link of a paragraph leads."""
    return next((target for run in paragraph.runs if (target := _target(run))), "")


def referring(element: Element, targets: Mapping[int, int]) -> Element:
    """The tree with what each entry of contents tells of (ISO 14289-2, 8.2.5.8)."""
    children = tuple(referring(child, targets) for child in element.children)
    return replace(element, children=children, refers=targets.get(element.id, element.refers))
