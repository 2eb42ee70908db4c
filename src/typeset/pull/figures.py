"""Edits of boxes brought to their sources: values of the content, and the running text.

A figure that was changed in a box is changed where it is marked; a label, a note or a title
where it is written. Boxes that draw the same source must agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from typeset.blocks.table import Table
from typeset.docx.anchors import VALUE
from typeset.model.figures import split_figure
from typeset.pull.boxes import BoxEdits, PartEdit, box_edits
from typeset.pull.cells import CellText, cell_splice
from typeset.pull.differ import merged_text
from typeset.pull.drawn import drawing, find
from typeset.pull.merging import same
from typeset.pull.origins import BOX, Origin, Origins, figure_attributes, pulled
from typeset.pull.plan import Change, Conflict, Place
from typeset.pull.scalars import Splice, splices
from typeset.pull.sources import PUBLICATION, Leaf, Sources
from typeset.pull.states import Group, States, Their
from typeset.record import dataclass

_BY_HAND = "change it in the content by hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """Words that the running text is to say because a box says them.

    ``figure`` is the id of a marked figure, or ``section`` where the words stand.
    """

    before: str
    after: str
    place: Place
    figure: str = ""
    section: str = ""
    id: str = ""


@dataclass(slots=True, kw_only=True)
class BoxChanges:
    """What edits of boxes come to."""

    edits: BoxEdits
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    splices: list[Splice] = field(default_factory=list)
    patches: list[Patch] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)  # ids of leaves: boxes taken out


def box_changes(states: States, origins: Origins) -> BoxChanges:
    """Everything that boxes and section titles say anew, at its source."""
    made = BoxChanges(edits=box_edits(states))
    for unclear in made.edits.unclear:
        place = _box_place(states.sources, unclear.box.id if unclear.box else "")
        made.conflicts.append(
            Conflict(
                id=unclear.box.id if unclear.box else "table", place=place, base=unclear.base,
                mine=unclear.base, theirs=unclear.theirs, reason=unclear.reason, hint=_BY_HAND,
            )
        )  # fmt: skip
    for origin, edits in _by_origin(states, origins, made):
        _settle(origin, edits, states, made)
    _titles(states, origins, made)
    _values(states, origins, made)
    if states.anchored:
        for record in made.edits.gone:
            _gone(record.id, states, made)
    return made


def _by_origin(
    states: States, origins: Origins, made: BoxChanges
) -> Iterator[tuple[Origin, list[PartEdit]]]:
    """The edits by their source; those without one are conflicts."""
    found: dict[tuple[str, str, int, int], tuple[Origin, list[PartEdit]]] = {}
    for edit in made.edits.parts:
        origin = origins.of(edit.current.id, edit.part) if edit.current else None
        if origin is None:
            reason = "no single place of the content says this"
            if edit.current is None:
                reason = "the content has this box no longer, or another text in it"
            made.conflicts.append(_conflict(edit, states.sources, reason))
        else:
            found.setdefault(origin.key, (origin, []))[1].append(edit)
    yield from found.values()


def _conflict(edit: PartEdit, sources: Sources, reason: str) -> Conflict:
    box = edit.current.id if edit.current else edit.box.id
    return Conflict(
        id=box, place=_box_place(sources, box), base=edit.base, mine=edit.mine,
        theirs=edit.theirs, reason=reason, hint=_BY_HAND,
    )  # fmt: skip


def _settle(origin: Origin, edits: list[PartEdit], states: States, made: BoxChanges) -> None:
    """One source: its boxes must agree, and the content must not say a third thing."""
    first = edits[0]
    wanted = dict.fromkeys(edit.theirs for edit in edits)
    if len(wanted) > 1:
        reason = "boxes of the document say different things: " + ", ".join(wanted)
        made.conflicts.append(_conflict(first, states.sources, reason))
    elif origin.figure:
        _figure(origin.figure, first, states, made)
    elif origin.cell is not None:
        _cell(origin.cell, first, states, made)
    elif origin.value is not None:
        _value(origin, first, states, made)


def _cell(source: CellText, edit: PartEdit, states: States, made: BoxChanges) -> None:
    """A cell of a table, where it is written."""
    if same(edit.mine, edit.theirs):
        return
    new = merged_text(edit.base, edit.mine, edit.theirs)
    if new is None:
        made.conflicts.append(_conflict(edit, states.sources, "both changed this cell"))
        return
    splice = cell_splice(source, edit.mine, new, states.sources.texts[source.file])
    if splice is None or not new.strip():
        reason = "this cannot be written in its cell"
        made.conflicts.append(_conflict(edit, states.sources, reason))
        return
    made.splices.append(splice)
    box = edit.current.id if edit.current else edit.box.id
    place = Place(file=source.file, line=source.line)
    made.changes.append(Change(kind="box", id=box, place=place, before=edit.mine, after=new))


def _figure(identifier: str, edit: PartEdit, states: States, made: BoxChanges) -> None:
    leaf = next(
        leaf for leaf in states.sources.leaves.values()
        if any(m.id == identifier for m in leaf.block.metrics())
    )  # fmt: skip
    if split_figure(edit.theirs.strip()) is None:
        made.conflicts.append(_conflict(edit, states.sources, "this is no figure"))
        return
    place = Place(file=leaf.file, line=leaf.line)
    made.patches.append(
        Patch(before=edit.base, after=edit.theirs.strip(), place=place, figure=identifier,
              id=identifier)
    )  # fmt: skip


def _value(origin: Origin, edit: PartEdit, states: States, made: BoxChanges) -> None:
    value = origin.value
    assert value is not None  # noqa: S101 - asked for by the caller
    if same(edit.mine, edit.theirs):
        return
    new = merged_text(edit.base, edit.mine, edit.theirs)
    if new is None:
        made.conflicts.append(_conflict(edit, states.sources, "both changed this place"))
        return
    changes = splices(value, new, states.sources.texts[value.file])
    if changes is None or not new.strip():
        made.conflicts.append(
            _conflict(edit, states.sources, "this cannot be written in its place")
        )
        return
    made.splices += changes
    place = Place(file=value.file, line=value.line)
    box = edit.current.id if edit.current else edit.box.id
    made.changes.append(Change(kind="box", id=box, place=place, before=edit.mine, after=new))
    if origin.section:
        old, words = (_plain(text) for text in (edit.base, edit.theirs))
        made.patches.append(
            Patch(before=old, after=words, place=place, section=origin.section, id=box)
        )


def _plain(words: str) -> str:
    return words.replace("\n", "").replace(" + ", "+")


def figure_places(sources: Sources, identifier: str) -> tuple[Place, ...]:
    """Where a marked figure is drawn, by other boxes and by one of its own."""
    places = [Place(file=file, line=line) for _, file, line in drawing(sources, identifier)]
    leaf = _figure_leaf(sources, identifier)
    if leaf and any(m.id == identifier for m in pulled(leaf)):
        places.append(Place(file=leaf.file, line=leaf.line))
    return tuple(places)


def _box_place(sources: Sources, box: str) -> Place:
    leaf = sources.leaves.get(box) or _figure_leaf(sources, box.removesuffix(BOX))
    return Place(file=leaf.file, line=leaf.line) if leaf else Place(file=PUBLICATION, line=1)


def _figure_leaf(sources: Sources, identifier: str) -> Leaf | None:
    leaves = sources.leaves.values()
    return next((f for f in leaves if any(m.id == identifier for m in f.block.metrics())), None)


# -- titles ------------------------------------------------------------------------------------


def _values(states: States, origins: Origins, made: BoxChanges) -> None:
    """Captions, units and sources of tables: values of the attributes."""
    for group in states.groups:
        unit = next(
            (states.mine[k] for k in group.mine if states.mine[k].record.kind == VALUE), None
        )
        if unit is None or not group.base:
            continue
        base, theirs = spoken(states, group)
        if theirs in (base, unit.text):
            continue
        table, _, name = unit.record.id.rpartition(".")
        origin = origins.of(table, f"own.{name}")
        new = merged_text(base, unit.text, theirs) if theirs.strip() else None
        changes = None
        if new and origin is not None and origin.value is not None:
            changes = splices(origin.value, new, states.sources.texts[origin.value.file])
        place = _box_place(states.sources, table)
        if new is None or changes is None:
            reason = "this stands in the attributes of a table" if theirs else "this was deleted"
            made.conflicts.append(
                Conflict(id=unit.record.id, place=place, base=base, mine=unit.text, theirs=theirs,
                         reason=reason, hint=_BY_HAND)
            )  # fmt: skip
            continue
        made.splices += changes
        made.changes.append(Change(kind="box", id=table, place=place, before=unit.text, after=new))


def _titles(states: States, origins: Origins, made: BoxChanges) -> None:
    for group in states.groups:
        units = [states.mine[k] for k in group.mine]
        section = next((u.section for u in units if u.section), None)
        if section is None or not group.base:
            continue
        origin = origins.title(section)
        base, theirs = spoken(states, group)
        if theirs == base or theirs == units[0].text:
            continue
        place = Place(file=section.title_span.file, line=section.title_span.line)
        plain = len(group.base) == len(group.theirs) == len(group.mine) == 1
        new = merged_text(base, units[0].text, theirs) if plain else None
        changes = None
        if new and origin is not None and origin.value is not None:
            changes = splices(origin.value, new, states.sources.texts[origin.value.file])
        if new is None or changes is None:
            reason = (
                "a section's title is changed in its front matter"
                if theirs
                else ("a section's title was deleted")
            )
            made.conflicts.append(
                Conflict(id=units[0].record.id, place=place, base=base, mine=units[0].text,
                         theirs=theirs, reason=reason, hint=_BY_HAND)
            )  # fmt: skip
            continue
        made.splices += changes
        made.changes.append(
            Change(kind="changed", id=units[0].record.id, place=place, before=units[0].text,
                   after=new)
        )  # fmt: skip


def spoken(states: States, group: Group) -> tuple[str, str]:
    """What a group says in the snapshot and in the document."""
    base = "\u2029".join(s.text for s in states.base_said(group))
    return base, "\u2029".join(s.text for s in states.theirs_said(group))


# -- boxes taken out ---------------------------------------------------------------------------


def _gone(box: str, states: States, made: BoxChanges) -> None:
    """A box that the document has no longer."""
    current = made.edits.current.get(box)
    if current is None:
        return
    leaf = states.sources.leaves.get(current.id)
    place = _box_place(states.sources, current.id)
    if leaf is not None and isinstance(leaf.block, Table) and leaf.block.remarks:
        made.conflicts.append(
            Conflict(id=current.id, place=place, base=current.text, mine=current.text, theirs="",
                     reason="this table was deleted, and its notes belong to it", hint=_BY_HAND)
        )  # fmt: skip
        return
    change = Change(kind="deleted", id=current.id, place=place, before=current.text, after="")
    if leaf is not None:
        made.dropped.append(leaf.id)
        made.changes.append(change)
        return
    splice = _unpulled(current.id.removesuffix(BOX), states.sources)
    if current.id.endswith(BOX) and splice is not None:
        made.splices.append(splice)
        made.changes.append(change)
        return
    made.conflicts.append(
        Conflict(id=current.id, place=place, base=current.text, mine=current.text, theirs="",
                 reason="this box was deleted, but is made from the publication's own settings",
                 hint=_BY_HAND)
    )  # fmt: skip


def _unpulled(identifier: str, sources: Sources) -> Splice | None:
    """The figure's attributes with ``pull=none``: it stays marked and draws no box."""
    leaf = _figure_leaf(sources, identifier)
    attributes = figure_attributes(leaf, identifier) if leaf else None
    source = sources.source(leaf.file) if leaf else None
    if attributes is None or source is None or leaf is None:
        return None
    node = attributes.node.get("pull")
    if node is None:
        end = source.lines.offset(attributes.span.line, attributes.span.column)
        end += attributes.span.length - 1
        return Splice(leaf.file, end, end, " pull=none") if source.text[end] == "}" else None
    start = source.lines.offset(node.span.line, node.span.column)
    return Splice(leaf.file, start, start + node.span.length, "none")


