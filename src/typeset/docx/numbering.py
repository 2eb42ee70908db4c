"""``word/numbering.xml``: lists and headings that Word counts itself (CL-DX-07).

One abstract definition a look, one ``w:num`` a list; the headings' levels are bound to the
built-in styles ``heading 1`` to ``heading 5``, which carry the number.
"""

from __future__ import annotations

import re
from dataclasses import field

from typeset.docx.xml import element, root, twips, value
from typeset.record import dataclass
from typeset.reflow import Level, Listed

_FORMATS = {
    "": "bullet", "none": "none", "arabic": "decimal", "fullwidth": "decimalFullWidth",
    "han": "chineseCountingThousand", "digits": "ideographDigital",
    "formal": "chineseLegalSimplified", "stems": "ideographTraditional",
    "circled": "decimalEnclosedCircleChinese", "bracketed": "decimalEnclosedParen",
    "roman": "lowerRoman", "Roman": "upperRoman", "latin": "lowerLetter", "Latin": "upperLetter",
}  # fmt: skip
_TRADITIONAL = {"han": "taiwaneseCountingThousand", "formal": "ideographLegalTraditional"}
_JAPANESE = {"han": "japaneseCounting", "formal": "japaneseLegal"}
_SHOWN = re.compile(r"\{(\d+)\}")
HEADINGS = 1
"""The ``w:num`` of headings; lists follow."""


@dataclass(slots=True)
class Numbering:
    """The lists met so far, by name; ``headings`` are the levels of headings."""

    language: str = "zh-Hans-CN"
    headings: tuple[Level, ...] = ()
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)

    def item(self, listed: Listed) -> str:
        """``w:numPr`` of an item."""
        levels = self.lists.setdefault(listed.list, {})
        for number, level in enumerate(listed.levels):
            levels.setdefault(number, level)
        number = HEADINGS + 1 + list(self.lists).index(listed.list)
        return reference(number, listed.level)

    @property
    def any(self) -> bool:
        """Whether the document counts anything."""
        return bool(self.lists or self.headings)

    def part(self, styles: dict[int, str]) -> bytes:
        """The part; ``styles`` are the ids of the heading styles by outline level."""
        looks: dict[tuple[Level, ...], int] = {}
        numbers: list[str] = []
        abstracts: list[str] = []
        if self.headings:
            abstracts.append(self._abstract(0, self.headings, styles))
            numbers.append(_number(HEADINGS, 0))
        for place, levels in enumerate(self.lists.values(), HEADINGS + 1):
            look = tuple(levels[number] for number in sorted(levels))
            if look not in looks:
                looks[look] = len(looks) + 1
                abstracts.append(self._abstract(looks[look], look, {}))
            numbers.append(_number(place, looks[look], restart=look))
        return root("w:numbering", "w", {}, *abstracts, *numbers)

    def _abstract(self, number: int, levels: tuple[Level, ...], styles: dict[int, str]) -> str:
        written = [
            self._level(place, level, styles.get(place + 1, ""))
            for place, level in enumerate(levels)
        ]
        kind = value("multiLevelType", "multilevel")
        return element("w:abstractNum", {"w:abstractNumId": number}, kind, *written)

    def _level(self, place: int, level: Level, style: str) -> str:
        suffix = "tab" if level.turnover and (level.gap or not style) else "nothing"
        suffix = "space" if level.gap and not level.turnover else suffix
        text = _SHOWN.sub(lambda m: f"%{int(m[1]) + 1}", level.text)
        return element(
            "w:lvl",
            {"w:ilvl": place},
            value("start", level.start),
            value("numFmt", self._format(level.system)),
            value("pStyle", style) if style else "",
            value("suff", suffix),
            element("w:lvlText", {"w:val": text}),
            value("lvlJc", "left"),
            f"<w:pPr>{_indent(level)}</w:pPr>" if level.left or not style else "",
        )

    def _format(self, system: str) -> str:
        own: dict[str, str] = {}
        if "Hant" in self.language:
            own = _TRADITIONAL
        elif self.language.startswith("ja"):
            own = _JAPANESE
        return own.get(system, _FORMATS[system])


def reference(number: int, level: int) -> str:
    """``w:numPr``; number 0 takes a paragraph out of its style's numbers."""
    return f"<w:numPr>{value('ilvl', level)}{value('numId', number)}</w:numPr>"


def heading_number(levels: tuple[Level, ...], level: int) -> dict[str, str]:
    """``w:pPr`` children of a heading's style; its indent would else undo that of the level."""
    if level >= len(levels):
        return {}
    own = {"ind": _indent(levels[level])} if levels[level].left else {}
    return {"numPr": reference(HEADINGS, level), **own}


def _number(number: int, look: int, restart: tuple[Level, ...] = ()) -> str:
    over = "".join(
        element("w:lvlOverride", {"w:ilvl": place}, value("startOverride", level.start))
        for place, level in enumerate(restart)
    )
    return element("w:num", {"w:numId": number}, value("abstractNumId", look), over)


def _indent(level: Level) -> str:
    """Label and text as on the pages: hanging, or the first line alone set in."""
    start = level.left - level.hanging
    if level.turnover:
        places = {"w:left": twips(level.turnover), "w:firstLineChars": 0,
                  "w:hanging": twips(level.hanging)}  # fmt: skip
    else:
        places = {"w:left": 0, "w:firstLineChars": 0, "w:firstLine": twips(start)}
    return element("w:ind", places)
