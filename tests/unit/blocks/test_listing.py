"""Lists: labels by depth and scheme, turn-over, nesting; counted by Word itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.blocks.conftest import PLACE, MakeScope, paragraph
from typeset.blocks.listing import Item, Listing, compose, reflow
from typeset.flow import Paragraph, TextRun
from typeset.model.publication import Block
from typeset.reflow import Para
from typeset.style.numbering import ListsSpec, Mark


def listing(name: str, *items: Block, **more: object) -> Listing:
    given = {"id": name, "span": PLACE, "items": items} | more
    return Listing(**given)  # type: ignore[arg-type]


def flowed(block: Listing, scope: MakeScope, **lists: object) -> list[Paragraph]:
    here = scope(block)
    here = replace(here, style=replace(here.style, lists=ListsSpec(**lists)))  # type: ignore[arg-type]
    return [item for item in compose(block, here) if isinstance(item, Paragraph)]


def labels(made: list[Paragraph]) -> list[str]:
    runs = [p.label.runs if p.label else () for p in made]
    return ["".join(run.text for run in each if isinstance(run, TextRun)) for each in runs]


TWO = (paragraph("a", "甲"), paragraph("b", "乙"))


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("一、", ["一、", "二、"]), ("（一）", ["（一）", "（二）"]), ("1.", ["1.", "2."]),
        ("（1）", ["（1）", "（2）"]), ("①", ["①", "②"]), ("A.", ["A.", "B."]),
        ("壹、", ["壹、", "贰、"]), ("甲、", ["甲、", "乙、"]), ("•", ["•", "•"]),
    ],
)  # fmt: skip
def test_items_are_counted_in_the_lists_own_marks(
    mark: str, expected: list[str], scope: MakeScope
) -> None:
    """CL-LI-01."""
    made = flowed(listing("l", *TWO, marks=(Mark.of(mark),), ordered=True), scope)
    assert labels(made) == expected


def test_the_first_number_is_the_one_typed(scope: MakeScope) -> None:
    assert labels(flowed(listing("l", *TWO, ordered=True, start=3), scope)) == ["3.", "4."]


def test_a_label_is_no_text_and_stands_before_the_text(scope: MakeScope) -> None:
    first, _ = flowed(listing("l", *TWO), scope)
    assert first.label is not None
    assert [run.tag for run in first.label.runs if isinstance(run, TextRun)] == ["Lbl"]
    assert "".join(run.text for run in first.runs if isinstance(run, TextRun)) == "甲"
    assert first.around == (("L", "l"), ("LI", "a"), ("LBody", "a"))


def test_an_inner_list_stands_under_the_text_of_its_item(scope: MakeScope) -> None:
    inner = listing("m", *TWO)
    item = Item(id="i", span=PLACE, items=(paragraph("p", "首"), inner, paragraph("q", "续")))
    first, deep, _, last = flowed(listing("l", item, ordered=True), scope)
    assert first.label is not None
    assert deep.label is not None
    assert last.label is not None
    assert labels([first, deep, last]) == ["1.", "–", ""]
    assert deep.label.start == first.label.start + first.label.room
    assert last.label.start + last.label.room == deep.label.start
    assert deep.around[:3] == (("L", "l"), ("LI", "i"), ("LBody", "i"))


def test_all_labels_of_a_list_leave_the_room_of_the_widest(scope: MakeScope) -> None:
    many = tuple(paragraph(f"p{n}", "项") for n in range(10))
    rooms = {p.label.room for p in flowed(listing("l", *many, ordered=True), scope) if p.label}
    assert len(rooms) == 1


def test_official_items_turn_over_at_the_margin(scope: MakeScope) -> None:
    """CL-LI-03: items are paragraphs with an indent of two characters."""
    first, _ = flowed(listing("l", *TWO, ordered=True), scope, turnover="margin")
    assert first.label is not None
    assert (first.label.hangs, first.label.start, first.label.room) == (False, 21.0, 0.0)


def test_word_counts_the_items_itself(scope: MakeScope) -> None:
    """CL-DX-07."""
    block = listing("l", *TWO, marks=(Mark.of("（一）"),), ordered=True)
    made = [item for item in reflow(block, scope(block)) if isinstance(item, Para)]
    assert ["".join(run.text for run in para.runs) for para in made] == ["甲", "乙"]
    listed = made[0].listed
    assert listed is not None
    assert [(level.text, level.system) for level in listed.levels] == [("（{0}）", "han")]


def test_a_label_of_brackets_has_room_in_word_and_the_text_stays(scope: MakeScope) -> None:
    block = listing("l", *TWO, marks=(Mark.of("（一）"),), ordered=True)
    (label, _), (made, _) = (
        [item.label for item in flowed(block, scope)],
        [item for item in reflow(block, scope(block)) if isinstance(item, Para)],
    )
    assert label is not None
    assert made.listed is not None
    (level,) = made.listed.levels
    assert level.left == label.start + label.room
    assert level.hanging > label.room  # three em and a little: Word squeezes no brackets there


def test_a_further_paragraph_stands_under_the_item_in_word(scope: MakeScope) -> None:
    several = Item(id="i", span=PLACE, items=(paragraph("a", "甲"), paragraph("b", "乙")))
    block = listing("l", several)
    first, second = (item for item in reflow(block, scope(block)) if isinstance(item, Para))
    assert first.listed is not None
    assert first.setting is None
    assert second.listed is None
    assert second.setting is not None
    assert second.setting.left == first.listed.levels[-1].left
