"""Reading inline text in tests."""

from __future__ import annotations

from typeset.diagnostics import Sink, Span
from typeset.model.inline import Inline
from typeset.reading.footnotes import Notes
from typeset.reading.inlines import InlineReader
from typeset.reading.markdown import make_parser, read_markdown
from typeset.reading.written import Written


def blocks(text: str, yaml: frozenset[str] = frozenset()) -> tuple[tuple[Written, ...], Sink]:
    """The written blocks of a text, and what was found."""
    sink = Sink()
    return read_markdown(text, "a.md", make_parser(yaml), sink), sink


def _ignore(name: str, span: Span) -> None:
    """Take a name and do nothing with it."""


def inlines(text: str) -> tuple[tuple[Inline, ...], Sink]:
    """The inline tree of the first paragraph of a text, and what was found."""
    written, sink = blocks(text)
    reader = InlineReader("s", "标", sink, _ignore, _ignore, _ignore, Notes("s", sink, _ignore))
    first = written[0]
    assert first.places is not None
    return reader.read(first.pieces, first.places), sink


def sound(text: str) -> tuple[Inline, ...]:
    """The inline tree of a text in which nothing is wrong."""
    made, sink = inlines(text)
    assert sink.findings == []
    return made
