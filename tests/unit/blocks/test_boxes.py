"""Box designs and their data become panels."""

from __future__ import annotations

import pytest

from tests.unit.blocks.conftest import PLACE, MakeScope, paragraph
from typeset.blocks.metrics import Attrs, Entry, Metrics
from typeset.blocks.metrics import compose as compose_metrics
from typeset.blocks.paragraph import compose as compose_paragraph
from typeset.blocks.pull_quote import Body, BoxAttrs, PullQuote, QuoteAttrs
from typeset.blocks.pull_quote import compose as compose_quote
from typeset.flow import Panel, Shape, TextRun, Words
from typeset.model.inline import Figure, Metric


def metric(text: str, name: str, **more: str) -> Metric:
    number = "".join(c for c in text if c.isdigit() or c == ".")
    figure = Figure(number, text.removeprefix(number))
    return Metric(figure=figure, id=name, label="总投资", span=PLACE, **more)


def words(panel: Panel) -> list[str]:
    """What the panel says, draw by draw, in reading order."""
    said = []
    for draw in panel.draws:
        if isinstance(draw, Words):
            runs = draw.paragraph.runs
            said.append("".join(r.text for r in runs if isinstance(r, TextRun)))
    return said


def test_a_pulled_figure_draws_its_box_after_its_paragraph(scope: MakeScope) -> None:
    text = paragraph("p1", "总投资", metric("131亿元", "m1", pull="auto", design="hero"), "。")
    flowed = list(compose_paragraph(text, scope(text)))
    panel = flowed[1]
    assert isinstance(panel, Panel)
    assert (panel.design, panel.anchor, panel.lines, panel.repeats) == ("hero", "p1", 7, True)
    assert words(panel) == ["总投资", "131亿元"]


def test_a_figure_that_is_not_pulled_draws_no_box(scope: MakeScope) -> None:
    text = paragraph("p1", metric("131亿元", "m1"))
    assert len(list(compose_paragraph(text, scope(text)))) == 1


def test_the_number_and_its_unit_keep_their_sizes(scope: MakeScope) -> None:
    text = paragraph("p1", metric("131亿元", "m1", pull="auto", design="hero"))
    panel = list(compose_paragraph(text, scope(text)))[1]
    assert isinstance(panel, Panel)
    number, unit = (
        run
        for draw in panel.draws
        if isinstance(draw, Words) and len(draw.paragraph.runs) > 1
        for run in draw.paragraph.runs
        if isinstance(run, TextRun)
    )
    assert number.size == 68
    assert unit.size == pytest.approx(68 * 0.32)


def test_a_panel_of_figures_gathers_them_by_id(scope: MakeScope) -> None:
    text = paragraph("p1", metric("131亿元", "m1"), metric("29个", "m2"))
    panel = Metrics(
        id="b", span=PLACE, attrs=Attrs(design="strip"),
        entries=(Entry(id="m1"), Entry(id="m2", label="项目")),
    )  # fmt: skip
    here = scope(text, panel)
    (box,) = compose_metrics(panel, here)
    assert isinstance(box, Panel)
    assert words(box) == ["总投资", "131亿元", "项目", "29个"]
    assert not here.sink.findings


def test_an_unknown_id_is_told_with_the_nearest_one(scope: MakeScope) -> None:
    text = paragraph("p1", metric("131亿元", "investment"), metric("29个", "projects"))
    panel = Metrics(id="b", span=PLACE, entries=(Entry(id="investmnt"), Entry(id="projects")))
    here = scope(text, panel)
    list(compose_metrics(panel, here))
    assert here.sink.findings[0].code == "content/unknown-metric"
    assert here.sink.findings[0].hint == "did you mean 'investment'?"


def test_a_ring_draws_percentages_only(scope: MakeScope) -> None:
    text = paragraph("p1", metric("131亿元", "m1"), metric("96.1%", "m2"))
    panel = Metrics(
        id="b", span=PLACE, attrs=Attrs(design="rings"), entries=(Entry(id="m1"), Entry(id="m2"))
    )
    here = scope(text, panel)
    assert list(compose_metrics(panel, here)) == []
    assert [f.code for f in here.sink.findings] == ["content/not-a-percentage"]


def test_a_design_is_told_which_parts_it_lacks_and_which_it_does_not_know(
    scope: MakeScope,
) -> None:
    quote = PullQuote(
        id="b", span=PLACE, attrs=QuoteAttrs(design="badge"), body=Body(text="一", kicker="二")
    )
    here = scope(quote)
    assert list(compose_quote(quote, here)) == []
    said = [f.message for f in here.sink.findings]
    assert said == [
        "the design 'badge' has no part 'kicker'",
        "the design 'badge' needs the part 'plate'",
    ]


def test_an_unknown_place_is_told_with_the_nearest_one(scope: MakeScope) -> None:
    quote = PullQuote(
        id="b", span=PLACE, attrs=QuoteAttrs(place="colum-foot"), body=Body(text="一")
    )
    here = scope(quote)
    list(compose_quote(quote, here))
    assert here.sink.findings[0].hint == "did you mean 'column-foot'?"


def test_a_box_of_its_own_is_content_and_a_pull_quote_repeats(scope: MakeScope) -> None:
    body = Body(value="29个", label="项目")
    box = PullQuote(id="b", span=PLACE, attrs=BoxAttrs(), body=body, repeats=False)
    quote = PullQuote(id="q", span=PLACE, attrs=QuoteAttrs(design="hero"), body=body)
    (own,), (repeated,) = compose_quote(box, scope(box)), compose_quote(quote, scope(quote))
    assert isinstance(own, Panel)
    assert isinstance(repeated, Panel)
    assert (own.tag, own.repeats) == ("Box", False)
    assert (repeated.tag, repeated.repeats) == ("PullQuote", True)
    assert box.text() == "项目29个"
    assert quote.text() == ""


def test_the_accent_of_the_section_colours_the_box(scope: MakeScope) -> None:
    text = paragraph("p1", metric("33%", "m1", pull="auto", design="delta"))
    here = scope(text)
    panel = list(compose_paragraph(text, here))[1]
    assert isinstance(panel, Panel)
    triangle = next(d for d in panel.draws if isinstance(d, Shape))
    assert triangle.fill == here.style.palette["blue"]


def test_steps_take_their_tints_in_turn(scope: MakeScope) -> None:
    body = Body(label="项目", terms=("签约", "落地", "投产"))
    quote = PullQuote(id="b", span=PLACE, attrs=QuoteAttrs(design="steps"), body=body)
    here = scope(quote)
    (panel,) = compose_quote(quote, here)
    assert isinstance(panel, Panel)
    palette = here.style.palette
    fills = [d.fill for d in panel.draws if isinstance(d, Shape)]
    assert fills == [palette["red-mid"], palette["red"], palette["deep-red"]]
    assert words(panel) == ["项目", "签约", "落地", "投产"]


def test_a_ticker_sets_each_label_before_its_number_on_one_line(scope: MakeScope) -> None:
    text = paragraph("p1", *(metric(f"{n}个", f"m{n}") for n in (1, 2, 3)))
    ids = tuple(Entry(id=f"m{n}") for n in (1, 2, 3))
    panel = Metrics(id="b", span=PLACE, attrs=Attrs(design="ticker"), entries=ids)
    (box,) = compose_metrics(panel, scope(text, panel))
    assert isinstance(box, Panel)
    assert words(box) == ["数说", "总投资1个", "总投资2个", "总投资3个"]
    assert box.place == "page-foot"
