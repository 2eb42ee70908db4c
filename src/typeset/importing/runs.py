"""Cutting and joining runs of text at character offsets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from typeset.importing.source import Run
from typeset.reading.cjk import joins


def text_of(runs: Iterable[Run]) -> str:
    """The characters of the runs."""
    return "".join(run.text for run in runs)


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbours of one look as one run; empty ones left out."""
    groups = groupby((run for run in runs if run.text), key=_look)
    return tuple(_one(list(group)) for _, group in groups)


def _look(run: Run) -> tuple[object, ...]:
    return run.strong, run.emphasis, run.script, run.link, run.lead


def _one(group: Sequence[Run]) -> Run:
    return replace(group[0], text=text_of(group)) if len(group) > 1 else group[0]


def cut(runs: Sequence[Run], start: int, end: int | None = None) -> tuple[Run, ...]:
    """The runs between two offsets."""
    made: list[Run] = []
    at = 0
    for run in runs:
        low = max(start - at, 0)
        high = len(run.text) if end is None else min(end - at, len(run.text))
        if low < high:
            made.append(replace(run, text=run.text[low:high]))
        at += len(run.text)
    return tuple(made)


def mapped(runs: Iterable[Run], change: Callable[[str], str]) -> tuple[Run, ...]:
    """Each run's text changed by a function."""
    return merged(replace(run, text=change(run.text)) for run in runs)


def stripped(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Without white space at either end."""
    text = text_of(runs)
    start = len(text) - len(text.lstrip())
    return merged(cut(runs, start, max(start, len(text.rstrip()))))


def glued(first: Sequence[Run], second: Sequence[Run]) -> tuple[Run, ...]:
    """Two halves of a paragraph as one: no blank beside a Han character, elsewhere one."""
    ahead, behind = text_of(first), text_of(second)
    blank = " " if needs_blank(ahead, behind) else ""
    return merged((*first, Run(blank), *second))


def needs_blank(ahead: str, behind: str) -> bool:
    """Whether a line end between the two texts stood for a blank."""
    if not ahead or not behind or ahead[-1].isspace() or behind[0].isspace():
        return False
    return not (joins(ahead[-1]) or joins(behind[0]))
