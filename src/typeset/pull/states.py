"""The three states side by side: the snapshot, the content as it is, the edited document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from typeset.docx.anchors import Record
from typeset.docx.base import Snapshot
from typeset.docx.passages import Edited, Passage
from typeset.model.publication import Section
from typeset.pull.align import LIKE, Alignment, Claim, Other, align
from typeset.pull.differ import similarity
from typeset.pull.said import Said, label, of_passage, said, stem, without_plate
from typeset.pull.sources import Leaf, Sources
from typeset.record import dataclass

NOTE = "note"  # the kind of the paragraphs of notes
_NO_TEXT = ("box", "metric")  # kinds of records that are no paragraphs of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A paragraph of the snapshot or of the content.

    ``leaf``, or ``section`` whose title it is, is its source in the content. ``label`` is a
    generated bullet or number.
    """

    record: Record
    said: Said
    label: str = ""
    leaf: Leaf | None = None
    section: Section | None = None

    @property
    def text(self) -> str:
        """What it says, without its label."""
        return self.said.text


@dataclass(slots=True, kw_only=True)
class Their:
    """A paragraph of the edited document.

    ``said`` may be patched with what a box says: with a figure (``patched``; it said ``was``
    before) or with other words (``worded``).
    """

    passage: Passage
    said: Said
    place: int  # among all passages
    patched: bool = False
    worded: bool = False
    was: str = ""


@dataclass(slots=True, kw_only=True)
class Group:
    """Paragraphs that are one in the three states (several where one was split or merged)."""

    base: list[int] = field(default_factory=list)
    theirs: list[int] = field(default_factory=list)
    mine: list[int] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class States:
    """Everything that is merged."""

    base: list[Unit]
    mine: list[Unit]
    theirs: list[Their]
    groups: list[Group]
    to_theirs: Alignment
    sources: Sources
    edited: Edited
    base_boxes: list[Record]
    mine_boxes: list[Record]
    anchored: bool  # most anchors of the document are left

    def base_said(self, group: Group) -> list[Said]:
        """What the group says in the snapshot."""
        return [self.base[i].said for i in group.base]

    def theirs_said(self, group: Group) -> list[Said]:
        """What it says in the edited document."""
        return [self.theirs[j].said for j in group.theirs]

    def mine_said(self, group: Group) -> list[Said]:
        """What it says in the content."""
        return [self.mine[k].said for k in group.mine]


def units(snapshot: Snapshot, sources: Sources | None = None) -> list[Unit]:
    """The paragraphs of a state; with ``sources`` each with its place in the content."""
    sections = {f"{s.id}-title": s for s in sources.publication.sections} if sources else {}
    leaves: Mapping[str, Leaf] = sources.leaves if sources else {}
    found: list[Unit] = []
    for record in snapshot.records:
        if record.kind in _NO_TEXT:
            continue
        whole = said(record)
        _, end = whole.ranges("part").get("label", (0, 0))
        found.append(
            Unit(
                record=record,
                said=whole.cut(end, len(whole.text)),
                label=whole.text[:end],
                leaf=leaves.get(record.id),
                section=sections.get(record.id),
            )
        )
    return found


def gather(base: Snapshot, mine: Snapshot, edited: Edited, sources: Sources) -> States:
    """The three states, their paragraphs matched."""
    ours, current = units(base), units(mine, sources)
    theirs = _theirs(ours, base, edited)
    labels = _without_labels(ours, theirs)
    places = {stem(unit.record.anchor): i for i, unit in enumerate(ours)}
    to_theirs = align([u.text for u in ours], [_other(t, places) for t in theirs])
    _labelled_again(ours, theirs, to_theirs, labels)
    to_mine = align([u.text for u in ours], _others_of(ours, current))
    anchors = {stem(unit.record.anchor) for unit in ours}
    left = {stem(a.name) for p in edited.passages for a in p.anchors} & anchors
    return States(
        base=ours,
        mine=current,
        theirs=theirs,
        groups=_groups(to_theirs, to_mine),
        to_theirs=to_theirs,
        sources=sources,
        edited=edited,
        base_boxes=[r for r in base.records if r.kind == "box"],
        mine_boxes=[r for r in mine.records if r.kind == "box"],
        anchored=2 * len(left) >= len(anchors) > 0,
    )


