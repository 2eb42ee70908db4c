"""Markdown to :mod:`typeset.reading.written`: CommonMark's blocks, our own inline marks.

Three things differ from the stock parser. Emphasis works beside Chinese punctuation
(``**…。**招``). Every inline token knows its offset, and so its line and column. Brackets
take attributes, and whatever looks like markup but is not (an unclosed ``**``, a ``]{`` without
its ``[``) is an error instead of literal text.
"""

from __future__ import annotations

import re
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter, Scanned
from markdown_it.token import Token

from typeset.diagnostics import Sink
from typeset.reading import note_rules
from typeset.reading.attributes import Attributes, read_braces
from typeset.reading.cjk import is_cjk
from typeset.reading.containers import Container
from typeset.reading.pipes import line_ends, pipe_rule
from typeset.reading.places import Places
from typeset.reading.references import citation, inside_link, reference
from typeset.reading.ruby import find_ruby, report_broken
from typeset.reading.tokens import BlockReader, pieces
from typeset.reading.written import Piece, Written

BLOCK_RULES = (
    "blockquote", "list", "heading", "hr", "fence", "html_block", "pipes", "container",
    "note", "paragraph",
)  # fmt: skip
WBR = "<wbr>"
INLINE_RULES = ("text", "newline", "escape", "emphasis", "entity")
_SCRIPT = re.compile(r"([~^])([0-9A-Za-zΑ-ω.,+−\-=()/%′]{1,24})\1")


# -- inline ---------------------------------------------------------------------------------


class _State(StateInline):
    """Inline state that notes where each token stood."""

    pending_at = 0

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self.pending_at = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 - the library's name
        token = super().pushPending()
        token.meta["at"] = self.pending_at
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta["at"] = self.pos
        return token

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        """Whether a run of ``*`` or ``_`` may open or close, CJK neighbours counted in.

        As CommonMark 0.31 section 6.2, but punctuation only binds where it is not CJK's own,
        and a CJK neighbour counts as a boundary (the rule proposed as "CJK-friendly").
        """
        marker, end = self.src[start], start
        while end < self.posMax and self.src[end] == marker:
            end += 1
        before = self.src[start - 1] if start > 0 else " "
        after = self.src[end] if end < self.posMax else " "
        boundary = is_cjk(before) or is_cjk(after)
        left = _flanks(after, before, boundary)
        right = _flanks(before, after, boundary)
        if canSplitWord:
            return Scanned(left, right, end - start)
        return Scanned(
            left and (not right or _is_mark(before)),
            right and (not left or _is_mark(after)),
            end - start,
        )


def _is_mark(char: str) -> bool:
    return isMdAsciiPunct(ord(char)) or isPunctChar(char)


def _flanks(inner: str, outer: str, boundary: bool) -> bool:
    if isWhiteSpace(ord(inner)):
        return False
    if not _is_mark(inner) or is_cjk(inner):
        return True
    return boundary or isWhiteSpace(ord(outer)) or _is_mark(outer)


class _Inline(ParserInline):
    """The stock inline parser with our rules and state."""

    def __init__(self) -> None:
        super().__init__()
        self.ruler.enableOnly(INLINE_RULES)
        self.ruler.after("emphasis", "script", _script)
        self.ruler.after("script", "bracket", _bracket)
        self.ruler.before("bracket", "note", note_rules.reference)
        self.ruler.before("script", "inline_note", note_rules.written_here)
        self.ruler.after("bracket", "ruby", _ruby)
        self.ruler.after("ruby", "reference", reference)
        self.ruler.after("reference", "leftover", _leftover)
        self.ruler.before("entity", "wbr", _line_may_end)
        self.ruler.before("wbr", "br", line_ends)
        self.ruler2.enableOnly(("balance_pairs", "emphasis"))
        self.ruler2.after("emphasis", "unclosed", _unclosed)

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _script(state: StateInline, silent: bool) -> bool:
    """``~2.5~`` and ``^2^``: short, without blanks or ideographs, so that 3~5 is a range."""
    if state.src[state.pos] not in "~^":
        return False
    found = _SCRIPT.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        kind = "sub" if found.group(1) == "~" else "sup"
        state.push(f"{kind}_open", kind, 1)
        state.pos += 1
        token = state.push("text", "", 0)
        token.content = found.group(2)
        state.push(f"{kind}_close", kind, -1)
    state.pos = found.end()
    return True


