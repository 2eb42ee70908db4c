"""Run-in leads: found by look or by words, each opening a paragraph of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from typeset.importing.joins import END, SHOWN
from typeset.importing.numbering import numbered
from typeset.importing.rules import pattern, table, words
from typeset.importing.runs import cut
from typeset.importing.source import Entry, Item, Paragraph

_LONGEST = int(table("leads")["longest"])
_SHORTEST = int(table("leads")["shortest"])
_FEWEST = int(table("leads")["fewest"])
_BOLD_LONGEST = int(table("leads")["bold_longest"])
_SENTENCE = re.compile(r"[^。]*。")


def led(items: Sequence[Item]) -> tuple[tuple[Item, ...], tuple[Entry, ...]]:
    """Paragraphs with their leads marked, and those begun where a lead stood inside one.

    A lead of words counts where the text has several. Inside a paragraph it begins a new one
    only if the paragraph itself opens with a lead; elsewhere that is proposed.
    """
    styled = _is_habit(items, _look_lead)
    worded = _is_habit(items, _word_lead)
    made: list[Item] = []
    entries: list[Entry] = []
    for item in items:
        if not isinstance(item, Paragraph) or item.form != "text":
            made.append(item)
            continue
        length = (_look_lead(item) if styled else 0) or (_word_lead(item) if worded else 0)
        if length:
            made += _parted(item, length, entries, inner=worded)
        else:
            made.append(item)
            entries += _proposed(item) if worded else ()
    return tuple(made), tuple(entries)


def _is_habit(items: Sequence[Item], lead: object) -> bool:
    found = _look_lead if lead is _look_lead else _word_lead
    paragraphs = [i for i in items if isinstance(i, Paragraph) and i.form == "text"]
    return sum(bool(found(p)) for p in paragraphs) >= _FEWEST


def _look_lead(item: Paragraph) -> int:
    """The length of a lead that stands out by style or by weight, or is numbered; else 0."""
    text = item.text
    marked = [run.lead for run in item.runs]
    length = sum(len(run.text) for run, lead in zip(item.runs, marked, strict=True) if lead)
    if length and item.runs[0].lead and length < len(text):
        return length
    bold = 0
    for run in item.runs:
        if not run.strong:
            break
        bold += len(run.text)
    if 0 < bold <= _BOLD_LONGEST and bold < len(text.rstrip()):
        return bold
    return _numbered_lead(text)


def _numbered_lead(text: str) -> int:
    """``（一）加强组织领导。各单位要…``: the sentence behind a number, if more follows."""
    number = numbered(text)
    if number is None or number.form.keep:
        return 0
    first = _SENTENCE.match(text)
    if first is None or first.end() >= len(text.rstrip()):
        return 0
    bare = first.group()[len(number.written) :]
    return first.end() if len(bare) <= _LONGEST + 6 and "，" not in bare else 0


def _word_lead(item: Paragraph) -> int:
    first = _SENTENCE.match(item.text)
    if first is None or first.end() >= len(item.text.rstrip()):
        return 0
    return first.end() if _is_lead(first.group()) else 0


def _is_lead(sentence: str) -> bool:
    bare = sentence.rstrip("。")
    if not _SHORTEST <= len(sentence) <= _LONGEST or pattern("leads", "never").search(bare):
        return False
    return bare.endswith(words("leads", "endings"))


def _inside(text: str, start: int) -> Iterator[re.Match[str]]:
    """Leads that stand in a paragraph, each with text behind it."""
    for sentence in _SENTENCE.finditer(text, start):
        if sentence.start() > 0 and sentence.end() < len(text) and _is_lead(sentence.group()):
            yield sentence


def _parted(
    item: Paragraph, length: int, entries: list[Entry], *, inner: bool
) -> Iterator[Paragraph]:
    """The paragraph, lead marked, and those that leads inside it begin."""
    starts = [(0, length)]
    for found in _inside(item.text, length) if inner else ():
        starts.append((found.start(), found.end()))
        entries.append(_begun(item, found, "done"))
    entries.append(_opening(item, length))
    ends = [start for start, _ in starts[1:]] + [len(item.text)]
    for (start, lead_end), end in zip(starts, ends, strict=True):
        lead = [replace(r, lead=True, strong=False) for r in cut(item.runs, start, lead_end)]
        rest = [replace(r, lead=False) for r in cut(item.runs, lead_end, end)]
        yield replace(item, runs=(*lead, *rest))


def _opening(item: Paragraph, length: int) -> Entry:
    lead = item.text[:length]
    return Entry(
        state="marked",
        what="Lead marked",
        why="it opens its paragraph",
        place=item.place,
        before=lead,
        after=f"[{lead}]{{.lead}}",
    )


def _proposed(item: Paragraph) -> list[Entry]:
    return [_begun(item, found, "proposed") for found in _inside(item.text, 0)]


def _begun(item: Paragraph, found: re.Match[str], state: str) -> Entry:
    tail = item.text[max(0, found.start() - SHOWN) : found.start()]
    return Entry(
        state="done" if state == "done" else "proposed",
        what="Paragraph begun",
        why="a run-in lead opens its own paragraph",
        place=item.place,
        before=f"{tail}{found.group()}",
        after=f"{tail}{END}{found.group()}",
    )
