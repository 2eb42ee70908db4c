"""A sound file, broken in one place: the fault is found, on its page, and nothing else is."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pikepdf import Array

from tests.unit.preflight import breaks, made
from tests.unit.preflight.made import append, broken, codes, examined, resources

STANDARDS = ("x4", "x1a")


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_sound_file_is_clean(standard: str) -> None:
    report = examined(made.saved(made.sound(standard), standard), standard)
    assert report.findings == ()
    assert report.clean


BOTH = [
    (breaks.no_font_file, "font-not-embedded"),
    (breaks.damaged_font, "font-damaged"),
    (breaks.rgb_area, "rgb"),
    (breaks.rgb_picture, "rgb"),
    (breaks.lab_rule, "rgb-managed"),
    (breaks.black_of_four, "black-text-mixed"),
    (breaks.black_knocks_out, "black-text-knockout"),
    (breaks.black_in_mode_zero, "black-text-knockout"),
    (breaks.white_overprints, "white-overprint"),
    (breaks.too_much_ink, "ink-flat"),
    (breaks.inky_picture, "ink-image"),
    (breaks.hairline, "rule-hairline"),
    (breaks.thin_rule, "rule-thin"),
    (breaks.thin_bar, "rule-thin"),
    (breaks.thin_rule_of_four_inks, "rule-thin-inks"),
    (breaks.small_reversed_text, "type-reversed"),
    (breaks.small_text, "type-small"),
    (breaks.coarse_picture, "image-coarse"),
    (breaks.soft_picture, "image-soft"),
    (breaks.short_bleed, "bleed-unfilled"),
    (breaks.no_bleed_box, "bleed-box"),
    (breaks.text_at_the_cut, "text-cut"),
    (breaks.text_near_the_cut, "text-near-cut"),
    (breaks.no_trim, "trim-missing"),
    (breaks.trim_and_art, "trim-and-art"),
    (breaks.trim_outside_bleed, "box-nesting"),
    (breaks.media_too_small, "box-nesting"),
    (breaks.another_size, "trim-differs"),
    (breaks.no_intent, "intent-missing"),
    (breaks.two_intents, "intent-many"),
    (breaks.rgb_intent, "intent-profile"),
    (breaks.broken_profile, "intent-profile"),
    (breaks.nameless_intent, "intent-identifier"),
    (breaks.blends_in_rgb, "group-space"),
    (breaks.a_link, "annotation"),
    (breaks.a_script, "javascript"),
    (breaks.a_form, "form"),
    (breaks.a_transfer_function, "transfer-function"),
    (breaks.postscript, "postscript"),
    (breaks.unknown_operator, "unknown-operator"),
    (breaks.lzw, "filter"),
    (breaks.registration_area, "registration-color"),
    (breaks.two_reds, "spot-clash"),
    (breaks.invisible_text, "hidden-text"),
    (breaks.paper_white_text, "hidden-text"),
    (breaks.covered_text, "covered-text"),
    (breaks.missing_resource, "missing-resource"),
    (breaks.form_that_draws_itself, "draws-itself"),
    (breaks.scaled_by_unit, "user-unit"),
    (breaks.trimmed_view, "viewer-area"),
    (breaks.preseparated, "preseparated"),
    (breaks.attached, "embedded-file"),
    (breaks.an_unknown_blend, "unknown-blend"),
    (breaks.an_intent_without_words, "intent-info"),
    (breaks.another_presentation, "presentation"),
    (breaks.a_dynamic_form, "form"),
]
ONLY_X4 = [
    (breaks.no_claim, "not-pdfx"),
    (breaks.not_trapped_nor_untrapped, "trapped"),
    (breaks.titles_differ, "metadata-differ"),
    (breaks.no_instance, "metadata-missing"),
    (breaks.private_path, "private-path"),
    (breaks.no_packet, "no-metadata"),
    (breaks.broken_packet, "bad-metadata"),
    (breaks.layer_by_event, "layer-states"),
]
ONLY_X1A = [
    (breaks.see_through, "opacity"),
    (breaks.multiplied, "blend-mode"),
    (breaks.soft_masked, "soft-mask"),
    (breaks.layered, "layers"),
    (breaks.icc_gray_area, "icc-gray"),
    (breaks.no_title, "metadata-missing"),
]
CASES = [
    *((change, code, standard) for change, code in BOTH for standard in STANDARDS),
    *((change, code, "x4") for change, code in ONLY_X4),
    *((change, code, "x1a") for change, code in ONLY_X1A),
]
ALONG = {  # what cannot be wrong alone
    "a_script": {"action"},
    "no_trim": {"trim-differs", "bleed-box", "text-near-cut"},
    "blends_in_rgb": {"transparency-group"},
    "trim_outside_bleed": {"bleed-box"},
    "another_size": {"bleed-unfilled"},
    "media_too_small": {"bleed-unfilled"},
    "no_packet": {"not-pdfx"},
    "broken_packet": {"not-pdfx"},
    "white_overprints": {"hidden-text"},
}


@pytest.mark.parametrize(
    ("change", "code", "standard"), CASES, ids=lambda v: getattr(v, "__name__", v)
)
def test_the_fault_is_found_and_no_other(change: made.Break, code: str, standard: str) -> None:
    found = codes(examined(broken(change, standard), standard))
    assert code in found
    assert found <= {code} | ALONG.get(change.__name__, set())


@pytest.mark.parametrize(
    "change",
    [breaks.see_through, breaks.multiplied, breaks.soft_masked, breaks.layered],
    ids=lambda v: v.__name__,
)
def test_pdf_x_4_allows_live_transparency_and_layers(change: made.Break) -> None:
    assert codes(examined(broken(change))) == set()


def test_each_finding_names_its_page_and_the_place_on_it() -> None:
    file = made.sound()
    append(file, f"1 0 0 rg {made.BLEED + 20 * made.MM} 300 50 50 re f", page=1)
    (finding,) = examined(made.saved(file)).findings
    assert finding.page == 2
    assert finding.place is not None
    assert finding.place[0] == pytest.approx(20, abs=0.1)


def test_the_same_on_one_page_is_told_once_with_its_count() -> None:
    file = made.sound()
    append(file, "1 0 0 rg 100 300 9 9 re f 120 300 9 9 re f 140 300 9 9 re f")
    (finding,) = examined(made.saved(file)).findings
    assert finding.count == 3


@pytest.mark.parametrize(
    ("binding", "pages", "expected"),
    [
        ("saddle", 2, {"page-count"}), ("saddle", 4, set()), ("perfect", 40, set()),
        ("perfect", 41, {"page-count"}), ("perfect", 20, {"page-count"}),
        ("saddle", 68, {"page-count"}), ("none", 3, set()),
    ],
)  # fmt: skip
def test_pages_are_counted_against_the_binding(
    binding: Any, pages: int, expected: set[str]
) -> None:
    file = made.sound()
    while len(file.pages) < pages:
        file.pages.append(file.pages[0])
    assert codes(examined(made.saved(file), binding=binding)) == expected


def test_a_job_of_two_inks_is_verified_plate_by_plate() -> None:
    from typeset.preflight import examine

    data = made.saved(made.sound())
    report = examine(data, inks=("K", "Seal"))
    wanted = {f.values["ink"] for f in report.findings if f.code == "plate-unwanted"}
    assert wanted == {"Cyan", "Magenta", "Yellow"}  # of the picture
    file = made.sound()
    resources(file).XObject.Picture = made.picture(file, (50,))
    assert examine(made.saved(file), inks=("K", "Seal")).clean


def test_marks_outside_the_bleed_are_not_the_page() -> None:
    file = made.sound()
    for page in file.pages:
        page.obj.MediaBox = Array([-30, -30, made.WIDTH + 60, made.HEIGHT + 60])
    resources(file).ColorSpace.Every = made.spot("All", (1, 1, 1, 1))
    mark, slug = "0.1 w -20 8.5 m -5 8.5 l S", "/F1 3 Tf BT 0 -20 Td <0001> Tj ET"
    append(file, f"/Every CS 1 SCN 0 0 0 1 k {mark} {slug}")
    assert codes(examined(made.saved(file))) == set()


def test_an_encrypted_file_is_found() -> None:
    import io

    out = io.BytesIO()
    made.sound().save(out, encryption=pikepdf.Encryption(owner="secret", user=""))
    assert "encrypted" in codes(examined(out.getvalue()))