# -- patches -----------------------------------------------------------------------------------


def patch(states: States, made: BoxChanges) -> list[Conflict]:
    """Put what boxes say into the document's paragraphs; what cannot be placed is returned."""
    return [
        Conflict(
            id=one.id, place=one.place, base=one.before, mine=one.before, theirs=one.after,
            reason=reason, hint="make the box and the text say the same",
        )
        for one in made.patches
        if (reason := _patch_figure(states, one) if one.figure else _patch_words(states, one))
    ]  # fmt: skip


def _patch_figure(states: States, one: Patch) -> str:
    """The reason why the figure cannot be changed in the text, or an empty string."""
    home = next(
        (i for i, unit in enumerate(states.base) if one.figure in unit.said.ranges("metric")), -1
    )
    partners = states.to_theirs.of_base[home] if home >= 0 else []
    marked = [t for t in states.theirs if _sound(t, one.figure)]
    for their in marked:
        start, end = their.said.ranges("metric")[one.figure]
        words = their.said.text[start:end]
        if words == one.after:
            return ""
        if words == one.before:
            _put(their, start, end, one.after)
            return ""
        return f"the document's text says '{words}', its box '{one.after}'"
    for j in partners:
        their = states.theirs[j]
        places = find(one.before, their.said.text)
        if len(places) == 1:
            _put(their, *places[0], one.after)
            return ""
        if find(one.after, their.said.text):
            return ""
    return "a figure was changed in a box, but is not found in the document's text"


def _sound(their: Their, figure: str) -> bool:
    place = their.said.ranges("metric").get(figure)
    return place is not None and split_figure(their.said.text[slice(*place)]) is not None


def _put(their: Their, start: int, end: int, words: str) -> None:
    if not their.patched:
        their.was, their.patched = their.said.text, True
    their.said = their.said.put(start, end, words)


def _patch_words(states: States, one: Patch) -> str:
    source = states.sources.of_section(one.section)
    theirs = [
        their
        for j, their in enumerate(states.theirs)
        if any(
            source and states.base[i].record.source == source.file
            for i in states.to_theirs.of_other[j]
        )
    ]
    if any(find(one.after, their.said.text) for their in theirs):
        return ""
    places = [(t, *place) for t in theirs for place in find(one.before, t.said.text)]
    if len(places) != 1:
        return "words were changed in a box, but do not stand in the text just once"
    their, start, end = places[0]
    words = merged_text(one.before, their.said.text[start:end], one.after)
    if words is None:
        return "words were changed in a box and in the text"
    their.said = their.said.put(start, end, words)
    their.worded = True
    return ""
