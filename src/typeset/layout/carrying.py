"""The last lines of text brought to the page of a signature that stands there without any.

GB/T 9704-2012, 7.3.5.5: a seal and a date share their page with text. Lines go over with all
that stands under them, and with the heading above them where none of its text is left; page one
keeps a line of text (7.3.3).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol, assert_never

from typeset.layout.galley import is_heading
from typeset.layout.makeup import PanelOnPage, TableOnPage, TextOnPage

CARRIED = 2
"""Lines of text that a signature takes along."""

Thing = TextOnPage | PanelOnPage | TableOnPage


class Page(Protocol):
    """A page under way, as far as things are moved on it; ``lost`` is white its head swallowed."""

    number: int
    y: int
    lost: int
    texts: list[TextOnPage]
    panels: list[PanelOnPage]
    tables: list[TableOnPage]


def carry(before: Page, page: Page, room: int) -> bool:
    """Bring the last lines of text over, if all that comes along has ``room`` lines.

    Whether they were brought; where not, nothing has changed.
    """
    stay: list[Thing] = [*before.texts, *before.panels, *before.tables]
    stay.sort(key=lambda on: on.top)
    taken = _taken(stay, first_page=before.number == 1)
    if not taken:
        return False
    head = taken[0].top
    foot = max(on.top - head + depth(on) for on in taken)
    down = foot + (page.lost if page.y else 0)
    if down > room:
        return False
    _put(before, stay)
    there: list[Thing] = [*page.texts, *page.panels, *page.tables]
    stood = [_moved(on, down) for on in there]
    _put(page, [*(_moved(on, -head) for on in taken), *stood])
    page.y += down
    return True


def depth(on: Thing) -> int:
    """The grid lines that something takes on its page."""
    match on:
        case TextOnPage():
            return on.text.best if on.text.whole else (on.last - on.first) * on.text.step
        case PanelOnPage():
            return on.panel.lines
        case TableOnPage():
            return on.piece.lines
        case _:
            assert_never(on)


def _taken(stay: list[Thing], *, first_page: bool) -> list[Thing]:
    """What is taken off the page's foot, from the head down; ``stay`` keeps the rest."""
    taken: list[Thing] = []
    lines = 0
    while stay and lines < CARRIED:
        on = stay.pop()
        if isinstance(on, PanelOnPage) and on.panel.closes == "" and on.top == 0:
            return []  # a head, or a table turned sideways: nothing above it moves
        begin = on.first if isinstance(on, TextOnPage) else 0
        if isinstance(on, TextOnPage):
            on = _cut(on, stay, CARRIED - lines, first_page=first_page)
            lines += on.last - on.first
        elif isinstance(on, TableOnPage):
            lines = CARRIED
        taken.insert(0, on)
        if isinstance(on, TextOnPage) and on.first > begin:
            break
    while stay and _heads(stay[-1]) and not _heads(taken[0]):
        taken.insert(0, stay.pop())
    return taken if lines and (not first_page or any(_is_text(on) for on in stay)) else []


def _cut(on: TextOnPage, stay: list[Thing], wanted: int, *, first_page: bool) -> TextOnPage:
    """The lines taken of a paragraph; those it leaves go back to the page: two, or none.

    On page one it leaves one where there is no other text.
    """
    cut = on.last - wanted
    if on.text.whole or cut <= on.first + 1:
        only = first_page and not any(_is_text(other) for other in stay)
        cut = on.first + 1 if only and not on.text.whole and on.last > on.first + 1 else on.first
    if cut > on.first:
        stay.append(replace(on, last=cut))
    top = on.top + (cut - on.first) * on.text.step
    return replace(on, first=cut, top=top)


def _heads(on: Thing) -> bool:
    return isinstance(on, TextOnPage) and is_heading(on.text.paragraph)


def _is_text(on: Thing) -> bool:
    """Text proper: neither a heading alone nor those to whom a circular goes."""
    if isinstance(on, TextOnPage):
        return not _heads(on) and on.text.paragraph.id != "to"
    return isinstance(on, TableOnPage)


def _moved(on: Thing, lines: int) -> Thing:
    return replace(on, top=on.top + lines)


def _put(page: Page, things: list[Thing]) -> None:
    """These things, and no others, on the page."""
    page.texts[:] = [on for on in things if isinstance(on, TextOnPage)]
    page.panels[:] = [on for on in things if isinstance(on, PanelOnPage)]
    page.tables[:] = [on for on in things if isinstance(on, TableOnPage)]
