"""``word/styles.xml``: one named style per role, per look derived from it, and per box design."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from typeset.docx import formats
from typeset.docx.fonts import word_faces
from typeset.docx.gap_styles import BAND_GAP, gap_styles
from typeset.docx.looks import BODY, CharacterLook, Looks, ParagraphLook, camel
from typeset.docx.numbering import heading_number
from typeset.docx.settings import word_language
from typeset.docx.xml import element, ordered, root, value
from typeset.scripts.classes import load_script
from typeset.style.resolved import OWN_GAP, Role, Style

GAP, SECTION_END, PICTURE, SECTION_TITLE, HYPERLINK = (
    "BoxGap",
    "SectionEnd",
    "Picture",
    "SectionTitle",
    "Hyperlink",
)
PLATE_NAME, LABEL_NAME = "Number plate", "Label"
SECTION_TITLE_NAME = "Section title"
CARRIER = 1.0  # points: the height of a paragraph that only carries a section's end
_GAP_LINES = 0.5

# names Word knows by itself; all others are written as custom styles
_BUILT_IN = {
    *("normal", "body text", "header", "footer", "title", "subtitle", "caption", "quote"),
    *(
        "strong",
        "emphasis",
        "list paragraph",
        "footnote text",
        "footnote reference",
        "toc heading",
        "toc 1",
        "toc 2",
        "toc 3",
    ),
}
_RUN_TAGS = {"Span", "Strong", "Em", "Lbl"}  # structure types of roles meant for runs


def styles(looks: Looks, tables: Iterable[str]) -> bytes:
    """The styles part for all looks asked for; ``tables`` are written table styles."""
    style = looks.style
    children = [
        _defaults(style),
        element(
            "w:latentStyles",
            {
                "w:defLockedState": 0,
                "w:defUIPriority": 99,
                "w:defSemiHidden": 0,
                "w:defUnhideWhenUsed": 0,
                "w:defQFormat": 0,
                "w:count": 376,
            },
        ),
        _normal(style),
        _DEFAULT_CHARACTER,
        _TABLE_NORMAL,
        _NO_LIST,
        *_paragraph_styles(looks),
        *_character_styles(looks),
        *_own(style),
        *gap_styles(looks.gaps),
        *tables,
    ]
    return root("w:styles", "w", {}, *children)


def _defaults(style: Style) -> str:
    body = style.roles[BODY]
    language = element(
        "w:lang",
        {"w:val": "en-US", "w:eastAsia": word_language(style.rules.language), "w:bidi": "ar-SA"},
    )
    run = ordered(
        "rPr",
        {
            "rFonts": formats.fonts(word_faces(body)),
            "lang": language,
            **formats.size(body.size),
        },
    )
    return (
        f"<w:docDefaults><w:rPrDefault>{run}</w:rPrDefault>"
        "<w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>"
    )


def named_style(
    kind: str, identifier: str, children: dict[str, str], custom: bool = True, default: bool = False
) -> str:
    """One ``w:style``; ``children`` by name as in the schema's order."""
    return element(
        "w:style",
        {
            "w:type": kind,
            "w:default": 1 if default else None,
            "w:customStyle": 1 if custom else None,
            "w:styleId": identifier,
        },
        ordered("style", children, wrap=False),
    )


_WIDOWS = "<w:widowControl/>"


def _normal(style: Style) -> str:
    body, rules = style.roles[BODY], style.rules
    gap = load_script(rules.language).autospace if rules.autospace == OWN_GAP else rules.autospace
    paragraph = {
        **formats.role_paragraph(body, pitch=style.grid.pitch),
        "ind": "",
        # where characters fill cells, lines fill pages one by one
        "widowControl": value("widowControl", 0) if style.grid.em else _WIDOWS,
        "kinsoku": value("kinsoku", 0) if rules.kinsoku == "none" else "",
        "overflowPunct": value("overflowPunct", int(rules.hang != "none")),
        "topLinePunct": value("topLinePunct", 1),
        "autoSpaceDE": "" if gap else value("autoSpaceDE", 0),
        "autoSpaceDN": "" if gap else value("autoSpaceDN", 0),
    }
    children = {
        "name": value("name", "Normal"),
        "qFormat": "<w:qFormat/>",
        "pPr": ordered("pPr", paragraph),
        "rPr": ordered("rPr", formats.role_run(body)),
    }
    return named_style("paragraph", "Normal", children, custom=False, default=True)


