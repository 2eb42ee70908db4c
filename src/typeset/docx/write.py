"""The one entry point: everything in order, from the body to the bytes."""

from __future__ import annotations

from typeset.docx import base, embedding, fonts, package, sections
from typeset.docx.body import note_part
from typeset.docx.draft import Draft
from typeset.docx.embedding import EmbeddedFace
from typeset.docx.furniture import first_footer, footer, header, no_footer, turned_footer
from typeset.docx.looks import BODY, Looks
from typeset.docx.settings import settings
from typeset.docx.styles import styles
from typeset.docx.theme import theme
from typeset.docx.xml import element, parsed, root
from typeset.model.publication import Publication
from typeset.project import Project
from typeset.reflow import Para, Reflow
from typeset.style.resolved import Style


def write_docx(
    reflow: Reflow,
    publication: Publication,
    style: Style,
    *,
    project: Project | None = None,
    snapshot: bool = True,
    faces: tuple[EmbeddedFace, ...] = (),
) -> bytes:
    """The publication as an editable DOCX; the same input gives the same bytes.

    ``snapshot=False`` leaves out the base snapshot (the text as written, by which edits
    are merged back); a file without it needs the content's former state to be merged.
    ``project`` holds the files of pictures; ``faces`` are embedded.
    """
    draft = Draft(
        style=style,
        looks=Looks(style),
        project=project,
        first_foot=reflow.first_foot is not None,
        foot_place=reflow.foot_place,
        first_head=reflow.first_head,
        exact=reflow.exact,
        placed=reflow.placed,
        spare=reflow.spare,
    )
    draft.numbering.headings = draft.looks.numbered = reflow.headings
    draft.looks.headings |= _own_headings(reflow, draft)
    body = sections.body(reflow.items, draft)
    notes = {f"{draft.notes.kind}s": note_part(draft)} if draft.notes.found else {}
    furniture = _furniture(publication, reflow, draft)
    newer = "w15 mc" if notes else ""  # says how wide notes are, to offices that know of it
    document = root(
        "w:document",
        f"w r wp a pic adec {newer}",
        {"mc:Ignorable": "w15"} if notes else {},
        element("w:body", None, body),
    )
    parts = _parts(draft, faces)  # names every style
    if draft.numbering.any:
        parts["numbering"] = parsed(draft.numbering.part(draft.looks.heading_styles()))
    item = base.snapshot(publication, draft.anchors.records, draft.looks.marks())
    contents = package.Contents(
        document=parsed(document),
        parts=(
            *package.document_parts({**parts, **notes}, furniture),
            *package.pictures(draft.pictures),
        ),
        links=tuple(draft.links.items()),
        fonts=embedding.parts(faces),
        snapshot=(item, base.item_properties(publication)) if snapshot else None,
    )
    return package.package(contents, publication.metadata)


def _own_headings(reflow: Reflow, draft: Draft) -> dict[int, str]:
    """The roles made for Word's own headings, though another of their level comes first."""
    headings = [item for item in reflow.items if isinstance(item, Para) and item.outline]
    return {
        heading.outline: heading.role
        for heading in reversed(headings)
        if draft.looks.role(heading.role).word_style == f"heading {heading.outline}"
    }


def _furniture(publication: Publication, reflow: Reflow, draft: Draft) -> dict[str, bytes]:
    """Headers and footers by relationship id."""
    parts: dict[str, bytes] = {}
    for side in sections.sides(draft.style):
        parts[sections.relation("header", side)] = header(
            side, publication.metadata, reflow.running_title, draft
        )
        parts[sections.relation("footer", side)] = footer(side, draft)
        for kind in sorted(draft.footer_kinds - {""}):
            own = turned_footer(side, draft) if kind == "Turned" else no_footer(draft)
            parts[sections.relation(f"footer{kind}", side)] = own
    if reflow.first_foot is not None:
        parts[sections.relation("footer", "first")] = first_footer(reflow.first_foot, draft)
    return parts


def _parts(draft: Draft, embedded: tuple[EmbeddedFace, ...]) -> dict[str, bytes]:
    """The parts that hold for the whole document, by name."""
    style = draft.style
    written = styles(draft.looks, draft.tables.values())
    faces = [face for role in style.roles.values() for face in fonts.word_faces(role)]
    body = fonts.word_faces(style.roles[BODY])
    first = draft.looks.headings.get(1)
    title = fonts.word_faces(draft.looks.role(first)) if first else body
    return {
        "styles": parsed(written),
        "settings": settings(style, embeds=bool(embedded), notes=bool(draft.notes.found)),
        "fontTable": fonts.font_table(faces, embedding.entries(embedded)),
        "theme": theme(style, title, body),
    }
