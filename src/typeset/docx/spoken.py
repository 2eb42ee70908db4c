"""What a paragraph or a box says, as a reader of the file finds it: text with its marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from typeset.docx.anchors import PARAGRAPH
from typeset.docx.passages import Mark
from typeset.record import dataclass
from typeset.reflow import Framed, Para, ReRun


@dataclass(frozen=True, slots=True)
class Spoken:
    """Text with marks, as the base snapshot keeps it."""

    text: str
    marks: tuple[Mark, ...]


def spoken(para: Para) -> Spoken:
    """One paragraph; number plates and what else the engine made are no text."""
    said = [run.text + "\n" * run.line_break for run in para.runs if not run.made]
    return Spoken("".join(said), tuple(_ranges(para, 0)))


def spoken_box(box: Framed) -> Spoken:
    """All paragraphs of a box that hold text, in the order in which they stand in the file."""
    return spoken_all(_paragraphs(box))


def spoken_all(paragraphs: Iterable[Para]) -> Spoken:
    """The paragraphs that hold text, one after the other."""
    texts: list[str] = []
    marks: list[Mark] = []
    place = 0
    for para in paragraphs:
        if not any(run.text.strip() for run in para.runs):
            continue
        said = spoken(para).text
        marks += _ranges(para, place)
        texts.append(said)
        place += len(said) + 1
    return Spoken(PARAGRAPH.join(texts), tuple(marks))


def _paragraphs(box: Framed) -> Iterator[Para]:
    for row in box.rows:
        for cell in row.cells:
            for item in cell.content:
                if isinstance(item, Para) and any(run.text.strip() for run in item.runs):
                    yield item


def _ranges(para: Para, place: int) -> Iterable[Mark]:
    """The marks of a paragraph that begins at ``place``; neighbours of one name are one."""
    found: dict[str, list[Mark]] = {}
    for run in para.runs:
        if run.made:
            continue
        end = place + len(run.text) + run.line_break
        for name in _names(run, para):
            marks = found.setdefault(name, [])
            if marks and marks[-1].end == place:
                marks[-1] = Mark(name, marks[-1].start, end)
            elif end > place:
                marks.append(Mark(name, place, end))
        place = end
    return sorted((m for marks in found.values() for m in marks), key=_order)


def _order(mark: Mark) -> tuple[int, int, str]:
    return mark.start, -mark.end, mark.name


def _names(run: ReRun, para: Para) -> Iterator[str]:
    if run.role and run.role != para.role:
        yield run.role
    if run.script:
        yield run.script
    if run.emphasis_dots:
        yield "dots"
    if run.underline:
        yield "underline"
    for name, said in (("metric", run.anchor), ("link", run.link), ("part", run.part)):
        if said:
            yield f"{name}={said}"
