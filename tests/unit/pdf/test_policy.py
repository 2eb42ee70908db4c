"""Profiles, levels and what their files claim."""

from __future__ import annotations

import pytest

from tests.unit.pdf.made import page, pages, pdf, run, words
from tests.unit.pdf.reading import opened, packet
from typeset.cli.pdf import LEVELS
from typeset.pdf.policy import policy, profiles, roles

MADE = pages(page(words(1, run("文"))))
CLAIMED = {
    ("print", "4"): ("PDF/X-4",),
    ("print", "1a"): ("PDF/X-1a:2003",),
    ("archive", "2a"): ("PDF/A-2a", "PDF/UA-1"),
    ("archive", "3a"): ("PDF/A-3a", "PDF/UA-1"),
    ("archive", "4"): ("PDF/A-4", "PDF/UA-2"),
    ("screen", "1"): ("PDF/UA-1",),
    ("screen", "2"): ("PDF/UA-2",),
}


@pytest.mark.parametrize(("profile", "level"), CLAIMED)
def test_a_level_claims_the_standards_of_its_table(profile: str, level: str) -> None:
    assert policy(profile, level).titles == CLAIMED[profile, level]


def test_the_command_line_offers_every_profile_and_level_with_the_same_defaults() -> None:
    offered = {name: (option, set(levels), levels[0]) for name, (option, levels) in LEVELS.items()}
    assert offered == {p.name: (p.option, set(p.levels), p.default) for p in profiles()}


def test_a_level_of_another_profile_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"no level of archive '1a'; .*2a"):
        policy("archive", "1a")


def test_only_an_archive_file_that_may_hold_files_carries_them() -> None:
    carries = [key for key in CLAIMED if policy(*key).attach]
    assert carries == [("archive", "3a")]


@pytest.mark.parametrize(
    ("profile", "level", "version"),
    [
        ("print", "1a", "1.4"),
        ("print", "4", "1.6"),
        ("archive", "3a", "1.7"),
        ("screen", "2", "2.0"),
    ],
)
def test_the_header_is_the_version_the_standards_are_built_on(
    profile: str, level: str, version: str
) -> None:
    data = pdf(MADE, profile=profile, level=level)
    assert data.startswith(f"%PDF-{version}\n".encode())


def test_x1a_is_a_classic_file_without_anything_newer_than_pdf_1_4() -> None:
    data = pdf(MADE, profile="print", level="1a")
    assert b"/ObjStm" not in data
    assert b"/XRef" not in data
    assert b"\nxref\n0 " in data
    assert "/Tabs" not in opened(data).pages[0].obj
    info = opened(data).docinfo
    assert str(info["/GTS_PDFXVersion"]) == "PDF/X-1a:2003"
    assert str(info["/Trapped"]) == "/False"
    assert "GTS_PDFXVersion>PDF/X-1a:2003<" in packet(data)
    assert "PDF/X-4" not in packet(data)


def test_house_types_stand_for_types_that_the_version_knows() -> None:
    for version in (1, 2):
        known = roles(version)
        assert set(known.mapped.values()) <= known.standard
    assert set(roles(1).mapped) <= roles(2).standard | set(roles(2).mapped)
