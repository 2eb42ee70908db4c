"""Every look is a named style; settings and theme are those of Chinese text."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from docx import Document

from tests.docx.conftest import BLUE, Word
from tests.docx.parts import W, part, style_of, value, written
from tests.line_engine import small_style
from typeset.docx.settings import settings, word_language
from typeset.model.publication import Publication
from typeset.reflow import Para, ReRun
from typeset.style import Style

# -- styles ------------------------------------------------------------------------------------


def test_body_text_is_indented_in_characters_and_in_points(small: Word) -> None:
    style = style_of(small.data, "Body Text")
    assert value(style, "pPr/ind", "firstLineChars") == "200"
    assert value(style, "pPr/ind", "firstLine") == "420"
    assert value(style, "pPr/spacing", "line") == "340"
    assert value(style, "pPr/spacing", "lineRule") == "exact"


def test_every_role_of_the_style_is_a_named_style(small: Word) -> None:
    styles = part(small.data, "word/styles.xml").iter(f"{W}style")
    names = " ".join(value(style, "name") or "" for style in styles)
    furniture = {small.style.furniture.head_role, small.style.furniture.folio_role}
    for name, role in small.style.roles.items():
        if name not in furniture and not role.word_style.startswith("heading"):
            assert role.word_style in names, name


def test_faces_are_those_that_offices_have(small: Word) -> None:
    fonts = style_of(small.data, "Body Text").find(f"{W}rPr/{W}rFonts")
    assert fonts is not None
    assert (fonts.get(f"{W}eastAsia"), fonts.get(f"{W}ascii")) == ("宋体", "Times New Roman")
    table = part(small.data, "word/fontTable.xml")
    song = next(f for f in table if f.get(f"{W}name") == "宋体")
    assert (value(song, "altName"), value(song, "charset")) == ("SimSun", "86")


def test_the_first_heading_is_word_s_own_and_another_accent_is_derived_from_it(small: Word) -> None:
    first, blue = style_of(small.data, "heading 1"), style_of(small.data, "Heading 1 blue")
    assert value(first, "pPr/outlineLvl") == value(blue, "pPr/outlineLvl") == "0"
    assert first.get(f"{W}customStyle") is None
    assert value(blue, "basedOn") == first.get(f"{W}styleId")
    assert value(first, "pPr/pBdr/bottom", "color") != value(blue, "pPr/pBdr/bottom", "color")


def test_a_size_that_differs_from_the_role_is_a_style_of_its_own(
    style: Style, publication: Publication
) -> None:
    runs = (ReRun(text="大", size=20), ReRun(text="蓝", color=BLUE))
    data = written(style, publication, Para(role="body", runs=runs))
    large = style_of(data, "text 20")
    assert value(large, "rPr/sz") == "40"
    assert value(style_of(data, "text blue"), "rPr/color") == "004B87"


def test_a_line_is_high_enough_for_the_largest_run(style: Style, publication: Publication) -> None:
    data = written(style, publication, Para(role="body", runs=(ReRun(text="大", size=40),)))
    assert value(style_of(data, "Body Text line 42"), "pPr/spacing", "line") == "840"


def test_bold_of_a_paragraph_and_of_its_runs_do_not_cancel_each_other(small: Word) -> None:
    figure = style_of(small.data, "指标数值 51 figure")
    assert value(figure, "rPr/b") == "0"
    assert value(style_of(small.data, "指标数值 Char"), "basedOn") == "DefaultParagraphFont"
    assert style_of(small.data, "指标数值 Char").find(f"{W}rPr/{W}b") is not None


def test_python_docx_opens_the_document_and_reads_its_headings(small: Word) -> None:
    document = Document(io.BytesIO(small.data))
    styled = [p.style.name for p in document.paragraphs if p.style is not None]
    assert [name for name in styled if name.startswith("Heading 1")] == [
        "Heading 1",
        "Heading 1 blue",
    ]


def test_only_text_with_marks_that_latin_shares_carries_the_hint(small: Word) -> None:
    for run in part(small.data, "word/document.xml").iter(f"{W}r"):
        text = "".join(t.text or "" for t in run.iter(f"{W}t"))
        hinted = run.find(f"{W}rPr/{W}rFonts") is not None
        plated = (value(run, "rPr/rStyle") or "").startswith("BannerNumber")
        assert hinted == (not text.isascii()) or plated


# -- settings ----------------------------------------------------------------------------------


def test_settings_are_those_of_chinese_text(small: Word) -> None:
    settings = part(small.data, "word/settings.xml")
    assert value(settings, "characterSpacingControl") == "compressPunctuation"
    assert value(settings, "themeFontLang", "eastAsia") == "zh-CN"
    assert settings.find(f"{W}mirrorMargins") is not None
    compat = {s.get(f"{W}name"): s.get(f"{W}val") for s in settings.iter(f"{W}compatSetting")}
    assert compat["compatibilityMode"] == "15"


def test_the_theme_leads_to_no_foreign_face(small: Word) -> None:
    with zipfile.ZipFile(io.BytesIO(small.data)) as archive:
        theme = archive.read("word/theme/theme1.xml").decode()
    assert set(re.findall(r'<a:ea typeface="([^"]*)"', theme)) == {"方正小标宋简体", "宋体"}
    assert theme.count('script="Hans"') == 2


@pytest.mark.parametrize(
    ("tag", "word"),
    [
        ("zh-Hans-CN", "zh-CN"),
        ("zh-Hans", "zh-CN"),
        ("zh-Hant", "zh-TW"),
        ("zh-Hant-HK", "zh-HK"),
        ("ja", "ja"),
        ("ko-KR", "ko-KR"),
    ],
)
def test_a_language_is_named_as_word_names_it(tag: str, word: str) -> None:
    assert word_language(tag) == word


def test_word_keeps_to_the_same_limit_of_hyphens_one_after_another() -> None:
    made = settings(small_style(0, hyphenate=True, hyphen_ladder=3))
    assert b'<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="3"/>' in made
    unlimited = settings(small_style(0, hyphenate=True, hyphen_ladder=0))
    assert b"consecutiveHyphenLimit" not in unlimited
    assert b"Hyphen" not in settings(small_style(0))
