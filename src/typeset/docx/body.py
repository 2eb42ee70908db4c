"""Paragraphs and runs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from operator import attrgetter

from typeset.color import WHITE
from typeset.docx import heights
from typeset.docx.anchors import bookmark_name, label_name
from typeset.docx.draft import Draft
from typeset.docx.fields import closing, field, hidden, opening
from typeset.docx.formats import RAISED, title_white
from typeset.docx.ground import ground_runs
from typeset.docx.looks import BODY, CharacterLook, ParagraphLook
from typeset.docx.numbering import reference
from typeset.docx.spoken import spoken
from typeset.docx.styles import HYPERLINK, SECTION_TITLE
from typeset.docx.xml import element, escape, value
from typeset.reflow import WORD_BASELINE, Para, ReRun

NOTE = "note"  # the kind of a note's paragraphs in the base snapshot

# Marks that Latin and Chinese share: the hint puts them into the Han face. Runs of plain
# ASCII need none.
_BOOKMARK = re.compile(r"\{(label:)?([^{}]+)\}")
_SHARED = re.compile("[^\u0000-\u007f]")


def paragraph(
    para: Para,
    draft: Draft,
    section: str = "",
    *,
    boxed: bool = False,
    tab: float = 0.0,
    around: Callable[[str], str] | None = None,
    kind: str = "",
) -> str:
    """The paragraph as ``w:p``, anchored by its id.

    ``section`` is the ``w:sectPr`` of a section that ends with it; ``tab`` the place of its
    right tab stop, in points; ``boxed`` says that it stands in a box; ``around`` wraps its
    runs once more.
    """
    if para.outline == 1:
        draft.notes.section_begins()
    figure = _mixes_weights(para, draft)
    (draft.looks.boxed if boxed else draft.looks.loose).add(para.role)
    look = draft.looks.paragraph(_look(para, draft, tab or para.tab, figure))
    own = CharacterLook(role=para.role, size=para.size, color=para.color)
    own = own if figure else CharacterLook()
    said = spoken(para)
    content = "".join(_spans(para, draft, own))
    kind = kind or ("heading" if para.outline else "paragraph")
    anchored = draft.anchors.wrap(para.id, kind, para.span.file, said.text, content, said.marks)
    if around is not None:
        anchored = around(anchored)
    behind = ground_runs(para.ground, draft) if para.ground else ""
    mark = _RUNS_IN if para.runs_in else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{look}"/>{_counted(para, draft)}{mark}{section}</w:pPr>'
        f"{behind}{_plate(para, draft)}{_label(para, draft)}{anchored}</w:p>"
    )


_RUNS_IN = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
"""Word's style separator: a paragraph's mark that does not end its line."""


def empty(style: str, section: str = "", content: str = "") -> str:
    """A paragraph without text, where the format demands one or a drawing is anchored."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{section}</w:pPr>{content}</w:p>'


def _look(para: Para, draft: Draft, tab: float, figure: bool) -> ParagraphLook:
    room = heights.room(para, draft.looks)
    return ParagraphLook(
        role=para.role,
        outline=para.outline,
        size=para.size,
        color=para.color,
        align=para.align,
        tab=tab if any("\t" in run.text for run in para.runs) else 0.0,
        leaders=para.leaders,
        room=round(room, 1) if room > heights.leading(para, draft.looks) else 0.0,
        keep_next=para.keep_next,
        plated=bool(para.number),
        accent=para.accent if para.outline else None,
        figure=figure,
        readings=any(run.reading for run in para.runs),
        flush=para.flush,
        setting=para.setting,
        white=_white(para, draft),
    )


def _white(para: Para, draft: Draft) -> tuple[float, float] | None:
    """What a section's title has above and below, on pages like ours."""
    if not draft.placed or para.opens is None:
        return None
    grid = draft.style.grid
    lead = WORD_BASELINE * grid.pitch - grid.first_baseline
    return title_white(para.opens, lead, grid.pitch)


def _mixes_weights(para: Para, draft: Draft) -> bool:
    """Whether a bold paragraph holds runs in roles of their own.

    Bold in the paragraph's and in the run's style cancel each other (ECMA-376 17.7.3), so
    then the paragraph gives its bold up and every run says for itself.
    """
    if not draft.looks.role(para.role).word_bold:
        return False
    return any(run.role not in ("", para.role) for run in para.runs)


