"""What a block is to the loader and to the two lowerings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal, Protocol

from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.flow import Fill, FlowItem, Line, Shape, Words
from typeset.model.inline import Inline
from typeset.model.pictures import Image
from typeset.model.publication import Block
from typeset.record import dataclass
from typeset.reflow import ReflowItem

Form = Literal["heading", "paragraph", "list", "item", "quote", "container", "table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawCell:
    """A cell of a table as it is read; ``merge`` makes it one with a neighbour."""

    inlines: tuple[Inline, ...]
    span: Span
    merge: Literal["", "up", "left"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """Rows of cells, all of one length; ``aligns`` is empty where nothing was said."""

    rows: tuple[tuple[RawCell, ...], ...]
    head: int
    aligns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A body that is no YAML: its text as written, and where that begins."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Vector:
    """A drawing from a file: its size in points, its paths and words."""

    width: float
    height: float
    parts: tuple[Fill | Line | Shape | Words, ...]


def no_text(path: str, at: Span) -> str | None:  # noqa: ARG001 - the form of what opens files
    """No text: for blocks that are not read from a project."""
    return None


class LooksAt(Protocol):
    """Looks at a picture file; ``page`` is that of a PDF, asked for at ``page_at``."""

    def __call__(
        self, path: str, at: Span, page: int = 0, page_at: Span = NOWHERE
    ) -> Image | Vector | None:
        """Its facts, or what a drawing draws; None with a finding."""
        ...


def no_image(
    path: str,  # noqa: ARG001 - the form of what opens files
    at: Span,  # noqa: ARG001
    page: int = 0,  # noqa: ARG001
    page_at: Span = NOWHERE,  # noqa: ARG001
) -> Image | Vector | None:
    """No picture: for blocks that are not read from a project."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A block as the Markdown reader hands it over.

    ``attrs`` is an instance of the kind's ``attrs`` class, ``body`` one of its ``body``
    type (None where the body is Markdown, then ``children`` or ``inlines`` hold it).
    ``named`` says that the author gave its id.
    ``level`` is a heading's level. ``attrs_span`` is the place of ``{…}``. ``image`` looks at a
    picture file that is named at a place, ``file`` reads one of text (None with a finding).
    ``table`` are the cells of a table, wherever they were written.
    """

    id: str
    span: Span
    attrs: Any
    attrs_span: Span
    body: Any = None
    inlines: tuple[Inline, ...] = ()
    children: tuple[Block, ...] = ()
    level: int = 0
    ordered: bool = False
    start: int = 1
    image: LooksAt = no_image
    table: RawTable | None = None
    named: bool = False
    file: Callable[[str, Span], str | None] = no_text


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockKind:
    """One block type: how it is written, read (None after a finding) and lowered.

    ``name`` is the container's name (``:::metrics``) or the Markdown form's. ``attrs`` is
    a frozen dataclass of its attributes; ``body`` the type its YAML body is loaded as
    (a dataclass, ``tuple[X, ...]``), :class:`Source` for text of its own form, None for
    Markdown; ``mixed`` allows Markdown too.
    """

    name: str
    form: Form
    model: type[Block]
    attrs: type
    read: Callable[[Raw, Sink], Block | None]
    compose: Callable[[Any, Any], Iterable[FlowItem]]
    reflow: Callable[[Any, Any], Iterable[ReflowItem]]
    body: Any = None
    mixed: bool = False
