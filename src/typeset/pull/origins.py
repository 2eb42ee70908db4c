"""Where the words of a box come from: the one place in the content that says each of them."""

from __future__ import annotations

from collections.abc import Mapping

from typeset.blocks.chart import Chart
from typeset.blocks.code import Code
from typeset.blocks.leaf import Leaf as Page
from typeset.blocks.leaf import leaves_of
from typeset.blocks.metrics import Entry, Metrics
from typeset.blocks.paragraph import Paragraph
from typeset.blocks.picture import Picture
from typeset.blocks.pull_quote import PullQuote
from typeset.blocks.table import Table
from typeset.diagnostics import Sink
from typeset.model.inline import Metric
from typeset.model.nodes import Node
from typeset.model.publication import Block, Section
from typeset.pull.cells import CELL, CellText, source_of
from typeset.pull.fields import tail_value
from typeset.pull.scalars import Value, child, value
from typeset.pull.sources import PUBLICATION, Leaf, Sources
from typeset.reading.attributes import Attributes
from typeset.reading.yaml_nodes import read_yaml
from typeset.record import dataclass
from typeset.style.design import Design

DASHBOARD = "dashboard"
TAIL = "tail"  # of a circular
BOX = "-box"
SUM = "sum"  # a part made of all terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One source of words: a marked figure, or a value.

    ``section`` is the section in which a value's words must stand as well, ``shown`` what
    to call it.
    """

    figure: str = ""
    value: Value | None = None
    cell: CellText | None = None
    section: str = ""
    shown: str = ""

    @property
    def key(self) -> tuple[str, str, int, int]:
        """Equal for equal sources."""
        if self.cell is not None:
            return ("", self.cell.file, self.cell.start, self.cell.end)
        node = self.value.node if self.value else None
        file = self.value.file if self.value else ""
        place = (node.span.line, node.span.column) if node else (0, 0)
        return (self.figure, file, *place)


@dataclass(frozen=True, slots=True)
class Origins:
    """Looks sources up; ``designs`` say which parts of a quotation stand in the text."""

    sources: Sources
    designs: Mapping[str, Design]

    def of(self, box: str, part: str) -> Origin | None:
        """The source of a box's part (``own.title``, ``2.label``), if an edit can go there."""
        whose, _, name = part.partition(".")
        row = int(whose) if whose.isdigit() else -1
        if box in ("masthead", "imprint"):
            return self._published(name)
        if box == TAIL:
            return _origin(tail_value(self.sources, part.removeprefix("own.")), part)
        if page := next((p for p in leaves_of(self.sources.publication) if p.box == box), None):
            return self._of_page(page, row, name)
        if box == DASHBOARD:
            return self._dashboard(row, name)
        if box.endswith(BOX) and (found := self._figure(box.removesuffix(BOX))):
            return self._of_figure(*found, name)
        leaf = self.sources.leaves.get(box)
        if leaf is None:
            return None
        return self._of_block(leaf, leaf.block, row, name)

    def title(self, section: Section) -> Origin | None:
        """The source of a section's title."""
        return self._front(section.id, "title")

    def figure_place(self, identifier: str) -> tuple[Metric, Leaf] | None:
        """A marked figure and the leaf it stands in."""
        return self._figure(identifier)

    # -- publication.yaml ------------------------------------------------------------------

    def _yaml(self) -> Node | None:
        return read_yaml(self.sources.texts[PUBLICATION], PUBLICATION, Sink())

    def _published(self, name: str) -> Origin | None:
        node = self._yaml()
        found = child(node, name)
        if found is None and name == "slogan":
            found = child(node, "title")
        return _origin(value(PUBLICATION, found, words=name == "slogan"), name)

    def _of_page(self, page: Page, row: int, name: str) -> Origin | None:
        """A word of cover, title page, imprint or back: its own, or the publication's."""
        node = child(self._yaml(), page.kind)
        if row >= 0:
            label = page.rows[row][0] if row < len(page.rows) else ""
            found = child(node, "rows", label) if name == "value" else None
            return _origin(value(PUBLICATION, found), label)
        own = child(node, name)
        if own is None and name == "slogan":
            own = child(node, "title") if child(self._yaml(), "slogan") is None else None
        if own is None:
            return self._published(name) if page.kind in ("cover", "title-page") else None
        return _origin(value(PUBLICATION, own, words=name in ("slogan", "title")), name)

    def _dashboard(self, row: int, name: str) -> Origin | None:
        front = self.sources.publication.front
        block = next((b for b in front if isinstance(b, Metrics) and b.id == DASHBOARD), None)
        if block is None or not 0 <= row < len(block.entries):
            return None
        node = child(self._yaml(), DASHBOARD, row)
        return self._of_entry(block.entries[row], node, PUBLICATION, name, "")

    # -- blocks ----------------------------------------------------------------------------

    def _of_block(self, leaf: Leaf, block: Block, row: int, name: str) -> Origin | None:
        if isinstance(block, Table):
            return self._of_table(leaf, block, row, name)
        body = _body(leaf)
        if isinstance(block, Metrics):
            if row < 0:
                return _origin(_attribute(leaf.file, leaf.written.attributes, name), name)
            if row >= len(block.entries):
                return None
            return self._of_entry(
                block.entries[row], child(body, row), leaf.file, name, leaf.section
            )
        if isinstance(block, PullQuote):
            return self._of_quote(leaf, block, body, row, name)
        if isinstance(block, Picture | Chart | Code):
            return _origin(_attribute(leaf.file, leaf.written.attributes, name), name)
        return None

    def _of_table(self, leaf: Leaf, block: Table, row: int, name: str) -> Origin | None:
        """A cell by its number, or a text of the attributes."""
        if name != CELL:
            return _origin(_attribute(leaf.file, leaf.written.attributes, name), name)
        found = source_of(leaf, block, row, self.sources)
        if isinstance(found, CellText):
            return Origin(cell=found, shown=name)
        return _origin(found, name)

    def _of_quote(
        self, leaf: Leaf, block: PullQuote, body: Node | None, row: int, name: str
    ) -> Origin | None:
        design = self.designs.get(block.attrs.design)
        part = "terms" if row >= 0 or name == SUM else name
        node = child(body, part, row) if row >= 0 else child(body, part)
        joint = " + " if name == SUM else "\n"
        drawn = block.repeats and design is not None and part in design.verbatim
        home = leaf.section if drawn and row < 0 else ""
        return _origin(value(leaf.file, node, joint=joint), name, home)

    def _of_entry(
        self, entry: Entry, node: Node | None, file: str, name: str, home: str
    ) -> Origin | None:
        own = child(node, name)
        if own is not None and (name != "value" or not entry.id):
            section = (entry.from_ or home) if name == "value" else ""
            return _origin(value(file, own), name, section)
        if not entry.id:
            section = entry.from_ or home
            return self._front(section, "tag") if name == "tag" and section else None
        found = self._figure(entry.id)
        return self._of_figure(*found, name) if found else None

    # -- figures ---------------------------------------------------------------------------

    def _figure(self, identifier: str) -> tuple[Metric, Leaf] | None:
        for leaf in self.sources.leaves.values():
            if leaf.kind == "box":
                continue
            for metric in leaf.block.metrics():
                if metric.id == identifier:
                    return metric, leaf
        return None

    def _of_figure(self, metric: Metric, leaf: Leaf, name: str) -> Origin | None:
        if name == "value":
            return Origin(figure=metric.id, shown=metric.id)
        attributes = figure_attributes(leaf, metric.id)
        found = _attribute(leaf.file, attributes, name)
        if found is None and name == "tag":
            return self._front(leaf.section, "tag")
        return _origin(found, f"{metric.id} {name}")

    def _front(self, section: str, name: str) -> Origin | None:
        source = self.sources.of_section(section)
        found = child(source.front, name) if source else None
        return _origin(value(source.file, found), name) if source else None


def _origin(found: Value | None, shown: str, section: str = "") -> Origin | None:
    return None if found is None else Origin(value=found, section=section, shown=shown)


def _body(leaf: Leaf) -> Node | None:
    at = leaf.written.body_span
    if at is None:
        return None
    return read_yaml(leaf.written.body, at.file, Sink(), line=at.line, column=at.column)


def _attribute(file: str, attributes: Attributes | None, name: str) -> Value | None:
    node = attributes.node.get(name) if attributes else None
    return value(file, node, attribute=True)


def figure_attributes(leaf: Leaf, identifier: str) -> Attributes | None:
    """The braces of a marked figure."""
    ids = iter([metric.id for metric in leaf.block.metrics()])
    for piece in leaf.written.pieces:
        attributes = piece.attributes
        figure = piece.turn > 0 and attributes is not None and attributes.classes[:1] == ("metric",)
        if figure and next(ids, "") == identifier:
            return attributes
    return None


def pulled(leaf: Leaf) -> list[Metric]:
    """The figures of a leaf that draw a box of their own."""
    if not isinstance(leaf.block, Paragraph):
        return []
    return [metric for metric in leaf.block.metrics() if metric.pull != "none"]
