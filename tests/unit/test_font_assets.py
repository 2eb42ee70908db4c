"""The faces of assets/fonts are those of fonts.toml, and may be shipped and embedded."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
FACES: list[dict[str, Any]] = tomllib.loads((FONTS / "fonts.toml").read_text(encoding="utf-8"))[
    "face"
]
FILES: list[str] = [face["file"] for face in FACES]
RESTRICTED = 2  # fsType: no embedding


def open_face(file: str) -> TTFont:
    return TTFont(FONTS / file, lazy=True)


def names_of(font: TTFont, name_id: int) -> set[str]:
    return {row.toUnicode() for row in font["name"].names if row.nameID == name_id}


def test_the_folder_holds_exactly_the_files_of_the_list() -> None:
    found = {
        path.relative_to(FONTS).as_posix()
        for path in FONTS.rglob("*")
        if path.suffix in {".ttf", ".otf", ".ttc"}
    }
    assert found == set(FILES)
    assert len(FILES) == len(set(FILES))


@pytest.mark.parametrize("face", FACES, ids=FILES)
def test_a_face_has_the_hash_of_the_list(face: dict[str, Any]) -> None:
    with (FONTS / face["file"]).open("rb") as data:
        assert hashlib.file_digest(data, "sha256").hexdigest() == face["sha256"]


@pytest.mark.parametrize("face", FACES, ids=FILES)
def test_the_list_says_what_a_face_says_of_itself(face: dict[str, Any]) -> None:
    with open_face(face["file"]) as font:
        metrics, names = font["OS/2"], font["name"]
        assert face["family"] == (names.getDebugName(16) or names.getDebugName(1))
        assert face["style"] == (names.getDebugName(17) or names.getDebugName(2))
        assert face["weight"] == metrics.usWeightClass
        assert face["italic"] == bool(metrics.fsSelection & 1)
        assert face["fs_type"] == metrics.fsType
        if "family_zh" in face:
            assert face["family_zh"] in names_of(font, 1)


@pytest.mark.parametrize("file", FILES)
def test_no_face_forbids_embedding(file: str) -> None:
    with open_face(file) as font:
        assert not font["OS/2"].fsType & RESTRICTED


@pytest.mark.parametrize("file", FILES)
def test_every_face_names_its_licence(file: str) -> None:
    with open_face(file) as font:
        descriptions = names_of(font, 13)
    assert descriptions
    assert all(text.strip() for text in descriptions)


@pytest.mark.parametrize("face", FACES, ids=FILES)
def test_the_copyright_of_a_face_stands_in_the_licence_beside_it(face: dict[str, Any]) -> None:
    gpl = face["licence"] != "OFL-1.1"
    assert gpl == face["file"].startswith("gpl/")
    licence = (FONTS / ("gpl/LICENSE-Fandol.txt" if gpl else "OFL.txt")).read_text(encoding="utf-8")
    with open_face(face["file"]) as font:
        lines = {
            line.strip().rstrip(".") for text in names_of(font, 0) for line in text.splitlines()
        }
    assert lines
    assert not {line for line in lines if line not in licence}
