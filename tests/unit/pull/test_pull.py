"""Edits come home: each kind of edit, into the right bytes of the right file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.pull.conftest import (
    anchored,
    paragraph,
    part_of,
    pulled,
    reads,
    replaced,
    with_part,
    written,
)  # fmt: skip

A, B, TOP = "sections/01-a.md", "sections/02-b.md", "publication.yaml"


def lines(folder: Path, name: str) -> list[str]:
    return (folder / name).read_text(encoding="utf-8").split("\n")


def changed_lines(folder: Path, plan_files: dict[str, bytes], name: str) -> list[tuple[str, str]]:
    """The lines of a file that differ, where none was put in or taken out."""
    old, new = lines(folder, name), plan_files[name].decode().split("\n")
    assert len(old) == len(new)
    return [(a, b) for a, b in zip(old, new, strict=True) if a != b]


# -- nothing ----------------------------------------------------------------------------------


def test_a_file_that_nobody_edited_changes_nothing(twin: Path, sent: bytes) -> None:
    plan = pulled(sent, twin)
    assert (plan.changes, plan.conflicts, plan.notes, plan.files) == ((), (), (), {})


def test_content_that_changed_since_is_left_alone(twin: Path, sent: bytes) -> None:
    path = twin / A
    text = path.read_text(encoding="utf-8")
    text = text.replace("普通段落一，用于", "开头新段。\n\n普通段落一，已用于")
    path.write_text(text.replace("131亿元", "135亿元"), encoding="utf-8")
    plan = pulled(sent, twin)
    assert (plan.changes, plan.conflicts, plan.files) == ((), (), {})


# -- words ------------------------------------------------------------------------------------


def test_changed_words_change_those_bytes_and_no_others(twin: Path, sent: bytes) -> None:
    plan = pulled(anchored(sent, "a_10", "用于移动测试", "用于搬动测试"), twin)
    assert changed_lines(twin, plan.files, A) == [
        (
            "普通段落一，用于移动测试，内容包括甲乙丙丁。See [the link](https://example.org/a) for",
            "普通段落一，用于搬动测试，内容包括甲乙丙丁。See [the link](https://example.org/a) for",
        )
    ]
    assert set(plan.files) == {A}
    (change,) = plan.changes
    assert (change.kind, change.id, change.place.file, change.place.line) == (
        "changed",
        "a-10",
        A,
        20,
    )


def test_line_ends_and_the_byte_order_mark_stay(twin: Path, sent: bytes) -> None:
    raw = (twin / A).read_bytes().replace(b"\n", b"\r\n")
    (twin / A).write_bytes(b"\xef\xbb\xbf" + raw)
    plan = pulled(anchored(sent, "a_10", "用于移动测试", "用于搬动测试"), twin)
    expected = raw.replace("用于移动测试".encode(), "用于搬动测试".encode())
    assert plan.files[A] == b"\xef\xbb\xbf" + expected


def test_both_sides_change_different_places_of_one_paragraph(twin: Path, sent: bytes) -> None:
    path = twin / A
    path.write_text(
        path.read_text(encoding="utf-8").replace("后半部分说明结果", "后半部分讲清结果"),
        encoding="utf-8",
    )
    plan = pulled(anchored(sent, "a_11", "用于拆分测试", "用于分开测试"), twin)
    assert "普通段落二，用于分开测试。前半部分说明情况。后半部分讲清结果，数字为2021年。" in reads(
        twin, plan
    )


def test_both_sides_changing_one_place_is_a_conflict_with_both_readings(
    twin: Path, sent: bytes
) -> None:
    path = twin / B
    path.write_text(
        path.read_text(encoding="utf-8").replace("内容独立", "内容单列"), encoding="utf-8"
    )
    plan = pulled(anchored(sent, "b_1", "内容独立", "内容自成一体"), twin)
    (conflict,) = plan.conflicts
    assert (conflict.mine, conflict.theirs) == (
        "第二章的第一段，内容单列。",
        "第二章的第一段，内容自成一体。",
    )
    assert (conflict.id, conflict.place.file, conflict.place.line) == ("b-1", B, 7)
    assert plan.files == {}


@pytest.mark.parametrize(
    ("mine", "theirs"), [("97.1%", "96.4%"), ("96.1‰", "95.1%"), ("86.1%", "96.2%")]
)
def test_a_number_changed_on_both_sides_is_a_conflict_even_where_the_changes_do_not_touch(
    twin: Path, sent: bytes, mine: str, theirs: str
) -> None:
    path = twin / B
    path.write_text(path.read_text(encoding="utf-8").replace("96.1%", mine), encoding="utf-8")
    plan = pulled(anchored(sent, "b_2", "96.1%", theirs), twin)
    assert [c.id for c in plan.conflicts] == ["b-2"]


def test_what_was_pulled_once_is_not_pulled_again(twin: Path, sent: bytes) -> None:
    edited = anchored(sent, "a_10", "用于移动测试", "用于搬动测试")
    new = "<w:p><w:r><w:t>全新的一段。</w:t></w:r></w:p>"
    edited = replaced(edited, paragraph(edited, "a_11"), paragraph(edited, "a_11") + new)
    written(pulled(edited, twin), twin)
    plan = pulled(edited, twin)
    assert (plan.changes, plan.conflicts, plan.files) == ((), (), {})


def styled(style: str, text: str) -> str:
    """A paragraph as an editor adds it."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return f"<w:p>{look}<w:r><w:t>{text}</w:t></w:r></w:p>"