_DEFAULT_CHARACTER = named_style(
    "character",
    "DefaultParagraphFont",
    {
        "name": value("name", "Default Paragraph Font"),
        "uiPriority": value("uiPriority", 1),
        "semiHidden": "<w:semiHidden/>",
        "unhideWhenUsed": "<w:unhideWhenUsed/>",
    },
    custom=False,
    default=True,
)
NO_CELL_MARGINS = ordered(
    "tblCellMar",
    {
        side: element(f"w:{side}", {"w:w": 0, "w:type": "dxa"})
        for side in ("top", "left", "bottom", "right")
    },
)
_TABLE_NORMAL = named_style(
    "table",
    "TableNormal",
    {
        "name": value("name", "Normal Table"),
        "uiPriority": value("uiPriority", 99),
        "semiHidden": "<w:semiHidden/>",
        "unhideWhenUsed": "<w:unhideWhenUsed/>",
        "tblPr": ordered(
            "tblPr",
            {
                "tblInd": element("w:tblInd", {"w:w": 0, "w:type": "dxa"}),
                "tblCellMar": NO_CELL_MARGINS,
            },
        ),
    },
    custom=False,
    default=True,
)
_NO_LIST = named_style(
    "numbering",
    "NoList",
    {
        "name": value("name", "No List"),
        "uiPriority": value("uiPriority", 99),
        "semiHidden": "<w:semiHidden/>",
        "unhideWhenUsed": "<w:unhideWhenUsed/>",
    },
    custom=False,
    default=True,
)


# -- paragraphs ---------------------------------------------------------------------------


def _paragraph_styles(looks: Looks) -> Iterator[str]:
    for look, identifier in list(looks.paragraphs.items()):
        role = looks.role(look.role)
        base = looks.base(look)
        if look == base:
            yield _base_paragraph(looks, role, look, identifier)
        else:
            yield _derived_paragraph(looks, role, look, identifier)
    used = {look.role for look in looks.paragraphs} | {look.role for look in looks.characters}
    for name in sorted(set(looks.style.roles) - used):
        role, look = looks.role(name), ParagraphLook(role=name)
        if role.tag in _RUN_TAGS:
            looks.character(CharacterLook(role=name))
        else:
            yield _base_paragraph(looks, role, look, looks.paragraph(look), spare=True)


def _base_paragraph(
    looks: Looks, role: Role, look: ParagraphLook, identifier: str, spare: bool = False
) -> str:
    style = looks.style
    name = looks.name(
        role.name if spare and _is_heading(role) else paragraph_name(looks, look), identifier
    )
    kept = looks.keeps(look.role)
    pitch = style.grid.pitch if role.name == BODY else 0.0
    paragraph = {
        **formats.role_paragraph(role, pitch=pitch, kept=kept),
        **formats.look_paragraph(role, look, style),
    }
    if look.outline and looks.numbered and looks.headings[look.outline] == look.role:
        paragraph |= heading_number(looks.numbered, look.outline - 1)
    linked = looks.characters.get(CharacterLook(role=look.role), "")
    own_run = formats.role_run(role, over=style.roles[BODY])  # Normal is what the body is
    children = {
        "name": value("name", name),
        "basedOn": value("basedOn", "Normal"),
        "next": value("next", "BodyText") if look.outline else "",
        "link": value("link", linked) if linked else "",
        "uiPriority": value("uiPriority", 99 if spare else 9 if look.outline else 20),
        "unhideWhenUsed": "<w:unhideWhenUsed/>" if spare else "",
        "semiHidden": "<w:semiHidden/>" if spare else "",
        "qFormat": "" if spare else "<w:qFormat/>",
        "pPr": ordered("pPr", paragraph),
        "rPr": ordered("rPr", {**own_run, **formats.look_run(role, look)}),
    }
    built_in = name.startswith("heading ") or name.lower() in _BUILT_IN
    return named_style("paragraph", identifier, children, custom=not built_in)


def _derived_paragraph(looks: Looks, role: Role, look: ParagraphLook, identifier: str) -> str:
    base = looks.base(look)
    own = paragraph_name(looks, base).replace("heading", "Heading")  # the small one is Word's
    name = looks.name(" ".join((own, *looks.suffixes(look))), identifier)
    paragraph = formats.look_paragraph(role, look, looks.style)
    run = formats.look_run(role, look)
    if look.outline:  # the first heading's own colour, rule and plate are not inherited
        paragraph = {
            **formats.role_paragraph(role),
            "pBdr": formats.NO_RULE if base.accent is not None else "",
            "tabs": formats.NO_PLATE if base.plated else "",
            **paragraph,
        }
        run = {**formats.role_run(role), **run}
    children = {
        "name": value("name", name),
        "basedOn": value("basedOn", looks.paragraphs[base]),
        "next": value("next", "BodyText") if look.outline else "",
        "uiPriority": value("uiPriority", 9 if look.outline else 30),
        "pPr": ordered("pPr", paragraph),
        "rPr": ordered("rPr", run),
    }
    return named_style("paragraph", identifier, children)


