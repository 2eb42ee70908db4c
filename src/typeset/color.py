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

    @property
    def stand_in(self) -> Cmyk:
        """The process colour that stands in for it at its tint."""
        if self.tint == 100:
            return self.alternate
        full = self.alternate
        inks = (full.cyan, full.magenta, full.yellow, full.key)
        return Cmyk(*(round(ink * self.tint / 100, 2) for ink in inks))


Color = Cmyk | Spot

BLACK = Cmyk(0, 0, 0, 100)
WHITE = Cmyk(0, 0, 0, 0)


def gray(percent: float) -> Cmyk:
    """A tint of black alone."""
    return Cmyk(0, 0, 0, percent)


def mix(over: Color, under: Color, share: float) -> Color:
    """The flat mix of ``share`` (0 to 1) of one colour over another, per ink: no transparency.

    A spot ink over paper or over a tint of itself stays on its own plate; over anything else
    its stand-in is mixed, for one plate cannot say both.
    """

    def blend(a: float, b: float) -> float:
        return round(a * share + b * (1 - share), 2)

    if (spot := _own_plate(over, under)) is not None:
        return Spot(spot.name, spot.alternate, blend(_tint(over), _tint(under)))
    over, under = _flat(over), _flat(under)
    return Cmyk(
        blend(over.cyan, under.cyan),
        blend(over.magenta, under.magenta),
        blend(over.yellow, under.yellow),
        blend(over.key, under.key),
    )


def _own_plate(over: Color, under: Color) -> Spot | None:
    """The spot ink that alone prints both colours, if there is one."""
    spots = [each for each in (over, under) if isinstance(each, Spot)]
    others = [each for each in (over, under) if not isinstance(each, Spot)]
    if not spots or any(other != WHITE for other in others):
        return None
    return spots[0] if len({(spot.name, spot.alternate) for spot in spots}) == 1 else None


def _tint(color: Color) -> float:
    return color.tint if isinstance(color, Spot) else 0.0


def _flat(color: Color) -> Cmyk:
    return color.stand_in if isinstance(color, Spot) else color
