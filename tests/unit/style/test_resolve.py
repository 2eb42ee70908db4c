"""Points and inks, and every fault at its place."""

from __future__ import annotations

import pytest

from tests.unit.style.reading import faults_of, shown, style_of
from typeset.color import Cmyk, Spot
from typeset.diagnostics import Sink
from typeset.geometry import MM
from typeset.reading.typed import build
from typeset.reading.yaml_nodes import read_yaml
from typeset.style import load_spec, over_presets, shelf
from typeset.style.design_names import check_names

REVIEW = style_of("extends: gov-report")


# -- numbers of the design -----------------------------------------------------------------


def test_the_review_has_two_columns_of_22_characters() -> None:
    grid = REVIEW.grid
    assert (grid.column_width, grid.gap, grid.width) == (231.0, 21.0, 483.0)
    assert (grid.height, grid.first_baseline, grid.zw) == (707.5, 9.24, 10.5)


def test_foot_and_edge_follow_from_the_type_area() -> None:
    page = REVIEW.page
    assert page.head == pytest.approx(24 * MM)
    assert page.gutter == pytest.approx(20.6 * MM)
    assert page.edge == pytest.approx(19.0 * MM, abs=0.03 * MM)
    assert page.foot == pytest.approx(23.4 * MM, abs=0.03 * MM)
    assert page.head + REVIEW.grid.height + page.foot == pytest.approx(page.trim.height)
    assert page.gutter + REVIEW.grid.width + page.edge == pytest.approx(page.trim.width)


def test_facing_pages_mirror_their_margins() -> None:
    assert REVIEW.page.left(1) == REVIEW.page.gutter
    assert REVIEW.page.left(2) == REVIEW.page.edge


def test_the_body_is_10_5_on_17_indented_by_two_characters() -> None:
    body = REVIEW.roles["body"]
    assert (body.size, body.leading, body.indent, body.align) == (10.5, 17.0, 21.0, "justify")
    assert body.faces["latin"].scale == 1.06


def test_an_indent_in_zw_is_of_the_roles_own_size() -> None:
    assert style_of("roles: {quote: {indent: 2zw}}").roles["quote"].indent == 30.0


def test_the_running_head_stands_13_mm_and_the_folio_12_mm_from_the_trim() -> None:
    furniture = REVIEW.furniture
    assert furniture.head_baseline == pytest.approx(13 * MM)
    assert furniture.folio_baseline == pytest.approx(12 * MM)
    assert (furniture.folio_plate, furniture.folio_color) == (17.0, Cmyk(8, 100, 95, 4))


def test_every_role_of_the_review_names_what_word_needs() -> None:
    names = [role.word_style for role in REVIEW.roles.values()]
    assert len(set(names)) == len(names)
    assert all(all(role.word_faces) for role in REVIEW.roles.values())
    headings = [r.word_style for r in REVIEW.roles.values() if r.outline]
    assert {f"heading {n}" for n in (1, 2, 3, 4, 5)} <= set(headings)


@pytest.mark.parametrize("preset", shelf.preset_names())
def test_every_preset_resolves_without_a_finding(preset: str) -> None:
    style = style_of(f"extends: {preset}")
    assert style.masthead in {*style.designs, ""}
    assert style.banner in {*style.designs, ""}
    assert f"{shelf.FOLDER}/{preset}.yaml" in style.files


def test_the_presets_keep_text_on_their_grid() -> None:
    for preset in shelf.preset_names():
        style = style_of(f"extends: {preset}")
        for name in ("body", "lead", "strong", "emphasis", "list", "quotation"):
            assert style.roles[name].leading == style.grid.pitch, (preset, name)


def test_every_name_in_the_shipped_designs_exists() -> None:
    sink = Sink()
    spec = load_spec(over_presets(None, read_yaml, sink), parse=read_yaml, build=build, sink=sink)
    assert spec is not None
    for design in spec.designs.values():
        check_names(design, spec, sink, shipped=True)
    assert shown(sink.findings) == []


