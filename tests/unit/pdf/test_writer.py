"""The file format: objects, streams and the cross-reference."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.pdf.reading import opened
from typeset.pdf.objects import dictionary, reference
from typeset.pdf.writer import PdfFile

ID = (b"0123456789abcdef", b"fedcba9876543210")


def made(*, compact: bool, objects: int = 500) -> tuple[PdfFile, int]:
    """A file with one empty page and many small objects."""
    file = PdfFile("1.6", compact=compact)
    tree = file.reserve()
    content = file.add_stream(b"q Q\n", {})
    page = file.add(
        f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 9 9]/Resources<<>>/Contents {content} 0 R>>"
    )
    file.add(f"<</Type/Pages/Kids[{page} 0 R]/Count 1>>", at=tree)
    many = [file.add(f"[{i} /{'x' * (i % 7)}a]") for i in range(objects)]
    entries = {"Type": "/Catalog", "Pages": reference(tree), "Z": reference(many[-1])}
    return file, file.add(dictionary(entries))


@pytest.mark.tool("qpdf")
@pytest.mark.parametrize("compact", [True, False])
def test_qpdf_finds_nothing_wrong_in_either_form(
    compact: bool, tmp_path: Path, require_tool: Callable[[str], str]
) -> None:
    file, root = made(compact=compact)
    path = tmp_path / "file.pdf"
    path.write_bytes(file.finish(root, 0, ID))
    checked = subprocess.run(
        [require_tool("qpdf"), "--check", str(path)], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_header_names_the_version_and_marks_the_file_as_binary() -> None:
    file, root = made(compact=True)
    lines = file.finish(root, 0, ID).split(b"\n", 2)
    assert lines[0] == b"%PDF-1.6"
    assert lines[1][:1] == b"%"
    assert len(lines[1]) == 5
    assert all(byte > 127 for byte in lines[1][1:])


def test_object_streams_make_the_file_smaller() -> None:
    (small, root), (large, _) = made(compact=True), made(compact=False)
    assert len(small.finish(root, 0, ID)) < len(large.finish(root, 0, ID)) / 3


def test_every_object_is_found_under_its_number() -> None:
    for compact in (True, False):
        file, root = made(compact=compact)
        assert int(opened(file.finish(root, 0, ID)).Root.Z[0]) == 499


def test_a_stream_ends_with_a_line_end_of_its_own() -> None:
    file, root = made(compact=True)
    data = file.finish(root, 0, ID)
    assert data.count(b"\nendstream\nendobj\n") == data.count(b"endstream")


def test_the_digest_changes_with_any_object() -> None:
    first, _ = made(compact=True)
    second, _ = made(compact=True, objects=501)
    again, _ = made(compact=True)
    assert first.digest() == again.digest() != second.digest()


def test_both_identifiers_stand_in_the_trailer() -> None:
    file, root = made(compact=True)
    assert [bytes(part) for part in opened(file.finish(root, 0, ID)).trailer.ID] == list(ID)
