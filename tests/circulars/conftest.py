"""Circulars made of a few lines of YAML, and their pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.circulars.measured import Sheet, sheets
from typeset.pipeline import Built, build_pdf
from typeset.project import Project

Make = Callable[..., Path]
Pages = Callable[..., list[Sheet]]

NOTICE = """\
kind: circular
type: 通知
issuer: 镇海省高新区管理委员会
title: 镇海省高新区管理委员会关于做好2022年安全生产工作的通知
number: 镇高新发〔2022〕5号
to: 各镇、街道，区各部门、各直属单位
date: 2022年1月20日
"""
SENTENCE = "为深入贯彻落实上级关于安全生产工作的决策部署切实做好全区安全生产工作坚决防范事故发生"


def text_of(lines: int) -> str:
    """One paragraph that takes so many full lines of 28 characters, and no mark."""
    count = 28 * lines - 2
    return (SENTENCE * (count // len(SENTENCE) + 1))[:count] + "\n"


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Writes a circular's folder: its fields and its text."""

    def made(fields: str = NOTICE, text: str = text_of(3), name: str = "circular") -> Path:
        folder = tmp_path / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "publication.yaml").write_text(fields, encoding="utf-8")
        (folder / "text.md").write_text(text, encoding="utf-8")
        return folder

    return made


@pytest.fixture
def pages(make: Make) -> Pages:
    """The measured pages of a circular."""

    def measured(fields: str = NOTICE, text: str = text_of(3)) -> list[Sheet]:
        return sheets(built(make(fields, text)).data)

    return measured


def built(folder: Path) -> Built:
    """The circular's PDF for the printer, with what was found."""
    return build_pdf(Project(folder))
