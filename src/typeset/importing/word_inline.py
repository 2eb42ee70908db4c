"""What stands inside a paragraph of a Word file, as runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import field, replace
from typing import TYPE_CHECKING, cast

from typeset.importing.note_marks import mark
from typeset.importing.rules import pattern
from typeset.importing.runs import merged
from typeset.importing.source import Run, Script
from typeset.importing.word_styles import PLAIN, Look, with_run
from typeset.importing.word_xml import Element, attribute, child, descendants, related, tag
from typeset.record import dataclass

if TYPE_CHECKING:
    from typeset.importing.word_body import Body

_PLATE = pattern("headings", "styles", "plate")
_LEAD = pattern("headings", "styles", "lead")
_INSIDE = {"ins", "moveTo", "smartTag", "customXml", "sdtContent", "dir", "bdo"}
_PICTURES = ("drawing", "pict", "object")
_CHARACTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_BLIP, _IMAGE, _CHART, _BOX = ":blip", ":imagedata", ":chart", "txbxContent"
_NAMED = ":docPr"
_DIAGRAM = ":relIds"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of the text to another part, or to something elsewhere."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A foot- or endnote: which, and its element."""

    kind: str
    element: Element


@dataclass(slots=True)
class Inlines:
    """Reads one paragraph; ``base`` is the look of its style.

    Afterwards ``boxes`` holds text boxes anchored in it, ``plate`` the number of a plate.
    """

    body: Body
    base: Look
    boxes: list[Element] = field(default_factory=list)
    plate: str = ""
    _sizes: Counter[float] = field(default_factory=Counter)
    _fields: list[str] = field(default_factory=list)
    _codes: list[str] = field(default_factory=list)

    def read(self, paragraph: Element) -> tuple[Run, ...]:
        """The runs of a paragraph, tracked changes taken as made."""
        return merged(self._all(paragraph, ""))

    def size(self) -> float:
        """The size in points of most of its characters."""
        return self._sizes.most_common(1)[0][0] if self._sizes else self.base.size

    def _all(self, parent: Element, link: str) -> Iterator[Run]:
        for element in parent:
            kind = tag(element)
            if kind == "r":
                yield from self._run(element, link)
            elif kind == "hyperlink":
                yield from self._all(element, self._target(element) or link)
            elif kind in _INSIDE or kind == "fldSimple":
                yield from self._all(element, link)
            elif kind == "sdt":
                content = child(element, "sdtContent")
                yield from self._all(content, link) if content is not None else ()
            elif kind == "mc:AlternateContent":
                yield from self._all(_one_of(element), link)
            else:
                yield from self._other(element, kind)

    def _other(self, element: Element, kind: str) -> Iterator[Run]:
        """What is no run: deletions, formulas, the ends of comments."""
        if kind in ("del", "moveFrom"):
            text = "".join(str(t.text or "") for t in descendants(element, "delText"))
            if text.strip():
                self.body.left_out("Deleted text", "the change is taken as made", text)
        elif kind in ("m:oMath", "m:oMathPara"):
            text = "".join(str(t.text or "") for t in descendants(element, "m:t"))
            self.body.left_out("Formula", "its characters are kept as text", text, text)
            yield Run(text)
        elif kind in ("commentRangeStart", "commentReference"):
            self.body.comments.setdefault(attribute(element, "id"), self.body.place())

    def _target(self, element: Element) -> str:
        relation = self.body.relations.get(related(element, "id"))
        if relation is None or not relation.external:
            return ""
        known = relation.target.startswith(("http://", "https://", "mailto:"))
        return relation.target if known else ""

    # -- runs -------------------------------------------------------------------------------------

    def _run(self, element: Element, link: str) -> Iterator[Run]:
        properties = child(element, "rPr")
        style = self.body.styles.look(attribute(child(properties, "rStyle")))
        look = _over(self.base, style) if style is not PLAIN else self.base
        look = with_run(look, properties)
        text = "".join(self._characters(element, link))
        notes = tuple(self._notes(element))
        if look.hidden and text.strip():
            self.body.left_out("Hidden text", "hidden text is not printed", text)
            return
        if _PLATE.match(style.name):
            self.plate += text.strip()
            return
        if text.strip() and look.size:
            self._sizes[look.size] += len(text)
        self._tell(properties, text)
        heading = bool(self.base.outline)  # whose weight says nothing
        yield Run(
            text,
            strong=look.bold and not heading,
            emphasis=look.italic and not heading,
            script=cast("Script", look.script),
            link=link or self._field_link(),
            lead=bool(_LEAD.match(style.name)),
        )
        yield from notes

    def _characters(self, run: Element, link: str) -> Iterator[str]:
        """The characters of a run that are shown; what a field is made of is not."""
        for element in run:
            kind = tag(element)
            if kind == "fldChar":
                self._field(attribute(element, "fldCharType"))
            elif kind == "instrText" and self._codes:
                self._codes[-1] += element.text or ""
            elif self._fields and self._fields[-1] == "begin":
                continue
            elif kind == "t":
                yield element.text or ""
            elif kind == "br":
                yield "\n" if attribute(element, "type") in ("", "textWrapping") else ""
            elif kind == "sym":
                yield _symbol(attribute(element, "char"))
            elif kind == "ruby":
                yield self._ruby(element)
            else:
                yield _CHARACTERS.get(kind, "")
                self._object(element, kind, link)

    def _object(self, element: Element, kind: str, link: str) -> None:
        """Pictures, text boxes and charts of a run, in whichever wrapping."""
        if kind == "mc:AlternateContent":
            for inner in _one_of(element):
                self._object(inner, tag(inner), link)
        elif kind in _PICTURES:
            self._drawn(element, kind)
        elif kind == "commentReference":
            self.body.comments.setdefault(attribute(element, "id"), self.body.place())

    def _drawn(self, element: Element, kind: str) -> None:
        boxes = list(descendants(element, _BOX))
        self.boxes += [box for box in boxes if not _inside_another(box, element)]
        named = next(descendants(element, _NAMED), None)
        words = (named.get("descr") or named.get("name") or "") if named is not None else ""
        if any(True for _ in descendants(element, _CHART)):
            self.body.left_out("Chart", "charts are no part of the format yet", words)
        elif any(True for _ in descendants(element, _DIAGRAM)):
            self.body.left_out("Diagram", "diagrams are no part of the format yet", words)
        elif kind == "object":
            self.body.left_out("Embedded object", "it is not opened", words)
        for image in (*descendants(element, _BLIP), *descendants(element, _IMAGE)):
            relation = self.body.relations.get(related(image, "embed", "link", "id"))
            if relation is not None and not relation.external:
                self.body.pictures.append((relation.target, self.body.place(), words))

    def _notes(self, run: Element) -> Iterator[Run]:
        """What stands for the notes that a run refers to."""
        for kind in ("footnote", "endnote"):
            reference = child(run, f"{kind}Reference")
            key = f"{kind} {attribute(reference, 'id')}"
            if reference is not None and key in self.body.notes:
                self.body.noted.append(key)
                yield Run(mark(len(self.body.noted)))

    def _ruby(self, element: Element) -> str:
        base, above = child(element, "rubyBase"), child(element, "rt")
        texts = [
            "".join(str(t.text or "") for t in descendants(part, "t")) if part is not None else ""
            for part in (base, above)
        ]
        self.body.left_out("Ruby", "the reading is no part of the format yet", texts[1], texts[0])
        return texts[0]

    # -- fields -----------------------------------------------------------------------------------

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append("begin")
            self._codes.append("")
        elif kind == "separate" and self._fields:
            self._fields[-1] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()
            self._codes.pop()

    def _field_link(self) -> str:
        for code in self._codes:
            words = code.split()
            if len(words) > 1 and words[0] == "HYPERLINK":
                target = words[1].strip('"')
                return target if target.startswith(("http://", "https://", "mailto:")) else ""
        return ""

    def _tell(self, properties: Element | None, text: str) -> None:
        """Direct formatting that says something and has no place in the format."""
        struck = child(properties, "strike")
        if struck is not None and attribute(struck) not in ("0", "false") and text.strip():
            self.body.left_out("Text struck out", "its characters are kept", text, text)
        mark = child(properties, "em")
        if mark is not None and attribute(mark) not in ("", "none") and text.strip():
            self.body.left_out("Emphasis dots", "its characters are kept", text, text)


def _over(base: Look, style: Look) -> Look:
    """The look of a run style over that of its paragraph."""
    return replace(
        base,
        bold=base.bold or style.bold,
        italic=base.italic or style.italic,
        hidden=base.hidden or style.hidden,
        script=style.script or base.script,
    )


def _one_of(element: Element) -> Element:
    found = child(element, "mc:Choice")
    if found is None:
        found = child(element, "mc:Fallback")
    return element if found is None else found


def _inside_another(box: Element, drawing: Element) -> bool:
    """Whether a text box stands in another one of the drawing, or is its older copy."""
    above = box.getparent()
    while above is not None and above is not drawing:
        if tag(above) in (_BOX, "mc:Fallback"):
            return True
        above = above.getparent()
    return False


def _symbol(code: str) -> str:
    """A character of a symbol font by its number."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
