"""A page of a PDF as a form XObject of another file: objects written out as text and streams.

The form fills the unit square, as images do. Marked content goes (the page that shows it says
what it is: a figure), and so does what no conforming file may hold and nobody sees: metadata,
private data, alternates, structure keys, sets of used characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Protocol

from typeset.pdf_pictures.faces import is_inside
from typeset.pdf_pictures.opening import PdfPage, UnusablePdfError
from typeset.record import dataclass

_LEFT_OUT = frozenset(
    {
        "/StructParent", "/StructParents", "/Metadata", "/PieceInfo", "/LastModified", "/OPI",
        "/Alternates", "/CIDSet", "/CharSet", "/Interpolate", "/Parent", "/AF", "/OC", "/Measure",
        "/PtData", "/DL", "/HT", "/TR", "/TR2", "/HTP", "/UseBlackPtComp",
    }
)  # fmt: skip
_GROUPS = {True: frozenset({"/Group"}), False: frozenset()}
_MARKS = frozenset(("BMC", "BDC", "EMC", "MP", "DP"))
_KEPT = frozenset(
    (
        "/FlateDecode",
        "/DCTDecode",
        "/CCITTFaxDecode",
        "/JBIG2Decode",
        "/RunLengthDecode",
        "/ASCII85Decode",
        "/ASCIIHexDecode",
    )
)
_OF_A_STREAM = frozenset(("/Length", "/Filter", "/DecodeParms", "/DL", "/F", "/FFilter"))


class Target(Protocol):
    """The file that is written: objects with ASCII bodies, and streams."""

    def reserve(self) -> int:
        """A number for an object that is added later."""
        ...

    def add(self, body: str, at: int = 0) -> int:
        """Add an object under a reserved number."""
        ...

    def add_stream(
        self, data: bytes, entries: Mapping[str, str], *, at: int = 0, deflate: bool = True
    ) -> int:
        """Add a stream; the entries lack Length, and Filter where it is to be deflated."""
        ...


class Inks(Protocol):
    """What turns colours of the screen into those of the press."""

    def converted(
        self, instructions: Iterable[Any], resources: Any, *, black: bool = False
    ) -> Iterator[Any]:
        """A content stream in inks; ``black`` says that it begins with black, as a page does."""
        ...

    def image(self, value: Any) -> tuple[bytes, str] | None:
        """The samples of an image in inks and their colour space; None: it stays as it is."""
        ...

    def states(self) -> Mapping[str, str]:
        """The graphics states that converted content chooses."""
        ...


def copied(
    found: PdfPage,
    target: Target,
    numbers: dict[tuple[int, int], int],
    *,
    default_rgb: str = "",
    opaque: bool = False,
    inks: Inks | None = None,
) -> int:
    """The page as a form XObject in the target; its number.

    ``numbers`` are the objects of its file that the target has already, which pages share.
    ``default_rgb`` is a colour space of the target for what is in plain RGB ("": none). Groups
    of a page on which nothing shines through (``opaque``) change nothing and are left out.
    With ``inks`` colours are converted.

    Raises:
        UnusablePdfError: a part of it cannot be unpacked.
    """
    import pikepdf  # noqa: PLC0415

    copy = _Copy(target, default_rgb, _LEFT_OUT | _GROUPS[opaque], numbers, inks)
    try:
        return _form(found, copy, opaque=opaque)
    except pikepdf.PdfError as fault:
        said = re.sub(r"^stream <[^>]*>:? ?", "", " ".join(str(fault).split()))[:120]
        hint = "export it again, without unusual compression"
        raise UnusablePdfError("picture/corrupt", f"cannot be copied: {said}", hint) from None


SIDE = 1000
"""The side of the square that a copied page fills. In a square of 1 a letter is so small that
pdfium takes it for none, and leaves it out where it copies text."""


def _form(found: PdfPage, copy: _Copy, *, opaque: bool) -> int:
    """The form XObject and everything it needs."""
    page = found.page
    a, b, c, d, e, f = found.matrix
    wide, high = found.width / SIDE, found.height / SIDE
    matrix = (a / wide, b / high, c / wide, d / high, e / wide, f / high)
    entries = {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": _array(found.trim),
        "Matrix": _array(matrix, 8),
        "Resources": copy.resources(found.resources),
        "Group": copy.value(page.obj.Group) if "/Group" in page.obj and not opaque else "",
    }
    content = painting(page, found.resources, copy.inks, black=True)
    return copy.target.add_stream(content, entries)


def painting(source: Any, resources: Any, inks: Inks | None, *, black: bool = False) -> bytes:
    """A content stream without marked content, and without faces that it chooses and never shows.

    Of the faces on a page that may be copied, those not inside the file show nothing. With
    ``inks`` it is in those; ``black`` says that it begins with black.
    """
    import pikepdf  # noqa: PLC0415

    absent = {
        str(key) for key, font in (resources.get("/Font") or {}).items() if not is_inside(font)
    }
    kept = [
        instruction
        for instruction in pikepdf.parse_content_stream(source)
        if (operator := str(instruction.operator)) not in _MARKS
        and not (operator == "Tf" and str(instruction.operands[0]) in absent)
    ]
    made = kept if inks is None else list(inks.converted(kept, resources, black=black))
    return pikepdf.unparse_content_stream(made)


def _array(values: tuple[float, ...], places: int = 4) -> str:
    return "[" + " ".join(f"{v:.{places}f}".rstrip("0").rstrip(".") for v in values) + "]"


@dataclass(slots=True)
class _Copy:
    """Objects of one source file and their numbers in the target."""

    target: Target
    default_rgb: str
    left_out: frozenset[str]
    numbers: dict[tuple[int, int], int]
    inks: Inks | None = None

    def resources(self, resources: Any) -> str:
        """A resource dictionary, with the space that plain RGB stands for."""
        own = {str(key): value for key, value in resources.items()}
        parts = {
            key: self.value(value)
            for key, value in own.items()
            if key not in ("/ColorSpace", "/Font")
        }
        if "/Font" in own:
            fonts = {str(k): self.value(v) for k, v in own["/Font"].items() if is_inside(v)}
            parts["/Font"] = _dictionary(fonts)
        parts.pop("/ProcSet", None)
        parts.pop("/Properties", None)
        if self.inks is not None:
            states = {str(k): self.value(v) for k, v in (own.get("/ExtGState") or {}).items()}
            parts["/ExtGState"] = _dictionary({**states, **self.inks.states()})
        spaces = {str(k): self.value(v) for k, v in (own.get("/ColorSpace") or {}).items()}
        if self.default_rgb:
            spaces.setdefault("/DefaultRGB", self.default_rgb)
        if spaces:
            parts["/ColorSpace"] = _dictionary(spaces)
        return _dictionary(parts)

    def value(self, value: Any) -> str:
        """Any value as text; what is indirect becomes an object of the target."""
        import pikepdf  # noqa: PLC0415

        if isinstance(value, pikepdf.Object) and value.is_indirect:
            return f"{self._object(value)} 0 R"
        if isinstance(value, pikepdf.Array):
            return "[" + " ".join(self.value(each) for each in value) + "]"
        if isinstance(value, pikepdf.Dictionary):
            return self._entries(value)
        return _scalar(value)

    def _object(self, value: Any) -> int:
        import pikepdf  # noqa: PLC0415

        key = value.objgen
        if key not in self.numbers:
            self.numbers[key] = number = self.target.reserve()
            if isinstance(value, pikepdf.Stream):
                self._stream(value, number)
            elif isinstance(value, pikepdf.Dictionary):
                self.target.add(self._entries(value), at=number)
            elif isinstance(value, pikepdf.Array):
                body = "[" + " ".join(self.value(each) for each in value) + "]"
                self.target.add(body, at=number)
            else:
                self.target.add(_scalar(value), at=number)
        return self.numbers[key]

    def _entries(self, value: Any) -> str:
        return _dictionary(
            {
                str(key): self.resources(each) if key == "/Resources" else self.value(each)
                for key, each in value.items()
                if key not in self.left_out
            }
        )

    def _stream(self, value: Any, number: int) -> None:
        import pikepdf  # noqa: PLC0415

        head = {
            _key(str(key))[1:]: self.resources(each) if key == "/Resources" else self.value(each)
            for key, each in value.items()
            if key not in _OF_A_STREAM and key not in self.left_out
        }
        drawing = str(value.get("/Subtype")) == "/Form" or "/PatternType" in value
        if drawing:
            own = value.get("/Resources") or pikepdf.Dictionary()
            self.target.add_stream(painting(value, own, self.inks), head, at=number)
            return
        if self.inks is not None and (made := self.inks.image(value)) is not None:
            samples, head["ColorSpace"] = made
            self.target.add_stream(samples, head | {"BitsPerComponent": "8"}, at=number)
            return
        filters = value.get("/Filter")
        names = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
        if filters is not None and {str(name) for name in names} <= _KEPT:
            head["Filter"] = self.value(filters)
            if "/DecodeParms" in value:
                head["DecodeParms"] = self.value(value.DecodeParms)
            self.target.add_stream(value.read_raw_bytes(), head, at=number, deflate=False)
        else:
            self.target.add_stream(value.read_bytes(), head, at=number)


def _dictionary(parts: Mapping[str, str]) -> str:
    return "<<" + "".join(f"{_key(key)} {text}" for key, text in parts.items()) + ">>"


def _key(text: str) -> str:
    """A key as a name: pikepdf gives it as text, its slash before it."""
    if text[1:].isalnum() and text.isascii():
        return text
    import pikepdf  # noqa: PLC0415

    return _name(pikepdf.Name(text))


def _scalar(value: Any) -> str:
    """A number, name, string, truth value or null; strings in hex."""
    import pikepdf  # noqa: PLC0415

    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, pikepdf.String):
        return f"<{bytes(value).hex().upper()}>"
    if isinstance(value, pikepdf.Name):
        return _name(value)
    if isinstance(value, float | Decimal):
        return f"{value:f}"
    return str(value)


def _name(value: Any) -> str:
    """A name by its bytes; what is not a regular character is escaped."""
    text: bytes = value.unparse()
    return "".join(chr(byte) if 33 <= byte <= 126 else f"#{byte:02X}" for byte in text)
