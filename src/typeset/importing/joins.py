"""Text broken at old line and column ends, joined again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from typeset.importing.numbering import is_marked
from typeset.importing.rules import pattern
from typeset.importing.runs import glued, needs_blank, stripped
from typeset.importing.source import Entry, Item, Paragraph, Place, Run

END = "¶"  # the end of a paragraph, in a report
SHOWN = 4  # characters of context at either side
_LONG = 40  # a text of more characters is no heading, whatever marks it has
_LONGEST_TITLE = 80  # but one that ends as titles do
_OVERLAP = 12  # characters that a column's end and the next column's begin may share
_TRAILING = "”’）)】]》〉」』\"'"
_STOPS = "。！？!?…；;：:."
_BODY = pattern("headings", "look", "body")
_TITLE = pattern("front", "title")


def is_open(text: str) -> bool:
    """Whether a text stops before its sentence does."""
    bare = text.rstrip().rstrip(_TRAILING)
    return bool(bare) and bare[-1] not in _STOPS


def is_body(text: str) -> bool:
    """Whether it reads as running text, not as a heading or a line of a title page."""
    if _BODY.search(text):
        return True
    return len(text) > _LONG and not (len(text) < _LONGEST_TITLE and _TITLE.search(text))


def joined_lines(lines: Sequence[str], place: Place) -> tuple[str, Entry]:
    """Lines of one paragraph as its text, and the entry that says so."""
    text = lines[0]
    for line in lines[1:]:
        text += (" " if needs_blank(text, line) else "") + line
    count = len(lines) - 1
    blank = " " if needs_blank(lines[0], lines[1]) else ""
    entry = Entry(
        state="done",
        what="Lines rejoined",
        why=f"cut at {count} old line end{'s' if count > 1 else ''}",
        place=place,
        before=f"{lines[0][-SHOWN:]}{END}{lines[1][:SHOWN]}",
        after=f"{lines[0][-SHOWN:]}{blank}{lines[1][:SHOWN]}",
    )
    return text, entry


def rejoin(items: Sequence[Item]) -> tuple[tuple[Item, ...], tuple[Entry, ...]]:
    """Paragraphs that were cut in mid sentence, as at the end of a column, made whole."""
    made: list[Item] = []
    entries: list[Entry] = []
    for at, item in enumerate(items):
        before = made[-1] if made else None
        after = items[at + 1] if at + 1 < len(items) else None
        if not (isinstance(before, Paragraph) and isinstance(item, Paragraph)):
            made.append(item)
        elif _is_cut(before, item, after):
            whole, entry = _joined(before, item)
            made[-1] = whole
            entries.append(entry)
        else:
            entries += _doubtful(before, item)
            made.append(item)
    return tuple(made), tuple(entries)


def _is_cut(before: Paragraph, item: Paragraph, after: Item | None) -> bool:
    """Whether ``item`` goes on with the sentence of ``before``."""
    if not _could_go_on(before, item) or item.indented or is_marked(item.text):
        return False
    ends_it = is_body(item.text) or not is_open(item.text)
    next_is_body = isinstance(after, Paragraph) and is_body(after.text)
    return ends_it or not next_is_body


def _could_go_on(before: Paragraph, item: Paragraph) -> bool:
    if before.form not in ("text", "quote") or item.form != before.form:
        return False
    return is_body(before.text) and is_open(before.text) and before.style == item.style


def _joined(before: Paragraph, item: Paragraph) -> tuple[Paragraph, Entry]:
    ahead, behind = before.text.rstrip(), item.text.lstrip()
    shared = _overlap(ahead, behind)
    runs = glued(stripped(before.runs), _without(item, shared))
    blank = " " if needs_blank(ahead, behind) else ""
    tail, head = ahead[-SHOWN:], behind[shared:][:SHOWN]
    entry = Entry(
        state="done",
        what="Sentence rejoined",
        why="cut at the end of a column"
        + (f"; {shared} characters that stood on both sides kept once" if shared else ""),
        place=item.place,
        before=f"{tail}{END}{behind[: shared + SHOWN]}",
        after=f"{tail}{blank}{head}",
    )
    return replace(before, runs=runs), entry


def _overlap(ahead: str, behind: str) -> int:
    """How many characters the end of one text and the begin of the next have in common."""
    longest = min(len(ahead), len(behind) - 1, 400)
    return next((n for n in range(longest, _OVERLAP - 1, -1) if ahead.endswith(behind[:n])), 0)


def _without(item: Paragraph, count: int) -> tuple[Run, ...]:
    runs = stripped(item.runs)
    made: list[Run] = []
    for run in runs:
        taken = min(count, len(run.text))
        count -= taken
        made.append(replace(run, text=run.text[taken:]))
    return tuple(made)


def _doubtful(before: Paragraph, item: Paragraph) -> list[Entry]:
    if not _could_go_on(before, item):
        return []
    tail, head = before.text[-SHOWN:], item.text[:SHOWN]
    return [
        Entry(
            state="proposed",
            what="Paragraph without a stop",
            why="it ends in mid sentence, or its stop is missing",
            place=item.place,
            before=f"{tail}{END}{head}",
            after=f"{tail}{head}",
        )
    ]
