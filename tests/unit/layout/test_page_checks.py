"""The checker of page dumps finds every fault that is planted, and none in good pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.page_checks import check_pages, shown
from tests.unit.layout.drawing import set_pages
from tests.unit.layout.sample import box, flow, of_lines, para, review, section, style
from tests.unit.layout.test_around import beside
from tests.unit.layout.test_column_sets import THREE
from typeset.flow import ColumnsStart, Flow, Paragraph, TextRun
from typeset.layout.around import LEAST
from typeset.preview.dump import dump

Dump = dict[str, Any]


def dumped(written: Flow) -> Dump:
    pages = set_pages(written, style(), loose=1)
    made: Dump = json.loads(json.dumps(dump(pages)))
    return made


def sample() -> Flow:
    """Two pages with everything the checker looks at."""
    return flow(
        *section(
            "a",
            of_lines(12, "a1"),
            para("小标题也在这里", "ah", "H2", "heading"),
            of_lines(20, "a2"),
            box(5, "hero", anchor="a2"),
            of_lines(17, "a3"),
        ),
        *section("b", of_lines(30, "b1"), ColumnsStart(THREE), of_lines(30, "b2")),
        ColumnsStart(None),
        *section("c", of_lines(60, "c1")),
    )


def words(written: Flow) -> dict[str, str]:
    return {
        item.id: "".join(run.text for run in item.runs if isinstance(run, TextRun))
        for item in written.items
        if isinstance(item, Paragraph)
    }


@pytest.mark.parametrize(
    "written",
    [sample(), review(), flow(beside(5, "right", 22 - LEAST - 2), of_lines(50, "a"))],
    ids=["sample", "review", "run-around"],
)
def test_good_pages_have_no_fault(written: Flow) -> None:
    assert shown(check_pages(dumped(written), words(written))) == ""


def lines(made: Dump, page: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = made["pages"][page]["lines"]
    return found


def last_of_column(made: Dump, column: int) -> dict[str, Any]:
    return [line for line in lines(made, 0) if line["column"] == column][-1]


def off_grid(made: Dump) -> None:
    lines(made, 0)[4]["baseline"] += 0.02


def out_of_column(made: Dump) -> None:
    lines(made, 0)[4]["x"] -= 10


def over_the_foot(made: Dump) -> None:
    made["pages"][0]["type_area"][3] -= 60
    made["pages"][0]["boxes"] = []


def box_off_the_page(made: Dump) -> None:
    made["pages"][0]["boxes"][-1]["rect"][0] = 300


def box_over_text(made: Dump) -> None:
    found = next(box for box in made["pages"][0]["boxes"] if box["design"] == "hero")
    found["rect"][1] -= 6


def box_over_box(made: Dump) -> None:
    boxes = made["pages"][0]["boxes"]
    boxes.append({**boxes[-1], "id": "another"})


def widow(made: Dump) -> None:
    found = [line for line in lines(made, 0) if line["block"] == "a1"]
    moved = found[-1]
    moved["column"] = 1
    made["pages"][0]["lines"].remove(moved)
    at = next(i for i, line in enumerate(lines(made, 0)) if line["column"] == 1)
    lines(made, 0).insert(at, moved)


def orphan(made: Dump) -> None:
    foot = last_of_column(made, 0)
    at = lines(made, 0).index(foot)
    lines(made, 0)[at + 1]["block"] = foot["block"] = "new"


def stranded(made: Dump) -> None:
    last_of_column(made, 1)["role"] = "heading-1"


def not_level(made: Dump) -> None:
    first = [line for line in lines(made, 0) if line["column"] == 0 and line["band"] == 0]
    for line in first[-2:]:
        lines(made, 0).remove(line)


def lost(made: Dump) -> None:
    lines(made, 0).pop(3)


def changed(made: Dump) -> None:
    line = lines(made, 0)[3]
    line["text"] = line["text"][:-1] + "错"


def doubled(made: Dump) -> None:
    line = lines(made, 0)[0]
    lines(made, 1).append({**line, "baseline": lines(made, 1)[-1]["baseline"]})


@pytest.mark.parametrize(
    ("plant", "rule"),
    [
        (off_grid, "grid"),
        (out_of_column, "frame"),
        (over_the_foot, "frame"),
        (box_off_the_page, "frame"),
        (box_over_text, "overlap"),
        (box_over_box, "overlap"),
        (widow, "widow"),
        (orphan, "widow"),
        (stranded, "stranded"),
        (not_level, "level"),
        (lost, "text"),
        (changed, "text"),
        (doubled, "doubled"),
    ],
)
def test_a_planted_fault_is_found(plant: Callable[[Dump], None], rule: str) -> None:
    written = sample()
    made = dumped(written)
    plant(made)
    assert rule in {fault.rule for fault in check_pages(made, words(written))}


def test_the_last_page_need_not_be_level() -> None:
    written = flow(of_lines(12, "a"), replace(of_lines(9, "b"), exact=True))
    made = dumped(written)
    made["pages"][0]["lines"] = [line for line in lines(made, 0) if line["column"] == 0]
    assert {fault.rule for fault in check_pages(made)} <= {"widow"}
