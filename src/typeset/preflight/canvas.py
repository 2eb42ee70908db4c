"""A page as it is painted: the state, the path, and every painted thing noted in order.

Nothing is drawn. Forms, patterns and Type 3 glyphs are followed into their own streams. A
:class:`Budget` is shared by the whole file, nesting is bounded, and a form that draws itself
is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

from typeset.preflight import values
from typeset.preflight.fonts import Font, font
from typeset.preflight.inks import Ink, gradient_ends, space
from typeset.preflight.lexer import operators
from typeset.preflight.marks import Kind, Painted, Sheet
from typeset.preflight.shapes import Outline
from typeset.preflight.state import State
from typeset.preflight.values import IDENTITY, Box, Matrix
from typeset.record import dataclass

DEEPEST = 16  # forms in forms
MOST_SAVED = 512  # states on the stack
MOST_STREAM_BYTES = 64 << 20
MOST_OPERATORS = 4_000_000  # of a file
MOST_PAINTED = 300_000  # things kept of a file
RULE = 1.5  # points: a long filled rectangle thinner than this is a rule

Act = Callable[["Canvas", list[Any]], None]


class TooMuch(Exception):  # noqa: N818 - it states what the file is
    """The file holds more than is examined."""


@dataclass(slots=True)
class Budget:
    """What may still be read of a file."""

    operators: int = MOST_OPERATORS
    painted: int = MOST_PAINTED

    def spend(self, count: int = 1) -> None:
        """So many operators or glyphs less."""
        self.operators -= count
        if self.operators < 0:
            raise TooMuch

    def keep(self) -> None:
        """One painted thing less."""
        self.painted -= 1
        if self.painted < 0:
            raise TooMuch


@dataclass(slots=True)
class Shared:
    """What all pages of a file share while they are read; ``off`` are layers that do not show."""

    acts: Mapping[str, Act]
    budget: Budget = field(default_factory=Budget)
    fonts: dict[tuple[int, int], Font] = field(default_factory=dict)
    off: frozenset[tuple[int, int]] = frozenset()


class Canvas:
    """One page being read."""

    def __init__(self, sheet: Sheet, shared: Shared) -> None:
        self.sheet = sheet
        self.shared = shared
        self.state = State(ctm=IDENTITY, clip=sheet.media)
        self.resources: Any = None
        self.outline = Outline()
        self.clip_next = False
        self.layers: list[bool] = []  # of open marked content: whether it hides
        self._depth = 0
        self._open: set[tuple[int, int]] = set()  # streams being read
        self._once: set[tuple[int, int]] = set()  # patterns and glyphs already read

    # -- streams -----------------------------------------------------------------------------

    def page(self) -> None:
        """Read the whole page."""
        obj = self.sheet.obj
        self.group(values.get(obj, "/Group"), "page")
        contents = values.get(obj, "/Contents")
        parts = values.items(contents) or ([contents] if contents is not None else [])
        read = [values.data(part, MOST_STREAM_BYTES) for part in parts]
        if any(part is None for part in read):
            self.sheet.note("unreadable-content")
        whole = b"\n".join(part for part in read if part)
        if len(whole) > MOST_STREAM_BYTES:
            raise TooMuch
        self.run(whole, values.inherited(obj, "/Resources"))

    def run(self, data: bytes, resources: Any) -> None:
        """Read a content stream with the state as it stands; the state is restored after."""
        before, state, self.resources = self.resources, self.state.saved(), resources
        first = len(self.layers)
        stack: list[State] = []
        for operator, operands in operators(data):
            self.shared.budget.spend()
            if operator == "q":
                if len(stack) < MOST_SAVED:
                    stack.append(self.state.saved())
            elif operator == "Q":
                if stack:
                    self.state = stack.pop()
                else:
                    self.sheet.note("unbalanced-state")
            elif (act := self.shared.acts.get(operator)) is not None:
                self._carry_out(act, operands)
            else:
                self.sheet.note("unknown-operator", operator)
        if stack:
            self.sheet.note("unbalanced-state")
        del self.layers[first:]
        self.state, self.resources = state, before

    def _carry_out(self, act: Act, operands: list[Any]) -> None:
        """An operator; wrong operands are noted, and the page goes on."""
        try:
            act(self, operands)
        except values.FAULTS:
            self.sheet.note("bad-operands")

    def named(self, kind: str, operands: list[Any]) -> Any:
        """The resource that the last operand names."""
        key = operands[-1] if operands and isinstance(operands[-1], str) else ""
        found = values.get(self.resources, "/" + kind, "/" + key)
        if found is None:
            self.sheet.note("missing-resource", f"{kind} {key}")
        return found

    def nested(self, stream: Any, ctm: Matrix, clip: Box | None, resources: Any = None) -> None:
        """Read a form, a pattern cell or a glyph procedure with its own matrix and clip."""
        key = values.key(stream) or (id(stream), -1)
        if key in self._open or self._depth >= DEEPEST:
            self.sheet.note("draws-itself" if key in self._open else "nested-too-deep")
            return
        data = values.data(stream, MOST_STREAM_BYTES)
        if data is None:
            self.sheet.note("unreadable-content")
            return
        before, outline = self.state.saved(), self.outline
        self.state.ctm, self.state.clip, self.outline = ctm, clip, Outline()
        self.state.fill_pattern = self.state.stroke_pattern = None
        self._depth += 1
        self._open.add(key)
        own = values.get(stream, "/Resources")
        self.run(data, next((r for r in (own, resources, self.resources) if r is not None), None))
        self._open.discard(key)
        self._depth -= 1
        self.state, self.outline = before, outline

    def glyph(self, procedure: Any, own: Font, ctm: Matrix) -> None:
        """Read the procedure of a Type 3 glyph, once a page."""
        key = values.key(procedure)
        if key and key not in self._once:
            self._once.add(key)
            self.nested(procedure, ctm, self.state.clip, own.resources)

    def group(self, group: Any, holder: str) -> None:
        """Note a transparency group and the space it blends in."""
        if values.plain(values.get(group, "/S")) != "Transparency":
            return
        self.sheet.note("transparency-group", holder)
        blending = values.get(group, "/CS")
        if blending is not None:
            self.sheet.note("group-space", space(blending, self.resources).model or "unknown")

    def font(self, value: Any) -> Font:
        """The font of a dictionary, read once."""
        key = values.key(value)
        if key is None:
            return font(value)
        if key not in self.shared.fonts:
            self.shared.fonts[key] = font(value)
        return self.shared.fonts[key]

    # -- painting ----------------------------------------------------------------------------

    def paint(self, kind: Kind, whole: Box, color: Ink, **more: Any) -> None:
        """Note one painted thing."""
        self.shared.budget.keep()
        state = self.state
        stroked = kind == "stroke"
        overprint = state.overprint_stroke if stroked else state.overprint_fill
        if overprint and state.overprint_mode == 1 and color.space.family == "ICCBased":
            self.sheet.note("overprint-icc")
        more.setdefault("opaque", state.opaque(stroke=stroked))
        if state.hidden and not more.get("invisible"):
            more["invisible"] = f"layer '{state.hidden}' is off"
        self.sheet.painted.append(
            Painted(
                kind=kind,
                box=values.common(whole, state.clip) if state.clip else None,
                whole=whole,
                ink=color,
                overprint=overprint,
                overprint_mode=state.overprint_mode,
                **more,
            )
        )

    def finish_path(self, *, fill: bool = False, stroke: bool = False, close: bool = False) -> None:
        """Paint the path that was built, let it clip if that was asked for, and forget it."""
        if close:
            self.outline.close()
        whole = self.outline.box
        if whole is not None and fill:
            self._fill(whole)
        if whole is not None and stroke:
            self._stroke(whole)
        if self.clip_next:
            clip = self.state.clip
            self.state.clip = values.common(whole, clip) if whole and clip else None
        self.clip_next = False
        self.outline = Outline()

    def _fill(self, whole: Box) -> None:
        state = self.state
        thin = min(whole[2] - whole[0], whole[3] - whole[1])
        long = max(whole[2] - whole[0], whole[3] - whole[1])
        if state.fill_pattern is not None:
            self._pattern(state.fill_pattern, whole)
        elif thin < RULE and long > 8 * thin and self.outline.is_rectangle:
            self.paint("stroke", whole, state.fill, size=thin, opaque=state.opaque())
        else:
            self.paint("fill", whole, state.fill, outline=self.outline.shape())

    def _stroke(self, whole: Box) -> None:
        state = self.state
        weight = abs(state.weight) * values.scale_of(state.ctm)
        straight = len(self.outline) == 2
        grown = _rule_box(whole, weight) if straight else values.grown(whole, weight / 2)
        if state.stroke_pattern is not None:
            self._pattern(state.stroke_pattern, grown)
        else:
            self.paint("stroke", grown, state.stroke, size=weight)

    def _pattern(self, pattern: Any, whole: Box) -> None:
        if values.number(values.get(pattern, "/PatternType")) == 2:
            for color in gradient_ends(values.get(pattern, "/Shading"), self.resources):
                self.paint("shading", whole, color)
            return
        key = values.key(pattern)
        if key and key not in self._once and values.is_stream(pattern):
            self._once.add(key)
            clip = values.common(whole, self.state.clip) if self.state.clip else None
            self.nested(pattern, values.matrix(values.get(pattern, "/Matrix")), clip)


def _rule_box(whole: Box, weight: float) -> Box:
    """A stroked straight line with butt ends grows sideways only."""
    level, upright = whole[3] - whole[1] < 0.01, whole[2] - whole[0] < 0.01
    dx = 0.0 if level else weight / 2
    dy = 0.0 if upright else weight / 2
    return whole[0] - dx, whole[1] - dy, whole[2] + dx, whole[3] + dy
