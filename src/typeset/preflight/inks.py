"""Colour spaces of a PDF, and the inks that a colour in them puts on the plates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from typeset.preflight import values
from typeset.record import dataclass

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
DEEPEST = 8  # spaces in spaces
_DEVICE = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4, "G": 1, "RGB": 3, "CMYK": 4}
_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
_WEIGHTS = {"Cyan": 0.3, "Magenta": 0.59, "Yellow": 0.11, "Black": 1.0}  # of darkness


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """A colour space. ``base`` is the alternate, the indexed or the underlying space.

    ``names`` are the inks of Separation and DeviceN; ``solid`` what the alternate shows at
    full tint, where that can be read; ``profile`` is the ICC stream.
    """

    family: str
    components: int
    base: Space | None = None
    names: tuple[str, ...] = ()
    solid: tuple[float, ...] = ()
    profile: Any = None

    @property
    def families(self) -> frozenset[str]:
        """The families that reach the paper: an index counts as its base."""
        own = frozenset() if self.family in {"Indexed", "Pattern"} else frozenset({self.family})
        with_base = self.base is not None and self.family in {"Indexed", "Pattern"}
        return own | (self.base.families if with_base and self.base else frozenset())

    @property
    def model(self) -> str:
        """``gray``, ``rgb``, ``cmyk``, ``lab``, ``spot`` or an empty string for a pattern."""
        if self.family == "Indexed" and self.base:
            return self.base.model
        if self.family == "ICCBased":
            return {1: "gray", 3: "rgb", 4: "cmyk"}.get(self.components, "")
        return _MODELS.get(self.family, "")


_MODELS = {
    "DeviceGray": "gray", "CalGray": "gray", "DeviceRGB": "rgb", "CalRGB": "rgb",
    "DeviceCMYK": "cmyk", "Lab": "lab", "Separation": "spot", "DeviceN": "spot",
}  # fmt: skip

GRAY = Space(family="DeviceGray", components=1)
RGB = Space(family="DeviceRGB", components=3)
CMYK = Space(family="DeviceCMYK", components=4)
PATTERN = Space(family="Pattern", components=0)
UNKNOWN = Space(family="", components=0)
_BY_NAME = {"DeviceGray": GRAY, "DeviceRGB": RGB, "DeviceCMYK": CMYK, "Pattern": PATTERN}


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour as set: the values, their space, and the plates in percent.

    ``plates`` is empty for colours that are no inks (RGB, Lab, patterns).
    """

    space: Space
    values: tuple[float, ...] = ()
    plates: tuple[tuple[str, float], ...] = ()

    @property
    def total(self) -> float:
        """Ink on the paper, in percent."""
        return sum(tint for _, tint in self.plates)

    @property
    def used(self) -> tuple[str, ...]:
        """The plates that carry any ink."""
        return tuple(plate for plate, tint in self.plates if tint > 0)

    @property
    def is_paper(self) -> bool:
        """Whether nothing is printed: the paper shows."""
        if self.space.model in {"rgb", "lab"}:
            return self.space.model == "rgb" and self.values == (1.0, 1.0, 1.0)
        return bool(self.space.model) and not self.used

    @property
    def is_black(self) -> bool:
        """Whether it is solid black on the black plate alone."""
        return self.used == ("Black",) and self.total >= 99.5

    @property
    def darkness(self) -> float:
        """From 0 (paper) to 1 (black), roughly as the eye takes it."""
        match self.space.model:
            case "rgb" if len(self.values) == 3:
                r, g, b = self.values
                return 1 - (0.3 * r + 0.59 * g + 0.11 * b)
            case "lab" if self.values:
                return 1 - self.values[0] / 100
        light = 1.0
        for plate, tint in self.plates:
            light *= 1 - tint / 100 * _WEIGHTS.get(plate, self._spot_weight())
        return 1 - light

    def _spot_weight(self) -> float:
        """How dark a spot ink is, by its alternate if that is process colour."""
        if len(self.space.solid) == 4 and self.space.base and self.space.base.model == "cmyk":
            return Ink(CMYK, (), tuple(_percent(PROCESS, self.space.solid))).darkness
        return 0.5

    def __str__(self) -> str:
        """``C20 M30 Y0 K100``, a spot with its tint, or the values in their space."""
        if self.space.model == "cmyk" and len(self.plates) == 4:
            return " ".join(f"{plate[0] if plate != 'Black' else 'K'}{tint:.3g}"
                            for plate, tint in self.plates)  # fmt: skip
        if self.space.model in {"spot", "gray"}:
            return " + ".join(f"{plate} {tint:.3g} %" for plate, tint in self.plates) or "nothing"
        shown = " ".join(f"{value:.3g}" for value in self.values)
        return f"{self.space.family} {shown}".strip()


BLACK = Ink(GRAY, (0.0,), (("Black", 100.0),))


