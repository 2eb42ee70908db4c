"""From the style as written to the style as used: points, inks, no names left open.

Foot and edge margins follow from the sheet, the two margins chosen and the type area. One
full-width character (``zw``) of the grid is the size of the role ``body``; lengths of a role
in ``zw`` are of its own size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from typeset.column_set import ColumnRule
from typeset.diagnostics import Sink, Span, nearest
from typeset.flow import WritingMode
from typeset.geometry import Size
from typeset.style import shelf
from typeset.style.columns import RULE_WEIGHT, unequal
from typeset.style.design import Design
from typeset.style.design_names import check_names
from typeset.style.direction import type_size
from typeset.style.extend import once
from typeset.style.inks import Inks
from typeset.style.label import NONE
from typeset.style.notes import note_rules
from typeset.style.numbering import resolve_numbering
from typeset.style.resolved import (
    OWN_GAP,
    BoxRules,
    FaceChoice,
    FontSearch,
    FontSource,
    Furniture,
    Grid,
    PageGeometry,
    Role,
    Slot,
    Style,
    TextRules,
)
from typeset.style.spec import (
    FaceSpec,
    FurnitureSpec,
    GridSpec,
    PageSpec,
    RoleSpec,
    RulesSpec,
    SheetSize,
    StyleSpec,
)
from typeset.style.tables import THREE_LINE
from typeset.style.units import Em, Length, Name

BODY = "body"
HEAD_FIELDS = ("issuer", "title", "section", "heading", "last")
FOLIO_FIELDS = ("folio", "pages")


def resolve(spec: StyleSpec, sink: Sink, language: str = "zh-Hans-CN") -> Style:
    """The style of a spec; every fault is reported at its place (codes ``style/…``).

    ``language`` is the publication's; its rules are kept where the style names no other.
    With faults in ``sink`` the result only serves to look for more of them.
    """
    findings = Sink()
    style = _style(spec, findings, language)
    once(findings, sink)
    return style


def _style(spec: StyleSpec, sink: Sink, language: str) -> Style:
    inks = Inks(spec.palette, sink)
    roles = {name: _role(name, role, inks, sink) for name, role in spec.roles.items()}
    zw = roles[BODY].size if BODY in roles else 10.5
    if BODY not in roles:
        sink.error("style/missing", f"the role '{BODY}' is missing", spec.span)
    for design in spec.designs.values():
        check_names(design, spec, sink)
    grid, rules = _grid(spec.grid, zw, inks, sink), _rules(spec.rules, language)
    roles = {name: _on_grid(role, spec.grid, grid) for name, role in roles.items()}
    page = _page(spec.page, grid, rules.writing_mode, spec.grid.span, sink)
    return Style(
        page=page,
        grid=grid,
        rules=rules,
        roles=roles,
        palette=inks.all(),
        designs=spec.designs,
        furniture=_furniture(spec.furniture, spec.roles, inks, zw, sink),
        boxes=_boxes(spec, sink),
        lists=spec.lists,
        numbering=resolve_numbering(spec.numbering, rules.language, sink),
        notes=note_rules(spec.notes, roles, (grid, page), rules.language, sink),
        fonts=tuple(
            FontSource(
                family=font.family,
                files=font.files,
                language=font.lang,
                fallback=font.fallback,
                shift=font.shift.em,
                span=font.span,
            )
            for font in spec.fonts
        ),
        font_search=FontSearch(
            dirs=spec.font_search.dirs, system=spec.font_search.system, span=spec.font_search.span
        ),
        masthead=_design("masthead", spec.masthead, spec.designs, sink),
        banner=_design("banner", spec.banner, spec.designs, sink),
        tables=spec.tables or {"three-line": THREE_LINE},
        table=_table(spec, sink),
        opens=spec.sections.opens,
        ink_limit=spec.ink_limit,
        picture_resolution=spec.picture_resolution,
        chart_colors=spec.chart_colors,
        files=_files(spec),
    )


# -- roles ----------------------------------------------------------------------------------


def _role(name: str, spec: RoleSpec, inks: Inks, sink: Sink) -> Role:
    size = _absolute(name, "size", spec.size, spec.span, sink)
    leading = spec.leading.points(size) if spec.leading else size * 1.5
    return Role(
        name=name,
        faces=_faces(name, spec, sink),
        size=size,
        leading=leading,
        color=inks.color(spec.color),
        tracking=spec.tracking.value,
        indent=spec.indent.points(size),
        inset=spec.inset.points(size),
        hanging=spec.hanging.points(size),
        align=spec.align,
        features=spec.features,
        phrase=spec.phrase,
        shape=spec.shape,
        tag=spec.tag,
        word_style=spec.word_style or name,
        word_faces=spec.word_faces,
        word_bold=spec.word_bold,
        outline=spec.outline,
        span=spec.span,
    )


def _on_grid(role: Role, spec: GridSpec, grid: Grid) -> Role:
    """A role written with the grid's line stands on the grid, also where lines fill a height."""
    if spec.height is None or abs(role.leading - spec.line.points(grid.em or grid.zw)) > _ROUNDED:
        return role
    return replace(role, leading=grid.pitch)


