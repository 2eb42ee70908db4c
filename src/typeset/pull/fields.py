"""Edits of a circular's fields in Word (发文字号, 标题, 主送 …), brought home to their YAML values.

A circular's head and closing are paragraphs whose words are values of ``publication.yaml``, and
what the engine sets between them. An edit that lies within one value changes that value; one
that reaches over two, or touches what the engine made of a value, is left for the author.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, fields

from typeset.diagnostics import Sink
from typeset.model.circular import Circular, Said
from typeset.model.nodes import Mapping, Node, Scalar, Sequence
from typeset.pull.plan import Change, Conflict, Place
from typeset.pull.scalars import Splice, Value, splices
from typeset.pull.sources import PUBLICATION, Sources
from typeset.pull.states import Group, States, Unit
from typeset.reading.circular_specs import (
    CircularSpec,
    EnclosureSpec,
    PrintSpec,
    SignSpec,
)
from typeset.reading.yaml_nodes import read_yaml
from typeset.record import dataclass

Path = tuple[str | int, ...]
_JOINTS = {"to": "，", "cc": "，", "present": "、", "excused": "、", "observers": "、"}
_TAIL = ("to", "cc", "print.org", "print.date")
_REASON = "this is no single value of the circular's fields"
_HINT = "change it in publication.yaml by hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A value as it is printed: its keys, and its words."""

    path: Path
    text: str

    @property
    def joint(self) -> str:
        """What stands between the items where the value is a list that is set as one text."""
        return _JOINTS.get(str(self.path[0]), "\n")


@dataclass(slots=True)
class FieldChanges:
    """What the edits of fields come to."""

    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    splices: list[Splice] = field(default_factory=list)
    wanted: dict[Path, str] = field(default_factory=dict)


def field_changes(states: States) -> FieldChanges:
    """Every field that the document says anew; none where the publication is no circular."""
    made = FieldChanges()
    circular = states.sources.publication.circular
    if circular is None:
        return made
    for group in states.groups:
        if len(group.base) == len(group.theirs) == len(group.mine) == 1:
            _one(states, group, circular, made)
    return made


def _one(states: States, group: Group, circular: Circular, made: FieldChanges) -> None:
    unit = states.mine[group.mine[0]]
    if unit.leaf or unit.section or unit.record.source != PUBLICATION:
        return
    base, mine = flat(states.base[group.base[0]].text), flat(unit.text)
    theirs = flat(states.theirs[group.theirs[0]].said.text)
    if theirs in (base, mine) or base != mine:
        return  # both changed it: the running text's own conflict
    found = edited(base, theirs, list(_standing(mine, candidates(unit.record.id, circular))))
    if found is None:
        return
    one, new = found
    place = Place(file=PUBLICATION, line=1)
    if made.wanted.setdefault(one.path, new) != new:
        made.conflicts.append(_conflict(unit, place, theirs, "the document says two things of it"))
        return
    target = value_of(states.sources, one.path, one.joint)
    written = _spelled(target, one.text, new) if target else ""
    changes = splices(target, written, states.sources.texts[PUBLICATION]) if target else None
    if target is None or not new.strip() or changes is None:
        made.conflicts.append(_conflict(unit, place, theirs, _REASON))
        return
    if set(changes) <= set(made.splices):
        return
    made.splices += changes
    at = Place(file=PUBLICATION, line=target.line)
    name = ".".join(str(step) for step in one.path)
    made.changes.append(Change(kind="changed", id=name, place=at, before=one.text, after=new))


def _conflict(unit: Unit, place: Place, theirs: str, reason: str) -> Conflict:
    return Conflict(id=unit.record.id, place=place, base=unit.text, mine=unit.text, theirs=theirs,
                    reason=reason, hint=_HINT)  # fmt: skip


def flat(text: str) -> str:
    """A text without the line ends that a title is given."""
    return text.replace("\n", "")


# -- which value ------------------------------------------------------------------------------


