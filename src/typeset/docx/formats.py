"""Paragraph and character properties of a role and of what differs from it."""

from __future__ import annotations

from math import floor

from typeset.docx.fonts import word_faces
from typeset.docx.looks import SCRIPTS, CharacterLook, ParagraphLook
from typeset.docx.srgb import hexadecimal
from typeset.docx.xml import element, ordered, twips, value
from typeset.reflow import WORD_BASELINE, Setting
from typeset.style.resolved import Role, Style

RAISED = "raised"
_RAISE = 0.44  # of a mark's size: its top is then where that of the text is

JUSTIFICATION = {"justify": "both", "start": "left", "center": "center", "end": "right"}

# The banner's measures (points): its plate is two lines high, the rule 2 pt under it; two
# lines of white above, and the text below starts where the pages have it.
_RULE, _RULE_GAP = 2.0, 2.0
_PLATE_LINES = 2
_BANNER_ABOVE, _BANNER_BELOW = 1.4, 0.3  # in line pitches
_PLATE_AIR = 4.5  # after each of a plate's characters
PLATE_ROOM = 48.0  # from the margin to the title: the plate and the white after it
_FACE_HEIGHT = 1.46  # of the highest face that ships, in its size
NO_RULE = '<w:pBdr><w:bottom w:val="nil"/></w:pBdr>'
NO_PLATE = f'<w:tabs><w:tab w:val="clear" w:pos="{twips(PLATE_ROOM)}"/></w:tabs>'


def role_run(role: Role, *, over: Role | None = None) -> dict[str, str]:
    """``w:rPr`` children of the role itself, ``over`` those of a style it is based on."""
    tracked = _tracking(role, role.size)
    if over is not None and over.tracking and not tracked:
        tracked = value("spacing", 0)
    return {
        "rFonts": fonts(word_faces(role)),
        "b": "<w:b/>" if role.word_bold else "",
        "bCs": "<w:bCs/>" if role.word_bold else "",
        "color": value("color", hexadecimal(role.color)),
        "spacing": tracked,
        **size(role.size),
    }


def _tracking(role: Role, size: float) -> str:
    """``w:spacing``; what is taken out is not rounded down, or lines would hold less."""
    points = role.tracking * size
    tracked = floor(points * 20) if points < 0 else twips(points)
    return value("spacing", tracked) if tracked else ""


def fonts(faces: tuple[str, str]) -> str:
    """All four slots of ``w:rFonts`` from (east-asian, Latin) names."""
    han, latin = faces
    return element(
        "w:rFonts",
        {"w:ascii": latin, "w:hAnsi": latin, "w:eastAsia": han, "w:cs": latin},
    )


def size(points: float) -> dict[str, str]:
    """``w:sz`` and ``w:szCs``, in half points."""
    half = round(points * 2)
    return {"sz": value("sz", half), "szCs": value("szCs", half)}


def look_run(role: Role | None, look: CharacterLook | ParagraphLook) -> dict[str, str]:
    """``w:rPr`` children for what a look changes of its role (None: the paragraph's)."""
    children: dict[str, str] = {}
    if look.color is not None:
        children["color"] = value("color", hexadecimal(look.color))
    if look.size is not None:
        children |= size(look.size)
        if role is not None and role.tracking:
            children["spacing"] = _tracking(role, look.size)
    if isinstance(look, ParagraphLook):
        if look.setting is not None and look.setting.tracking:
            children["spacing"] = value("spacing", floor(look.setting.tracking * 20))
        children |= {"b": value("b", 0), "bCs": value("bCs", 0)} if look.figure else {}
        return children
    if look.fill is not None:  # a number plate: as wide as it is high, about
        children["shd"] = shading(hexadecimal(look.fill))
        children["spacing"] = value("spacing", twips(_PLATE_AIR))
    if look.script:
        if look.script == RAISED:  # a note's mark keeps its size, as on the pages
            points = look.size or (role.size if role else 0.0)
            children["position"] = value("position", round(2 * _RAISE * points))
        else:
            children["vertAlign"] = value("vertAlign", SCRIPTS[look.script])
    return children


def shading(fill: str) -> str:
    """A flat ground."""
    return element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill})


def role_paragraph(role: Role, *, pitch: float = 0.0, kept: bool = False) -> dict[str, str]:
    """``w:pPr`` children of the role itself.

    Body text snaps to the line grid of that ``pitch``, which is then its line height too; not
    where the face is higher than the pitch, or LibreOffice gives each line two lines of the
    grid. ``kept`` keeps the lines and what follows on one page, as inside a box.
    """
    snaps = pitch >= _FACE_HEIGHT * role.size
    return {
        "keepNext": "<w:keepNext/>" if kept else "",
        "keepLines": "<w:keepLines/>" if kept else "",
        "snapToGrid": "" if snaps else value("snapToGrid", 0),
        "spacing": spacing(pitch or role.leading),
        "ind": _indents(role),
        "jc": value("jc", JUSTIFICATION[role.align]),
    }


def spacing(leading: float, before: float = 0.0, after: float = 0.0) -> str:
    """Exact line height with white before and after, in points."""
    return element(
        "w:spacing",
        {
            "w:before": twips(before),
            "w:after": twips(after),
            "w:line": twips(leading),
            "w:lineRule": "exact",
        },
    )


