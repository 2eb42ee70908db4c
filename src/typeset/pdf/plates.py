"""The plates of a job: which inks a colour prints, and those a job of few inks may not need.

A job that names its inks (``outputs: {inks: [K, 红头专色]}``) has those plates and no others:
flat colours that would need another are errors where they stand, pictures go on black alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from typeset.color import Cmyk, Color, Spot
from typeset.diagnostics import NOWHERE, Sink, Span, nearest
from typeset.display import Filled, Glyphs, Page, Pictured, Stroked
from typeset.record import dataclass

PROCESS = ("C", "M", "Y", "K")


@dataclass(frozen=True, slots=True)
class Job:
    """The plates that are printed, as they were written at ``span``; none: as many as needed."""

    inks: tuple[str, ...] = ()
    span: Span = NOWHERE

    def beyond(self, color: Color) -> tuple[str, ...]:
        """The plates of a colour that the job does not have."""
        if not self.inks:
            return ()
        return tuple(plate for plate in plates(color) if plate not in (*self.inks, "All"))

    @property
    def in_color(self) -> bool:
        """Whether pictures can be printed in colour."""
        return not self.inks or set(PROCESS) <= set(self.inks)


def plates(color: Color) -> tuple[str, ...]:
    """The plates that a colour puts ink on."""
    match color:
        case Spot():
            return (color.name,) if color.tint else ()
        case Cmyk():
            inks = (color.cyan, color.magenta, color.yellow, color.key)
            return tuple(plate for plate, ink in zip(PROCESS, inks, strict=True) if ink)


def used(pages: Sequence[Page]) -> set[str]:
    """The plates that the pages' own marks need; a picture may need all of process colour."""
    found: set[str] = set()
    for page in pages:
        for mark in page.marks:
            if isinstance(mark, Pictured):
                found.update(PROCESS)
            elif isinstance(mark, Glyphs | Filled | Stroked):
                found.update(plates(mark.run.color if isinstance(mark, Glyphs) else mark.color))
    return found


def check_job(job: Job, palette: Iterable[Color], sink: Sink) -> None:
    """An ink that is neither a process ink nor a spot of the palette is an error."""
    spots = sorted({color.name for color in palette if isinstance(color, Spot)})
    for ink in job.inks:
        if ink not in PROCESS and ink not in spots:
            hint = nearest(ink, spots) or f"spot inks there are: {', '.join(spots) or 'none'}"
            message = f"'{ink}' is neither C, M, Y, K nor a spot ink of the palette"
            sink.error("pdf/unknown-ink", message, job.span, hint)
