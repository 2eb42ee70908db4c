"""The one door: what it lets in, what it refuses, and where it says so."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from typeset.diagnostics import Sink, Span
from typeset.project import Project

AT = Span("publication.yaml", 3, 5)


def project(tmp_path: Path, **files: bytes) -> Project:
    root = tmp_path / "p"
    root.mkdir()
    (tmp_path / "secret.md").write_text("x", encoding="utf-8")
    for name, data in files.items():
        (root / name).write_bytes(data)
    return Project(root)


def refused(door: Project, name: str) -> tuple[str, Span]:
    sink = Sink()
    assert door.read_text(name, AT, sink) is None
    (finding,) = sink.findings
    return finding.code, finding.span


def test_text_is_read_without_mark_and_with_line_feeds(tmp_path: Path) -> None:
    door = project(tmp_path, a=b"\xef\xbb\xbf\xe4\xb8\x80\r\nb\rc\n")
    assert door.read_text("a", AT, Sink()) == "一\nb\nc\n"


def test_what_was_read_is_recorded_with_its_sum(tmp_path: Path) -> None:
    door = project(tmp_path, b=b"2", a=b"1")
    for name in ("b", "a", "./a"):
        door.read_bytes(name, AT, Sink())
    assert door.sources == (
        ("a", hashlib.sha256(b"1").hexdigest()),
        ("b", hashlib.sha256(b"2").hexdigest()),
    )


@pytest.mark.parametrize(
    "name", ["../secret.md", "/etc/hostname", "a/../../secret.md", "", "~/x", "a\\..\\b", "c:/x"]
)
def test_a_path_out_of_the_project_is_refused_where_it_is_named(tmp_path: Path, name: str) -> None:
    assert refused(project(tmp_path), name) == ("project/outside", AT)


def test_a_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    door = project(tmp_path)
    (door.root / "a.md").symlink_to("../secret.md")
    (door.root / "sections").symlink_to(tmp_path)
    assert refused(door, "a.md") == ("project/outside", AT)
    assert refused(door, "sections/secret.md") == ("project/outside", AT)


def test_a_link_inside_the_project_is_followed(tmp_path: Path) -> None:
    door = project(tmp_path, a=b"1")
    (door.root / "b").symlink_to("a")
    assert door.read_text("b", AT, Sink()) == "1"


def test_a_link_to_nowhere_and_one_to_itself_are_missing(tmp_path: Path) -> None:
    door = project(tmp_path)
    (door.root / "a").symlink_to("b")
    (door.root / "c").symlink_to("c")
    assert refused(door, "a") == ("project/missing-file", AT)
    assert refused(door, "c") == ("project/missing-file", AT)
    assert door.exists("a")


def test_a_missing_file_is_placed_where_it_is_named_with_the_nearest_name(tmp_path: Path) -> None:
    door, sink = project(tmp_path, **{"works.jpg": b"1"}), Sink()
    assert door.read_bytes("work.jpg", AT, sink) is None
    (finding,) = sink.findings
    assert (finding.code, finding.span) == ("project/missing-file", AT)
    assert finding.hint == "did you mean 'works.jpg'?"


def test_a_folder_and_a_pipe_are_not_files(tmp_path: Path) -> None:
    door = project(tmp_path)
    (door.root / "d").mkdir()
    os.mkfifo(door.root / "f")
    assert refused(door, "d")[0] == refused(door, "f")[0] == "project/not-a-file"


@pytest.mark.parametrize(
    ("data", "place", "hint"),
    [
        (b"ab\n\xe4\xb8\x80c\xff\n", "a:2:3", "save"),
        (b"\xef\xbb\xbfa\xff", "a:1:2", "save"),
        ("标题\n招引".encode("gb18030"), "a:1:1", "GB 18030"),
        ("ab".encode("utf-16"), "a:1:1", "UTF-16"),
        (b"a\r\nb\xff\xfe\xfd", "a:2:2", "save"),
    ],
)
def test_a_byte_that_is_not_utf_8_is_placed_in_the_file(
    tmp_path: Path, data: bytes, place: str, hint: str
) -> None:
    door, sink = project(tmp_path, a=data), Sink()
    assert door.read_text("a", AT, sink) is None
    (finding,) = sink.findings
    assert (finding.code, str(finding.span)) == ("project/encoding", place)
    assert hint in finding.hint


def test_control_characters_are_placed_and_tabs_are_none(tmp_path: Path) -> None:
    door, sink = project(tmp_path, a="一\tb\n二\x07\x00".encode()), Sink()
    assert door.read_text("a", AT, sink) is None
    assert [str(f.span) for f in sink.findings] == ["a:2:2", "a:2:3"]


def test_a_file_over_the_limit_is_refused_and_the_setting_named(tmp_path: Path) -> None:
    door, sink = project(tmp_path, a=b"x" * 100), Sink()
    door.max_text = 10
    assert door.read_text("a", AT, sink) is None
    assert "max_text" in sink.findings[0].message


def test_names_are_in_code_point_order_and_leave_hidden_files_out(tmp_path: Path) -> None:
    door = project(tmp_path, **{"b.md": b"", "a.md": b"", ".c.md": b"", "d.txt": b""})
    assert door.names(".", ".md") == ("a", "b")
    assert door.names("none", ".md") == ()


def test_a_file_is_shown_below_the_root_as_given(tmp_path: Path) -> None:
    door = project(tmp_path, **{"a.md": b""})
    assert door.shown("a.md") == (door.root / "a.md").as_posix()
    assert door.shown("typeset/style/presets/x.yaml") == "typeset/style/presets/x.yaml"
