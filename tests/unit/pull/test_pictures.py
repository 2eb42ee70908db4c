"""Captions of pictures, charts and codes edited in Word come home into the notation."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.pictures.made import corners, encoded, project
from tests.unit.pull.conftest import pulled, replaced, written
from typeset.pipeline import build_docx

A = "sections/01-a.md"
TEXT = """![山](a.png "晨雾里的山"){credit="某人 摄"}

之后的段落说明情况。

:::picture {file=a.png alt="山" caption="黄昏的江岸"}
:::

再说明一次情况。

:::chart {type=column caption="引资总额" credit="招商局"}
2020: 112
2021: 131
:::

最后说明结果。

:::code {value="https://example.cn" caption="扫码看全文"}
:::

全部说完了。"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return project(tmp_path, TEXT, {"a.png": encoded(corners(), "PNG")}).root


@pytest.fixture
def sent(folder: Path) -> bytes:
    return build_docx(project(folder, TEXT, {})).data


def test_a_file_sent_and_pulled_changes_nothing(folder: Path, sent: bytes) -> None:
    plan = pulled(sent, folder)
    assert (plan.changes, plan.conflicts) == ((), ())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("晨雾里的山", "晨雾里的三重山"),
        ("某人 摄", "另一人 摄"),
        ("黄昏的江岸", "黄昏时的江岸"),
        ("招商局", "招商局与统计局"),
        ("扫码看全文", "扫码读全文"),
    ],
)
def test_an_edited_caption_comes_home(folder: Path, sent: bytes, old: str, new: str) -> None:
    before = (folder / A).read_text(encoding="utf-8")
    plan = pulled(replaced(sent, f">{old}<", f">{new}<"), folder)
    written(plan, folder)
    assert (folder / A).read_text(encoding="utf-8") == before.replace(old, new)


def test_a_figure_edited_under_a_chart_is_reported(folder: Path, sent: bytes) -> None:
    plan = pulled(replaced(sent, ">131<", ">132<"), folder)
    assert len(plan.conflicts) == 1
    assert plan.files == {}
