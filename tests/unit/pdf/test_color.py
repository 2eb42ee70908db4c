"""Inks, overprint and the ink limit."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest

from tests.unit.pdf.made import RED, STYLE, artifact, fill, page, pages, pdf, rule, run, words
from tests.unit.pdf.reading import opened
from typeset.color import BLACK, WHITE, Cmyk, Color, Spot, gray
from typeset.diagnostics import BuildFailed, Sink, Span
from typeset.display import Element

HEAD = Spot("红头专色", Cmyk(0, 100, 100, 0))


def painted(data: bytes) -> list[tuple[str, str, bool, bool]]:
    """Every text and fill: operator, colour in force, overprint and OPM 1 in force."""
    page_ = opened(data).pages[0]
    state: pikepdf.Object = pikepdf.Dictionary()
    color = ""
    seen: list[tuple[str, str, bool, bool]] = []
    for instruction in pikepdf.parse_content_stream(page_):
        match operator := str(instruction.operator):
            case "k" | "scn":
                color = " ".join(f"{float(each):g}" for each in instruction.operands)
            case "gs":
                state = page_.Resources.ExtGState[str(instruction.operands[0])]
            case "Tj" | "TJ" | "f":
                seen.append((operator, color, bool(state.op), int(state.OPM) == 1))
    return seen


def test_black_text_is_on_the_black_plate_alone_and_overprints() -> None:
    data = pdf(pages(page(words(1, run("黑字")))))
    assert painted(data) == [("Tj", "0 0 0 1", True, True)]


@pytest.mark.parametrize("color", [WHITE, RED, gray(70), Cmyk(40, 30, 30, 100), HEAD])
def test_text_in_any_other_colour_knocks_out(color: Color) -> None:
    data = pdf(pages(page(words(1, run("白字", color=color), run("黑")))))
    assert [overprint for _, _, overprint, _ in painted(data)] == [False, True]


def test_a_black_field_knocks_out_even_after_black_text() -> None:
    data = pdf(pages(page(words(1, run("黑")), artifact(fill(0, 0, 9, 9, BLACK)))))
    assert [(o, overprint) for o, _, overprint, _ in painted(data)] == [("Tj", True), ("f", False)]


def test_every_colour_is_device_cmyk_or_a_separation() -> None:
    data = pdf(pages(page(artifact(fill(0, 0, 9, 9), rule(0, 9, 9)), words(1, run("字")))))
    operators = {str(i.operator) for i in pikepdf.parse_content_stream(opened(data).pages[0])}
    assert {"k", "K"} <= operators
    assert not operators & {"g", "G", "rg", "RG", "cs", "CS", "sh"}


def test_a_spot_ink_is_a_separation_with_a_linear_way_to_its_alternate() -> None:
    tint = Spot(HEAD.name, HEAD.alternate, 40)
    data = pdf(pages(page(artifact(fill(0, 0, 9, 9, HEAD), fill(9, 0, 9, 9, tint)))))
    assert [color for _, color, _, _ in painted(data)] == ["1", "0.4"]
    (space,) = opened(data).pages[0].Resources.ColorSpace.values()
    assert str(space[1]) == "/红头专色"
    assert space[2] == "/DeviceCMYK"
    assert [float(c) for c in space[3].C1] == [0, 1, 1, 0]
    assert (int(space[3].FunctionType), float(space[3].N)) == (2, 1)


def test_one_name_for_two_different_spot_inks_is_an_error() -> None:
    other = Spot(HEAD.name, Cmyk(0, 80, 80, 0))
    with pytest.raises(BuildFailed, match="红头专色"):
        pdf(pages(page(artifact(fill(0, 0, 9, 9, HEAD), fill(9, 0, 9, 9, other)))))


def test_a_colour_over_the_ink_limit_is_told_once_with_its_place_and_the_setting() -> None:
    heavy, sink = Cmyk(90, 80, 80, 95), Sink()
    place = Span("sections/02.md", 4, 1)
    made = pages(
        page(words(1, run("重", color=heavy, span=place)), artifact(fill(30, 30, 9, 9, heavy)))
    )
    assert pdf(made, sink=sink)
    (finding,) = [f for f in sink.findings if f.code == "pdf/ink-limit"]
    assert (finding.code, finding.severity, finding.span) == ("pdf/ink-limit", "warning", place)
    assert "cmyk(90, 80, 80, 95)" in finding.message
    assert "345 %" in finding.message
    assert "ink-limit" in finding.hint


def test_a_field_over_the_ink_limit_is_placed_at_its_element() -> None:
    sink, place = Sink(), Span("sections/02.md", 9, 3)
    figure = Element(id=1, kind="Figure", alt="框", span=place)
    marks = (*words(1)[:1], fill(30, 30, 9, 9, Cmyk(100, 100, 100, 10)), *words(1)[1:])
    pdf(pages(page(marks), children=[figure]), sink=sink)
    assert [(f.code, f.span) for f in sink.findings] == [("pdf/ink-limit", place)]


def test_the_palette_name_of_a_colour_is_quoted() -> None:
    sink, thin = Sink(), replace(STYLE, ink_limit=200)
    pdf(pages(page(words(1, run("红", color=RED)))), sink=sink, style=thin)
    (finding,) = sink.findings
    assert finding.message.startswith("colour 'red' (cmyk(8, 100, 95, 4)) puts 207 % of ink")
