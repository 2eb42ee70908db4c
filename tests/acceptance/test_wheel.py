"""The wheel holds all the command needs, away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import Review

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content, as an installer lays it out."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


@pytest.mark.slow
def test_the_installed_command_sets_the_review_byte_for_byte(
    unpacked: Path, review: Review, tmp_path: Path
) -> None:
    env = os.environ | {"PYTHONPATH": str(unpacked), "PYTHONDONTWRITEBYTECODE": "1"}
    code = (
        "import runpy, typeset; print(typeset.__file__); "
        "runpy.run_module('typeset', run_name='__main__')"
    )
    command = [sys.executable, "-c", code, "pdf", str(CHECKOUT / "content"), "-o", "review.pdf"]
    said = subprocess.run(
        command, cwd=tmp_path, env=env, check=True, capture_output=True, text=True
    )
    assert said.stdout.startswith(str(unpacked))
    assert (tmp_path / "review.pdf").read_bytes() == review.pdf


@pytest.mark.slow
def test_the_wheel_is_typed_and_carries_data_and_licences(unpacked: Path) -> None:
    package = unpacked / "typeset"
    wanted = ["py.typed", "assets/fonts/fonts.toml", "assets/icc", "style/presets/gov-report.yaml"]
    assert [name for name in wanted if not (package / name).exists()] == []
    licences = {path.name for path in unpacked.glob("*.dist-info/licenses/**/*")}
    assert licences >= {"LICENSE", "OFL.txt", "LICENSE-Fandol.txt", "LICENSE-Unicode.txt"}
    assert not (unpacked / "tests").exists()
