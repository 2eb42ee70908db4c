"""Finished pages as readable text, compared line by line.

A case is a project: the review, W1 of the benchmark, and every folder of ``cases/``.
``make golden`` rewrites ``*.txt``; the diff is then read like any other change.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import typeset
from tests.bench import make_works, works
from tests.conftest import Review
from typeset.preview.dump import dump_text

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in (HERE / "cases").glob("*/publication.yaml"))
SEED = HERE.parent / "data" / "seed.txt"

Golden = Callable[[Path, str], None]


def test_the_pages_of_the_review(review: Review, golden: Golden) -> None:
    golden(HERE / "review.txt", dump_text(review.pages))


def test_the_pages_of_the_first_work(tmp_path: Path, golden: Golden) -> None:
    works.write_project(make_works.article(make_works.read_seed(SEED)), tmp_path)
    golden(HERE / "w1.txt", dump_text(typeset.lay_out(typeset.load(tmp_path)).pages))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_the_pages_of_a_case(case: Path, golden: Golden) -> None:
    golden(HERE / f"{case.name}.txt", dump_text(typeset.lay_out(typeset.load(case)).pages))