def _indents(role: Role) -> str:
    """All indents of a role: lines after the first may stand further in (a note's)."""
    if not role.hanging:
        return indent(role.indent, role.size, role.inset)
    left = role.inset + role.hanging
    return element("w:ind", {"w:left": twips(left), "w:hanging": twips(role.hanging - role.indent)})


def indent(first_line: float, size: float, inset: float = 0.0) -> str:
    """A first-line indent, and one of all lines.

    In hundredths of a character, and in twips for readers without.
    """
    left = {"w:leftChars": round(inset / size * 100), "w:left": twips(inset)} if inset else {}
    chars = round(first_line / size * 100) if first_line else 0
    return element("w:ind", left | {"w:firstLineChars": chars, "w:firstLine": twips(first_line)})


def look_paragraph(role: Role, look: ParagraphLook, style: Style) -> dict[str, str]:
    """``w:pPr`` children for what a look changes of its role."""
    children: dict[str, str] = {}
    if look.keep_next or look.outline:
        children["keepNext"] = "<w:keepNext/>"
    if look.outline:
        children["keepLines"] = "<w:keepLines/>"
    if look.align:
        children["jc"] = value("jc", JUSTIFICATION[look.align])
    if look.outline:
        children["outlineLvl"] = value("outlineLvl", look.outline - 1)
    if look.tab:
        children["tabs"] = _tabs(("right", look.tab), leaders=look.leaders)
    if look.size is not None or look.room:
        scale = (look.size or role.size) / role.size
        children["spacing"] = spacing(max(role.leading * scale, look.room))
        if look.size is not None and role.indent:
            children["ind"] = indent(role.indent * scale, look.size)
    if look.flush:
        children["ind"] = indent(0.0, role.size, role.inset)
    if look.readings:
        children["snapToGrid"] = value("snapToGrid", 0)
    if look.figure:  # a figure and its unit: they stand as close as the design has them
        children |= {name: value(name, 0) for name in ("autoSpaceDE", "autoSpaceDN")}
    if look.outline == 1:
        children |= _banner(look, style.grid.pitch)
    if look.setting is not None:
        children |= set_paragraph(look.setting, role)
    if look.plated:
        children["tabs"] = _tabs(("left", PLATE_ROOM))
        children["ind"] = element(
            "w:ind", {"w:left": twips(PLATE_ROOM), "w:hanging": twips(PLATE_ROOM)}
        )
    return children


def _tabs(*stops: tuple[str, float], leaders: bool = False) -> str:
    dots = ' w:leader="dot"' if leaders else ""
    written = (f'<w:tab w:val="{kind}"{dots} w:pos="{twips(place)}"/>' for kind, place in stops)
    return f"<w:tabs>{''.join(written)}</w:tabs>"


_RULES = {"single": "single", "thick-thin": "thickThinSmallGap", "thin-thick": "thinThickSmallGap"}


def set_paragraph(setting: Setting, role: Role) -> dict[str, str]:
    """``w:pPr`` children of a paragraph with an exact place."""
    indents: dict[str, object] = {"w:left": twips(setting.left), "w:right": twips(setting.right)}
    first = twips(setting.first)
    indents |= {"w:hanging": -first} if first < 0 else {"w:firstLineChars": 0, "w:firstLine": first}
    children = {
        "snapToGrid": value("snapToGrid", 0),
        "spacing": spacing(setting.leading or role.leading, setting.before, setting.after),
        "ind": element("w:ind", indents),
    }
    if setting.stops:
        children["tabs"] = _tabs(*setting.stops)
    if setting.rule is not None:
        rule = setting.rule
        drawn = border(rule.side, rule.weight, hexadecimal(rule.color), rule.gap, _RULES[rule.kind])
        children["pBdr"] = ordered("pBdr", {rule.side: drawn})
    if setting.spread:
        children["jc"] = value("jc", "distribute")
    if setting.page:
        children["pageBreakBefore"] = "<w:pageBreakBefore/>"
    return children


def title_white(opens: tuple[float, int], lead: float, pitch: float) -> tuple[float, float]:
    """The white above and below a section's title that puts it where the pages have it.

    ``opens`` is the place of its baseline in its box and the lines of that box (:class:`Para`),
    ``lead`` how much higher a line of Word begins. Its rule is part of what is below.
    """
    baseline, lines = opens
    above = max(0.0, baseline + lead - WORD_BASELINE * _PLATE_LINES * pitch)
    return round(above, 1), round(max(0.0, (lines - _PLATE_LINES) * pitch - above), 1)


def _banner(look: ParagraphLook, pitch: float) -> dict[str, str]:
    accent = look.accent
    above, below = _BANNER_ABOVE * pitch, _BANNER_BELOW * pitch
    if look.white is not None:
        above, below = look.white
        below = max(0.0, below - (_RULE + _RULE_GAP) * (accent is not None))
    white = {"spacing": spacing(_PLATE_LINES * pitch, above, below)}
    if accent is None:
        return white
    rule = border("bottom", _RULE, hexadecimal(accent), _RULE_GAP)
    return {**white, "pBdr": ordered("pBdr", {"bottom": rule})}


def border(side: str, weight: float, color: str, gap: float = 0.0, kind: str = "single") -> str:
    """One border; ``weight`` and ``gap`` in points, written in eighths and whole points."""
    return element(
        f"w:{side}",
        {
            "w:val": kind,
            "w:sz": max(2, round(weight * 8)),
            "w:space": round(gap),
            "w:color": color,
        },
    )
