"""First step: a paragraph's runs become clusters, each with its look and its class.

Run boundaries end here: classes, breaks and spacing see one text, whatever markup cuts it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace

from typeset.color import Color
from typeset.diagnostics import NOWHERE, Span
from typeset.display import Stance
from typeset.flow import Kern, LineBreak, PageList, PageRef, Run, TextRun, is_apart
from typeset.record import dataclass
from typeset.scripts.classes import Clusters, Script, clusters
from typeset.style.resolved import FaceChoice, Role, Slot

_OBJECT = "\ufffc"  # stands for a fixed white in the text while it is classified


@dataclass(frozen=True, slots=True)
class Look:
    """How a stretch of text looks. ``size`` and ``rise`` are points."""

    role: Role
    size: float
    color: Color
    rise: float
    keep: bool
    span: Span
    language: str = ""  # of the run where it is not the text's
    note: bool = False
    gaps: bool = True
    run: TextRun | None = None  # where it asks for marks beside it, or for a cell
    stance: Stance = ""  # in vertical lines
    names: str = ""  # the note whose mark it is
    element: int = -1  # number of the run among those that are elements of their own
    marks: tuple[str, ...] = ()  # of the index

    def choice(self, slot: Slot) -> FaceChoice:
        """The face asked for in a slot; a role without a Latin face takes its Han face."""
        faces = self.role.faces
        choice = faces[slot] if slot in faces else faces["han"]
        return replace(choice, language=self.language) if self.language else choice

    @property
    def features(self) -> tuple[str, ...]:
        """OpenType features the role switches on (``-kern`` switches one off)."""
        return (*self.role.features, "vert") if self.stance == "upright" else self.role.features


@dataclass(slots=True)
class Stretch:
    """Clusters ``first`` to ``last`` (not included) that share a look.

    ``kern`` is the width of a fixed white, which is one cluster without characters.
    """

    first: int
    last: int
    look: Look
    offset: int  # of the first cluster's first character in its run
    kern: float | None = None


@dataclass(slots=True)
class Itemized:
    """The text of one forced line's worth of runs (a whole paragraph, if none is forced).

    In vertical lines ``cells`` are clusters whose characters stand side by side, and
    ``upright`` the classes that upright Western signs had before they counted as full-width.
    """

    text: Clusters
    stretches: list[Stretch]
    cells: set[int] = field(default_factory=set)
    upright: dict[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.text.texts)

    @property
    def written(self) -> str:
        """The classes of what is written, however it stands."""
        if not self.upright:
            return self.text.classes
        classes = self.text.classes
        return "".join(self.upright.get(at, letter) for at, letter in enumerate(classes))

    def place(self, cluster: int, length: int = 1) -> Span:
        """Where in the source a cluster was written."""
        for stretch in reversed(self.stretches):
            if stretch.first <= cluster:
                start = self.text.starts
                inside = stretch.offset + start[cluster] - start[stretch.first]
                span = stretch.look.span
                return span if span == NOWHERE else span.at(inside, length)
        return NOWHERE


def forced_lines(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs between forced line ends."""
    out: list[list[Run]] = [[]]
    for run in runs:
        if isinstance(run, LineBreak):
            out.append([])
        else:
            out[-1].append(run)
    return out


def itemize(
    runs: Sequence[Run],
    role: Role,
    roles: Mapping[str, Role],
    script: Script,
    page_of: Callable[[PageRef], str],
    elements: int = 0,
) -> Itemized:
    """Join the runs' text, cut it into clusters, and note which look each has.

    ``page_of`` gives the text of a page reference; ``elements`` of the paragraph's runs that
    are elements of their own stand before these.
    """
    pieces, looks = [], []
    for run in runs:
        characters = _characters(run, page_of)
        look = _look(run, role, roles)
        if is_apart(run):
            look, elements = replace(look, element=elements), elements + 1
        if characters:
            pieces.append(characters)
            looks.append((look, run.width if isinstance(run, Kern) else None))
    text = clusters("".join(pieces), script)
    stretches = _stretches(text, pieces, looks)
    _mark_notes(text, stretches)
    _hide_objects(text, stretches)
    return Itemized(text, stretches)


def _characters(run: Run, page_of: Callable[[PageRef], str]) -> str:
    match run:
        case TextRun():
            return run.text
        case Kern():
            return _OBJECT
        case PageRef():
            return run.template.format(page=page_of(run))
        case LineBreak() | PageList():  # taken out by forced_lines, and by the page maker
            return ""


def _look(run: Run, role: Role, roles: Mapping[str, Role]) -> Look:
    match run:
        case TextRun():
            own = roles[run.role]
            size = own.size if run.size is None else run.size
            color = own.color if run.color is None else run.color
            return Look(
                own, size, color, run.rise, run.keep, run.span,
                run.language, run.note, run.autospace, run if run.beside or run.tcy else None,
                names=run.names, marks=run.marks,
            )  # fmt: skip
        case PageRef():
            own = roles[run.role]
            return Look(own, own.size, own.color, 0.0, keep=True, span=run.span)
        case Kern() | LineBreak() | PageList():
            return Look(role, role.size, role.color, 0.0, keep=False, span=NOWHERE)


def _stretches(
    text: Clusters, pieces: list[str], looks: list[tuple[Look, float | None]]
) -> list[Stretch]:
    """Each look's clusters; a cluster that reaches over a boundary has the first look."""
    out: list[Stretch] = []
    starts, total, at, cluster = text.starts, len(text.texts), 0, 0
    for piece, (look, kern) in zip(pieces, looks, strict=True):
        begin, at = at, at + len(piece)
        first = cluster
        if total == len(text.flat) and starts[-1] == total - 1:
            cluster = min(at, total)
        else:
            while cluster < total and starts[cluster] < at:
                cluster += 1
        if cluster > first:
            out.append(Stretch(first, cluster, look, starts[first] - begin, kern))
    return out


def _mark_notes(text: Clusters, stretches: list[Stretch]) -> None:
    """The reference of a note has a class of its own, ``r`` (CL-UB-11)."""
    for stretch in stretches:
        if stretch.look.note:
            marks = "r" * (stretch.last - stretch.first)
            text.classes = text.classes[: stretch.first] + marks + text.classes[stretch.last :]


def _hide_objects(text: Clusters, stretches: list[Stretch]) -> None:
    """A fixed white has no characters and a class of its own, ``J``."""
    for stretch in stretches:
        if stretch.kern is not None:
            at = stretch.first
            text.texts[at] = ""
            text.classes = text.classes[:at] + "J" + text.classes[at + 1 :]
