"""Whether a source says what it is to say: read again, and compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from typeset.blocks import KINDS
from typeset.diagnostics import Sink
from typeset.pull.tokens import PARAGRAPH, Lines, Token, tokens_of
from typeset.reading.markdown import make_parser, read_markdown
from typeset.reading.sections import Kinds
from typeset.reading.written import Written


@lru_cache(maxsize=1)
def _parser() -> Any:
    return make_parser(Kinds.of(KINDS).with_yaml, Kinds.of(KINDS).mixed)


def says(source: str, wanted: Sequence[Token]) -> bool:
    """Whether the Markdown ``source`` is read as the paragraphs of ``wanted``, marks and all."""
    sink = Sink()
    written = read_markdown(source, "", _parser(), sink)
    if sink.failed:
        return False
    lines = Lines.of(source)
    read: list[Token] = []
    for one in _words(written):
        first, last = one.span.line, one.places.starts[-1].line if one.places else one.span.line
        start, end = lines.offset(first, 1), lines.end(last)
        read += [*tokens_of(one, lines, ((), ()), start, end), Token("gap", "", PARAGRAPH)]
    return list(_seen(read))[:-1] == list(_seen(wanted))


def _words(written: Iterable[Written]) -> Iterator[Written]:
    for one in written:
        if one.places is not None:
            yield one
        yield from _words(one.children)


def _seen(tokens: Iterable[Token]) -> Iterator[tuple[str, frozenset[str], frozenset[str]]]:
    """Every character with what it bears; figures count as figures, whatever their id."""
    for token in tokens:
        if token.kind == "gap":
            yield PARAGRAPH, frozenset(), frozenset()
            continue
        names = frozenset(n.partition("=")[0] for n in token.within)
        for char in token.seen:
            yield char, (token.marks if token.kind != "soft" else frozenset()), names
