"""Plain text and Markdown of others: lines rejoined, structure found, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.unit.importing.test_seed import write
from typeset.diagnostics import Sink
from typeset.importing import imported
from typeset.importing.draft import drafted
from typeset.importing.figures import headlines
from typeset.importing.markup import paragraph
from typeset.importing.numbering import value
from typeset.importing.recognise import read, recognised
from typeset.importing.source import Paragraph, Place, Run, Source
from typeset.importing.write import scalar
from typeset.project import Project
from typeset.reading import load

OTHER = "镇江高新区坚持把文化工作摆在重要位置，全年工作平稳有序，群众反映良好。"
THIRD = "下一步将围绕目标任务，细化措施，压实责任，推动各项工作再上新台阶。"
LONG = "各单位要认真贯彻落实本通知的各项要求，确保各项任务按期完成，并及时总结经验做法。"


def section(text: str, name: str = "a.txt", number: int = 1) -> str:
    return imported(text.encode(), name).files[f"sections/section-{number:02}.md"].decode()


def items(text: str, name: str = "a.txt") -> list[Paragraph]:
    return [i for i in recognised(read(text.encode(), name)).items if isinstance(i, Paragraph)]


def whats(text: str, name: str = "a.txt", state: str = "proposed") -> list[str]:
    return [e.what for e in imported(text.encode(), name).entries if e.state == state]


# -- lines and columns ---------------------------------------------------------------------------


def test_lines_broken_at_an_edge_are_rejoined_where_indents_begin_paragraphs() -> None:
    whole = ["　　" + LONG * 2, "　　" + "另外一段话的内容也是比较长的，" * 6 + "就此结束。"]
    lines = [text[at : at + 20] for text in whole for at in range(0, len(text), 20)]
    assert [i.text for i in items("\n".join(lines))] == [text.strip() for text in whole]


def test_lines_that_were_not_broken_are_paragraphs() -> None:
    text = f"{LONG}\n{LONG[2:]}完。\n短句也是一段，如此。\n"
    assert len(items(text)) == 3


def test_lines_of_cells_parted_by_tabs_are_a_table() -> None:
    text = f"{LONG}\n表1 完成情况\n类别\t计划\t完成\n就业\t4\t4\n教育\t\t5\n{OTHER}\n"
    table = "| 类别 | 计划 | 完成 |\n| --- | --- | --- |\n| 就业 | 4 | 4 |\n| 教育 |  | 5 |"
    assert table in section(text)
    assert whats(text, state="marked").count("Table recognised") == 1


def test_a_tab_that_indents_a_paragraph_is_no_cell() -> None:
    assert [item.text for item in items(f"\t{LONG}\n\t{OTHER}\n")] == [LONG, OTHER]


def test_who_signs_below_the_text_is_its_issuer_on_that_day() -> None:
    made = imported(f"{LONG}\n\n{OTHER}\n\n青禾区人民政府\n2025年12月1日\n".encode(), "a.txt")
    publication = made.files["publication.yaml"].decode()
    assert "issuer: 青禾区人民政府\ndate: 2025-12-01\n" in publication
    assert "青禾区" not in made.files["sections/section-01.md"].decode()


def test_latin_lines_are_rejoined_with_a_blank() -> None:
    words = "The quick brown fox jumps over the lazy dog and runs away, quickly. " * 6
    lines, line = [], ""
    for word in words.split():
        if len(line) + len(word) > 58:
            lines.append(line.strip())
            line = ""
        line += word + " "
    assert items("\n".join([*lines, line.strip()]))[0].text == words.strip()


def test_a_column_s_last_words_that_stand_in_the_next_too_are_kept_once() -> None:
    text = (
        f"{LONG[:-1]}，打造一流的国际化营商\n\n及时总结经验做法，打造一流的国际化营商环境，{LONG}"
    )
    (only,) = items(text)
    assert only.text == f"{LONG[:-1]}，打造一流的国际化营商环境，{LONG}"


def test_a_heading_is_never_joined_to_an_open_paragraph() -> None:
    text = f"一、总体情况\n\n{LONG[:-1]}\n\n二、主要做法\n\n{OTHER}"
    assert [i.form for i in items(text)] == ["heading", "text"] * 2
    assert "Paragraph without a stop" in whats(text)


def test_a_passage_repeated_far_away_is_only_proposed() -> None:
    between = "\n\n".join(f"第{n}段的内容各不相同，编号为{n}，这里略去不说。" for n in range(5))
    assert "Passage stands twice" in whats(f"{LONG}\n\n{between}\n\n{LONG}")
    assert len(items(f"{LONG}\n\n{between}\n\n{LONG}")) == 7


# -- headings -------------------------------------------------------------------------------------


def test_numbered_headings_have_levels_by_their_form() -> None:
    text = (
        f"一、总体要求\n\n（一）指导思想\n\n{LONG}\n\n1.基本原则\n\n{OTHER}\n\n二、任务\n\n{THIRD}"
    )
    assert [i.level for i in items(text) if i.form == "heading"] == [1, 2, 3, 1]
    first = section(text)
    assert "title: 总体要求\nnumber: 1\n" in first
    assert "\n# （一）指导思想\n" in first
    assert "\n## 1.基本原则\n" in first


def test_numbered_lines_without_text_between_them_are_a_list() -> None:
    text = f"一、任务\n\n{LONG}\n\n1. 调研\n\n2. 试点\n\n3. 推广\n\n二、要求\n\n{OTHER}"
    assert "1. 调研\n2. 试点\n3. 推广\n" in section(text)


def test_numbers_of_another_form_are_kept_as_they_are() -> None:
    text = f"一、任务\n\n{LONG}\n\n3、调研材料。\n\n7、试点材料。"
    assert "3、调研材料。\n\n7、试点材料。" in section(text)


def test_a_numbered_lead_opens_its_paragraph() -> None:
    text = f"一、任务\n\n（一）加强领导。{LONG}\n\n（二）压实责任。{OTHER}"
    assert "[（一）加强领导。]{.lead}各单位" in section(text)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("一、", "1"),
        ("十、", "10"),
        ("十二、", "12"),
        ("二十、", "20"),
        ("（三十五）", "35"),
        ("7.", "7"),
    ],
)
def test_a_number_is_read(written: str, number: str) -> None:
    assert value(written) == number


# -- Markdown --------------------------------------------------------------------------------------

MARKDOWN = """\
---
title: 工作年报
author: 甲
date: 2022-01-08
---
前言说明，这里是**粗体**和*斜体*，`code_x`，[链接](https://example.org)，脚注[^1]。
第二行接上。

总体情况
========

- 甲
- 乙

3) 丙

