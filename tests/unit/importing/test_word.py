"""What a Word file says, wherever it keeps it."""

from __future__ import annotations

import pytest

from tests.unit.importing.made import p, part, word
from tests.unit.pictures.made import corners, encoded
from typeset.importing import imported
from typeset.importing.source import Paragraph, Source, Table
from typeset.importing.word import read_word

BODY = "各单位要认真贯彻落实本通知的各项要求，确保各项任务按期完成。"


def read(body: str, **others: object) -> Source:
    return read_word(word(body, **others), "a.docx")  # type: ignore[arg-type]


def texts(source: Source) -> list[str]:
    return [i.text for i in source.items if isinstance(i, Paragraph)]


def left(source: Source) -> list[tuple[str, str]]:
    return [(e.what, e.before) for e in source.entries if e.state == "left out"]


def test_tracked_changes_are_taken_as_made_and_told() -> None:
    change = (
        "<w:p><w:r><w:t>新</w:t></w:r><w:ins><w:r><w:t>增的</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>旧的</w:delText></w:r></w:del><w:r><w:t>话。</w:t></w:r></w:p>"
    )
    source = read(change)
    assert texts(source) == ["新增的话。"]
    assert left(source) == [("Deleted text", "旧的")]


def test_a_paragraph_whose_end_was_deleted_goes_on_with_the_next() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    assert texts(read(p("前半句，", gone) + p("后半句。"))) == ["前半句，后半句。"]


def test_a_field_shows_its_result_and_not_its_code() -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> REF _Ref1 </w:instrText></w:r>"
    field = char("begin") + code + char("separate") + "<w:r><w:t>图1</w:t></w:r>" + char("end")
    assert texts(read(f"<w:p><w:r><w:t>见</w:t></w:r>{field}</w:p>")) == ["见图1"]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:txbxContent>{p('框里的话。')}</w:txbxContent>"
    both = (
        f'<mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="wps"><w:drawing>{box}'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    source = read(f"<w:p><w:r><w:t>正文。</w:t></w:r><w:r>{both}</w:r></w:p>")
    assert texts(source) == ["正文。", "框里的话。"]
    assert ("Text box", "框里的话。") in left(source)


def test_hidden_text_comments_and_ruby_are_told() -> None:
    ruby = (
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>fēng</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>峰</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
    )
    remark = '<w:comment w:id="1" w:author="甲"><w:p><w:r><w:t>请核</w:t></w:r></w:p></w:comment>'
    source = read(
        p("看得见。") + p("看不见", run="<w:vanish/>") + ruby,
        parts={"word/comments.xml": part("comments", remark)},
        related=(("c", "comments", "comments.xml", False),),
    )
    assert texts(source) == ["看得见。", "峰"]
    assert {("Hidden text", "看不见"), ("Comment", "请核"), ("Ruby", "fēng")} <= set(left(source))


def test_notes_are_written_where_their_marks_are() -> None:
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>数据来自年报。</w:t></w:r></w:p></w:footnote>'
    cut = '<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>'
    made = imported(
        word(
            p(BODY)
            + f"<w:p><w:r><w:t>{BODY[:-1]}</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>"
            "<w:r><w:t>。</w:t></w:r></w:p>",
            parts={"word/footnotes.xml": part("footnotes", cut + note)},
            related=(("n", "footnotes", "footnotes.xml", False),),
        ),
        "a.docx",
    )
    text = made.files["sections/section-01.md"].decode()
    assert "完成[^1]。\n" in text
    assert text.endswith("\n\n[^1]: 数据来自年报。\n")
    assert not [e for e in made.entries if e.what == "Note"]


def test_a_note_in_a_table_is_not_lost() -> None:
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>含临时。</w:t></w:r></w:p></w:footnote>'
    cell = (
        "<w:tc><w:p><w:r><w:t>甲</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p></w:tc>"
    )
    made = imported(
        word(
            p(BODY) + f"<w:tbl><w:tr>{cell}<w:tc>{p('1')}</w:tc></w:tr></w:tbl>",
            parts={"word/footnotes.xml": part("footnotes", note)},
            related=(("n", "footnotes", "footnotes.xml", False),),
        ),
        "a.docx",
    )
    text = made.files["sections/section-01.md"].decode()
    assert "甲1" in text
    assert text.endswith("\n^1^ 含临时。\n")
    assert [e.before for e in made.entries if e.what == "Note"] == ["1 含临时。"]


def test_a_table_is_a_pipe_table() -> None:
    row = "<w:tr>" + "".join(f"<w:tc>{p(t)}</w:tc>" for t in ("指标", "12|个")) + "</w:tr>"
    made = imported(word(p(BODY) + f"<w:tbl>{row}</w:tbl>"), "a.docx")
    assert "| 指标 | 12\\|个 |\n| --- | --- |\n" in made.files["sections/section-01.md"].decode()


def test_merged_cells_and_repeated_heads_of_a_table_are_marked() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text) if text else '<w:p/>'}</w:tc>"

    down, on, over = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    rows = (
        head + cell("项目", down) + cell("规模", over),
        head + cell("", on) + cell("户数") + cell("人数"),
        cell("甲") + cell("&lt;") + cell("12"),
    )
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    made = imported(word(p(BODY) + f"<w:tbl>{table}</w:tbl>"), "a.docx")
    assert (
        "| 项目 | 规模 | < |\n| ^^ | 户数 | 人数 |\n| --- | --- | --- |\n| 甲 | \\< | 12 |\n"
        in made.files["sections/section-01.md"].decode()
    )


