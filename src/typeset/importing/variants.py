"""Marks and spellings an editor would look at: mended where sure, else proposed."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, cast

from typeset.importing.joins import SHOWN, is_body
from typeset.importing.rules import table
from typeset.importing.runs import cut, mapped, merged, text_of
from typeset.importing.source import Entry, Item, Paragraph, Run, Script
from typeset.record import dataclass

_TRADITIONAL_TEXT = 0.03  # of the Han characters: from here on the text is not simplified
_WORD = 2  # traditional characters in a row are a word; one alone may be a name
_NARROW = "narrow"  # in the rules: the half-width forms of what was found


@dataclass(frozen=True, slots=True)
class _Mark:
    what: str
    why: str
    found: re.Pattern[str]
    instead: str
    script: Script = ""
    sure: bool = False
    body: bool = False

    def replacement(self, match: re.Match[str]) -> str:
        """What is written instead of a match."""
        if self.instead == _NARROW:
            return unicodedata.normalize("NFKC", match.group())
        return match.expand(self.instead)


@functools.cache
def _marks() -> tuple[_Mark, ...]:
    return tuple(
        _Mark(
            row["what"], row["why"], re.compile(row["found"]), row["instead"],
            cast("Script", row.get("script", "")), row.get("sure", False),
            row.get("body", False),
        )
        for row in table("marks")["mark"]
    )  # fmt: skip


@functools.cache
def simplified() -> dict[str, str]:
    """The simplified form of each traditional or variant character that has just one."""
    return {
        old: new
        for olds, news in table("variants")["pairs"]
        for old, new in zip(olds, news, strict=True)
    }


def mended(items: Sequence[Item]) -> tuple[tuple[Item, ...], tuple[Entry, ...]]:
    """The items with what is sure set right, and entries for all that was found."""
    entries: list[Entry] = []
    words = _is_simplified(items)
    made = tuple(
        _mended(item, entries, words=words) if isinstance(item, Paragraph) else item
        for item in items
    )
    return made, tuple(entries)


def _is_simplified(items: Sequence[Item]) -> bool:
    text = "".join(item.text for item in items if isinstance(item, Paragraph))
    han = sum(1 for c in text if "\u4e00" <= c <= "\u9fff")
    return sum(1 for c in text if c in simplified()) < _TRADITIONAL_TEXT * max(1, han)


def _mended(item: Paragraph, entries: list[Entry], *, words: bool) -> Paragraph:
    for mark in _marks():
        if mark.body and not is_body(item.text):
            continue
        if mark.sure and mark.found.search(item.text):
            entries += (
                _entry(item, mark, found, "done") for found in mark.found.finditer(item.text)
            )
            item = replace(item, runs=_set_right(item.runs, mark))
        elif not mark.sure:
            found = mark.found.finditer(item.text)
            entries += (_entry(item, mark, match, "proposed") for match in found)
    return _in_one_form(item, entries) if words else item


def _set_right(runs: Sequence[Run], mark: _Mark) -> tuple[Run, ...]:
    """The runs with every match of a sure mark replaced, in its script if it has one."""
    text = text_of(runs)
    made: list[Run] = []
    at = 0
    for found in mark.found.finditer(text):
        made += cut(runs, at, found.start())
        inside = cut(runs, found.start(), found.end())[0]
        script = mark.script or inside.script
        made.append(replace(inside, text=mark.replacement(found), script=script))
        at = found.end()
    return merged((*made, *cut(runs, at)))


def _entry(
    item: Paragraph, mark: _Mark, found: re.Match[str], state: Literal["done", "proposed"]
) -> Entry:
    text, sign = item.text, {"sub": "~", "sup": "^"}.get(mark.script, "")
    before, after = text[max(0, found.start() - SHOWN) : found.start()], text[found.end() :][:SHOWN]
    return Entry(
        state=state,
        what=mark.what,
        why=mark.why,
        place=item.place,
        before=f"{before}{found.group()}{after}",
        after=f"{before}{sign}{mark.replacement(found)}{sign}{after}",
    )


# -- traditional forms --------------------------------------------------------------------------


def _in_one_form(item: Paragraph, entries: list[Entry]) -> Paragraph:
    """Traditional forms in simplified text: whole words are set right, single ones proposed."""
    spans = list(_traditional(item.text))
    if not spans:
        return item
    text = item.text
    changed = list(text)
    for start, end in spans:
        new = "".join(simplified()[c] for c in text[start:end])
        is_word = end - start >= _WORD
        entries.append(_form_entry(item, start, end, new, sure=is_word))
        if is_word:
            changed[start:end] = new
    forms = iter(changed)
    return replace(item, runs=mapped(item.runs, lambda t: "".join(next(forms) for _ in t)))


def _traditional(text: str) -> Iterator[tuple[int, int]]:
    start = -1
    for at, char in enumerate(text + " "):
        if char in simplified():
            start = at if start < 0 else start
        elif start >= 0:
            yield start, at
            start = -1


def _form_entry(item: Paragraph, start: int, end: int, new: str, *, sure: bool) -> Entry:
    text = item.text
    before, after = text[max(0, start - SHOWN) : start], text[end : end + SHOWN]
    old = text[start:end]
    return Entry(
        state="done" if sure else "proposed",
        what="Characters replaced" if sure else "Variant character",
        why=f"traditional form{'s' if sure else ''} of {new} in a text of simplified characters"
        + ("" if sure else "; a name keeps its form"),
        place=item.place,
        before=f"{before}{old}{after}",
        after=f"{before}{new}{after}",
    )
