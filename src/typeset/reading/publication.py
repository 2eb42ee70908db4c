"""``publication.yaml`` and the sections it orders, to a :class:`Publication`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from typeset.blocks.kind import BlockKind, Raw
from typeset.diagnostics import Sink, Span, nearest
from typeset.model.nodes import Entry, Mapping, Scalar
from typeset.model.publication import Block, Metadata, Outputs, Publication, Section
from typeset.project import Project
from typeset.reading import yaml_nodes
from typeset.reading.sections import Claims, Kinds, SectionReader
from typeset.reading.specs import PublicationSpec, Word
from typeset.reading.typed import build

FILE = "publication.yaml"
FOLDER = "sections"
SUFFIX = ".md"
DASHBOARD = "dashboard"

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")  # the form of BCP 47
_STEM = re.compile(r'[^\\/:*?"<>|\s.][^\\/:*?"<>|]*')


def read_publication(
    project: Project,
    kinds: Iterable[BlockKind],
    sink: Sink,
    accents: frozenset[str] | None = None,
) -> Publication | None:
    """Everything written in the project but its style, whose palette are the ``accents``.

    Every fault of the publication file and of all sections is reported; None if the
    publication file itself does not hold.
    """
    spec = _spec(project, sink)
    known = Kinds.of(kinds)
    claims = Claims(sink)
    reader = SectionReader(project, known, claims, sink, accents)
    sections = tuple(_sections(project, spec, reader, sink))
    claims.settle()
    if spec is None:
        return None
    front = _front(spec, known, sink)
    return Publication(
        metadata=_metadata(spec, sink),
        front=front,
        sections=sections,
        outputs=_outputs(spec, sink),
        contents=spec.contents,
        sources=project.sources,
        span=spec.span,
    )


def _spec(project: Project, sink: Sink) -> PublicationSpec | None:
    text = project.read_text(FILE, Span(FILE), sink)
    if text is None:
        return None
    node = yaml_nodes.read_yaml(text, FILE, sink)
    return None if node is None else build(PublicationSpec, node, sink, code="publication")


def _metadata(spec: PublicationSpec, sink: Sink) -> Metadata:
    if not _LANGUAGE.fullmatch(spec.language):
        sink.error(
            "publication/language",
            f"'{spec.language}' is not a language tag",
            spec.language_span,
            "write it as zh-Hans-CN, zh-Hant-TW, ja or ko",
        )
    if spec.date and not _is_date(spec.date):
        sink.error(
            "publication/date",
            f"'{spec.date}' is not a date",
            spec.date_span,
            "write it as 2021-12-31",
        )
    return Metadata(
        title=spec.title.text,
        slogan=spec.slogan,
        subtitle=spec.subtitle,
        issuer=spec.issuer,
        date=spec.date,
        language=spec.language,
        number=spec.number,
        secrecy=spec.secrecy,
        urgency=spec.urgency,
        span=spec.title.span,
    )


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2021-12-31")


def _outputs(spec: PublicationSpec, sink: Sink) -> Outputs:
    outputs = spec.outputs
    if not _STEM.fullmatch(outputs.name):
        sink.error(
            "publication/name", f"'{outputs.name}' cannot be a file's name", outputs.name_span
        )
    return Outputs(name=outputs.name, output_intent=outputs.output_intent)


# -- sections -------------------------------------------------------------------------------


def _sections(
    project: Project, spec: PublicationSpec | None, reader: SectionReader, sink: Sink
) -> Iterable[Section]:
    """The sections in order; by name, for the faults in them, where there is no ``spec``."""
    stems = project.names(FOLDER, SUFFIX)
    if not stems and not (spec and spec.order):
        place = spec.span if spec else Span(FILE)
        sink.error(
            "publication/no-sections",
            f"there is no section in '{FOLDER}/'",
            place,
            f"write one file, such as {FOLDER}/01-first{SUFFIX}",
        )
    for word in _order(spec, stems, sink):
        file = f"{FOLDER}/{word.text}{SUFFIX}"
        text = project.read_text(file, word.span, sink)
        section = None if text is None else reader.read(word.text, file, text)
        if section is not None:
            yield section


def _order(spec: PublicationSpec | None, stems: tuple[str, ...], sink: Sink) -> list[Word]:
    """The sections to read; entries that name none, or one twice, are reported."""
    if spec is None or spec.order is None:
        return [Word(stem, Span(f"{FOLDER}/{stem}{SUFFIX}")) for stem in stems]
    taken: dict[str, Word] = {}
    for word in spec.order:
        stem = word.text.removesuffix(SUFFIX)
        if stem in taken:
            sink.error("publication/order", f"section '{stem}' is listed twice", word.span)
        elif stem in stems:
            taken[stem] = Word(stem, word.span)
        else:
            sink.error("publication/missing-section",
                       f"there is no section file '{FOLDER}/{stem}{SUFFIX}'", word.span,
                       nearest(stem, stems))  # fmt: skip
    for stem in stems:
        if stem not in taken:
            sink.warn("publication/unlisted-section",
                      f"section '{stem}' is not listed in 'order' and is left out",
                      spec.order_span)  # fmt: skip
    return list(taken.values())


# -- the dashboard ---------------------------------------------------------------------------


def _front(spec: PublicationSpec, kinds: Kinds, sink: Sink) -> tuple[Block, ...]:
    """The page-one dashboard as a metrics block in the design ``grid``."""
    kind = kinds.containers.get("metrics")
    if not spec.dashboard or kind is None:
        return ()
    span = spec.dashboard_span
    design = Entry("design", span, Scalar("grid", "grid", span))
    attrs: Any = build(kind.attrs, Mapping((design,), span), sink, code="publication")
    if attrs is None:
        return ()
    raw = Raw(id=DASHBOARD, span=span, attrs=attrs, attrs_span=span, body=spec.dashboard)
    block = kind.read(raw, sink)
    return () if block is None else (block,)
