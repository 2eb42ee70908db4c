"""Page references: answers that settle, that move for ever, and that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.unit.layout.drawing import set_pages
from tests.unit.layout.sample import flow, full, of_lines, para, section, style, text
from tests.unit.layout.square import SquareSetter
from typeset.diagnostics import Sink, Span
from typeset.display import Destination, Glyphs
from typeset.flow import Flow, PageBreak, PageRef, Paragraph, TextRun, Words
from typeset.layout import lay_out
from typeset.layout.references import ROUNDS, targets


def referring(target: str, before: str = "见第", name: str = "") -> Paragraph:
    runs = (
        TextRun(text=before, role="body"),
        PageRef(target=target, role="body", template="{page}页", span=Span("a.md", 3, 5)),
    )
    return Paragraph(runs=runs, role="body", id=name)


def lines(made: Flow, sink: Sink | None = None) -> tuple[list[str], int]:
    pages = set_pages(made, style(lines=12), sink)
    return [line.line.text for page in pages.pages for line in page.lines], pages.rounds


def test_a_reference_in_the_text_reads_the_folio_of_its_targets_page() -> None:
    made = flow(referring("b"), PageBreak(), of_lines(4, "b"))
    set_lines, rounds = lines(made)
    assert set_lines[0] == "见第2页"
    assert rounds == 2


def test_a_paragraph_begins_on_the_page_of_its_first_line() -> None:
    made = flow(referring("b"), of_lines(30, "b"))
    assert lines(made)[0][0] == "见第1页"


def test_references_in_panels_are_right_after_one_round() -> None:
    words = Words(paragraph=referring("b"), x=0, baseline=10, width=100)
    made = flow(replace(full(3, "grid"), draws=(words,)), of_lines(46, "a"), of_lines(4, "b"))
    pages = set_pages(made, style(lines=12))
    glyphs = [mark for mark in pages.pages[0].marks if isinstance(mark, Glyphs)]
    assert glyphs[0].run.text == "见第3页"
    assert pages.rounds == 1


def test_a_reference_to_nothing_is_an_error_at_its_place_with_the_nearest_name() -> None:
    sink = Sink()
    lines(flow(referring("industri"), *section("industry", of_lines(4, "a"))), sink)
    (finding,) = sink.findings
    assert (finding.code, finding.severity) == ("layout/unknown-reference", "error")
    assert finding.span == Span("a.md", 3, 5)
    assert "industry" in finding.hint


def test_a_reference_that_never_settles_is_named_after_five_rounds() -> None:
    class Swinging(SquareSetter):
        """Makes the paragraph long when its target is on page 1 and short on any other."""

        def _text(self, paragraph: Paragraph) -> str:
            words = super()._text(paragraph)
            return words + text(600) if "1页" in words else words

    sink = Sink()
    st = style(lines=12)

    def setter(page_of: Callable[[str], str]) -> SquareSetter:
        return Swinging(st, page_of, 0)

    pages = lay_out(flow(referring("b"), of_lines(4, "b")), st, setter, sink)
    assert pages.rounds == ROUNDS
    assert [finding.code for finding in sink.findings] == ["layout/references-move"]
    assert "'b'" in sink.findings[0].message


def test_findings_of_rounds_thrown_away_are_not_repeated() -> None:
    sink = Sink()
    made = flow(referring("b"), PageBreak(), of_lines(4, "b"), full(99, "tall"))
    lines(made, sink)
    assert len(sink.findings) == 1


def test_every_target_and_section_is_a_destination() -> None:
    made = flow(referring("b"), *section("s", of_lines(4, "b"), of_lines(4, "c")))
    page = set_pages(made, style()).pages[0]
    places = [mark.id for mark in page.marks if isinstance(mark, Destination)]
    assert places == ["s", "b"]
    assert targets(made) == {"b"}


def test_no_reference_means_one_round() -> None:
    assert lines(flow(para(text(40), "a")))[1] == 1