# -- paragraphs -------------------------------------------------------------------------------


def test_a_new_paragraph_stands_behind_its_neighbour(twin: Path, sent: bytes) -> None:
    new = styled("BodyText", "1. 新的段落*星*。")
    plan = pulled(replaced(sent, paragraph(sent, "a_11"), paragraph(sent, "a_11") + new), twin)
    text = plan.files[A].decode()
    assert "数字为2021年。\n\n1\\. 新的段落\\*星\\*。\n\n:::pull-quote" in text
    assert [c.kind for c in plan.changes] == ["inserted"]


def test_a_new_item_joins_its_list(twin: Path, sent: bytes) -> None:
    item = paragraph(sent, "a_5")
    new = styled("ListParagraph", "新增的一项")
    plan = pulled(replaced(sent, item, item + new), twin)
    assert "\n- 新增的一项\n- 第三项内容\n" in plan.files[A].decode()


def test_a_deleted_paragraph_goes_with_its_empty_line(twin: Path, sent: bytes) -> None:
    plan = pulled(replaced(sent, paragraph(sent, "b_1"), ""), twin)
    assert plan.files[B].decode().split("---\n")[2].startswith("\n第二章的第二段")


def test_deleting_a_paragraph_whose_figure_is_drawn_elsewhere_is_a_conflict(
    twin: Path, sent: bytes
) -> None:
    plan = pulled(replaced(sent, paragraph(sent, "a_5"), ""), twin)
    (conflict,) = plan.conflicts
    assert conflict.id == "firms"
    assert f"{TOP}:6 (dashboard)" in conflict.reason
    assert f"{A}:32 (a-13)" in conflict.reason


def test_a_moved_paragraph_is_moved_between_files(twin: Path, sent: bytes) -> None:
    moved = paragraph(sent, "a_10")
    target = paragraph(sent, "b_1")
    data = with_part(sent, lambda xml: xml.replace(moved, "").replace(target, target + moved))
    plan = pulled(data, twin)
    assert [c.kind for c in plan.changes] == ["moved"]
    text = plan.files[B].decode()
    assert "内容独立。\n\n普通段落一，用于移动测试，内容包括甲乙丙丁。See [the link]" in text
    assert "more words here \\* starred &amp; done.\n\n第二章的第二段" in text
    assert "普通段落一" not in plan.files[A].decode()


def test_a_paragraph_moved_over_a_section_title_is_moved_and_not_the_title(
    twin: Path, sent: bytes
) -> None:
    moved, title = paragraph(sent, "b_1"), paragraph(sent, "b_title")
    data = with_part(sent, lambda xml: xml.replace(moved, "").replace(title, moved + title))
    plan = pulled(data, twin)
    assert [(c.kind, c.id) for c in plan.changes] == [("moved", "b-1")]
    assert plan.files[A].decode().endswith("2. 其次落实\n\n第二章的第一段，内容独立。\n")


def test_a_paragraph_that_both_moved_is_a_conflict(twin: Path, sent: bytes) -> None:
    path = twin / A
    words = next(line for line in lines(twin, A) if line.startswith("普通段落二"))
    text = path.read_text(encoding="utf-8").replace(words + "\n\n", "")
    path.write_text(text.replace("## 小标题", words + "\n\n## 小标题"), encoding="utf-8")
    moved, target = paragraph(sent, "a_11"), paragraph(sent, "b_1")
    data = with_part(sent, lambda xml: xml.replace(moved, "").replace(target, target + moved))
    assert [c.reason for c in pulled(data, twin).conflicts] == ["both moved this paragraph"]


def test_a_split_paragraph_is_split_in_the_source(twin: Path, sent: bytes) -> None:
    style = '<w:pPr><w:pStyle w:val="BodyText"/></w:pPr>'
    data = anchored(
        sent, "a_1", "项目突破。</w:t></w:r>",
        f"项目突破。</w:t></w:r></w:p><w:p>{style}",
    )  # fmt: skip
    plan = pulled(data, twin)
    assert [c.kind for c in plan.changes] == ["split"]
    assert "[项目突破。]{.lead}\n\n招引项目[29个]{.metric #projects" in plan.files[A].decode()


