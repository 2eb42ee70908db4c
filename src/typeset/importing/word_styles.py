"""What styles and numbering of a Word file say of a paragraph or a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from typeset.importing.rules import pattern
from typeset.importing.word_xml import Element, attribute, child, children, is_on
from typeset.record import dataclass

_HEADING = pattern("headings", "styles", "heading")
_DEEPEST = 9
_BULLET = "bullet"
_COUNTED = {
    "decimal", "chineseCounting", "chineseCountingThousand", "ideographDigital",
    "japaneseCounting", "taiwaneseCountingThousand", "lowerLetter", "upperLetter",
    "lowerRoman", "upperRoman", "decimalEnclosedCircle", "decimalEnclosedCircleChinese",
    "decimalFullWidth", "chineseLegalSimplified", "none", _BULLET,
}  # fmt: skip
_HAN = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Look:
    """A style, all it is based on counted in; ``size`` in points, 0 where it says none.

    ``outline``: the heading level from 1, 0 for text. ``numbering``: list and level.
    """

    name: str = ""
    outline: int = 0
    bold: bool = False
    italic: bool = False
    size: float = 0.0
    centred: bool = False
    hidden: bool = False
    script: str = ""
    numbering: tuple[str, int] | None = None


PLAIN = Look()


@dataclass(slots=True)
class Styles:
    """Styles by id, their looks worked out when first asked for."""

    written: Mapping[str, Element]
    default: str = ""
    size: float = 0.0
    _looks: dict[str, Look] = field(default_factory=dict)

    def look(self, identifier: str) -> Look:
        """The look of a style; a plain one where there is no such style."""
        if identifier not in self._looks:
            self._looks[identifier] = PLAIN  # a style based on itself ends here
            self._looks[identifier] = self._worked_out(identifier)
        return self._looks[identifier]

    def _worked_out(self, identifier: str) -> Look:
        style = self.written.get(identifier)
        if style is None:
            return replace(PLAIN, size=self.size)
        parent = attribute(child(style, "basedOn"))
        base = self.look(parent) if parent in self.written else replace(PLAIN, size=self.size)
        name = attribute(child(style, "name")).lower()
        look = with_paragraph(with_run(base, child(style, "rPr")), child(style, "pPr"))
        found = _HEADING.match(name)
        outline = int(found.group(1)) if found else look.outline
        return replace(look, name=name, outline=outline)


def read_styles(root: Element | None) -> Styles:
    """The styles part, or none."""
    written = {attribute(s, "styleId"): s for s in children(root, "style")}
    default = next(
        (
            identifier
            for identifier, style in written.items()
            if attribute(style, "type") == "paragraph" and attribute(style, "default") == "1"
        ),
        "",
    )
    size = attribute(child(root, "docDefaults", "rPrDefault", "rPr", "sz"))
    return Styles(written, default, half_points(size))


def half_points(text: str) -> float:
    """A ``w:sz`` in points; 0 where it is no number."""
    return int(text) / 2 if text.isascii() and text.isdigit() and len(text) < 5 else 0.0


def with_run(look: Look, properties: Element | None) -> Look:
    """A look with what run properties add to it."""
    if properties is None:
        return look
    found = {c.tag.rpartition("}")[2]: c for c in properties}
    changes: dict[str, object] = {}
    for name, key in (("b", "bold"), ("i", "italic"), ("vanish", "hidden")):
        if name in found:
            changes[key] = is_on(found[name])
    if "sz" in found and (size := half_points(attribute(found["sz"]))):
        changes["size"] = size
    if "vertAlign" in found:
        kind = attribute(found["vertAlign"])
        changes["script"] = {"superscript": "sup", "subscript": "sub"}.get(kind, "")
    elif "position" in found and changes.get("size", look.size) != look.size:
        shift = attribute(found["position"])  # LibreOffice writes raised small type so
        changes["script"] = "" if shift in ("", "0") else "sub" if shift[0] == "-" else "sup"
    return replace(look, **changes) if changes else look  # type: ignore[arg-type]


def with_paragraph(look: Look, properties: Element | None) -> Look:
    """A look with what paragraph properties add to it."""
    if properties is None:
        return look
    level = attribute(child(properties, "outlineLvl"))
    if level.isdigit():
        look = replace(look, outline=int(level) + 1 if int(level) < _DEEPEST else 0)
    if alignment := attribute(child(properties, "jc")):
        look = replace(look, centred=alignment == "center")
    numbering = child(properties, "numPr")
    if numbering is not None:
        listed = attribute(child(numbering, "numId"))
        depth = attribute(child(numbering, "ilvl"))
        own = look.numbering[1] if look.numbering else 0
        depth_number = min(int(depth), 8) if depth.isdigit() else own
        look = replace(look, numbering=(listed, depth_number) if listed not in ("", "0") else None)
    return look


# -- numbering ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """Numbers that Word draws, counted as it does: one count a list and level."""

    levels: Mapping[str, tuple[str, Mapping[int, _Level]]]
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def label(self, listed: str, depth: int) -> tuple[str, str]:
        """The kind of the next label (``bullet``, ``decimal`` …) and the label itself."""
        source, levels = self.levels.get(listed, ("", {}))
        level = levels.get(depth)
        if level is None:
            return "", ""
        if level.kind == _BULLET:
            return _BULLET, "•"
        self._counts[source, depth] = self._counts.get((source, depth), level.start - 1) + 1
        for deeper in [key for key in self._counts if key[0] == source and key[1] > depth]:
            del self._counts[deeper]
        text = level.text
        for number in range(depth + 1):
            inner = levels.get(number)
            if inner is not None:
                count = self._counts.get((source, number), inner.start)
                text = text.replace(f"%{number + 1}", counted(count, inner.kind))
        return level.kind, text.strip()


def read_numbering(root: Element | None) -> Numbering:
    """The numbering part, or none."""
    abstract = {
        attribute(a, "abstractNumId"): {
            int(depth): _level(level)
            for level in children(a, "lvl")
            if (depth := attribute(level, "ilvl")).isdigit()
        }
        for a in children(root, "abstractNum")
    }
    lists: dict[str, tuple[str, Mapping[int, _Level]]] = {}
    for number in children(root, "num"):
        source = attribute(child(number, "abstractNumId"))
        own = any(True for _ in children(number, "lvlOverride"))
        identifier = attribute(number, "numId")
        lists[identifier] = (f"{source}/{identifier}" if own else source, abstract.get(source, {}))
    return Numbering(lists)


def _level(level: Element) -> _Level:
    start = attribute(child(level, "start"))
    kind = attribute(child(level, "numFmt")) or "decimal"
    text = attribute(child(level, "lvlText"))
    return _Level(kind if kind in _COUNTED else "decimal", text, int(start or 1)
                  if (start or "1").isdigit() else 1)  # fmt: skip


def counted(count: int, kind: str) -> str:
    """A count as a list of this kind writes it."""
    if kind == "none":
        return ""
    if "hinese" in kind or "deograph" in kind or "japanese" in kind or "taiwan" in kind:
        return _han(count)
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman.lower() if kind == "lowerRoman" else roman
    if kind.startswith("decimalEnclosed") and 1 <= count <= 20:
        return chr(ord("①") + count - 1)
    return str(count)


def _han(count: int) -> str:
    if not 0 < count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    head = "" if not tens else ("十" if tens == 1 else _HAN[tens] + "十")
    return head + (_HAN[ones] if ones else "")


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    made = ""
    for value, sign in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
                        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
                        (1, "I")):  # fmt: skip
        made += sign * (count // value)
        count %= value
    return made