def test_a_table_that_only_places_text_is_its_paragraphs() -> None:
    source = read(f"<w:tbl><w:tr><w:tc>{p('一句。')}{p('两句。')}</w:tc></w:tr></w:tbl>")
    assert texts(source) == ["一句。", "两句。"]
    assert not any(isinstance(i, Table) for i in source.items)


@pytest.mark.parametrize("name", ["heading 2", "Heading 2", "标题 2"])
def test_headings_are_known_by_the_names_of_their_styles(name: str) -> None:
    style = f'<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="{name}"/></w:style>'
    source = read(
        p("总体要求", '<w:pStyle w:val="a1"/>') + p(BODY),
        parts={"word/styles.xml": part("styles", style)},
        related=(("s", "styles", "styles.xml", False),),
    )
    first = source.items[0]
    assert isinstance(first, Paragraph)
    assert (first.form, first.level) == ("heading", 2)


def test_numbers_that_word_draws_are_written_out_or_become_lists() -> None:
    def level(depth: int, kind: str, text: str) -> str:
        return (
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
        )

    han = level(0, "chineseCounting", "%1、")
    abstract = f'<w:abstractNum w:abstractNumId="1">{han}</w:abstractNum>'
    abstract += f'<w:abstractNum w:abstractNumId="2">{level(0, "bullet", "")}</w:abstractNum>'
    abstract += f'<w:abstractNum w:abstractNumId="3">{level(0, "decimal", "%1.")}</w:abstractNum>'
    numbers = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3)
    )

    def listed(text: str, number: int) -> str:
        return p(text, f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')

    made = imported(
        word(
            listed("总体情况", 1) + p(BODY) + listed("阅读推广", 2) + listed("文物保护", 2)
            + listed("工作安排", 1) + p(BODY.replace("各单位", "各部门"))
            + listed("调研", 3) + listed("试点", 3),
            {"word/numbering.xml": part("numbering", abstract + numbers)},
            (("n", "numbering", "numbering.xml", False),),
        ),
        "a.docx",
    )  # fmt: skip
    first, second = (made.files[f"sections/section-0{n}.md"].decode() for n in (1, 2))
    assert "title: 总体情况\nnumber: 1\n" in first
    assert "- 阅读推广\n- 文物保护\n" in first
    assert "title: 工作安排\nnumber: 2\n" in second
    assert "1. 调研\n2. 试点\n" in second


PIXEL = encoded(corners(), "PNG")


def with_picture(data: bytes, after: str = "", described: str = "开园仪式") -> bytes:
    """A Word file of a paragraph, a picture, and what stands under it."""
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    drawing = (
        f'<w:drawing><x:docPr xmlns:x="urn:x" descr="{described}"/><a:blip xmlns:a="{a}" '
        'r:embed="i"/></w:drawing>'
    )
    style = '<w:style w:type="paragraph" w:styleId="a5"><w:name w:val="caption"/></w:style>'
    return word(
        p(BODY) + f"<w:p><w:r>{drawing}</w:r></w:p>" + after + p("末了一段。" + BODY),
        {"word/media/image1.png": data, "word/styles.xml": part("styles", style)},
        (("i", "image", "media/image1.png", False), ("s", "styles", "styles.xml", False)),
    )


def test_a_picture_is_saved_and_shown_where_it_stood() -> None:
    made = imported(with_picture(PIXEL), "a.docx")
    assert made.files["images/picture-01.png"] == PIXEL
    text = made.files["sections/section-01.md"].decode()
    assert f"{BODY}\n\n![开园仪式](images/picture-01.png)\n\n末了一段。" in text
    assert "Picture placed" in made.files["REPAIRS.md"].decode()


def test_the_caption_under_a_picture_goes_with_it_without_its_number() -> None:
    caption = p('图 3　开园"仪式"现场', '<w:pStyle w:val="a5"/>')
    made = imported(with_picture(PIXEL, caption), "a.docx")
    text = made.files["sections/section-01.md"].decode()
    assert ':::picture {file="images/picture-01.png" alt="开园仪式" ' in text
    assert 'caption="开园\\"仪式\\"现场"}\n:::' in text
    assert "图 3" not in text


def test_a_picture_without_words_asks_for_them() -> None:
    made = imported(with_picture(PIXEL, described="图片 1"), "a.docx")
    assert "![](images/picture-01.png)" in made.files["sections/section-01.md"].decode()
    assert "Picture to be described" in made.files["REPAIRS.md"].decode()


def test_a_damaged_picture_is_saved_and_told() -> None:
    made = imported(with_picture(b"\x89PNG..."), "a.docx")
    assert made.files["images/picture-01.png"] == b"\x89PNG..."
    assert "images/" not in made.files["sections/section-01.md"].decode()
    assert "开园仪式" in made.files["REPAIRS.md"].decode()


def test_bold_leads_and_headings_by_look_are_told_apart() -> None:
    bold = "<w:b/>"
    body = "".join(
        p("空气质量" if n == 0 else "水环境质量", run=f'{bold}<w:sz w:val="32"/>')
        + "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>总体向好。</w:t></w:r>"
        f"<w:r><w:t>{n}号{BODY}</w:t></w:r></w:p>"
        for n in range(2)
    )
    made = imported(word(body), "a.docx")
    assert "title: 水环境质量" in made.files["sections/section-02.md"].decode()
    assert "[总体向好。]{.lead}1号" in made.files["sections/section-02.md"].decode()
