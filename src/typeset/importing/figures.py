"""Numbers that look like headline figures, each with what its sentence says it counts."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from typeset.importing.note_marks import without_marks
from typeset.importing.rules import pattern, table, words
from typeset.importing.source import Paragraph
from typeset.model.figures import split_figure
from typeset.record import dataclass

_RULES = table("figures")
_CLAUSE = pattern("figures", "clause")
_KEPT = ("超", "超过", "近", "约", "逾", "不低于", "不少于")


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure of a paragraph: where it stands, and its label.

    ``sure``: it closes its clause, so that what stands before it is what it counts.
    """

    start: int
    end: int
    text: str
    label: str
    sure: bool

    @property
    def markup(self) -> str:
        """As it is written in a section."""
        label = self.label.replace("\\", "").replace('"', "")
        return f'[{self.text}]{{.metric label="{label}"}}'


@functools.cache
def _number() -> re.Pattern[str]:
    units = "|".join(re.escape(u) for u in sorted(words("figures", "units"), key=len, reverse=True))
    kept = "|".join(sorted(_KEPT, key=len, reverse=True))
    return re.compile(
        f"(?:{kept})?(?<![0-9.,]){_RULES['number']}{_RULES['scale']}{_RULES['between']}"
        f"(?:{units}){_RULES['after']}(?!{_RULES['not_before']})"
    )


def headlines(item: Paragraph) -> Iterator[Headline]:
    """The figures of one paragraph, in order."""
    text = item.text
    for found in _number().finditer(text):
        if pattern("figures", "not_after").search(text[: found.start()]):
            continue
        if split_figure(found.group()) is None or "．" in found.group():
            continue
        headline = _headline(text, found)
        if headline:
            yield headline


def _headline(text: str, found: re.Match[str]) -> Headline | None:
    ahead = _CLAUSE.split(text[: found.start()])[-1]
    behind = _CLAUSE.split(text[found.end() :], maxsplit=1)[0]
    closes = not behind.strip()
    label = _label(ahead) if closes or not behind else _label_behind(ahead, behind)
    if not label or not _is_whole(label):
        return None
    label = without_marks(label)
    return Headline(found.start(), found.end(), found.group(), label, sure=closes)


def _label(ahead: str) -> str:
    """The words before a figure without what leads to it and what opens the clause."""
    label, changed = ahead.strip(), True
    while changed:
        changed = False
        for link in words("figures", "links"):
            if label.endswith(link) and len(label) > len(link):
                label, changed = label[: -len(link)], True
    for opener in words("figures", "openers"):
        label = label.removeprefix(opener)
    longest = int(_RULES["longest_label"])
    if len(label) > longest:  # of a long row of things the last one is counted
        label = label.rpartition("、")[2]
    return label if int(_RULES["shortest_label"]) <= len(label) <= longest else ""


def _label_behind(ahead: str, behind: str) -> str:
    """For a figure that opens its clause: the words behind it."""
    if ahead.strip():
        return ""
    return behind.strip() if 2 <= len(behind.strip()) <= int(_RULES["longest_label"]) else ""


def _is_whole(label: str) -> bool:
    """Whether quotation marks and brackets in it are paired."""
    return all(label.count(a) == label.count(b) for a, b in ("“”", "‘’", "《》", "（）"))


def ranked(found: Sequence[tuple[str, Headline]]) -> list[tuple[str, Headline]]:
    """Figures (section, headline) for a dashboard: percentages and money first, one a section."""

    def weight(pair: tuple[str, Headline]) -> int:
        text = pair[1].text
        return 0 if "亿" in text else 1 if "%" in text else 2 if "万" in text else 3

    best: dict[str, tuple[str, Headline]] = {}
    for pair in sorted(found, key=weight):
        best.setdefault(pair[0], pair)
    others = [pair for pair in sorted(found, key=weight) if pair not in best.values()]
    chosen = [*best.values(), *others][:6]
    return [pair for pair in found if pair in chosen][:6]
