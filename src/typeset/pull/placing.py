"""What is new or was moved, put to its place in the content's files.

The document is walked in its order; a cursor follows in the content's files, so that what is
new or was moved comes to stand behind the same neighbour.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import field

from typeset.pull.align import increasing
from typeset.pull.figures import BoxChanges
from typeset.pull.markup import says
from typeset.pull.merging import METRIC, Clash, gap_after, inserted
from typeset.pull.plan import Change, Conflict, Place
from typeset.pull.rewrite import begun, new_tokens
from typeset.pull.sources import PUBLICATION, Leaf, LeafKind
from typeset.pull.states import Group, States, Their
from typeset.pull.structure import Node, Pages
from typeset.pull.tokens import PARAGRAPH, source
from typeset.record import dataclass

BY_HAND = "edit the content by hand"
_NEW = "new"  # ids of what this pull puts in: new-1, new-2 …


@dataclass(slots=True, kw_only=True)
class Flowed:
    """The merged running text: files by name, and what each leaf that changed says now.

    ``expected`` are all paragraphs that the result must hold, in no order.
    """

    texts: dict[str, str] = field(default_factory=dict)
    became: dict[str, str] = field(default_factory=dict)
    expected: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    unformatted: int = 0  # paragraphs whose formatting the document has lost
    removed: set[str] = field(default_factory=set)  # figures that are gone
    brought: set[str] = field(default_factory=set)  # figures that went elsewhere
    notes: dict[tuple[str, str], str] = field(default_factory=dict)  # (file, reference): now


def place_of(leaf: Leaf) -> Place:
    """Where a leaf stands."""
    return Place(file=leaf.file, line=leaf.line)


def conflict_of(states: States, group: Group, clash: Clash) -> Conflict:
    """The conflict that a group of paragraphs comes to."""
    base = PARAGRAPH.join(said.text for said in states.base_said(group))
    theirs = PARAGRAPH.join(said.text for said in states.theirs_said(group))
    units = [states.mine[k] for k in group.mine]
    leaf = next((unit.leaf for unit in units if unit.leaf), None)
    record = states.base[group.base[0]].record
    return Conflict(
        id=leaf.id if leaf else record.id,
        place=place_of(leaf) if leaf else Place(file=record.source, line=1),
        base=base,
        mine=PARAGRAPH.join(unit.text for unit in units),
        theirs=theirs,
        reason=clash.reason,
        hint=clash.hint,
    )


@dataclass(slots=True)
class Placing:
    """A walk over the document; ``cursor`` is the file and leaf that the walk has come to."""

    states: States
    boxes: BoxChanges
    pages: dict[str, Pages]
    made: Flowed
    braces: dict[str, str]
    group_of: dict[int, int]  # their paragraph -> its group
    kinds: dict[str, LeafKind] = field(default_factory=dict)  # style -> what it makes
    cursor: tuple[str, str] | None = None
    fresh: int = 0
    twins: dict[str, Leaf] = field(default_factory=dict)  # what the content alone put in, by text
    restless: set[int] = field(default_factory=set)  # groups that the content has moved
    ours: set[str] = field(default_factory=set)  # ids of that

    def walk(self) -> None:
        """Put in what is new, move what was moved."""
        self.kinds = dict(self._styles())
        alone = [k for group in self.states.groups if not group.base for k in group.mine]
        units = [self.states.mine[k] for k in alone]
        self.twins = {unit.text: unit.leaf for unit in units if unit.leaf}
        self.ours = {leaf.id for leaf in self.twins.values()}
        moved = self._moved()
        fixed = self._box_leaves()
        theirs = {their.place: j for j, their in enumerate(self.states.theirs)}
        done: set[int] = set()
        for place in range(len(self.states.edited.passages)):
            if place in theirs:
                j = theirs[place]
                number = self.group_of[j]
                if number not in done:
                    done.add(number)
                    self._step(self.states.groups[number], moved=number in moved)
            elif place in fixed:
                self._past_box(fixed[place])

    def _box_leaves(self) -> dict[int, Leaf]:
        """By the place of its last paragraph: the leaf of every box of the document."""
        found: dict[int, Leaf] = {}
        for place, passage in enumerate(self.states.edited.passages):
            record = self.boxes.edits.places.get(passage.box)
            current = self.boxes.edits.current.get(record.id) if record else None
            leaf = self.states.sources.leaves.get(current.id) if current else None
            if leaf is not None:
                found[place] = leaf
        return found

    def _past_box(self, leaf: Leaf) -> None:
        """What follows a box in the document stands behind it, if the content has it there."""
        if self.cursor is None or self.cursor[0] != leaf.file:
            return
        if self.pages[leaf.file].following(self.cursor[1]) == leaf.id:
            self.cursor = (leaf.file, leaf.id)

    def _step(self, group: Group, *, moved: bool) -> None:
        states = self.states
        if not group.base:
            self._insert(states.theirs[group.theirs[0]])
            return
        units = [states.mine[k] for k in group.mine]
        section = next((unit.section for unit in units if unit.section), None)
        if section is not None:
            if moved:
                clash = Clash("a section's title was moved", "see 'order' in publication.yaml")
                self.made.conflicts.append(conflict_of(states, group, clash))
            self.cursor = (section.span.file, "")
            return
        leaves = [unit.leaf for unit in units if unit.leaf]
        nodes = [(leaf, n) for leaf in leaves if (n := self.pages[leaf.file].node(leaf.id))]
        if moved and nodes:
            self._move(group, nodes)
        if nodes:
            last = nodes[-1][0]
            self.cursor = (self.cursor[0] if moved and self.cursor else last.file, last.id)

    def _moved(self) -> set[int]:
        """Groups that stand elsewhere in the document, but not yet in the content."""
        states = self.states
        groups = [(n, g) for n, g in enumerate(states.groups) if g.base and g.theirs and g.mine]
        keep = self._steady([g for _, g in groups], lambda g: g.theirs[0])
        ours = self._steady([g for _, g in groups], lambda g: g.mine[0])
        self.restless = {n for place, (n, _) in enumerate(groups) if place not in ours}
        out = {n for place, (n, _) in enumerate(groups) if place not in keep}
        if not out:
            return out
        order = sorted(groups, key=lambda pair: pair[1].theirs[0])
        before = {n: order[i - 1][1] if i else None for i, (n, _) in enumerate(order)}
        return {n for n in out if not self._stands_behind(states.groups[n], before[n])}

    def _steady(self, groups: list[Group], place: Callable[[Group], int]) -> set[int]:
        """Which groups stayed in their place: section titles, and what is in their order."""
        titles = [g for g in groups if any(self.states.mine[k].section for k in g.mine)]
        froms, tos = [g.base[0] for g in titles], [place(g) for g in titles]
        if tos != sorted(tos):
            return set(increasing([place(g) for g in groups]))
        homes = [
            n
            for n, g in enumerate(groups)
            if bisect_right(froms, g.base[0]) == bisect_right(tos, place(g))
        ]
        return {homes[n] for n in increasing([place(groups[m]) for m in homes])}

    def _stands_behind(self, group: Group, other: Group | None) -> bool:
        """Whether the content has the group behind this neighbour already."""
        return other is not None and group.mine[0] == other.mine[-1] + 1

    def _move(self, group: Group, nodes: list[tuple[Leaf, Node]]) -> None:
        leaf = nodes[0][0]
        both = self.states.groups.index(group) in self.restless
        if self.cursor is None or both:
            reason = "both moved this paragraph" if both else "moved to where no section is"
            self.made.conflicts.append(conflict_of(self.states, group, Clash(reason, BY_HAND)))
            return
        file, after = self.cursor
        for other, node in nodes:
            node.gone = True
            gap = "\n" if other.kind == "item" else "\n\n"
            copy = Node(other.id, other.kind, gap, node.source, new=True)
            self.pages[file].put(after, copy)
            after = other.id
        text = PARAGRAPH.join(leaf.text for leaf, _ in nodes)
        place = Place(file=file, line=self._line(file, self.cursor[1]))
        self.made.changes.append(
            Change(kind="moved", id=leaf.id, place=place_of(leaf), before=text, after=text,
                   also=(place,))
        )  # fmt: skip

    def _line(self, file: str, key: str) -> int:
        leaf = self.states.sources.leaves.get(key)
        return leaf.line if leaf and leaf.file == file else 1

    def _styles(self) -> Iterator[tuple[str, LeafKind]]:
        """What paragraphs of a style are in the content, where it is always the same."""
        seen: dict[str, set[LeafKind]] = {}
        for group in self.states.groups:
            leaves = [leaf for k in group.mine if (leaf := self.states.mine[k].leaf)]
            for j in group.theirs:
                style = self.states.theirs[j].passage.style
                seen.setdefault(style, set()).update(leaf.kind for leaf in leaves)
        for style, kinds in seen.items():
            if len(kinds) == 1:
                yield style, next(iter(kinds))

    # -- insertions ------------------------------------------------------------------------

    def _insert(self, their: Their) -> None:
        text = their.said.text
        twin = self.twins.get(text)
        if twin is not None:
            self.cursor = (twin.file, twin.id)  # it was pulled before
            return
        place = Place(file=self.cursor[0], line=self._line(*self.cursor)) if self.cursor else None
        reason = self._unplaced(their)
        if reason or place is None or self.cursor is None:
            self._refuse(their, place, reason or "put in before the first section")
            return
        kind = self._kind(their)
        insert = inserted(their.said, self.braces)
        tokens = new_tokens(insert)
        written = source(tokens)
        if not says(written, tokens):
            written = begun(written)
        if not says(written, tokens):
            self._refuse(their, place, "this text cannot be written as markup")
            return
        self.made.brought |= {
            s.name.removeprefix(METRIC) for s in insert.spans if s.name.startswith(METRIC)
        }
        self._put(their, kind, written, place)

    def _put(self, their: Their, kind: LeafKind, written: str, place: Place) -> None:
        assert self.cursor is not None  # noqa: S101 - asked for by the caller
        file, after = self.cursor
        neighbour = self.states.sources.leaves.get(after)
        gap = "\n\n"
        if kind == "item":
            like = neighbour if neighbour and neighbour.kind == "item" else None
            gap = gap_after(like) if like else "\n\n- "
            gap, prefix = ("\n", gap[1:]) if like else ("\n\n", "- ")
        elif kind == "quoted":
            prefix = "> "
        elif kind == "heading":
            prefix = "#" * min(max(their.passage.outline - 1, 1), 4) + " "
        else:
            prefix = ""
        self.fresh += 1
        key = f"{_NEW}-{self.fresh}"
        if kind == "quoted" and neighbour and neighbour.kind == "quoted":
            gap = "\n>\n"
        self.pages[file].put(after, Node(key, kind, gap, prefix + written, new=True))
        self.cursor = (file, key)
        self.made.expected.append(their.said.text)
        self.made.changes.append(
            Change(kind="inserted", id=key, place=place, before="", after=their.said.text)
        )

    def _kind(self, their: Their) -> LeafKind:
        passage = their.passage
        if passage.outline > 1:
            return "heading"
        kind = self.kinds.get(passage.style, "paragraph")
        if kind in ("item", "quoted"):
            return kind
        return "item" if passage.listed else "paragraph"

    def _unplaced(self, their: Their) -> str:
        """Why a new paragraph cannot be put in; empty if it can."""
        if their.passage.outline == 1:
            return "a new section is a file of its own"
        if self.cursor is None:
            return "put in before the first section"
        file, after = self.cursor
        if self.pages[file].following(after) in self.ours:
            return "both put text in at this place"
        return ""

    def _refuse(self, their: Their, place: Place | None, reason: str) -> None:
        self.made.conflicts.append(
            Conflict(
                id="inserted", place=place or Place(file=PUBLICATION, line=1), base="",
                mine="", theirs=their.said.text, reason=reason, hint=BY_HAND,
            )
        )  # fmt: skip
