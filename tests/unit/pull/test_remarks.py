"""Tracked changes and comments; and files that have lost their snapshot."""

from __future__ import annotations

from pathlib import Path

from tests.unit.pull.conftest import anchored, pulled, reads, with_new_part, with_part
from typeset.docx.readback import rejected
from typeset.project import Project
from typeset.pull import pull

B = "sections/02-b.md"
INS = '<w:ins w:id="1" w:author="甲" w:date="2022-01-01T00:00:00Z">{}</w:ins>'
DEL = '<w:del w:id="2" w:author="甲" w:date="2022-01-01T00:00:00Z">{}</w:del>'


def tracked(sent: bytes) -> bytes:
    new = INS.format("<w:r><w:t>自成一体</w:t></w:r>")
    old = DEL.format("<w:r><w:delText>内容独立</w:delText></w:r>")
    return anchored(
        sent, "b_1", "内容独立。</w:t></w:r>",
        f"</w:t></w:r>{old}{new}<w:r><w:t>。</w:t></w:r>",
    )  # fmt: skip


def test_tracked_changes_are_taken_as_made_or_as_not_made(twin: Path, sent: bytes) -> None:
    taken = pulled(tracked(sent), twin)
    assert "第二章的第一段，自成一体。" in reads(twin, taken)
    assert pull(tracked(sent), Project(twin), decide=rejected).files == {}


def test_each_tracked_change_may_be_decided_by_itself(twin: Path, sent: bytes) -> None:
    plan = pull(tracked(sent), Project(twin), decide=lambda r: r.kind == "insertion")
    assert "第二章的第一段，内容独立自成一体。" in reads(twin, plan)


def test_a_tracked_paragraph_end_joins_or_parts(twin: Path, sent: bytes) -> None:
    mark = DEL.format("").replace("></w:del>", "/>")
    data = anchored(sent, "b_1", "</w:pPr>", f"<w:rPr>{mark}</w:rPr></w:pPr>")
    assert [c.kind for c in pulled(data, twin).changes] == ["merged"]
    assert pull(data, Project(twin), decide=rejected).changes == ()


def test_comments_go_to_the_notes_with_their_place(twin: Path, sent: bytes) -> None:
    comments = (
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:comment w:id="0" w:author="乙" w:date="0-00-00T00:00:00Z"><w:p><w:r><w:t>请核实</w:t>'
        "</w:r></w:p></w:comment></w:comments>"
    )
    data = anchored(
        sent, "b_1", "<w:bookmarkStart", '<w:commentRangeStart w:id="0"/><w:bookmarkStart'
    )
    end = '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    data = anchored(data, "b_1", "</w:p>", end)
    link = (
        '<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/comments" Target="comments.xml"/></Relationships>'
    )
    data = with_part(
        data, lambda xml: xml.replace("</Relationships>", link), "word/_rels/document.xml.rels"
    )
    plan = pulled(with_new_part(data, "word/comments.xml", comments), twin)
    (note,) = plan.notes
    assert (note.id, note.author, note.quote, note.text) == (
        "b-1", "乙", "第二章的第一段，内容独立。", "请核实",
    )  # fmt: skip
    assert (note.place.file, note.place.line) == (B, 7)


# -- without the snapshot -----------------------------------------------------------------------


def test_without_a_snapshot_the_content_itself_is_the_base(twin: Path, sent: bytes) -> None:
    data = with_part(
        anchored(sent, "b_1", "内容独立", "内容单列"),
        lambda xml: xml.replace('customXml"', 'nothing"'),
        "word/_rels/document.xml.rels",
    )
    plan = pulled(data, twin)
    assert [c.kind for c in plan.changes] == ["changed"]
    assert [f.code for f in plan.findings] == ["pull/no-base"]
