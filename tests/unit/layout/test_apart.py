"""Links have an area to press on each of their lines."""

from __future__ import annotations

from typeset.color import BLACK
from typeset.display import GlyphRun, PlacedRun, SetLine
from typeset.layout.apart import LinkTo, link_areas


def placed(text: str, x: float, element: int = -1, size: float = 10.0) -> PlacedRun:
    run = GlyphRun(
        face="f",
        size=size,
        color=BLACK,
        gids=(1,) * len(text),
        advances=(size,) * len(text),
        offsets=(0.0,) * len(text),
        clusters=tuple(text),
    )
    return PlacedRun(run=run, x=x, element=element)


def test_an_area_reaches_over_all_runs_of_its_link_and_no_others() -> None:
    links = {0: LinkTo(7, "#map"), 1: LinkTo(7, "#map"), 2: LinkTo(8, "https://a.cn")}
    runs = (
        placed("见", 0), placed("图", 10, 0), placed("3", 20, 1, 12), placed("和", 32),
        placed("网站", 42, 2),
    )  # fmt: skip
    line = SetLine(runs=runs, width=62, ratio=0, last=True)
    first, second = link_areas(line, 100, 50, links.get)
    assert (first.target, first.element, first.contents) == ("#map", 7, "图3")
    assert (first.rect.x, first.rect.right) == (110, 132)
    assert (first.rect.y, first.rect.foot) == (50 - 0.88 * 12, 50 + 0.12 * 12)
    assert (second.target, second.contents, second.rect.width) == ("https://a.cn", "网站", 20)
