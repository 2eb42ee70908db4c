"""Lists: items by their marks, and paragraphs numbered 1., 2., 3. without text between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from typeset.importing.numbering import item_number
from typeset.importing.runs import cut
from typeset.importing.source import Entry, Item, Paragraph


def listed(items: Sequence[Item]) -> tuple[tuple[Item, ...], tuple[Entry, ...]]:
    """The items with paragraphs that are a numbered list made its items.

    Only what reads the same as a list of ours is taken: numbers from 1, in order, with a dot.
    """
    made = list(items)
    entries: list[Entry] = []
    at = 0
    while at < len(made):
        run = _run(made, at)
        if len(run) > 1:
            made[at : at + len(run)] = run
            entries.append(_entry(run))
        at += max(1, len(run))
    return tuple(made), tuple(entries)


def _run(items: Sequence[Item], at: int) -> list[Paragraph]:
    """The items of a list that begins at ``at``."""
    found: list[Paragraph] = []
    for item in items[at:]:
        if not isinstance(item, Paragraph) or item.form != "text" or "\n" in item.text:
            break
        number = item_number(item.text)
        if number is None or number[0] != len(found) + 1:
            break
        runs = cut(item.runs, number[1])
        found.append(replace(item, runs=runs, form="item", marker=f"{number[0]}."))
    return found


def _entry(run: Sequence[Paragraph]) -> Entry:
    return Entry(
        state="marked",
        what="List recognised",
        why=f"{len(run)} numbered paragraphs in a row",
        place=run[0].place,
        before=f"{run[0].marker} {run[0].text[:12]}",
        after=f"{run[0].marker} {run[0].text[:12]}",
    )
