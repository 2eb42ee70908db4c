"""A circular's folder to a :class:`Publication`: its fields, and the text between them.

The text stands in one file, ``text.md`` (正文.md), which needs no front matter; or in sections,
whose titles then are headings of the first level.
"""

from __future__ import annotations

from collections.abc import Iterable

from typeset.blocks.kind import BlockKind
from typeset.diagnostics import Sink, Span
from typeset.model.circular import ENCLOSED, Circular
from typeset.model.nodes import Node
from typeset.model.publication import Publication, Section
from typeset.project import Project
from typeset.reading.circular import circular_of, metadata_of
from typeset.reading.circular_specs import CircularSpec
from typeset.reading.markdown import read_markdown
from typeset.reading.publication import FILE, FOLDER, check_language, outputs_of, sections_of
from typeset.reading.sections import Claims, Kinds, SectionReader, front_matter
from typeset.reading.typed import build

TEXTS = ("text.md", "正文.md")
TEXT = "text"
"""The id of the section that ``text.md`` makes."""


def read_circular(
    project: Project, node: Node | None, kinds: Iterable[BlockKind], sink: Sink
) -> Publication | None:
    """Everything written in a circular's folder; None if its fields do not hold.

    Faults of the text are reported all the same.
    """
    spec = None if node is None else build(CircularSpec, node, sink, code="circular")
    claims = Claims(sink)
    reader = SectionReader(project, Kinds.of(kinds), claims, sink)
    sections = (*_text(project, spec, reader, sink), *_enclosed(project, spec, reader, sink))
    claims.settle()
    if spec is None:
        return None
    check_language(spec.language, spec.language_span, sink)
    circular = circular_of(spec, sink)
    return Publication(
        metadata=metadata_of(circular, spec),
        front=(),
        sections=sections,
        outputs=outputs_of(spec.outputs, sink),
        circular=circular,
        sources=project.sources,
        span=spec.span,
    )


def _text(
    project: Project, spec: CircularSpec | None, reader: SectionReader, sink: Sink
) -> Iterable[Section]:
    file = next((name for name in TEXTS if project.exists(name)), None)
    if file is None and not project.names(FOLDER, ".md"):
        place = spec.span if spec else Span(FILE)
        hint = f"write it into {TEXTS[0]}, headings with # to ####"
        sink.error("circular/no-text", "the circular has no text (正文)", place, hint)
    elif file is None:
        yield from sections_of(project, spec, reader, sink)
    elif (text := project.read_text(file, Span(FILE), sink)) is not None:
        yield text_section(file, text, reader, sink, title=spec.title.text if spec else "")


def text_section(
    file: str, text: str, reader: SectionReader, sink: Sink, *, title: str, name: str = TEXT
) -> Section:
    """One file of text as a section; its title is the circular's or the attachment's."""
    body = text
    if text.startswith("---"):
        _, body = front_matter(text, file, sink)
    written = read_markdown(body, file, reader.parser, sink)
    if not written:
        sink.error("content/empty-section", f"'{file}' has no text", Span(file))
    blocks = reader.blocks(name, "", written)
    return Section(id=name, title=title, blocks=blocks, span=Span(file), title_span=Span(file))


def _enclosed(
    project: Project, spec: CircularSpec | None, reader: SectionReader, sink: Sink
) -> Iterable[Section]:
    """The texts that are bound with the circular, each a section of its own."""
    for number, each in enumerate(spec.attachments if spec else (), 1):
        name = each.source.text
        if not each.bound or not name.endswith(".md"):
            continue
        text = project.read_text(name, each.source.span, sink)
        if text is not None:
            own = f"{ENCLOSED}{number}"
            yield text_section(name, text, reader, sink, title=each.title.text, name=own)


def read_enclosure(
    project: Project, kinds: Iterable[BlockKind], circular: Circular, place: int, sink: Sink
) -> Section | None:
    """The text of an attachment that is a file of its own, counted from 1."""
    each = circular.enclosures[place - 1]
    claims = Claims(sink)
    reader = SectionReader(project, Kinds.of(kinds), claims, sink)
    text = project.read_text(each.source.text, each.source.span, sink)
    if text is None:
        return None
    section = text_section(each.source.text, text, reader, sink, title=each.title.text)
    claims.settle()
    return section
