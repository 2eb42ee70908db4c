"""The report: everything done, proposed and left out, with its place, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from typeset.importing.source import Entry, Source

FILE = "REPAIRS.md"
_MOST = 200  # proposals of one kind that are listed one by one


def report(source: Source, entries: Sequence[Entry], saved: Sequence[str]) -> str:
    """``REPAIRS.md`` of an imported project, in Markdown; ``saved`` are pictures' paths."""
    parts = [_head(source)]
    done = [e for e in entries if e.state == "done"]
    marked = [e for e in entries if e.state == "marked"]
    proposed = [e for e in entries if e.state == "proposed"]
    left = [e for e in entries if e.state == "left out"]
    if done:
        parts += ["## Done", *_listed(done)]
    if marked:
        parts += ["## Marked", "No change of the text: what its parts are.", *_listed(marked)]
    if proposed:
        words = "Not changed: each asks for a judgement."
        parts += ["## Proposed", words, *_listed(_few(proposed))]
        parts += list(_rest(proposed))
    if left:
        words = "In the file, but not in the project: there is no place for it there yet."
        parts += ["## Left out", words, *_listed(left)]
    if saved:
        parts += ["## Pictures", "Saved as they came."]
        parts.append("\n".join(f"- `{path}`" for path in saved))
    if not entries:
        parts.append("Nothing had to be changed.")
    return "\n\n".join(parts) + "\n"


def _head(source: Source) -> str:
    lines = [
        "# Repairs\n",
        f"What was changed between `{PurePath(source.file).name}` and the text of this folder by",
        "`typeset import`, and what an editor should look at. `¶` is the end of a paragraph.",
        "Markup is no change: run-in leads are marked `[…]{.lead}`, figures `[…]{.metric …}`.",
    ]
    if source.encoding:
        lines.append(f"The file was read as {source.encoding}.")
    return "\n".join(lines)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """By place; what stands at one place in the order it was found."""
    return sorted(entries, key=lambda e: e.place.number)


def _listed(entries: Iterable[Entry]) -> list[str]:
    return [_entry(number, entry) for number, entry in enumerate(entries, 1)]


def _entry(number: int, entry: Entry) -> str:
    lines = [f"{number}. {entry.what} ({entry.place}): {entry.why}"]
    for name, text in (("before", entry.before), ("after", entry.after)):
        if text:
            lines.append(f"   - {name}: {code(text)}")
    return "\n".join(lines)


def code(text: str) -> str:
    """Text as inline code on one line, whatever backticks it holds."""
    shown = text.replace("\n", "↵").replace("\t", " ")
    fence = "`"
    while fence in shown:
        fence += "`"
    edge = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{edge}{shown}{edge}{fence}"


def _few(entries: Sequence[Entry]) -> Iterator[Entry]:
    counts: dict[str, int] = {}
    for entry in entries:
        counts[entry.what] = counts.get(entry.what, 0) + 1
        if counts[entry.what] <= _MOST:
            yield entry


def _rest(entries: Sequence[Entry]) -> Iterator[str]:
    """Kinds that stand more often than is listed: the places of the others."""
    places: dict[str, list[str]] = {}
    for entry in entries:
        places.setdefault(entry.what, []).append(str(entry.place.number))
    for what, found in places.items():
        if len(found) > _MOST:
            numbers = ", ".join(dict.fromkeys(found[_MOST:]))
            yield f"{what}, {len(found) - _MOST} times more: {numbers}"