def candidates(record: str, circular: Circular) -> Iterator[Field]:
    """The values that may stand in a paragraph of this id."""
    part, *counted = record.split("-")
    place = int(counted[0]) - 1 if counted and counted[0].isdigit() else -1
    match part:
        case "head" | "mark":
            yield from _head(circular)
        case "closing":
            yield from _several("sign", "issuer", circular.signs, circular)
            if circular.office:
                yield Field(path=("sign", "office"), text=circular.office.text)
            yield from _plain(circular, "date", "note")
        case "enclosure" | "enclosed" if 0 <= place < len(circular.enclosures):
            title = circular.enclosures[place].title
            yield Field(path=("attachments", place, "title"), text=title.text)
        case "attendance":
            yield from _plain(circular, "present", "excused", "observers")
        case _:
            yield from _plain(circular, *(("to",) if record == "to" else ()))


def _head(circular: Circular) -> Iterator[Field]:
    yield from _plain(circular, "title", "number", "date", "serial", "secrecy", "urgency", "mark")
    yield from _several("signers", "signers", circular.signers, circular)
    yield from _several("issuer", "issuer", circular.issuers, circular)


def _plain(circular: Circular, *names: str) -> Iterator[Field]:
    for name in names:
        said = getattr(circular, name)
        if isinstance(said, Said) and said:
            yield Field(path=(name,), text=said.text)


def _several(
    name: str, stand_in: str, texts: tuple[Said, ...], circular: Circular
) -> Iterator[Field]:
    """Each text of a list; signatures that are not written are the issuers' names."""
    own = stand_in if name == "sign" and texts == circular.issuers else name
    for place, said in enumerate(texts):
        yield Field(path=(own, place), text=said.text)


def _standing(text: str, among: Iterator[Field]) -> Iterator[tuple[int, Field]]:
    """Which values stand where in a paragraph's words, from the left, the longest first."""
    left = sorted(among, key=lambda one: -len(one.text))
    place = 0
    while place < len(text):
        found = next((one for one in left if text.startswith(one.text, place)), None)
        if found is None:
            place += 1
            continue
        yield place, found
        left.remove(found)
        place += len(found.text)


def edited(base: str, theirs: str, standing: list[tuple[int, Field]]) -> tuple[Field, str] | None:
    """The value within which all of an edit lies, and what it is now."""
    same = next((n for n, (a, b) in enumerate(zip(base, theirs, strict=False)) if a != b), None)
    head = min(len(base), len(theirs)) if same is None else same
    most = min(len(base), len(theirs)) - head
    tail = next((n for n in range(most) if base[-1 - n] != theirs[-1 - n]), most)
    for start, one in standing:
        end = start + len(one.text)
        if start <= head and len(base) - tail <= end:
            return one, base[start:head] + theirs[head : len(theirs) - tail] + base[
                len(base) - tail : end
            ]
    return None


# -- where it is written -------------------------------------------------------------------------


def value_of(sources: Sources, path: Path, joint: str) -> Value | None:
    """The YAML value at keys, each in any of its names."""
    node: Node | None = read_yaml(sources.texts[PUBLICATION], PUBLICATION, Sink())
    specs: type | None = CircularSpec
    for step in path:
        if isinstance(node, Scalar):
            break  # a single one, or a bare title, stands without its list or key
        if isinstance(step, int):
            node = node.items[step] if isinstance(node, Sequence) else node
            continue
        node = _named(node, step, specs)
        specs = {"attachments": EnclosureSpec, "print": PrintSpec, "sign": SignSpec}.get(step)
    if isinstance(node, Scalar | Sequence):
        return Value(
            file=PUBLICATION, node=node, joint=joint if isinstance(node, Sequence) else "\n"
        )
    return None


def _named(node: Node | None, name: str, spec: type | None) -> Node | None:
    if not isinstance(node, Mapping) or spec is None:
        return None
    own = next((f for f in fields(spec) if f.name.rstrip("_") == name), None)
    names = (name, *(own.metadata.get("aliases", ()) if own else ()))
    return next((found for key in names if (found := node.get(key)) is not None), None)


def _spelled(value: Value, printed: str, new: str) -> str:
    """The new words as the author wrote the old ones: with his own brackets and colon."""
    node = value.node
    if isinstance(node, Scalar) and printed in node.text:
        return node.text.replace(printed, new, 1)
    return new


def tail_value(sources: Sources, name: str) -> Value | None:
    """The value of a part of 版记."""
    path = tuple(name.split("."))
    return value_of(sources, path, _JOINTS.get(path[0], "\n")) if name in _TAIL else None
