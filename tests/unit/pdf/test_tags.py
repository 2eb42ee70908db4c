"""The structure tree: order, roles, artifacts and what is said beside the text."""

from __future__ import annotations

import pikepdf
import pytest

from tests.pdf_text import read, roles_and_text, text
from tests.unit.pdf.made import (
    SANS,
    artifact,
    fill,
    page,
    pages,
    pdf,
    rule,
    run,
    words,
)
from tests.unit.pdf.reading import opened, stream, structure
from typeset.diagnostics import BuildFailed, Sink, Span
from typeset.display import (
    ArtifactClose,
    ArtifactOpen,
    ClipEnd,
    ClipStart,
    Element,
    Glyphs,
    TagClose,
    TagOpen,
)


def test_reading_order_is_that_of_the_structure_whatever_the_painting_order() -> None:
    parts = [Element(id=1, kind="H1"), Element(id=2, kind="P"), Element(id=3, kind="P")]
    data = pdf(
        pages(
            page(words(3, run("三")), words(1, run("一"), y=90), words(2, run("二"), y=120)),
            children=parts,
        )
    )
    assert roles_and_text(data) == [("H1", "一"), ("P", "二"), ("P", "三")]


def test_an_element_keeps_its_own_words_and_its_children_in_painting_order() -> None:
    inner = Element(id=2, kind="Span")
    outer = Element(id=1, kind="P", children=(inner,))
    marks = (*words(1, run("甲")), *words(2, run("乙")), *words(1, run("丙")))
    data = pdf(pages(page(marks), children=[outer]))
    assert roles_and_text(data) == [("P", "甲"), ("Span", "乙"), ("P", "丙")]


def test_a_paragraph_over_two_pages_is_one_element() -> None:
    first, second = page(words(1, run("上页"))), page(words(1, run("下页")), number=2)
    data = pdf(pages(first, second))
    assert [(piece.text, piece.page) for piece in read(data)] == [("上页", 0), ("下页", 1)]
    assert [str(element.S) for element in structure(data)] == ["/Document", "/P"]


def test_lines_of_one_element_share_a_marked_content() -> None:
    lines = (*words(1, run("一行")), *words(1, run("二行"), y=77))
    data = pdf(pages(page(lines)))
    assert stream(data).count("BDC") == stream(data).count("EMC") == 1
    assert stream(data).count("BT") == 1
    assert text(data) == "一行二行"


def test_artifacts_are_not_read_and_say_what_they_are() -> None:
    folio = Glyphs(run=run("12", face=SANS), x=10, y=390)
    marks = (ArtifactOpen("Footer"), folio, ArtifactClose())
    ground = (ArtifactOpen("Background"), fill(0, 0, 300, 9), ArtifactClose())
    data = pdf(pages(page(ground, words(1, run("正文")), marks)))
    assert text(data) == "正文"
    assert "/Artifact<</Type/Pagination/Subtype/Footer" in stream(data)
    assert "/Artifact<</Type/Background/BBox[0 0 317.0079 417.0079]>>BDC" in stream(data)


def test_every_painting_operator_stands_in_marked_content() -> None:
    clip = ClipStart(path=(("M", 0, 0), ("L", 9, 0), ("L", 0, 9), ("Z",)))
    figure = Element(id=2, kind="Figure", alt="图")
    drawn = (TagOpen(2), clip, fill(0, 0, 9, 9), ClipEnd(), rule(0, 9, 9), TagClose())
    made = page(artifact(fill(0, 0, 9, 9)), words(1, run("字")), drawn, artifact(rule(0, 0, 9)))
    data = pdf(pages(made, children=[Element(id=1, kind="P"), figure]))
    depth = 0
    for instruction in pikepdf.parse_content_stream(opened(data).pages[0]):
        operator = str(instruction.operator)
        depth += {"BDC": 1, "EMC": -1}.get(operator, 0)
        assert depth == 1 or operator not in {"Tj", "TJ", "f", "S"}
    assert depth == 0


