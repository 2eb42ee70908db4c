"""What a page of a PDF is made of, as far as it decides whether it can be copied as it is.

The content is read operator by operator, with the forms, patterns and glyph drawings it calls.
What is found is told in the short words of ``features``; which of them a file of ours can carry is
decided by whoever writes that file.
"""

from __future__ import annotations

from dataclasses import field
from typing import Any

from typeset.pdf_pictures.faces import Shown
from typeset.pdf_pictures.opening import PdfPage, UnusablePdfError
from typeset.record import dataclass

_MOST = 400_000  # operators
_DEEPEST = 12  # forms in forms
_DEVICE = {"/DeviceRGB": "rgb", "/RGB": "rgb", "/DeviceCMYK": "cmyk", "/CMYK": "cmyk",
           "/DeviceGray": "", "/G": "", "/CalGray": "managed", "/CalRGB": "rgb", "/Lab": "rgb",
           "/Pattern": ""}  # fmt: skip
_COLORS = {"rg": "rgb", "RG": "rgb", "k": "cmyk", "K": "cmyk"}
_PLAIN_BLENDS = ("/Normal", "/Compatible")
_PLAIN = frozenset(
    ("/FlateDecode", "/LZWDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/RunLengthDecode")
)
_SHOWS = frozenset(("Tj", "TJ", "'", '"'))


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The features of a page, sorted; ``spots`` by name; ``notes`` are left out of pictures."""

    features: tuple[str, ...]
    spots: tuple[str, ...]
    notes: int


def contents(found: PdfPage) -> Contents:
    """Look through an opened page.

    Raises:
        UnusablePdfError: its content is damaged, or a face it is set in is not inside.
    """
    import pikepdf  # noqa: PLC0415

    page, look = found.page, _Look()
    if "/Group" in page.obj:
        look.group(page.obj.Group)
    try:
        look.stream(page, found.resources, 0)
    except UnusablePdfError:
        raise
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError, RuntimeError) as bad:
        said = " ".join(str(bad).split())[:120]
        raise UnusablePdfError(
            "picture/corrupt", f"is damaged: {said}", "export or copy the file again"
        ) from None
    if look.shown.missing:
        names = ", ".join(sorted(look.shown.missing))
        raise UnusablePdfError(
            "picture/pdf-fonts",
            f"is set in faces that are not inside the file ({names}): nobody can print it as it"
            " was meant",
            "export it again with all fonts embedded",
        )
    if not look.shown.sound:
        look.found.add("faces")
    return Contents(
        features=tuple(sorted(look.found)),
        spots=tuple(sorted(look.spots)),
        notes=_notes(page.obj.get("/Annots")),
    )


@dataclass(slots=True)
class _Look:
    """One page under the glass."""

    found: set[str] = field(default_factory=set)
    spots: set[str] = field(default_factory=set)
    shown: Shown = field(default_factory=Shown)
    _seen: set[tuple[int, int]] = field(default_factory=set)
    _read: int = 0

    def stream(self, source: Any, resources: Any, depth: int) -> None:
        """Everything a content stream does."""
        import pikepdf  # noqa: PLC0415

        if depth > _DEEPEST:
            self.found.add("complex")
            return
        self._defaults(resources)
        font: Any = None
        saved: list[Any] = []
        for instruction in pikepdf.parse_content_stream(source):
            self._read += 1
            if self._read > _MOST:
                self.found.add("complex")
                return
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._inline(instruction.iimage, resources)
                continue
            operator, operands = str(instruction.operator), instruction.operands
            match operator:
                case "q":
                    saved.append(font)
                case "Q":
                    font = saved.pop() if saved else font
                case "Tf":
                    font = _named(resources, "/Font", operands[0])
                case _ if operator in _SHOWS:
                    self.found.add("text")
                    self.shown.text(font, operands)
                case _:
                    self._operator(operator, operands, resources, depth)

    def _operator(self, operator: str, operands: Any, resources: Any, depth: int) -> None:
        if feature := _COLORS.get(operator):
            self.found.add(feature)
        elif operator in ("cs", "CS"):
            self._space(_space_of(resources, operands[0]))
        elif operator in ("scn", "SCN") and operands and str(operands[-1]).startswith("/"):
            self._pattern(_named(resources, "/Pattern", operands[-1]), resources, depth)
        elif operator == "sh":
            self._space(_named(resources, "/Shading", operands[0]).get("/ColorSpace"), 1)
        elif operator == "gs":
            self._state(_named(resources, "/ExtGState", operands[0]))
        elif operator == "Do":
            self._drawn(_named(resources, "/XObject", operands[0]), resources, depth)
        elif operator == "BDC" and str(operands[0]) == "/OC":
            self.found.add("layers")
        elif operator in ("d0", "d1"):
            pass  # of glyphs that are drawings

    # -- parts -----------------------------------------------------------------------------

    def _once(self, obj: Any) -> bool:
        """Whether an object is met for the first time."""
        key = obj.objgen
        if key == (0, 0):
            return True
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def _defaults(self, resources: Any) -> None:
        spaces = resources.get("/ColorSpace") or {}
        for name in ("/DefaultGray", "/DefaultCMYK"):
            if name in spaces:
                self.found.add("managed")

    def _space(self, space: Any, depth: int = 0) -> None:
        """A colour space; one that lies inside another (``depth``) cannot be turned into inks."""
        if space is None or depth > _DEEPEST:
            return
        family = str(space) if not _is_array(space) else str(space[0])
        if family in _DEVICE:
            self.found |= {_DEVICE[family]} - {""}
            if _DEVICE[family] == "rgb" and (depth or family == "/Lab"):
                self.found.add("rgb-fixed")
            if family == "/Pattern" and _is_array(space) and len(space) > 1:
                self._space(space[1], depth + 1)
        elif family == "/ICCBased":
            rgb = int(space[1].get("/N", 3)) == 3
            self.found |= {"rgb", *(("rgb-fixed",) if depth else ())} if rgb else {"managed"}
        elif family in ("/Indexed", "/I"):
            self._space(space[1], depth + 1)
        elif family in ("/Separation", "/DeviceN"):
            names = [space[1]] if family == "/Separation" else list(space[1])
            self.spots |= {str(name)[1:] for name in names} - {"None", "All"}
            self.found.add("spot")
            self._space(space[2], depth + 1)

    def _state(self, state: Any) -> None:
        clear = any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA"))
        blend = state.get("/BM", "/Normal")
        modes = [str(b) for b in blend] if _is_array(blend) else [str(blend)]
        masked = "/SMask" in state and str(state.SMask) != "/None"
        if clear or masked or modes[0] not in _PLAIN_BLENDS:
            self.found.add("transparency")
        if any(str(state.get(key, "/Default")) not in ("/Default", "/Identity")
               for key in ("/TR", "/TR2", "/HT", "/HTP")):  # fmt: skip
            self.found.add("transfer")
        if "/Font" in state:
            self.found.add("complex")  # a face that is chosen where nobody looks for one

    def _pattern(self, pattern: Any, resources: Any, depth: int) -> None:
        if pattern is None or not self._once(pattern):
            return
        if int(pattern.get("/PatternType", 1)) == 2:
            self._space(pattern.Shading.get("/ColorSpace"), 1)
            if "/ExtGState" in pattern:
                self._state(pattern.ExtGState)
        else:
            self.stream(pattern, pattern.get("/Resources") or resources, depth + 1)

    def _drawn(self, drawn: Any, resources: Any, depth: int) -> None:
        if drawn is None or not self._once(drawn):
            return
        if "/OC" in drawn:
            self.found.add("layers")
        if "/OPI" in drawn or "/Ref" in drawn:
            self.found.add("scripts")
        match str(drawn.get("/Subtype")):
            case "/Image":
                self._image(drawn, resources)
            case "/Form":
                self.group(drawn.get("/Group"))
                self.stream(drawn, drawn.get("/Resources") or resources, depth + 1)
            case _:
                self.found.add("scripts")

    def group(self, group: Any) -> None:
        """A group of transparency: what it holds blends by rules of its own."""
        if group is None or str(group.get("/S")) != "/Transparency":
            return
        self.found.add("group")
        if "/CS" in group and str(group.CS) != "/DeviceGray":
            family = str(group.CS[0]) if _is_array(group.CS) else str(group.CS)
            if family != "/DeviceCMYK":
                self.found.add("group-rgb")

    def _image(self, image: Any, resources: Any) -> None:
        filters = image.get("/Filter") or []
        names = {str(f) for f in (filters if _is_array(filters) else [filters])}
        self._decoded(image, names)
        if "/JPXDecode" in names:
            self.found.add("jpx")
        if "/JBIG2Decode" in names:
            self.found.add("jbig2")
        if "/SMask" in image or int(image.get("/SMaskInData", 0)):
            self.found.add("transparency")
        if int(image.get("/BitsPerComponent", 8)) == 16:
            self.found.add("deep")
        if not image.get("/ImageMask", False) and "/ColorSpace" in image:
            space, keyed = _space_of(resources, image.ColorSpace), _is_array(image.get("/Mask"))
            indexed = _is_array(space) and str(space[0]) in ("/Indexed", "/I")
            self._space(space[1] if indexed else space, int(keyed or "/Decode" in image))

    def _decoded(self, image: Any, names: set[str]) -> None:
        """Find damage in an image's data; what another library would have to decode is believed."""
        import pikepdf  # noqa: PLC0415

        if not names <= _PLAIN:
            return
        try:
            image.read_bytes()
        except pikepdf.PdfError:
            raise UnusablePdfError(
                "picture/corrupt", "holds an image that is damaged", "export or copy the file again"
            ) from None

    def _inline(self, image: Any, resources: Any) -> None:
        space = image.obj.get("/ColorSpace", image.obj.get("/CS"))
        if space is not None:
            self._space(_space_of(resources, space), 1)


def _is_array(value: Any) -> bool:
    import pikepdf  # noqa: PLC0415

    return isinstance(value, pikepdf.Array)


def _named(resources: Any, kind: str, name: Any) -> Any:
    group = resources.get(kind)
    found = None if group is None else group.get(str(name))
    if found is None:
        raise UnusablePdfError(
            "picture/corrupt",
            f"is damaged: its page uses {name}, which is not there",
            "export or copy the file again",
        )
    return found


def _space_of(resources: Any, name: Any) -> Any:
    """A colour space given as itself or by its name among the resources."""
    if _is_array(name) or str(name) in _DEVICE or str(name) in ("/I", "/Indexed"):
        return name
    return _named(resources, "/ColorSpace", name)


def _notes(annotations: Any) -> int:
    """How many notes, fields and stamps a printed page would show."""
    hidden = 2 | 32  # ISO 32000-1, 12.5.3: Hidden, NoView
    return sum(
        str(each.get("/Subtype")) not in ("/Link", "/Popup")
        and "/AP" in each
        and not int(each.get("/F", 0)) & hidden
        for each in annotations or ()
    )
