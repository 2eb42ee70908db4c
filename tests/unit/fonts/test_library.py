"""Faces are found by exact name, stand-ins by character, and what is missing is located."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from typeset.diagnostics import Sink, Span
from typeset.fonts import system
from typeset.fonts.face import Face
from typeset.fonts.library import FontLibrary, System, open_library
from typeset.fonts.sfnt import BadFont, count_faces, read_facts
from typeset.resources import asset

AT = Span("style.yaml", 7, 12, 9)
SONG_FILE = asset("fonts/NotoSerifSC-Regular.ttf")


@dataclass(frozen=True)
class Wish:
    family: str
    weight: int = 400
    italic: bool = False
    span: Span = AT


@dataclass(frozen=True)
class OneRole:
    faces: Mapping[str, Wish]


@dataclass(frozen=True)
class Files:
    family: str
    files: tuple[str, ...]
    span: Span = AT
    language: str = ""
    fallback: tuple[str, ...] = ()
    shift: float | None = 0.0


@dataclass(frozen=True)
class Search:
    dirs: tuple[str, ...] = ()
    system: System = "never"
    span: Span = AT


@dataclass(frozen=True)
class Wants:
    roles: Mapping[str, OneRole] = field(default_factory=dict)
    fonts: tuple[Files, ...] = ()
    font_search: Search = Search()


def opened(*wishes: Wish, fonts: tuple[Files, ...] = (), root: Path | None = None) -> FontLibrary:
    roles = {str(n): OneRole({"han": wish}) for n, wish in enumerate(wishes)}
    return open_library(Wants(roles, fonts), root, Sink())


@pytest.mark.parametrize("name", ["Noto Serif SC", "noto serif sc", "NOTO SERIF SC"])
def test_a_family_is_found_whatever_its_letter_case(name: str) -> None:
    face = opened().pick(Wish(name))
    assert face is not None
    assert face.key == "NotoSerifSC-Regular"


def test_a_family_is_found_by_its_chinese_name() -> None:
    face = opened().pick(Wish("排印楷体"))
    assert face is not None
    assert face.family == "Typeset Kai"


def test_a_family_that_is_not_there_is_an_error_with_the_nearest_name() -> None:
    (finding,) = opened(Wish("Noto Serif SCC")).sink.findings
    assert (finding.code, finding.severity, finding.span) == ("style/unknown-font", "error", AT)
    assert "'Noto Serif SC'" in finding.hint


def test_part_of_a_name_is_not_the_name() -> None:
    assert opened(Wish("Noto")).sink.failed


def test_a_weight_that_is_not_there_is_an_error_that_names_those_there_are() -> None:
    (finding,) = opened(Wish("Noto Serif SC", 500)).sink.findings
    assert (finding.code, finding.span) == ("style/font-weight", AT)
    assert finding.hint == "weights there are: 400, 600, 900"


def test_an_italic_that_is_not_there_is_an_error() -> None:
    (finding,) = opened(Wish("Noto Sans SC", 400, italic=True)).sink.findings
    assert "italic weight 400" in finding.message


def test_every_missing_face_is_reported_at_once() -> None:
    assert len(opened(Wish("A"), Wish("B"), Wish("Noto Serif SC")).sink.findings) == 2


def test_the_companion_of_kai_stands_in_without_a_word() -> None:
    library = opened()
    face = library.cover(Wish("Typeset Kai"), "镕")
    own = library.pick(Wish("Typeset Kai"))
    assert face is not None
    assert own is not None
    if not own.covers("镕"):
        assert face.family == "Typeset WenKai Supplement"
    assert library.sink.findings == []


def test_a_stand_in_beyond_the_companion_is_noted_once() -> None:
    library = opened()
    for _ in range(2):
        face = library.cover(Wish("Barlow Condensed", 600), "亿", AT)
        assert face is not None
        assert face.family == "Noto Sans SC"
    (finding,) = library.sink.findings
    assert (finding.code, finding.severity, finding.span) == ("fonts/stand-in", "note", AT)


def test_a_character_no_face_has_is_an_error_with_its_code_point_and_place() -> None:
    library = opened()
    library.cover(Wish("Noto Serif SC"), "𓀀", AT)
    (finding,) = library.sink.findings
    assert (finding.code, finding.severity, finding.span) == ("fonts/no-glyph", "error", AT)
    assert "U+13000" in finding.message


def test_a_project_brings_its_own_face(tmp_path: Path) -> None:
    (tmp_path / "own.ttf").write_bytes(SONG_FILE.read_bytes())
    library = opened(Wish("House Song"), fonts=(Files("House Song", ("own.ttf",)),), root=tmp_path)
    assert library.sink.findings == []
    face = library.pick(Wish("House Song"))
    assert face is not None
    assert face.path == (tmp_path / "own.ttf").resolve()
    assert len({each.key for each in library.faces.values()}) == len(library.faces)
    assert library.face(face.key) is face


@pytest.mark.parametrize("name", ["gone.ttf", "../own.ttf", "text.ttf"])
def test_a_font_file_that_cannot_be_used_is_an_error_where_it_is_named(
    name: str, tmp_path: Path
) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (root / "text.ttf").write_text("no font", encoding="utf-8")
    (tmp_path / "own.ttf").write_bytes(b"")
    (finding,) = opened(fonts=(Files("House", (name,)),), root=root).sink.findings
    assert (finding.severity, finding.span) == ("error", AT)
    assert name in finding.message


def test_a_face_tells_its_own_metrics() -> None:
    face = opened().pick(Wish("Noto Serif SC"))
    assert face is not None
    assert (face.upem, face.ascent, face.descent, face.fs_type) == (1000, 880, -120, 0)
    assert face.postscript_name == "NotoSerifSC-Regular"
    assert face.blob()[:4] == b"\0\1\0\0"
    assert face.advance(face.glyph("水")) == 1000
    assert face.glyph("𓀀") == 0
    left, _, right, _ = face.ink(face.glyph("，"))
    assert 0 < left < right < 300
    assert face.ink(face.glyph(" ")) == (0, 0, 0, 0)


def test_what_a_file_says_of_itself_is_read_without_a_font_library() -> None:
    facts = read_facts(SONG_FILE)
    assert (facts.weight, facts.italic, count_faces(SONG_FILE)) == (400, False, 1)
    assert "Noto Serif SC" in facts.names


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cut.ttf"
    path.write_bytes(SONG_FILE.read_bytes()[:300])
    with pytest.raises(BadFont, match="damaged"):
        read_facts(path)


@pytest.mark.parametrize(
    ("language", "key"),
    [
        ("zh-Hans-CN", "NotoSerifSC-Regular"),
        ("zh-CN", "NotoSerifSC-Regular"),
        ("zh-Hant-TW", "NotoSerifTC-Regular"),
        ("zh-Hant", "NotoSerifTC-Regular"),
        ("zh-Hant-HK", "NotoSerifHK-Regular"),
        ("zh-Hant-MO", "NotoSerifHK-Regular"),
        ("ja", "NotoSerifJP-Regular"),
        ("ko", "NotoSerifKR-Regular"),
    ],
)
def test_text_of_a_language_takes_a_family_of_it_CL_FN_01(language: str, key: str) -> None:  # noqa: N802
    library = opened(Wish("Noto Serif SC"))
    face = library.regional(Wish("Noto Serif SC"), language)
    assert face is not None
    assert face.key == key
    assert library.sink.findings == []


@pytest.mark.parametrize("char", "骨直令")
def test_regions_draw_the_same_character_differently_CL_FN_01(char: str) -> None:  # noqa: N802
    library = opened()
    faces = [library.face(f"NotoSerif{region}-Regular") for region in ("SC", "TC", "JP")]
    inks = {face.ink(face.glyph(char)) for face in faces if face.glyph(char)}
    assert len(inks) > 1


@pytest.mark.parametrize(
    ("language", "family", "code"),
    [
        ("ja", "Noto Serif JP", "fonts/stand-in"),
        ("vi-Hani", "Noto Sans SC", "fonts/font-region-mismatch"),
    ],
)
def test_what_a_language_lacks_is_told_once_CL_FN_01(  # noqa: N802
    language: str, family: str, code: str
) -> None:
    library = opened(Wish("Noto Sans SC"))
    for _ in range(2):
        face = library.regional(Wish("Noto Sans SC"), language, AT)
        assert face is not None
        assert face.family == family
    (finding,) = library.sink.findings
    assert (finding.code, finding.span) == (code, AT)


def test_the_language_of_a_family_is_the_projects_to_name(tmp_path: Path) -> None:
    shutil.copy(asset("fonts/NotoSerifTC-Regular.ttf"), tmp_path / "x.ttf")
    brought = Files("明體", ("x.ttf",), language="zh-Hant")
    library = opened(Wish("明體"), fonts=(brought,), root=tmp_path)
    own = library.regional(Wish("明體"), "zh-Hant-TW")
    other = library.regional(Wish("明體"), "zh-Hans-CN")
    assert own is not None
    assert other is not None
    assert (own.family, other.family) == ("明體", "Noto Serif SC")


def test_a_family_may_name_who_stands_in_for_it(tmp_path: Path) -> None:
    shutil.copy(asset("fonts/NotoSerifKR-Regular.ttf"), tmp_path / "x.ttf")
    brought = Files("바탕체", ("x.ttf",), fallback=("Typeset Kai",))
    library = opened(Wish("바탕체"), fonts=(brought,), root=tmp_path)
    face = library.cover(Wish("바탕체"), "国", AT)
    assert face is not None
    assert face.family == "Typeset Kai"
    assert library.sink.findings == []


def test_every_face_in_a_font_folder_of_the_project_is_known(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    shutil.copy(asset("fonts/Barlow-SemiBold.ttf"), tmp_path / "fonts" / "b.ttf")
    library = open_library(Wants({}, (), Search(("fonts",))), tmp_path, Sink())
    assert library.pick(Wish("Barlow", 600)) is not None
    assert "b.ttf" in {face.path.name for face in library.faces.values()}


def test_a_face_of_the_machine_is_found_by_its_exact_name_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(asset("fonts/NotoSansSC-Regular.ttf"), tmp_path / "x.ttf")
    facts = read_facts(tmp_path / "x.ttf")
    known = {"明朝": [(tmp_path / "x.ttf", 0, facts)]}
    monkeypatch.setattr("typeset.fonts.library.system_faces", lambda name: known.get(name, []))
    library = open_library(Wants({}, (), Search((), "fallback")), None, Sink())
    face = library.pick(Wish("明朝"))
    assert face is not None
    assert face.path == tmp_path / "x.ttf"
    assert [finding.code for finding in library.sink.findings] == ["fonts/system"]
    assert library.pick(Wish("明")) is None


def test_the_machine_is_not_asked_where_the_style_forbids_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def asked(_: str) -> list[object]:
        raise AssertionError

    monkeypatch.setattr("typeset.fonts.library.system_faces", asked)
    assert opened().pick(Wish("SimSun")) is None


def test_folders_are_read_where_there_is_no_fontconfig(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(asset("fonts/gpl/TypesetKai-Regular.ttf"), tmp_path / "k.ttf")
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    monkeypatch.setattr(system, "_fontconfig", lambda: None)
    monkeypatch.setattr(system, "font_folders", lambda: [tmp_path])
    system._index.cache_clear()
    try:
        assert [path.name for path, _, _ in system.system_faces("排印楷体")] == ["k.ttf"]
        assert system.system_faces("FangSong") == []
    finally:
        system._index.cache_clear()


def test_a_face_finds_how_far_to_raise_its_glyphs() -> None:
    own = opened().face("NotoSerifSC-Regular")
    low = Face("low", "low", 400, own.path, shift=None)
    assert abs(low.shift) < 0.02, "Noto stands where the others are brought to"
    assert own.shift == 0.0
    assert Face("x", "x", 400, own.path, shift=0.05).shift == 0.05


def test_opening_a_library_opens_no_font() -> None:
    library = opened(Wish("Noto Serif SC"))
    assert all(
        "facts" not in vars(face) and "_font" not in vars(face) for face in library.faces.values()
    )
