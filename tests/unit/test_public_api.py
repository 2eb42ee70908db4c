"""The public API is what the package says it is."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import typeset

CONTENT = Path(__file__).parents[2] / "content"


def test_the_list_of_public_names_is_complete_and_sorted() -> None:
    assert sorted(typeset.__all__) == typeset.__all__
    assert all(hasattr(typeset, name) for name in typeset.__all__)


def test_every_public_name_is_documented() -> None:
    public = [name for name in typeset.__all__ if name != "__version__"]
    assert [name for name in public if not getattr(typeset, name).__doc__] == []


def test_importing_a_stage_does_not_hide_the_function_of_its_name() -> None:
    importlib.import_module("typeset.pipeline")
    importlib.import_module("typeset.reading")
    assert callable(typeset.load)
    assert callable(typeset.build)


def test_the_package_itself_imports_no_machinery() -> None:
    code = "import sys, typeset; print(*sorted(m for m in sys.modules if m.startswith('typeset')))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    assert loaded.stdout.split() == [
        "typeset", "typeset.diagnostics", "typeset.progress", "typeset.record",
        "typeset.version",
    ]  # fmt: skip


def test_the_four_steps_give_what_the_one_step_gives() -> None:
    manuscript = typeset.load(CONTENT)
    assert typeset.write_pdf(typeset.lay_out(manuscript)) == typeset.build(CONTENT).data
    assert typeset.write_docx(manuscript) == typeset.build(CONTENT, "docx").data


def test_all_errors_are_raised_at_once(tmp_path: Path) -> None:
    (tmp_path / "publication.yaml").write_text("titel: x\nslogn: y\n", encoding="utf-8")
    with pytest.raises(typeset.BuildFailed) as failure:
        typeset.load(tmp_path)
    assert len(failure.value.findings) >= 2


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'lod'"):
        typeset.lod  # noqa: B018
