"""Ring arcs."""

from __future__ import annotations

from typing import Any

import pytest

from typeset.blocks.rings import ring


def _end(segment: Any) -> list[float]:
    return [float(c) for c in list(segment)[1:]][-2:]


def test_a_full_ring_is_two_closed_loops() -> None:
    path = ring(0, 0, 72, 6, 1.0)
    assert [s[0] for s in path].count("Z") == 2
    assert path[0] == ("M", 36.0, 0.0)


def test_a_quarter_ends_at_three_oclock() -> None:
    path = ring(0, 0, 72, 6, 0.25)
    curve = next(s for s in path if s[0] == "C")
    assert _end(curve) == [pytest.approx(72.0), pytest.approx(36.0)]
    assert [s[0] for s in path].count("C") == 2, "one quarter outside, one inside"


def test_the_arc_stays_within_its_square() -> None:
    for share in (0.1, 0.5, 0.93, 1.0):
        for segment in ring(10, 20, 72, 6, share):
            for low, c in zip((10, 20), _end(segment), strict=False):
                assert low - 1e-6 <= c <= low + 72 + 1e-6
