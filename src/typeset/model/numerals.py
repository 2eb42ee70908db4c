"""Counting numerals: 一 二 三, 壹 贰 叁, 甲 乙 丙, ①, ⅰ: what labels and folios are written in.

Sets of digits differ by language (CL-LI-01): 贰 and 陆 in simplified, 貳 and 陸 in traditional
text, 万 and 萬 likewise.
"""

from __future__ import annotations

from typing import Literal, get_args

System = Literal[
    "arabic", "fullwidth", "han", "formal", "digits", "stems", "circled", "bracketed",
    "roman", "Roman", "latin", "Latin",
]  # fmt: skip
SYSTEMS: tuple[System, ...] = get_args(System)

STEMS = "甲乙丙丁戊己庚辛壬癸"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
HAN = "零一二三四五六七八九"
UNITS = "十百千"
FORMAL = {"": "零壹贰叁肆伍陆柒捌玖", "Hant": "零壹貳參肆伍陸柒捌玖", "ja": "零壱弐参四五六七八九"}
FORMAL_UNITS = {"": "拾佰仟", "ja": "拾百千"}
GREAT = {"": "万亿", "Hant": "萬億", "ja": "万億"}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def spell(number: int, system: System, language: str = "zh-Hans") -> str:
    """The number, from 1 up, in a system of numerals; in digits where the system ends.

    Circled numbers end at 50, bracketed ones at 20, stems go round after ten: 甲 … 癸, 甲甲
    would be read as a word, so from 11 on they are digits too.
    """
    if number < 1:
        return str(number)
    match system:
        case "arabic":
            return str(number)
        case "fullwidth":
            return str(number).translate(_WIDE)
        case "han" | "formal":
            return _counted(number, formal=system == "formal", script=_script(language))
        case "digits":
            return "".join("〇" if d == "0" else HAN[int(d)] for d in str(number))
        case "stems" | "circled" | "bracketed":
            signs = {"stems": STEMS, "circled": CIRCLED, "bracketed": BRACKETED}[system]
            return signs[number - 1] if number <= len(signs) else str(number)
        case "roman" | "Roman":
            small = _roman(number)
            return small if system == "roman" else small.upper()
        case "latin" | "Latin":
            small = _letters(number)
            return small if system == "latin" else small.upper()


_WIDE = {ord("0") + n: chr(ord("０") + n) for n in range(10)}


def _script(language: str) -> str:
    if language.startswith("ja"):
        return "ja"
    traditional = "Hant" in language or language in ("zh-TW", "zh-HK", "zh-MO") or language == "ko"
    return "Hant" if traditional else ""


def _counted(number: int, *, formal: bool, script: str) -> str:
    """``十二``, ``二十``, ``一百零三``, ``一万零一``: read from groups of four digits."""
    digits = FORMAL.get(script, FORMAL[""]) if formal else HAN
    units = FORMAL_UNITS.get(script, FORMAL_UNITS[""]) if formal else UNITS
    zero = "" if script == "ja" and not formal else digits[0]
    out, rank, short = "", 0, False
    while number:
        number, group = divmod(number, 10_000)
        if group:
            great = GREAT[script][rank - 1] if rank else ""
            gap = zero if out and short else ""
            out = _group(group, digits, units, zero) + great + gap + out
        short = 0 < group < 1000 or (not group and bool(out))
        rank += 1
    one_ten = digits[1] + units[0]
    return out[1:] if not formal and out.startswith(one_ten) else out


def _group(number: int, digits: str, units: str, zero: str) -> str:
    """Up to four digits: 1003 is 一千零三."""
    out, gap = "", False
    for place, digit in zip(range(3, -1, -1), f"{number:04d}", strict=True):
        if digit == "0":
            gap = bool(out)
            continue
        own = digits[int(digit)] + (units[place - 1] if place else "")
        own = own[-1] if place and own[0] == "一" and not zero else own  # 百三, not 一百三
        out += (zero if gap else "") + own
        gap = False
    return out


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out += letters * count
    return out


def _letters(number: int) -> str:
    out = ""
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(ord("a") + rest) + out
    return out
