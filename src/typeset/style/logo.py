"""The logo: paths from ``assets/logo/logo.svg``, facts from ``assets/logo/logo.toml``.

The SVG is our own and plain: ``path`` elements with ``fill`` and absolute M L H V C Z.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache

from typeset.color import Cmyk, Color
from typeset.flow import Origin, Shape
from typeset.geometry import Path, Segment
from typeset.record import dataclass
from typeset.resources import asset

_ELEMENT = re.compile(r"<path\b[^>]*>")
_TOKEN = re.compile(r"[MLHVCZ]|-?(?:\d+\.?\d*|\.\d+)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Z": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """The logo at its drawing size: paths with their inks, and the rules of its use.

    ``clear_space`` is a share of the height to be kept free on every side,
    ``least_height`` in points; ``side_room`` is the empty share of the width at the left,
    by which the ink stands in from the frame.
    """

    size: tuple[float, float]
    paths: tuple[tuple[Path, Color], ...]
    alt: str
    clear_space: float
    least_height: float
    side_room: float


def logo(
    x: float,
    y: float,
    height: float,
    color: Color | None = None,
    origin: Origin = "box",
) -> tuple[Shape, ...]:
    """The logo, ``height`` points high, at (x, y); in one ``color`` if one is given."""
    mark = open_logo()
    scale = height / mark.size[1]
    return tuple(
        Shape(
            path=_placed(path, scale, x, y),
            fill=color or ink,
            origin=origin,
            layer="content",
        )
        for path, ink in mark.paths
    )


@lru_cache(maxsize=1)
def open_logo() -> Logo:
    """The shipped logo.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    facts = tomllib.loads(asset("logo/logo.toml").read_text(encoding="utf-8"))
    svg = asset("logo/logo.svg").read_text(encoding="utf-8")
    inks = {fill: Cmyk(*values) for fill, values in facts["inks"].items()}
    return Logo(
        size=_view(svg),
        paths=tuple(svg_paths(svg, inks)),
        alt=facts["alt"],
        clear_space=facts["clear-space"],
        least_height=facts["least-height"],
        side_room=facts["side-room"],
    )


def _view(svg: str) -> tuple[float, float]:
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if found is None:
        raise ValueError("the logo's SVG has no viewBox that begins at 0 0")
    return float(found[1]), float(found[2])


def svg_paths(svg: str, inks: Mapping[str, Color]) -> Iterator[tuple[Path, Color]]:
    """Every path of a plain SVG with the ink for its ``fill``.

    Raises:
        ValueError: a path uses other commands than absolute M L H V C Z.
    """
    for element in _ELEMENT.findall(svg):
        fill = re.search(r'\bfill="([^"]*)"', element)
        data = re.search(r'\bd="([^"]*)"', element)
        if fill and data:
            yield path_data(data[1]), inks[fill[1]]


def path_data(data: str) -> Path:
    """SVG path data as segments; H and V become L.

    Raises:
        ValueError: it holds anything but numbers and absolute M L H V C Z.
    """
    if stray := re.sub(r"[\s,]", "", _TOKEN.sub("", data)):
        raise ValueError(f"path data holds '{stray}'; only absolute M L H V C Z are read")
    segments: list[Segment] = []
    at = (0.0, 0.0)
    for command, numbers in _commands(_TOKEN.findall(data)):
        if command == "Z":
            segments.append(("Z",))
            continue
        coordinates = {"H": (*numbers, at[1]), "V": (at[0], *numbers)}.get(command, numbers)
        at = (coordinates[-2], coordinates[-1])
        segments.append((command if command in "MC" else "L", *coordinates))
    return tuple(segments)


def _commands(tokens: list[str]) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Commands with their numbers; numbers alone repeat the command before."""
    command, k = "", 0
    while k < len(tokens):
        if tokens[k] in _TAKES:
            command, k = tokens[k], k + 1
        count = _TAKES.get(command, 0)
        numbers = tokens[k : k + count]
        if len(numbers) < count or any(n in _TAKES for n in numbers) or (not command):
            raise ValueError(f"path data breaks off after '{command}'")
        yield command, tuple(float(n) for n in numbers)
        k += count
        if not count and k < len(tokens) and tokens[k] not in _TAKES:
            raise ValueError("numbers after Z in path data")


def _placed(path: Path, scale: float, x: float, y: float) -> Path:
    return tuple(
        (segment[0], *(c * scale + (x, y)[i % 2] for i, c in enumerate(segment[1:])))
        for segment in path
    )
