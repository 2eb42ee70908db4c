"""Faces, languages and variants: the clauses of CL-FN, in the faces that are shipped."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

import typeset
from tests import pdf_text
from tests.conftest import Review
from tests.line_engine import _SHIPPED, EM, Engine, fonts, paragraph, small_style
from typeset.diagnostics import Sink, Span
from typeset.display import Glyphs
from typeset.flow import TextRun
from typeset.fonts.contract import shortcomings
from typeset.style.resolved import FaceChoice, Role
from typeset.text.paragraph import TextSetter

AT = Span("sections/a.md", 3, 7)
SONG = FaceChoice(family="Noto Serif SC")


def faces_of(text: str) -> dict[str, str]:
    """The face that sets each character."""
    (line,) = fonts().set(text, 40).lines
    return {char: run.run.face for run in line.runs for char in "".join(run.run.clusters)}


def test_han_and_latin_have_faces_and_scales_of_their_own_CL_FN_02() -> None:  # noqa: N802
    (line,) = fonts().set("达65国", 40).lines
    sizes = {run.run.face: run.run.size / EM for run in line.runs}
    assert sizes == {"NotoSerifSC-Regular": 1.0, "SourceSerif4-Regular": pytest.approx(1.06)}


def test_a_stand_in_is_told_with_its_code_point_and_face_CL_FN_02() -> None:  # noqa: N802
    library = _SHIPPED.open()
    before = len(library.sink.findings)
    face = library.cover(FaceChoice(family="Noto Sans SC"), "龘", AT)
    assert face is not None
    assert face.family == "Noto Serif SC"
    (note,) = library.sink.findings[before:]
    assert "U+9F98" in note.message
    assert "Noto Serif SC" in note.message
    del library.sink.findings[before:]


def test_marks_are_han_and_figures_latin_CL_FN_03() -> None:  # noqa: N802
    faces = faces_of("达65%。")
    assert faces["。"] == faces["达"] == "NotoSerifSC-Regular"
    assert faces["6"] == faces["%"] == "SourceSerif4-Regular"


@pytest.mark.parametrize("measure", [2, 3, 4])
def test_a_variation_sequence_is_one_cluster_CL_FN_04(measure: float) -> None:  # noqa: N802
    text = "国国葛\U000e0100国国葛\U000e0100国"
    lines = fonts().set(text, measure).lines
    assert "".join(line.text for line in lines) == text
    assert not any(line.text.startswith("\U000e0100") for line in lines)


def test_bold_is_a_face_of_its_own_CL_FN_05(review: Review) -> None:  # noqa: N802
    weights = {role.faces["han"].weight for role in review.style.roles.values()}
    assert {400, 600} < weights
    with pikepdf.open(io.BytesIO(review.pdf)) as pdf:
        content = b"".join(p.Contents.read_bytes() for p in pdf.pages if "/Contents" in p)
    assert b" 2 Tr" not in content, "text is never stroked to look bold"


def test_mixed_faces_keep_the_pitch_CL_FN_06() -> None:  # noqa: N802
    plain, mixed = fonts().set("国" * 60, 20), fonts().set("国Ågjy" * 15, 20)
    assert plain.leading == mixed.leading


def test_copies_have_the_characters_of_the_source_CL_FN_07(tmp_path: Path) -> None:  # noqa: N802
    (tmp_path / "sections").mkdir()
    (tmp_path / "publication.yaml").write_text("title: 报告\n", encoding="utf-8")
    body = "入口、说明、⼊门、見出，10℃——好……\n"
    (tmp_path / "sections" / "a.md").write_text(f"---\ntitle: 节\n---\n\n{body}", encoding="utf-8")
    said = "".join(pdf_text.text(typeset.build(tmp_path).data).split())
    assert "入口、说明、⼊门、見出，10℃——好……" in said


@pytest.mark.parametrize(
    ("name", "family"), [("排印楷体", "Typeset Kai"), ("排印仿宋", "Typeset FangSong")]
)
def test_a_family_is_found_by_any_of_its_names_CL_FN_08(name: str, family: str) -> None:  # noqa: N802
    face = _SHIPPED.open().pick(FaceChoice(family=name))
    assert face is not None
    assert face.family == family


def test_the_four_styles_of_type_have_their_roles_CL_FN_09(review: Review) -> None:  # noqa: N802
    family = {name: role.faces["han"].family for name, role in review.style.roles.items()}
    assert family["body"] == "Noto Serif SC"
    assert family["lead"] == "Noto Sans SC"
    assert family["quotation"] == family["caption"] == "Typeset Kai"


def test_what_a_face_can_do_is_examined_CL_FN_10() -> None:  # noqa: N802
    library = _SHIPPED.open()
    song = shortcomings(library.face("NotoSerifSC-Regular"))
    kai = shortcomings(library.face("TypesetKai-Regular"))
    assert not any("——" in words or "halt" in words or "1 em" in words[:14] for words in song)
    assert any("vert" in words for words in kai)
    assert shortcomings(library.face("SourceSerif4-Regular")) == ()


def test_a_run_of_another_language_takes_a_face_of_it_CL_FN_01() -> None:  # noqa: N802
    runs = (
        TextRun(text="国骨", role="body"),
        TextRun(text="骨直", role="body", language="ja"),
        TextRun(text="骨", role="body", language="zh-Hant-TW"),
    )
    (line,) = fonts().set(paragraph(*runs), 20).lines
    assert [run.run.face for run in line.runs] == [
        "NotoSerifSC-Regular", "NotoSerifJP-Regular", "NotoSerifTC-Regular",
    ]  # fmt: skip


def test_a_span_keeps_the_marks_of_its_document_CL_ST_03() -> None:  # noqa: N802
    runs = (TextRun(text="国（国", role="body"), TextRun(text="国），", role="body", language="ja"))
    plain = (TextRun(text="国（国国），", role="body"),)
    wide = fonts().width(paragraph(*plain))
    assert fonts().width(paragraph(*runs)) == pytest.approx(wide, abs=0.01)


# -- figures -----------------------------------------------------------------------------------


def widths_of(text: str, **role: object) -> set[float]:
    """The advances of a text's glyphs, in em, in a body of these settings."""
    sink, style = Sink(), small_style()
    body: Role = replace(style.roles["body"], **role)  # type: ignore[arg-type]
    style = replace(style, roles={**style.roles, "body": body})
    engine = Engine(TextSetter(style, _SHIPPED.open(), sink), sink)
    (line,) = engine.set(text, 40).lines
    return {round(advance / EM, 3) for run in line.runs for advance in run.run.advances}


