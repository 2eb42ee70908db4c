"""Page references: where blocks begin, and whether the answers have settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field

from typeset.diagnostics import Sink, nearest
from typeset.flow import END, Flow, FlowItem, PageRef, Panel, Paragraph, TextRun
from typeset.flow_tables import Table
from typeset.layout.index_marks import page_lists
from typeset.layout.makeup import PageMakeup
from typeset.layout.panels import paragraphs
from typeset.record import dataclass

ROUNDS = 5
"""After so many rounds a reference that still moves is reported and left as it is."""

UNKNOWN = "0"
"""What stands for a folio before the first round: as wide as most."""


@dataclass(slots=True)
class Folios:
    """Answers the line engine's questions and remembers them; lives for one call."""

    known: Mapping[str, str] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)

    def page_of(self, target: str) -> str:
        """The folio of the page on which ``target`` begins, as far as is known."""
        folio = self.known.get(target, UNKNOWN)
        self.asked[target] = folio
        return folio

    def moved(self, now: Mapping[str, str]) -> list[str]:
        """The targets asked for whose folio is another now."""
        return [name for name, folio in self.asked.items() if now.get(name, folio) != folio]

    def turn(self, now: Mapping[str, str]) -> None:
        """Answer by ``now`` from here on."""
        self.known, self.asked = now, {}


def starts(
    pages: Iterable[PageMakeup],
    folios: Mapping[int, str],
    more: Callable[[PageMakeup], Iterable[str]] = lambda _: (),
) -> dict[str, str]:
    """The folio of the page on which each section, paragraph and panel begins, and ends.

    ``more`` names what else stands on a page.
    """
    found: dict[str, str] = {}
    for page in pages:
        here = folios.get(page.number, str(page.number))
        for name in (*_begun(page), *more(page)):
            if name:
                found.setdefault(name, here)
    return found


def _begun(page: PageMakeup) -> Iterator[str]:
    for section, _ in page.opens:
        yield section.id
    for text in page.texts:
        if text.first == 0:
            yield text.text.paragraph.id
        if text.last == text.lines:
            yield _end(text.text.paragraph.id)
    for panel in page.panels:
        yield from (panel.panel.id, _end(panel.panel.id))
    for table in page.tables:
        yield table.table.id
        if table.piece.last == table.piece.parts.end:
            yield _end(table.table.id)


def _end(name: str) -> str:
    """The name of a block's end, "" for what has no name."""
    return f"{name}{END}" if name else ""


def page_refs(item: FlowItem) -> Iterator[PageRef]:
    """Every page reference in an item."""
    for text in _texts(item):
        yield from (run for run in text.runs if isinstance(run, PageRef))


def _texts(item: FlowItem) -> Iterable[Paragraph]:
    if isinstance(item, Paragraph):
        return (item,)
    if isinstance(item, Table):
        cells = (cell.paragraph for cell in item.cells)
        return [text for text in (item.caption, *cells, *item.notes) if text is not None]
    return paragraphs(item.draws) if isinstance(item, Panel) else ()


def targets(flow: Flow) -> frozenset[str]:
    """Every block that a page reference or a link points to."""
    found = {ref.target for item in flow.items for ref in page_refs(item)}
    return frozenset(found | {link[1:] for item in flow.items for link in _links(item)})


def _links(item: FlowItem) -> Iterator[str]:
    """Every link of an item to a place inside the publication."""
    for text in _texts(item):
        for run in text.runs:
            if isinstance(run, TextRun | PageRef) and run.link.startswith("#"):
                yield run.link


def in_running_text(flow: Flow) -> bool:
    """Whether a reference stands in text whose length decides about pages."""
    texts = (item for item in flow.items if isinstance(item, Paragraph | Table))
    return any(True for item in texts for _ in (*page_refs(item), *page_lists(item)))


def check_targets(flow: Flow, known: Mapping[str, str], sink: Sink) -> None:
    """Report references to blocks that are nowhere."""
    for item in flow.items:
        for ref in page_refs(item):
            if ref.target not in known:
                sink.error(
                    "layout/unknown-reference",
                    f"a page reference leads to '{ref.target}', and nothing has that id",
                    ref.span,
                    nearest(ref.target, known),
                )
        for pages in page_lists(item):
            for target in pages.targets:
                if target not in known:
                    sink.error(
                        "layout/unknown-reference",
                        "a term of the index is marked in text that stands on no page",
                        pages.span,
                    )


def report_moving(flow: Flow, moving: Iterable[str], sink: Sink) -> None:
    """Report the references that never settled."""
    wanted = frozenset(moving)
    for item in flow.items:
        for ref in page_refs(item):
            if ref.target in wanted or f"{ref.last}{END}" in wanted:
                sink.warn(
                    "layout/references-move",
                    f"the page of '{ref.target}' still changes after {ROUNDS} rounds;"
                    " the last answer but one is printed",
                    ref.span,
                )
        for pages in page_lists(item):
            if not wanted.isdisjoint(pages.targets):
                sink.warn(
                    "layout/references-move",
                    f"the pages of this term of the index still change after {ROUNDS} rounds;"
                    " the last answer but one is printed",
                    pages.span,
                )
