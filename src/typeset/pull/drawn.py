"""Words that stand in the running text and are drawn in a box as well: kept equal.

A quotation and a figure given by its value stand twice in the content. Where the document
changed one of the two, the other follows; where it is not clear how, that is a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from typeset.blocks.metrics import Entry, Metrics
from typeset.blocks.pull_quote import PullQuote
from typeset.blocks.pull_quote import data as quote_data
from typeset.pull.differ import hunks, merged_text
from typeset.pull.origins import SUM, Origin, Origins
from typeset.pull.sources import Sources
from typeset.record import dataclass

_LOOSE = re.compile(r"[\s，。；、：！？“”‘’]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Words of a box that must stand in a section; lines parted by line ends."""

    box: str
    part: str
    words: str
    section: str
    file: str
    line: int


def drawn_words(sources: Sources, verbatim: Mapping[str, Sequence[str]]) -> Iterator[Drawn]:
    """Everything boxes draw by its words; ``verbatim`` are the designs' quoted parts."""
    for block in sources.publication.front:
        if isinstance(block, Metrics):
            yield from _entries(block, "publication.yaml", "")
    for leaf in sources.leaves.values():
        block = leaf.block
        if isinstance(block, Metrics):
            yield from _entries(block, leaf.file, leaf.section)
        elif isinstance(block, PullQuote) and block.repeats:
            own = quote_data(block).own
            for name in verbatim.get(block.attrs.design, ()):
                part = SUM if name == "terms" else name
                words = "\n".join(own.lines(part)).replace(" + ", "+")
                if words:
                    yield Drawn(
                        box=leaf.id, part=f"own.{part}", words=words, section=leaf.section,
                        file=leaf.file, line=leaf.line,
                    )  # fmt: skip


def _entries(block: Metrics, file: str, home: str) -> Iterator[Drawn]:
    for row, entry in enumerate(block.entries):
        if entry.id or not entry.value:
            continue
        yield Drawn(
            box=block.id, part=f"{row}.value", words=entry.value, section=entry.from_ or home,
            file=file, line=entry.span.line,
        )  # fmt: skip


def drawing(sources: Sources, figure: str) -> Iterator[tuple[str, str, int]]:
    """Every box that draws a marked figure by its id: (box, file, line)."""
    for block in sources.publication.front:
        if isinstance(block, Metrics):
            yield from ((block.id, "publication.yaml", e.span.line) for e in _by_id(block, figure))
    for leaf in sources.leaves.values():
        if isinstance(leaf.block, Metrics):
            yield from ((leaf.id, leaf.file, e.span.line) for e in _by_id(leaf.block, figure))


def _by_id(block: Metrics, figure: str) -> Iterator[Entry]:
    return (entry for entry in block.entries if entry.id == figure)


# -- finding words -----------------------------------------------------------------------------


def find(words: str, text: str) -> list[tuple[int, int]]:
    """Where words stand in a text, marks between them aside; whole numbers only."""
    return _exact(words.replace("\n", ""), text) or _loosely(words, text)


def _exact(words: str, text: str) -> list[tuple[int, int]]:
    found = (m.start() for m in re.finditer(re.escape(words), text)) if words else iter(())
    return [(at, at + len(words)) for at in found if _whole(text, at, at + len(words))]


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no number is cut at the edges."""
    before, first = text[start - 1 : start], text[start : start + 1]
    last, after = text[end - 1 : end], text[end : end + 1]
    return not (
        (before.isdigit() and first.isdigit())
        or (last.isdigit() and after.isdigit())
        or (before == "." and text[start - 2 : start - 1].isdigit() and first.isdigit())
    )


def _loosely(words: str, text: str) -> list[tuple[int, int]]:
    wanted = _LOOSE.sub("", words)
    places = [n for n, char in enumerate(text) if not _LOOSE.match(char)]
    bare = "".join(text[n] for n in places)
    if not wanted:
        return []
    found = (m.start() for m in re.finditer(re.escape(wanted), bare))
    return [(places[at], places[at + len(wanted) - 1] + 1) for at in found]


def followed(drawn: Drawn, old: str, new: str) -> str | None:
    """What a box has to say when the text it is drawn from changed from ``old`` to ``new``.

    The whole paragraph is given. None where that is not clear.
    """
    places = find(drawn.words, old)
    if len(places) != 1:
        return None
    start, end = places[0]
    moved = _moved(old, new, start, end)
    if moved is None:
        return None
    region, after = old[start:end], new[slice(*moved)]
    result = merged_text(region, drawn.words, after)
    return result if result and result.strip() else None


def _moved(old: str, new: str, start: int, end: int) -> tuple[int, int] | None:
    shift, grown = 0, 0
    for h in hunks(old, new):
        change = (h.new_end - h.new_start) - (h.end - h.start)
        if h.end <= start:
            shift += change
        elif h.start < end:
            if h.start < start or h.end > end:
                return None
            grown += change
    if end - start + grown <= 0:
        return None
    return start + shift, end + shift + grown


def origin_of(drawn: Drawn, origins: Origins) -> Origin | None:
    """The value that a box's words are written as."""
    return origins.of(drawn.box, drawn.part)
