"""The room of one column: how deep it is, what stands in it, and what boxes may do there."""

from __future__ import annotations

from math import inf

from typeset.layout import costs
from typeset.layout.around import Obstacle
from typeset.record import dataclass
from typeset.style.resolved import BoxRules

SLACK = 2
"""At most so many lines a column falls short inside a paragraph, or before a breakable one."""


@dataclass(frozen=True, slots=True)
class Room:
    """One column's room.

    It begins at line ``top`` and ends with ``height``. ``share`` lines of boxes are free of
    cost, ``after`` lines of text must stand under a box; ``weight`` makes a short column
    dearer the earlier it comes, a ``loose`` one falls short at will. Where lines differ in
    length, the column is ``width`` points wide, ``obstacles`` stand in it, and the boxes
    ``placed`` are among those already. Ways that cost more than ``ceiling``, or leave more than
    ``left`` lines for the columns to come, are not followed. ``rules`` say where boxes may stand.
    """

    height: int
    share: int
    after: int
    top: int = 0
    weight: float = 1.0
    ceiling: float = inf
    left: float = inf
    width: float = 0.0
    obstacles: tuple[Obstacle, ...] = ()
    placed: frozenset[int] = frozenset()
    loose: bool = False
    rules: BoxRules = BoxRules()

    @property
    def far(self) -> int:
        """So many lines of text under a box are as good as any."""
        return max(self.after, self.rules.distance)

    def near(self, since: int, boxes: int) -> float:
        """What a box costs with ``since`` lines of text under the last one, if there is one."""
        if since == 0:
            return costs.BOX_UNDER_BOX
        short = self.rules.distance - since
        return costs.BOX_NEAR * short if boxes and short > 0 else 0.0


def slack_for(room: Room) -> int:
    """By how many lines the column may fall short at what its ways may cost."""
    if room.loose:
        return room.height
    return max(n for n in range(SLACK + 1) if costs.AIR_OVER_BOX * n * n <= room.ceiling)
