"""The composition of the review, counted as `make bench-quality` counts it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import quality, xelatex_peer

NEVER = ("banned starts", "banned ends", "parted figures", "parted units", "runts", "untrimmed")


@pytest.mark.slow
@pytest.mark.parametrize("measure", quality.MEASURES)
def test_the_review_has_no_fault_at_any_measure(measure: int, tmp_path: Path) -> None:
    (work,) = (w for w in quality.texts(with_works=False) if w["id"] == f"review-{measure}")
    row = quality.judged(quality.ours(work, tmp_path))
    assert {name: row[name] for name in NEVER} == dict.fromkeys(NEVER, 0), row["places"]


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
