"""Time a command as a whole process: wall, CPU of it and all its children, peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall and CPU time, peak resident memory in MB."""

    wall: float
    cpu: float
    memory: float


class CommandFailed(Exception):  # noqa: N818 - it states what happened
    """A command that was to be timed ended with a fault."""


def once(command: Sequence[str], folder: Path) -> Cost:
    """Run the command in ``folder`` and give its cost.

    Raises:
        CommandFailed: it did not end with 0.
    """
    began = time.monotonic()
    with (folder / "said.txt").open("wb") as said:
        child = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        text = (folder / "said.txt").read_text(encoding="utf-8", errors="replace")
        raise CommandFailed(f"{' '.join(command)}: exit code {child.returncode}\n{text}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def in_turn(commands: Sequence[Sequence[str]], folder: Path, rounds: int) -> list[list[Cost]]:
    """Costs of each command over the rounds, run in turn (A B A B) after one unmeasured round.

    Taking turns keeps the ratio true on a busy machine.
    """
    for command in commands:
        once(command, folder)
    costs: list[list[Cost]] = [[] for _ in commands]
    for _ in range(rounds):
        for mine, command in zip(costs, commands, strict=True):
            mine.append(once(command, folder))
    return costs


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(
        statistics.median(c.wall for c in costs),
        statistics.median(c.cpu for c in costs),
        statistics.median(c.memory for c in costs),
    )


def ratio(ours: Sequence[Cost], theirs: Sequence[Cost]) -> Cost:
    """The median over the rounds of ours divided by theirs."""
    pairs = list(zip(ours, theirs, strict=True))
    return Cost(
        statistics.median(a.wall / b.wall for a, b in pairs),
        statistics.median(a.cpu / b.cpu for a, b in pairs),
        statistics.median(a.memory / b.memory for a, b in pairs),
    )
