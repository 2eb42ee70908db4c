"""A draft as the files of a project."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from typeset.importing.draft import Draft, DraftSection
from typeset.importing.figures import Headline, headlines, ranked
from typeset.importing.front import Front
from typeset.importing.markup import escaped, paragraph
from typeset.importing.note_marks import numbered, without_marks
from typeset.importing.notes import Placed, by_number, told
from typeset.importing.numbering import item_number
from typeset.importing.pictures import Pictures
from typeset.importing.source import Entry, Item, Paragraph, Picture, Table
from typeset.importing.tables import pipe_table
from typeset.record import dataclass

_PLAIN = re.compile(
    r"[\w\u4e00-\u9fff“”（）《》〈〉—、，。！？·…；〔〕【】]+(?: [\w\u4e00-\u9fff]+)*"
)
_TYPED = re.compile(r"(?i)[-+.\d_:eEoxXa-fA-F]*|true|false|yes|no|on|off|null|y|n|~")
_LAST = 10**9  # after every place


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a project by their paths in it, and what was marked in writing them."""

    files: dict[str, str]
    entries: tuple[Entry, ...]


def written(
    draft: Draft, pictures: Sequence[Picture] = (), notes: Sequence[Paragraph] = ()
) -> Written:
    """``publication.yaml`` and ``sections/section-NN.md``, pictures and ``notes`` where cited."""
    width = max(2, len(str(len(draft.sections))))
    files: dict[str, str] = {}
    entries: list[Entry] = []
    found: list[tuple[str, Headline]] = []
    shown, placed = Pictures(list(pictures), entries), Placed(by_number(notes))
    ends = [section.place.number for section in draft.sections[1:]] + [_LAST]
    for number, (section, end) in enumerate(zip(draft.sections, ends, strict=True), 1):
        name = f"section-{number:0{width}}"
        text = _section(section, end, shown, found, name)
        files[f"sections/{name}.md"] = placed.section(text)
    last = max(files)
    for note in placed.left():
        files[last] += f"\n{numbered(paragraph(note.runs))}\n"
        entries.append(told(note))
    files["publication.yaml"] = _publication(draft.front, found)
    return Written(dict(sorted(files.items())), tuple(entries))


def scalar(text: str) -> str:
    """A text as YAML: plain where that cannot be misread, else in quotation marks."""
    if _PLAIN.fullmatch(text) and not _TYPED.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def _publication(front: Front, found: Sequence[tuple[str, Headline]]) -> str:
    lines = ["# Written by 'typeset import'; what was done and is proposed is in REPAIRS.md."]
    keys = ("title", "slogan", "subtitle", "issuer")
    said = {key: without_marks(getattr(front, key)) for key in keys}
    lines += [f"{key}: {scalar(text)}" for key, text in said.items() if text]
    if front.date:
        lines.append(f"date: {front.date}")
    lines.append("language: zh-Hans-CN")
    chosen = ranked(found)
    if len(chosen) > 1:
        lines += ["", "# Figures for page 1, proposed: take the '# ' away to have them drawn."]
        lines.append("# dashboard:")
        lines += [f"#   - {_entry_of(section, figure)}" for section, figure in chosen]
    return "\n".join(lines) + "\n"


def _entry_of(section: str, figure: Headline) -> str:
    value, label = scalar(figure.text), scalar(without_marks(figure.label))
    return f"{{value: {value}, label: {label}, from: {section}}}"


def _section(
    section: DraftSection,
    end: int,
    pictures: Pictures,
    found: list[tuple[str, Headline]],
    name: str,
) -> str:
    head = ["---", f"title: {scalar(without_marks(section.title))}"]
    if section.number:
        number = section.number
        head.append(f"number: {number if number.isdecimal() else scalar(number)}")
    if section.layout:
        head.append(f"layout: {section.layout}")
    head.append("---")
    blocks = [text for text in _blocks(section.items, end, pictures, found, name) if text]
    return "\n".join(head) + "\n\n" + "\n\n".join(blocks) + "\n"


def _blocks(
    items: Sequence[Item],
    end_place: int,
    pictures: Pictures,
    found: list[tuple[str, Headline]],
    name: str,
) -> Iterator[str]:
    """Items as Markdown blocks; neighbours of one list are one block.

    ``end_place`` is where the next section begins: pictures before it belong to this one.
    """
    at, entries = 0, pictures.entries
    while at < len(items) or pictures.are_before(end_place):
        place = items[at].place.number if at < len(items) else end_place
        shown, at = pictures.before(place, items, at)
        yield from shown
        if shown or at >= len(items):
            continue
        item = items[at]
        if isinstance(item, Table):
            yield numbered(pipe_table(item))
            at += 1
            continue
        end = _list_end(items, at)
        if end > at:
            yield _list([i for i in items[at:end] if isinstance(i, Paragraph)])
            at = end
            continue
        yield _block(item, entries, found, name)
        at += 1


def _block(
    item: Paragraph, entries: list[Entry], found: list[tuple[str, Headline]], name: str
) -> str:
    if item.form == "heading":
        return "#" * item.level + " " + _one_line(item)
    if item.form == "quote":
        return "\n".join(f"> {line}" for line in paragraph(item.runs).split("\n"))
    every = list(headlines(item))
    sure = [figure for figure in every if figure.sure]
    entries += (_figure(item, figure) for figure in every)
    found += ((name, figure) for figure in sure)
    return paragraph(item.runs, sure)


def _one_line(item: Paragraph) -> str:
    text = " ".join(item.text.split())
    return escaped(text) if text else ""


def _figure(item: Paragraph, figure: Headline) -> Entry:
    tail = item.text[max(0, figure.start - 6) : figure.start]
    return Entry(
        state="marked" if figure.sure else "proposed",
        what="Figure marked" if figure.sure else "Figure to be marked",
        why="it looks like a headline figure; its label is taken from its clause"
        if figure.sure
        else "it may be a headline figure; say what it counts",
        place=item.place,
        before=f"{tail}{figure.text}",
        after=f"{tail}{figure.markup}",
    )


# -- lists --------------------------------------------------------------------------------------


def _list_end(items: Sequence[Item], at: int) -> int:
    """Where the list ends that begins at ``at``; ``at`` itself if none does."""
    first = items[at]
    if not isinstance(first, Paragraph) or first.form != "item":
        return at
    end, ordered = at, _is_ordered(first)
    for number, item in enumerate(items[at:], 1):
        if not isinstance(item, Paragraph) or item.form != "item":
            break
        if _is_ordered(item) != ordered or (ordered and item.marker != f"{number}."):
            break
        end += 1
    return end


def _is_ordered(item: Paragraph) -> bool:
    return item_number(f"{item.marker} x") is not None


def _list(items: Sequence[Paragraph]) -> str:
    return "\n".join(
        f"{item.marker if _is_ordered(item) else '-'} "
        + paragraph(item.runs).replace("\n", "\n   ")
        for item in items
    )
