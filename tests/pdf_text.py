"""Reads a tagged PDF as a screen reader does: along its structure tree, never by position.

Independent of the writer: pikepdf parses the file, codes become characters by each font's
ToUnicode alone, and the order is that of the structure. Artifacts are not part of it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of text: the roles from the document down to its element, and its characters.

    ``element`` is the object number of the element, to tell neighbours of one role apart.
    ``actual`` are the replacement texts (ActualText) of the elements around it that have one,
    outermost first; the characters are those on the page all the same.
    """

    path: tuple[str, ...]
    text: str
    page: int
    element: int = 0
    actual: tuple[str, ...] = ()
    language: str = ""

    @property
    def role(self) -> str:
        """The structure type of the element that holds the text."""
        return self.path[-1]


def read(data: bytes) -> list[Said]:
    """Every piece of the structure tree in reading order; neighbours of one element joined."""
    with pikepdf.open(io.BytesIO(data)) as file:
        contents = [marked_content(page) for page in file.pages]
        pages = {page.obj.objgen: number for number, page in enumerate(file.pages)}
        root = file.Root.StructTreeRoot
        walk = _Walk(contents, pages)
        return _joined(piece for kid in _kids(root) for piece in walk.below(kid, _TOP))


def roles_and_text(data: bytes) -> list[tuple[str, str]]:
    """Role and text of every piece in reading order."""
    return [(piece.role, piece.text) for piece in read(data)]


def text(data: bytes) -> str:
    """The whole text in reading order, white space removed."""
    return "".join("".join(piece.text.split()) for piece in read(data))


# -- the structure tree --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Around:
    """What an element inherits from those around it."""

    path: tuple[str, ...] = ()
    page: int = -1
    element: int = 0
    actual: tuple[str, ...] = ()
    language: str = ""


_TOP = _Around()


@dataclass(frozen=True, slots=True)
class _Walk:
    contents: list[dict[int, str]]
    pages: dict[tuple[int, int], int]

    def below(self, node: Object | int, around: _Around) -> Iterator[Said]:
        """The text of an element, or of one of the other kinds of kid."""
        if isinstance(node, int):
            yield self._content(node, around)
        elif node.get("/Type") == Name.MCR:
            yield self._content(int(node.MCID), replace(around, page=self._page(node, -1)))
        elif node.get("/Type") != Name.OBJR:
            inside = self._inside(node, around)
            for kid in _kids(node):
                yield from self.below(kid, inside)

    def _content(self, mcid: int, around: _Around) -> Said:
        characters = self.contents[around.page].get(mcid, "")
        return Said(text=characters, **asdict(around))

    def _inside(self, element: Object, around: _Around) -> _Around:
        actual = element.get("/ActualText")
        return _Around(
            path=(*around.path, str(element.S)[1:]),
            page=self._page(element, around.page),
            element=element.objgen[0],
            actual=(*around.actual, str(actual)) if actual is not None else around.actual,
            language=str(element.get("/Lang", around.language)),
        )

    def _page(self, node: Object, otherwise: int) -> int:
        return self.pages[node.Pg.objgen] if "/Pg" in node else otherwise


def _kids(node: Object) -> list[Object | int]:
    kids = node.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _joined(pieces: Iterator[Said]) -> list[Said]:
    joined: list[Said] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and (last.element, last.page) == (piece.element, piece.page):
            joined[-1] = replace(last, text=last.text + piece.text)
        else:
            joined.append(piece)
    return joined


# -- marked content ------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    """Collects a page's characters by MCID; -1 gathers what is in none."""

    maps: dict[str, dict[int, str]]
    found: dict[int, str] = field(default_factory=dict)
    stack: list[tuple[int, str | None]] = field(default_factory=lambda: [(-1, None)])
    font: str = ""

    def show(self, shown: bytes) -> None:
        """Characters of a string shown, unless an ActualText around it speaks for it."""
        mcid, actual = self.stack[-1]
        if actual is None:
            codes = (int.from_bytes(shown[i : i + 2], "big") for i in range(0, len(shown), 2))
            self.say(mcid, "".join(self.maps[self.font][code] for code in codes))

    def say(self, mcid: int, characters: str) -> None:
        """Add characters to a marked content."""
        self.found[mcid] = self.found.get(mcid, "") + characters

    def begin(self, properties: Object | None) -> None:
        """BDC or BMC."""
        mcid, actual = self.stack[-1]
        if isinstance(properties, Dictionary):
            mcid = int(properties.get("/MCID", mcid))
            if "/ActualText" in properties and actual is None:
                actual = str(properties.ActualText)
                self.say(mcid, actual)
        self.stack.append((mcid, actual))


def marked_content(page: Page) -> dict[int, str]:
    """The characters of a page by MCID, by ToUnicode and ActualText spans alone."""
    fonts = page.resources.get("/Font", Dictionary())
    reader = _Reader({name: to_unicode(font) for name, font in fonts.items()})
    for instruction in pikepdf.parse_content_stream(page):
        operands = instruction.operands
        match str(instruction.operator):
            case "Tf":
                reader.font = str(operands[0])
            case "Tj":
                reader.show(bytes(operands[0]))
            case "TJ":
                for part in operands[0]:
                    if isinstance(part, pikepdf.String):
                        reader.show(bytes(part))
            case "BDC" | "BMC":
                reader.begin(operands[1] if len(operands) > 1 else None)
            case "EMC":
                reader.stack.pop()
    return reader.found


def to_unicode(font: Object) -> dict[int, str]:
    """Characters by code, from a font's ToUnicode map of bfchar entries."""
    entries = re.findall(rb"<([0-9A-F]{4})> <((?:[0-9A-F]{4})+)>\n", font.ToUnicode.read_bytes())
    ranges = {(b"0000", b"FFFF")}
    return {
        int(code, 16): bytes.fromhex(target.decode()).decode("utf-16-be")
        for code, target in entries
        if (code, target) not in ranges
    }