> 引用的话，
> 第二行。

| a | b |
|---|---|
| 1 | 2 |

```python
x = [1]{.y}
```

## 小节 {#x}

![图](x.png) <b>HTML</b> m^2^ H~2~O \\*星\\* &amp; ~~删~~ 正文，如此。

***

[^1]: 注文，在此。
"""


def test_somebody_s_markdown_is_taken_apart(tmp_path: Path) -> None:
    made = imported(MARKDOWN.encode(), "a.md")
    front = made.files["publication.yaml"].decode()
    assert "title: 工作年报\n" in front
    assert "date: 2022-01-08\n" in front
    opening, main = (made.files[f"sections/section-0{n}.md"].decode() for n in (1, 2))
    assert (
        "这里是**粗体**和*斜体*，code\\_x，[链接](https://example.org)，脚注[^1]。第二行" in opening
    )
    assert "title: 总体情况" in main
    assert "- 甲\n- 乙\n" in main
    assert "> 引用的话，第二行。" in main
    assert "| a | b |\n| --- | --- |\n| 1 | 2 |\n" in main
    assert "# 小节\n" in main
    assert "m^2^ H~2~O \\*星\\* & 删 正文" in main
    assert opening.endswith("\n\n[^1]: 注文，在此。\n")
    told = {e.what for e in made.entries if e.state == "left out"}
    assert told >= {"Picture", "HTML", "Code", "Code block", "Rule", "Text struck out"}
    assert "Front matter" in told
    load(write(made.files, tmp_path), Sink())


@pytest.mark.parametrize("hostile", ["**a " * 8_000, "[" * 20_000, "`a" * 20_000, "<a" * 20_000])
def test_marks_without_end_are_read_in_time(hostile: str) -> None:
    imported((LONG + hostile).encode(), "a.md")


# -- what was set right, and what was only told ----------------------------------------


def test_marks_of_another_system_are_set_right() -> None:
    text = f"{LONG}PM_{{2.5}}与m^{{2}}，{LONG}"
    assert "PM~2.5~与m^2^，" in section(text)


def test_single_variants_and_half_width_marks_are_proposed_only() -> None:
    text = f"团山峯谷,主体建筑(一期)实现封顶。{LONG}"
    assert "团山峯谷,主体建筑(一期)实现封顶。" in section(text)
    assert {"Variant character", "Half-width mark", "Half-width parentheses"} <= set(whats(text))


def test_a_text_of_traditional_characters_is_left_alone() -> None:
    text = "關於印發重點任務分工方案的通知，請認真貫徹落實，確保各項任務完成。" * 3
    assert "關於印發" in section(text)
    assert "Characters replaced" not in whats(text, state="done")


def test_a_character_without_a_face_becomes_the_geta_and_is_told() -> None:
    text = f"{LONG}喜庆🎉的日子，\u200b过去了\x07。{LONG}"
    assert "喜庆〓的日子，过去了。" in section(text)
    report = imported(text.encode(), "a.txt").files["REPAIRS.md"].decode()
    assert "U+1F389" in report
    assert "U+0007" in report


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("全年总投资131亿元，位居前列。", [("131亿元", "总投资")]),
        ("其中10亿元以上项目3个。", [("3个", "10亿元以上项目")]),
        ("问题整改率达96.1%，完成巡查。", [("96.1%", "问题整改率")]),
        ("接种率达93%以上。", [("93%以上", "接种率")]),
        ("2021年5月3日，第3个项目，“13+48”清单，312国道。", []),
    ],
)
def test_a_headline_figure_has_the_label_of_its_clause(
    sentence: str, found: list[tuple[str, str]]
) -> None:
    item = Paragraph(runs=(Run(sentence),), place=Place("line", 1))
    assert [(h.text, h.label) for h in headlines(item) if h.sure] == found


# -- nothing is lost ----------------------------------------------------------------------

ALPHABET = "中文，。“”a1B _*~^[]{}()<>!#|`\\&;:+-.=$\n：　"


def test_a_brace_and_a_bar_are_no_ruby() -> None:
    assert paragraph((Run("{:|和{a|b}"),)) == r"\{:|和\{a|b}"


@settings(max_examples=60, deadline=None)
@given(st.text(ALPHABET, min_size=1, max_size=60))
def test_any_text_is_written_so_that_it_reads_back(text: str) -> None:
    written = paragraph((Run(text),))
    if not text.strip(" \n　"):
        return
    files = {
        "publication.yaml": b"title: x\n",
        "sections/a.md": f"---\ntitle: a\n---\n\n{written}\n".encode(),
    }
    publication = _loaded(files)
    assert "".join(publication.split()) == "".join(text.split())


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.builds(
            Run,
            st.text("中文，。a1 *_“", min_size=1, max_size=6),
            strong=st.booleans(),
            emphasis=st.booleans(),
            lead=st.booleans(),
            script=st.sampled_from(["", "sub", "sup"]),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_looks_that_touch_lose_no_character(runs: list[Run]) -> None:
    text = "".join(run.text for run in runs)
    if not text.strip():
        return
    written = paragraph(runs)
    files = {
        "publication.yaml": b"title: x\n",
        "sections/a.md": f"---\ntitle: a\n---\n\n{written}\n".encode(),
    }
    assert "".join(_loaded(files).split()) == "".join(text.split())


@settings(max_examples=60, deadline=None)
@example(["1."])  # a number alone is no title
@given(st.lists(st.text(ALPHABET.replace("_", ""), max_size=50), min_size=1, max_size=8))
def test_any_lines_make_a_project_that_loads(lines: list[str]) -> None:
    text = "\n\n".join([*lines, LONG])
    source = recognised(read(text.encode(), "a.txt"))
    draft, _ = drafted(source)
    files = imported(text.encode(), "a.txt").files
    loaded = "".join(_loaded(files).split())
    assert "".join(LONG.split()) in loaded
    assert len(draft.sections) == sum(path.startswith("sections/") for path in files)


@given(st.text(max_size=30))
def test_any_text_is_one_yaml_scalar(text: str) -> None:
    import yaml

    printable = "".join(c for c in text if c.isprintable())
    assert yaml.safe_load(f"a: {scalar(printable)}") == {"a": printable}


def _loaded(files: dict[str, bytes]) -> str:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        sink = Sink()
        publication = load(write(files, Path(folder)), sink)[0]
        assert isinstance(Project(Path(folder)), Project)
    return "".join(section.text() for section in publication.sections)


def test_a_source_is_frozen() -> None:
    source = Source(file="a.txt", items=())
    with pytest.raises(AttributeError):
        source.file = "b"  # type: ignore[misc]


def test_notes_of_somebody_s_markdown_are_written_where_their_marks_are(tmp_path: Path) -> None:
    text = (
        "# 引言\n\n有注[^甲]，有[^乙]，再引[^甲]，没有[^无]。\n\n"
        "[^甲]: 一段，\n    接着写。\n\n    又一段。\n[^乙]: 年报*一*。\n[^闲]: 没人用。\n"
    )
    made = imported(text.encode(), "a.md")
    section = made.files["sections/section-01.md"].decode()
    assert "有注[^1]，有[^2]，再引[^1-2]，没有\\[^无\\]。\n" in section
    assert "[^1]: 一段，接着写。\n\n    又一段。\n\n[^2]: 年报*一*。\n" in section
    assert section.endswith("\n^3^ 没人用。\n")
    assert [e.before for e in made.entries if e.what == "Note"] == ["3 没人用。"]
    publication, _ = load(write(made.files, tmp_path), Sink())
    said = [note.text for note in publication.sections[0].notes()]
    assert said == ["一段，接着写。又一段。", "年报一。", "一段，接着写。又一段。"]
