"""Inks on the page: operators for process and spot colours, and the overprint policy.

Colours are authored as inks and are never converted, only held to the ink limit. Solid black
text overprints, so that a plate out of register shows no white seam; everything else knocks
out (white text too).
"""

from __future__ import annotations

import math
from dataclasses import field

from typeset.color import Cmyk, Color, Spot
from typeset.pdf.objects import array, dictionary, name, number, numbers
from typeset.record import dataclass

OVERPRINT = "GSo"
KNOCKOUT = "GSk"

# ISO 32000-1, 8.6.7: OP for strokes, op for fills; with OPM 1 a zero ink leaves the plate alone.
GRAPHICS_STATES = {
    OVERPRINT: dictionary({"Type": "/ExtGState", "OP": "true", "op": "true", "OPM": "1"}),
    KNOCKOUT: dictionary({"Type": "/ExtGState", "OP": "false", "op": "false", "OPM": "1"}),
}


def overprints(color: Color) -> bool:
    """Whether text in this colour overprints: solid black on the black plate alone."""
    return isinstance(color, Cmyk) and color.is_black and color.key >= 100


def ink_sum(color: Color) -> float:
    """Total area coverage in percent; a spot ink counts as its own one plate."""
    return color.ink if isinstance(color, Cmyk) else color.tint


def _shares(color: Cmyk) -> str:
    inks = (color.cyan, color.magenta, color.yellow, color.key)
    return numbers((min(max(ink, 0), 100) / 100 for ink in inks), 4)


def clamped(color: Cmyk, limit: float, *, black_over: bool = False) -> Cmyk:
    """The colour with no more than ``limit`` percent of ink: less of C, M and Y, the same K.

    ``black_over`` leaves room for solid black printed on top.
    """
    colors = color.ink - color.key
    room = max(limit - (100 if black_over else color.key), 0.0)
    if colors <= room + 1e-6:
        return color

    def less(ink: float) -> float:
        return math.floor(ink * room / colors * 100) / 100

    return Cmyk(less(color.cyan), less(color.magenta), less(color.yellow), color.key)


@dataclass(slots=True)
class Inks:
    """The colours of one document: operators by colour, spot inks by resource name.

    ``limit`` is the most ink a process colour may put on the paper, in percent;
    ``under_black`` are colours that solid black is printed over.
    """

    limit: float = math.inf
    under_black: frozenset[Color] = frozenset()
    spots: dict[str, Spot] = field(default_factory=dict)  # by ink name, full tint
    _known: dict[tuple[Color, bool], tuple[str, str]] = field(default_factory=dict)

    def operator(self, color: Color, *, stroke: bool = False) -> tuple[str, str]:
        """The operator that chooses ``color``, and the colour space it needs ("" for CMYK)."""
        key = (color, stroke)
        if key not in self._known:
            self._known[key] = self._made(color, stroke)
        return self._known[key]

    def _made(self, color: Color, stroke: bool) -> tuple[str, str]:
        if isinstance(color, Cmyk):
            printed = clamped(color, self.limit, black_over=color in self.under_black)
            return f"{_shares(printed)} {'K' if stroke else 'k'}\n", ""
        self.spots.setdefault(color.name, color)
        space = f"Sp{list(self.spots).index(color.name) + 1}"
        choose, tint = ("CS", "SCN") if stroke else ("cs", "scn")
        return f"/{space} {choose} {number(color.tint / 100, 4)} {tint}\n", space

    def clash(self, color: Color) -> Spot | None:
        """The spot ink of the same name with another alternate, if one was used before."""
        if not isinstance(color, Spot):
            return None
        first = self.spots.get(color.name)
        return first if first and first.alternate != color.alternate else None

    def spaces(self) -> dict[str, str]:
        """Colour space objects by resource name."""
        return {f"Sp{i}": separation(spot) for i, spot in enumerate(self.spots.values(), 1)}


def separation(spot: Spot) -> str:
    """A Separation space whose tint runs from paper to the process alternate (8.6.6.4)."""
    tint = dictionary(
        {
            "FunctionType": "2",
            "Domain": "[0 1]",
            "C0": "[0 0 0 0]",
            "C1": f"[{_shares(spot.alternate)}]",
            "N": "1",
        }
    )
    return array(("/Separation", name(spot.name), "/DeviceCMYK", tint))