def test_merged_paragraphs_are_merged_in_the_source(twin: Path, sent: bytes) -> None:
    first, second = paragraph(sent, "b_1"), paragraph(sent, "b_2")
    runs = second.split("</w:pPr>", 1)[1].removesuffix("</w:p>")
    both = first.removesuffix("</w:p>") + runs + "</w:p>"
    data = with_part(sent, lambda xml: xml.replace(second, "").replace(first, both))
    plan = pulled(data, twin)
    assert [c.kind for c in plan.changes] == ["merged"]
    assert "内容独立。第二章的第二段，完成率达[96.1%]{.metric #rate" in plan.files[B].decode()


def test_a_sections_title_is_changed_in_its_front_matter(twin: Path, sent: bytes) -> None:
    plan = pulled(anchored(sent, "a_title", "第一章", "第一章：开局"), twin)
    assert "title: 第一章：开局   # comment\n" in plan.files[A].decode()


def test_a_new_section_is_left_to_people(twin: Path, sent: bytes) -> None:
    new = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>新的一章</w:t></w:r></w:p>'
    plan = pulled(replaced(sent, paragraph(sent, "b_1"), paragraph(sent, "b_1") + new), twin)
    assert [c.reason for c in plan.conflicts] == ["a new section is a file of its own"]


# -- marks ------------------------------------------------------------------------------------


def run(text: str, look: str) -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("look", "written_as"),
    [
        ("<w:b/><w:bCs/>", "**内容**"),
        ("<w:i/>", "*内容*"),
        ('<w:rStyle w:val="Strong"/>', "**内容**"),
    ],
)
def test_bold_and_italic_become_markup(twin: Path, sent: bytes, look: str, written_as: str) -> None:
    whole = paragraph(sent, "b_1")
    start, rest = whole.split("<w:r>", 1)
    old = "第二章的第一段，内容独立。"
    assert old in rest
    runs = run("第二章的第一段，", "") + run("内容", look) + run("独立。", "")
    plan = pulled(replaced(sent, whole, start + runs + rest.split("</w:r>", 1)[1]), twin)
    assert f"第二章的第一段，{written_as}独立。" in plan.files[B].decode()


def test_a_superscript_put_on_and_a_subscript_taken_off(twin: Path, sent: bytes) -> None:
    sub, sup = "TextSubscript", "TextSuperscript"
    data = anchored(sent, "a_1", f'<w:rStyle w:val="{sub}"/>', '<w:vertAlign w:val="baseline"/>')
    data = anchored(data, "a_1", f'<w:rStyle w:val="{sup}"/>', '<w:vertAlign w:val="subscript"/>')
    plan = pulled(data, twin)
    assert "PM2.5浓度下降，面积3m~2~" in plan.files[A].decode()


def test_formatting_that_markup_has_not_is_told_and_left_out(twin: Path, sent: bytes) -> None:
    data = anchored(sent, "b_1", "<w:rPr>", '<w:rPr><w:highlight w:val="yellow"/>')
    plan = pulled(data, twin)
    assert plan.files == {}
    assert [f.code for f in plan.findings] == ["pull/formatting"]


def test_a_lead_and_its_figures_stay_marked_where_words_are_typed_anew(
    twin: Path, sent: bytes
) -> None:
    whole = paragraph(sent, "a_1")
    plain = (
        '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>项目突破了。招引项目30个，总投资'
        "140亿元，PM2.5浓度下降，面积3m2，重要事项强调文字。</w:t></w:r></w:p>"
    )
    plan = pulled(replaced(sent, whole, plain), twin)
    text = plan.files[A].decode()
    assert '[项目突破了。]{.lead}招引项目[30个]{.metric #projects label="亿元项目"}' in text
    assert "[140亿元]{.metric #inv" in text
    assert "PM~2.5~浓度下降，面积3m^2^，**重要**事项*强调*文字。" in text
    assert [f.code for f in plan.findings] == ["pull/lost-formatting"]


# -- boxes ------------------------------------------------------------------------------------


def test_a_figure_changed_in_a_box_is_changed_at_its_source(twin: Path, sent: bytes) -> None:
    figures = part_of(sent).split("_ts_dashboard")[1].split("<w:t>131</w:t>")[0]
    data = with_part(
        sent, lambda xml: xml.replace(f"{figures}<w:t>131</w:t>", f"{figures}<w:t>140</w:t>")
    )
    plan = pulled(data, twin)
    assert "总投资[140亿元]{.metric #inv" in plan.files[A].decode()
    assert set(plan.files) == {A}
    (change,) = plan.changes
    assert (change.kind, change.id, change.before, change.after) == (
        "figure", "inv", "131亿元", "140亿元",
    )  # fmt: skip
    assert [(p.file, p.line) for p in change.also] == [(TOP, 5), (A, 7)]


