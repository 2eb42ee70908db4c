"""Where the probe's widths come from: squares, squares with centred stops, the real faces."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import field
from typing import Any, Final

from typeset.color import BLACK
from typeset.diagnostics import Sink
from typeset.fonts.library import FontLibrary, open_library
from typeset.geometry import Size
from typeset.record import dataclass
from typeset.scripts.classes import load_script
from typeset.style.resolved import (
    FaceChoice,
    Furniture,
    Grid,
    PageGeometry,
    Role,
    Slot,
    Style,
    TextRules,
)
from typeset.text.probe.request import Request
from typeset.text.shape import Mark
from typeset.text.square import SquareShaper

SQUARE_EM: Final = 16.0
"""Points to the em where no face is measured: quarters of it are exact."""

SMALL: Final = 0.6
"""The size of raised and lowered runs, of the text's."""

RISE: Final = {"sub": -0.15, "sup": 0.35}

CENTRED: Final = "。．，、：；"
CENTRED_INK: Final = (0.35, 0.65)
_CLEARANCE = 0.03


@dataclass(slots=True)
class CentredShaper(SquareShaper):
    """Squares whose stops are drawn in the middle, whatever the language (CL-PW-04)."""

    missed: set[str] = field(default_factory=set)  # marks that are not drawn where expected

    def mark(self, key: str, char: str, before: float, after: float) -> Mark:
        """A full square of which no more is trimmed than is blank."""
        if char not in CENTRED:
            return SquareShaper.mark(self, key, char, before, after)
        blank = CENTRED_INK[0] - _CLEARANCE
        if max(before, after) - _CLEARANCE > CENTRED_INK[0]:
            self.missed.add(char)
        before, after = min(before, blank), min(after, blank)
        return Mark(ord(char), 1.0 - before - after, -before, before, after)


@functools.cache
def shipped_faces() -> FontLibrary:
    """The faces that travel with the program, opened once."""
    return open_library(_style(_faces(real=True), 10.5, 0.0, TextRules()), None, Sink())


def style_for(request: Request, em: float) -> Style:
    """A style of one text role (and its bold) for a request."""
    options = request.options
    real = options["font_fixture"] == "project"
    gap = load_script(request.lang).rows["gap"]
    rules = TextRules(
        language=request.lang,
        kinsoku=options["kinsoku"],
        punct=options["punct"],
        autospace=float(options["autospace"]),
        autospace_shrink=gap["least"],
        autospace_stretch=gap["most"],
        hang=options["hang"],
        writing_mode=options["writing_mode"],
        tcy=options["tcy"],
        autospace_extra=options["autospace-extra"],
        para_open=options["para-open"],
        kaiming_gap=float(options["kaiming-gap"]),
        keep_stops=options["keep-stops"],
        breaking=options["break"],
        hangul=options["hangul"],
        hyphenate=options["hyphenate"],
    )
    heading: dict[str, Any] = {}
    if request.role == "heading":
        heading = {"shape": "balanced", "phrase": options["phrase"], "outline": 1}
    return _style(_faces(real=real), em, request.indent * em, rules, heading)


def _faces(*, real: bool) -> dict[str, dict[Slot, FaceChoice]]:
    """Song with its Latin companion, as the preset's body has them."""
    out: dict[str, dict[Slot, FaceChoice]] = {}
    for role, weight in (("body", 400), ("bold", 600)):
        latin = FaceChoice(family="Source Serif 4", weight=weight, scale=1.06 if real else 1.0)
        out[role] = {"han": FaceChoice(family="Noto Serif SC", weight=weight), "latin": latin}
    return out


def _style(
    faces: Mapping[str, Mapping[Slot, FaceChoice]],
    em: float,
    indent: float,
    rules: TextRules,
    heading: Mapping[str, Any] | None = None,
) -> Style:
    roles = {
        name: Role(
            name=name, faces=chosen, size=em, leading=1.7 * em, color=BLACK, indent=indent,
            **(heading or {}),
        )
        for name, chosen in faces.items()
    }  # fmt: skip
    sheet = Size(595.0, 842.0)
    page = PageGeometry(trim=sheet, bleed=0.0, head=68.0, foot=65.0, gutter=58.0, edge=54.0)
    grid = Grid(chars=46, lines=42, columns=1, gap=0.0, pitch=1.7 * em, zw=em, first_baseline=em)
    return Style(
        page=page, grid=grid, rules=rules, roles=roles, palette={}, designs={},
        furniture=Furniture(),
    )  # fmt: skip
