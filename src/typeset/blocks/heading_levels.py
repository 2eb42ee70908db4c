"""The style's scheme of headings as Word counts them."""

from __future__ import annotations

from typeset.reflow import Level
from typeset.style.label import Label
from typeset.style.resolved import Style

SECTION_ROLE = "banner-title"


def heading_levels(style: Style) -> tuple[Level, ...]:
    """A level for the section's title, then one for each level of heading; none without.

    A title's later lines begin under its text, as on the pages (CL-HD-07).
    """
    return tuple(
        _level(number, label, style) for number, label in enumerate(style.numbering.levels)
    )


def _level(number: int, label: Label, style: Style) -> Level:
    if not label.depth:
        return Level(text="", system="none")
    text = label.texts[0]
    first = number + 1 - label.depth
    for place, between in enumerate(label.texts[1:]):
        text += f"{{{first + place}}}{between}"
    role = style.roles.get(f"heading-{number}" if number else SECTION_ROLE)
    room = (label.room + label.gap) * (role.size * (1 + role.tracking) if role else style.grid.zw)
    return Level(
        text=text,
        system=label.systems[-1],
        left=room,
        hanging=room,
        turnover=room,
        gap=label.gap > 0,
    )
