"""Levels of lists and headings, as a reflowable output counts them itself."""

from __future__ import annotations

from typeset.record import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list or of headings as Word counts them.

    ``text`` holds ``{0}`` … for the numbers of the levels; ``system`` is that of its own,
    "" for a bullet. The text begins ``left`` points from the margin, the label ``hanging``
    points before it, later lines at ``turnover``; ``gap`` says that white follows the label.
    """

    text: str
    system: str
    left: float = 0.0
    hanging: float = 0.0
    turnover: float = 0.0
    gap: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An item of the list called ``list``: its level from 0, and how the levels look."""

    list: str
    level: int
    levels: tuple[Level, ...]
