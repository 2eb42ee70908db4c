"""What opens a publication: its masthead, and the date in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from typeset.blocks import compose
from typeset.blocks.opening import long_date, masthead
from typeset.diagnostics import Sink
from typeset.flow import Panel, Words
from typeset.model.publication import Metadata, Publication
from typeset.style import Style


@pytest.mark.parametrize(
    ("date", "language", "printed"),
    [
        ("2022-06-30", "zh-Hans-CN", "2022年6月30日"),
        ("2022-06", "ja", "2022年6月"),
        ("2022-06-30", "ko", "2022년 6월 30일"),
        ("壬寅年五月", "zh-Hans-CN", "壬寅年五月"),
    ],
)
def test_a_date_is_printed_with_the_signs_of_its_language(
    date: str, language: str, printed: str
) -> None:
    assert long_date(date, language) == printed


def test_only_a_masthead_that_shows_the_date_is_given_it(style: Style) -> None:
    metadata = Metadata(title="工作简报", date="2022-06-30")
    assert "date" not in masthead(metadata, style)[1].own.parts
    bulletin = replace(style, masthead="masthead-bulletin")
    assert masthead(metadata, bulletin)[1].own.text("date") == "2022年6月30日"


@pytest.mark.parametrize("name", ["flood", "light", "plain", "bulletin"])
def test_a_long_issuer_is_set_smaller_and_stays_on_one_line(style: Style, name: str) -> None:
    metadata = Metadata(title="工作简报", issuer="云湖高新技术产业开发区管理委员会办公室")
    written = Publication(metadata=metadata, front=(), sections=())
    flow = compose(written, replace(style, masthead=f"masthead-{name}"), Sink())
    head = next(item for item in flow.items if isinstance(item, Panel))
    issuer = next(
        draw
        for draw in head.draws
        if isinstance(draw, Words)
        and "云湖" in "".join(getattr(run, "text", "") for run in draw.paragraph.runs)
    )
    assert issuer.max_lines == 1
    assert min(issuer.fit) < 1