def _line_may_end(state: StateInline, silent: bool) -> bool:
    """``<wbr>``: a line may end here (U+200B)."""
    if not state.src.startswith(WBR, state.pos) or state.pos + len(WBR) > state.posMax:
        return False
    if not silent:
        state.push("text", "", 0).content = "\u200b"
    state.pos += len(WBR)
    return True


def _bracket(state: StateInline, silent: bool) -> bool:
    """``[…]{…}``, ``[…](target)`` and ``![…](source){…}``."""
    src, start = state.src, state.pos
    picture = src.startswith("![", start)
    if src[start] != "[" and not picture:
        return False
    label = start + 1 + picture
    if src.find("]", label, state.posMax) < 0:
        return False
    end = state.md.helpers.parseLinkLabel(state, label - 1)
    follows = src[end + 1 : end + 2] if 0 <= end < state.posMax - 1 else ""
    if follows == "(":
        return _link(state, label, end, picture, silent)
    if follows != "{" or picture:
        return not picture and citation(state, silent)
    attributes, after = _braces(state, end + 1, silent)
    if not silent:
        _nest(state, "span", label, end).meta["attributes"] = attributes
    state.pos = after
    return True


def _ruby(state: StateInline, silent: bool) -> bool:
    """``{漢字|かんじ}`` and ``{漢字|かん|じ}{.jukugo}``."""
    src, at = state.src, state.pos
    if src[at] != "{" or src[at - 1 : at] == "]":
        return False
    found = find_ruby(src, at, state.posMax)
    if found is None:
        if not silent:
            report_broken(src, at, state.posMax, state.env["places"].span, state.env["sink"])
        return False
    attributes, after = None, found.end
    if src.startswith("{.", after) and after < state.posMax:
        attributes, after = _braces(state, after, silent)
    if not silent:
        token = state.push("ruby", "", 0)
        token.content = src[at : found.end]
        token.meta["attributes"] = attributes
    state.pos = after
    return True


def _braces(state: StateInline, at: int, silent: bool) -> tuple[Attributes | None, int]:
    sink = Sink() if silent else state.env["sink"]
    return read_braces(state.src[: state.posMax], at, state.env["places"].span, sink)


def _link(state: StateInline, label: int, end: int, picture: bool, silent: bool) -> bool:
    src = state.src
    found = state.md.helpers.parseLinkDestination(src, end + 2, state.posMax)
    close, title, place = _caption(state, found.pos) if picture else (found.pos, "", (0, 0))
    if not found.ok or src[close : close + 1] != ")" or close >= state.posMax:
        told = not picture and src[label - 2 : label - 1] == "!"  # as a picture
        if not silent and not told:
            place = state.env["places"].span(end + 1)
            state.env["sink"].error(
                "content/link",
                "the target in (…) was not understood",
                place,
                _CAPTIONED if picture else "a target holds no blanks; put others in <…>",
            )
        return False
    attributes, after = None, close + 1
    if picture and src.startswith("{", after) and after < state.posMax:
        attributes, after = _braces(state, after, silent)
    if not silent and picture:
        token = state.push("image", "img", 0)
        token.content = src[label:end]
        token.meta |= {"target": found.str, "attributes": attributes, "title": title}
        token.meta["title_place"] = place
    elif not silent:
        with inside_link(state.env, found.str):
            _nest(state, "link", label, end).meta["target"] = found.str
    state.pos = after
    return True


_CAPTIONED = 'a picture is written ![what it shows](images/x.jpg "caption"), in straight quotes'


def _caption(state: StateInline, at: int) -> tuple[int, str, tuple[int, int]]:
    """What stands in quotation marks behind a picture's file.

    The place after it, the caption, and where that begins and how long it is as written.
    """
    start = at
    while state.src[start : start + 1].isspace() and start < state.posMax:
        start += 1
    if start == at:
        return at, "", (0, 0)
    found = state.md.helpers.parseLinkTitle(state.src, start, state.posMax)
    if not found.ok:
        return start, "", (0, 0)
    end, place = found.pos, (start + 1, found.pos - start - 2)
    while state.src[end : end + 1].isspace() and end < state.posMax:
        end += 1
    return end, found.str, place


