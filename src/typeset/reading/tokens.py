"""Tokens of the Markdown parser to :mod:`typeset.reading.written`.

The parser's token type is described here as a protocol: only ``markdown.py`` knows the library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal, Protocol, cast

from typeset.blocks.kind import Form
from typeset.diagnostics import Sink, Span
from typeset.reading.attributes import Attributes, read_bare, read_braces
from typeset.reading.pipes import PipeLine, aligns_of, cells_of, is_dashes
from typeset.reading.places import Places, places_of
from typeset.reading.standing import as_block, stands_alone
from typeset.reading.written import (
    Merge,
    Piece,
    PieceKind,
    Written,
    WrittenCell,
    WrittenTable,
)
from typeset.record import dataclass

UNSUPPORTED = {
    "hr": "a rule ('---')",
    "fence": "a code block",
    "html_block": "HTML",
}
MERGES: dict[str, Merge] = {"^^": "up", "<": "left"}
IDEOGRAPHIC_SPACE = "\u3000"
# a class or language right behind a bracket is the bracket's: # [词]{.index}
_HEADING_BRACES = re.compile(r"(?:[ \t]+|(?<!\])|(?!\{(?:\.|lang=)))\{[^{}]*\}$")


class Token(Protocol):
    """What is used of a token: ``map`` is its first line and the line after its last."""

    type: str
    tag: str
    nesting: Literal[-1, 0, 1]
    map: list[int] | None
    content: str
    info: str
    meta: dict[str, Any]
    attrs: dict[str, str | int | float]


class Inline(Protocol):
    """Reads inline content; a ``cell`` of a table is written in one line."""

    def __call__(self, content: str, places: Places, *, cell: bool = False) -> tuple[Piece, ...]:
        """The pieces of the content."""


def pieces(tokens: Iterable[Token]) -> tuple[Piece, ...]:
    """Inline tokens, each with ``meta["at"]``, as pieces; empty text is left out."""
    return tuple(_piece(t) for t in tokens if t.content or t.type != "text")


def _piece(token: Token) -> Piece:
    name = token.type.removesuffix("_open").removesuffix("_close")
    kind = "text" if name == "text_special" else name
    return Piece(
        cast("PieceKind", kind),
        token.meta["at"],
        token.nesting,
        token.content,
        token.meta.get("target", ""),
        token.meta.get("shown", ""),
        token.meta.get("attributes"),
        token.meta.get("title", ""),
        token.meta.get("title_place", (0, 0)),
    )


def _unindented(content: str) -> str:
    """The lines without blanks before them, the full-width ones of typed indents too."""
    if IDEOGRAPHIC_SPACE not in content:
        return content
    return "\n".join(line.lstrip(" \t" + IDEOGRAPHIC_SPACE) for line in content.split("\n"))


@dataclass(frozen=True, slots=True)
class BlockReader:
    """Block tokens to written blocks; ``inline`` reads the content of paragraphs and cells."""

    inline: Inline
    lines: Sequence[str]
    file: str
    sink: Sink

    def read(self, tokens: Iterable[Token]) -> tuple[Written, ...]:
        """All blocks of a text, faults reported."""
        return tuple(self._blocks(iter(tokens), ""))

    def _blocks(self, tokens: Iterator[Token], until: str) -> Iterator[Written]:
        for token in tokens:
            if token.type == until:
                return
            made = self._block(token, tokens)
            if made is not None:
                yield made

    def _block(self, token: Token, tokens: Iterator[Token]) -> Written | None:
        span = self._span(token)
        match token.type:
            case "paragraph_open" | "heading_open":
                return self._text(token, tokens)
            case "blockquote_open":
                inner = tuple(self._blocks(tokens, "blockquote_close"))
                return Written(form="quote", span=span, children=inner)
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token, tokens)
            case "list_item_open":
                inner = tuple(self._blocks(tokens, "list_item_close"))
                alone = len(inner) == 1 and inner[0].form == "paragraph"
                return inner[0] if alone else Written(form="item", span=span, children=inner)
            case "container_open":
                return self._container(token, tokens)
            case "note_block_open":
                inner = tuple(self._blocks(tokens, "note_block_close"))
                label = token.meta["label"]
                place = replace(span, length=len(label) + 3)
                return Written(form="note", name=label, span=place, children=inner)
            case "pipes":
                return Written(form="table", span=span, table=self._table(token))
        self._unsupported(token, tokens)
        return None

    def _list(self, token: Token, tokens: Iterator[Token]) -> Written:
        closing = token.type.replace("open", "close")
        items = tuple(self._blocks(tokens, closing))
        return Written(
            form="list",
            span=self._span(token),
            children=items,
            ordered=token.type.startswith("ordered"),
            start=int(token.attrs.get("start", 1)),
        )

    def _text(self, token: Token, tokens: Iterator[Token]) -> Written:
        inline = next(tokens)
        next(tokens)  # the closing token
        content, attributes = _unindented(inline.content), None
        first, last = inline.map or (0, 0)
        places = places_of(content, self._numbered(first, last), self.file)
        heading = token.type == "heading_open"
        braces = _HEADING_BRACES.search(content) if heading else None
        if braces:
            at = content.rindex("{")
            attributes, _ = read_braces(content, at, places.span, self.sink)
            content = content[: braces.start()]
        self._indents(inline.content, places)
        form: Form = "heading" if heading else "paragraph"
        if not heading and content.startswith("：：："):
            self.sink.error(
                "content/container",
                "'：：：' is not a container",
                places.span(0, 3),
                "write three ASCII colons: :::",
            )
        written = Written(
            form=form,
            span=replace(places.span(0), length=max(1, len(content.split("\n")[0]))),
            level=int(token.tag[1]) if heading else 0,
            attributes=attributes,
            pieces=self.inline(content, places),
            places=places,
        )
        return as_block(written) if stands_alone(written) else written

    def _indents(self, content: str, places: Places) -> None:
        """Warn of lines that look like new paragraphs but have no empty line before them."""
        for number, line in enumerate(content.split("\n")[1:], 1):
            if line.startswith(IDEOGRAPHIC_SPACE):
                self.sink.warn(
                    "content/indent",
                    "an indented line goes on with the paragraph",
                    places.starts[number],
                    "leave an empty line to begin a new one",
                )

    def _container(self, token: Token, tokens: Iterator[Token]) -> Written | None:
        name, span = token.meta["name"], self._span(token)
        inner = tuple(self._blocks(tokens, "container_close"))
        if not name:
            self.sink.error(
                "content/container",
                f"'{token.info.strip()}' closes no container",
                span,
                "a container begins with ':::name'",
            )
            return None
        if not token.meta["closed"]:
            self.sink.error("content/container", f"':::{name}' is not closed by ':::'", span)
        start = token.info.index(name) + len(name)
        attributes = self._container_attributes(token.info.rstrip(), start, span)
        body, body_span = self._body(*token.meta["body"]) if "body" in token.meta else ("", None)
        return Written(
            form="container", name=name, span=span, attributes=attributes,
            children=inner, body=body, body_span=body_span,
        )  # fmt: skip

    def _table(self, token: Token) -> WrittenTable:
        """The rows of a pipe table, its row of dashes taken out."""
        lines: tuple[PipeLine, ...] = token.meta["lines"]
        dashes = next((n for n, line in enumerate(lines) if is_dashes(line.text)), None)
        rows = [line for n, line in enumerate(lines) if n != dashes]
        return WrittenTable(
            rows=tuple(tuple(self._cells(line)) for line in rows),
            head=dashes or 0,
            aligns=() if dashes is None else aligns_of(lines[dashes].text),
        )

    def _cells(self, line: PipeLine) -> Iterator[WrittenCell]:
        for begin, end in cells_of(line.text):
            text = line.text[begin:end]
            column = line.column + begin + 1
            span = Span(self.file, line.number + 1, column, max(1, end - begin))
            if text in MERGES:
                yield WrittenCell(text=text, span=span, merge=MERGES[text])
                continue
            places = Places((0,), (span,))
            pieces = self.inline(text, places, cell=True) if text else ()
            yield WrittenCell(text=text, span=span, pieces=pieces, places=places)

    def _container_attributes(self, line: str, start: int, span: Span) -> Attributes | None:
        def locate(offset: int, length: int) -> Span:
            return span.at(offset, length)

        at = start + len(line[start:]) - len(line[start:].lstrip())
        if not line.startswith("{", at):
            return read_bare(line, at, locate, self.sink)
        attributes, end = read_braces(line, at, locate, self.sink)
        rest = line[end:].strip()
        if attributes is not None and rest:
            self.sink.error(
                "content/attributes",
                f"'{rest}' stands behind the braces",
                span.at(len(line) - len(rest)),
            )
        return attributes

    def _body(self, first: int, stop: int) -> tuple[str, Span]:
        """The lines of a YAML body without their common indent, and where they begin."""
        lines = self.lines[first:stop]
        indents = [len(x) - len(x.lstrip(" ")) for x in lines if x.strip()]
        cut = min(indents, default=0)
        return "\n".join(x[cut:] for x in lines), Span(self.file, first + 1, cut + 1)

    def _unsupported(self, token: Token, tokens: Iterator[Token]) -> None:
        what = UNSUPPORTED.get(token.type, f"'{token.type}'")
        self.sink.error(
            "content/unsupported", f"{what} is not part of the format", self._span(token)
        )
        depth: int = token.nesting
        while depth > 0:
            depth += next(tokens).nesting

    def _numbered(self, first: int, last: int) -> list[tuple[int, str]]:
        return [(n + 1, self.lines[n]) for n in range(first, min(last, len(self.lines)))]

    def _span(self, token: Token) -> Span:
        """The first visible character of the token's first line."""
        number = token.map[0] if token.map else 0
        line = self.lines[number] if number < len(self.lines) else ""
        indent = len(line) - len(line.lstrip())
        return Span(self.file, number + 1, indent + 1, max(1, len(line.strip())))
