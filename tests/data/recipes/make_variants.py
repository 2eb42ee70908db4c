"""Make ``src/typeset/scripts/han/data/variants.toml`` from Unihan.

usage: make_variants.py UNICODE_FOLDER OUT

UNICODE_FOLDER holds the files ``Unihan_….txt.bz2`` as Debian's ``unicode-data`` (15.0.0-1)
installs them. Simplified text is what 通用规范汉字表 (``kTGH``) has;
Traditional text what level 1 of Big5, or of Hong Kong's list (``kHKGlyph``), has.
"""

from __future__ import annotations

import bz2
import re
import sys
from collections.abc import Iterable
from pathlib import Path

Rows = dict[int, dict[str, str]]
LEVEL_1 = (0xA440, 0xC67E)  # of Big5: characters in common use
WIDTH = 60  # pairs on a line

# Where several forms are offered and the first by code point is not the usual one.
USUAL = {
    "发": "發", "干": "乾", "后": "後", "复": "復", "历": "歷", "钟": "鐘", "须": "須", "尽": "盡",
    "获": "獲", "坛": "壇", "团": "團", "汇": "匯", "脏": "髒", "纤": "纖", "当": "當", "摆": "擺",
    "苏": "蘇", "卤": "滷", "弥": "彌", "签": "簽", "么": "麼", "为": "為", "说": "說", "众": "眾",
    "群": "群", "线": "線", "录": "錄", "温": "溫", "脱": "脫", "阅": "閱", "税": "稅", "锐": "銳",
    "悦": "悅", "强": "強", "内": "內", "产": "產", "户": "戶", "黄": "黃", "吕": "呂", "祢": "禰",
}  # fmt: skip


# Variants that Unihan does not lead to the word meant; 於 is standard only as a surname.
HOUSE = {"於": "于", "嚐": "尝", "妳": "你", "託": "托", "邨": "村", "牠": "它", "祂": "他"}


def rows(folder: Path, names: Iterable[str]) -> Rows:
    """Unihan's fields by code point."""
    found: Rows = {}
    for name in names:
        with bz2.open(folder / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("U+"):
                    code, field, value = line.rstrip("\n").split("\t")
                    found.setdefault(int(code.removeprefix("U+"), base=16), {})[field] = value
    return found


def forms(row: dict[str, str], *fields: str) -> list[str]:
    """The characters named in these fields, in their order."""
    named = (re.findall(r"U\+([0-9A-F]+)", row.get(field, "")) for field in fields)
    return [chr(int(code, 16)) for codes in named for code in codes]


def is_common_big5(char: str) -> bool:
    """Whether a character stands in level 1 of Big5."""
    try:
        code = int.from_bytes(char.encode("big5"), "big")
    except UnicodeEncodeError:
        return False
    return LEVEL_1[0] <= code <= LEVEL_1[1]


def to_simplified(unihan: Rows) -> dict[str, str]:
    """Characters foreign to Simplified text, with what stands there instead.

    A variant may lead there over the traditional form (綫, 線, 线); of several standard
    characters the most common is taken.
    """
    rank = {code: int(row["kTGH"].split(":")[1]) for code, row in unihan.items() if "kTGH" in row}

    def standard(chars: Iterable[str]) -> str:
        return min((c for c in chars if ord(c) in rank), key=lambda c: rank[ord(c)], default="")

    pairs = {}
    for code, row in unihan.items():
        if code in rank and chr(code) not in HOUSE:
            continue
        others = forms(row, "kSemanticVariant", "kZVariant", "kSpecializedSemanticVariant")
        further = (forms(unihan.get(ord(o), {}), "kSimplifiedVariant") for o in others)
        found = (
            standard(forms(row, "kSimplifiedVariant"))
            or standard(others)
            or standard(char for chars in further for char in chars)
        )
        found = HOUSE.get(chr(code), found)
        if found:
            pairs[chr(code)] = found
    return pairs


def to_traditional(unihan: Rows) -> dict[str, str]:
    """Characters foreign to Traditional text, with what stands there instead."""
    pairs = {}
    for code, row in unihan.items():
        char = chr(code)
        if is_common_big5(char):
            continue
        good = [to for to in forms(row, "kTraditionalVariant") if is_common_big5(to)]
        usual = USUAL.get(char, "")
        if good and char not in good:
            pairs[char] = usual if usual in good else good[0]
    return pairs


def told(name: str, pairs: dict[str, str]) -> str:
    """A table of pairs, written without separators."""
    ordered = ["".join(pair) for pair in sorted(pairs.items())]
    lines = ["".join(ordered[at : at + WIDTH]) for at in range(0, len(ordered), WIDTH)]
    return f'{name} = """\\\n' + "".join(f"{line}\\\n" for line in lines) + '"""\n'


def main(folder: str, out: str) -> None:
    """Write the tables."""
    names = ("Variants", "OtherMappings", "DictionaryLikeData")
    unihan = rows(Path(folder), (f"Unihan_{name}.txt.bz2" for name in names))
    traditional = to_traditional(unihan)
    hong_kong = sorted(char for char in traditional if "kHKGlyph" in unihan[ord(char)])
    Path(out).write_text(
        "# Characters foreign to Simplified or to Traditional text, each followed by what stands\n"
        "# there instead. Made from Unihan 15.0 by tests/data/recipes/make_variants.py.\n"
        'id = "CL-ST-01"\nref = "Unihan kTGH, kSimplifiedVariant, kTraditionalVariant; Big5"\n'
        + told("simplified", to_simplified(unihan))
        + told("traditional", traditional)
        + f'hong_kong = "{"".join(hong_kong)}"  # at home in Hong Kong\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