def _nest(state: StateInline, kind: str, label: int, end: int) -> Token:
    """Push ``kind`` around the tokens of the label; its opening token."""
    outer, state.posMax, state.pos = state.posMax, end, label
    token = state.push(f"{kind}_open", kind, 1)
    state.md.inline.tokenize(state)
    state.pos = end
    state.push(f"{kind}_close", kind, -1)
    state.posMax = outer
    return token


def _leftover(state: StateInline, silent: bool) -> bool:
    """Report what looks like attributes but belongs to no bracket; it stays text."""
    src, at = state.src, state.pos
    if silent or src[at] not in "]{":
        return False
    sink, place = state.env["sink"], state.env["places"].span(at)
    if src.startswith("]{", at):
        sink.error(
            "content/attributes",
            "']{' has no '[' that opens it",
            place,
            "write [text]{…}; for the characters themselves, \\]",
        )
    elif re.compile(r"\{[.#]\w").match(src, at) and src[at - 1 : at] != "]":
        sink.error(
            "content/attributes",
            "'{' does not stand right behind a ']'",
            place,
            "write [text]{…}; for the character itself, \\{",
        )
    elif src[at] == "{" and at and src[at - 1] in "_^":
        mark = "~" if src[at - 1] == "_" else "^"
        sink.error(
            "content/script",
            f"'{src[at - 1]}{{' is not read here",
            state.env["places"].span(at - 1, 2),
            f"write {mark}…{mark}, as in PM~2.5~",
        )
    return False


def _unclosed(state: StateInline) -> None:
    """Report runs of ``*`` that found no partner."""
    lists = [state.delimiters]
    lists += [m["delimiters"] for m in state.tokens_meta if m and "delimiters" in m]
    alone: dict[int, int] = {}
    for delimiters in lists:
        closers = {d.end for d in delimiters if d.end >= 0}
        for number, d in enumerate(delimiters):
            if _is_alone(d, number in closers):
                at = state.tokens[d.token].meta["at"]  # the run's begin, for all of its marks
                alone[at] = alone.get(at, 0) + 1
    for at, count in sorted(alone.items()):
        mark = "*" * count
        state.env["sink"].error(
            "content/unclosed-emphasis",
            f"'{mark}' is not paired with another '{mark}' in this paragraph",
            state.env["places"].span(at, count),
            "write \\* for the character itself",
        )


def _is_alone(delimiter: Delimiter, closes: bool) -> bool:
    if delimiter.marker != ord("*") or closes or delimiter.end >= 0:
        return False
    return delimiter.open or delimiter.close or delimiter.length > 1


# -- the parser -----------------------------------------------------------------------------


def make_parser(yaml_containers: frozenset[str], mixed: frozenset[str] = frozenset()) -> MarkdownIt:
    """A parser whose containers of these names hold YAML (``mixed``: YAML or Markdown).

    It keeps no state between texts.
    """
    md = MarkdownIt("commonmark")
    md.inline = _Inline()
    md.block.ruler.before(
        "fence", "container", Container(yaml_containers, mixed),
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )  # fmt: skip
    md.block.ruler.before("container", "note", note_rules.definition, {"alt": ["paragraph"]})
    md.block.ruler.after("html_block", "pipes", pipe_rule, {"alt": ["paragraph", "reference"]})
    md.block.ruler.enableOnly(BLOCK_RULES)
    return md


def read_markdown(text: str, file: str, parser: MarkdownIt, sink: Sink) -> tuple[Written, ...]:
    """The blocks of a text that begins in line 1 of ``file``."""

    def inline(content: str, places: Places, *, cell: bool = False) -> tuple[Piece, ...]:
        env = {"places": places, "sink": sink, "cell": cell}
        return pieces(parser.inline.parse(content, parser, env, []))

    tokens: list[Token] = []
    parser.block.parse(text, parser, {}, tokens)
    return BlockReader(inline, text.split("\n"), file, sink).read(tokens)
