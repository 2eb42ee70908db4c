"""The styles of a foreign document, by name: what they inherit, and what they look like."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from typeset.record import dataclass

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = {"0", "false", "off", "none"}
PLATE, LABEL = "number plate", "label "
# what a character style that is not ours stands for
_BY_NAME = {
    "strong": ("strong",),
    "intense emphasis": ("strong",),
    "emphasis": ("emphasis",),
    "subtle emphasis": ("emphasis",),
}
_SCRIPT = {"subscript": "sub", "superscript": "sup"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """Formatting as far as markup knows it; None where nothing is said."""

    bold: bool | None = None
    italic: bool | None = None
    script: str | None = None  # sub, sup, or empty for the base line


@dataclass(frozen=True, slots=True, kw_only=True)
class WordStyle:
    """One style of the file."""

    name: str
    base: str
    format: Format
    outline: int | None
    listed: bool


@dataclass(frozen=True, slots=True)
class WordStyles:
    """All styles by id; ``looks`` says which marks our own character styles stand for."""

    styles: Mapping[str, WordStyle]
    looks: Mapping[str, tuple[str, ...]]

    def name(self, identifier: str) -> str:
        """The style's name, case folded: ids differ between offices, names do not."""
        style = self.styles.get(identifier)
        return style.name if style else identifier.casefold()

    def chain(self, identifier: str) -> list[WordStyle]:
        """The style and all it inherits from."""
        found: list[WordStyle] = []
        while (style := self.styles.get(identifier)) and style not in found:
            found.append(style)
            identifier = style.base
        return found

    def outline(self, identifier: str) -> int:
        """The heading level a style gives, 0 for body."""
        levels = (s.outline for s in self.chain(identifier) if s.outline is not None)
        level = next(levels, None)
        if level is not None:
            return level + 1 if level < 9 else 0
        name = self.name(identifier)
        digit = name.removeprefix("heading ").strip()[:1]
        return int(digit) if name.startswith("heading ") and digit.isdigit() else 0

    def listed(self, identifier: str) -> bool:
        """Whether the style makes list items."""
        name = self.name(identifier)
        return name.startswith("list") or any(s.listed for s in self.chain(identifier))

    def format(self, identifier: str) -> Format:
        """What a style comes to with all it inherits."""
        chain = self.chain(identifier)
        return Format(
            bold=next((s.format.bold for s in chain if s.format.bold is not None), None),
            italic=next((s.format.italic for s in chain if s.format.italic is not None), None),
            script=next((s.format.script for s in chain if s.format.script is not None), None),
        )

    def marks(self, character: str, paragraph: str, direct: Format) -> frozenset[str]:
        """The marks of a run in these styles with this formatting by hand."""
        marks = set(self._style_marks(character))
        styled, around = self.format(character), self.format(paragraph)
        marks = _toggled(marks, "strong", direct.bold, bool(styled.bold or around.bold))
        marks = _toggled(marks, "emphasis", direct.italic, bool(styled.italic or around.italic))
        if direct.script is not None:
            marks = marks - {"sub", "sup"} | ({direct.script} if direct.script else set())
        return frozenset(marks)

    def _style_marks(self, identifier: str) -> tuple[str, ...]:
        if not identifier:
            return ()
        name = self.name(identifier)
        for known in (self.looks, _BY_NAME):
            if name in known:
                return known[name]
        style = self.format(identifier)
        said = {"strong": style.bold, "emphasis": style.italic, style.script or "": style.script}
        return tuple(mark for mark, there in said.items() if there)


def _toggled(marks: set[str], name: str, direct: bool | None, already: bool) -> set[str]:
    if direct is False:
        return marks - {name}
    return marks | {name} if direct and not already else marks


def read_styles(root: etree._Element | None, looks: Mapping[str, tuple[str, ...]]) -> WordStyles:
    """The styles part as a table."""
    found = {} if root is None else {s.get(f"{W}styleId", ""): s for s in root.iter(f"{W}style")}
    return WordStyles({key: _style(element) for key, element in found.items()}, looks)


def _style(element: etree._Element) -> WordStyle:
    level = value(element.find(f"{W}pPr/{W}outlineLvl"))
    return WordStyle(
        name=(value(element.find(f"{W}name")) or "").casefold(),
        base=value(element.find(f"{W}basedOn")) or "",
        format=direct_format(element.find(f"{W}rPr")),
        outline=int(level) if level and level.isdigit() else None,
        listed=element.find(f"{W}pPr/{W}numPr") is not None,
    )


def direct_format(properties: etree._Element | None) -> Format:
    """What a ``w:rPr`` says by hand."""
    if properties is None:
        return Format()
    align = properties.find(f"{W}vertAlign")
    return Format(
        bold=switch(properties.find(f"{W}b")),
        italic=switch(properties.find(f"{W}i")),
        script=None if align is None else _SCRIPT.get(value(align) or "", ""),
    )


def switch(element: etree._Element | None) -> bool | None:
    """An on-off property; None where it does not stand."""
    if element is None:
        return None
    return (value(element) or "1").lower() not in _OFF


def value(element: etree._Element | None) -> str | None:
    """``w:val`` of an element, or None."""
    return None if element is None else element.get(f"{W}val")