def test_the_parent_tree_leads_back_from_every_marked_content() -> None:
    parts = [Element(id=1, kind="H1"), Element(id=2, kind="P")]
    data = pdf(pages(page(words(2, run("文")), words(1, run("题"), y=90)), children=parts))
    root = opened(data).Root.StructTreeRoot
    key, row = root.ParentTree.Nums
    assert int(opened(data).pages[0].obj.StructParents) == int(key) == 0
    assert [str(element.S) for element in row] == ["/P", "/H1"]
    assert int(root.ParentTreeNextKey) == 1


def test_house_types_are_mapped_to_standard_ones() -> None:
    quote = Element(id=1, kind="PullQuote", children=(Element(id=2, kind="P"),))
    data = pdf(pages(page(words(2, run("引述"))), children=[quote]))
    mapped = opened(data).Root.StructTreeRoot.RoleMap
    assert {str(key): str(value) for key, value in mapped.items()} == {"/PullQuote": "/BlockQuote"}


def test_an_unknown_type_is_an_error_with_the_nearest_name() -> None:
    element = Element(id=1, kind="PulQuote", span=Span("style.yaml", 5, 8))
    with pytest.raises(BuildFailed) as failed:
        pdf(pages(page(words(1, run("引"))), children=[element]))
    (finding,) = failed.value.findings
    assert (finding.code, str(finding.span)) == ("pdf/unknown-tag", "style.yaml:5:8")
    assert finding.hint == "did you mean 'PullQuote'?"


def test_text_outside_the_structure_is_an_error() -> None:
    lost = (Glyphs(run=run("失落", span=Span("a.md", 3)), x=0, y=9),)
    with pytest.raises(BuildFailed, match="失落"):
        pdf(pages(page(lost)))


def test_marks_of_an_element_that_does_not_exist_are_an_error() -> None:
    with pytest.raises(BuildFailed, match="no element 7"):
        pdf(pages(page(words(7, run("字")))))


def test_two_elements_with_one_id_are_an_error() -> None:
    twins = [Element(id=1, kind="P"), Element(id=1, kind="P")]
    with pytest.raises(BuildFailed, match="two elements have the id 1"):
        pdf(pages(page(words(1, run("字"))), children=twins))


def test_elements_without_content_are_left_out() -> None:
    empty = Element(id=2, kind="Sect", children=(Element(id=3, kind="P"),))
    data = pdf(pages(page(words(1, run("字"))), children=[Element(id=1, kind="P"), empty]))
    assert [str(element.S) for element in structure(data)] == ["/Document", "/P"]


def test_language_is_given_where_it_differs_from_the_documents() -> None:
    parts = [Element(id=1, kind="P", language="zh-Hans-CN"), Element(id=2, kind="P", language="en")]
    data = pdf(pages(page(words(1, run("文")), words(2, run("GDP"))), children=parts))
    languages = [str(element.get("/Lang", "")) for element in structure(data)]
    assert languages == ["", "", "en"]
    assert str(opened(data).Root.Lang) == "zh-Hans-CN"


def test_a_sentence_read_aloud_stands_beside_the_parts_on_the_page() -> None:
    parts = (Element(id=2, kind="P"), Element(id=3, kind="P"))
    box = Element(id=1, kind="PullQuote", actual_text="总投资131亿元", children=parts)
    made = page(words(2, run("131亿元", size=34)), words(3, run("总投资"), y=90))
    pieces = read(pdf(pages(made, children=[box])))
    assert [piece.text for piece in pieces] == ["131亿元", "总投资"]
    assert {piece.actual for piece in pieces} == {("总投资131亿元",)}


def test_a_figure_has_its_words_and_its_box() -> None:
    figure = Element(id=1, kind="Figure", alt="一个圆环")
    marks = (TagOpen(1), fill(10, 20, 30, 40), rule(10, 70, 50), TagClose())
    (_, element) = structure(pdf(pages(page(marks), children=[figure]), profile="archive"))
    assert str(element.Alt) == "一个圆环"
    assert [float(edge) for edge in element.A.BBox] == [10, 330, 60, 380]


def test_a_clip_does_not_widen_a_figures_box() -> None:
    figure = Element(id=1, kind="Figure", alt="片")
    clip = ClipStart(path=(("M", 0, 0), ("L", 300, 0), ("L", 300, 400), ("Z",)))
    marks = (TagOpen(1), clip, fill(10, 20, 30, 40), ClipEnd(), TagClose())
    (_, element) = structure(pdf(pages(page(marks), children=[figure]), profile="archive"))
    assert [float(edge) for edge in element.A.BBox] == [10, 340, 40, 380]