def _plate(para: Para, draft: Draft) -> str:
    """The number before a heading: white on its accent, and a tab to the title."""
    if not para.number:
        return ""
    role = para.number_role or para.role
    look = CharacterLook(role=role, color=WHITE, fill=para.accent)
    style = draft.looks.character(look)
    text = escape(f" {para.number} ")  # no-break spaces would show as seams in LibreOffice
    plate = f'<w:rPr>{value("rStyle", style)}</w:rPr><w:t xml:space="preserve">{text}</w:t>'
    return f"<w:r>{plate}</w:r><w:r><w:tab/></w:r>"


def _counted(para: Para, draft: Draft) -> str:
    """``w:numPr`` of an item, or of a heading that its style's numbers leave out."""
    if para.listed is not None:
        return draft.numbering.item(para.listed)
    if para.outline and draft.looks.numbered and not para.numbered:
        return reference(0, 0)
    return ""


def _label(para: Para, draft: Draft) -> str:
    """The label before a caption in a bookmark, by which fields refer to it, and white."""
    if not para.label:
        return ""
    runs = "".join(run_xml(run, para, draft, CharacterLook()) for run in para.label)
    style = draft.looks.character(CharacterLook(role=para.label[0].role, made=True))
    space = '<w:t xml:space="preserve">\u3000</w:t>'
    white = f"<w:r><w:rPr>{value('rStyle', style)}</w:rPr>{space}</w:r>"
    return draft.anchors.around(para.label_of, runs) + (white if para.runs else "")


# -- runs ---------------------------------------------------------------------------------


def _spans(para: Para, draft: Draft, own: CharacterLook) -> Iterable[str]:
    """The runs, with a bookmark round those of one figure and a link round those of one target."""

    def whose(run: ReRun) -> tuple[str, str]:
        return run.anchor, run.link

    for (anchor, link), group in itertools.groupby(para.runs, whose):
        runs = tuple(_joined(group))
        content = "".join(run_xml(run, para, draft, own) for run in runs)
        text = "".join(run.text for run in runs)
        if link:
            content = _link(link, content, draft)
        if runs[0].opens:
            content = opening(instruction(runs[0].opens)) + content
        if runs[-1].closes:
            content += closing()
        yield draft.anchors.wrap(anchor, "metric", para.span.file, text, content)


_SAME = attrgetter(*(f.name for f in fields(ReRun) if f.name not in ("text", "part")))


def _joined(runs: Iterable[ReRun]) -> Iterable[ReRun]:
    """The runs, those of one look as one: an editor's click then finds whole words."""
    for _, group in itertools.groupby(runs, _SAME):
        same = tuple(group)
        if len(same) == 1 or same[0].line_break or same[0].reading:
            yield from same
        else:
            yield replace(same[0], text="".join(run.text for run in same))


def _link(target: str, content: str, draft: Draft) -> str:
    if target.startswith("#"):
        return element("w:hyperlink", {"w:anchor": bookmark_name(target[1:])}, content)
    return element("w:hyperlink", {"r:id": draft.link(target)}, content)


def run_xml(run: ReRun, para: Para, draft: Draft, own: CharacterLook) -> str:
    """One run as ``w:r``; its style is named, only the east-asian hint is its own."""
    if run.note is not None:
        return draft.notes.reference(run.note, _mark(run, para, draft))
    style = _named(run, para, draft, own)
    hint = '<w:rFonts w:hint="eastAsia"/>' if _SHARED.search(run.text) else ""
    said = f"{style}{hint}{_said_of_itself(run, draft)}"
    properties = f"<w:rPr>{said}</w:rPr>" if said else ""
    if run.field:
        return field(instruction(run.field), run.text, properties)
    content = text_xml(run.text) + ("<w:br/>" if run.line_break else "")
    made = f"<w:r>{properties}{content}</w:r>" if content else ""
    if run.reading:
        made = _with_reading(made, run, heights.run_size(run, para, draft.looks))
    return _indexed(run, made, draft) if run.marks else made


def _indexed(run: ReRun, made: str, draft: Draft) -> str:
    """A run with its marks of the index: hidden fields before it, bookmarks around."""
    for name, said in run.marks:
        made = draft.anchors.around(name, hidden(said) + made if said else made)
    return made