def test_figures_are_tabular_or_proportional_by_style_CL_NU_01() -> None:  # noqa: N802
    assert len(widths_of("0123456789")) == 1
    assert len(widths_of("0123456789", features=("pnum",))) > 1


def test_a_headline_figure_shares_its_baseline_with_its_unit_CL_NU_06(review: Review) -> None:  # noqa: N802
    runs = [mark for page in review.pages.pages for mark in page.marks if isinstance(mark, Glyphs)]
    number = next(m for m in runs if m.run.text == "2.5" and m.run.size > 30)
    unit = next(m for m in runs if m.run.text == "亿元" and m.y == number.y)
    assert unit.run.size <= 0.6 * number.run.size
    assert unit.x > number.x


# -- the face's own spacing of marks -------------------------------------------------------------


@pytest.mark.parametrize("char", list("，。、；：（）《》“”"))
def test_the_body_of_a_mark_is_what_the_faces_halt_says_CL_PC_13(char: str) -> None:  # noqa: N802
    shaper = fonts().setter.shaper
    key = shaper.key(FaceChoice(family="Noto Serif SC"))
    opens = char in "（《“"
    mark = shaper.mark(key, char, 0.5 if opens else 0.0, 0.0 if opens else 0.5)
    halved = shaper.shape(key, char, ("halt",), han=True)
    assert mark.body == pytest.approx(halved.advances[0], abs=0.01)
    assert mark.shift == pytest.approx(halved.offsets[0], abs=0.01)


@pytest.mark.parametrize("text", ["国，“国”。国", "（国）、《国》", "国：“国”"])
def test_the_face_spaces_no_marks_by_itself_CL_PC_13(text: str) -> None:  # noqa: N802
    shaper = fonts().setter.shaper
    key = shaper.key(FaceChoice(family="Noto Serif SC"))
    assert shaper.shape(key, text, (), han=True).advances == pytest.approx([1.0] * len(text))
    spaced = shaper.shape(key, text, ("chws", "kern", "palt"), han=True)
    assert sum(spaced.advances) <= len(text)  # what the face would do if it were let
