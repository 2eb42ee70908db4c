"""The white of marks in vertical lines: some frames that give in horizontal ones are fixed."""

from __future__ import annotations

import functools
from dataclasses import replace

from typeset.scripts.classes import Script
from typeset.scripts.orientation import load_vertical
from typeset.scripts.spacing import Frame, Spacing


@functools.cache
def vertical_spacing(spacing: Spacing, script: Script, language: str) -> Spacing:
    """The table of a script with the frames that vertical lines keep (CL-PW-03, CL-VT-04)."""
    names = load_vertical(language).fixed
    fixed = {script.letters[name] for name in names if name in script.letters}
    frames = {
        letter: Frame() if letter in fixed else frame for letter, frame in spacing.frames.items()
    }
    return replace(spacing, frames=frames)