def test_no_ink_of_the_review_lays_on_more_than_240_percent() -> None:
    flat = [c.alternate if isinstance(c, Spot) else c for c in REVIEW.palette.values()]
    assert max(color.ink for color in flat) <= 240


# -- colours -------------------------------------------------------------------------------


def test_a_colour_is_process_gray_spot_mix_or_another_name() -> None:
    palette = style_of(
        """\
        palette:
          rust: {cmyk: [10, 60, 80, 20]}
          dim: {gray: 40}
          head: {spot: 红头专色, fallback: {cmyk: [0, 100, 100, 0]}, tint: 80}
          half: {mix: [rust, white, 0.5]}
          copy: {same: rust}
          short: copy
        """
    ).palette
    rust = Cmyk(10, 60, 80, 20)
    assert palette["dim"] == Cmyk(0, 0, 0, 40)
    assert palette["head"] == Spot("红头专色", Cmyk(0, 100, 100, 0), 80)
    assert palette["half"] == Cmyk(5, 30, 40, 10)
    assert palette["copy"] == palette["short"] == rust


def test_a_name_that_depends_on_another_follows_its_change() -> None:
    palette = style_of("palette: {red: {cmyk: [0, 90, 90, 10]}}").palette
    assert palette["accent"] == Cmyk(0, 90, 90, 10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("palette: {a: {gray: 10, cmyk: [0, 0, 0, 10]}}",
         ("1:14 style/color a colour has exactly one of cmyk, gray, spot, mix or same;"
         " found cmyk and gray")),
        ("palette: {a: {tint: 10}}",
         "1:14 style/color a colour has exactly one of cmyk, gray, spot, mix or same; found none"),
        ("palette: {a: {cmyk: [0, 0, 0, 110]}}",
         "1:14 style/color inks run from 0 to 100; found 110"),
        ("palette: {a: {mix: [red, white, 50]}}",
         "1:14 style/color a share runs from 0 to 1; found 50"),
        ("palette: {a: {spot: 专色}}",
         "1:14 style/color the spot ink '专色' needs a fallback in process inks"),
        ("palette: {a: reed}",
         "1:14 style/unknown-color unknown colour 'reed' (did you mean 'red'?)"),
        ("palette: {a: b, b: a}",
         "1:14 style/color-cycle colour 'a' is made of itself: a -> b -> a"),
    ],
)  # fmt: skip
def test_a_faulty_colour_is_an_error_at_its_place(text: str, expected: str) -> None:
    assert shown(faults_of(text)) == [expected]


