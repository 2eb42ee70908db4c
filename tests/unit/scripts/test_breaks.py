"""Where a line may end: bans by level, and sequences that are kept together."""

from __future__ import annotations

import pytest

from typeset.scripts.breaks import (
    BAN,
    CLOSER,
    FREE,
    NEVER,
    SOFT_1,
    SOFT_2,
    UNIT,
    WORD,
    relieved,
    strengths,
)
from typeset.scripts.classes import clusters, load_script

ZH = load_script("zh-Hans")
SIGNS = {FREE: "", SOFT_2: "²", SOFT_1: "¹", UNIT: "×", WORD: "×", BAN: "×", NEVER: "×"}


def drawn(text: str, level: str = "gb") -> str:
    """The text with × where it never parts, ¹ and ² where it parts for want of better."""
    cut = clusters(text, ZH)
    strength = [FREE, *strengths(cut, ZH, level).strength[1:]]
    pairs = zip(cut.texts, strength, strict=True)
    return "".join(SIGNS[held] + piece for piece, held in pairs)


def plain(drawing: str) -> str:
    return "".join(char for char in drawing if char not in "×¹²")


@pytest.mark.parametrize(
    "drawing",
    [
        "改革开放以来×，经济",
        "“×创新×”驱动",
        "嵇山×—东山片区",
        "卡尔×·马克思",
        "（×甲×）（×乙×）",
        "国×，——国",
        "“×——国——×”",
        "国……——国",
        "（×年×）×.",
        "（×0×0×）×，国",
        "微克×/×立方",
    ],
)
def test_marks_are_kept_off_line_starts_and_ends(drawing: str) -> None:
    assert drawn(plain(drawing)) == drawing


@pytest.mark.parametrize(
    "drawing",
    [
        "约3×2×.×5×%左",
        "至1×0×:×3×0止",
        "共￥×3×0×0止",
        "达3×7× ×℃左",
        "“×1×3×+×4×8×+×2×”重点",
        "“×5×+×N×”主题",
        "约1×0×—×2×0上",
        "约6×3×%×～×6×8×%间",
        "到-×5×℃止",
        "在2×0×2×1×-×0×3×-×1×5后",
        "共2\u00a0×7×4×8\u00a0×4×5×6止".replace("\u00a0", "×\u00a0"),
        "数1×,×2×3×4×,×5×6×7止",
    ],
)
def test_a_number_is_never_parted(drawing: str) -> None:
    assert drawn(plain(drawing)) == drawing


@pytest.mark.parametrize(
    "drawing",
    [
        "共1×3×1×亿¹元",
        "走访3×0×0×余¹次",
        "共2×.×5×亿¹元",
        "占9×平¹方¹公¹里地",
        "达3×2×.×5×微¹克×/×立¹方¹米高",
        "设2×9×个项目",
        "选2×4×名人才",
        "第5×届",
        "第× 5× ×届",
        "办1×0×余¹件¹次",
        "在2×0×2×2×年¹3×月¹5×日后",
        "一百三十一亿元",
    ],
)
def test_a_number_keeps_its_unit(drawing: str) -> None:
    assert drawn(plain(drawing)) == drawing


@pytest.mark.parametrize(
    "drawing",
    [
        "w×o×r×d× n×e×x×t",
        "用A×4²纸",
        "3×4×6²国²道",
        "V×D×E×—²T×D×A×P",
        "C×O×V×I×D×-×1×9病",
        "在“×十²四²五×”里",
        "k×m×/h",
        "国×\u00a0×国",
    ],
)
def test_words_and_names_hold_together(drawing: str) -> None:
    assert drawn(plain(drawing)) == drawing


def test_the_levels_contain_one_another() -> None:
    text = "克/立，——国……国“国”"
    found = {
        level: {at for at, s in enumerate(strengths(clusters(text, ZH), ZH, level).strength) if s}
        for level in ("none", "basic", "gb", "strict")
    }
    assert found["none"] < found["basic"] < found["gb"] < found["strict"]


def test_an_address_breaks_after_its_slashes_only() -> None:
    broken = drawn("见https://www.example.org/a_b国")
    assert "/a" in broken
    assert "w.e" not in broken
    assert "×.×" not in broken.replace("https", "")
    assert ":×/×/" in broken


def test_explicit_break_points_win() -> None:
    assert drawn("国\u2060国") == "国\u2060×国"
    assert drawn("wo\u200brd") == "w×o\u200br×d"


def test_relief_opens_the_last_of_three_closers() -> None:
    cut = clusters("说。』」word", ZH)
    strength = strengths(cut, ZH, "gb").strength
    closers = relieved(cut.classes, strength)
    changed = [at for at, (a, b) in enumerate(zip(strength, closers, strict=True)) if a != b]
    assert changed == [3]
    assert closers[3] == CLOSER


def test_a_number_holds_its_unit_less_strongly_than_its_own_figures() -> None:
    assert strengths(clusters("国32.5亿元", ZH), ZH, "gb").strength[2:] == [
        WORD, BAN, WORD, UNIT, SOFT_1,
    ]  # fmt: skip


def test_bans_can_be_broken_at_the_very_end_but_no_line_begins_with_a_space() -> None:
    assert strengths(clusters("国，（ 国", ZH), ZH, "gb").strength[1:] == [BAN, FREE, NEVER, BAN]
