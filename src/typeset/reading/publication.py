"""``publication.yaml`` and the sections it orders, to a :class:`Publication`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from typeset.blocks.kind import BlockKind, Raw
from typeset.diagnostics import NOWHERE, Sink, Span, nearest
from typeset.model.circular import Attach
from typeset.model.nodes import Entry, Mapping, Node, Scalar
from typeset.model.publication import Block, ContentsSpec, Metadata, Outputs, Publication, Section
from typeset.project import Project
from typeset.reading import yaml_nodes
from typeset.reading.leaves import Leaves, logo_of
from typeset.reading.sections import Claims, Kinds, SectionReader
from typeset.reading.specs import ContentsAsked, OutputsSpec, PublicationSpec, Word, indexes_of
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
    node = _node(project, sink)
    if is_circular(node):
        from typeset.reading.circular_project import read_circular  # noqa: PLC0415 - its own kind

        return read_circular(project, node, kinds, sink)
    spec = None if node is None else build(PublicationSpec, node, sink, code="publication")
    known = Kinds.of(kinds)
    claims = Claims(sink)
    reader = SectionReader(project, known, claims, sink, accents)
    sections = tuple(sections_of(project, spec, reader, sink))
    leaves = Leaves(spec, reader.images, claims, sink).all() if spec else ()
    claims.settle()
    if spec is None:
        return None
    front = _front(spec, known, sink)
    return Publication(
        metadata=_metadata(spec, sink),
        front=front,
        sections=sections,
        outputs=outputs_of(spec.outputs, sink),
        contents=bool(spec.contents),
        listing=listing_of(spec.contents),
        lists=spec.lists,
        attach=_attach(spec, sink),
        leaves=leaves,
        logo=logo_of(spec.logo, reader.images),
        refs=tuple(claims.refs),
        index=indexes_of(spec.index),
        marks=tuple(claims.marks),
        sources=project.sources,
        span=spec.span,
    )


def listing_of(asked: bool | ContentsAsked) -> ContentsSpec:
    """How the lists look that are asked for."""
    return asked.spec() if isinstance(asked, ContentsAsked) else ContentsSpec()


def _node(project: Project, sink: Sink) -> Node | None:
    text = project.read_text(FILE, Span(FILE), sink)
    return None if text is None else yaml_nodes.read_yaml(text, FILE, sink)


def is_circular(node: Node | None) -> bool:
    """Whether the publication is an official circular (``kind: circular``, ``类: 公文``)."""
    if not isinstance(node, Mapping):
        return False
    kind = node.get("kind") or node.get("类")
    return isinstance(kind, Scalar) and kind.text in ("circular", "公文")


def _attach(spec: PublicationSpec, sink: Sink) -> Attach | None:
    if spec.attach is None:
        return None
    from typeset.reading.circular import attach_of  # noqa: PLC0415 - few are attachments

    return attach_of(spec.attach, sink)


def check_language(language: str, span: Span, sink: Sink) -> None:
    """Report a language that has not the form of a tag (BCP 47)."""
    if not _LANGUAGE.fullmatch(language):
        sink.error(
            "publication/language",
            f"'{language}' is not a language tag",
            span,
            "write it as zh-Hans-CN, zh-Hant-TW, ja or ko",
        )


def _metadata(spec: PublicationSpec, sink: Sink) -> Metadata:
    check_language(spec.language, spec.language_span, sink)
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


def outputs_of(outputs: OutputsSpec, sink: Sink) -> Outputs:
    """What is written, and under which name; a name that no file can have is reported."""
    if not _STEM.fullmatch(outputs.name):
        sink.error(
            "publication/name", f"'{outputs.name}' cannot be a file's name", outputs.name_span
        )
    return Outputs(
        name=outputs.name,
        output_intent=outputs.output_intent,
        inks=tuple(_PLATES.get(ink.text.casefold(), ink.text) for ink in outputs.inks),
        inks_span=outputs.inks[0].span if outputs.inks else NOWHERE,
    )


_PLATES = {"cyan": "C", "magenta": "M", "yellow": "Y", "black": "K", "黑": "K"} | {
    letter.casefold(): letter for letter in "CMYK"
}


# -- sections -------------------------------------------------------------------------------


class Ordered(Protocol):
    """What says in which order sections stand."""

    @property
    def order(self) -> tuple[Word, ...] | None:
        """File stems, or None for all by name."""

    @property
    def order_span(self) -> Span:
        """Where they are listed."""

    @property
    def span(self) -> Span:
        """Where the publication is described."""


def sections_of(
    project: Project, spec: Ordered | None, reader: SectionReader, sink: Sink
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


def _order(spec: Ordered | None, stems: tuple[str, ...], sink: Sink) -> list[Word]:
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