_ROUNDED = 0.005  # points: two lines written alike


def _absolute(role: str, key: str, length: Length | None, span: Span, sink: Sink) -> float:
    """A role's size in points; 10.5 where it is missing or itself a share of a size."""
    if length is None:
        sink.error("style/missing", f"role '{role}' has no '{key}'", span)
        return 10.5
    if length.relative:
        message = f"the {key} of a role cannot be in {length.unit}; write it in pt, mm or Q"
        sink.error("style/unit", message, length.span)
        return 10.5
    if length.value <= 0:
        message = f"the {key} of a role must be more than nought"
        sink.error("style/value", message, length.span)
        return 10.5
    return length.points(0.0)


def _faces(role: str, spec: RoleSpec, sink: Sink) -> Mapping[Slot, FaceChoice]:
    written = spec.faces
    if written is None or written.han is None:
        message = f"role '{role}' has no Han face ('faces: {{han: …}}')"
        sink.error("style/missing", message, spec.span)
        return {}
    chosen: dict[Slot, FaceChoice] = {"han": _face(written.han)}
    if written.latin is not None:
        chosen["latin"] = _face(written.latin)
    return chosen


def _face(spec: FaceSpec) -> FaceChoice:
    return FaceChoice(
        family=spec.family.text,
        weight=spec.weight,
        italic=spec.italic,
        scale=spec.scale,
        span=spec.family.span,
    )


# -- sheet and type area --------------------------------------------------------------------


def _grid(spec: GridSpec, zw: float, inks: Inks, sink: Sink) -> Grid:
    if min(spec.chars, spec.lines, spec.columns) < 1:
        sink.error("style/value", "chars, lines and columns must be at least 1", spec.span)
    em, pitch = zw, spec.line.points(zw)
    if spec.width is not None:
        zw = spec.width.points(zw) / max(1, spec.chars)
    if spec.height is not None and spec.lines > 1:
        pitch = (spec.height.points(em) - em) / (spec.lines - 1)
    if pitch < em:
        message = f"the line pitch of {pitch:g} pt is less than the body size of {em:g} pt"
        sink.error("style/grid", message, spec.line.span)
    grid = Grid(
        chars=max(1, spec.chars),
        lines=max(1, spec.lines),
        columns=max(1, spec.columns),
        gap=spec.gutter.points(zw),
        pitch=pitch,
        zw=zw,
        first_baseline=spec.baseline.value * em,
        em=em if zw != em else 0.0,
    )
    if spec.rule is not None and spec.rule.text != "none":
        grid = replace(grid, rule=ColumnRule(RULE_WEIGHT, inks.color(spec.rule)))
    if spec.widths is not None:
        grid = unequal(grid, spec.widths.chars, spec.widths.span, sink)
    if grid.column_width < 4 * zw:
        message = (
            f"{grid.columns} columns leave {grid.column_width / zw:.1f} characters a line;"
            " expected at least 4"
        )
        sink.error("style/grid", message, spec.span)
    return grid


def _page(
    spec: PageSpec, grid: Grid, mode: WritingMode, grid_span: Span, sink: Sink
) -> PageGeometry:
    trim = _trim(spec.size, grid.zw)
    head = spec.margins.head.points(grid.zw)
    gutter = spec.margins.gutter.points(grid.zw)
    area = type_size(grid, mode)
    foot = trim.height - head - area.height
    edge = trim.width - gutter - area.width
    if edge < 0:
        _too_big("wide", area.width, trim.width - gutter, grid_span, sink)
    if foot < 0:
        _too_big("high", area.height, trim.height - head, grid_span, sink)
    bleed = spec.bleed.points(grid.zw)
    return PageGeometry(
        trim=trim,
        bleed=bleed,
        head=head,
        foot=foot,
        gutter=gutter,
        edge=edge,
        facing=spec.facing,
        multiple=max(1, spec.multiple),
    )


def _trim(size: SheetSize | tuple[Length, Length], zw: float) -> Size:
    width, height = size if isinstance(size, tuple) else (size.width, size.height)
    return Size(width.points(zw), height.points(zw))


def _too_big(word: str, need: float, have: float, span: Span, sink: Sink) -> None:
    message = (
        f"the type area is {need:g} pt {word}, {need - have:.1f} pt more than the page leaves it"
        f" ({have:.1f} pt)"
    )
    hint = "fewer chars or a smaller gutter" if word == "wide" else "fewer lines"
    sink.error("style/type-area", message, span, hint)


# -- the rest -------------------------------------------------------------------------------


def _gap(asked: Em | None) -> float:
    return OWN_GAP if asked is None else asked.value


