"""Palette names to inks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from typeset.color import BLACK, Cmyk, Color, Spot, gray, mix
from typeset.diagnostics import Sink, Span, nearest
from typeset.record import dataclass
from typeset.style.spec import ColorSpec
from typeset.style.units import Name


@dataclass(slots=True)
class Inks:
    """Works out a palette, every name once; a name at fault is reported once and is black."""

    palette: Mapping[str, ColorSpec]
    sink: Sink
    known: dict[str, Color] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)  # names being worked out

    def all(self) -> Mapping[str, Color]:
        """Every name of the palette with its ink, in the palette's order."""
        return {name: self._named(name) for name in self.palette}

    def color(self, name: Name) -> Color:
        """The ink of a name; black after the error ``style/unknown-color``."""
        if name.text in self.palette:
            return self._named(name.text)
        message = f"unknown colour '{name}'"
        self.sink.error("style/unknown-color", message, name.span, nearest(name.text, self.palette))
        return BLACK

    def _named(self, name: str) -> Color:
        if name not in self.known:
            spec = self.palette[name]
            if name in self.open:
                chain = " -> ".join((*self.open[self.open.index(name) :], name))
                self.sink.error(
                    "style/color-cycle", f"colour '{name}' is made of itself: {chain}", spec.span
                )
                return BLACK
            self.open.append(name)
            self.known[name] = self._ink(spec)
            self.open.pop()
        return self.known[name]

    def _ink(self, spec: ColorSpec) -> Color:
        given = [
            key for key in ("cmyk", "gray", "mix", "same") if getattr(spec, key) is not None
        ] + (["spot"] if spec.spot else [])
        if len(given) != 1:
            found = " and ".join(given) or "none"
            message = f"a colour has exactly one of cmyk, gray, spot, mix or same; found {found}"
            self.sink.error("style/color", message, spec.span)
            return BLACK
        if spec.cmyk is not None:
            return Cmyk(*(self._percent(ink, spec.span) for ink in spec.cmyk))
        if spec.gray is not None:
            return gray(self._percent(spec.gray, spec.span))
        if spec.mix is not None:
            return self._mix(*spec.mix, spec.span)
        return self.color(spec.same) if spec.same else self._spot(spec)

    def _percent(self, value: float, span: Span) -> float:
        if not 0 <= value <= 100:
            self.sink.error("style/color", f"inks run from 0 to 100; found {value:g}", span)
        return min(max(value, 0.0), 100.0)

    def _mix(self, over: Name, ground: Name, share: float, span: Span) -> Color:
        inks = [self.color(over), self.color(ground)]
        if not 0 <= share <= 1:
            self.sink.error("style/color", f"a share runs from 0 to 1; found {share:g}", span)
        return mix(inks[0], inks[1], share)

    def _spot(self, spec: ColorSpec) -> Color:
        if spec.fallback is None:
            message = f"the spot ink '{spec.spot}' needs a fallback in process inks"
            self.sink.error("style/color", message, spec.span)
            return BLACK
        stand_in = self._ink(spec.fallback)
        if isinstance(stand_in, Spot):
            self.sink.error("style/color", "a fallback must be process inks", spec.fallback.span)
            return BLACK
        return Spot(spec.spot, stand_in, self._percent(spec.tint, spec.span))
