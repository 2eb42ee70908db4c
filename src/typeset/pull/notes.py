"""Notes of the text: their marks where the document has them, new ones written in, others out.

The text of a note is merged like any paragraph's where it is written on its own
(``[^label]: …``). Here is what concerns its place: the reference, and notes that are written
where they are referred to (``^[…]``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field

from typeset.pull.plan import Change, Conflict, Place
from typeset.pull.rewrite import escaped
from typeset.pull.sources import Leaf, Sources
from typeset.pull.states import States, Their
from typeset.pull.tokens import NOTE, Token, source
from typeset.record import dataclass

HERE = "^["
_BY_HAND = "write the note by hand where its mark is to stand: ^[…]"


def is_here(written: str) -> bool:
    """Whether a reference holds its note itself."""
    return written.startswith(HERE)


def references(sources: Sources) -> dict[str, tuple[Leaf, Token]]:
    """By the note's id, where it is referred to."""
    return {
        token.name.removeprefix(NOTE): (leaf, token)
        for leaf in sources.leaves.values()
        for token in leaf.tokens
        if token.name.startswith(NOTE)
    }


def new_text(written: str, old: str, new: str) -> str | None:
    """A note in its reference, saying something else; None where its markup would be lost."""
    bare = written.strip()
    return f"{HERE}{escaped(new)}]" if bare == f"{HERE}{escaped(old)}]" else None


def with_references(
    texts: Mapping[str, str], edits: Mapping[tuple[str, str], str]
) -> dict[str, str]:
    """The files with references, each given with its file, replaced by what stands there now."""
    made = dict(texts)
    for (file, old), new in edits.items():
        if file in made:
            made[file] = _replaced(made[file], old, new)
    return made


def _replaced(text: str, old: str, new: str) -> str:
    """With a reference replaced; a label's definition is none."""
    pattern = re.escape(old) + ("" if is_here(old) else r"(?!:)")
    return re.sub(pattern, lambda _: new, text, count=1)


@dataclass(slots=True)
class NoteMarks:
    """Puts marks where the document has them; ``after`` is the content with its text merged."""

    states: States
    after: Sources
    texts: dict[str, str]
    edits: Mapping[tuple[str, str], str]  # references that were rewritten, by file and source
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Every paragraph of the document that refers to a note, and what lost its mark."""
        sources = self._sources()
        wanted = {their.place: [*self._wanted(their, sources)] for their in self.states.theirs}
        if not any(wanted.values()) and not sources:
            return
        edits: list[tuple[Leaf, list[Token]]] = []
        for their in self.states.theirs:
            edit = self._paragraph(their, wanted[their.place], frozenset(sources.values()))
            edits += [edit] if edit else []
        for leaf, tokens in sorted(edits, key=lambda edit: edit[0].start, reverse=True):
            text = self.texts[leaf.file]
            self.texts[leaf.file] = text[: leaf.start] + source(tokens) + text[leaf.end :]

    def _sources(self) -> dict[str, str]:
        """By the base's note ids, the reference as it is written in the content now."""
        written = references(self.states.sources)
        found: dict[str, str] = {}
        for group in self.states.groups:
            for i, k in zip(group.base, group.mine, strict=False):
                here = written.get(self.states.mine[k].record.id)
                if here is not None:
                    old = here[1].source.strip()
                    now = self.edits.get((here[0].file, old), old)
                    found |= {self.states.base[i].record.id: now} if now else {}
        return found

    def _wanted(self, their: Their, sources: Mapping[str, str]) -> Iterator[tuple[int, str]]:
        """The references of a paragraph of the document, by place."""
        shift = their.passage.text.find(their.said.text)
        for mark in their.passage.notes:
            known = [note for note in self._notes(mark.name) if note in sources]
            if known:
                yield mark.start - shift, sources[known[0]]
            elif text := self._fresh(mark.name):
                yield mark.start - shift, f"{HERE}{escaped(text)}]"
                self._tell(their, text)

    def _notes(self, key: str) -> Iterator[str]:
        """The base's ids of the note with this key in the document."""
        for group in self.states.groups:
            if any(their.passage.note == key for their in self._of(group.theirs)):
                yield from (self.states.base[i].record.id for i in group.base)

    def _fresh(self, key: str) -> str:
        """What a note says that was made in the document; empty for one of ours."""
        told = [p for p in self.states.edited.passages if p.note == key]
        if any(self._notes(key)):
            return ""
        return "".join(passage.text.strip() for passage in told)

    def _tell(self, their: Their, text: str) -> None:
        group = next(g for g in self.states.groups if their in self._of(g.theirs))
        leaves = [self.states.mine[k].leaf for k in group.mine]
        leaf = next((leaf for leaf in leaves if leaf is not None), None)
        place = Place(file=leaf.file, line=leaf.line) if leaf else Place(file="", line=1)
        self.changes.append(Change(kind="inserted", id="note", place=place, before="", after=text))
        self.expected.append(text)

    def _of(self, numbers: list[int]) -> list[Their]:
        return [self.states.theirs[j] for j in numbers]

    def _paragraph(
        self, their: Their, wanted: list[tuple[int, str]], known: frozenset[str]
    ) -> tuple[Leaf, list[Token]] | None:
        """The leaf that says what a paragraph says, with the references that this has."""
        homes = [leaf for leaf in self.after.leaves.values() if leaf.text == their.said.text]
        if len(homes) != 1:
            fresh = [written for _, written in wanted if written not in known]
            if fresh:
                self._conflict(their, fresh[0])
            return None
        tokens = homes[0].tokens
        present = [(at, t.source.strip()) for at, t in _placed(tokens) if t.name.startswith(NOTE)]
        if [p for p in present if p[1] in known] == wanted:
            return None
        bare = [t for t in tokens if not (t.name.startswith(NOTE) and t.source.strip() in known)]
        for at, written in reversed(wanted):
            bare.insert(_index(bare, at), Token("mark", written))
        return homes[0], bare

    def _conflict(self, their: Their, written: str) -> None:
        self.conflicts.append(
            Conflict(
                id="note", place=Place(file="publication.yaml", line=1), base="", mine="",
                theirs=written, hint=_BY_HAND,
                reason=f"a note was added to a paragraph that is not clear: '{their.said.text}'",
            )
        )  # fmt: skip


def _placed(tokens: tuple[Token, ...]) -> Iterator[tuple[int, Token]]:
    at = 0
    for token in tokens:
        yield at, token
        at += len(token.seen)


def _index(tokens: list[Token], at: int) -> int:
    """The token before which a reference stands: right behind what is seen before it."""
    seen = 0
    for n, token in enumerate(tokens):
        if token.seen:
            seen += len(token.seen)
            if seen >= at:
                return n + 1
    return len(tokens)
