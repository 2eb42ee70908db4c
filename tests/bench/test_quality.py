"""The composition of the review, counted as `make bench-quality` counts it."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import pytest

from tests.bench import quality, xelatex_peer
from tests.bench.avoidable import least_widest_gap
from tests.line_engine import paragraph, squares
from typeset.scripts.breaks import FREE
from typeset.text.glue import Items
from typeset.text.justify import justified_line
from typeset.text.ladder import Widths

NEVER = ("banned starts", "banned ends", "parted figures", "parted units", "runts", "untrimmed")


@pytest.mark.slow
@pytest.mark.parametrize("measure", quality.MEASURES)
def test_the_review_has_no_fault_at_any_measure(measure: int, tmp_path: Path) -> None:
    (work,) = (w for w in quality.texts(with_works=False) if w["id"] == f"review-{measure}")
    made = quality.ours(work, tmp_path)
    row = quality.judged(made)
    assert {name: row[name] for name in NEVER} == dict.fromkeys(NEVER, 0), row["places"]
    assert quality.avoidable(made, tmp_path / work["id"], measure) == []


TEXT = "生态环境更加优美。高新区深入打好污染防治攻坚战，PM2.5平均浓度32.5微克，优良天数好。"


def _widest(items: Items, ends: tuple[int, ...], width: float) -> float | None:
    """The widest gap of lines with these ends, None if they are not legal."""
    widest = 0.0
    for first, last in pairwise((0, *ends)):
        fill = last < len(items)
        line = justified_line(items, first, last, width, fill=fill)
        if line.width > width + 0.01 or (fill and line.width < width - 0.01):
            return None
        if not fill and first and items.solid[last] - items.solid[first] < 2:
            return None
        widest = max(widest, line.gap)
    return widest


@pytest.mark.parametrize("em", [9.0, 11.0, 12.5, 14.0])
def test_the_least_widest_gap_is_that_of_all_sets_of_line_ends_tried_one_by_one(em: float) -> None:
    items = squares().setter.prepare(paragraph(TEXT)).galleys[0].items
    places = [at for at in range(1, len(items)) if items.strength[at] == FREE]
    lines = -int(-items.natural.end[-1] // (10 * em))
    found = [
        widest
        for count in (lines - 1, lines, lines + 1)
        for inner in combinations(places, count - 1)
        if _spread((0, *inner, len(items)), em)
        and (widest := _widest(items, (*inner, len(items)), 10 * em)) is not None
    ]
    assert least_widest_gap(items, Widths(10 * em)) == pytest.approx(min(found))


def _spread(ends: tuple[int, ...], em: float) -> bool:
    """Whether no line has more characters than could ever be squeezed into it."""
    return all(last - first <= 2 * em for first, last in pairwise(ends))


def test_the_same_faults_are_seen_in_a_peers_pdf(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    (work,) = (w for w in quality.texts(with_works=False) if w["id"] == "review-16")
    row = quality.judged(quality.typst(work, tmp_path))
    assert row["lines"] > 150
    assert row["parted units"] > 0


def test_the_table_has_a_line_for_every_typesetter() -> None:
    row = dict.fromkeys(quality.COLUMNS, 0)
    told = quality.table({"w1": {"typeset": row, "typst": row}})
    words = [line.split() for line in told.splitlines()[1:]]
    assert [line[:2] for line in words] == [["w1", "typeset"], ["typst", "0"]]


def test_latex_source_escapes_what_tex_would_read() -> None:
    work = next(quality.texts(with_works=False))
    work = work | {"blocks": [{"t": "p", "runs": [{"s": "65%、#1_a&b", "b": True}]}]}
    source = xelatex_peer.source(work)
    assert r"\textbf{65\%、\#1\_a\&b}" in source
    assert source.index(r"\begin{document}") < source.index("65")
