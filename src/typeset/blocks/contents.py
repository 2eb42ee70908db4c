"""``contents: true``: the list of sections and of the headings in them, with their pages.

``lists: [figures, tables]`` adds those of pictures and tables that bear a number. Each is a box
design like any other (``contents``); a list longer than a page is continued in further panels.
It repeats and is no text of its own. In Word it is a live ``TOC`` field, filled with the
folios of our own pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from typeset.blocks.heading import Heading
from typeset.blocks.index_terms import indexes
from typeset.blocks.numbers import Numbers, number
from typeset.blocks.panel import Asked
from typeset.blocks.parts import Data, Part, Row
from typeset.blocks.scope import Scope
from typeset.diagnostics import NOWHERE, Span
from typeset.model.publication import Publication
from typeset.record import dataclass
from typeset.reflow import Para, ReflowItem, ReRun
from typeset.style.resolved import Style

DESIGN, LEADERS = "contents", "leaders"
TITLE_ROLE = "contents-title"
Kind = Literal["label", "part", "sub", "sub-2", "sub-3", "sub-4"]
_SUBS: tuple[Kind, ...] = ("sub", "sub-2", "sub-3", "sub-4")
_ROLES: dict[Kind, str] = {
    "label": "contents",
    "part": "contents-part",
    "sub": "contents-sub",
    "sub-2": "contents-sub-2",
    "sub-3": "contents-sub-3",
    "sub-4": "contents-sub-4",
}
TITLES = {
    "contents": {"zh": "目录", "zh-Hant": "目錄", "ja": "目次", "ko": "차례"},
    "figures": {"zh": "图目录", "zh-Hant": "圖目錄", "ja": "図目次", "ko": "그림 차례"},
    "tables": {"zh": "表目录", "zh-Hant": "表目錄", "ja": "表目次", "ko": "표 차례"},
}
COUNTERS = {"figures": "figure", "tables": "table"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a list: what it says, where that begins, and what it is of.

    ``kind`` is a ``label`` (a section), a ``part``, or what is set in under them (``sub``, deeper
    ``sub-2`` …). What it leads to may be ``made`` by the engine: the index.
    """

    text: str
    target: str
    kind: Kind = "label"
    made: bool = False
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """A whole list: ``name`` is ``contents``, ``figures`` or ``tables``."""

    name: str
    title: str
    entries: tuple[Entry, ...]


def lists(publication: Publication, numbers: Numbers) -> Iterator[List]:
    """The lists that a publication asks for; one without entries is left out."""
    names = ("contents",) * publication.contents + publication.lists
    for name in names:
        found = _entries(publication, numbers) if name == "contents" else _counted(numbers, name)
        if entries := tuple(found):
            own = publication.listing.title if name == "contents" else ""
            title = own or _title(name, publication.metadata.language)
            yield List(name=name, title=title, entries=entries)


def _title(name: str, language: str) -> str:
    fitting = [tag for tag in TITLES[name] if language.startswith(tag)]
    return TITLES[name][max(fitting, key=len, default="zh")]


def _entries(publication: Publication, numbers: Numbers) -> Iterator[Entry]:
    """One entry a section, and one for each heading of the shallowest levels in use."""
    kinds = dict(zip(_levels(publication), _SUBS, strict=False))
    for section in publication.sections:
        text = f"{section.number} {section.title}" if section.number else section.title
        text = _labelled(section.id, text, numbers)
        kind: Kind = "part" if section.layout == "part" else "label"
        yield Entry(text=text, target=section.id, kind=kind, span=section.title_span)
        for block in section.blocks:
            if isinstance(block, Heading) and block.level in kinds:
                text = _labelled(block.id, block.text(), numbers)
                yield Entry(text=text, target=block.id, kind=kinds[block.level], span=block.span)
    for index in indexes(publication):
        yield Entry(text=index.title, target=index.id, span=index.spec.span, made=True)


def _levels(publication: Publication) -> list[int]:
    """The levels of headings that the contents show, the shallowest in use first."""
    blocks = [block for section in publication.sections for block in section.blocks]
    levels = {block.level for block in blocks if isinstance(block, Heading)}
    return sorted(levels)[: publication.listing.depth - 1]


def _labelled(identifier: str, text: str, numbers: Numbers) -> str:
    """The title after its number: 第一章　总则, 一、目标, 1.1 范围."""
    found = numbers.get(identifier)
    if found is None or not found.label:
        return text
    white = "" if not found.gap else "\u3000" if found.gap >= 1 else " "
    return found.label + white + text


def _counted(numbers: Numbers, name: str) -> Iterator[Entry]:
    for each in numbers.of(COUNTERS[name]):
        text = f"{each.label}\u3000{each.title}".strip()
        yield Entry(text=text, target=each.id, span=each.span)


# -- on fixed pages -------------------------------------------------------------------------


def contents(
    publication: Publication, style: Style, numbers: Numbers | None = None
) -> Iterator[tuple[Asked, Data]]:
    """The panels of the lists, each no higher than the type area."""
    span = publication.metadata.span
    room = max(style.grid.lines - 2, 1)
    design = style.designs.get(DESIGN)  # a project's own may draw no dots
    dotted = publication.listing.leaders and design is not None and LEADERS in design.parts
    for listed in lists(publication, numbers or number(publication, style.numbering)):
        drawn: dict[str, Part] = {LEADERS: "yes"} if dotted else {}
        rows = [Row(parts={e.kind: e.text}, source=e.target, span=e.span) for e in listed.entries]
        for part, start in enumerate(range(0, len(rows), room)):
            own: dict[str, Part] = drawn if part else {"title": listed.title, **drawn}
            asked = Asked(id=f"{listed.name}-{part + 1}", design=DESIGN, span=span)
            yield asked, Data(own=Row(parts=own), rows=tuple(rows[start : start + room]))


# -- for Word ---------------------------------------------------------------------------------


def reflow(scope: Scope) -> Iterator[ReflowItem]:
    """The lists as live fields whose results are those of our pages."""
    for listed in lists(scope.publication, scope.numbers):
        title = ReRun(text=listed.title, made=True)
        yield Para(role=TITLE_ROLE, runs=(title,), across=True, keep_next=True)
        last = len(listed.entries) - 1
        for place, entry in enumerate(listed.entries):
            yield _line(entry, _instruction(listed.name, scope), place == 0, place == last, scope)


def _instruction(name: str, scope: Scope) -> str:
    if name == "contents":
        deepest = 1 + max(_levels(scope.publication), default=1)
        return rf'TOC \o "1-{deepest}" \h \z \u'
    label = scope.style.numbering.caption(COUNTERS[name]).texts[0].rstrip()
    return rf'TOC \h \z \c "{label}"'


def _line(entry: Entry, instruction: str, first: bool, last: bool, scope: Scope) -> Para:
    found = scope.numbers.get(entry.target)
    anchor = f"{entry.target}-title" if found and found.counter == "section" else entry.target
    counted = entry.made or (found is not None and found.counter in COUNTERS.values())
    mark = f"{{label:{entry.target}}}" if counted else f"{{{anchor}}}"
    said = ReRun(text=f"{entry.text}\t", made=True, link="" if entry.made else f"#{anchor}")
    folio = replace(said, text=scope.folio(entry.target), field=rf"PAGEREF {mark} \h")
    runs = (
        replace(said, opens=instruction if first else ""),
        replace(folio, closes=last),
    )
    grid = scope.style.grid
    leaders = scope.publication.listing.leaders
    return Para(role=_ROLES[entry.kind], runs=runs, across=True, tab=grid.width, leaders=leaders)