def paragraph_name(looks: Looks, look: ParagraphLook) -> str:
    """What the style of a role is called in Word: built-in names where Word has them."""
    furniture = looks.style.furniture
    role = looks.role(look.role)
    own = role.word_style or ("Body Text" if look.role == BODY else look.role)
    if look.role == furniture.head_role:
        return "header"
    if look.role == furniture.folio_role:
        return "footer"
    if not look.outline:
        return own
    heading = f"heading {look.outline}"
    if looks.headings[look.outline] == look.role:
        return heading
    return f"{heading.title()} {look.role}"


def _is_heading(role: Role) -> bool:
    return role.word_style.lower().startswith("heading ")


# -- runs ---------------------------------------------------------------------------------


def _character_styles(looks: Looks) -> Iterator[str]:
    paragraphs = {look.role: look for look in looks.paragraphs if looks.base(look) == look}
    for look, identifier in looks.characters.items():
        role = looks.role(look.role) if look.role else None
        base = CharacterLook(role=look.role)
        name, linked = "text", ""
        if role is not None:
            name = role.word_style or look.role
            if look.role in paragraphs:
                own = paragraphs[look.role]
                name, linked = f"{paragraph_name(looks, own)} Char", looks.paragraphs[own]
        run = formats.role_run(role) if role is not None and look == base else {}
        derived = " ".join((name, *looks.suffixes(look)))
        children = {
            "name": value("name", looks.name(_plate_name(look, looks) or derived, identifier)),
            "basedOn": value(
                "basedOn",
                looks.characters[base] if role and look != base else "DefaultParagraphFont",
            ),
            "link": value("link", linked) if linked and look == base else "",
            "uiPriority": value("uiPriority", 21),
            "qFormat": "<w:qFormat/>" if role and look == base and not linked else "",
            "rPr": ordered("rPr", {**run, **formats.look_run(role, look)}),
        }
        built_in = name.lower() in _BUILT_IN and look == base and not linked
        yield named_style("character", identifier, children, custom=not built_in)


def _plate_name(look: CharacterLook, looks: Looks) -> str:
    """What the engine made has a name of its own, by which readers leave it out of the text."""
    if look.made:
        return " ".join((LABEL_NAME, look.role or "text", *looks.suffixes(look)[:-1]))
    if look.fill is None:
        return ""
    return f"{PLATE_NAME} {look.role} {looks.color_name(look.fill)}"


def _own(style: Style) -> Iterator[str]:
    """The few styles no role stands for: gaps round boxes, pictures, links, titles' text."""
    pitch = style.grid.pitch
    tiny = {"snapToGrid": value("snapToGrid", 0), "ind": formats.indent(0, 1)}
    for identifier, name, leading in (
        (GAP, "Box gap", pitch * _GAP_LINES),
        (BAND_GAP, "Band gap", pitch),
        (SECTION_END, "Section end", CARRIER),
    ):
        yield named_style(
            "paragraph",
            identifier,
            {
                "name": value("name", name),
                "basedOn": value("basedOn", "Normal"),
                "uiPriority": value("uiPriority", 40),
                "pPr": ordered("pPr", {**tiny, "spacing": formats.spacing(leading)}),
                "rPr": ordered("rPr", formats.size(1)),
            },
        )
    line = element("w:spacing", {"w:before": 0, "w:after": 0, "w:line": 240, "w:lineRule": "auto"})
    yield named_style(
        "paragraph",
        PICTURE,
        {
            "name": value("name", "Picture"),
            "basedOn": value("basedOn", "Normal"),
            "uiPriority": value("uiPriority", 40),
            "pPr": ordered("pPr", {**tiny, "spacing": line, "jc": value("jc", "left")}),
            "rPr": ordered("rPr", formats.size(1)),
        },
    )
    yield named_style(
        "character",
        SECTION_TITLE,
        {
            "name": value("name", SECTION_TITLE_NAME),
            "basedOn": value("basedOn", "DefaultParagraphFont"),
            "uiPriority": value("uiPriority", 41),
        },
    )
    yield named_style(
        "character",
        HYPERLINK,
        {
            "name": value("name", "Hyperlink"),
            "basedOn": value("basedOn", "DefaultParagraphFont"),
            "uiPriority": value("uiPriority", 99),
        },
        custom=False,
    )


def table_style_id(name: str) -> str:
    """The id of a box design's table style: ``Box hero`` is ``BoxHero``."""
    return camel(name)