def _theirs(base: Sequence[Unit], snapshot: Snapshot, edited: Edited) -> list[Their]:
    """The paragraphs of running text: all outside boxes, and those inside that bear an anchor."""
    anchors = {stem(unit.record.anchor) for unit in base}
    figures = {stem(r.anchor): r.id for r in snapshot.records if r.kind == "metric"}
    found: list[Their] = []
    for place, passage in enumerate(edited.passages):
        if passage.box and not anchors & {stem(a.name) for a in passage.anchors}:
            continue
        if passage.note and not _is_ours(passage, base):
            continue
        words = of_passage(passage, figures)
        if passage.outline == 1:
            words = without_plate(words)
        if words.text:
            found.append(Their(passage=passage, said=words, place=place))
    return found


def _is_ours(passage: Passage, base: Sequence[Unit]) -> bool:
    """Whether a note of the document was one of the content, by its anchor or its words."""
    ours = [unit for unit in base if unit.record.kind == NOTE]
    if {stem(a.name) for a in passage.anchors} & {stem(unit.record.anchor) for unit in ours}:
        return True
    return any(similarity(unit.text, passage.text.strip()) >= LIKE for unit in ours)


def _other(their: Their, places: Mapping[str, int]) -> Other:
    claims = [
        Claim(places[stem(anchor.name)], anchor.start < anchor.end)
        for anchor in their.passage.anchors
        if stem(anchor.name) in places
    ]
    return Other(their.said.text, tuple(claims))


def _without_labels(base: Sequence[Unit], theirs: Sequence[Their]) -> dict[int, Said]:
    """Take what looks like a list's label off; the texts with it, by place."""
    labelled: dict[int, Said] = {}
    if not any(unit.label for unit in base):
        return labelled
    for j, their in enumerate(theirs):
        if start := label(their.said.text):
            labelled[j] = their.said
            their.said = their.said.cut(len(start), len(their.said.text))
    return labelled


def _labelled_again(
    base: Sequence[Unit], theirs: Sequence[Their], found: Alignment, labelled: Mapping[int, Said]
) -> None:
    """Give a paragraph its number back where it is no generated one."""
    for j, whole in labelled.items():
        partners = found.of_other[j]
        labelled_there = base[partners[0]].label if partners else theirs[j].passage.listed
        if not labelled_there:
            theirs[j].said = whole


def _others_of(base: Sequence[Unit], mine: Sequence[Unit]) -> list[Other]:
    """The content's paragraphs; ids that count blocks only hold where the text bears them out."""
    by_id = {unit.record.id: i for i, unit in enumerate(base)}
    here, there = {u.text for u in base}, {u.text for u in mine}
    found: list[Other] = []
    for unit in mine:
        i = by_id.get(unit.record.id, -1)
        same = i >= 0 and base[i].text == unit.text
        alone = i >= 0 and base[i].text not in there and unit.text not in here
        titled = unit.section is not None and i >= 0
        if same or titled or (alone and similarity(base[i].text, unit.text) >= LIKE):
            found.append(Other(unit.text, (Claim(i, filled=True),)))
        else:
            found.append(Other(unit.text))
    return found


def _groups(to_theirs: Alignment, to_mine: Alignment) -> list[Group]:
    """Connected paragraphs; what is new in the document stands alone."""
    groups: list[Group] = []
    taken: set[int] = set()
    for start in range(len(to_theirs.of_base)):
        if start not in taken:
            group = _connected(start, to_theirs, to_mine)
            taken |= set(group.base)
            groups.append(group)
    groups += [Group(theirs=[j]) for j in to_theirs.free()]
    groups += [Group(mine=[k]) for k in to_mine.free()]
    return groups


def _connected(start: int, to_theirs: Alignment, to_mine: Alignment) -> Group:
    base, theirs, mine = {start}, set[int](), set[int]()
    while True:
        size = len(base) + len(theirs) + len(mine)
        theirs |= _all(base, to_theirs.of_base)
        mine |= _all(base, to_mine.of_base)
        base |= _all(theirs, to_theirs.of_other) | _all(mine, to_mine.of_other)
        if len(base) + len(theirs) + len(mine) == size:
            return Group(base=sorted(base), theirs=sorted(theirs), mine=sorted(mine))


def _all(places: Iterable[int], partners: Sequence[Sequence[int]]) -> set[int]:
    return {partner for place in places for partner in partners[place]}
