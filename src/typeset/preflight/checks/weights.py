"""Rules and type thick and large enough for their inks and their ground."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.geometry import MM
from typeset.preflight import values
from typeset.preflight.grounds import Grounds
from typeset.preflight.limits import Limits
from typeset.preflight.marks import Dossier, Painted, Sheet
from typeset.preflight.report import Finding, Tally, Wanted, shown
from typeset.record import dataclass

_SLACK = 0.005  # mm and points: what writers round away
_LIGHT = 0.2  # darker things are tints, not reversed
_LIGHTER = 0.25  # by so much lighter than its ground, a thing is reversed
_VISIBLE = 15.0  # percent: a smaller step of one ink shows no register
_CHECKED = {"stroke", "text"}


def rules_and_type(dossier: Dossier, wanted: Wanted) -> Iterator[Finding]:
    """Rule weights and type sizes, positive, reversed and in several inks."""
    for sheet in dossier.sheets:
        tally, grounds = Tally(sheet), Grounds(sheet.painted)
        for order, painted in enumerate(sheet.painted):
            if painted.kind not in _CHECKED or not _is_printed(painted, sheet):
                continue
            ground = grounds.under(order, painted.box) if painted.box else None
            check = _rule if painted.kind == "stroke" else _type
            check(_On(painted, ground), wanted.limits, tally)
        yield from tally.findings()


@dataclass(frozen=True, slots=True)
class _On:
    """A painted thing on its ground (None: the paper)."""

    thing: Painted
    ground: Painted | None

    @property
    def is_reversed(self) -> bool:
        """Whether it is light and left out of a much darker ground."""
        own = self.thing.ink.darkness
        if self.ground is None or own > _LIGHT or not (self.thing.ink.plates or own == 0):
            return False
        if self.ground.kind == "image":
            return self.thing.ink.is_paper
        return self.ground.ink.darkness - own > _LIGHTER

    @property
    def inks(self) -> int:
        """How many plates change at its edges: what the ground has too shows no register."""
        below = dict(self.ground.ink.plates) if self.ground else {}
        own = dict(self.thing.ink.plates)
        return sum(
            abs(own.get(plate, 0.0) - below.get(plate, 0.0)) >= _VISIBLE
            for plate in own.keys() | below.keys()
        )


def _is_printed(painted: Painted, sheet: Sheet) -> bool:
    """Marks outside the bleed follow rules of their own."""
    if painted.box is None or painted.invisible:
        return False
    return values.common(painted.box, sheet.cut) is not None


def _rule(on: _On, limits: Limits, tally: Tally) -> None:
    painted, found = on.thing, on.thing.size / MM
    if painted.size == 0:
        tally.add("rule-hairline", "", painted.box)
        return
    strict = found < limits.rule_weight_inks - _SLACK
    if found < limits.rule_weight - _SLACK:
        code, least = "rule-thin", limits.rule_weight
    elif on.is_reversed and strict:
        code, least = "rule-thin-reversed", limits.rule_weight_inks
    elif on.inks > limits.rule_inks and strict:
        code, least = "rule-thin-inks", limits.rule_weight_inks
    else:
        return
    facts = {"found": f"{found:.2f}", "inks": str(on.inks), "least": f"{least:g}"}
    tally.add(code, facts["found"], painted.box, **facts)


def _type(on: _On, limits: Limits, tally: Tally) -> None:
    painted, size = on.thing, on.thing.size
    if not painted.text.strip() and painted.font and painted.font.has_unicode:
        return
    if on.is_reversed and size < limits.reversed_size - _SLACK:
        code, least = "type-reversed", limits.reversed_size
    elif size < limits.type_size - _SLACK:
        code, least = "type-small", limits.type_size
    elif on.inks > limits.mixed_inks and size < limits.mixed_size - _SLACK:
        code, least = "type-mixed", limits.mixed_size
    else:
        return
    facts = {"found": f"{size:.1f}", "inks": str(on.inks), "least": f"{least:g}"}
    tally.add(code, facts["found"], painted.box, **facts, text=shown(painted.text))
