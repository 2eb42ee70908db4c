"""The three-way merge as a whole: read, compare, merge, build the result to see that it holds.

The order is: what boxes say (values of the content, and figures, which are then changed in the
running text), the running text, the words that boxes draw from it. Every step starts from
content that was read anew. At the end the result is built once more; what it says must be
exactly what was meant, or nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import field

from typeset.diagnostics import BuildFailed, Diagnostic, Sink, Span
from typeset.docx.base import Snapshot, read_snapshot
from typeset.docx.passages import Edited, Revision
from typeset.docx.readback import accepted, read_docx
from typeset.docx.story import Decide
from typeset.project import Project
from typeset.pull.drawn import Drawn, drawn_words, find, followed
from typeset.pull.fields import field_changes
from typeset.pull.figures import box_changes, patch
from typeset.pull.flow import Flowed, flow
from typeset.pull.notes import NoteMarks, with_references
from typeset.pull.origins import Origins
from typeset.pull.overlay import Content, Overlay, read_content, read_text, written_back
from typeset.pull.plan import Change, Conflict, Note, Place, Plan
from typeset.pull.said import stem
from typeset.pull.scalars import Splice, spliced, splices
from typeset.pull.sources import Sources
from typeset.pull.states import NOTE, Group, States, gather, units
from typeset.record import dataclass

Undecided = Callable[[Revision], bool]
"""Whether a tracked change is still to be decided, and so goes to the review file."""


def pull(
    data: bytes,
    project: Project,
    *,
    decide: Decide = accepted,
    undecided: Undecided | None = None,
    base: Snapshot | None = None,
) -> Plan:
    """What the edits in a DOCX come to; nothing is written.

    ``base`` stands in for the snapshot in the file. Without either the content as it is now
    counts as what was edited.

    Raises:
        Unreadable: the bytes are no Word document that can be read safely.
        BuildFailed: the project itself has errors.
    """
    edited = read_docx(data, decide, base.looks if base else None)
    content = read_content(project)
    carried = base or (read_snapshot(edited.snapshot) if edited.snapshot else None)
    if carried is None:
        edited = read_docx(data, decide, content.snapshot.looks)
    work = _Pull(project, edited, carried or content.snapshot)
    if carried is None:
        work.warn("pull/no-base", _NO_BASE, _NO_BASE_HINT)
    work.run(content)
    return work.plan(undecided)


_NO_BASE = (
    "the file carries no base snapshot; it is compared with the content as it is now, so what "
    "the content gained since the file was made shows as deleted in it"
)
_NO_BASE_HINT = "name the state it was made from: --base FOLDER, REVISION or the DOCX as sent"


@dataclass(slots=True)
class _Pull:
    """One pull under way."""

    project: Project
    edited: Edited
    base: Snapshot
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    states: States | None = None

    def warn(self, code: str, message: str, hint: str = "") -> None:
        """Something the user should look at."""
        self.findings.append(Diagnostic(code, "warning", message, hint=hint))

    def run(self, before: Content) -> None:
        """All steps, as far as no conflict stands in the way."""
        states = self.states = self.gathered(before)
        boxes = box_changes(states, self.origins(before))
        self.changes += boxes.changes
        self.conflicts += boxes.conflicts
        fields_ = field_changes(states)
        self.changes += fields_.changes
        self.conflicts += fields_.conflicts
        self.texts = spliced(before.sources.texts, [*boxes.splices, *fields_.splices])
        content = self.read_again(before)
        if content is None:
            return
        states = self.gathered(content)
        self.conflicts += patch(states, boxes)
        flowed = flow(states, boxes)
        self.changes += flowed.changes
        self.conflicts += flowed.conflicts
        self.warn_of_looks(flowed)
        if self.conflicts:
            return
        self.texts |= flowed.texts
        self.texts = with_references(self.texts, flowed.notes)
        self.notes_placed(states, flowed)
        self.follow(content, flowed)
        if not self.conflicts and self.texts != dict(before.sources.texts):
            self.verify(states, flowed)

    def gathered(self, content: Content) -> States:
        """The three states, with this content as one of them."""
        return gather(self.base, content.snapshot, self.edited, content.sources)

    def origins(self, content: Content) -> Origins:
        """The sources of boxes' words."""
        return Origins(content.sources, content.manuscript.style.designs)

    def read_again(self, content: Content) -> Content | None:
        """The content with the edits so far; faults in it are conflicts."""
        if self.texts == dict(content.sources.texts):
            return content
        try:
            return read_content(Overlay(self.project, self.texts), compared=False)
        except BuildFailed as failure:
            self.fail(failure)
            return None

    def fail(self, failure: BuildFailed) -> None:
        """The merged content has errors that the content before had not."""
        for finding in failure.findings:
            if finding.severity == "error":
                place = Place(file=finding.span.file, line=finding.span.line)
                self.conflicts.append(
                    Conflict(
                        id=finding.code, place=place, base="", mine="", theirs="",
                        reason=f"the merged content would not hold: {finding.message}",
                        hint=finding.hint,
                    )
                )  # fmt: skip

    def notes_placed(self, states: States, flowed: Flowed) -> None:
        """Marks of notes to where the document has them, new notes with theirs."""
        if not any(p.notes for p in states.edited.passages) and not flowed.notes:
            return
        try:
            after = read_text(Overlay(self.project, self.texts))
        except BuildFailed as failure:
            self.fail(failure)
            return
        marks = NoteMarks(states, after, self.texts, flowed.notes)
        marks.run()
        self.changes += marks.changes
        self.conflicts += marks.conflicts
        flowed.expected.extend(marks.expected)

    # -- words that boxes draw from the text -------------------------------------------------

    def follow(self, before: Content, flowed: Flowed) -> None:
        """Change quotations and quoted figures where the text they repeat was changed."""
        try:
            after = read_text(Overlay(self.project, self.texts))
        except BuildFailed as failure:
            self.fail(failure)
            return
        designs = before.manuscript.style.designs
        verbatim = {name: design.verbatim for name, design in designs.items()}
        origins = Origins(after, designs)
        made: list[Splice] = []
        lines = {
            (d.section, d.part, d.words): d for d in drawn_words(before.sources, verbatim)
        }  # to tell of a box where it stands before the pull
        for drawn in drawn_words(after, verbatim):
            old = before.manuscript.publication.section(drawn.section)
            new = after.publication.section(drawn.section)
            if old is None or new is None or find(drawn.words, new.text()):
                continue
            if find(drawn.words, old.text()):
                told = lines.get((drawn.section, drawn.part, drawn.words), drawn)
                self.follow_one(drawn, told, before, flowed, origins, made)
        self.texts = spliced(self.texts, made)

    def follow_one(
        self,
        drawn: Drawn,
        told: Drawn,
        before: Content,
        flowed: Flowed,
        origins: Origins,
        made: list[Splice],
    ) -> None:
        """One quotation whose words are gone from the text; ``told`` is where it stood."""
        place = Place(file=told.file, line=told.line)
        words = self.words_now(drawn, before.sources, flowed)
        origin = origins.of(drawn.box, drawn.part)
        edits = None
        if words and origin is not None and origin.value is not None:
            joint = origin.value.joint
            written = words.replace("+", joint) if joint == " + " else words
            edits = splices(origin.value, written, self.texts[drawn.file])
        if words and edits is not None:
            made += edits
            self.changes.append(
                Change(kind="box", id=told.box, place=place, before=drawn.words, after=words)
            )
            return
        self.conflicts.append(
            Conflict(
                id=told.box, place=place, base=drawn.words, mine=drawn.words, theirs=words,
                reason="the text that this box repeats was changed or deleted",
                hint="change the box in the content, or the text back in the document",
            )
        )  # fmt: skip

    def words_now(self, drawn: Drawn, sources: Sources, flowed: Flowed) -> str:
        """What the words of a box have become in the text; empty where that is not clear."""
        source = sources.of_section(drawn.section)
        leaves = source.leaves if source else ()
        homes = [leaf for leaf in leaves if find(drawn.words, leaf.text)]
        if len(homes) != 1 or homes[0].id not in flowed.became:
            return ""
        return followed(drawn, homes[0].text, flowed.became[homes[0].id]) or ""

    # -- the proof -----------------------------------------------------------------------------

    def verify(self, states: States, flowed: Flowed) -> None:
        """Build the result: it must say what was meant, paragraph by paragraph."""
        try:
            result = read_content(Overlay(self.project, self.texts))
        except BuildFailed as failure:
            self.fail(failure)
            return
        said = units(result.snapshot, result.sources)
        found = [unit.text for unit in said]
        wrong = Counter(flowed.expected) - Counter(found), Counter(found) - Counter(flowed.expected)
        untouched = [u.text for u in states.base] == [u.text for u in states.mine]
        meant = [their.said.text for their in states.theirs if not their.passage.note]
        order = [unit.text for unit in said if unit.text and unit.record.kind != NOTE]
        if any(wrong) or (untouched and order != meant):
            missing = next(iter([*wrong[0], *wrong[1]]), "the order of paragraphs")
            self.conflicts.append(
                Conflict(
                    id="result", place=Place(file="publication.yaml", line=1), base="",
                    mine="", theirs=missing,
                    reason="the merged content would not say what the document says",
                    hint="make the last changes in the content by hand, then pull again",
                )
            )  # fmt: skip

    # -- findings and notes ----------------------------------------------------------------------

    def warn_of_looks(self, flowed: Flowed) -> None:
        """Formatting that has no markup, or was lost."""
        known = {mark.name for record in self.base.records for mark in record.marks}
        dropped = sorted({n for p in self.edited.passages for n in p.dropped} - known)
        if dropped:
            self.warn("pull/formatting", "formatting by hand was left out: " + ", ".join(dropped))
        if flowed.unformatted:
            count = flowed.unformatted
            self.warn(
                "pull/lost-formatting",
                f"{count} paragraph{'' if count == 1 else 's'} came back without anchor or "
                "formatting; bold and scripts were kept as they are",
            )

    def plan(self, undecided: Undecided | None) -> Plan:
        """What was found; new files only where nothing stands in the way."""
        files: dict[str, bytes] = {}
        if not self.conflicts and self.states is not None:
            files = dict(self.changed_files())
        return Plan(
            changes=tuple(self.changes),
            conflicts=tuple(self.conflicts),
            notes=tuple(self.notes(undecided)),
            findings=tuple(self.findings),
            files=files,
        )

    def changed_files(self) -> Iterator[tuple[str, bytes]]:
        """The bytes of every file that is to be written."""
        for file, text in sorted(self.texts.items()):
            old = self.project.read_text(file, Span(file), Sink())
            raw = self.project.read_bytes(file, Span(file), Sink())
            if old is not None and raw is not None and old != text:
                yield file, written_back(raw, old, text)

    def notes(self, undecided: Undecided | None) -> Iterator[Note]:
        """Comments, and tracked changes that nobody has decided."""
        states = self.states
        if states is None:
            return
        homes = {states.theirs[j].place: group for group in states.groups for j in group.theirs}
        for place, passage in enumerate(self.edited.passages):
            if not passage.remarks and not passage.revisions:
                continue
            identifier, where = note_place(states, homes.get(place), place)
            for remark in passage.remarks:
                yield Note(
                    kind="comment", id=identifier, place=where, author=remark.author,
                    date=remark.date, quote=remark.quote, text=remark.text,
                )  # fmt: skip
            for revision in passage.revisions:
                if undecided is not None and undecided(revision):
                    yield Note(
                        kind=revision.kind, id=identifier, place=where, author=revision.author,
                        date=revision.date, quote=revision.text, text="",
                    )  # fmt: skip


def note_place(states: States, group: Group | None, place: int) -> tuple[str, Place]:
    """The block a remark is on, and where that stands in the content."""
    units_ = [states.mine[k] for k in group.mine] if group else []
    for unit in units_:
        if unit.leaf:
            return unit.leaf.id, Place(file=unit.leaf.file, line=unit.leaf.line)
        if unit.section:
            span = unit.section.title_span
            return unit.record.id, Place(file=span.file, line=span.line)
    box = states.edited.passages[place].box
    anchors = {stem(a.name) for p in states.edited.passages if box and p.box == box
               for a in p.anchors}  # fmt: skip
    record = next((r for r in states.mine_boxes if stem(r.anchor) in anchors), None)
    leaf = states.sources.leaves.get(record.id) if record else None
    if leaf:
        return leaf.id, Place(file=leaf.file, line=leaf.line)
    source = record.source if record else "publication.yaml"
    return record.id if record else "", Place(file=source, line=1)
