"""Panels painted: fields to the bleed, layers, words that fit, plates as wide as their text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.layout.drawing import set_pages
from tests.unit.layout.sample import flow, full, para, style, text
from tests.unit.layout.square import SquareSetter
from typeset.color import BLACK, WHITE, Cmyk
from typeset.diagnostics import Sink
from typeset.display import (
    ArtifactClose,
    ArtifactOpen,
    ClipEnd,
    ClipStart,
    Filled,
    Glyphs,
    Mark,
    Page,
    Stroked,
    TagClose,
    TagOpen,
)
from typeset.flow import Draw, Fill, Line, Panel, Paragraph, Plate, Shape, TextRun, Words
from typeset.geometry import Path, Rect, rectangle
from typeset.layout import lay_out

RED = Cmyk(8, 100, 95, 4)
SQUARE = (("M", 0.0, 0.0), ("L", 10.0, 0.0), ("L", 10.0, 10.0), ("Z",))


def page_with(*draws: Draw, sink: Sink | None = None, **options: object) -> Page:
    panel = replace(full(4, "panel"), draws=draws, **options)  # type: ignore[arg-type]
    return set_pages(flow(panel), style(), sink).pages[0]


def coordinates(path: Path) -> tuple[list[float], list[float]]:
    values = [value for segment in path for value in segment if isinstance(value, float | int)]
    return values[::2], values[1::2]


def extent(mark: Mark) -> Rect:
    assert isinstance(mark, Filled | Stroked)
    xs, ys = coordinates(mark.path)
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def filled(page: Page) -> list[Rect]:
    return [extent(mark) for mark in page.marks if isinstance(mark, Filled)]


def words(length: int, **options: object) -> Words:
    given: dict[str, object] = {"x": 0.0, "baseline": 20.0, "width": 85.0, **options}
    return Words(paragraph=para(text(length), role="label"), **given)  # type: ignore[arg-type]


def glyphs(page: Page) -> list[Glyphs]:
    return [mark for mark in page.marks if isinstance(mark, Glyphs)]


def test_a_field_runs_on_to_the_bleed_on_the_edges_named() -> None:
    field = Fill(
        x=0, y=0, width=483, height=61.5, color=RED, bleed=frozenset({"head", "left", "right"})
    )
    page = page_with(field)
    (rect,) = filled(page)
    assert (rect.x, rect.y) == (-page.bleed, -page.bleed)
    assert rect.right == pytest.approx(page.trim.width + page.bleed)
    assert rect.foot == pytest.approx(page.type_area.y + 61.5)


def test_a_field_bleeds_off_the_foot_from_where_its_box_begins() -> None:
    page = page_with(Fill(x=0, y=0, width=9, height=9, color=RED, bleed=frozenset({"foot"})))
    (rect,) = filled(page)
    assert rect.y == page.type_area.y
    assert rect.foot == pytest.approx(page.trim.height + page.bleed)


def test_origins_are_the_box_the_trim_and_the_trims_foot() -> None:
    page = page_with(
        Fill(x=1, y=2, width=3, height=4, color=RED),
        Fill(x=1, y=2, width=3, height=4, color=RED, origin="trim"),
        Fill(x=1, y=-2, width=3, height=4, color=RED, origin="trim-foot"),
    )
    area = page.type_area
    assert [(rect.x, rect.y) for rect in filled(page)] == [
        (area.x + 1, area.y + 2),
        (1, area.y + 2),
        (1, page.trim.height - 2),
    ]


def test_a_rule_stands_on_its_centre_line_and_may_bleed() -> None:
    rule = Line(x=0, y=1, dx=483, dy=0, weight=2, color=RED, bleed=frozenset({"left", "right"}))
    page = page_with(rule)
    (rect,) = filled(page)
    assert (rect.y, rect.height) == (page.type_area.y, 2)
    assert (rect.x, rect.right) == (-page.bleed, page.trim.width + page.bleed)


def test_a_rising_rule_still_rises() -> None:
    page = page_with(Line(x=0, y=10, dx=10, dy=-10, weight=1, color=RED))
    mark = next(mark for mark in page.marks if isinstance(mark, Stroked))
    (x0, x1), (y0, y1) = coordinates(mark.path)
    assert (x1 - x0, y1 - y0) == (10, -10)


def test_an_upright_rule_is_a_field_no_renderer_may_move_to_whole_dots() -> None:
    page = page_with(Line(x=4, y=1, dx=0, dy=30, weight=0.5, color=RED))
    (rect,) = filled(page)
    assert (rect.x, rect.width) == (page.type_area.x + 3.75, 0.5)
    assert (rect.y, rect.height) == (page.type_area.y + 1, 30)
    (path,) = (mark.path for mark in page.marks if isinstance(mark, Filled))
    assert len(path) > len(rectangle(rect)), "a plain rectangle would be moved"


def test_a_frame_is_the_field_between_its_outer_edge_and_its_inner_one() -> None:
    edge = rectangle(Rect(1, 1, 40, 20))
    page = page_with(Shape(path=edge, stroke=RED, weight=2))
    (rect,) = filled(page)
    area = page.type_area
    assert rect == Rect(area.x, area.y, 42, 22)
    (path,) = (mark.path for mark in page.marks if isinstance(mark, Filled))
    assert _turn(path[:5]) * _turn(path[5:]) < 0, "the inner edge runs the other way"
    assert abs(_turn(path[:5])) - abs(_turn(path[5:])) == pytest.approx(42 * 22 - 38 * 18)


def test_a_frame_with_no_room_inside_is_a_field() -> None:
    page = page_with(Shape(path=rectangle(Rect(0, 0, 40, 1)), stroke=RED, weight=2))
    (rect,) = filled(page)
    assert (rect.width, rect.height) == (42, 3)


def test_a_slanting_shape_is_stroked() -> None:
    slanting = (("M", 0.0, 0.0), ("L", 9.0, 1.0), ("L", 9.0, 9.0), ("L", 0.0, 9.0), ("Z",))
    page = page_with(Shape(path=slanting, stroke=RED, weight=1))
    assert any(isinstance(mark, Stroked) for mark in page.marks)


def _turn(path: Path) -> float:
    """The area a path runs round, by its sense."""
    xs, ys = coordinates(path)
    corners = list(zip(xs, ys, strict=True))
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs) / 2


def test_a_shape_is_filled_before_it_is_stroked_inside_its_clip() -> None:
    page = page_with(Shape(path=SQUARE, fill=RED, stroke=BLACK, weight=1, clip=SQUARE))
    kinds = [type(mark) for mark in page.marks]
    assert kinds == [ArtifactOpen, ClipStart, Filled, Stroked, ClipEnd, ArtifactClose]


def test_layers_are_painted_ground_first_then_drawings_then_the_rest() -> None:
    page = page_with(
        Fill(x=0, y=0, width=1, height=1, color=BLACK),
        Fill(x=0, y=0, width=2, height=1, color=RED, layer="drawing"),
        Fill(x=0, y=0, width=3, height=1, color=WHITE, layer="ground"),
    )
    assert [rect.width for rect in filled(page)] == [3, 2, 1]
    assert page.marks[0] == ArtifactOpen("Background")


def test_words_begin_at_their_baseline_and_go_on_by_their_leading() -> None:
    page = page_with(words(15))
    ys = [mark.y - page.type_area.y for mark in glyphs(page)]
    assert ys == pytest.approx([20, 32])


def test_words_in_the_middle_are_centred_in_their_em_boxes() -> None:
    page = page_with(words(10, valign="middle", baseline=30))
    (mark,) = glyphs(page)
    middle = mark.y - page.type_area.y - 0.88 * 8.5 + 8.5 / 2
    assert middle == pytest.approx(30)


def test_words_shrink_by_the_steps_allowed_until_they_fit() -> None:
    page = page_with(words(15, max_lines=1, fit=(1.0, 0.8, 0.6)))
    (mark,) = glyphs(page)
    assert mark.run.size == pytest.approx(0.6 * 8.5)


def test_a_size_that_is_only_tried_is_not_kept() -> None:
    st = style()
    setter = SquareSetter(st)
    panel = replace(full(4, "panel"), draws=(words(15, max_lines=1, fit=(1.0, 0.8, 0.6)),))
    lay_out(flow(panel), st, lambda _: setter, Sink())
    sizes = [run.size for text in setter.kept for run in text.runs if isinstance(run, TextRun)]
    assert sizes == [pytest.approx(0.6 * 8.5)]


def test_the_leading_shrinks_with_the_words() -> None:
    page = page_with(words(30, max_lines=2, fit=(1.0, 0.5)))
    first, second = glyphs(page)
    assert second.y - first.y == pytest.approx(6)


def test_words_that_never_fit_are_an_error_where_they_are_written() -> None:
    sink = Sink()
    page_with(words(40, max_lines=1, fit=(1.0, 0.9)), sink=sink)
    assert [finding.code for finding in sink.findings] == ["layout/words-too-long"]


def test_a_plate_is_as_wide_as_its_text_and_its_padding() -> None:
    plate = Plate(
        paragraph=para(text(4), role="label"),
        x=0, y=3, height=25.5, baseline=20, padding=10.5, color=RED,
    )  # fmt: skip
    page = page_with(plate)
    (rect,) = filled(page)
    assert rect.width == pytest.approx(4 * 8.5 + 21)
    (mark,) = glyphs(page)
    assert (mark.x, mark.y) == (rect.x + 10.5, page.type_area.y + 20)


def test_decorations_are_artifacts_and_words_are_tagged() -> None:
    field = Fill(x=0, y=0, width=1, height=1, color=RED)
    page = page_with(words(3), words(3, artifact=True), field)
    assert [type(mark) for mark in page.marks] == [
        TagOpen, Glyphs, TagClose,
        ArtifactOpen, Glyphs, ArtifactClose,
        ArtifactOpen, Filled, ArtifactClose,
    ]  # fmt: skip


def test_a_panel_without_a_tag_is_an_artifact_as_a_whole() -> None:
    page = page_with(words(3), tag="")
    assert not any(isinstance(mark, TagOpen) for mark in page.marks)


def test_empty_words_leave_no_mark() -> None:
    empty = Paragraph(runs=(TextRun(text="", role="label"),), role="label")
    page = page_with(Words(paragraph=empty, x=0, baseline=0, width=10))
    assert glyphs(page) == [] or glyphs(page)[0].run.text == ""


def test_a_box_over_one_column_has_its_width_and_whole_lines() -> None:
    panel = Panel(id="b", design="hero", lines=4, draws=(), columns=1, place="here")
    page = set_pages(flow(panel), style()).pages[0]
    (box,) = page.boxes
    assert (box.rect.width, box.rect.height) == (231, 4 * 17 - 6.5)
