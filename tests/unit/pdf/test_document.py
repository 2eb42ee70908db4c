"""The whole file: reproducible, complete, and only written when nothing is wrong."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.pdf.made import (
    LATIN,
    METADATA,
    RED,
    SANS,
    artifact,
    fill,
    page,
    pages,
    pdf,
    rule,
    run,
    words,
)
from tests.unit.pdf.reading import opened
from typeset.color import WHITE
from typeset.diagnostics import BuildFailed, Sink
from typeset.display import Element, Glyphs, Pages
from typeset.pdf.policy import policy

PROFILES = ("print", "archive", "screen")


def review() -> Pages:
    """Two pages with most of what a publication holds."""
    parts = [Element(id=1, kind="H1"), Element(id=2, kind="P"), Element(id=3, kind="PullQuote")]
    first = page(
        artifact(fill(-9, -9, 318, 120)),
        words(1, run("年度回顾", face=SANS, size=28, color=WHITE), y=80),
        words(2, run("全市“十三五”", spread=0.137), run("GDP 4220", face=LATIN), y=180),
        artifact(rule(30, 200, 200)),
    )
    second = page(words(3, run("131亿元", face=SANS, size=34, color=RED)), number=2)
    return pages(first, second, children=parts)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_same_pages_give_the_same_bytes(profile: str) -> None:
    assert pdf(review(), profile=profile) == pdf(review(), profile=profile)


def test_the_clock_is_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    before = pdf(review())
    for name in ("time", "time_ns", "localtime"):
        monkeypatch.setattr(f"time.{name}", lambda *_: pytest.fail("the clock was asked"))
    assert pdf(review()) == before


def test_identifiers_tell_publications_and_files_apart() -> None:
    def identifiers(data: bytes) -> tuple[bytes, bytes]:
        document, instance = opened(data).trailer.ID
        return bytes(document), bytes(instance)

    base = identifiers(pdf(review()))
    other_text = identifiers(pdf(pages(page(words(1, run("别的"))))))
    other_source = identifiers(pdf(review(), source_hash="abc"))
    other_title = identifiers(pdf(review(), metadata=replace(METADATA, title="别的")))
    assert base[0] == other_text[0]
    assert base[1] != other_text[1]
    assert base[0] != other_source[0]
    assert base[0] != other_title[0]


@pytest.mark.tool("qpdf")
@pytest.mark.parametrize("profile", PROFILES)
def test_qpdf_finds_nothing_wrong(
    profile: str, tmp_path: Path, require_tool: Callable[[str], str]
) -> None:
    path = tmp_path / "review.pdf"
    path.write_bytes(pdf(review(), profile=profile))
    command = [require_tool("qpdf"), "--check", "--warning-exit-0", str(path)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0
    assert "WARNING" not in checked.stdout + checked.stderr


def test_the_catalog_tells_readers_what_they_need() -> None:
    root = opened(pdf(review())).Root
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert str(root.Lang) == "zh-Hans-CN"
    assert root.Metadata.Subtype == "/XML"
    assert "/Filter" not in root.Metadata
    assert {str(page_.obj.Tabs) for page_ in opened(pdf(review())).pages} == {"/S"}


def test_every_page_has_resources_of_its_own() -> None:
    file = opened(pdf(review()))
    assert all("/Resources" in page_.obj for page_ in file.pages)
    assert [len(page_.Resources.Font) for page_ in file.pages] == [3, 1]


def test_nothing_is_transparent_encrypted_or_active() -> None:
    file = opened(pdf(review()))
    assert "/Encrypt" not in file.trailer
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(file.Root.keys())
    for page_ in file.pages:
        assert "/Group" not in page_.obj
        for state in page_.Resources.ExtGState.values():
            assert not {"/SMask", "/CA", "/ca", "/BM"} & set(state.keys())


def test_no_file_is_made_when_an_error_was_found() -> None:
    sink = Sink()
    lost = (Glyphs(run=run("失"), x=0, y=9),)
    with pytest.raises(BuildFailed):
        pdf(pages(page(lost)), sink=sink)
    assert [finding.code for finding in sink.findings] == ["pdf/untagged-text"]


def test_a_profile_nobody_knows_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(ValueError, match="did you mean 'print'"):
        policy("prin")


def test_an_empty_run_writes_nothing() -> None:
    assert pdf(pages(page(words(1, run(""), run("字"))))) == pdf(pages(page(words(1, run("字")))))
