"""A circular as its two files: the fields, and the text with its four levels as headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from typeset.importing.circulars import DraftCircular
from typeset.importing.markup import escaped, opened_lines, paragraph
from typeset.importing.numbering import numbered, value
from typeset.importing.rules import table, words
from typeset.importing.runs import cut
from typeset.importing.source import Item, Paragraph, Table
from typeset.importing.tables import pipe_table
from typeset.importing.write import scalar

_LONGEST = int(table("circular")["longest_heading"])
_SENTENCE = re.compile(r"[^。]+。")


def circular_files(circular: DraftCircular) -> dict[str, str]:
    """``publication.yaml``, ``text.md`` and a file for each text that it attaches."""
    lines = ["# Written by 'typeset import'; what was done is in REPAIRS.md.", "kind: circular"]
    for key, said in circular.fields.items():
        if key == "attachments":
            lines += ["attachments:", *(f"  - {entry}" for entry in _attached(circular, said))]
        else:
            lines.append(f"{key}: {_value(said)}")
    if circular.printed:
        pairs = ", ".join(f"{key}: {scalar(said)}" for key, said in circular.printed.items())
        lines.append(f"print: {{{pairs}}}")
    texts = {"text.md": circular.body} | {_file(e.no): e.body for e in circular.enclosures}
    files = {name: "\n\n".join(_blocks(body)) + "\n" for name, body in texts.items()}
    return {"publication.yaml": "\n".join(lines) + "\n", **files}


def _file(no: int) -> str:
    return f"attachment-{no}.md"


def _attached(circular: DraftCircular, titles: Sequence[str]) -> Iterator[str]:
    """The list of attachments: those whose text is here are bound in."""
    here = {enclosure.no for enclosure in circular.enclosures}
    for no, title in enumerate(titles, 1):
        source = f", source: {_file(no)}, bound: true" if no in here else ""
        yield f"{{title: {scalar(title)}{source}}}" if source else scalar(title)


def _value(said: str | tuple[str, ...]) -> str:
    if isinstance(said, str):
        return scalar(said)
    if len(said) == 1:
        return scalar(said[0])
    return "[" + ", ".join(map(scalar, said)) + "]"


def _blocks(items: tuple[Item, ...]) -> Iterator[str]:
    counts = [0] * len(words("circular", "levels"))
    for item in items:
        if isinstance(item, Table):
            yield pipe_table(item)
        else:
            yield from _paragraph(item, counts)


def _paragraph(item: Paragraph, counts: list[int]) -> Iterator[str]:
    """A heading, a heading that runs into its text, or text; ``counts`` are those of the levels.

    A number is left to the engine only where the engine will write the same.
    """
    text = item.text.strip()
    level, head, rest = _levelled(text, counts)
    if not head:
        yield opened_lines(escaped(text)) if item.marker else paragraph(item.runs)
        return
    counts[level:] = [counts[level] + 1] + [0] * (len(counts) - level - 1)
    yield "#" * (level + 1) + " " + escaped(head)
    if rest:
        start = item.text.rindex(rest)
        yield paragraph(cut(item.runs, start, start + len(rest)))


def _levelled(text: str, counts: list[int]) -> tuple[int, str, str]:
    """The level from 0, the heading without its number and what follows it; else no heading."""
    none = (0, "", "")
    number = numbered(text)
    levels = words("circular", "levels")
    if number is None or number.form.name not in levels or "\n" in text:
        return none
    level, bare = levels.index(number.form.name), text[len(number.written) :]
    if value(number.written) != str(counts[level] + 1) or not number.written.endswith(
        ("、", "）", ".")
    ):
        return none
    sentence = _SENTENCE.match(bare)
    if sentence is None:
        return (level, bare, "") if 0 < len(bare) <= _LONGEST else none
    head, rest = sentence.group(), bare[sentence.end() :].strip()
    return (level, head, rest) if rest and len(head) <= _LONGEST else none
