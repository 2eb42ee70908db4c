"""What ``publication.yaml`` and a section's front matter may hold, as types.

The typed loader fills these; ``typeset schema publication`` and ``schema section`` print them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, ClassVar, Literal, Self, get_args

from typeset.blocks.metrics import Entry
from typeset.diagnostics import NOWHERE, Sink, Span, nearest
from typeset.flow import WritingMode
from typeset.model.circular import NOTHING, Said
from typeset.model.columns import ColumnsSpec
from typeset.model.nodes import Scalar
from typeset.model.publication import ContentsSpec, IndexBy, IndexSpec, Layout, Opens
from typeset.reading.leaf_specs import BackSpec, CoverSpec, ImprintSpec, LogoSpec, TitlePageSpec
from typeset.record import dataclass
from typeset.style.label import Label


@dataclass(frozen=True, slots=True)
class Word:
    """A text with its place, for what is looked up later (a section, a file stem)."""

    text: str
    span: Span = NOWHERE

    SCHEMA: ClassVar[Mapping[str, Any]] = {"type": "string"}

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        """Read any text that is not empty; else the error ``content/value``."""
        if scalar.text.strip():
            return cls(scalar.text, scalar.span)
        sink.error("content/value", "expected a text, found nothing", scalar.span)
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputsSpec:
    """``name`` is the stem of the files written; ``output-intent`` the printing condition.

    ``inks`` lists the only plates of the job: ``C M Y K`` and spot inks by their names.
    """

    name: str = "publication"
    output_intent: str = "FOGRA39"
    inks: tuple[Word, ...] = ()
    name_span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachSpec:
    """That the publication is an attachment of an official circular (GB/T 9704-2012, 7.3.7)."""

    to: Said = field(metadata={"aliases": ("发文字号",)})  # the circular's number
    no: int = field(default=1, metadata={"aliases": ("序号",)})
    of: int = field(default=1, metadata={"aliases": ("共",)})
    title: Said = field(default=NOTHING, metadata={"aliases": ("名称",)})
    bound: bool = field(default=False, metadata={"aliases": ("装订",)})
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsAsked:
    """The list of contents: ``depth`` levels, of which sections are the first.

    ``leaders`` are dots from an entry to its page, also in lists of figures and tables; without a
    ``title`` it is called 目录.
    """

    depth: Literal[1, 2, 3, 4, 5] = 2
    leaders: bool = True
    title: str = ""

    def spec(self) -> ContentsSpec:
        """As the publication has it."""
        return ContentsSpec(depth=self.depth, leaders=self.leaders, title=self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexAsked:
    """An index of the terms marked ``[…]{.index}``; ``true`` or ``pinyin`` asks for it plainly.

    It is sorted ``by`` pinyin or strokes and stands last, in so many ``columns``, on the page
    that ``opens`` it; without a ``title`` it is called 索引.
    """

    by: IndexBy = "pinyin"
    title: str = ""
    columns: Literal[1, 2, 3, 4, 5, 6] = 3
    opens: Literal["page", "left", "right"] = "page"
    span: Span = NOWHERE

    SCHEMA: ClassVar[Mapping[str, Any]] = {"enum": [True, *get_args(IndexBy)]}

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        """Read ``true``, ``pinyin`` or ``strokes``; anything else is ``publication/index``."""
        if scalar.value is True:
            return cls(span=scalar.span)
        for by in get_args(IndexBy):
            if scalar.text == by:
                return cls(by=by, span=scalar.span)
        sink.error(
            "publication/index",
            f"expected true, pinyin or strokes, found '{scalar.text}'",
            scalar.span,
            nearest(scalar.text, get_args(IndexBy)),
        )
        return None


def indexes_of(asked: IndexAsked | tuple[IndexAsked, ...]) -> tuple[IndexSpec, ...]:
    """The indexes that are asked for."""
    several = asked if isinstance(asked, tuple) else (asked,)
    return tuple(
        IndexSpec(by=one.by, title=one.title, columns=one.columns, opens=one.opens, span=one.span)
        for one in several
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationSpec:
    """``publication.yaml``. ``order`` lists section file stems; default: all, by name.

    ``number``, ``secrecy`` and ``urgency`` of an official document go into the metadata.

    ``dashboard`` lists figures as ``:::metrics`` does: by ``id``, or by ``value`` and ``from``.
    """

    title: Word
    slogan: str = ""
    subtitle: str = ""
    issuer: str = ""
    date: str = ""
    language: str = "zh-Hans-CN"
    number: str = ""
    secrecy: str = ""
    urgency: str = ""
    order: tuple[Word, ...] | None = None
    outputs: OutputsSpec = OutputsSpec()
    dashboard: tuple[Entry, ...] = ()
    contents: bool | ContentsAsked = False
    lists: tuple[Literal["figures", "tables"], ...] = ()
    index: IndexAsked | tuple[IndexAsked, ...] = ()  # one, or several
    attach: AttachSpec | None = None  # of an official circular
    cover: CoverSpec | None = None  # the cover stands in the masthead's place
    back: BackSpec | None = None
    title_page: TitlePageSpec | None = None
    imprint: ImprintSpec | None = None
    logo: LogoSpec | None = None  # instead of the sample's
    date_span: Span = NOWHERE
    language_span: Span = NOWHERE
    order_span: Span = NOWHERE
    dashboard_span: Span = NOWHERE
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionSpec:
    """A section's front matter. ``id`` defaults to the file's stem without its number."""

    title: Word
    id: Word | None = None
    number: str = ""
    tag: str = ""
    accent: str = ""
    layout: Layout = "banner"
    running_head: str = ""
    writing_mode: WritingMode | None = None
    columns: ColumnsSpec | None = None
    opens: Opens = ""
    numbered: bool = True
    folio: Label | None = None
    accent_span: Span = NOWHERE
    span: Span = NOWHERE
