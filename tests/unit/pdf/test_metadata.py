"""What the file says about itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from tests.unit.pdf.made import METADATA, page, pages, pdf, run, words
from tests.unit.pdf.reading import opened, packet
from typeset.diagnostics import BuildFailed
from typeset.model.publication import Outputs
from typeset.pdf.icc import profile_fault
from typeset.pdf.metadata import issue_date
from typeset.resources import asset
from typeset.version import __version__

NS = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}
MADE = pages(page(words(1, run("文"))))


def said(data: bytes) -> Callable[[str], str]:
    """Looks up a property of the packet; "" when it is not there."""
    root = ET.fromstring(packet(data).encode())  # noqa: S314 - our own packet

    def look_up(name: str) -> str:
        found = root.find(f".//{name}", NS)
        return "" if found is None else "".join(found.itertext())

    return look_up


def test_packet_and_information_dictionary_say_the_same() -> None:
    data = pdf(MADE)
    xmp, info = said(data), opened(data).docinfo
    assert xmp("dc:title") == str(info.Title) == "年度回顾"
    assert xmp("dc:creator") == xmp("dc:publisher") == str(info.Author) == "某市委"
    assert xmp("dc:description") == str(info.Subject) == "二〇二一"
    assert xmp("xmp:CreatorTool") == str(info.Creator) == "typeset"
    assert xmp("pdf:Producer") == str(info.Producer) == f"typeset {__version__}"
    assert xmp("xmp:CreateDate") == xmp("xmp:ModifyDate") == "2022-01-20T00:00:00Z"
    assert str(info.CreationDate) == str(info.ModDate) == "D:20220120000000Z"
    assert (xmp("pdf:Trapped"), str(info.Trapped)) == ("False", "/False")


def test_a_print_file_claims_pdfx4_and_nothing_else() -> None:
    xmp = said(pdf(MADE))
    assert xmp("pdfxid:GTS_PDFXVersion") == "PDF/X-4"
    assert xmp("xmpMM:RenditionClass") == "default"
    assert xmp("xmpMM:VersionID") == "1"
    assert xmp("pdfaid:part") == xmp("pdfuaid:part") == ""


def test_an_archive_file_claims_pdfa_and_pdfua_and_declares_the_schema() -> None:
    data = pdf(MADE, profile="archive")
    xmp = said(data)
    assert (xmp("pdfaid:part"), xmp("pdfaid:conformance"), xmp("pdfuaid:part")) == ("3", "A", "1")
    assert "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" in packet(data)
    assert "<pdfaSchema:prefix>pdfaid</pdfaSchema:prefix>" not in packet(data)
    assert xmp("pdfxid:GTS_PDFXVersion") == ""


def test_a_screen_file_claims_pdfua_alone() -> None:
    xmp = said(pdf(MADE, profile="screen"))
    assert (xmp("pdfuaid:part"), xmp("pdfaid:part"), xmp("pdfxid:GTS_PDFXVersion")) == ("1", "", "")


def test_the_packet_is_plain_xml_whatever_the_title_holds() -> None:
    data = pdf(MADE, metadata=replace(METADATA, title="A<B & “C”\x01"))
    assert said(data)("dc:title") == "A<B & “C”"


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ("2022-01-20", "2022-01-20"),
        ("2022年1月20日", "2022-01-20"),
        ("2021年12月", "2021-12-01"),
        ("2021", "2021-01-01"),
        ("2022-13-40", "1970-01-01"),
        ("", "1970-01-01"),
    ],
)
def test_the_date_is_the_publications(date: str, written: str) -> None:
    assert issue_date(replace(METADATA, date=date), {}) == f"{written}T00:00:00Z"


def test_without_a_date_the_build_epoch_is_used() -> None:
    undated = replace(METADATA, date="")
    epoch = {"SOURCE_DATE_EPOCH": "1700000000"}
    assert issue_date(undated, epoch) == "2023-11-14T22:13:20Z"
    assert issue_date(METADATA, epoch) == "2022-01-20T00:00:00Z"


def test_a_title_is_demanded() -> None:
    with pytest.raises(BuildFailed, match="no title"):
        pdf(MADE, metadata=replace(METADATA, title=""))


def test_the_output_intent_embeds_the_profile_of_its_condition() -> None:
    (intent,) = opened(pdf(MADE)).Root.OutputIntents
    assert str(intent.S) == "/GTS_PDFX"
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert str(intent.RegistryName) == "http://www.color.org"
    assert int(intent.DestOutputProfile.N) == 4
    shipped = asset("icc/FOGRA39L_coated.icc").read_bytes()
    assert intent.DestOutputProfile.read_bytes() == shipped


def test_an_unknown_output_condition_is_an_error_with_the_nearest_name() -> None:
    with pytest.raises(BuildFailed, match="FOGRA93") as failed:
        pdf(MADE, outputs=Outputs(output_intent="FOGRA93"))
    assert failed.value.findings[0].hint == "did you mean 'FOGRA39'?"


def test_only_an_intact_cmyk_output_profile_describes_a_press() -> None:
    good = asset("icc/FOGRA39L_coated.icc").read_bytes()
    assert not profile_fault(good)
    assert "intact" in profile_fault(good[:-1])
    assert "output" in profile_fault(good[:12] + b"scnr" + good[16:])
    assert "CMYK" in profile_fault(good[:16] + b"RGB " + good[20:])


OFFICIAL = replace(METADATA, number="镇高新发〔2022〕1号", secrecy="内部", urgency="加急")


def test_an_official_document_says_so_in_the_fields_of_gb_t_33480() -> None:
    data = pdf(MADE, profile="archive", metadata=OFFICIAL)
    fields = dict(re.findall(r"<gongwen:(\w+)>([^<]*)<", packet(data)))
    assert fields == {
        "title": "年度回顾",
        "issuer": "某市委",
        "number": "镇高新发〔2022〕1号",
        "secrecy": "内部",
        "urgency": "加急",
        "date": "2022-01-20",
    }
    assert said(data)("dc:identifier") == "镇高新发〔2022〕1号"
    assert "<pdfaSchema:prefix>gongwen</pdfaSchema:prefix>" in packet(data)


def test_a_publication_that_is_no_official_document_has_none_of_them() -> None:
    assert "gongwen" not in packet(pdf(MADE, profile="archive"))


def test_pdf_2_files_have_no_information_dictionary() -> None:
    assert "/Info" not in opened(pdf(MADE, profile="archive", level="4")).trailer
    assert "/Info" in opened(pdf(MADE, profile="archive")).trailer
