"""Where LibreOffice draws the boxes of a document, beside our own pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from tests.fidelity.measure import Fidelity, compared, twins
from tests.office import office

pytestmark = pytest.mark.tool("soffice")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Fidelity]:
    folders: list[Path] = [CHECKOUT / "content", CHECKOUT / "examples" / "bulletin"]
    made = {folder.name: twins(folder) for folder in folders}
    drawn = office(tmp_path_factory.mktemp("office")).drawn(
        {name: two.docx for name, two in made.items()}
    )
    return {name: compared(two, drawn[name]) for name, two in made.items()}


def test_every_box_of_the_review_is_within_a_line_of_its_place(found: dict[str, Fidelity]) -> None:
    review = found["content"]
    far = {n: d for n, d in review.boxes.items() if d is None or abs(d) > 1}
    assert (review.pages, far) == ((4, 4), {})
    assert len(review.boxes) >= 20


def test_boxes_over_gutters_stand_where_the_bulletin_has_them(found: dict[str, Fidelity]) -> None:
    bulletin = found["bulletin"]
    assert abs(bulletin.pages[1] - bulletin.pages[0]) <= 1
    assert bulletin.near() >= 0.7
