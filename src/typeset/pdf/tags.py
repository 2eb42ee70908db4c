"""The structure tree: elements, their marked content, and the way back from each page.

An element without content anywhere below it is left out, unless it says something of its
own. Reading order is the tree's; see :class:`typeset.display.Element` for the order of an
element's own marks among its children.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from typeset.display import Element
from typeset.pdf.content import DrawnPage
from typeset.pdf.objects import array, dictionary, name, numbers, reference, references, text_string
from typeset.pdf.paths import Extent
from typeset.pdf.policy import Roles
from typeset.pdf.writer import PdfFile
from typeset.record import dataclass

Place = tuple[int, int]
"""Page index, and the order on the page: where something was painted."""

_LINK_ORDER = 1 << 30  # annotations come after all marked content of the page


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link on a page that belongs to an element; ``key`` is its StructParent."""

    object_number: int
    page: int
    element: int
    key: int


@dataclass(slots=True)
class _Item:
    """One kid of an element: marked content (``mcid``), an annotation, or a child."""

    place: Place
    mcid: int = -1
    annotation: int = 0
    child: Element | None = None


@dataclass(slots=True)
class Structure:
    """Writes the tree of one document."""

    file: PdfFile
    pages: Sequence[int]  # page objects
    drawn: Sequence[DrawnPage]
    annotations: Sequence[Annotation]
    roles: Roles
    language: str
    _own: dict[int, list[_Item]] = field(default_factory=dict)
    _first: dict[int, Place] = field(default_factory=dict)
    _objects: dict[int, int] = field(default_factory=dict)
    _kinds: set[str] = field(default_factory=set)
    _notes: list[tuple[str, int]] = field(default_factory=list)

    def write(self, root: Element) -> int:
        """Write the tree below the structure root; the root's object number."""
        self._gather()
        self._measure(root)
        tree = self.file.reserve()
        top = self._element(root, tree)
        kinds = sorted(kind for kind in self._kinds if kind in self.roles.mapped)
        entries = {
            "Type": "/StructTreeRoot",
            "K": array((reference(top),)),
            "ParentTree": reference(self.file.add(self._parent_tree())),
            "ParentTreeNextKey": str(len(self.pages) + len(self.annotations)),
            "RoleMap": dictionary({k: name(self.roles.mapped[k]) for k in kinds}) if kinds else "",
            "IDTree": self._id_tree(),
        }
        self.file.add(dictionary(entries), at=tree)
        return tree

    def _gather(self) -> None:
        """What was painted for each element, in painting order."""
        for page, drawn in enumerate(self.drawn):
            for mcid, element in enumerate(drawn.contents):
                self._own.setdefault(element, []).append(_Item((page, mcid), mcid=mcid))
        for link in self.annotations:
            place = (link.page, _LINK_ORDER + link.key)
            item = _Item(place, annotation=link.object_number)
            self._own.setdefault(link.element, []).append(item)
        for items in self._own.values():
            items.sort(key=lambda item: item.place)

    def _measure(self, element: Element) -> Place | None:
        """Note where the element or anything below it was first painted."""
        places = [self._measure(child) for child in element.children]
        places += [item.place for item in self._own.get(element.id, ())]
        painted = [place for place in places if place is not None]
        if painted:
            self._first[element.id] = min(painted)
        return min(painted, default=None)

    def _kept(self, element: Element) -> bool:
        if element.id in self._first or element.alt or element.actual_text:
            return True
        return any(self._kept(child) for child in element.children)

    def _items(self, element: Element) -> list[_Item]:
        """Kids in reading order."""
        own = self._own.get(element.id, [])
        children, last = [], (-1, -1)
        for child in filter(self._kept, element.children):
            last = self._first.get(child.id, last)
            children.append(_Item(last, child=child))
        items = own + children
        return sorted(items, key=lambda item: item.place) if own else items

    def _element(self, element: Element, parent: int) -> int:
        number = self._objects[element.id] = self.file.reserve()
        self._kinds.add(element.kind)
        items = self._items(element)
        home = next((item.place[0] for item in items if item.child is None), None)
        kids = [self._kid(item, home, number) for item in items]
        note = f"note-{element.id}" if element.kind == "Note" else ""
        if note:
            self._notes.append((note, number))
        entries = {
            "Type": "/StructElem",
            "S": name(element.kind),
            "P": reference(parent),
            "Pg": "" if home is None else reference(self.pages[home]),
            "K": kids[0] if len(kids) == 1 else array(kids) if kids else "",
            "ID": text_string(note) if note else "",
            "A": self._attributes(element),
            **self._words(element),
        }
        return self.file.add(dictionary(entries), at=number)

    def _words(self, element: Element) -> dict[str, str]:
        language = element.language if element.language != self.language else ""
        words = {
            "Lang": language,
            "Alt": element.alt,
            "ActualText": element.actual_text,
            "T": element.title,
        }
        return {key: text_string(value) for key, value in words.items() if value}

    def _kid(self, item: _Item, home: int | None, parent: int) -> str:
        if item.child is not None:
            return reference(self._element(item.child, parent))
        page = "" if item.place[0] == home else reference(self.pages[item.place[0]])
        if item.annotation:
            object_reference = reference(item.annotation)
            return dictionary({"Type": "/OBJR", "Pg": page, "Obj": object_reference})
        if not page:
            return str(item.mcid)
        return dictionary({"Type": "/MCR", "Pg": page, "MCID": str(item.mcid)})

    def _attributes(self, element: Element) -> str:
        if element.kind == "Figure" and (box := self._extent(element.id)):
            return dictionary({"O": "/Layout", "BBox": array((numbers(box),))})
        if element.kind == "TH":
            return dictionary({"O": "/Table", "Scope": "/Column"})
        return ""

    def _extent(self, element: int) -> Extent | None:
        found = (drawn.extents[element] for drawn in self.drawn if element in drawn.extents)
        return next(found, None)

    def _parent_tree(self) -> str:
        """Page and annotation keys to elements (ISO 32000-1, 14.7.4.4)."""
        rows = [
            f"{key} {references(self._objects[element] for element in drawn.contents)}"
            for key, drawn in enumerate(self.drawn)
            if drawn.contents
        ]
        rows += [f"{a.key} {reference(self._objects[a.element])}" for a in self.annotations]
        return dictionary({"Nums": array(rows)})

    def _id_tree(self) -> str:
        if not self._notes:
            return ""
        rows = sorted((text_string(note), number) for note, number in self._notes)
        limits = array((rows[0][0], rows[-1][0]))
        names = array(f"{note} {reference(number)}" for note, number in rows)
        kids = self.file.add(dictionary({"Names": names, "Limits": limits}))
        return dictionary({"Kids": array((reference(kids),))})


def elements_by_id(root: Element) -> Mapping[int, Element]:
    """Every element of the tree by its id."""
    found = {root.id: root}
    for child in root.children:
        found.update(elements_by_id(child))
    return found
