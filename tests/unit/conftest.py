"""The sample project of the tests about Word: it holds everything an editor may meet."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import typeset
from tests.conftest import CHECKOUT

TWIN = CHECKOUT / "tests" / "data" / "twin"


@pytest.fixture
def twin(tmp_path: Path) -> Path:
    """A copy of the sample project that may be changed."""
    folder = tmp_path / "twin"
    shutil.copytree(TWIN, folder)
    return folder


@pytest.fixture(scope="session")
def sent() -> bytes:
    """The sample project's DOCX as it goes to the editors."""
    return typeset.build(TWIN, "docx").data
