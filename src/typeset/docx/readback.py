"""An edited DOCX, back from an office, as :class:`~typeset.docx.passages.Edited`."""

from __future__ import annotations

from collections.abc import Mapping

from typeset.docx import base
from typeset.docx.opened import Opened, open_docx
from typeset.docx.passages import Edited, Remark, Revision
from typeset.docx.story import Decide, Story
from typeset.docx.word_styles import W, read_styles

__all__ = ["accepted", "read_docx", "rejected"]

_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))


def accepted(revision: Revision) -> bool:  # noqa: ARG001 - the signature of a decision
    """Every tracked change is taken."""
    return True


def rejected(revision: Revision) -> bool:  # noqa: ARG001 - the signature of a decision
    """No tracked change is taken."""
    return False


def read_docx(
    data: bytes,
    decide: Decide = accepted,
    looks: Mapping[str, tuple[str, ...]] | None = None,
) -> Edited:
    """The document's passages; ``looks`` stand in where the file carries no snapshot.

    Raises:
        Unreadable: the bytes are no Word document that can be read safely.
    """
    opened = open_docx(data)
    item = _snapshot(opened)
    carried = base.read_snapshot(item) if item else None
    known = carried.looks if carried else looks or {}
    main = opened.main
    part = opened.related(main, "styles")
    styles = read_styles(opened.xml(part) if part else None, known)
    story = Story(styles, decide, _comments(opened))
    body = opened.xml(main).find(f"{W}body")
    if body is not None:
        story.read(body)
        story.finish()
    for kind, element in _NOTES:
        _notes(opened, kind, element, story)
    return Edited(
        passages=tuple(story.passages),
        snapshot=item,
        witness=_witness(opened),
        office=_office(opened),
        revisions=tuple(r for p in story.passages for r in p.revisions),
    )


def _notes(opened: Opened, kind: str, element: str, story: Story) -> None:
    part = opened.related(opened.main, kind)
    if not part:
        return
    for note in opened.xml(part).iter(f"{W}{element}"):
        if note.get(f"{W}type", "normal") == "normal":
            story.note = f"{element} {note.get(f'{W}id', '')}"
            story.read(note)
            story.finish()
    story.note = ""


def _comments(opened: Opened) -> dict[str, Remark]:
    """The comments by id; LibreOffice dates some of them in the year 0."""
    part = opened.related(opened.main, "comments")
    if not part:
        return {}
    found: dict[str, Remark] = {}
    for comment in opened.xml(part).iter(f"{W}comment"):
        lines = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in comment.iter(f"{W}p")]
        found[comment.get(f"{W}id", "")] = Remark(
            author=comment.get(f"{W}author", ""),
            date=comment.get(f"{W}date", ""),
            text="\n".join(lines).strip(),
        )
    return found


def _snapshot(opened: Opened) -> bytes | None:
    """The base snapshot, whatever its part is called by now."""
    for relation in opened.relations(opened.main).values():
        if relation.type == "customXml" and opened.has(relation.target):
            data = opened.data(relation.target)
            if base.read_snapshot(data) is not None:
                return data
    return None


def _witness(opened: Opened) -> str:
    part = opened.related("", "custom-properties")
    if not part:
        return ""
    for entry in opened.xml(part):
        if entry.get("name") == base.PROPERTY:
            return "".join(str(text) for text in entry.itertext()).strip()
    return ""


def _office(opened: Opened) -> str:
    part = opened.related("", "extended-properties")
    if not part:
        return ""
    said = (e.text or "" for e in opened.xml(part) if str(e.tag).endswith("}Application"))
    return next(said, "")
