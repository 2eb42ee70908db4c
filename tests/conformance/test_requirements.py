"""Every rule that binds has a test that bears its id, and the guide's table says so."""

from __future__ import annotations

import pytest

from tests.conformance import table


@pytest.mark.parametrize("row", table.requirements(), ids=lambda row: row.id)
def test_a_rule_that_binds_is_tested(row: table.Requirement) -> None:
    if row.level == "must" and not row.beyond:
        assert table.tests_by_id()[row.id] > 0


def test_the_table_of_the_guide_is_current() -> None:
    assert table.TABLE.read_text(encoding="utf-8") == table.table(), "run `make table`"


def test_no_test_bears_the_id_of_a_rule_that_is_not_there() -> None:
    lines = {row.id[3:5] for row in table.requirements()}
    known = {row.id for row in table.requirements()}
    strange = {name for name in table.tests_by_id() if name[3:5] in lines and name not in known}
    assert strange == set()


def test_ids_are_found_in_names_and_in_words() -> None:
    assert table.ids_in("def test_x_CL_HD_01() -> None: # CL-UB-14") == ["CL-HD-01", "CL-UB-14"]