def test_a_figure_that_text_and_box_say_differently_is_a_conflict(twin: Path, sent: bytes) -> None:
    data = anchored(sent, "a_1", "131亿元", "150亿元")
    figures = part_of(data).split("_ts_dashboard")[1].split("<w:t>131</w:t>")[0]
    data = with_part(
        data, lambda xml: xml.replace(f"{figures}<w:t>131</w:t>", f"{figures}<w:t>140</w:t>")
    )
    (conflict,) = pulled(data, twin).conflicts
    assert conflict.id == "inv"
    assert "150亿元" in conflict.reason
    assert "140亿元" in conflict.reason


def test_a_label_is_changed_in_its_attribute_or_its_own_line(twin: Path, sent: bytes) -> None:
    data = replaced(sent, "<w:t>总投资</w:t>", '<w:t>总投资额"新"</w:t>')
    data = replaced(data, "<w:t>企业</w:t>", "<w:t>企业: 新</w:t>")
    plan = pulled(data, twin)
    assert 'label="总投资额\\"新\\""' in plan.files[A].decode()
    assert '  - {id: firms, label: "企业: 新"}\n' in plan.files[TOP].decode()


def test_a_quotations_source_keeps_its_quotes_and_its_comment(twin: Path, sent: bytes) -> None:
    plan = pulled(replaced(sent, "<w:t>普通段落二</w:t>", "<w:t>普通段落二、三</w:t>"), twin)
    assert 'source: "普通段落二、三"  # where from\n' in plan.files[A].decode()


def test_words_of_a_quotation_change_in_the_text_too_and_the_other_way_round(
    twin: Path, sent: bytes
) -> None:
    for data in (
        replaced(sent, "<w:t>前半部分说明情况</w:t>", "<w:t>前半部分讲明情况</w:t>"),
        anchored(sent, "a_11", "前半部分说明情况", "前半部分讲明情况"),
    ):
        text = pulled(data, twin).files[A].decode()
        assert "用于拆分测试。前半部分讲明情况。后半部分" in text
        assert "text: 前半部分讲明情况\n" in text


def test_a_figure_given_by_its_value_follows_the_text(twin: Path, sent: bytes) -> None:
    plan = pulled(anchored(sent, "a_11", "2021年", "2022年"), twin)
    text = plan.files[A].decode()
    assert "数字为2022年。" in text
    assert "- {value: 2022年, label: 年份, from: a}" in text


def test_a_deleted_box_of_a_figure_is_no_longer_pulled(twin: Path, sent: bytes) -> None:
    def cut(xml: str) -> str:
        at = xml.index("_ts_inv_box")
        start = xml.rindex("<w:tbl>", 0, at)
        end = xml.index("</w:tbl>", at) + len("</w:tbl>")
        return xml[:start] + xml[end:]

    plan = pulled(with_part(sent, cut), twin)
    assert "design=hero pull=none}" in plan.files[A].decode()


def test_the_publications_title_is_changed_in_its_file(twin: Path, sent: bytes) -> None:
    plan = pulled(replaced(sent, "<w:t>凝心</w:t>", "<w:t>同心</w:t>"), twin)
    assert plan.files[TOP].decode().split("\n")[2] == "slogan: 同心 聚力"
    assert "# the title" in plan.files[TOP].decode()


def test_a_table_that_was_put_in_is_left_to_people(twin: Path, sent: bytes) -> None:
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>新表</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
    plan = pulled(replaced(sent, paragraph(sent, "b_2"), paragraph(sent, "b_2") + table), twin)
    assert [c.theirs for c in plan.conflicts] == ["新表"]


# -- what stands beside the text ----------------------------------------------------------------


def test_readings_and_marks_beside_the_text_stay_around_words_that_change(
    twin: Path, sent: bytes
) -> None:
    data = anchored(sent, "b_3", "之名，", "这个名字，")
    data = anchored(data, "b_3", "务必", "切记")
    data = anchored(data, "b_3", "也在。", "也在其中。")
    plan = pulled(data, twin)
    assert (
        plan.files[B]
        .decode()
        .endswith(
            "{镇江|ㄓㄣˋ|ㄐㄧㄤ}这个名字，[切记]{.dots}记住[赛珍珠]{.name}[《大地》]{.booktitle}，"
            "不折行的[第一名]{.nobreak}也在其中。\n"
        )
    )
    assert plan.findings == ()
