"""What a stage says while it works. Stages report, whoever started the build draws."""

from __future__ import annotations

from typing import Protocol

from typeset.record import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """A stage has done ``done`` of ``total`` steps (0: not known) after ``seconds``.

    ``done == total > 0`` ends the stage. ``detail`` is a word on the step, such as a page.
    """

    stage: str
    done: int = 0
    total: int = 0
    detail: str = ""
    seconds: float = 0.0

    @property
    def ends(self) -> bool:
        """Whether the stage is over."""
        return 0 < self.total <= self.done


class Progress(Protocol):
    """Whoever wants to know: called with every event, in order, on the building thread."""

    def __call__(self, event: Event, /) -> None:
        """Take note of the event; it must not raise."""


def quiet(event: Event, /) -> None:
    """Draw nothing."""
