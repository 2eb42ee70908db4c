"""What a box repeats must stand in the text, word for word."""

from __future__ import annotations

import pytest

from tests.unit.blocks.conftest import PLACE, paragraph, publication
from typeset.blocks.check import check
from typeset.blocks.metrics import Entry, Metrics
from typeset.blocks.pull_quote import Body, PullQuote, QuoteAttrs
from typeset.diagnostics import Diagnostic, Sink
from typeset.model.publication import Block
from typeset.style import Style

TEXT = (
    "走访企业300余家，接种率达93%以上，收入超千万元，同比增长55%，"
    "总投资131亿元，实现“拎包开办”，效率提高。"
)


def findings(style: Style, *blocks: Block) -> list[Diagnostic]:
    sink = Sink()
    check(publication(paragraph("p1", TEXT), *blocks), style, sink)
    return sink.findings


def entry(value: str, section: str = "industry") -> Metrics:
    return Metrics(id="b", span=PLACE, entries=(Entry(value=value, from_=section, span=PLACE),))


@pytest.mark.parametrize("value", ["300余家", "93%以上", "131亿元", "同比增长55%", "超千万元"])
def test_a_figure_with_its_qualifier_passes(style: Style, value: str) -> None:
    assert findings(style, entry(value)) == []


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("130亿元", "a figure is drawn from the text word for word"),
        ("300家", "the text has '…走访企业300余家，接种率…'"),
        ("93%", "give the figure with its qualifier"),
        ("31亿元", "give the figure with its qualifier"),
        ("千万元", "give the figure with its qualifier"),
    ],
)
def test_a_figure_that_was_changed_is_an_error(style: Style, value: str, hint: str) -> None:
    (found,) = findings(style, entry(value))
    assert found.code == "content/metric-not-in-text"
    assert found.hint == hint
    assert found.span == PLACE
    assert "content/sections/01.md:3:1" in found.message, "both places are named"


def test_an_unknown_section_is_told_with_the_nearest(style: Style) -> None:
    (found,) = findings(style, entry("131亿元", "industri"))
    assert (found.code, found.hint) == ("content/metric-section", "did you mean 'industry'?")


def quote(text: str) -> PullQuote:
    attrs = QuoteAttrs(design="mark-quote")
    return PullQuote(id="q", span=PLACE, attrs=attrs, body=Body(text=text, span=PLACE))


def test_a_quotation_may_leave_out_marks_at_its_joints(style: Style) -> None:
    assert findings(style, quote("总投资131亿元，实现拎包开办")) == []


def test_a_polished_quotation_is_an_error(style: Style) -> None:
    (found,) = findings(style, quote("效率大大提高"))
    assert found.code == "content/quote-not-in-text"
