"""A headline number taken apart: ``超千万元`` is 超 | 千万 | 元, ``300余次`` 300 | 余 | 次."""

from __future__ import annotations

import re

from typeset.model.inline import Figure

# Words that qualify a number, longest first; each must stay with it wherever it is drawn.
BEFORE = (
    "同比增长", "同比下降", "同比", "环比增长", "环比下降", "环比", "累计", "合计", "达到",
    "超过", "突破", "不少于", "不低于", "不超过", "不足", "至少", "接近", "大约", "约", "近",
    "超", "逾", "达", "第", "仅", "＋", "+", "−", "-", "±", "≥", "≤", ">", "<", "￥", "¥", "$",
)  # fmt: skip
BETWEEN = ("余", "多", "来", "几", "+")
AFTER = ("以上", "以下", "以内", "以外", "左右", "上下", "有余", "余", "多", "不到")

_DIGITS = r"[0-9０-９]+(?:[,，\u0020\u00A0\u2009\u202F][0-9０-９]{3})*(?:[.．][0-9０-９]+)?"
_HAN = "〇零一二三四五六七八九十百千万亿两"
_SCALE = "十百千万亿"

_FIGURE = (  # compiled, and kept by ``re``, when a figure is first taken apart
    rf"""
    (?P<prefix>(?:{"|".join(map(re.escape, BEFORE))})*)
    (?P<number>
        {_DIGITS}(?:\s*[-–—~～/:：×+]\s*{_DIGITS})*
        (?:[{_SCALE}]+(?=[余多来几]\S))?     # 1.2万|余|人, but 10|余|万元
      | [{_HAN}]+(?:点[{_HAN}]+)?
    )
    (?P<between>(?:{"|".join(map(re.escape, BETWEEN))})?)
    (?P<unit>\D*?)
    (?P<after>(?:{"|".join(AFTER)})?)
    """
)


def split_figure(text: str) -> Figure | None:
    """The parts of a figure as it reads in a sentence, or None if it holds no number.

    Joined again they are ``text``: nothing is rounded, moved or dropped.
    """
    found = re.fullmatch(_FIGURE, text, re.VERBOSE)
    if found is None:
        return None
    parts = found.groupdict()
    after, between = parts["after"], parts["between"]
    if after and (between or not parts["unit"]):
        # one qualifier only: 300余 has it between number and an absent unit
        if between:
            parts["unit"], after = parts["unit"] + after, ""
        else:
            between, after = after, ""
    return Figure(
        parts["number"],
        parts["unit"],
        parts["prefix"],
        after or between,
        suffix_last=bool(after),
    )
