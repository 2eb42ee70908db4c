"""Figures and quotations against the text they are drawn from.

A metric given as ``{value, from: SECTION}`` must stand there with its qualifier, word for
word; so must every part of a pull-quote that its design lists as ``verbatim``. A number
that was rounded or a quotation that was polished fails the build, at both places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.blocks.columns import Columns
from typeset.blocks.index_terms import check_index
from typeset.blocks.leaf import check_leaves
from typeset.blocks.metrics import Entry, Metrics
from typeset.blocks.numbers import number
from typeset.blocks.parts import figure_of
from typeset.blocks.pull_quote import PullQuote, data
from typeset.blocks.references import check_references
from typeset.blocks.scope import Scope
from typeset.diagnostics import Sink, Span, nearest
from typeset.model.publication import Block, Publication, Section
from typeset.style.columns import with_columns
from typeset.style.direction import style_for
from typeset.style.resolved import Style

# What may stand right before or after a figure and would change what it says.
_QUALIFIERS = ("超", "超过", "近", "约", "余", "多", "以上", "以下", "左右", "同比")
# Marks that a box may leave out where it ends a line or its quotation.
_LOOSE = re.compile(r"[\s，。；、：！？“”‘’]")


def check(publication: Publication, style: Style, sink: Sink) -> None:
    """Record a finding for every figure or quotation that the text does not bear out."""
    scope = Scope(publication, style, sink)
    check_leaves(publication, style, sink)
    check_references(publication, number(publication, style.numbering), sink)
    if publication.index or publication.marks:
        check_index(publication, style, sink)
    for block in publication.front:
        _block(block, None, scope)
    for section in publication.sections:
        _columns(section, style, sink)
        for block in section.blocks:
            _block(block, section, scope)


def _columns(section: Section, style: Style, sink: Sink) -> None:
    """Columns that the type area has no room for."""
    own = with_columns(style_for(style, section.writing_mode), section.columns, sink)
    for block in section.blocks:
        if isinstance(block, Columns) and not block.ends:
            with_columns(own, block.asked, sink)


def _block(block: Block, section: Section | None, scope: Scope) -> None:
    match block:
        case Metrics():
            for entry in block.entries:
                _entry(entry, section, scope)
        case PullQuote(repeats=True) if section:
            _quote(block, section, scope)
        case _:
            pass


def _entry(entry: Entry, home: Section | None, scope: Scope) -> None:
    if entry.id:
        return
    section = scope.publication.section(entry.from_) if entry.from_ else home
    if section is None:
        known = [s.id for s in scope.publication.sections]
        what = f"'{entry.from_}' is no section" if entry.from_ else "the figure names no section"
        hint = nearest(entry.from_, known) or "say which with 'from: SECTION'"
        scope.sink.error("content/metric-section", what, entry.span, hint)
        return
    _stands(entry.value, entry.span, section, scope.sink)


def _stands(value: str, span: Span, section: Section, sink: Sink) -> None:
    text = section.text()
    places = [m.start() for m in re.finditer(re.escape(value), text)] if value else []
    if any(_whole(text, at, value) for at in places):
        return
    if not places:
        what = f"'{value}' does not stand in the section '{section.title}' ({section.span})"
        sink.error("content/metric-not-in-text", what, span, _closest(value, text))
        return
    around = text[max(0, places[0] - 4) : places[0] + len(value) + 4]
    what = (
        f"'{value}' stands in the section '{section.title}' ({section.span}) only as '…{around}…'"
    )
    sink.error("content/metric-not-in-text", what, span, "give the figure with its qualifier")


def _whole(text: str, at: int, value: str) -> bool:
    """Whether the figure at ``at`` is not part of a longer one and keeps its qualifier."""
    before, after = text[:at], text[at + len(value) :]
    digit_before = before[-1:].isdigit() or (before[-1:] == "." and before[-2:-1].isdigit())
    digit_after = after[:1].isdigit() and value[-1:].isdigit()
    bare = figure_of(value)
    qualified = bool(bare.suffix) or not after.startswith(_QUALIFIERS)
    led = bool(bare.prefix) or not before.endswith(_QUALIFIERS)
    return not digit_before and not digit_after and qualified and led


def _closest(value: str, text: str) -> str:
    number = figure_of(value).number
    at = text.find(number) if number else -1
    if at < 0:
        return "a figure is drawn from the text word for word"
    return f"the text has '…{text[max(0, at - 4) : at + len(number) + 6]}…'"


# -- quotations ----------------------------------------------------------------------------


def _quote(block: PullQuote, section: Section, scope: Scope) -> None:
    design = scope.style.designs.get(block.attrs.design)
    if design is None:
        return
    text = _LOOSE.sub("", section.text())
    for name, words in _verbatim(block, design.verbatim):
        if words and _LOOSE.sub("", words) not in text:
            what = f"the {name} '{words}' does not stand in the section '{section.title}'"
            hint = "a pull-quote repeats the text word for word; words of your own go into :::box"
            span = block.body.span
            scope.sink.error("content/quote-not-in-text", f"{what} ({section.span})", span, hint)


def _verbatim(block: PullQuote, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    drawn = data(block)
    for name in names:
        if name == "steps":
            yield from (("step", term) for term in block.body.terms)
        elif name == "terms":
            yield name, "+".join(block.body.terms)
        else:
            yield name, drawn.own.text(name)
