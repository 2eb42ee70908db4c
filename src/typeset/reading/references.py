"""Cross references as they are written: ``[](#id)``, ``[@id]``, ``[第{page}页](#id)``.

A link to a place inside the publication may hold ``{label}`` (图3, 第二章), ``{number}`` (3),
``{title}``, ``{page}`` and ``{pages}`` (4—6); one without any text shows the label, and
``[@id]`` is short for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any, Protocol, get_args

from typeset.model.inline import Shown

SHOWN: tuple[Shown, ...] = get_args(Shown)
_FIELD = re.compile(rf"\{{({'|'.join(SHOWN)})\}}")
_CITATION = re.compile(r"\[@([A-Za-z][A-Za-z0-9_.-]*)\]")
_INNER = "inner"


class State(Protocol):
    """What is used of the parser's state."""

    src: str
    pos: int
    posMax: int  # noqa: N815 - the library's name
    env: MutableMapping[Any, Any]

    def push(self, ttype: str, tag: str, nesting: Any) -> Any:
        """A new token."""
        ...


@contextmanager
def inside_link(env: MutableMapping[Any, Any], target: str) -> Iterator[None]:
    """While it lasts, fields refer to ``target`` where that is inside the publication."""
    outer = env.get(_INNER, "")
    env[_INNER] = target[1:] if target.startswith("#") else ""
    try:
        yield
    finally:
        env[_INNER] = outer


def reference(state: State, silent: bool) -> bool:
    """``{label}``, ``{number}``, ``{title}`` and ``{page}`` in a link to an id."""
    found = _FIELD.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    target = state.env.get(_INNER, "")
    if not target:
        if not silent:
            _report_alone(state, found.group())
        return False
    if not silent:
        _push(state, found.group(1), target)
    state.pos = found.end()
    return True


def _report_alone(state: State, written: str) -> None:
    state.env["sink"].warn(
        "content/reference",
        f"'{written}' stands in no link to an id and is set as it is",
        state.env["places"].span(state.pos, len(written)),
        f"write [{written}](#id)",
    )


def citation(state: State, silent: bool) -> bool:
    """``[@id]``: a link to the id that shows its label."""
    found = _CITATION.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        _push(state, "label", found.group(1))
    state.pos = found.end()
    return True


def _push(state: State, shown: str, target: str) -> None:
    token = state.push("ref", "", 0)
    token.meta |= {"target": target, "shown": shown}
