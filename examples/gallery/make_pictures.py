"""Draw the gallery's pictures again: our own work, the same bytes each time.

usage: make_pictures.py

Hills in morning haze with a sun, and the same at dusk: enough to see cut, colour and grain
on a page without anybody's photograph.
"""

from __future__ import annotations

import math
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

HERE = Path(__file__).parent
SIZES = {"morning": (1440, 960), "dusk": (2100, 800), "hall": (1200, 1200)}
SKIES = {
    "morning": ((196, 214, 228), (246, 232, 206)),
    "dusk": ((70, 84, 130), (240, 150, 96)),
    "hall": ((226, 230, 232), (190, 200, 206)),
}
HILLS = {"morning": (86, 120, 134), "dusk": (52, 48, 78), "hall": (120, 132, 142)}
SUNS = {"morning": (0.72, 0.3, (250, 240, 214)), "dusk": (0.3, 0.52, (255, 206, 120))}

Ink = tuple[int, int, int]


def mixed(one: Ink, other: Ink, share: float) -> Ink:
    """A colour so far on the way from one to the other."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def picture(name: str) -> Image.Image:
    """One picture by its name."""
    width, height = SIZES[name]
    image = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(image)
    head, foot = SKIES[name]
    for y in range(height):
        draw.line((0, y, width, y), fill=mixed(head, foot, y / height))
    if name in SUNS:
        x, y, ink = SUNS[name]
        r = height * 0.07
        at = (x * width, y * height)
        draw.ellipse((at[0] - r, at[1] - r, at[0] + r, at[1] + r), fill=ink)
    for layer in range(5):
        draw.polygon(hill(layer, width, height), fill=mixed(foot, HILLS[name], 0.3 + 0.17 * layer))
    return image.filter(ImageFilter.GaussianBlur(1.2))


def hill(layer: int, width: int, height: int) -> list[tuple[float, float]]:
    """The outline of one range of hills, from the left edge to the right and round the foot."""
    base = height * (0.5 + 0.11 * layer)
    points: list[tuple[float, float]] = []
    for x in range(0, width + 1, 4):
        u = x / width * math.tau
        wave = math.sin(u * (1.1 + 0.3 * layer) + layer * 1.9)
        wave += 0.5 * math.sin(u * (2.7 + layer) + layer)
        points.append((x, base - height * 0.08 * wave))
    return [*points, (width, height), (0, height)]


def main() -> None:
    """Write all pictures."""
    folder = HERE / "images"
    folder.mkdir(exist_ok=True)
    for name in SIZES:
        picture(name).save(folder / f"{name}.jpg", quality=82, subsampling=0, optimize=True)


if __name__ == "__main__":
    main()
