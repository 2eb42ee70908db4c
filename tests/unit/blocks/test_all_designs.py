"""The eighteen designs of the drawn target, and what a figure does that is too long for its box."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.pictures.made import project
from typeset.diagnostics import BuildFailed
from typeset.display import Glyphs
from typeset.pipeline import build_pdf
from typeset.style import shelf

DRAWN = {
    "hero", "strip", "grid", "reverse", "rule-quote", "mark-quote", "mark-quote-wide", "badge",
    "rings", "bars", "formula", "formula-wide", "steps", "delta", "margin", "tabbed", "ticker",
    "outlook", "photo", "feature",
}  # fmt: skip
HERO = '[{}]{{.metric #m label="标签" design=hero pull=here}}。'


def test_every_drawn_design_is_a_file() -> None:
    assert DRAWN - set(shelf.design_names()) == set()


def runs(tmp_path: Path, figure: str) -> dict[str, tuple[float, float]]:
    """Size and baseline of each run in the hero box of a figure."""
    given = project(tmp_path, f"达到{HERO.format(figure)}", {})
    pages = build_pdf(given).pages
    assert pages is not None
    marks = [m for m in pages.pages[0].marks if isinstance(m, Glyphs) and m.run.size != 10.5]
    return {m.run.text: (round(m.run.size, 1), round(m.y, 1)) for m in marks}


def test_a_number_shrinks_by_its_steps(tmp_path: Path) -> None:
    assert runs(tmp_path, "2.5亿元")["2.5"][0] == 68
    assert runs(tmp_path, "12345678亿元")["12345678"][0] == 51
    assert runs(tmp_path, "123456789012亿元")["123456789012"][0] == 34


def test_then_its_qualifier_moves_to_a_line_of_its_own(tmp_path: Path) -> None:
    said = runs(tmp_path, "123456789012345%以上")
    number, qualifier = said["123456789012345"], said["以上"]
    assert number[0] == 34
    assert qualifier[1] > number[1] + 10


def test_then_it_is_an_error_where_it_is_written(tmp_path: Path) -> None:
    with pytest.raises(BuildFailed) as failed:
        runs(tmp_path, "12345678901234567890.5亿元")
    (finding,) = (f for f in failed.value.findings if f.severity == "error")
    assert (finding.code, finding.span.line) == ("layout/words-too-long", 7)


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_a_margin_figure_is_seventeen_millimetres_wide(tmp_path: Path, columns: int) -> None:
    text = '走访[300余次]{.metric #m label="走访服务" pull=margin}。'
    given = project(tmp_path, text, {})
    section = tmp_path / "sections/01-a.md"
    section.write_text(
        section.read_text(encoding="utf-8").replace(
            "title: 一\n", f"title: 一\ncolumns: {columns}\n"
        ),
        encoding="utf-8",
    )
    pages = build_pdf(given).pages
    assert pages is not None
    (box,) = (box for box in pages.pages[0].boxes if box.design == "margin")
    number = next(m for m in pages.pages[0].marks if isinstance(m, Glyphs) and m.run.size == 20)
    assert box.rect.x <= number.x < box.rect.x + 48.2