def _percent(names: Sequence[str], tints: Sequence[float]) -> list[tuple[str, float]]:
    clamped = (min(max(tint, 0.0), 1.0) * 100 for tint in tints)
    return [(plate, round(tint, 3)) for plate, tint in zip(names, clamped, strict=False)]


def ink(space: Space, components: Sequence[float]) -> Ink:
    """The colour with these components (0 to 1; Lab has its own ranges)."""
    given = tuple(components)
    match space.model:
        case "gray":
            light = given[0] if given else 0.0
            plates = _percent(("Black",), (1 - light,))
        case "cmyk":
            plates = _percent(PROCESS, given)
        case "spot":
            plates = [p for p in _percent(space.names, given) if p[0] != "None"]
        case _:
            plates = []
    return Ink(space, given, tuple(plates))


def initial(space: Space) -> Ink:
    """The colour a space begins with (ISO 32000-1, 8.6.8)."""
    match space.model:
        case "cmyk":
            return ink(space, (0, 0, 0, 1))
        case "spot":
            return ink(space, (1.0,) * space.components)
        case _:
            return ink(space, (0.0,) * space.components)


# -- reading spaces ------------------------------------------------------------------------


def space(value: Any, resources: Any = None, depth: int = 0) -> Space:
    """The space that a name or an array stands for; ``UNKNOWN`` if it cannot be read."""
    if depth > DEEPEST:
        return UNKNOWN
    members = values.items(value)
    if not members:
        return _named(values.plain(value), resources, depth)
    kind = values.plain(members[0])
    kind = _SHORT.get(kind, kind)
    match kind:
        case "ICCBased" if len(members) > 1:
            return _icc(members[1], resources, depth)
        case "Separation" | "DeviceN" if len(members) > 3:
            return _spot(kind, members, resources, depth)
        case "Indexed" if len(members) > 1:
            base = space(members[1], resources, depth + 1)
            return Space(family="Indexed", components=1, base=base, names=base.names)
        case "Pattern" if len(members) > 1:
            base = space(members[1], resources, depth + 1)
            return Space(family="Pattern", components=base.components, base=base)
        case "CalGray":
            return Space(family=kind, components=1)
        case "CalRGB" | "Lab":
            return Space(family=kind, components=3)
    return _named(kind, resources, depth) if len(members) == 1 else UNKNOWN


def _named(name: str, resources: Any, depth: int) -> Space:
    name = _SHORT.get(name, name)
    if name in _BY_NAME:
        default = values.get(resources, "/ColorSpace", "/Default" + name.removeprefix("Device"))
        if default is not None and name != "Pattern" and depth < DEEPEST:
            return space(default, None, depth + 1)
        return _BY_NAME[name]
    found = values.get(resources, "/ColorSpace", "/" + name) if name else None
    return UNKNOWN if found is None else space(found, resources, depth + 1)


def _icc(profile: Any, resources: Any, depth: int) -> Space:
    count = int(values.number(values.get(profile, "/N")) or 0)
    alternate = values.get(profile, "/Alternate")
    base = space(alternate, resources, depth + 1) if alternate is not None else None
    return Space(family="ICCBased", components=count, base=base, profile=profile)


def _spot(kind: str, members: list[Any], resources: Any, depth: int) -> Space:
    given = values.items(members[1]) if kind == "DeviceN" else [members[1]]
    names = tuple(values.plain(member) for member in given)
    base = space(members[2], resources, depth + 1)
    return Space(
        family=kind,
        components=len(names),
        base=base,
        names=names,
        solid=_solid(members[3]) if kind == "Separation" else (),
    )


def _solid(function: Any) -> tuple[float, ...]:
    """What a tint transform gives at full tint, for the kinds whose end can be read."""
    kind = values.number(values.get(function, "/FunctionType"))
    if kind == 2:
        return values.numbers(values.get(function, "/C1")) or ()
    if kind == 0 and values.number(values.get(function, "/BitsPerSample")) == 8:
        outputs = len(values.numbers(values.get(function, "/Range")) or ()) // 2
        samples = values.data(function, 1 << 16)
        if outputs and samples and len(samples) >= outputs:
            return tuple(sample / 255 for sample in samples[-outputs:])
    return ()


def gradient_ends(shading: Any, resources: Any) -> list[Ink]:
    """The colours a shading's functions begin, join and end with; its space alone if unread."""
    own = space(values.get(shading, "/ColorSpace"), resources)
    found = _ends(values.get(shading, "/Function"), 0)
    return [ink(own, end) for end in found] or [ink(own, ())]


def _ends(function: Any, depth: int) -> list[tuple[float, ...]]:
    if depth > DEEPEST or not values.is_dictionary(function):
        return []
    kind = values.number(values.get(function, "/FunctionType"))
    if kind == 2:
        ends = [values.numbers(values.get(function, key)) for key in ("/C0", "/C1")]
        return [end for end in ends if end]
    if kind == 3:
        parts = values.items(values.get(function, "/Functions"))[:64]
        return [end for part in parts for end in _ends(part, depth + 1)]
    return []
