"""Files of our own, each broken in one place: our rules and veraPDF see it where it concerns them.

Preflight knows what printers need, veraPDF what archives and screen readers need; what both
need, both must find. tests/unit/preflight/test_broken.py has the printer's own breaches.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from tests.conformance.test_verapdf import Validator, everything, verapdf
from tests.unit.pdf.made import pdf
from typeset.pdf.edition import PRINT, Edition
from typeset.preflight import examine

__all__ = ["verapdf"]  # the fixture

Break = Callable[[Pdf], None]


@dataclass(frozen=True, slots=True)
class Case:
    """A break, the standard it breaks for veraPDF, and whether a printer is concerned too."""

    do: Break
    flavour: str = "2a"
    ours: bool = False


def fonts(file: Pdf) -> list[Any]:
    return [f for page in file.pages for f in page.Resources.Font.values()]


def drop(item: Any, *keys: str) -> None:
    for key in keys:
        if key in item:
            del item[key]


def descriptor(file: Pdf) -> Any:
    return fonts(file)[0].DescendantFonts[0].FontDescriptor


def no_font_file(file: Pdf) -> None:
    drop(descriptor(file), "/FontFile2", "/FontFile3")


def damaged_font(file: Pdf) -> None:
    descriptor(file).FontFile2 = file.make_indirect(Stream(file, b"no font at all"))


def no_intent(file: Pdf) -> None:
    del file.Root["/OutputIntents"]


def broken_profile(file: Pdf) -> None:
    file.Root.OutputIntents[0].DestOutputProfile = file.make_indirect(Stream(file, b"no profile"))


def rgb_area(file: Pdf) -> None:
    append(file, b"/Artifact BMC 1 0 0 rg 20 20 30 30 re f EMC")


def append(file: Pdf, drawn: bytes) -> None:
    page = file.pages[0]
    page.Contents = file.make_indirect(Stream(file, page.Contents.read_bytes() + b"\n" + drawn))


def see_through(file: Pdf) -> None:
    state = Dictionary(Type=Name.ExtGState, ca=0.5, BM=Name("/Odd"))
    resources = file.pages[0].Resources
    if "/ExtGState" not in resources:
        resources.ExtGState = Dictionary()
    resources.ExtGState.Glass = state
    append(file, b"/Artifact BMC q /Glass gs 0 1 0 0 k 20 20 30 30 re f Q EMC")


def no_packet(file: Pdf) -> None:
    del file.Root["/Metadata"]


def packet(file: Pdf, pattern: str, new: str = "") -> None:
    text = file.Root.Metadata.read_bytes().decode()
    changed = re.sub(pattern, new, text, count=1)
    assert changed != text
    file.Root.Metadata = file.make_indirect(
        Stream(file, changed.encode(), Type=Name.Metadata, Subtype=Name.XML)
    )


def broken_packet(file: Pdf) -> None:
    packet(file, "</rdf:RDF>")


def a_script(file: Pdf) -> None:
    file.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def a_movie(file: Pdf) -> None:
    area = Dictionary(Type=Name.Annot, Subtype=Name.Movie, Rect=[50, 50, 90, 90])
    file.pages[0].Annots = Array([file.make_indirect(area)])


def a_postscript_form(file: Pdf) -> None:
    form = file.make_indirect(Stream(file, b"", Type=Name.XObject, Subtype=Name.PS))
    file.pages[0].Resources.XObject = Dictionary(Old=form)
    append(file, b"/Artifact BMC /Old Do EMC")


def two_intents(file: Pdf) -> None:
    other = file.Root.OutputIntents[0]
    second = Dictionary({k: v for k, v in other.items() if k != "/DestOutputProfile"})
    profile = Stream(file, other.DestOutputProfile.read_bytes(), N=4)
    second.DestOutputProfile = file.make_indirect(profile)
    file.Root.OutputIntents.append(second)


def no_to_unicode(file: Pdf) -> None:
    for font in fonts(file):
        drop(font, "/ToUnicode")


def no_glyph_map(file: Pdf) -> None:
    for font in fonts(file):
        drop(font.DescendantFonts[0], "/CIDToGIDMap")


def wrong_widths(file: Pdf) -> None:
    for font in fonts(file):
        font.DescendantFonts[0].W = Array()
        font.DescendantFonts[0].DW = 300


def no_claim(file: Pdf) -> None:
    packet(file, r"<pdfaid:part>\d</pdfaid:part>|pdfaid:part=\"\d\"")


def no_marks(file: Pdf) -> None:
    del file.Root["/MarkInfo"]


def no_structure(file: Pdf) -> None:
    del file.Root["/StructTreeRoot"]


def no_language(file: Pdf) -> None:
    del file.Root["/Lang"]


def no_title_shown(file: Pdf) -> None:
    del file.Root["/ViewerPreferences"]


def no_alt(file: Pdf) -> None:
    for item in elements(file):
        drop(item, "/Alt", "/ActualText")


def no_scope(file: Pdf) -> None:
    for item in elements(file):
        if item.get("/S") == "/TH":
            drop(item, "/A")


def no_roles(file: Pdf) -> None:
    del file.Root.StructTreeRoot["/RoleMap"]


def heading_skipped(file: Pdf) -> None:
    for item in elements(file):
        if item.get("/S") == "/H1":
            item.S = Name.H3


def unmarked(file: Pdf) -> None:
    append(file, b"0 0 0 1 k 20 20 30 30 re f")


def elements(file: Pdf) -> list[Any]:
    found: list[Any] = []

    def walk(item: Any) -> None:
        if isinstance(item, pikepdf.Array):
            for child in item:
                walk(child)
        elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
            found.append(item)
            walk(item.get("/K"))

    walk(file.Root.StructTreeRoot.K)
    return found


def links(file: Pdf) -> list[Any]:
    return [area for page in file.pages for area in page.get("/Annots", [])]


def no_contents(file: Pdf) -> None:
    for area in links(file):
        drop(area, "/Contents")


def no_tab_order(file: Pdf) -> None:
    for page in file.pages:
        drop(page.obj, "/Tabs")


CASES = {
    "no font file": Case(no_font_file, ours=True),
    "damaged font": Case(damaged_font, ours=True),
    "no output intent": Case(no_intent, ours=True),
    "broken profile": Case(broken_profile, ours=True),
    "RGB area": Case(rgb_area, ours=True),
    "unknown blend mode": Case(see_through, ours=True),
    "no metadata": Case(no_packet, ours=True),
    "broken metadata": Case(broken_packet, ours=True),
    "a script": Case(a_script, ours=True),
    "a movie": Case(a_movie, ours=True),
    "PostScript inside": Case(a_postscript_form, ours=True),
    "two profiles": Case(two_intents, ours=True),
    "no text behind glyphs": Case(no_to_unicode),
    "no glyph map": Case(no_glyph_map),
    "wrong widths": Case(wrong_widths),
    "no claim": Case(no_claim),
    "not marked": Case(no_marks),
    "no structure": Case(no_structure),
    "no language": Case(no_language, "ua1"),
    "title not shown": Case(no_title_shown, "ua1"),
    "no alternative text": Case(no_alt, "ua1"),
    "header cells without scope": Case(no_scope, "ua1"),
    "house types without roles": Case(no_roles, "ua1"),
    "a heading level skipped": Case(heading_skipped, "ua1"),
    "content outside the structure": Case(unmarked, "ua1"),
    "links without a text": Case(no_contents, "ua1"),
    "no tab order": Case(no_tab_order, "ua1"),
}


def broken(case: Case, edition: Edition) -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound(edition))) as file:
        case.do(file)
        file.save(stream, preserve_pdfa=True, fix_metadata_version=False)
    return stream.getvalue()


def sound(edition: Edition) -> bytes:
    return pdf(everything(), edition=edition)


def test_there_are_enough_ways_to_break_a_file() -> None:
    assert len(CASES) >= 25


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.ours])
def test_what_printers_need_is_found_by_our_rules(name: str) -> None:
    usual = {finding.code for finding in examine(sound(PRINT)).findings}
    report = examine(broken(CASES[name], PRINT))
    found = {f.code for f in report.findings if report.severity(f) == "error"}
    assert found - usual, sorted(found)


@pytest.mark.slow
@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_what_archives_and_readers_need_is_found_by_verapdf(
    flavour: str, verapdf: Validator
) -> None:
    archive = Edition(profile="archive", level="2a")
    files = {
        name.replace(" ", "-"): broken(case, archive)
        for name, case in CASES.items()
        if case.flavour == flavour
    }
    said = verapdf({"sound": sound(archive), **files}, flavour)
    verdicts = {
        name: verdict
        for verdict, name in re.findall(r"^(PASS|FAIL) \S*?([\w-]+)\.pdf", said, re.MULTILINE)
    }
    assert verdicts.pop("sound") == "PASS"
    assert {name for name in files if verdicts.get(name) == "PASS"} == set()
    assert set(verdicts) | unread(said) >= set(files)


def unread(said: str) -> set[str]:
    """Files that veraPDF could not even parse."""
    return set(re.findall(r"([\w-]+)\.pdf", said))
