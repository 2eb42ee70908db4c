"""No document breaks a rule, and every rule catches the fault it is there for."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.docx.conftest import Word
from tests.docx.rules import MC, RULES, findings


def edited(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The file with one part changed; a change that returns nothing takes the part out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                text = content.decode()
                changed = change(text)
                assert changed != text, "the fault was not planted"
                if not changed:
                    continue
                content = changed.encode()
            new.writestr(name, content)
    return stream.getvalue()


def swap(old: str, new: str, count: int = 1) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, count)


def sub(pattern: str, new: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, new, text, count=1, flags=re.DOTALL)


DOCUMENT, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
HEADER, TYPES, LINKS = (
    "word/headerdefault.xml",
    "[Content_Types].xml",
    "word/_rels/document.xml.rels",
)
BOOKMARK_END = r'<w:bookmarkEnd w:id="1"/>'
TWO_CONTROLS = '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr></w:sdt>' * 2
PARA = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" w14:paraId'

FAULTS = {
    "a paragraph's properties after its runs": (
        DOCUMENT,
        sub(r"(<w:pPr><w:pStyle[^>]*/></w:pPr>)(<w:r>.*?</w:r>)", r"\2\1"),
        "properties_first",
    ),
    "wrong order in rPr": (STYLES, sub(r"(<w:color [^>]*/>)(<w:sz [^>]*/>)", r"\2\1"), "order"),
    "wrong order in tblPr": (
        DOCUMENT,
        sub(r"(<w:tblStyle [^>]*/>)(<w:tblW [^>]*/>)", r"\2\1"),
        "order",
    ),
    "wrong order in sectPr": (
        DOCUMENT,
        sub(r"(<w:pgSz [^>]*/>)(<w:pgMar [^>]*/>)", r"\2\1"),
        "order",
    ),
    "wrong order in settings": (
        SETTINGS,
        sub(r"(<w:zoom [^>]*/>)(<w:mirrorMargins/>)", r"\2\1"),
        "order",
    ),
    "wrong order in a style": (
        STYLES,
        sub(r"(<w:name [^>]*/>)(<w:basedOn [^>]*/>)", r"\2\1"),
        "order",
    ),
    "no tblGrid": (DOCUMENT, sub(r"<w:tblGrid>.*?</w:tblGrid>", ""), "grids"),
    "a cell without a paragraph": (
        DOCUMENT,
        sub(r"(</w:tcPr>)<w:p>.*?</w:p>(</w:tc>)", r"\1\2"),
        "cells",
    ),
    "an undefined paragraph style": (
        DOCUMENT,
        swap('w:pStyle w:val="BodyText"', 'w:pStyle w:val="X"'),
        "style_references",
    ),
    "a missing basedOn target": (
        STYLES,
        swap('basedOn w:val="Normal"', 'basedOn w:val="X"'),
        "style_references",
    ),
    "a run style used for a paragraph": (
        DOCUMENT,
        swap('w:pStyle w:val="BodyText"', 'w:pStyle w:val="LeadChar"'),
        "style_references",
    ),
    "a bookmark name twice": (DOCUMENT, swap("_ts_h_1", "_ts_h_2"), "bookmarks"),
    "a bookmark id twice": (
        DOCUMENT,
        swap('bookmarkStart w:id="2"', 'bookmarkStart w:id="1"'),
        "bookmarks",
    ),
    "a bookmark without its end": (DOCUMENT, sub(BOOKMARK_END, ""), "bookmarks"),
    "a bookmark name with a hyphen": (DOCUMENT, swap("_ts_h_1", "_ts_h-1"), "bookmarks"),
    "a dangling relationship": (DOCUMENT, swap("rIdPicture1", "rIdPicture9"), "relations"),
    "a missing header": (HEADER, lambda _: "", "targets"),
    "a missing content type": (
        TYPES,
        sub(r'<Override PartName="/word/footereven.xml"[^>]*/>', ""),
        "content_types",
    ),
    "a paraId out of range": (DOCUMENT, swap("<w:p>", f'<w:p {PARA}="80000000">'), "unique_ids"),
    "a paraId twice": (DOCUMENT, swap("<w:p>", f'<w:p {PARA}="00000001">', 2), "unique_ids"),
    "a field without its end": (HEADER, swap('<w:fldChar w:fldCharType="end"/>', ""), "fields"),
    "a bad enumeration": (STYLES, swap('w:lineRule="exact"', 'w:lineRule="precise"'), "enums"),
    "an undeclared ignorable prefix": (
        DOCUMENT,
        swap(
            "<w:document ",
            f'<w:document xmlns:mc="{MC[1:-1]}" mc:Ignorable="w15" ',
        ),
        "ignorable",
    ),
    "a lost xml:space": (DOCUMENT, swap(' xml:space="preserve"> “', "> “"), "spaces"),
    "a table last before its section": (
        DOCUMENT,
        sub(
            r'<w:p><w:pPr><w:pStyle w:val="SectionEnd"/></w:pPr></w:p>(<w:sectPr>)',
            r"<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>\1",
        ),
        "after_tables",
    ),
    "two tables without a paragraph between": (
        DOCUMENT,
        sub(
            r'</w:tbl><w:p><w:pPr><w:pStyle w:val="(Band|Box)Gap"/></w:pPr></w:p><w:tbl>',
            "</w:tbl><w:tbl>",
        ),
        "after_tables",
    ),
    "a part that is not well-formed": (DOCUMENT, swap("</w:body>", ""), "well_formed"),
    "a control character": (DOCUMENT, swap("末段", "末\x01段"), "well_formed"),
    "a content control id twice": (
        DOCUMENT,
        swap("<w:sectPr>", f"{TWO_CONTROLS}<w:sectPr>"),
        "unique_ids",
    ),
    "spans that miss the grid": (
        DOCUMENT,
        sub(r'<w:gridSpan w:val="\d+"/>', '<w:gridSpan w:val="9"/>'),
        "grids",
    ),
    "a style without its east-asian face": (STYLES, sub(r' w:eastAsia="宋体"', ""), "font_slots"),
    "a style name twice": (
        STYLES,
        swap('w:name w:val="Box gap"', 'w:name w:val="band gap"'),
        "style_names",
    ),
    "a drawing id twice": (DOCUMENT, swap('<wp:docPr id="2"', '<wp:docPr id="1"'), "unique_ids"),
    "a link to nowhere": (
        DOCUMENT,
        swap('w:anchor="_ts_p_0"', 'w:anchor="_ts_p_9"'),
        "link_targets",
    ),
    "a section without columns": (DOCUMENT, sub(r"<w:cols [^>]*/>", ""), "sections"),
    "direct formatting": (DOCUMENT, swap("<w:rPr>", "<w:rPr><w:b/>"), "no_direct_looks"),
}

# the breaches that validators were compared by; the others above are breaches we met ourselves
COMPARED = (
    "a paragraph's properties after its runs", "wrong order in rPr", "wrong order in tblPr",
    "wrong order in sectPr", "wrong order in settings", "wrong order in a style", "no tblGrid",
    "a cell without a paragraph", "an undefined paragraph style", "a missing basedOn target",
    "a bookmark name twice", "a bookmark id twice", "a bookmark without its end",
    "a dangling relationship", "a missing header", "a missing content type",
    "a paraId out of range", "a paraId twice", "a field without its end", "a bad enumeration",
    "an undeclared ignorable prefix", "a lost xml:space", "a table last before its section",
    "a part that is not well-formed", "a content control id twice", "spans that miss the grid",
    "a style without its east-asian face", "a control character",
)  # fmt: skip


def test_a_document_with_one_of_everything_breaks_no_rule(small: Word) -> None:
    assert findings(small.data) == []


def test_the_review_breaks_no_rule(annual: Word) -> None:
    assert findings(annual.data) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(small: Word, fault: str) -> None:
    part, change, rule = FAULTS[fault]
    found = findings(edited(small.data, part, change))
    assert any(finding.startswith(f"{rule}: ") for finding in found), found


def test_the_twenty_eight_breaches_that_validators_are_compared_by_are_all_planted() -> None:
    assert len(set(COMPARED)) == 28
    assert set(COMPARED) <= set(FAULTS)


def test_every_rule_has_a_fault_that_shows_it_works() -> None:
    assert {rule for _, _, rule in FAULTS.values()} == {rule.__name__ for rule in RULES}


@pytest.mark.parametrize("name", ["small", "annual"])
def test_other_validators_find_nothing(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    integrity = pytest.importorskip("ooxml_integrity", reason="ooxml-integrity is not installed")
    path = tmp_path / f"{name}.docx"
    path.write_bytes(request.getfixturevalue(name).data)
    assert list(audit.OpenXmlValidator().validate(str(path)).errors) == []
    assert integrity.check(path) == []
