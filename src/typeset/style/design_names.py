"""Whether the names in a box design exist: roles, colours, drawings, other designs.

Only a project's own designs are looked at: those that ship are kept right by a test, and no
style can take a role or colour away from them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from typeset.diagnostics import Sink, Span, nearest
from typeset.style import shelf
from typeset.style.design import Design
from typeset.style.spec import StyleSpec

_ROLES = frozenset({"role", "unit_role", "digits_role", "qualifier_role"})
_COLORS = frozenset({"color", "unit_color", "over", "track", "plate", "fill", "head_color"})
_LOGOS = ("logo", "logo-mono")


def check_names(design: Design, spec: StyleSpec, sink: Sink, *, shipped: bool = False) -> None:
    """Report every unknown name in ``design``; ``shipped`` looks at the product's own too."""
    if not shipped and design.span.file.startswith(shelf.FOLDER):
        return
    known: dict[str, Iterable[str]] = {
        "role": spec.roles,
        "colour": spec.palette,  # "a | b" names the colours of rows in turn
        "design": {*spec.designs, *shelf.design_names()},
        "drawing": (*shelf.drawing_names(), *_LOGOS),
    }
    for kind, name, span in _names(design):
        if name in known[kind] or (kind == "colour" and _is_accent(name)):
            continue
        code = "style/unknown-" + {"colour": "color"}.get(kind, kind)
        message = f"unknown {kind} '{name}' in the design '{design.name}'"
        sink.error(code, message, span, nearest(name, known[kind]))


def _is_accent(name: str) -> bool:
    """The section's colour, or the palette's ``<accent>-…``."""
    return name == "accent" or name.startswith("accent-")


def _names(part: Any) -> Iterator[tuple[str, str, Span]]:
    """Every (kind, name, place) in a design and what is nested in it."""
    for f in dataclasses.fields(part):
        value = getattr(part, f.name)
        if isinstance(value, str) and value:
            kind = _kind(f.name, part)
            turns = value.split("|") if kind == "colour" else [value]
            if kind:
                yield from ((kind, turn.strip(), part.span) for turn in turns)
        elif f.name == "borders":
            yield from _borders(value, part.span)
        elif isinstance(value, tuple):
            for member in value:
                yield from _nested(member)
        else:
            yield from _nested(value)
    if art := getattr(part, "art", ""):
        yield "drawing", art.removeprefix("drawing:"), part.span


def _nested(value: Any) -> Iterator[tuple[str, str, Span]]:
    if dataclasses.is_dataclass(value) and not isinstance(value, Span):
        yield from _names(value)


def _kind(field: str, part: Any) -> str:
    if field in _ROLES:
        return "role"
    if field in _COLORS:
        return "colour"
    if field == "fallback" and isinstance(part, Design):
        return "design"
    return "drawing" if field == "drawing" else ""


def _borders(borders: dict[str, str], span: Span) -> Iterator[tuple[str, str, Span]]:
    for border in borders.values():
        _, _, color = border.partition(" ")
        if color:
            yield "colour", color, span
