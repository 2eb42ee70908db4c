"""The one rule of inheritance."""

from __future__ import annotations

from tests.unit.style.reading import faults_of, shown, style_of
from typeset.diagnostics import Sink
from typeset.model.nodes import Mapping, Node, Scalar
from typeset.reading.yaml_nodes import read_yaml
from typeset.style import shelf
from typeset.style.extend import merge


def node(text: str) -> Node:
    found = read_yaml(text, "a.yaml", Sink())
    assert found is not None
    return found


def plain(tree: Node | None) -> object:
    if isinstance(tree, Mapping):
        return {entry.key: plain(entry.value) for entry in tree.entries}
    if isinstance(tree, Scalar) or tree is None:
        return tree and tree.value
    return [plain(item) for item in tree.items]


def test_maps_merge_by_key_and_everything_else_replaces() -> None:
    parent = node("{a: {b: 1, c: 2}, list: [1, 2], word: x}")
    child = node("{a: {c: 3, d: 4}, list: [9], word: {now: a map}}")
    assert plain(merge(parent, child)) == {
        "a": {"b": 1, "c": 3, "d": 4},
        "list": [9],
        "word": {"now": "a map"},
    }


def test_a_merged_value_keeps_the_place_it_was_written() -> None:
    merged = merge(node("{a: 1, b: 2}"), node("b: 3"))
    assert isinstance(merged, Mapping)
    assert str(merged.entries[1].value.span) == "a.yaml:1:4"


def test_a_role_takes_what_it_does_not_say_from_the_role_it_extends() -> None:
    style = style_of("roles: {aside: {extends: body, size: 9pt, faces: {han: {weight: 600}}}}")
    aside, body = style.roles["aside"], style.roles["body"]
    assert (aside.size, aside.leading, aside.align) == (9.0, body.leading, body.align)
    assert aside.faces["han"].family == body.faces["han"].family
    assert (aside.faces["han"].weight, body.faces["han"].weight) == (600, 400)
    assert aside.faces["latin"] == body.faces["latin"]


def test_a_role_of_the_project_is_laid_over_the_presets_role_of_that_name() -> None:
    quote = style_of("roles: {quote: {size: 16pt}}").roles["quote"]
    assert (quote.size, quote.leading) == (16.0, 25.5)


def test_nothing_inherited_is_kept_where_a_key_is_emptied() -> None:
    style = style_of("roles: {aside: {extends: body, faces: {latin: ~}}}")
    assert set(style.roles["aside"].faces) == {"han"}


def test_a_style_without_extends_is_laid_over_the_review() -> None:
    assert style_of("ink-limit: 280") == style_of("{extends: gov-report, ink-limit: 280}")


def test_a_preset_extends_another_preset() -> None:
    style = style_of("extends: booklet")
    assert style.grid.lines == 39
    assert style.palette["red"] == style_of("{}").palette["red"]


def test_a_box_design_of_the_project_extends_one_that_ships() -> None:
    design = style_of("designs: {hero-foot: {extends: hero, place: column-foot}}").designs
    assert design["hero-foot"].place == "column-foot"
    assert design["hero-foot"].draw == design["hero"].draw
    assert (design["hero-foot"].name, design["hero"].name) == ("hero-foot", "hero")


def test_a_shipped_design_can_be_changed_in_place() -> None:
    assert style_of("designs: {hero: {lines: 8}}").designs["hero"].lines == 8


def test_a_cycle_of_roles_is_an_error_at_its_extends_key_and_only_once() -> None:
    faults = faults_of(
        """\
        roles:
          one: {extends: two}
          two: {extends: three}
          three: {extends: one}
        """
    )
    cycles = [f for f in faults if f.code == "style/extends-cycle"]
    assert shown(cycles) == [
        "4:11 style/extends-cycle role 'three' extends itself: one -> two -> three -> one"
    ]


def test_a_role_that_extends_itself_is_a_cycle() -> None:
    faults = faults_of("roles: {quote: {extends: quote}}")
    assert faults[0].code == "style/extends-cycle"
    assert faults[0].message == "role 'quote' extends itself: quote -> quote"


def test_a_cycle_of_designs_is_an_error_at_its_extends_key() -> None:
    faults = faults_of("designs: {a: {extends: b}, b: {extends: a}}")
    assert shown(faults) == ["1:32 style/extends-cycle design 'b' extends itself: a -> b -> a"]


def test_an_unknown_preset_is_an_error_with_the_nearest_name() -> None:
    assert shown(faults_of("extends: gov-raport")) == [
        (
            "1:1 style/unknown-parent unknown preset 'gov-raport' to extend"
            " (did you mean 'gov-report'?)"
        )
    ]


def test_an_unknown_preset_with_no_likeness_lists_those_there_are() -> None:
    [fault] = faults_of("extends: qqq")
    assert fault.hint == f"known are {', '.join(shelf.preset_names())}"


def test_the_other_faults_of_a_style_are_found_beside_an_unknown_preset() -> None:
    codes = [f.code for f in faults_of("{extends: gov-raport, grid: {line: 17px}}")]
    assert codes == ["style/unknown-parent", "style/unit"]


def test_an_unknown_parent_role_is_an_error_with_the_nearest_name() -> None:
    faults = faults_of("roles: {aside: {extends: bodi}}")
    assert shown(faults)[0] == (
        "1:17 style/unknown-parent unknown role 'bodi' to extend (did you mean 'body'?)"
    )
