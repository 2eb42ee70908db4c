"""In which order pages that are designs stand around the sections, and how pages are counted.

Cover; title page on a right-hand page; imprint overleaf; contents on a right-hand page; the
text. At the end the imprint, if it was asked for there, and the back as the last page. What
comes before the text is counted in roman numerals and the text from 1 on a right-hand page,
unless the style counts the cover as page 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile

from typeset.blocks import leaf as page
from typeset.blocks import new_page, opening
from typeset.blocks.leaf import Leaf, leaves_of
from typeset.blocks.scope import Scope
from typeset.flow import FlowItem, PageBreak, SectionStart, Side
from typeset.model.publication import Publication, Section
from typeset.reflow import ColumnsChange, ReflowItem
from typeset.style.resolved import Style

FRONT = "front-matter"
_FIRST = "i"


def front_leaves(publication: Publication) -> tuple[Leaf, ...]:
    """Those before the text."""
    return tuple(
        leaf for leaf in leaves_of(publication) if leaf.kind != "back" and leaf.place == "front"
    )


def end_leaves(publication: Publication) -> tuple[Leaf, ...]:
    """Those after the text, the back last."""
    before = front_leaves(publication)
    return tuple(leaf for leaf in leaves_of(publication) if leaf not in before)


def restarts(scope: Scope) -> bool:
    """Whether the text is counted from 1, apart from what comes before it."""
    return bool(front_leaves(scope.publication)) and scope.style.furniture.front != "counted"


def first_folio(section: Section, scope: Scope) -> str:
    """The folio that a section begins to count from, "" where it goes on."""
    first = scope.publication.sections[:1] == (section,)
    return section.folio or ("1" if first and restarts(scope) else "")


def first_side(section: Section, scope: Scope) -> Side | None:
    """The side on which the first section after such pages begins; None: as it asks itself."""
    part = section.layout == opening.PART
    opens = section.opens or ("here" if part else scope.style.opens)
    if scope.publication.sections[:1] != (section,) or not front_leaves(scope.publication):
        return None
    if opens in ("left", "right"):
        return None
    return right_hand(scope.style) if restarts(scope) or part else "any"


def begins(section: Section, scope: Scope) -> Side | None:
    """The side of the page that a section begins; None: it goes on where the last one ends."""
    if (first := first_side(section, scope)) is not None:
        return first
    if section.layout == opening.PART and not section.opens:
        return right_hand(scope.style)
    opens = section.opens or scope.style.opens
    if opens == "here":
        return "any" if after_part(section, scope) else None
    return new_page.side_of(opens, scope.style)


def after_part(section: Section, scope: Scope) -> bool:
    """Whether a section is the first after the title page of a part."""
    sections = scope.publication.sections
    at = next((i for i, each in enumerate(sections) if each.id == section.id), 0)
    return at > 0 and sections[at - 1].layout == opening.PART


def in_part(section: Section, scope: Scope) -> bool:
    """Whether a part has begun before a section."""
    before = takewhile(lambda each: each.id != section.id, scope.publication.sections)
    return any(each.layout == opening.PART for each in before)


def right_hand(style: Style) -> Side:
    """The page that faces the reader: on the right, in a book bound there on the left."""
    return "odd" if style.page.facing else "any"


# -- on fixed pages -------------------------------------------------------------------------


def compose_front(scope: Scope, own: Iterable[FlowItem]) -> Iterator[FlowItem]:
    """The pages before the text, then what else stands there (``own``: contents, dashboard)."""
    leaves = front_leaves(scope.publication)
    for number, leaf in enumerate(leaves):
        if number:
            yield PageBreak(_side(leaf, scope.style))
        yield from page.compose(leaf, scope, _FIRST if restarts(scope) and not number else "")
    rest = [*own]
    if leaves and rest:
        yield PageBreak(right_hand(scope.style) if restarts(scope) else "any")
        title = _front_title(scope)
        bare = scope.style.furniture.front == "none"
        yield SectionStart(id=FRONT, title=title, running_head=title, bare=bare)
    yield from rest


def compose_end(scope: Scope) -> Iterator[FlowItem]:
    """The pages after the text."""
    for leaf in end_leaves(scope.publication):
        yield PageBreak(_side(leaf, scope.style))
        yield from page.compose(leaf, scope)


def _side(leaf: Leaf, style: Style) -> Side:
    """The back is a left-hand page, the imprint stands overleaf, the rest on the right."""
    if not style.page.facing or leaf.kind == "imprint":
        return "any"
    return "even" if leaf.kind == "back" else "odd"


def _front_title(scope: Scope) -> str:
    """What the pages between those and the text are called: after the first list on them."""
    from typeset.blocks.contents import lists  # noqa: PLC0415 - it lowers by this module's peers

    listed = next(lists(scope.publication, scope.numbers), None)
    return listed.title if listed else scope.publication.metadata.title


# -- for Word ---------------------------------------------------------------------------------


def reflow_front(scope: Scope) -> Iterator[ReflowItem]:
    """Sections of Word of their own, without header and footer; the next one begins a page."""
    leaves = front_leaves(scope.publication)
    for number, leaf in enumerate(leaves):
        folio = _FIRST if restarts(scope) and not number else ""
        yield from _word(leaf, scope, "any" if not number else _side(leaf, scope.style), folio)
    if leaves:
        yield _back_to_text(scope, right_hand(scope.style) if restarts(scope) else "any")


def reflow_end(scope: Scope) -> Iterator[ReflowItem]:
    """The sections after the text."""
    for leaf in end_leaves(scope.publication):
        yield from _word(leaf, scope, _side(leaf, scope.style), "")


def _word(leaf: Leaf, scope: Scope, side: Side, folio: str) -> Iterator[ReflowItem]:
    yield ColumnsChange(
        columns=1, page=True, side=side, bare=True, folio=folio, writing="horizontal-tb"
    )
    yield from page.reflow(leaf, scope)


def _back_to_text(scope: Scope, side: Side) -> ColumnsChange:
    mode = scope.style.rules.writing_mode
    bare = scope.style.furniture.front == "none"
    return ColumnsChange(columns=1, page=True, side=side, bare=bare, writing=mode)
