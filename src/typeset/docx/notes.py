"""Footnotes and endnotes as Word has them: parts of their own, numbered by the office.

python-docx has none, so the parts are written here. What the style puts in the margin is a
footnote too: Word has no notes there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from typeset.docx.xml import element, ordered, root, value
from typeset.record import dataclass
from typeset.reflow import Para, ReNote
from typeset.style.resolved import NoteRules

SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))
_FORMATS = {"circled": "decimalEnclosedCircleChinese", "plain": "decimal", "bracket": "decimal"}
_RESTARTS = {"page": "eachPage", "section": "eachSect", "publication": "continuous"}

WritePara = Callable[[Para, Callable[[str], str]], str]
"""Writes a paragraph; the function given is put around its runs."""


def are_endnotes(rules: NoteRules) -> bool:
    """Whether notes stand at an end: of their section, or of everything."""
    return rules.place in ("section-end", "end")


@dataclass(slots=True)
class Notes:
    """The notes referred to so far, in the order of their marks; ids count from 1."""

    rules: NoteRules
    found: list[ReNote] = field(default_factory=list)
    at_section: int = 0  # how many there were when the section of the publication began
    at_break: int = 0  # and when the last section of Word ended

    @property
    def kind(self) -> str:
        """``footnote`` or ``endnote``."""
        return "endnote" if are_endnotes(self.rules) else "footnote"

    def reference(self, note: ReNote, properties: str) -> str:
        """The runs of a reference, in the named style of ``properties``."""
        self.found.append(note)
        mark = element(f"w:{self.kind}Reference", {"w:id": len(self.found)})
        return self._bracketed(f"<w:r>{properties}{mark}</w:r>", properties)

    def section_begins(self) -> None:
        """A section of the publication begins."""
        self.at_section = len(self.found)

    def _bracketed(self, run: str, properties: str) -> str:
        """Word numbers without brackets; these stand beside the number in its own style."""
        if self.rules.numbers != "bracket":
            return run
        return f"<w:r>{properties}<w:t>[</w:t></w:r>{run}<w:r>{properties}<w:t>]</w:t></w:r>"

    def part(self, write: WritePara, properties: str) -> bytes:
        """``footnotes.xml`` or ``endnotes.xml``; ``properties`` name the style of marks."""
        notes = [self._separator(number, kind) for number, kind in SEPARATORS]
        notes += [
            element(
                f"w:{self.kind}",
                {"w:id": number},
                *(
                    write(para, self._lead("", properties) if at else self._mark(properties))
                    for at, para in enumerate(note.paragraphs)
                ),
            )
            for number, note in enumerate(self.found, 1)
        ]
        return root(f"w:{self.kind}s", "w r", {}, *notes)

    def _separator(self, number: int, kind: str) -> str:
        spacing = element("w:spacing", {"w:after": 0, "w:line": 240, "w:lineRule": "auto"})
        content = f"<w:p><w:pPr>{spacing}</w:pPr><w:r><w:{kind}/></w:r></w:p>"
        return element(f"w:{self.kind}", {"w:type": kind, "w:id": number}, content)

    def _mark(self, properties: str) -> Callable[[str], str]:
        """The mark before a note's text, and the white behind it."""
        ref = self._bracketed(f"<w:r>{properties}<w:{self.kind}Ref/></w:r>", properties)
        return self._lead(ref, properties)

    def _lead(self, ref: str, properties: str) -> Callable[[str], str]:
        """What brings a paragraph's first line to where its others begin."""
        return lambda runs: f"{ref}<w:r>{properties}<w:tab/></w:r>{runs}"


def note_settings(rules: NoteRules) -> dict[str, str]:
    """``w:footnotePr`` or ``w:endnotePr`` of the settings, by its name."""
    kind = "endnote" if are_endnotes(rules) else "footnote"
    separators = "".join(element(f"w:{kind}", {"w:id": number}) for number, _ in SEPARATORS)
    return {f"{kind}Pr": element(f"w:{kind}Pr", None, _numbered(rules), separators)}


def section_notes(notes: Notes, *, ends: bool) -> dict[str, str]:
    """What a section says of its notes, by name; ``ends``: the publication's section ends too.

    Sections of Word are cut finer than those of the publication, so each says with which
    number it begins, and those inside hand their endnotes on.
    """
    rules = notes.rules
    if not notes.found:
        return {}
    start = None
    if rules.restart == "section":
        start = max(0, notes.at_break - notes.at_section) + 1
    notes.at_break = len(notes.found)
    # LibreOffice 7.4 loses marks where a section asks for numbers by the page: the settings do
    numbers = _numbered(rules, start, restarts=rules.restart != "page")
    children = {f"{notes.kind}Pr": element(f"w:{notes.kind}Pr", None, numbers)}
    if rules.place == "section-end" and not ends:
        children["noEndnote"] = "<w:noEndnote/>"
    return children


def _numbered(rules: NoteRules, start: int | None = None, *, restarts: bool = True) -> str:
    place = {"section-end": "sectEnd", "end": "docEnd"}.get(rules.place, "pageBottom")
    children = {
        "pos": value("pos", place),
        "numFmt": value("numFmt", _FORMATS[rules.numbers]),
        "numStart": "" if start is None else value("numStart", start),
        "numRestart": value("numRestart", _RESTARTS[rules.restart]) if restarts else "",
    }
    return ordered("notePr", children, wrap=False)
