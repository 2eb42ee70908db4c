"""Drawings become metafiles of sound records."""

from __future__ import annotations

import struct
from collections import Counter

from typeset.color import BLACK, Cmyk
from typeset.docx.emf import emf
from typeset.flow import Shape
from typeset.geometry import Path, Rect, rectangle
from typeset.style.drawings import draw

CURVE: Path = (("M", 0, 0), ("C", 10, 0, 20, 10, 20, 20), ("L", 0, 20), ("L", 0, 10), ("Z",))


def records(data: bytes) -> list[tuple[int, bytes]]:
    """Every record's type and bytes; the sizes must lead exactly to the file's end."""
    found, place = [], 0
    while place < len(data):
        kind, size = struct.unpack_from("<II", data, place)
        assert size % 4 == 0
        found.append((kind, data[place : place + size]))
        place += size
    assert place == len(data)
    return found


def test_the_header_counts_the_records_the_bytes_and_the_objects() -> None:
    data = emf([Shape(path=CURVE, fill=BLACK, stroke=Cmyk(0, 100, 0, 0), weight=0.5)], 100, 50)
    found = records(data)
    signature, _, size, count, objects = struct.unpack_from("<4sIIIH", data, 40)
    assert (signature, size, count, objects) == (b" EMF", len(data), len(found), 3)
    assert (found[0][0], found[-1][0]) == (1, 14)


def test_the_frame_is_the_pictures_size_in_hundredths_of_a_millimetre() -> None:
    frame = struct.unpack_from("<4i", emf([], 72, 144), 24)
    assert frame == (0, 0, 2540, 5080)


def test_a_path_is_filled_stroked_or_both_as_the_shape_says() -> None:
    shapes = [
        Shape(path=CURVE, fill=BLACK),
        Shape(path=CURVE, stroke=BLACK, weight=1),
        Shape(path=CURVE, fill=BLACK, stroke=BLACK, weight=1),
    ]
    kinds = [kind for kind, _ in records(emf(shapes, 30, 30)) if kind in (62, 63, 64)]
    assert kinds == [62, 64, 63]


def test_lines_curves_and_closing_keep_their_places() -> None:
    found = records(emf([Shape(path=CURVE, fill=BLACK)], 500, 500))
    curve = next(data for kind, data in found if kind == 88)
    assert struct.unpack_from("<I6h", curve, 24) == (3, 640, 0, 1280, 640, 1280, 1280)
    assert Counter(kind for kind, _ in found)[61] == 1


def test_what_reaches_beyond_the_picture_still_fits_the_coordinates() -> None:
    wide = Shape(path=rectangle(Rect(-900, 0, 2000, 10)), fill=BLACK)
    line = next(data for kind, data in records(emf([wide], 100, 50)) if kind == 89)
    assert max(abs(c) for c in struct.unpack_from("<6h", line, 28)) <= 32000


def test_a_clip_holds_for_its_own_shape_only() -> None:
    clip = rectangle(Rect(0, 0, 5, 5))
    shapes = [Shape(path=CURVE, fill=BLACK, clip=clip), Shape(path=CURVE, fill=BLACK)]
    kinds = [kind for kind, _ in records(emf(shapes, 30, 30)) if kind in (33, 67, 34, 62)]
    assert kinds == [33, 67, 62, 34, 62]


def test_colours_are_reused_and_the_same_drawing_gives_the_same_bytes() -> None:
    shapes = draw("contours-masthead", 0, 0, 483, 90)
    assert emf(shapes, 483, 90) == emf(shapes, 483, 90)
    created = Counter(kind for kind, _ in records(emf(shapes, 483, 90)))
    assert 0 < created[39] <= len(shapes)
