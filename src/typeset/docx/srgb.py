"""Process inks to screen colours: Word knows no CMYK.

The output intent's own table (``A2B1`` of the ICC profile, a ``mft2`` lookup of ISO 15076-1
clause 10.10) is read here and interpolated linearly over its four inks, so the colours on
the screen are those of a soft proof, relative to the paper and with its black mapped to the
screen's (black point compensation, ISO 18619). Tints of black alone stay neutral, and
solid black is plain black: an office printer prints text with its black cartridge only then.
"""

from __future__ import annotations

import functools
import itertools
import struct

from typeset.color import Cmyk, Color, Spot
from typeset.record import dataclass
from typeset.resources import asset

Triple = tuple[float, float, float]

# D50 XYZ to linear sRGB (Bradford-adapted primaries, as in the sRGB ICC profile)
_FROM_XYZ = (
    (3.1341359, -1.6173863, -0.4906619),
    (-0.9787955, 1.9162544, 0.0334427),
    (0.0719550, -0.2289768, 1.4053860),
)
_D50 = (0.9642, 1.0, 0.8249)


@dataclass(frozen=True, slots=True)
class InkTable:
    """A four-ink lookup table: input curves, a grid of Lab values, output curves."""

    curves: tuple[tuple[int, ...], ...]
    points: int
    grid: tuple[int, ...]
    ends: tuple[tuple[int, ...], ...]

    def lab(self, inks: tuple[float, float, float, float]) -> Triple:
        """The Lab value (D50, relative to the paper) of inks given as shares 0 to 1."""
        places = [
            _curve(curve, ink) * (self.points - 1)
            for curve, ink in zip(self.curves, inks, strict=True)
        ]
        floors = [min(int(place), self.points - 2) for place in places]
        shares = [place - floor for place, floor in zip(places, floors, strict=True)]
        sums = [0.0, 0.0, 0.0]
        for corner in itertools.product((0, 1), repeat=4):
            weight, index = 1.0, 0
            for bit, floor, share in zip(corner, floors, shares, strict=True):
                weight *= share if bit else 1 - share
                index = index * self.points + floor + bit
            for channel in range(3):
                sums[channel] += weight * self.grid[index * 3 + channel]
        low, a, b = (
            _curve(curve, value / 65535) for curve, value in zip(self.ends, sums, strict=True)
        )
        # mft2 Lab: L 0xFF00 = 100, a and b 0x8000 = 0 (ISO 15076-1 clause 10.10.1)
        return (
            low * 65535 / 65280 * 100,
            a * 65535 / 256 - 128,
            b * 65535 / 256 - 128,
        )


def _curve(table: tuple[int, ...], share: float) -> float:
    """The table's value at ``share`` of its length, interpolated, 0 to 1."""
    place = max(0.0, min(1.0, share)) * (len(table) - 1)
    floor = min(int(place), len(table) - 2)
    part = place - floor
    return (table[floor] * (1 - part) + table[floor + 1] * part) / 65535


def read_ink_table(profile: bytes) -> InkTable:
    """The colorimetric device-to-Lab table of a CMYK profile; ValueError if there is none."""
    count = struct.unpack_from(">I", profile, 128)[0]
    for index in range(count):
        name, offset, _ = struct.unpack_from(">4sII", profile, 132 + 12 * index)
        if name == b"A2B1" and profile[offset : offset + 4] == b"mft2":
            return _read_mft2(profile, offset)
    raise ValueError("the ICC profile has no A2B1 table of type mft2")


def _read_mft2(profile: bytes, offset: int) -> InkTable:
    inputs, outputs, points = profile[offset + 8 : offset + 11]
    if (inputs, outputs) != (4, 3):
        raise ValueError(f"the ICC table has {inputs} inks and {outputs} values, not 4 and 3")
    first, last = struct.unpack_from(">HH", profile, offset + 48)
    numbers = iter(
        struct.unpack_from(
            f">{inputs * first + points**inputs * outputs + outputs * last}H", profile, offset + 52
        )
    )

    def take(count: int) -> tuple[int, ...]:
        return tuple(itertools.islice(numbers, count))

    curves = tuple(take(first) for _ in range(inputs))
    grid = take(points**inputs * outputs)
    return InkTable(curves, points, grid, tuple(take(last) for _ in range(outputs)))


@functools.cache
def _table() -> InkTable:
    return read_ink_table(asset("icc/FOGRA39L_coated.icc").read_bytes())


@functools.cache
def _darkest() -> float:
    """The lightness of all four inks at full strength."""
    return _table().lab((1.0, 1.0, 1.0, 1.0))[0]


def _inverse(t: float) -> float:
    """The inverse of the Lab lightness function (CIE 15)."""
    return t**3 if t > 6 / 29 else 3 * (6 / 29) ** 2 * (t - 4 / 29)


def lab_to_rgb(lab: Triple, black: float = 0.0) -> tuple[int, int, int]:
    """Lab (D50) as 8-bit sRGB, clipped channel by channel; the lightness ``black`` becomes 0."""
    fy = (lab[0] + 16) / 116
    dark = _inverse((black + 16) / 116)
    xyz = tuple(
        white * (_inverse(f) - dark) / (1 - dark)
        for white, f in zip(_D50, (fy + lab[1] / 500, fy, fy - lab[2] / 200), strict=True)
    )
    red, green, blue = (
        _encode(sum(m * v for m, v in zip(row, xyz, strict=True))) for row in _FROM_XYZ
    )
    return red, green, blue


def _encode(linear: float) -> int:
    """One linear channel in the sRGB transfer curve (IEC 61966-2-1), 0 to 255."""
    linear = max(0.0, min(1.0, linear))
    coded = 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    return round(coded * 255)


@functools.cache
def rgb(color: Color) -> tuple[int, int, int]:
    """The colour on the screen, 8 bits a channel; a spot ink by its stand-in at its tint."""
    if isinstance(color, Spot):
        share = color.tint / 100
        tint = color.alternate
        return rgb(
            Cmyk(tint.cyan * share, tint.magenta * share, tint.yellow * share, tint.key * share)
        )
    if color.is_black and color.key >= 100:
        return 0, 0, 0
    lab = _table().lab((color.cyan / 100, color.magenta / 100, color.yellow / 100, color.key / 100))
    return lab_to_rgb((lab[0], 0.0, 0.0) if color.is_black else lab, _darkest())


def hexadecimal(color: Color) -> str:
    """The colour as Word writes it: six upper-case hexadecimal digits."""
    red, green, blue = rgb(color)
    return f"{red:02X}{green:02X}{blue:02X}"
