"""Screen colours of a foreign page as the inks of the press: flat colours and images in RGB.

Greys go on the black plate alone, so that black text stays black, and overprints as ours does;
the rest goes through the output intent by its own profile of RGB, as pictures do. A page whose
gradients or patterns are in RGB does not come here (``rgb-fixed``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from typeset.pdf.color import GRAPHICS_STATES, KNOCKOUT, OVERPRINT
from typeset.pdf.image_color import Separator, is_sound
from typeset.pdf.objects import reference
from typeset.pdf.writer import PdfFile
from typeset.record import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

OVER, KNOCK = "TypesetOver", "TypesetKnock"
"""Resource names of the graphics states in which black text overprints, and all else does not."""

_BLACK: tuple[float, ...] = (0.0, 0.0, 0.0, 1.0)
_FILL = {"rg": "", "sc": "fill", "scn": "fill", "g": ""}
_STROKE = {"RG": "", "SC": "stroke", "SCN": "stroke", "G": ""}
_SPACES = {"cs": "fill", "CS": "stroke", "k": "fill", "K": "stroke",
           "rg": "fill", "RG": "stroke", "g": "fill", "G": "stroke"}  # fmt: skip
_RGB = frozenset({"/DeviceRGB", "/RGB", "/CalRGB"})


@dataclass(slots=True)
class _State:
    """What of the graphics state decides: profiles of spaces that are RGB, and if fill is black."""

    fill: bytes | None = None
    stroke: bytes | None = None
    black: bool = False


@dataclass(slots=True)
class PageInks:
    """Turns colours into inks through the press's ``separator``, each one once."""

    file: PdfFile
    separator: Separator
    _known: dict[tuple[bytes, tuple[float, ...]], tuple[float, ...]] = field(default_factory=dict)
    _states: dict[str, str] = field(default_factory=dict)

    def states(self) -> Mapping[str, str]:
        """The graphics states that converted content chooses, by their names as keys."""
        if not self._states:
            made = {OVER: GRAPHICS_STATES[OVERPRINT], KNOCK: GRAPHICS_STATES[KNOCKOUT]}
            numbers = {key: self.file.add(body) for key, body in made.items()}
            self._states = {f"/{key}": reference(number) for key, number in numbers.items()}
        return self._states

    def converted(
        self, instructions: Iterable[Any], resources: Any, *, black: bool = False
    ) -> Iterator[Any]:
        """A content stream with inks where grey or RGB was chosen; black text overprints.

        ``black`` says that the stream begins with black, as a page does and a form may not.
        """
        state, saved, in_text = _State(black=black), list[_State](), False
        for instruction in instructions:
            operator, operands = str(instruction.operator), instruction.operands
            if operator == "q":
                saved.append(replace(state))
            elif operator == "Q" and saved:
                state = saved.pop()
            before = state.black
            made = self._color(operator, operands, resources, state)
            yield instruction if made is None else made
            if operator in ("BT", "ET"):
                in_text = operator == "BT"
                if state.black:
                    yield _graphics_state(OVER if in_text else KNOCK)
            elif in_text and state.black != before:
                yield _graphics_state(OVER if state.black else KNOCK)

    def _color(self, operator: str, operands: Any, resources: Any, state: _State) -> Any:
        """The choice of a colour as one of inks; None: it stays as it is."""
        which = _SPACES.get(operator, _FILL.get(operator) or _STROKE.get(operator))
        if which is None:
            return None
        stroke = which == "stroke"
        if operator in ("cs", "CS"):
            profile = rgb_of(operands[0], resources)
            setattr(state, which, profile)
            chosen = None if profile is None else _BLACK
        elif operator in ("k", "K"):
            chosen = tuple(float(each) for each in operands)
        elif operator in _SPACES:
            chosen = self._inks(tuple(float(each) for each in operands))
        elif len(operands) == 3 and (own := getattr(state, which)) is not None:
            chosen = self._inks(tuple(float(each) for each in operands), own)
        else:
            chosen = None
        if operator in _SPACES and operator not in ("cs", "CS"):
            setattr(state, which, None)
        if not stroke:
            state.black = chosen == _BLACK
        return None if chosen is None else _instruction(chosen, "K" if stroke else "k")

    def _inks(self, color: tuple[float, ...], own: bytes = b"") -> tuple[float, ...]:
        """The shares of the four inks; ``own`` is the colour's profile of RGB, b"" for sRGB."""
        import PIL.Image  # noqa: PLC0415

        if (own, color) not in self._known:
            levels = tuple(round(min(max(each, 0.0), 1.0) * 255) for each in color)
            if len(color) == 1:  # grey ink, as it was meant
                shares: tuple[float, ...] = (0.0, 0.0, 0.0, 1 - levels[0] / 255)
            else:
                made = self.separator.separated(PIL.Image.new("RGB", (1, 1), levels), own)
                found = tuple(level / 255 for level in made.tobytes())
                shares = (0.0, 0.0, 0.0, 1 - found[0]) if made.mode == "L" else found
            self._known[own, color] = tuple(round(share, 4) for share in shares)
        return self._known[own, color]

    def image(self, value: Any) -> tuple[bytes, str] | None:
        """The samples of an RGB image as inks, and their space; None: it stays as it is."""
        from pikepdf import PdfImage  # noqa: PLC0415

        if value.get("/Subtype") != "/Image" or "/ColorSpace" not in value:
            return None
        space = value["/ColorSpace"]
        profile = _profile(space[1] if str(_first(space)) in ("/Indexed", "/I") else space)
        if profile is None:
            return None
        picture: Picture = PdfImage(value).as_pil_image().convert("RGB")
        made = self.separator.separated(picture, profile)
        return made.tobytes(), "/DeviceGray" if made.mode == "L" else "/DeviceCMYK"


def _instruction(operands: Iterable[Any], operator: str) -> Any:
    from pikepdf import ContentStreamInstruction, Operator  # noqa: PLC0415

    return ContentStreamInstruction(list(operands), Operator(operator))


def _graphics_state(name: str) -> Any:
    from pikepdf import Name  # noqa: PLC0415

    return _instruction([Name(f"/{name}")], "gs")


def rgb_of(space: Any, resources: Any) -> bytes | None:
    """The profile of a space that is RGB, by its name among the resources; b"" for sRGB.

    None: it is not RGB.
    """
    spaces = None if resources is None else resources.get("/ColorSpace")
    found = spaces.get(str(space)) if spaces is not None else None
    return _profile(space if found is None else found)


def _profile(space: Any) -> bytes | None:
    first = str(_first(space))
    if first in _RGB:
        return b""
    if first != "/ICCBased" or int(space[1].get("/N", 0)) != 3:
        return None
    own: bytes = space[1].read_bytes()
    return own if is_sound(own) else b""


def _first(space: Any) -> Any:
    from pikepdf import Array  # noqa: PLC0415

    return space[0] if isinstance(space, Array) else space
