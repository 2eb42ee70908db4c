"""Inks. A colour is what the plates carry: process inks in percent, or a named spot ink."""

from __future__ import annotations

from typeset.record import dataclass


@dataclass(frozen=True, slots=True)
class Cmyk:
    """Process colour; each ink from 0 to 100 percent."""

    cyan: float
    magenta: float
    yellow: float
    key: float

    @property
    def is_black(self) -> bool:
        """Whether only the black plate prints (such text overprints)."""
        return not (self.cyan or self.magenta or self.yellow)

    @property
    def ink(self) -> float:
        """Total area coverage in percent (0 to 400)."""
        return self.cyan + self.magenta + self.yellow + self.key


@dataclass(frozen=True, slots=True)
class Spot:
    """A named ink with the process colour that stands in for it; ``tint`` in percent."""

    name: str
    alternate: Cmyk
    tint: float = 100.0


Color = Cmyk | Spot

BLACK = Cmyk(0, 0, 0, 100)
WHITE = Cmyk(0, 0, 0, 0)


def gray(percent: float) -> Cmyk:
    """A tint of black alone."""
    return Cmyk(0, 0, 0, percent)


def mix(over: Cmyk, under: Cmyk, share: float) -> Cmyk:
    """The flat mix of ``share`` (0 to 1) of one colour over another, per ink: no transparency."""

    def blend(a: float, b: float) -> float:
        return round(a * share + b * (1 - share), 2)

    return Cmyk(
        blend(over.cyan, under.cyan),
        blend(over.magenta, under.magenta),
        blend(over.yellow, under.yellow),
        blend(over.key, under.key),
    )
