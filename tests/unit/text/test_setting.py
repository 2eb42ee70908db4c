"""A paragraph as set: edges, squeezing in order, stretching in order, gaps, units, runs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.line_engine import EM, Align, fonts, paragraph, placed, small_style, squares
from typeset.diagnostics import Sink
from typeset.flow import Kern, Label, LineBreak, PageRef, Paragraph, TextRun
from typeset.fonts.library import FontLibrary
from typeset.text.justify import justified_line
from typeset.text.measure import Measure
from typeset.text.paragraph import TextSetter
from typeset.text.square import SquareShaper


def test_an_opening_mark_at_a_line_start_stands_flush() -> None:
    second = squares().set("国国国国国国国国“国国”国国", 8).lines[1]
    assert placed(second)[:2] == [("“", -0.5, 0.5), ("国", 0.5, 1.0)]


def test_the_opening_mark_of_a_paragraph_stands_flush_with_the_indent() -> None:
    first = squares(indent=2).set("“三年大灶”与", 20).lines[0]
    assert placed(first)[0] == ("“", 1.5, 0.5)


def test_a_mark_at_a_line_end_takes_half_an_em() -> None:
    first = squares().set("国国国国国国国国国，国国", 9.5).lines[0]
    assert placed(first)[-1] == ("，", 9.0, 0.5)
    assert first.gap == 0


def test_brackets_give_way_before_commas_and_stops() -> None:
    # 0.8 em too long with a pair of brackets and two commas: the brackets alone give it
    line = squares().set("国（国国）国，国国，国。国国国国国国", 17.2).lines[0]
    by_char = {char: advance for char, _, advance in placed(line)}
    assert line.width == pytest.approx(172)
    assert by_char["（"] == pytest.approx(0.6)
    assert by_char["）"] == pytest.approx(0.6)
    assert by_char["，"] == by_char["。"] == 1.0


def test_stops_give_way_last() -> None:
    text = "国（国国）国，国国，国。国用A国国国"
    items = squares().setter.prepare(paragraph(text)).galleys[0].items
    line = justified_line(items, 0, len(text), 155, fill=False)
    white = {char: line.before[at] + line.after[at] for at, char in enumerate(text)}
    assert line.width == pytest.approx(155)
    assert [white[char] for char in "（），"] == [0, 0, 0]
    assert white["用"] == pytest.approx(1.25)
    assert white["。"] == pytest.approx(2.5)  # only what the others could not give
    assert line.ratio == pytest.approx(-2.5 / 2.75)


def test_the_colon_gives_way_after_the_comma() -> None:
    line = squares().set("国，国：国国国", 6.6).lines[0]
    by_char = {char: advance for char, _, advance in placed(line)}
    assert by_char["，"] == pytest.approx(0.6)
    assert by_char["："] == 1.0


def test_stretch_goes_to_gaps_up_to_a_third_and_then_everywhere_evenly() -> None:
    line = squares().set("国国国国AB国国国国国国国", 9.0).lines[0]
    assert line.text == "国国国国AB国国国"
    by_place = placed(line)
    assert by_place[3][2] == pytest.approx(1 + 1 / 3, abs=1e-3)
    assert by_place[5][2] == pytest.approx(0.5 + 1 / 3, abs=1e-3)
    assert by_place[0][2] == by_place[7][2] == pytest.approx(1 + line.gap, abs=1e-3)


def test_nothing_is_stretched_beside_marks_inside_or_in_a_number_with_its_unit() -> None:
    line = squares().set("“创新”共131亿元国国国国国国国国国国", 11.8).lines[0]
    glyphs = placed(line)
    assert line.gap > 0
    assert next(a for char, _, a in glyphs if char == "“") == 0.5
    assert next(a for char, _, a in glyphs if char == "亿") == 1.0
    assert [a for char, _, a in glyphs if char in "13"] == [0.5, 0.5, 0.75]


def test_words_alone_stretch_at_their_spaces() -> None:
    first = squares().set("aaaa bbbb cccc dddd eeee", 8.0).lines[0]
    assert first.text == "aaaa bbbb cccc "
    assert first.width == pytest.approx(80)
    assert placed(first)[4][2] == pytest.approx(1.0)


def test_a_last_line_is_not_stretched_but_squeezed_if_it_must_be() -> None:
    assert squares().set("国国", 9).lines[0].width == 20
    assert squares().set("国，国国", 3.8).lines[0].width == pytest.approx(38)


def test_a_paragraph_of_one_line_too_many_is_pulled_in() -> None:
    assert squares().texts("国国国，国国国，国国国。", 11) == ["国国国，国国国，国国国。"]


def test_a_runt_is_avoided_even_at_the_price_of_looser_lines() -> None:
    texts = squares().texts("国" * 21, 20)
    assert [len(text) for text in texts] == [19, 2]


def test_a_runt_that_cannot_be_avoided_is_reported() -> None:
    engine = squares()
    assert engine.texts("一二三四五六七八九十、一二三四五六七131亿。", 25)
    assert engine.codes == []
    engine.set("abcdefghijklmnopqr国", 9)
    assert engine.codes == ["layout/rule-relaxed"]


def test_options_offer_a_line_more_or_fewer_with_their_cost() -> None:
    engine = squares()
    text = "国国国国，国国国国国。国国国国国国、国国国国" * 6
    best = engine.set(text, 22)
    counts = dict(best.options)
    assert len(counts) > 1
    for count, cost in counts.items():
        made = engine.set(text, 22, count)
        assert len(made.lines) == count
        assert made.options == best.options
        assert max(line.gap for line in made.lines) <= 0.08 + 1e-9
        assert cost >= best.cost(len(best.lines)) >= 0  # type: ignore[operator]
        assert "".join(line.text for line in made.lines) == text


def test_a_count_beyond_the_options_is_set_as_well_as_it_goes() -> None:
    engine = squares()
    text = "国" * 60
    best = engine.set(text, 10)
    assert best.options == ((6, best.cost(6)),)
    assert len(engine.set(text, 10, 7).lines) == 7
    assert len(engine.set(text, 10, 5).lines) == 6  # cannot be had


def test_lines_can_be_narrowed_one_by_one() -> None:
    engine = squares()
    measure = Measure(100.0, gaps=((1, 20.0, 30.0),))
    made = engine.setter.set(paragraph("国" * 25), measure)
    assert [len(line.text) for line in made.lines] == [10, 5, 10]
    assert [line.runs[0].x for line in made.lines] == [0, 20, 0]


@pytest.mark.parametrize(("align", "left"), [("start", 0), ("center", 35), ("end", 70)])
def test_ragged_lines_stand_where_they_are_told(align: Align, left: float) -> None:
    made = squares().set(paragraph("《规划》", align=align), 10)
    glyph = made.lines[0].runs[0]
    assert glyph.x == left
    assert placed(made.lines[0])[0][1] * EM == left - 5


def test_centred_lines_are_balanced() -> None:
    made = squares().set(paragraph("国" * 26, align="center"), 20)
    assert [len(line.text) for line in made.lines] == [13, 13]


def test_tracking_is_white_after_every_character_but_the_last() -> None:
    engine = squares()
    assert engine.width(paragraph("凝心聚力", role="title")) == pytest.approx(4.3)


def test_a_forced_line_end_starts_a_new_line_that_is_not_stretched_before() -> None:
    runs = ("国国国", LineBreak(), "国", LineBreak(), "国国国国")
    made = squares(indent=2).set(paragraph(*runs), 10)
    assert [line.text for line in made.lines] == ["国国国", "国", "国国国国"]
    assert [line.last for line in made.lines] == [True, True, True]
    assert [line.runs[0].x for line in made.lines] == [20, 0, 0]


def test_a_fixed_white_moves_what_follows_and_never_breaks() -> None:
    engine = squares()
    value = TextRun(text="131", role="body", size=30)
    unit = TextRun(text="亿元", role="body", size=10)
    given = paragraph(value, Kern(2.5), unit)
    line = engine.set(given, 20).lines[0]
    assert [run.x for run in line.runs] == [0, 47.5]
    assert line.text == "131亿元"
    assert engine.width(given) == pytest.approx(6.75)


def test_a_run_to_keep_is_not_parted() -> None:
    kept = TextRun(text="国国国国", role="body", keep=True)
    assert squares().texts(paragraph("国国国国国国", kept, "国国国国"), 8)[0] == "国国国国国国"


def test_a_subscript_belongs_to_its_word_and_takes_the_gap_after_it() -> None:
    sub = TextRun(text="2.5", role="body", size=6, rise=-1.5)
    engine = squares()
    given = paragraph("值PM", sub, "平均")
    glyphs = placed(engine.set(given, 20).lines[0])
    assert glyphs[2] == ("M", 1.75, 0.5)
    assert glyphs[5][1:] == pytest.approx((2.85, 0.55))
    assert [run.rise for run in engine.set(given, 20).lines[0].runs] == [0, 0, -1.5, 0]


def test_a_page_reference_shows_the_folio_and_is_unsettled_until_it_is_known() -> None:
    ref = PageRef(target="industry", role="body", template="第{page}页")
    engine = squares(pages={"industry": "12"})
    assert engine.texts(paragraph("见", ref), 20) == ["见第12页"]
    assert engine.setter.unsettled == set()
    unknown = squares()
    assert unknown.texts(paragraph("见", ref), 20) == ["见第0页"]
    assert unknown.setter.unsettled == {"industry"}


def test_a_line_that_cannot_fit_is_reported_at_its_place() -> None:
    engine = squares()
    made = engine.set(paragraph("国国", "ａ" * 3), 0.5)
    assert len(made.lines) == 5
    assert set(engine.codes) == {"layout/overfull"}
    assert engine.sink.findings[0].span.file == "sections/a.md"
    assert "0.50 em too long" in engine.sink.findings[0].message


def test_a_word_longer_than_the_measure_is_parted_with_a_warning() -> None:
    engine = squares()
    assert engine.texts("abcdefghij", 2) == ["abcd", "efgh", "ij"]
    assert set(engine.codes) == {"layout/rule-relaxed"}


def test_a_very_loose_line_is_reported() -> None:
    engine = squares()
    engine.set("国国国abcdefghijkl国国", 8)
    assert "layout/loose-line" in engine.codes


def test_a_trial_is_silent_until_its_setting_is_kept() -> None:
    engine = squares()
    with engine.setter.trial():
        engine.set("abcdefghij", 2)
    assert engine.codes == []
    engine.set("abcdefghij", 2)
    told = len(engine.codes)
    engine.set("abcdefghij", 2)
    assert told == len(engine.codes) == 2


def test_an_empty_paragraph_is_one_empty_line() -> None:
    (line,) = squares().set(paragraph(), 10).lines
    assert (line.runs, line.text) == ((), "")


def test_typed_spaces_collapse_and_keep_their_place_in_the_text() -> None:
    engine = squares()
    assert engine.width("国 ，国") == engine.width("国，国")
    assert engine.width("a  b") == engine.width("a b")
    assert engine.texts("国 ，国", 9) == ["国 ，国"]


def test_runs_know_their_source() -> None:
    first, second = squares().set(paragraph("国国国国", "国国国"), 4).lines
    assert str(first.span) == "sections/a.md:1:1"
    assert str(second.runs[0].run.span) == "sections/a.md:1:5"


# -- with real faces -------------------------------------------------------------------------


def test_figures_come_from_the_latin_face_at_its_scale() -> None:
    line = fonts().set("共131亿", 20).lines[0]
    song, latin = "NotoSerifSC-Regular", "SourceSerif4-Regular"
    assert [placed_run.run.face for placed_run in line.runs] == [song, latin, song]
    assert [placed_run.run.size for placed_run in line.runs] == pytest.approx([10, 10.6, 10])


@pytest.mark.parametrize("role", ["body", "lead", "quote"])
def test_marks_are_half_squares_of_a_full_one_in_every_face(role: str) -> None:
    engine = fonts()
    assert engine.width(paragraph("国“国”，国", role=role)) == pytest.approx(5.5)
    assert engine.width(paragraph("亲·商", role=role)) == pytest.approx(2.5)
    assert engine.width(paragraph("国——国……国", role=role)) == pytest.approx(7)


@pytest.mark.parametrize("role", ["body", "lead", "quote"])
def test_a_middle_dot_is_centred_and_keeps_its_character(role: str) -> None:
    engine = fonts()
    line = engine.set(paragraph("亲·商", role=role), 20).lines[0]
    (run,) = (placed_run.run for placed_run in line.runs)
    face = engine.setter.shaper.library.face(run.face)  # type: ignore[attr-defined]
    left, _, right, _ = face.ink(run.gids[1])
    centre = run.offsets[1] / run.size + (left + right) / 2 / face.upem
    assert run.clusters[1] == "·"
    assert centre == pytest.approx(0.25, abs=0.01)


def test_the_long_dash_of_the_song_face_is_one_glyph_for_two_characters() -> None:
    line = fonts().set("停——原", 20).lines[0]
    assert line.runs[0].run.clusters == ("停", "——", "原")


def test_narrow_quotes_come_from_the_latin_face() -> None:
    line = fonts().set("见the “red” one说“红”", 30).lines[0]
    faces = {r.run.face: r.run.text for r in line.runs}
    assert "“red”" in faces["SourceSerif4-Regular"]
    assert "“红”" in faces["NotoSerifSC-Regular"]


def test_ligatures_lose_no_character() -> None:
    text = "officium fluffier国"
    assert "".join(line.text for line in fonts().set(text, 4).lines) == text


def test_a_character_of_no_face_is_an_error_at_its_place() -> None:
    engine = fonts()
    engine.set("国国𓀀国", 20)
    (finding,) = [f for f in engine.sink.findings if f.severity == "error"]
    assert (finding.code, str(finding.span)) == ("fonts/no-glyph", "sections/a.md:1:3")


def test_setting_twice_gives_equal_lines() -> None:
    text = "招引亿元以上产业项目29个，总投资131亿元，“强链补链”。" * 4
    assert fonts().set(text, 22) == fonts().set(text, 22)


def test_a_mark_hangs_only_where_there_is_an_em_beside_the_measure() -> None:
    """CL-HP-05."""
    roomy = small_style(hang="force")
    for gap, hung in ((20, True), (9, False)):
        style = replace(roomy, grid=replace(roomy.grid, gap=gap))
        setter = TextSetter(style, FontLibrary(Sink()), Sink(), shaper=SquareShaper())
        first = setter.composed(paragraph("国国国国，国国国国国"), Measure(45))[0]
        assert (first.line.hang > 0) is hung


def test_the_last_line_is_never_one_character_whatever_it_costs() -> None:
    """CL-PA-07."""
    engine = squares()
    lines = engine.texts("abcdefghijklmnopqrst国国国国国国国国国", 9)
    assert len(lines[-1]) > 1


def test_lines_after_the_first_hang_and_a_quotation_stands_in() -> None:
    """CL-PA-08, CL-PA-09."""
    style = small_style()
    hanging = replace(style.roles["body"], inset=20.0, hanging=40.0)
    style = replace(style, roles={**style.roles, "body": hanging})
    setter = TextSetter(style, FontLibrary(Sink()), Sink(), shaper=SquareShaper())
    lines = setter.set(paragraph("甲　方：" + "国" * 30), Measure(200)).lines
    assert [line.runs[0].x for line in lines] == [20, 60, 60]
    assert lines[0].text == "甲　方：" + "国" * 14
    assert all(line.width == pytest.approx(200) for line in lines[:-1])


def test_a_paragraph_that_goes_on_has_no_indent() -> None:
    """CL-PA-02, CL-PA-10."""
    engine = squares(indent=2)
    going_on = replace(paragraph("国国"), flush=True)
    assert engine.set(going_on, 20).lines[0].runs[0].x == 0
    assert engine.set("国国", 20).lines[0].runs[0].x == 20


def test_runs_that_stand_apart_are_numbered_through_the_paragraph() -> None:
    runs = (
        TextRun(text="见", role="body"),
        TextRun(text="图3", role="body", tag="Lbl"),
        LineBreak(),
        TextRun(text="和", role="body", link="#a"),
        PageRef(target="a", role="body", tag="Lbl"),
    )
    setting = squares().setter.set(replace(paragraph("x"), runs=runs), Measure(200))
    said = [(p.run.text, p.element) for line in setting.lines for p in line.runs]
    assert said == [("见", -1), ("图", 0), ("3", 0), ("和", 1), ("0", 2)]


def labelled(text: str, label: Label) -> Paragraph:
    return replace(paragraph(text), label=label)


def test_later_lines_begin_where_the_text_after_a_label_does() -> None:
    """CL-LI-02, CL-LI-03: one baseline; turn-over aligned to the text."""
    label = Label(runs=(TextRun(text="（1）", role="body", tag="Lbl"),), start=EM, gap=0.0)
    first, second = squares().setter.set(labelled("国" * 12, label), Measure(100)).lines
    assert first.runs[0].element == 0
    assert (first.runs[0].x, first.runs[0].run.text) == (EM, "（1）"[:1]) or first.runs[0].x == EM
    text = next(run for run in first.runs if "国" in run.run.text)
    assert text.x == second.runs[0].x
    assert first.width == pytest.approx(100)


def test_a_label_that_does_not_hang_leaves_later_lines_at_the_margin() -> None:
    """CL-LI-03: official style."""
    label = Label(runs=(TextRun(text="一、", role="body", tag="Lbl"),), start=2 * EM, hangs=False)
    first, second = squares().setter.set(labelled("国" * 12, label), Measure(100)).lines
    assert [run.x for run in first.runs if "国" in run.run.text] == [40]
    assert second.runs[0].x == 0


def test_labels_of_a_list_leave_the_same_room() -> None:
    wide = Label(runs=(TextRun(text="10.", role="body", tag="Lbl"),), room=30)
    slim = Label(runs=(TextRun(text="1.", role="body", tag="Lbl"),), room=30)
    places = {
        squares().setter.set(labelled("国" * 3, label), Measure(100)).lines[0].runs[-1].x
        for label in (wide, slim)
    }
    assert places == {30}
