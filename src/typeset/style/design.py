"""Box designs as data: one YAML file each in ``presets/designs/``, no code.

A design draws named *parts* (``value``, ``label``, ``note`` …) at fixed places in a box of
whole grid lines. Every number may be an expression over

====== =================================================================
``w``  width of the box (its columns with the gaps between them), points
``h``  height of the box, points
``z``  one full-width em of the body (10.5)
``p``  line pitch (17)
``n``  number of rows or cells;  ``i`` the current one, from 0
``v``  the current row's value as a share 0 to 1 (only for percentages)
``pw`` trim width; ``ph`` trim height; ``bleed`` the bleed (with ``origin: trim`` or ``page``)
``head``, ``foot``, ``side`` margins above, below and at the narrower side of the type area
``logo`` width by height of the logo; ``has_logo``; ``logo_room`` its empty share at the left
``has_X``  1 if the data has part X, else 0
``draw_w``, ``draw_h`` size of a drawing that has one of its own, such as a code
``pic``  height that a picture has in the box; ``credit`` the width its credit needs
====== =================================================================

with ``+ - * /``, parentheses, ``min``, ``max``, ``round``. Colours are palette names;
``accent`` is the section's; ``a | b | c`` takes them in turn for the rows, the last for the
rest. The typed loader fills these classes from YAML.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from typeset.diagnostics import NOWHERE, Span
from typeset.flow import WritingMode
from typeset.record import dataclass

Expr = str | float | int
"""A number in points, or an expression over the names above."""

PERCENT = 0.62  # the size of a percent sign beside its number


@dataclass(frozen=True, slots=True, kw_only=True)
class FillSpec:
    """A field; ``bleed`` lists edges that run on to the bleed."""

    x: Expr = 0
    y: Expr = 0
    width: Expr = "w"
    height: Expr = "h"
    color: str = "accent"
    bleed: tuple[str, ...] = ()
    origin: str = "box"
    layer: str = "content"
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameSpec:
    """A stroked rectangle; x, y, width, height are of the stroke's outer edge."""

    x: Expr = 0
    y: Expr = 0
    width: Expr = "w"
    height: Expr = "h"
    weight: Expr = 0.5
    color: str = "accent"
    origin: str = "box"
    layer: str = "content"
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSpec:
    """A rule, horizontal unless ``height`` is given; x, y on its centre line."""

    x: Expr = 0
    y: Expr = 0
    width: Expr = "w"
    height: Expr = 0
    weight: Expr = 0.5
    color: str = "accent"
    bleed: tuple[str, ...] = ()
    origin: str = "box"
    layer: str = "content"
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeSpec:
    """A shape: ``points`` of a polygon, a ``ring``'s arc, or a named ``drawing``."""

    points: tuple[tuple[Expr, Expr], ...] = ()
    drawing: str = ""
    x: Expr = 0
    y: Expr = 0
    width: Expr = 0
    height: Expr = 0
    color: str = "accent"  # of the fill, or the drawing's lines
    over: str = ""  # the ground a drawing's tints are mixed over
    origin: str = "box"
    layer: str = "content"
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class RingSpec:
    """A ring of ``size`` across: the arc ``share`` from twelve o'clock on a track."""

    x: Expr = 0
    y: Expr = 0
    size: Expr = 72
    weight: Expr = 6
    share: Expr = "v"
    color: str = "accent"
    track: str = "track"
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSpec:
    """A part (or ``text``) set in ``role``; nothing is drawn when the part is empty."""

    part: str = ""
    text: str = ""  # a template over the parts; ``{page}`` is the folio of the data's source
    role: str = "box-label"
    digits_role: str = ""  # runs of digits are set in this role
    tag: str = "P"
    x: Expr = 0
    y: Expr = 0  # first baseline; with valign: middle of the lines, or foot (the last baseline)
    width: Expr = "w"
    align: str = ""
    valign: str = "baseline"
    color: str = ""
    size: Expr = 0
    leading: Expr = 0  # of its lines, where it is not the role's
    max_lines: int = 0
    fit: tuple[float, ...] = (1.0,)
    leader: Expr = 0  # dots run from the text to here (0: none)
    phrases: bool = False  # rather smaller than with a phrase parted at a line's end
    join: float = 0  # lines of the part stand in one, so many em apart; 0: each on its own
    plate: str = ""  # palette name: set on a plate as wide as the text
    plate_y: Expr = 0
    plate_height: Expr = 0
    padding: Expr = "z"
    artifact: bool = False
    origin: str = "box"
    layer: str = "content"
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSpec:
    """A number with its unit and qualifiers on one baseline, sizes from the number's."""

    part: str = "value"
    size: Expr = 34
    role: str = "number"
    unit_role: str = "unit"
    unit: float = 0.36  # unit's size as a share of the number's
    unit_gap: float = 0.08
    unit_color: str = ""
    percent: float = PERCENT  # of a percent sign, in the number's face
    percent_gap: float = 0.045
    qualifier_below: Expr = ""  # baseline of the qualifier when it stands under the number
    qualifier_role: str = "box-note"
    lead: str = ""  # a part set before the number on the same line
    lead_role: str = "box-label-small"
    x: Expr = 0
    y: Expr = 0
    width: Expr = "w"
    align: str = "start"
    color: str = "accent"
    origin: str = "box"
    fit: tuple[float, ...] = (1.0, 0.85, 0.75, 0.6, 0.5)
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureSpec:
    """A picture of the data in a frame; ``bleed`` lists edges that run on to the bleed."""

    part: str = "picture"
    x: Expr = 0
    y: Expr = 0
    width: Expr = "w"
    height: Expr = "h"
    bleed: tuple[str, ...] = ()
    origin: str = "box"
    layer: str = "content"
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatSpec:
    """Draws repeated for every row of the data, placed at (x, y), with ``w`` = ``width``."""

    x: Expr = 0
    y: Expr = 0
    width: Expr = "w"
    draw: tuple[DrawSpec, ...] = ()
    between: tuple[DrawSpec, ...] = ()  # drawn for every row but the first
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawSpec:
    """One drawing step: exactly one of the keys is given.

    ``when`` names a part: the step is left out where the data lacks it (``"!note"``: where
    the data has it).
    """

    when: str = ""
    fill: FillSpec | None = None
    frame: FrameSpec | None = None
    rule: RuleSpec | None = None
    shape: ShapeSpec | None = None
    ring: RingSpec | None = None
    text: TextSpec | None = None
    figure: FigureSpec | None = None
    picture: PictureSpec | None = None
    repeat: RepeatSpec | None = None
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class WordItemSpec:
    """One paragraph of a Word cell: a part as text or as a figure, or a picture."""

    part: str = ""
    text: str = ""  # a template, as in TextSpec (without ``{page}``'s live field)
    figure: str = ""  # the part to be set as number and unit
    art: str = ""  # ``logo`` or ``drawing:NAME``
    picture: str = ""  # the part that is a picture; as wide as ``width``
    role: str = "box-label"
    digits_role: str = ""
    size: float = 0
    unit_role: str = "unit"
    unit: float = 0.36
    unit_color: str = ""
    color: str = ""
    over: str = ""  # the ground a drawing stands on
    align: str = ""
    width: Expr = 0  # of a picture
    height: Expr = 0
    tab: str = ""  # a second part, or a text of parts, at the right edge of the same line
    tab_role: str = ""
    outline: int = 0
    when: str = ""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCellSpec:
    """One Word cell, its content from top to bottom."""

    content: tuple[WordItemSpec, ...] = ()
    width: Expr = "w"
    fill: str = ""
    borders: dict[str, str] = field(default_factory=dict)  # side: "weight color"
    padding: tuple[Expr, ...] = ()
    align: str = ""
    valign: str = "top"
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRowSpec:
    """One row of the Word table; ``height`` 0 grows with its text.

    ``figures`` names a drawing: a row for each row of its figures stands here.
    """

    cells: tuple[WordCellSpec, ...] = ()
    figures: str = ""
    height: Expr = 0
    when: str = ""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGroundSpec:
    """A field behind the text over the page's whole width, with a drawing at its foot.

    As in :class:`typeset.reflow.Ground`; ``text`` in an expression is the height that the
    section's own text will take, about.
    """

    edge: Literal["head", "foot"] = "head"
    height: Expr = 0
    above: Expr = 0
    fill: str = "paper"
    rule: str = ""  # its upper edge: "weight color"
    art: str = ""
    art_height: Expr = 0
    color: str = ""
    picture: PictureSpec | None = None  # of the data, over the field, from the page's corner
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSpec:
    """The design within Word's means: a table.

    First come ``rows``, last those of ``after``; between them ``each`` once for every row of
    the data: as table rows, or
    with ``across`` as so many cells side by side (-1: all of them), ``gutter`` apart.
    ``ground`` lies behind the table, which begins ``rise`` above the box. ``drawn``: so do the
    fields, rules, shapes and rings of the box itself, as one picture.
    """

    rows: tuple[WordRowSpec, ...] = ()
    after: tuple[WordRowSpec, ...] = ()
    each: WordRowSpec | None = None
    across: int = 0
    gutter: Expr = 0
    wrap: Literal["float", "flow"] = "flow"
    width: Expr = "w"
    rise: Expr = 0
    drawn: bool = False
    ground: WordGroundSpec | None = None
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """One box design. ``parts`` are the names its data may fill, first the required ones."""

    name: str = ""
    extends: str = ""
    title: str = ""  # for galleries and messages: 主数字
    columns: int = 1  # how many it spans, 0 = all
    lines: Expr = 4
    writing: WritingMode = "horizontal-tb"  # of a page design: vertical ones lie on their side
    place: str = "band-foot"
    parts: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    rows: tuple[int, int] = (0, 0)  # least and most rows or cells it takes
    percent: bool = False  # only for true percentages 0 to 100
    tag: str = "PullQuote"
    covers_head: bool = False
    head_color: str = ""
    to_foot: bool = False
    keep_next: int = 0
    air: tuple[int, int] = (1, 1)  # lines of white before and after a full-width box
    fallback: str = ""  # design to take when this one does not fit
    verbatim: tuple[str, ...] = ()  # parts that must stand word for word in the section
    draw: tuple[DrawSpec, ...] = ()
    word: WordSpec = WordSpec()
    span: Span = NOWHERE
