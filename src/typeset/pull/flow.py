"""The running text: every group of paragraphs merged, and all of them put in their places."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from typeset.docx.anchors import VALUE
from typeset.pull.drawn import drawing
from typeset.pull.fields import flat
from typeset.pull.figures import BoxChanges, figure_places
from typeset.pull.merging import METRIC, Clash, Written, merged, typographic
from typeset.pull.notes import is_here, new_text, references
from typeset.pull.origins import BOX, pulled
from typeset.pull.placing import BY_HAND, Flowed, Placing, conflict_of, place_of
from typeset.pull.plan import Change, Conflict, Kind
from typeset.pull.said import joined
from typeset.pull.sources import Leaf
from typeset.pull.states import Group, States, Unit
from typeset.pull.structure import Pages
from typeset.pull.tokens import PARAGRAPH, Token
from typeset.record import dataclass

__all__ = ["Flowed", "flow"]


def flow(states: States, boxes: BoxChanges) -> Flowed:
    """Merge the running text."""
    return _Flow(states, boxes).run()


@dataclass(slots=True)
class _Flow:
    states: States
    boxes: BoxChanges
    made: Flowed = field(default_factory=Flowed)
    pages: dict[str, Pages] = field(default_factory=dict)
    braces: dict[str, str] = field(default_factory=dict)
    group_of: dict[int, int] = field(default_factory=dict)  # theirs -> its group
    references: dict[str, tuple[Leaf, Token]] = field(default_factory=dict)  # to notes, by id

    def run(self) -> Flowed:
        states = self.states
        self.pages = {s.file: Pages.of(s) for s in states.sources.files}
        self.group_of = {j: n for n, g in enumerate(states.groups) for j in g.theirs}
        self.braces = dict(self._travelling())
        self.references = references(states.sources)
        for group in states.groups:
            if group.base:
                self._group(group)
            else:
                self.made.expected += [states.mine[k].text for k in group.mine]
        Placing(states, self.boxes, self.pages, self.made, self.braces, self.group_of).walk()
        for leaf in self.boxes.dropped:
            if node := self._page_of(leaf):
                node.drop(leaf)
        self._figures_gone()
        self.made.texts = {file: pages.text() for file, pages in self.pages.items()}
        return self.made

    def _page_of(self, leaf: str) -> Pages | None:
        found = self.states.sources.leaves.get(leaf)
        return self.pages.get(found.file) if found else None

    def _travelling(self) -> Iterator[tuple[str, str]]:
        """Figures whose anchor now stands in another paragraph: their attributes go with it."""
        states = self.states
        homes = {
            name: i for i, unit in enumerate(states.base) for name in unit.said.ranges("metric")
        }
        for j, their in enumerate(states.theirs):
            group = states.groups[self.group_of[j]]
            for name in their.said.ranges("metric"):
                home = homes.get(name)
                if home is not None and home not in group.base and (end := self._braces(name)):
                    yield name, end

    def _braces(self, figure: str) -> str:
        for leaf in self.states.sources.leaves.values():
            for token in leaf.tokens:
                if token.kind == "close" and token.name == METRIC + figure:
                    return token.source
        return ""

    # -- one group -------------------------------------------------------------------------

    def _group(self, group: Group) -> None:
        units = [self.states.mine[k] for k in group.mine]
        texts = [unit.text for unit in units]
        if any(unit.section or unit.record.kind == VALUE for unit in units):
            if len(units) == 1:
                self.made.expected += texts
            return  # titles are values of the front matter, captions of attributes
        base, theirs = self._texts(group)
        if len(units) == 1 and (here := self.references.get(units[0].record.id)):
            if is_here(here[1].source):
                self._note_here(group, units[0], here)
                return
            if not group.theirs:
                self.made.notes[here[0].file, here[1].source.strip()] = ""
        if not group.theirs:
            self._deleted(group, units, base)
        elif not units:
            if theirs != base:
                self._clash(group, Clash("the content has this paragraph no longer", BY_HAND))
        elif not all(unit.leaf for unit in units):
            if flat(theirs) not in (flat(base), flat(PARAGRAPH.join(texts))):
                self._clash(group, Clash("this text is not written in a section", BY_HAND))
            self.made.expected += texts
        else:
            self._merged(group, [unit.leaf for unit in units if unit.leaf])

    def _note_here(self, group: Group, unit: Unit, here: tuple[Leaf, Token]) -> None:
        """A note that is written in the paragraph that refers to it."""
        base, theirs = self._texts(group)
        leaf, token = here
        written = token.source.strip()
        if theirs in (base, unit.text) and group.theirs:
            self.made.expected.append(unit.text)
            return
        now = new_text(written, unit.text, theirs) if group.theirs else ""
        if unit.text != base or now is None or PARAGRAPH in theirs:
            self.made.expected.append(unit.text)
            clash = Clash("the note's markup, or both sides, stand in the way", BY_HAND)
            self.made.conflicts.append(
                replace(conflict_of(self.states, group, clash), place=place_of(leaf))
            )
            return
        self.made.notes[leaf.file, written] = now
        self.made.expected += [theirs] if group.theirs else []
        self.made.changes.append(
            Change(kind="changed" if now else "deleted", id=unit.record.id,
                   place=place_of(leaf), before=unit.text, after=theirs)
        )  # fmt: skip

    def _texts(self, group: Group) -> tuple[str, str]:
        base = PARAGRAPH.join(said.text for said in self.states.base_said(group))
        return base, PARAGRAPH.join(said.text for said in self.states.theirs_said(group))

    def _deleted(self, group: Group, units: Sequence[Unit], base: str) -> None:
        if not units:
            return
        if PARAGRAPH.join(unit.text for unit in units) != base:
            self._clash(group, Clash("deleted in the document, changed in the content", BY_HAND))
            return
        for unit in units:
            if unit.leaf is None:
                self._clash(group, Clash("this text is not written in a section", BY_HAND))
                continue
            self.pages[unit.leaf.file].drop(unit.leaf.id)
            self.made.became[unit.leaf.id] = ""
            self.made.removed |= {metric.id for metric in unit.leaf.block.metrics()}
            self.made.changes.append(
                Change(kind="deleted", id=unit.leaf.id, place=place_of(unit.leaf),
                       before=unit.text, after="")
            )  # fmt: skip

    def _merged(self, group: Group, leaves: list[Leaf]) -> None:
        states = self.states
        between = self._between(leaves)
        if between is None:
            base, theirs = self._texts(group)
            if theirs != base:
                self._clash(group, Clash("the content has these paragraphs apart", BY_HAND))
            self.made.expected += [leaf.text for leaf in leaves]
            return
        keep = self._lost_looks(group)
        found = merged(
            states.base_said(group), states.theirs_said(group), states.mine_said(group),
            leaves, between, keep_marks=keep, braces=self.braces,
        )  # fmt: skip
        if isinstance(found, Clash):
            self._clash(group, found)
        if not isinstance(found, Written):
            self.made.expected += [leaf.text for leaf in leaves]
            return
        self._replace(group, leaves, found)

    def _replace(self, group: Group, leaves: list[Leaf], found: Written) -> None:
        self.pages[leaves[0].file].replace([leaf.id for leaf in leaves], found.source)
        self.made.became |= {leaf.id: "" for leaf in leaves}
        self.made.became[leaves[0].id] = found.text
        self.made.expected += found.text.split(PARAGRAPH)
        self.made.removed |= found.lost
        before = PARAGRAPH.join(leaf.text for leaf in leaves)
        self.made.changes += self._figure_changes(group, leaves)
        theirs = [self.states.theirs[j] for j in group.theirs]
        quiet = all(t.patched and not t.worded for t in theirs if t.patched or t.worded)
        was = PARAGRAPH.join(t.was if t.patched else t.said.text for t in theirs)
        if quiet and any(t.patched for t in theirs) and was == self._texts(group)[0]:
            return  # nothing but figures, which are told as such
        more, less = found.text.count(PARAGRAPH), before.count(PARAGRAPH)
        kind: Kind = "split" if more > less else "merged" if more < less else "changed"
        self.made.changes.append(
            Change(
                kind=kind, id=leaves[0].id, place=place_of(leaves[0]), before=before,
                after=found.text, unsure=bool(self.states.to_theirs.rewritten & set(group.base)),
            )
        )  # fmt: skip

    def _figure_changes(self, group: Group, leaves: list[Leaf]) -> Iterator[Change]:
        """Figures that say something else now, with the places that draw them."""
        theirs = joined(self.states.theirs_said(group))
        there = theirs.ranges("metric")
        for leaf in leaves:
            for metric in leaf.block.metrics():
                place = there.get(metric.id)
                words = theirs.text[slice(*place)] if place else metric.text
                if words != metric.text and place:
                    also = figure_places(self.states.sources, metric.id)
                    yield Change(kind="figure", id=metric.id, place=place_of(leaf),
                                 before=metric.text, after=words, also=also)  # fmt: skip

    def _between(self, leaves: list[Leaf]) -> list[str] | None:
        """The gaps between a group's leaves; None where they do not stand together."""
        files = {leaf.file for leaf in leaves}
        source_ = self.states.sources.source(leaves[0].file)
        if len(files) > 1 or source_ is None:
            return None
        places = [source_.leaves.index(leaf) for leaf in leaves]
        inner = range(places[0] + 1, places[-1])
        apart = any(source_.leaves[n].kind != "box" for n in inner if n not in places)
        if apart or places != sorted(places):
            return None
        ends = itertools.pairwise(leaves)
        return [source_.text[a.end : b.start] for a, b in ends]

    def _lost_looks(self, group: Group) -> bool:
        """Whether the document's paragraphs have lost their formatting, not been given another.

        That is so where nothing of it is left, nor the anchor.
        """
        states = self.states
        theirs = [states.theirs[j] for j in group.theirs]
        if any(t.passage.anchors for t in theirs):
            return False
        had = any(typographic(said) for said in states.base_said(group))
        lost = had and not any(typographic(t.said) for t in theirs)
        self.made.unformatted += lost
        return lost

    def _clash(self, group: Group, clash: Clash) -> None:
        self.made.conflicts.append(conflict_of(self.states, group, clash))

    # -- figures that are gone -----------------------------------------------------------------

    def _figures_gone(self) -> None:
        """A figure that a box still draws must not go."""
        sources = self.states.sources
        standing = {self.boxes.edits.current[r.id].id for r in self.boxes.edits.places.values()
                    if r.id in self.boxes.edits.current}  # fmt: skip
        for leaf in sources.leaves.values():
            if leaf.kind == "box":
                continue
            own = {metric.id for metric in pulled(leaf)}
            for metric in leaf.block.metrics():
                if metric.id not in self.made.removed - self.made.brought:
                    continue
                places = [
                    (box, file, line)
                    for box, file, line in drawing(sources, metric.id)
                    if box not in self.boxes.dropped
                ]
                box = metric.id + BOX
                if metric.id in own and box in standing:
                    places.append((box, leaf.file, leaf.line))
                if places:
                    self._still_drawn(leaf, metric.id, metric.text, places)

    def _still_drawn(
        self, leaf: Leaf, figure: str, words: str, places: list[tuple[str, str, int]]
    ) -> None:
        where = ", ".join(f"{file}:{line} ({box})" for box, file, line in places)
        self.made.conflicts.append(
            Conflict(
                id=figure, place=place_of(leaf), base=words, mine=words, theirs="",
                reason=f"'{words}' was deleted, but is still drawn in a box: {where}",
                hint="delete the box too, or keep the figure in the text",
            )
        )  # fmt: skip
