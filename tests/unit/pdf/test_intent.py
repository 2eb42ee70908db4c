"""The printing condition: shipped, or described by the printer's own profile."""

from __future__ import annotations

import struct

import pytest
from PIL import ImageCms

from tests.unit.pdf.made import page, pages, pdf, run, words
from tests.unit.pdf.reading import opened
from typeset.diagnostics import BuildFailed, Span
from typeset.model.publication import Outputs
from typeset.pdf.edition import Edition, IccFile
from typeset.pdf.icc import profile_fault, read_icc
from typeset.resources import asset

GOOD = asset("icc/FOGRA39L_coated.icc").read_bytes()
RGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
MADE = pages(page(words(1, run("文"))))
PLACE = Span("press.icc")


def with_profile(data: bytes, profile: str = "print", level: str = "") -> bytes:
    icc = IccFile(name="press.icc", data=data, span=PLACE)
    return pdf(MADE, edition=Edition(profile=profile, level=level, icc=icc))


def renamed(description: str) -> bytes:
    """The shipped profile under another name of at most the same length."""
    old = b"FOGRA39L Coated"
    new = description.encode().ljust(len(old), b"\0")
    return GOOD.replace(old, new, 1)


def test_a_profile_says_what_it_is() -> None:
    profile = read_icc(GOOD)
    assert profile
    assert (profile.description, profile.version) == ("FOGRA39L Coated", (2, 2))
    assert (profile.kind, profile.space) == ("prtr", "CMYK")


def test_a_printers_profile_is_embedded_as_it_is() -> None:
    other = renamed("Our Press")
    (intent,) = opened(with_profile(other)).Root.OutputIntents
    assert intent.DestOutputProfile.read_bytes() == other
    assert str(intent.OutputConditionIdentifier) == "Custom"
    assert str(intent.Info) == "Our Press"
    assert "/RegistryName" not in intent


def test_a_profile_made_for_a_registered_condition_is_recognised() -> None:
    (intent,) = opened(with_profile(renamed("PSO Coated v3"))).Root.OutputIntents
    assert str(intent.OutputConditionIdentifier) == "FOGRA51"
    assert str(intent.RegistryName) == "http://www.color.org"


@pytest.mark.parametrize(
    ("data", "words_"),
    [
        (RGB, "describes RGB"),
        (b"", "no intact ICC profile"),
        (GOOD[:-1], "no intact ICC profile"),
        (GOOD[:140] + struct.pack(">I", 2**31) + GOOD[144:], "no intact ICC profile"),
        (GOOD.replace(b"A2B0", b"X2B0", 1), "lacks A2B0"),
        (GOOD[:12] + b"mntr" + GOOD[16:], "a display profile"),
        (GOOD.replace(b"mft2", b"mft3"), "tables that are damaged"),
    ],
)
def test_a_profile_of_no_press_is_an_error_at_its_file(data: bytes, words_: str) -> None:
    with pytest.raises(BuildFailed, match=words_) as failed:
        with_profile(data)
    (finding,) = failed.value.findings
    assert (finding.code, finding.span) == ("pdf/output-intent", PLACE)
    assert finding.message.startswith("press.icc ")


def test_a_profile_newer_than_the_standard_is_refused() -> None:
    newer = GOOD[:8] + b"\x04\x20" + GOOD[10:]
    assert with_profile(newer)
    with pytest.raises(BuildFailed, match=r"ICC version 4\.2; this standard knows .* up to 2"):
        with_profile(newer, level="1a")


def test_a_condition_whose_profile_may_not_be_shipped_asks_for_its_file() -> None:
    with pytest.raises(BuildFailed, match="may not be shipped") as failed:
        pdf(MADE, outputs=Outputs(output_intent="JC200103"))
    assert "--icc" in failed.value.findings[0].hint


def test_a_profile_of_version_4_is_named_in_unicode() -> None:
    text = "印刷".encode("utf-16-be")
    element = b"mluc" + bytes(4) + struct.pack(">II4sII", 1, 12, b"zhCN", len(text), 28) + text
    size = 132 + 12 + len(element)
    head = struct.pack(">I", size) + GOOD[4:128] + struct.pack(">I", 1)
    data = head + struct.pack(">4sII", b"desc", 144, len(element)) + element
    profile = read_icc(data)
    assert profile
    assert profile.description == "印刷"
    assert "lacks wtpt" in profile_fault(data)
