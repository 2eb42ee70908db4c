"""The grid drawn over the pages: baselines where lines stand, nothing of it content."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.layout.sample import flow, of_lines, review, style
from tests.unit.layout.square import SquareSetter
from tests.unit.layout.test_column_sets import THREE, points
from typeset.diagnostics import Sink
from typeset.display import ArtifactClose, ArtifactOpen, Filled, Page, TagOpen
from typeset.flow import ColumnsStart, Flow
from typeset.layout import lay_out
from typeset.layout.overlay import BASELINE, EDGE, GUTTER
from typeset.style.resolved import Style


def laid(written: Flow, asked: Style, *, show_grid: bool) -> tuple[Page, ...]:
    def setter(page_of: object) -> SquareSetter:
        return SquareSetter(asked, page_of)  # type: ignore[arg-type]

    return lay_out(written, asked, setter, Sink(), show_grid=show_grid).pages


def test_the_grid_adds_marks_and_changes_nothing_else() -> None:
    plain = laid(review(), style(), show_grid=False)
    shown = laid(review(), style(), show_grid=True)
    assert [replace(page, marks=()) for page in shown] == [replace(p, marks=()) for p in plain]
    for before, after in zip(plain, shown, strict=True):
        tagged = [mark for mark in after.marks if isinstance(mark, TagOpen)]
        assert tagged == [mark for mark in before.marks if isinstance(mark, TagOpen)]


def test_every_mark_of_the_grid_is_an_artifact() -> None:
    inside = False
    for mark in laid(review(), style(), show_grid=True)[1].marks:
        match mark:
            case ArtifactOpen():
                inside = True
            case ArtifactClose():
                inside = False
            case Filled() if mark.color in (BASELINE, EDGE, GUTTER):
                assert inside


def test_baselines_are_drawn_where_the_lines_of_every_band_stand() -> None:
    written = flow(of_lines(20, "a"), ColumnsStart(THREE), of_lines(20, "b"))
    page = laid(written, style(), show_grid=True)[0]
    marks = [mark for mark in page.marks if isinstance(mark, Filled)]
    drawn = [points(mark) for mark in marks if mark.color == BASELINE]
    ys = [(top + foot) / 2 for _, top, _, foot in drawn]
    assert len(ys) == 42
    for line in page.lines:
        assert min(abs(y - line.baseline) for y in ys) < 0.01


def test_gutters_are_those_of_each_band() -> None:
    written = flow(of_lines(20, "a"), ColumnsStart(THREE), of_lines(20, "b"))
    page = laid(written, style(), show_grid=True)[0]
    gutters = [points(m) for m in page.marks if isinstance(m, Filled) and m.color == GUTTER]
    # a white line between the bands and the rest of the page have the style's columns
    assert len(gutters) == 1 + 1 + 2 + 1
    left = page.bands[1].frames[0].right
    assert any(gutter[0] == pytest.approx(left) for gutter in gutters)
