"""The graphics state while a content stream is read (ISO 32000-1, 8.4)."""

from __future__ import annotations

import copy
from typing import Any

from typeset.preflight import values
from typeset.preflight.fonts import Font
from typeset.preflight.inks import BLACK, GRAY, Ink, Space
from typeset.preflight.marks import Sheet
from typeset.preflight.values import IDENTITY, Box, Matrix
from typeset.record import dataclass

PLAIN_BLENDS = {"Normal", "Compatible"}
BLENDS = frozenset(
    {
        "Multiply",
        "Screen",
        "Overlay",
        "Darken",
        "Lighten",
        "ColorDodge",
        "ColorBurn",
        "HardLight",
        "SoftLight",
        "Difference",
        "Exclusion",
        "Hue",
        "Saturation",
        "Color",
        "Luminosity",
    }
)  # fmt: skip - ISO 32000-1, 11.3.5
INTENTS = {
    "AbsoluteColorimetric", "RelativeColorimetric", "Perceptual", "Saturation",
}  # fmt: skip


@dataclass(slots=True, kw_only=True)
class State:
    """What operators change and ``q``/``Q`` save; ``clip`` is None where nothing can show."""

    ctm: Matrix
    clip: Box | None
    fill: Ink = BLACK
    stroke: Ink = BLACK
    fill_space: Space = GRAY
    stroke_space: Space = GRAY
    fill_pattern: Any = None
    stroke_pattern: Any = None
    weight: float = 1.0
    overprint_fill: bool = False
    overprint_stroke: bool = False
    overprint_mode: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "Normal"
    soft_mask: bool = False
    font: Font | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    text: Matrix = IDENTITY
    line: Matrix = IDENTITY
    hidden: str = ""  # the layer that hides what follows

    def saved(self) -> State:
        """A copy for the stack."""
        return copy.copy(self)

    def opaque(self, *, stroke: bool = False) -> bool:
        """Whether what is painted covers what is below it."""
        alpha = self.stroke_alpha if stroke else self.fill_alpha
        return alpha >= 1 and self.blend in PLAIN_BLENDS and not self.soft_mask


def apply(state: State, given: Any, sheet: Sheet) -> Any:
    """Set what an ExtGState dictionary names; its font entry, if it has one."""
    _overprint(state, given)
    _transparency(state, given, sheet)
    if (weight := values.number(values.get(given, "/LW"))) is not None:
        state.weight = weight
    for key in ("/TR", "/TR2"):
        transfer = values.get(given, key)
        if transfer is not None and not (key == "/TR2" and values.plain(transfer) == "Default"):
            sheet.note("transfer-function", key[1:])
    if values.get(given, "/HTP") is not None:
        sheet.note("halftone-phase")
    _halftone(values.get(given, "/HT"), sheet)
    intent = values.plain(values.get(given, "/RI"))
    if intent and intent not in INTENTS:
        sheet.note("unknown-intent", intent)
    return values.get(given, "/Font")


def _overprint(state: State, given: Any) -> None:
    stroke, fill = values.get(given, "/OP"), values.get(given, "/op")
    if isinstance(stroke, bool):
        state.overprint_stroke = stroke
        if fill is None:  # 8.6.7: OP alone sets both
            state.overprint_fill = stroke
    if isinstance(fill, bool):
        state.overprint_fill = fill
    if (mode := values.number(values.get(given, "/OPM"))) is not None:
        state.overprint_mode = int(mode)


def _transparency(state: State, given: Any, sheet: Sheet) -> None:
    if (alpha := values.number(values.get(given, "/CA"))) is not None:
        state.stroke_alpha = alpha
    if (alpha := values.number(values.get(given, "/ca"))) is not None:
        state.fill_alpha = alpha
    if min(state.stroke_alpha, state.fill_alpha) < 1:
        sheet.note("opacity", f"{min(state.stroke_alpha, state.fill_alpha):.2g}")
    blend = values.get(given, "/BM")
    if blend is not None:
        state.blend = values.plain((values.items(blend) or [blend])[0])
        if state.blend not in PLAIN_BLENDS:
            known = state.blend in BLENDS
            sheet.note("blend-mode" if known else "unknown-blend", state.blend)
    mask = values.get(given, "/SMask")
    if mask is not None:
        state.soft_mask = values.is_dictionary(mask)
        if state.soft_mask:
            sheet.note("soft-mask", "ExtGState")


def _halftone(given: Any, sheet: Sheet) -> None:
    if not values.is_dictionary(given):
        return
    kind = values.number(values.get(given, "/HalftoneType"))
    if kind not in {1, 5}:
        sheet.note("halftone", f"type {kind:g}" if kind is not None else "without type")
    if values.get(given, "/HalftoneName") is not None:
        sheet.note("halftone", "named")
