"""What a screen reader says of the review's archive file: its structure as text, in order.

Read it as an editor would hear it: each line one utterance, with its role; a figure with label,
value and unit in one. ``make golden`` rewrites the file.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Name, Object

from tests.conftest import Review
from tests.pdf_text import marked_content
from typeset.pdf.edition import Edition
from typeset.pipeline import Run, write_pdf

HERE = Path(__file__).parent
INSIDE = {"/Span", "/Link", "/Em", "/Strong", "/Ruby", "/RB", "/RT", "/Reference"}  # never a stop


class Voice:
    """Reads one file along its structure tree."""

    def __init__(self, data: bytes) -> None:
        self.file = pikepdf.open(io.BytesIO(data))
        self.contents = {page.obj.objgen: marked_content(page) for page in self.file.pages}

    def utterances(self) -> Iterator[str]:
        """Every block with its depth, role and words, as heard."""
        for element in elements(self.file.Root.StructTreeRoot):
            yield from self._block(element, 0)

    def _block(self, node: Object, depth: int) -> Iterator[str]:
        inner = [element for element in elements(node) if str(element.S) not in INSIDE]
        role = f"{'  ' * depth}{str(node.S)[1:]}"
        if not inner:
            yield f"{role}: {self._words(node, self.file.pages[0].obj)}"
            return
        yield role
        for kid in inner:
            yield from self._block(kid, depth + 1)

    def _words(self, node: Object, page: Object) -> str:
        for key in ("/ActualText", "/Alt"):
            if key in node:
                return str(node[key])
        page = node.get("/Pg", page)
        said = ""
        for kid in kids(node):
            if isinstance(kid, int):
                said += self.contents[page.objgen][kid]
            elif kid.get("/Type") == Name.MCR:
                said += self.contents[kid.get("/Pg", page).objgen][int(kid.MCID)]
            elif "/S" in kid:
                said += self._words(kid, page)
        return said


def kids(node: Object) -> list[Object | int]:
    found = node.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, Array) else [found]


def elements(node: Object) -> list[Object]:
    return [kid for kid in kids(node) if not isinstance(kid, int) and "/S" in kid]


def test_the_review_is_read_aloud_as_an_editor_would(
    review: Review, golden: Callable[[Path, str], None]
) -> None:
    data = write_pdf(review.proof, Run(), Edition(profile="archive"))
    golden(HERE / "review-aloud.txt", "\n".join(Voice(data).utterances()) + "\n")


def test_a_figure_of_a_box_is_one_utterance(review: Review) -> None:
    lines = [line.strip() for line in Voice(review.pdf).utterances()]
    assert "Metric: 亿元以上产业项目总投资131亿元" in lines
    assert "Metric: 首针接种率93%以上" in lines
