"""Containers: ``:::name {…}`` to ``:::``, with YAML or Markdown between."""

from __future__ import annotations

import re

from typeset.reading.pipes import State, line_of
from typeset.record import dataclass

_OPEN = re.compile(r"(:{3,})[ \t]*(?P<name>[A-Za-z][\w-]*)?(?P<rest>.*)")
_CLOSE = re.compile(r":{3,}[ \t]*$")
_YAML = re.compile(r"-( |$)|[A-Za-z][\w-]*:( |$)")


@dataclass(frozen=True, slots=True)
class Container:
    """The block rule for ``:::name {…}`` … ``:::``; ``yaml`` names those with a YAML body.

    The body of a ``mixed`` one is YAML where its first line looks like it.
    """

    yaml: frozenset[str]
    mixed: frozenset[str]

    def __call__(self, state: State, first: int, last: int, silent: bool) -> bool:
        """Read a container that begins in line ``first``."""
        line = line_of(state, first)
        if not line.startswith(":::"):
            return False
        if silent:
            return True
        opening = _OPEN.match(line)
        name = (opening and opening.group("name")) or ""
        end = self.end(state, first, last, name) if name else None
        token = state.push("container_open", name, 1)
        token.map = [first, first + 1]
        token.info = line
        stop = last if end is None else end
        token.meta = {"name": name, "closed": end is not None}
        if not name:
            stop = first + 1
        elif name in self.yaml and not self.markdown(state, first + 1, stop, name):
            token.meta["body"] = (first + 1, stop)
        else:
            self.inner(state, first + 1, stop)
        state.push("container_close", name, -1)
        state.line = stop + (1 if name and end is not None else 0)
        return True

    def end(self, state: State, first: int, last: int, name: str) -> int | None:
        """The line that closes it; Markdown bodies may hold containers of their own."""
        depth = 1
        for number in range(first + 1, last):
            line = line_of(state, number)
            if _CLOSE.match(line):
                depth -= 1
            elif name not in self.yaml and line.startswith(":::"):
                depth += 1
            if depth == 0:
                return number
        return None

    def markdown(self, state: State, first: int, stop: int, name: str) -> bool:
        """Whether the body of a container that allows both is Markdown."""
        lines = (line_of(state, number) for number in range(first, stop))
        return name in self.mixed and not _YAML.match(next((x for x in lines if x.strip()), ""))

    def inner(self, state: State, first: int, stop: int) -> None:
        """The Markdown between its lines."""
        parent, line_max = state.parentType, state.lineMax
        state.parentType, state.lineMax = "container", stop
        state.md.block.tokenize(state, first, stop)
        state.parentType, state.lineMax = parent, line_max