def _named(run: ReRun, para: Para, draft: Draft, own: CharacterLook) -> str:
    """``w:rStyle`` of a run; most runs of a book look alike, so looks are remembered."""
    looks = (run.role, run.size, run.color, run.script, run.made, bool(run.link))
    key = (*looks, para.role, para.size, para.color, para.outline, own.role)
    if (known := draft.run_styles.get(key)) is None:
        known = draft.run_styles[key] = _style(run, para, draft, own)
    return known


def _style(run: ReRun, para: Para, draft: Draft, own: CharacterLook) -> str:
    size = run.size if run.size != para.size else None
    color = run.color if run.color != para.color else None
    look = CharacterLook(
        role=run.role, size=run.size, color=run.color, script=run.script, made=run.made
    )
    if run.role in ("", para.role):
        look = replace(
            own, size=size or own.size, color=color or own.color, script=run.script, made=run.made
        )
    if look != CharacterLook():
        return value("rStyle", draft.looks.character(look))
    if run.link:
        return value("rStyle", HYPERLINK)
    return value("rStyle", SECTION_TITLE) if para.outline == 1 else ""


def _mark(run: ReRun, para: Para, draft: Draft) -> str:
    """The named style of a note's mark: raised, in the size of what is around it."""
    size = para.size or draft.looks.role(para.role).size
    scaled = draft.looks.role(run.role).size * size / draft.looks.role(BODY).size
    look = CharacterLook(role=run.role, size=scaled, script=RAISED, made=True)
    return f"<w:rPr>{value('rStyle', draft.looks.character(look))}</w:rPr>"


def note_part(draft: Draft) -> bytes:
    """The part with all notes referred to."""
    look = CharacterLook(role=draft.style.notes.role, made=True)
    properties = f"<w:rPr>{value('rStyle', draft.looks.character(look))}</w:rPr>"

    def written(para: Para, around: Callable[[str], str]) -> str:
        return paragraph(para, draft, around=around, kind=NOTE)

    return draft.notes.part(written, properties)


def instruction(written: str) -> str:
    """A field's instruction with the names of bookmarks: ``PAGEREF _ts_map``."""
    return _BOOKMARK.sub(lambda m: (label_name if m[1] else bookmark_name)(m[2]), written)


def _said_of_itself(run: ReRun, draft: Draft) -> str:
    """Marks beside the text and its language (CL-DX-05), in the order of CT_RPr."""
    underline = value("u", run.underline) if run.underline else ""
    dots = value("em", "underDot" if not run.language.startswith("ja") else "dot")
    tongue = element("w:lang", {"w:eastAsia": run.language}) if run.language else ""
    cell = {"w:id": draft.next_upright(), "w:vert": 1, "w:vertCompress": 1} if run.upright else {}
    upright = element("w:eastAsianLayout", cell) if cell else ""
    return f"{underline}{dots if run.emphasis_dots else ''}{tongue}{upright}"


def _with_reading(base: str, run: ReRun, size: float) -> str:
    """A run with its ruby, half its size, solid above it."""
    half = value("hps", str(round(size)))
    raised = value("hpsRaise", str(round(2 * size) - 2))
    whole = value("hpsBaseText", str(round(2 * size)))
    language = value("lid", run.language or "zh-CN")
    settings = f"<w:rubyPr>{value('rubyAlign', 'center')}{half}{raised}{whole}{language}</w:rubyPr>"
    small = f"<w:rPr>{value('sz', str(round(size)))}</w:rPr>"
    text = f"<w:rt><w:r>{small}{text_xml(run.reading)}</w:r></w:rt>"
    return f"<w:r><w:ruby>{settings}{text}<w:rubyBase>{base}</w:rubyBase></w:ruby></w:r>"


_OWN_ELEMENTS = {"\t": "<w:tab/>", "\u00ad": "<w:softHyphen/>"}


def text_xml(text: str) -> str:
    """Characters as ``w:t``; tabs and soft hyphens as Word has them. Outer spaces are kept."""
    pieces = re.split("([\t\u00ad])", text)
    return "".join(_OWN_ELEMENTS.get(piece) or _text(piece) for piece in pieces if piece)


def _text(text: str) -> str:
    kept = text != text.strip() or "  " in text or "\n" in text
    space = ' xml:space="preserve"' if kept else ""
    return f"<w:t{space}>{escape(text)}</w:t>"