def _rules(spec: RulesSpec, language: str) -> TextRules:
    return TextRules(
        language=spec.language or language,
        kinsoku=spec.kinsoku,
        punct=spec.punct,
        autospace=_gap(spec.autospace),
        autospace_shrink=_gap(spec.autospace_shrink),
        autospace_stretch=_gap(spec.autospace_stretch),
        hang=spec.hang,
        writing_mode=spec.writing_mode,
        tcy=spec.tcy,
        autospace_extra=spec.autospace_extra,
        para_open=spec.para_open,
        kaiming_gap=spec.kaiming_gap.value,
        keep_stops=spec.keep_stops,
        breaking=spec.breaking,
        hangul=spec.hangul,
        hyphenate=spec.hyphenate,
        hyphen_ladder=spec.hyphen_ladder,
        hyphen_foot=spec.hyphen_foot,
    )


def _boxes(spec: StyleSpec, sink: Sink) -> BoxRules:
    asked = spec.boxes
    for share in (asked.page_share, asked.column_share):
        if not 0 <= share <= 1:
            message = f"shares of boxes are from 0 to 1, found {share:g}"
            sink.error("style/value", message, asked.span)
    for lines in (asked.lines_after, asked.distance):
        if lines < 0:
            message = f"lines of text beside boxes are 0 or more, found {lines}"
            sink.error("style/value", message, asked.span)
    return BoxRules(
        lines_after=spec.boxes.lines_after,
        page_share=spec.boxes.page_share,
        column_share=spec.boxes.column_share,
        distance=spec.boxes.distance,
        one_design=spec.boxes.one_design,
        places=spec.boxes.places,
    )


def _furniture(
    spec: FurnitureSpec, roles: Iterable[str], inks: Inks, zw: float, sink: Sink
) -> Furniture:
    for name in (spec.head.role, spec.folio.role):
        if name.text not in roles:
            hint = nearest(name.text, roles)
            sink.error("style/unknown-role", f"unknown role '{name}'", name.span, hint)
    for template in (spec.head.odd, spec.head.even):
        _check_template(template, HEAD_FIELDS, spec.head.span, sink)
    _check_template(spec.folio.text, FOLIO_FIELDS, spec.folio.span, sink)
    return Furniture(
        head_role=spec.head.role.text,
        head_baseline=spec.head.baseline.points(zw),
        head_odd=spec.head.odd,
        head_even=spec.head.even,
        folio_role=spec.folio.role.text,
        folio_baseline=spec.folio.baseline.points(zw),
        folio_plate=spec.folio.plate.points(zw),
        folio_color=inks.color(spec.folio.color) if spec.folio.color else None,
        folio_text=spec.folio.text,
        folio_numerals=spec.folio.numerals or NONE,
        folio_inset=spec.folio.inset.points(zw),
        folio_outer=spec.folio.outer,
        front=spec.folio.front,
        first_page=spec.first_page,
    )


def _check_template(template: str, fields: tuple[str, ...], span: Span, sink: Sink) -> None:
    """Report whatever a running head or folio has in braces besides its fields."""
    known = ", ".join(f"{{{name}}}" for name in fields)
    where = "a running head" if fields is HEAD_FIELDS else "a folio"
    for field in re.findall(r"\{[^{}]*\}|[{}]", template):
        if field[1:-1] not in fields:
            message = f"unknown field '{field}' in {where}; known are {known}"
            sink.error("style/unknown-field", message, span, nearest(field[1:-1], fields))


def _design(slot: str, name: Name, designs: Mapping[str, Design], sink: Sink) -> str:
    """The design of the masthead or banner: ``flood`` means ``masthead-flood``."""
    if name.text in ("", "none"):
        return ""
    full = name.text if name.text in designs else f"{slot}-{name}"
    if full not in designs:
        every = {*designs, *shelf.design_names()}
        variants = [d.removeprefix(f"{slot}-") for d in every if d.startswith(f"{slot}-")]
        known = "known are " + ", ".join(sorted(variants)) if variants else ""
        hint = nearest(name.text, variants) or known
        sink.error("style/unknown-design", f"unknown {slot} '{name}'", name.span, hint)
    return full


def _table(spec: StyleSpec, sink: Sink) -> str:
    """The default design of tables; every role its designs name must be there."""
    for design in spec.tables.values():
        for role in (design.caption_role, design.unit_role, design.head_role,
                     design.cell_role, design.note_role):  # fmt: skip
            if role not in spec.roles:
                hint = nearest(role, spec.roles)
                sink.error("style/unknown-role", f"unknown role '{role}'", design.span, hint)
    name = spec.table
    if spec.tables and name.text not in spec.tables:
        hint = nearest(name.text, spec.tables)
        sink.error("style/unknown-design", f"unknown design of tables '{name}'", name.span, hint)
    return name.text


def _files(spec: StyleSpec) -> tuple[str, ...]:
    """The style file and presets whose values took part."""
    parts: list[Span] = [spec.span, spec.page.span, spec.grid.span, spec.furniture.span]
    parts += [color.span for color in spec.palette.values()]
    parts += [role.span for role in spec.roles.values()]
    parts += [design.span for design in spec.designs.values()]
    return tuple(sorted({span.file for span in parts if span.file}))
