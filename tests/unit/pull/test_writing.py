"""Back into the source: scalars in their own spelling, files put together, bytes kept."""

from __future__ import annotations

import pytest

from typeset.diagnostics import Sink
from typeset.pull.overlay import written_back
from typeset.pull.plan import Change, Conflict, Place, Plan, to_json, to_text
from typeset.pull.scalars import child, spliced, splices, value
from typeset.pull.structure import Node, Pages
from typeset.reading.yaml_nodes import read_yaml


@pytest.mark.parametrize(
    ("source", "new", "expected"),
    [
        ("k: 旧  # why\n", "新", "k: 新  # why\n"),
        ('k: "旧"\n', '新"的"', 'k: "新\\"的\\""\n'),
        ("k: '旧'\n", "it's", "k: 'it''s'\n"),
        ("k: 旧\n", "新: 的", 'k: "新: 的"\n'),
        ("k: 旧\n", "- 新", 'k: "- 新"\n'),
        ("k: 旧\n", "新 #的", 'k: "新 #的"\n'),
        ("k: {a: 1, k: 旧}\n", "新, 的", None),
    ],
)
def test_a_value_is_written_as_its_author_would(
    source: str, new: str, expected: str | None
) -> None:
    node = read_yaml(source, "f", Sink())
    path = ("k",) if expected else ("k", "k")
    found = value("f", child(node, *path))
    assert found is not None
    edits = splices(found, new, source)
    assert edits is not None
    if expected is None:
        expected = 'k: {a: 1, k: "新, 的"}\n'
    assert spliced({"f": source}, edits)["f"] == expected


def test_the_lines_of_a_list_are_changed_one_by_one() -> None:
    source = "k:\n  - 甲，\n  - 乙 # second\n"
    found = value("f", child(read_yaml(source, "f", Sink()), "k"))
    assert found is not None
    assert splices(found, "甲\n乙\n丙", source) is None
    edits = splices(found, "甲，\n新", source)
    assert edits is not None
    assert spliced({"f": source}, edits)["f"] == "k:\n  - 甲，\n  - 新 # second\n"


def test_a_value_over_several_lines_is_left_to_people() -> None:
    source = "k: |\n  甲\n  乙\n"
    found = value("f", child(read_yaml(source, "f", Sink()), "k"))
    assert found is not None
    assert splices(found, "丙", source) is None


def pages(*leaves: str) -> Pages:
    nodes = [Node(leaf, "paragraph", "\n\n", leaf) for leaf in leaves]
    return Pages("f", "---\n---\n\n", "\n", nodes)


def test_a_file_is_put_together_again() -> None:
    one = pages("a", "b", "c")
    one.drop("a")
    one.put("b", Node("new", "paragraph", "\n\n", "x", new=True))
    assert one.text() == "---\n---\n\nb\n\nx\n\nc\n"
    assert one.following("b") == "new"


def test_a_list_and_a_paragraph_keep_an_empty_line_between_them() -> None:
    one = Pages("f", "", "\n", [Node("i", "item", "\n\n", "- i"), Node("j", "item", "\n", "- j")])
    one.put("i", Node("new", "paragraph", "\n\n", "x", new=True))
    assert one.text() == "- i\n\nx\n\n- j\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_bytes_of_untouched_lines_stay(end: str, last: bool) -> None:
    raw = end.join(["甲", "乙", "丙"]) + (end if last else "")
    old = raw.replace(end, "\n")
    new = old.replace("乙", "新\n行")
    assert written_back(raw.encode(), old, new) == new.replace("\n", end).encode()


def test_mixed_line_ends_stay_where_nothing_changed() -> None:
    raw = "甲\r\n乙\n丙\r\n丁\n"
    old = "甲\n乙\n丙\n丁\n"
    assert (
        written_back(raw.encode(), old, old.replace("丙", "新")).decode() == "甲\r\n乙\n新\r\n丁\n"
    )


def test_a_plan_is_told_to_people_and_to_programs() -> None:
    place = Place(file="sections/a.md", line=7)
    plan = Plan(
        changes=(
            Change(kind="changed", id="a-1", place=place, before="总投资甲", after="总投资乙"),
        ),
        conflicts=(
            Conflict(id="a-2", place=place, base="甲", mine="乙", theirs="丙", reason="both"),
        ),
    )
    shown = plan.shown(lambda file: f"content/{file}")
    text = to_text(shown)
    assert "content/sections/a.md:7: changed a-1\n  - 总投资甲\n  + 总投资乙" in text
    assert "CONFLICT a-2: both\n    content:  乙\n    document: 丙" in text
    assert text.endswith("1 change, 1 conflict")
    assert '"before": "总投资甲",\n      "after": "总投资乙"' in to_json(shown)
