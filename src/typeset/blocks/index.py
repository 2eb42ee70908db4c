"""``index: {by: pinyin}``: the index (索引) of the terms marked ``[…]{.index}``, the last section.

Its entries hang in columns under the heads of their groups; every folio leads to its place. It
repeats and is no text of its own: one ``Index`` element in the PDF, in Word a live ``INDEX``
field over ``XE`` fields at the marks, filled with the folios of our own pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from typeset.blocks.index_terms import Group, Index, Term, indexes, words_of
from typeset.blocks.new_page import side_of
from typeset.blocks.scope import Scope
from typeset.diagnostics import Sink
from typeset.flow import (
    ColumnsStart,
    FlowItem,
    PageBreak,
    PageList,
    Paragraph,
    Run,
    SectionStart,
    Space,
    TextRun,
)
from typeset.model.columns import ColumnsSpec
from typeset.page_ranges import DASH, page_ranges
from typeset.reflow import ColumnsChange, Para, ReflowItem, ReRun, Setting
from typeset.style.columns import with_columns
from typeset.style.resolved import Style

TITLE_ROLE, GROUP_ROLE = "index-title", "index-group"
ROLES = ("index-1", "index-2", "index-3")
CITING_ROLE = "emphasis"
TAG = "Index"
WHITE = "\u3000"  # between a term and its folios
BETWEEN = ", "


def _style(index: Index, scope: Scope) -> Style:
    asked = ColumnsSpec(count=index.spec.columns, span=index.spec.span)
    return with_columns(scope.style, asked, Sink())


# -- on fixed pages -------------------------------------------------------------------------


def compose(scope: Scope) -> Iterator[FlowItem]:
    """Every index on pages of its own."""
    for index in indexes(scope.publication):
        yield PageBreak(side_of(index.spec.opens, scope.style))
        yield SectionStart(
            id=index.id, title=index.title, running_head=index.title, span=index.spec.span
        )
        yield ColumnsStart(_style(index, scope).grid.column_set)
        yield Paragraph(
            runs=(TextRun(text=index.title, role=TITLE_ROLE, span=index.spec.span),),
            role=TITLE_ROLE,
            tag="H1",
            around=((TAG, index.id),),
            columns=0,
            exact=True,
        )
        for group in index.groups:
            yield Space(lines=1)
            yield from _group(group, index, scope)
        yield ColumnsStart()


def _group(group: Group, index: Index, scope: Scope) -> Iterator[FlowItem]:
    around = ((TAG, index.id),)
    yield Paragraph(
        runs=(TextRun(text=group.head, role=GROUP_ROLE),),
        role=GROUP_ROLE,
        tag="H2",
        around=around,
        exact=True,
    )
    for place, term in enumerate(group.terms):
        below = group.terms[place + 1 : place + 2]
        listed = (("L", group.head), ("LI", term.id), ("LBody", term.id))
        yield Paragraph(
            runs=tuple(_runs(term, scope)),
            role=ROLES[term.level],
            id=term.id,
            around=(*around, *listed),
            exact=True,
            keep_next=int(any(each.level > term.level for each in below)),
            span=term.span,
        )


def _runs(term: Term, scope: Scope) -> Iterator[Run]:
    role = ROLES[term.level]
    yield TextRun(text=term.heading, role=role, span=term.span)
    if term.marks:
        yield TextRun(text=WHITE, role=role)
        yield PageList(targets=term.marks, role=role, between=BETWEEN, span=term.span)
    words = words_of(scope.publication.metadata.language)
    size = scope.style.roles[role].size
    for word, cited in ((words[3], term.see), (words[4], term.also)):
        for place, (heading, target) in enumerate(cited):
            yield TextRun(text=WHITE if not place else "、", role=role)
            if not place:
                yield TextRun(text=word, role=CITING_ROLE, size=size)
            yield TextRun(text=heading, role=role, link=f"#{target}")


# -- for Word ---------------------------------------------------------------------------------


def reflow(scope: Scope) -> Iterator[ReflowItem]:
    """Every index as a field whose result is what our pages say."""
    for index in indexes(scope.publication):
        columns = _style(index, scope).grid.column_set
        yield ColumnsChange(columns=0, page=True, side=side_of(index.spec.opens, scope.style))
        title = ReRun(text=index.title, made=True, marks=((index.id, ""),))
        yield Para(role=TITLE_ROLE, runs=(title,), outline=1, keep_next=True)
        yield ColumnsChange(columns=columns.count, widths=columns)
        grid = scope.style.grid
        above = Setting(name="apart", before=grid.pitch, leading=grid.pitch)
        lines = [line for group in index.groups for line in _lines(group, above, scope)]
        lines[0] = replace(lines[0], setting=None)
        asked, first = rf'INDEX \c "{columns.count}"', lines[0].runs
        lines[0] = replace(lines[0], runs=(replace(first[0], opens=asked), *first[1:]))
        last = lines[-1].runs
        lines[-1] = replace(lines[-1], runs=(*last[:-1], replace(last[-1], closes=True)))
        yield from lines
        yield ColumnsChange(columns=0)


def _lines(group: Group, above: Setting, scope: Scope) -> Iterator[Para]:
    head = ReRun(text=group.head, made=True)
    yield Para(role=GROUP_ROLE, runs=(head,), keep_next=True, setting=above)
    for term in group.terms:
        yield Para(role=ROLES[term.level], runs=tuple(_reruns(term, scope)))


def _reruns(term: Term, scope: Scope) -> Iterator[ReRun]:
    yield ReRun(text=term.heading, made=True)
    places = ((mark, scope.folio(mark)) for mark in term.marks)
    for place, pages in enumerate(page_ranges(places)):
        yield ReRun(text=BETWEEN if place else WHITE, made=True)
        yield _folio(pages.first, pages.target)
        if pages.first != pages.last:
            yield ReRun(text=DASH, made=True)
            yield _folio(pages.last, pages.end)
    words = words_of(scope.publication.metadata.language)
    for word, cited in ((words[3], term.see), (words[4], term.also)):
        if cited:
            yield ReRun(text=WHITE, made=True)
            yield ReRun(text=word, role=CITING_ROLE, made=True)
            yield ReRun(text="、".join(heading for heading, _ in cited), made=True)


def _folio(text: str, target: str) -> ReRun:
    return ReRun(text=text, made=True, field=rf"PAGEREF {{label:{target}}} \h")