@pytest.mark.parametrize(("profile", "severity"), [("print", "warning"), ("archive", "error")])
def test_a_figure_without_words_is_as_grave_as_the_standard_says(
    profile: str, severity: str
) -> None:
    sink = Sink()
    figure = Element(id=1, kind="Figure", span=Span("a.md", 8))
    made = pages(page((TagOpen(1), fill(30, 30, 9, 9), TagClose())), children=[figure])
    try:
        pdf(made, profile=profile, sink=sink)
    except BuildFailed:
        assert severity == "error"
    assert [(f.code, f.severity, f.span.line) for f in sink.findings] == [
        ("pdf/missing-alt", severity, 8)
    ]


def test_a_skipped_heading_level_is_told_where_it_stands() -> None:
    sink = Sink()
    parts = [Element(id=1, kind="H1"), Element(id=2, kind="H3", span=Span("a.md", 4))]
    pdf(pages(page(words(1, run("一")), words(2, run("二"))), children=parts), sink=sink)
    assert [(f.code, f.span.line) for f in sink.findings] == [("pdf/heading-order", 4)]
    assert "H2" in sink.findings[0].message


def test_notes_have_identifiers_of_their_own() -> None:
    parts = [Element(id=1, kind="Note"), Element(id=2, kind="Note")]
    data = pdf(pages(page(words(1, run("注")), words(2, run("释"))), children=parts))
    assert [str(e.get("/ID", "")) for e in structure(data)] == ["", "note-1", "note-2"]
    (leaf,) = opened(data).Root.StructTreeRoot.IDTree.Kids
    assert [str(each) for each in list(leaf.Names)[::2]] == ["note-1", "note-2"]


def namespace(element: pikepdf.Object) -> str:
    return str(element.NS.NS) if "/NS" in element else ""


def test_in_pdf_2_every_type_belongs_to_a_namespace_or_is_mapped_into_one() -> None:
    kinds = ("H1", "PullQuote", "Note", "TOC")
    parts = [Element(id=i, kind=kind) for i, kind in enumerate(kinds, 1)]
    groups = [words(part.id, run("字"), y=60.0 * part.id) for part in parts]
    data = pdf(pages(page(*groups), children=parts), profile="screen", level="2")
    _, heading, quote, note, contents = structure(data)
    assert namespace(heading) == "http://iso.org/pdf2/ssn"
    assert namespace(quote) == namespace(note) == "urn:x-typeset:structure"
    assert namespace(contents) == "", "PDF 1.7 alone knows it: the default namespace"
    mapped = quote.NS.RoleMapNS
    assert {key: str(target[0]) for key, target in mapped.items()} == {
        "/Note": "/FENote",
        "/PullQuote": "/Aside",
    }
    assert "/RoleMap" not in opened(data).Root.StructTreeRoot


def test_a_list_with_labels_says_how_it_is_numbered() -> None:
    def numbering(label: str) -> str:
        item = Element(id=2, kind="LI", children=(Element(id=3, kind="Lbl"),))
        made = pages(
            page(words(3, run(label))), children=[Element(id=1, kind="L", children=(item,))]
        )
        return str(structure(pdf(made, profile="archive"))[1].A.ListNumbering)

    assert [numbering(label) for label in ("1", "•", "a", "一")] == [
        "/Decimal",
        "/Disc",
        "/LowerAlpha",
        "/Decimal",
    ]


def test_a_phrase_in_another_script_is_marked_with_its_language() -> None:
    shown = stream(pdf(pages(page(words(1, run("全市"), run("Annual Review"), run("GDP"))))))
    assert shown.count("/Lang (en)") == 1
    assert "/Lang" not in stream(pdf(pages(page(words(1, run("全市GDP 4220"))))))


def test_what_the_element_already_says_is_not_repeated() -> None:
    english = [Element(id=1, kind="P", language="en-GB")]
    made = pages(page(words(1, run("Annual Review"))), children=english)
    assert "/Lang" not in stream(pdf(made))