# -- faults --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("roles: {body: {leadng: 17pt}}",
         "1:16 style/unknown-setting unknown setting 'leadng' (did you mean 'leading'?)"),
        ("rules: {kinsoku: gbb}",
         ("1:18 style/value 'gbb' is not one of none, basic, gb, strict, very-loose, loose, "
          "very-strict (did you mean 'gb'?)")),
        ("roles: {body: {size: 10.5px}}",
         "1:22 style/unit unknown unit 'px' in '10.5px'; lengths here are pt, mm, cm, Q or zw"),
        ("roles: {quote: {size: 2zw}}",
         "1:23 style/unit the size of a role cannot be in zw; write it in pt, mm or Q"),
        ("roles: {quote: {size: 0pt}}",
         "1:23 style/value the size of a role must be more than nought"),
        ("roles: {body: {color: inck}}",
         "1:23 style/unknown-color unknown colour 'inck' (did you mean 'ink'?)"),
        ("furniture: {head: {role: running-haed}}",
         "1:26 style/unknown-role unknown role 'running-haed' (did you mean 'running-head'?)"),
        ("masthead: flod",
         "1:11 style/unknown-design unknown masthead 'flod' (did you mean 'flood'?)"),
        ("page: {size: A44}",
         ("1:14 style/sheet unknown sheet 'A44'; known are A3, A4, A5, B5, 大16开, or 210mm x 285mm"
         " (did you mean 'A4'?)")),
        ("grid: {chars: 60}",
         ("1:7 style/type-area the type area is 630 pt wide, 93.1 pt more than the page leaves it"
         " (536.9 pt) (fewer chars or a smaller gutter)")),
        ("grid: {lines: 60}",
         ("1:7 style/type-area the type area is 1013.5 pt high, 239.6 pt more than the page leaves"
         " it (773.9 pt) (fewer lines)")),
        ("grid: {columns: 12}",
         "1:7 style/grid 12 columns leave 2.0 characters a line; expected at least 4"),
        ("grid: {line: 9pt}",
         "1:14 style/grid the line pitch of 9 pt is less than the body size of 10.5 pt"),
        ("boxes: {places: [here, fot]}",
         "1:24 style/value 'fot' is not one of here, foot, head (did you mean 'foot'?)"),
        ("boxes: {page-share: 35}",
         "1:8 style/value shares of boxes are from 0 to 1, found 35"),
        ("boxes: {distance: -1}",
         "1:8 style/value lines of text beside boxes are 0 or more, found -1"),
        ("designs: {hero: {draw: [{text: {part: label, role: box-lable}}]}}",
         ("1:32 style/unknown-role unknown role 'box-lable' in the design 'hero'"
         " (did you mean 'box-label'?)")),
        ("designs: {hero: {draw: [{rule: {color: redd}}]}}",
         ("1:32 style/unknown-color unknown colour 'redd' in the design 'hero'"
         " (did you mean 'red'?)")),
        ("designs: {hero: {fallback: strop}}",
         ("1:17 style/unknown-design unknown design 'strop' in the design 'hero'"
         " (did you mean 'strip'?)")),
        ("designs: {hero: {draw: [{shape: {drawing: contours-mast}}]}}",
         ("1:33 style/unknown-drawing unknown drawing 'contours-mast' in the design 'hero'"
         " (did you mean 'contours-masthead'?)")),
    ],
)  # fmt: skip
def test_a_fault_is_found_at_its_place_with_a_way_out(text: str, expected: str) -> None:
    assert shown(faults_of(text)) == [expected]


def test_a_role_without_a_parent_must_have_size_and_face() -> None:
    assert [f.message for f in faults_of("roles: {aside: {color: ink}}")] == [
        "role 'aside' has no 'size'",
        "role 'aside' has no Han face ('faces: {han: …}')",
    ]


def test_all_faults_of_a_style_are_found_in_one_pass() -> None:
    faults = faults_of(
        """\
        roles:
          body: {color: inck}
          quote: {size: 2zw}
        grid: {chars: 90}
        banner: plaat
        """
    )
    assert [f.span.line for f in faults] == [2, 3, 4, 5]


# -- sheets --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "millimetres"),
    [("A3", (297, 420)), ("大16开", (210, 285)), ("240mm x 330mm", (240, 330)),
     ("[24cm, 330mm]", (240, 330))],
)  # fmt: skip
def test_a_sheet_is_a_name_or_two_sides(size: str, millimetres: tuple[float, float]) -> None:
    trim = style_of(f"{{page: {{size: {size}}}, grid: {{lines: 30}}}}").page.trim
    assert (trim.width, trim.height) == pytest.approx([mm * MM for mm in millimetres])


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("{titel}", ["{titel}"]),
        ("{}", ["{}"]),
        ("a } b", ["}"]),
        ("{title.real}", ["{title.real}"]),
    ],
)
def test_a_running_head_has_three_fields_and_no_other(head: str, found: list[str]) -> None:
    faults = faults_of(f'furniture: {{head: {{odd: "{head}"}}}}')
    assert [f.message.split("'")[1] for f in faults] == found
    assert {(f.code, str(f.span)) for f in faults} == {("style/unknown-field", "style.yaml:1:19")}


def test_no_masthead_can_be_asked_for() -> None:
    assert style_of("masthead: none").masthead == ""


def test_where_boxes_may_stand_is_read() -> None:
    found = style_of("boxes: {distance: 6, one-design: spread, places: [head, here]}")
    assert found.boxes.distance == 6
    assert found.boxes.one_design == "spread"
    assert found.boxes.places == ("head", "here")
