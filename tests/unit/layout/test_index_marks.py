"""Pages of an index: each mark on the page of its line, each entry by its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.unit.layout.drawing import set_pages
from tests.unit.layout.sample import flow, of_lines, style, text
from tests.unit.layout.square import SquareSetter
from typeset.diagnostics import Sink, Span
from typeset.display import Destination
from typeset.flow import Flow, PageBreak, PageList, Paragraph, TextRun
from typeset.layout import lay_out
from typeset.layout.references import ROUNDS


def entry(*targets: str) -> Paragraph:
    runs = (
        TextRun(text="词", role="body"),
        PageList(targets=targets, role="body", span=Span("a.md", 3, 5)),
    )
    return Paragraph(runs=runs, role="body", id="entry")


def marked(lines: int, name: str, *at: tuple[int, str]) -> Paragraph:
    """A paragraph of so many lines, with marks on some of them."""
    whole = of_lines(lines, name)
    (run,) = whole.runs
    assert isinstance(run, TextRun)
    per = len(run.text) // lines
    cut, runs = 0, []
    for line, mark in at:
        start = line * per + 2
        runs += [replace(run, text=run.text[cut:start])]
        runs += [replace(run, text=run.text[start : start + 2], marks=(mark,))]
        cut = start + 2
    return replace(whole, runs=(*runs, replace(run, text=run.text[cut:])))


def shown(made: Flow, sink: Sink | None = None) -> tuple[str, int]:
    pages = set_pages(made, style(lines=12), sink)
    lines = [line for page in pages.pages for line in page.lines if line.block == "entry"]
    return lines[-1].line.text, pages.rounds


def test_an_entry_shows_the_page_of_the_line_and_not_of_the_paragraph() -> None:
    text = marked(30, "a", (1, "m1"), (28, "m2"))
    assert shown(flow(text, PageBreak(), entry("m1", "m2"))) == ("词1, 2", 2)


def test_marks_on_one_page_are_named_once_and_three_pages_as_a_range() -> None:
    pages = [(marked(4, f"p{n}", (1, f"m{n}")), PageBreak()) for n in range(3)]
    again = marked(4, "p", (0, "m3"), (2, "m4"))
    items = [item for pair in pages for item in pair]
    made = flow(*items, again, PageBreak(), entry("m0", "m1", "m2", "m3", "m4"))
    assert shown(made) == ("词1–4", 2)


def test_a_folio_leads_to_the_line_of_its_mark() -> None:
    made = flow(marked(10, "a", (6, "m1")), PageBreak(), entry("m1"))
    pages = set_pages(made, style(lines=12))
    (line,) = [line for line in pages.pages[0].lines if any(run.marks for run in line.line.runs)]
    (place,) = [m for m in pages.pages[0].marks if isinstance(m, Destination) and m.id == "m1"]
    assert line.baseline - 12 < place.y < line.baseline


def test_an_entry_that_moves_its_own_mark_for_ever_is_reported_after_five_rounds() -> None:
    class Swinging(SquareSetter):
        """Makes the entry long while its mark is on page 1, so that it is not."""

        def _text(self, paragraph: Paragraph) -> str:
            words = super()._text(paragraph)
            return words + text(600) if words == "词1" else words

    sink, st = Sink(), style(lines=12)

    def setter(page_of: Callable[[str], str]) -> SquareSetter:
        return Swinging(st, page_of, 0)

    pages = lay_out(flow(entry("m"), marked(4, "a", (1, "m"))), st, setter, sink)
    assert pages.rounds == ROUNDS
    (finding,) = sink.findings
    assert (finding.code, finding.span) == ("layout/references-move", Span("a.md", 3, 5))


def test_a_mark_that_stands_nowhere_is_an_error_at_its_entry() -> None:
    sink = Sink()
    shown(flow(entry("gone")), sink)
    (finding,) = sink.findings
    assert (finding.code, finding.span) == ("layout/unknown-reference", Span("a.md", 3, 5))
