"""What the engine made (labels, references): fields in Word, and no text of the content."""

from __future__ import annotations

from tests.docx.parts import part, said, value, written
from typeset.docx.readback import read_docx
from typeset.model.publication import Publication
from typeset.reflow import Para, ReRun
from typeset.style import Style

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

LABEL = (
    ReRun(text="图", role="caption-label", made=True),
    ReRun(text="3", role="caption-label", made=True, field=r"SEQ 图 \* ARABIC"),
)
CAPTION = Para(
    role="caption", runs=(ReRun(text="产值增长"),), id="f-caption", label=LABEL, label_of="f"
)


def test_a_caption_s_number_is_a_field_in_a_bookmark(
    style: Style, publication: Publication
) -> None:
    data = written(style, publication, CAPTION)
    document = part(data, "word/document.xml")
    assert r" SEQ 图 \* ARABIC " in said(document)
    names = [mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")]
    assert "_Ref_f" in names
    assert next(value(p, "pPr/pStyle") for p in document.iter(f"{W}p")) == "Caption"


def test_a_label_is_no_text_of_the_paragraph(style: Style, publication: Publication) -> None:
    edited = read_docx(written(style, publication, CAPTION))
    assert [passage.text for passage in edited.passages] == ["产值增长"]
