"""One section: front matter and Markdown to a :class:`Section` of typed blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from typeset.blocks.kind import BlockKind, Raw, RawTable, Source
from typeset.blocks.table import Table
from typeset.diagnostics import Sink, Span, nearest
from typeset.model.inline import Indexed, Ref
from typeset.model.nodes import Mapping as MappingNode
from typeset.model.nodes import Node
from typeset.model.publication import Block, Section
from typeset.project import Project
from typeset.reading import yaml_nodes
from typeset.reading.footnotes import Notes
from typeset.reading.images import Images
from typeset.reading.inlines import InlineReader
from typeset.reading.markdown import make_parser, read_markdown
from typeset.reading.specs import SectionSpec
from typeset.reading.tables import TableReader
from typeset.reading.typed import build
from typeset.reading.written import Written
from typeset.record import dataclass

_NUMBER = re.compile(r"\d+[-_.\s]*")
_FORMS = {"list": "a list", "quote": "a quotation", "heading": "a heading", "table": "a table"}


@dataclass(frozen=True, slots=True)
class Kinds:
    """The block types, by container name and by Markdown form."""

    containers: Mapping[str, BlockKind]
    forms: Mapping[str, BlockKind]

    @classmethod
    def of(cls, kinds: Iterable[BlockKind]) -> Kinds:
        """Sort a registry."""
        every = tuple(kinds)
        return cls(
            {k.name: k for k in every if k.form == "container"},
            {k.form: k for k in every if k.form != "container"},
        )

    @property
    def with_yaml(self) -> frozenset[str]:
        """Names of the containers whose body is YAML."""
        return frozenset(n for n, k in self.containers.items() if k.body is not None)

    @property
    def mixed(self) -> frozenset[str]:
        """Names of those whose body may be Markdown as well."""
        return frozenset(n for n, k in self.containers.items() if k.mixed)


@dataclass(slots=True)
class Claims:
    """Names that must be unique or must exist, gathered over all sections.

    ``ids`` maps a block's or figure's id to the place that made it; ``links`` are the targets
    of links inside the publication.
    """

    sink: Sink
    ids: dict[str, Span] = field(default_factory=dict)
    links: list[tuple[str, Span]] = field(default_factory=list)
    refs: list[Ref] = field(default_factory=list)
    marks: list[Indexed] = field(default_factory=list)  # of the index

    def claim(self, name: str, span: Span) -> None:
        """Take an id, or report who has it."""
        first = self.ids.setdefault(name, span)
        if first is not span:
            self.sink.error(
                "content/duplicate-id", f"the id '{name}' is given twice; first at {first}", span
            )

    def link(self, target: str, span: Span) -> None:
        """Note that something points to an id."""
        self.links.append((target, span))

    def refer(self, ref: Ref) -> None:
        """Note a cross reference."""
        self.refs.append(ref)

    def settle(self) -> None:
        """Report links to nowhere."""
        for target, span in self.links:
            if target not in self.ids:
                self.sink.error(
                    "content/unknown-target", f"there is no '#{target}'", span,
                    nearest(target, self.ids),
                )  # fmt: skip


class SectionReader:
    """Reads sections of one project; its Markdown parser is made once and keeps no state."""

    def __init__(
        self,
        project: Project,
        kinds: Kinds,
        claims: Claims,
        sink: Sink,
        accents: frozenset[str] | None = None,
    ) -> None:
        self.project, self.kinds, self.claims, self.sink = project, kinds, claims, sink
        self.accents = accents
        self.parser = make_parser(kinds.with_yaml, kinds.mixed)
        self.images = Images(project, sink)

    def read(self, stem: str, file: str, text: str) -> Section | None:
        """The section written in ``text``; None after a fault in its front matter.

        Faults of the text below are reported all the same.
        """
        node, body = front_matter(text, file, self.sink)
        spec = None if node is None else build(SectionSpec, node, self.sink, code="content")
        name = spec.id.text if spec and spec.id else section_id(stem)
        tag = spec.tag if spec else ""
        written = read_markdown(body, file, self.parser, self.sink)
        blocks = self.blocks(name, tag, written)
        if not written and not (spec and spec.layout == "part"):
            place = spec.title.span if spec else Span(file)
            self.sink.error("content/empty-section", f"the section '{stem}' has no text", place)
        if spec is None:
            return None
        self.check_accent(spec)
        self.claims.claim(name, spec.id.span if spec.id else spec.title.span)
        return Section(
            id=name,
            title=spec.title.text,
            blocks=blocks,
            span=spec.span,
            title_span=spec.title.span,
            number=spec.number,
            tag=spec.tag,
            accent=spec.accent,
            layout=spec.layout,
            running_head=spec.running_head,
            writing_mode=spec.writing_mode or "",
            columns=spec.columns,
            opens=spec.opens,
            numbered=spec.numbered,
            folio=spec.folio.sample if spec.folio else "",
        )

    def blocks(self, section: str, tag: str, written: tuple[Written, ...]) -> tuple[Block, ...]:
        """The blocks of one section, their ids claimed."""
        claims = self.claims
        notes = Notes(section, self.sink, claims.claim)
        notes.define(written)
        inlines = InlineReader(
            section, tag, self.sink, self.picture, claims.claim, claims.link, notes,
            refer=claims.refer, mark=claims.marks.append,
        )  # fmt: skip
        tables = TableReader(self.project, inlines, self.sink)
        made = _Blocks(self.kinds, inlines, tables, claims, self.sink, self.images).all(written)
        notes.settle()
        return made

    def check_accent(self, spec: SectionSpec) -> None:
        """An accent is a name of the palette (where the style could be read)."""
        if spec.accent and self.accents is not None and spec.accent not in self.accents:
            self.sink.error(
                "content/unknown-accent",
                f"the palette has no colour '{spec.accent}'",
                spec.accent_span,
                nearest(spec.accent, self.accents),
            )

    def picture(self, path: str, at: Span) -> None:
        """A picture among words must be there, and yet cannot stand where it is."""
        if self.project.path(path, at, self.sink) is not None:
            self.sink.error(
                "content/picture-in-text", "a picture stands in a paragraph of its own", at,
                "put empty lines before and after it",
            )  # fmt: skip


@dataclass(slots=True)
class _Blocks:
    """Written blocks to typed ones, by their kinds."""

    kinds: Kinds
    inlines: InlineReader
    tables: TableReader
    claims: Claims
    sink: Sink
    images: Images
    count: int = 0

    def all(self, written: Iterable[Written]) -> tuple[Block, ...]:
        made = (self.block(w) for w in written if w.form != "note")
        return tuple(part for b in made if b is not None for part in b.unfolded())

    def block(self, written: Written) -> Block | None:
        kind = self.kind(written)
        if kind is None:
            self.all(written.children)  # for the faults in them
            return None
        raw = self.raw(kind, written)
        return None if raw is None else kind.read(raw, self.sink)

    def kind(self, written: Written) -> BlockKind | None:
        if written.form == "container":
            known = self.kinds.containers
            if written.name not in known:
                self.sink.error(
                    "content/unknown-block", f"unknown block ':::{written.name}'", written.span,
                    nearest(written.name, known) or "known are " + ", ".join(sorted(known)),
                )  # fmt: skip
            return known.get(written.name)
        kind = self.kinds.forms.get(written.form)
        if kind is None:
            what = _FORMS.get(written.form, f"a {written.form}")
            self.sink.error(
                "content/unsupported", f"{what} is not part of the format yet", written.span
            )
        return kind

    def raw(self, kind: BlockKind, written: Written) -> Raw | None:
        self.count += 1
        name = f"{self.inlines.section}-{self.count}"
        if written.attributes and (own := written.attributes.id):
            name = own.text
            self.claims.claim(name, own.span)
        pieces, places = written.pieces, written.places
        inlines = self.inlines.read(pieces, places) if places else ()
        tabled = kind.model is Table
        children = self.all(c for c in written.children if not (tabled and c.table))
        attrs = self.attributes(kind, written)
        body = self.body(kind, written)
        if attrs is None or (written.body_span is not None and kind.body and body is None):
            return None
        table = None
        if tabled:
            table = self.table(written, attrs, body)
            if table is None:
                return None
        return Raw(
            id=name,
            span=written.span,
            attrs=attrs,
            attrs_span=written.attributes.span if written.attributes else written.span,
            body=body,
            inlines=inlines,
            children=children,
            level=written.level,
            ordered=written.ordered,
            named=bool(written.attributes and written.attributes.id),
            start=written.start,
            image=self.images.image,
            table=table,
            file=self.text,
        )

    def table(self, written: Written, attrs: Any, body: Any) -> RawTable | None:
        """The cells of a table; None after their faults were reported."""
        if written.form == "table":
            return self.tables.plain(written)
        return self.tables.contained(written, attrs, body)

    def text(self, path: str, at: Span) -> str | None:
        """A text file of the project, named at a place."""
        return self.images.project.read_text(path, at, self.sink)

    def attributes(self, kind: BlockKind, written: Written) -> Any:
        if written.attributes is None:
            return build(kind.attrs, MappingNode((), written.span), self.sink, code="content")
        attributes = written.attributes
        if attributes.classes:
            self.sink.error(
                "content/attributes", f"class '.{attributes.classes[0]}' means nothing here",
                attributes.span, "settings are written key=value",
            )  # fmt: skip
        own = tuple(e for e in attributes.node.entries if e.key != "id")
        return build(kind.attrs, MappingNode(own, attributes.span), self.sink, code="content")

    def body(self, kind: BlockKind, written: Written) -> Any:
        if kind.body is None or written.body_span is None:
            return None
        if kind.body is Source:
            return Source(written.body, written.body_span)
        if not written.body.strip():
            self.sink.error("content/empty-block", f"':::{kind.name}' is empty", written.span)
            return None
        at = written.body_span
        node = yaml_nodes.read_yaml(written.body, at.file, self.sink, line=at.line,
                                    column=at.column)  # fmt: skip
        return None if node is None else build(kind.body, node, self.sink, code="content")


def section_id(stem: str) -> str:
    """``02-industry`` is called ``industry``; a stem that is all number keeps it."""
    return stem[found.end() :] or stem if (found := _NUMBER.match(stem)) else stem


def front_matter(text: str, file: str, sink: Sink) -> tuple[Node | None, str]:
    """The YAML between two ``---`` lines at the top, and the text with those lines blanked.

    A section without it, or with one that is not closed, is reported.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        sink.error(
            "content/front-matter",
            "a section begins with front matter",
            Span(file),
            "write '---', 'title: …' and '---' in its first lines",
        )
        return None, text
    ends = (n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "..."))
    end = next(ends, None)
    if end is None:
        sink.error("content/front-matter", "the front matter is not closed by '---'", Span(file))
        return None, ""
    node = yaml_nodes.read_yaml("\n".join(lines[1:end]), file, sink, line=2)
    return node, "\n" * (end + 1) + "\n".join(lines[end + 1 :])
