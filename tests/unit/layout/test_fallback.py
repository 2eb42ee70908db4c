"""A box whose words do not fit gives way to the next design that its own one names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import typeset
from tests.unit.layout.drawing import set_pages
from tests.unit.layout.sample import EM, box, flow, of_lines, para, style, text
from typeset.diagnostics import Diagnostic, Sink
from typeset.flow import Panel, Words
from typeset.preview.dump import dump


def worded(design: str, width: float, lines: int = 3) -> Panel:
    """A box with one line of words, ten characters in its only size."""
    words = Words(paragraph=para(text(10), role="plain"), x=0, baseline=9, width=width, max_lines=1)
    return replace(box(lines, design, anchor="a"), draws=(words,))


def designs(panel: Panel) -> tuple[list[str], list[Diagnostic]]:
    sink = Sink()
    pages = set_pages(flow(of_lines(20, "a"), panel, of_lines(20, "b")), style(), sink)
    return [b.design for page in pages.pages for b in page.boxes], sink.findings


def test_the_first_design_that_holds_the_words_is_taken_and_named() -> None:
    narrow, wider = worded("narrow", 9 * EM), worded("wider", 10 * EM)
    steps = (worded("thin", 5 * EM), wider)
    taken, findings = designs(replace(narrow, otherwise=steps))
    assert taken == ["wider"]
    assert [f.code for f in findings] == ["layout/box-fallback"]
    assert "'wider' is taken, step 2 of 2" in findings[0].message


def test_a_box_that_fits_takes_no_step() -> None:
    own = worded("own", 10 * EM)
    assert designs(replace(own, otherwise=(worded("other", 20 * EM),))) == (["own"], [])


def test_a_box_deeper_than_the_page_takes_a_step_too() -> None:
    deep = worded("deep", 10 * EM, lines=50)
    taken, findings = designs(replace(deep, otherwise=(worded("low", 10 * EM),)))
    assert taken == ["low"]
    assert [f.code for f in findings] == ["layout/box-fallback"]


def test_where_no_step_fits_the_words_are_told_in_the_first_design() -> None:
    taken, findings = designs(replace(worded("a", 3 * EM), otherwise=(worded("b", 4 * EM),)))
    assert taken == ["a"]
    assert [f.code for f in findings] == ["layout/words-too-long"]


def built(folder: Path, attrs: str, style_text: str = "") -> typeset.Built:
    (folder / "sections").mkdir()
    (folder / "publication.yaml").write_text("title: 试\nslogan: 试\nissuer: 甲\n", "utf-8")
    (folder / "style.yaml").write_text(f"extends: gov-report\n{style_text}", "utf-8")
    figure = f"[29个]{{.metric {attrs}}}"
    (folder / "sections/01-a.md").write_text(
        f"---\ntitle: 一\n---\n\n招引项目{figure}。\n", "utf-8"
    )
    return typeset.build(folder)


def boxes(built: typeset.Built) -> list[tuple[str, str]]:
    assert built.pages is not None
    shown = dump(built.pages)["pages"]
    return [(b["design"], b["id"]) for page in shown for b in page["boxes"] if "-box" in b["id"]]


def test_a_label_too_long_for_a_big_figure_makes_it_a_small_one(tmp_path: Path) -> None:
    long = 'label="亿元以上产业项目招引入住企业数" pull=auto'
    made = built(tmp_path, long, "grid: {columns: 4}\n")
    assert [design for design, _ in boxes(made)] == ["margin"]
    assert [f.code for f in made.findings] == ["layout/box-fallback"]


def test_a_figure_pulled_to_the_margin_stands_there(tmp_path: Path) -> None:
    made = built(tmp_path, 'label="产业项目" pull=margin', "grid: {chars: 40}\n")
    assert made.pages is not None
    assert [design for design, _ in boxes(made)] == ["margin"]
    page = made.pages.pages[0]
    own = next(b for b in page.boxes if b.design == "margin")
    assert own.rect.x >= page.type_area.right
    assert own.rect.right <= page.trim.width
    assert made.findings == ()


def test_a_margin_too_narrow_for_a_box_is_told(tmp_path: Path) -> None:
    made = built(tmp_path, 'label="产业项目" pull=margin')
    assert [f.code for f in made.findings] == ["layout/no-margin"]
    assert [design for design, _ in boxes(made)] == ["margin"]
