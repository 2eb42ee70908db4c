"""The structure tree: elements, their marked content, and the way back from each page.

An element without content anywhere below it is left out, unless it says something of its
own. Reading order is the tree's; see :class:`typeset.display.Element` for the order of an
element's own marks among its children.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from typeset.display import Element, Glyphs, Pages, TagOpen
from typeset.display_tables import CellTag
from typeset.pdf.content import DrawnPage
from typeset.pdf.objects import array, dictionary, name, numbers, reference, references, text_string
from typeset.pdf.paths import Extent
from typeset.pdf.policy import Policy, Roles, roles, table
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
    policy: Policy
    language: str
    labels: Mapping[int, str] = field(default_factory=dict)  # texts of Lbl elements
    _own: dict[int, list[_Item]] = field(default_factory=dict)
    _first: dict[int, Place] = field(default_factory=dict)
    _objects: dict[int, int] = field(default_factory=dict)
    _kinds: set[str] = field(default_factory=set)
    _notes: list[tuple[str, int]] = field(default_factory=list)
    _spaces: dict[str, int] = field(default_factory=dict)  # namespace objects (PDF 2.0)

    @property
    def roles(self) -> Roles:
        """The types that the file's version knows."""
        return roles(2 if self.policy.namespaces else 1)

    def write(self, root: Element) -> int:
        """Write the tree below the structure root; the root's object number."""
        self._gather()
        self._measure(root)
        if self.policy.namespaces:
            self._spaces = {key: self.file.reserve() for key in ("standard", "house")}
        tree = self.file.reserve()
        top = self._element(root, tree)
        entries = {
            "Type": "/StructTreeRoot",
            "K": array((reference(top),)),
            "ParentTree": reference(self.file.add(self._parent_tree())),
            "ParentTreeNextKey": str(len(self.pages) + len(self.annotations)),
            **self._role_map(),
            "IDTree": self._id_tree(),
        }
        self.file.add(dictionary(entries), at=tree)
        return tree

    def _object(self, element: int) -> int:
        """The object of an element, kept free where it is still to be written."""
        if element not in self._objects:
            self._objects[element] = self.file.reserve()
        return self._objects[element]

    def object_of(self, element: int) -> int:
        """The object of an element that was written, 0 for one that was left out."""
        return self._objects.get(element, 0)

    def _role_map(self) -> dict[str, str]:
        """What our types stand for: one map, or in PDF 2.0 one per namespace (14.7.4.2)."""
        mapped = {k: self.roles.mapped[k] for k in sorted(self._kinds) if k in self.roles.mapped}
        if not self._spaces:
            entries = {kind: name(target) for kind, target in mapped.items()}
            return {"RoleMap": dictionary(entries) if entries else ""}
        names, standard = table("namespaces"), reference(self._spaces["standard"])
        targets = {kind: array((name(target), standard)) for kind, target in mapped.items()}
        for key, at in self._spaces.items():
            role_map = dictionary(targets) if key == "house" and targets else ""
            entries = {"Type": "/Namespace", "NS": text_string(names[key]), "RoleMapNS": role_map}
            self.file.add(dictionary(entries), at=at)
        return {"Namespaces": references(self._spaces.values())}

    def _namespace(self, kind: str) -> str:
        """The namespace of a type; one that only PDF 1.7 knows is in the default one."""
        if not self._spaces or not self.roles.known(kind):
            return ""
        return reference(self._spaces["standard" if kind in self.roles.standard else "house"])

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
        if element.cell is not None:  # an empty cell keeps its place
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
        number = self._object(element.id)
        self._kinds.add(element.kind)
        items = self._items(element)
        home = next((item.place[0] for item in items if item.child is None), None)
        kids = [self._kid(item, home, number) for item in items]
        note = f"note-{element.id}" if element.kind == "Note" else ""
        if element.kind == "TH":
            note = _head_id(element.id)
        if note:
            self._notes.append((note, number))
        entries = {
            "Type": "/StructElem",
            "S": name(element.kind),
            "NS": self._namespace(element.kind),
            "P": reference(parent),
            "Pg": "" if home is None else reference(self.pages[home]),
            "K": kids[0] if len(kids) == 1 else array(kids) if kids else "",
            "ID": text_string(note) if note else "",
            "A": self._attributes(element),
            "Ref": references((self._object(element.refers),)) if element.refers else "",
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
        if element.kind == "L" and (label := self._label(element)) is not None:
            return dictionary({"O": "/List", "ListNumbering": name(_numbering(label))})
        if element.kind in ("TH", "TD"):
            return self._cell(element)
        return ""

    def _cell(self, element: Element) -> str:
        """The attributes of a cell of a table (ISO 32000-1, table 349)."""
        cell = element.cell or CellTag(scope="Column" if element.kind == "TH" else "")
        entries = {
            "RowSpan": str(cell.rows) if cell.rows > 1 else "",
            "ColSpan": str(cell.columns) if cell.columns > 1 else "",
            "Headers": array(text_string(_head_id(head)) for head in cell.headers),
            "Scope": name(cell.scope) if cell.scope and element.kind == "TH" else "",
        }
        said = {key: value for key, value in entries.items() if value not in ("", "[]")}
        return dictionary({"O": "/Table", **said}) if said else ""

    def _label(self, element: Element) -> str | None:
        """The first label of a list, None for a list without any."""
        kids = (kid for item in element.children for kid in item.children)
        return next((self.labels.get(kid.id, "") for kid in kids if kid.kind == "Lbl"), None)

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


def _head_id(element: int) -> str:
    """By which the cells of a table name their heads."""
    return f"head-{element}"


def _numbering(label: str) -> str:
    """What kind of labels a list has (ISO 32000-1, table 347), by its first one."""
    if any(c.isdecimal() for c in label):
        return "Decimal"
    if any(c.isalpha() for c in label):
        return "UpperAlpha" if label.isupper() else "LowerAlpha" if label.isascii() else "Decimal"
    return "Disc"


def label_texts(pages: Pages) -> dict[int, str]:
    """The text of every label of a list, by element; nothing is looked at without lists."""
    texts = {e.id: "" for e in elements_by_id(pages.structure).values() if e.kind == "Lbl"}
    asked = -1
    for mark in (mark for page in pages.pages for mark in page.marks if texts):
        if isinstance(mark, TagOpen):
            asked = mark.element
        elif isinstance(mark, Glyphs) and asked in texts:
            texts[asked] += mark.run.text
    return texts


def elements_by_id(root: Element) -> Mapping[int, Element]:
    """Every element of the tree by its id."""
    found = {root.id: root}
    for child in root.children:
        found.update(elements_by_id(child))
    return found
