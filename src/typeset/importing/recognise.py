"""From bytes to a project: every step in a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import PurePath

from typeset.diagnostics import Diagnostic, Sink, Span
from typeset.importing import limits
from typeset.importing.ahead import looked_ahead
from typeset.importing.characters import settable
from typeset.importing.circular_write import circular_files
from typeset.importing.circulars import DraftCircular, circular_of
from typeset.importing.draft import drafted
from typeset.importing.encodings import what_it_is
from typeset.importing.fitting import Fit, fitted
from typeset.importing.headings import headed
from typeset.importing.joins import rejoin
from typeset.importing.leads import led
from typeset.importing.lists import listed
from typeset.importing.marked import read_marked
from typeset.importing.note_marks import is_running
from typeset.importing.pictures import FOLDER
from typeset.importing.plain import read_plain
from typeset.importing.repeats import kept_once
from typeset.importing.report import FILE, in_order, report
from typeset.importing.source import Entry, Item, Paragraph, Refused, Source
from typeset.importing.variants import mended
from typeset.importing.write import written
from typeset.record import dataclass

Step = Callable[[Sequence[Item]], tuple[tuple[Item, ...], tuple[Entry, ...]]]

MENDING: tuple[Step, ...] = (rejoin, kept_once, mended)
TELLING: tuple[Step, ...] = (headed, listed, led, looked_ahead)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A project to be written: bytes by path, ``sections`` counted, findings for the user."""

    files: dict[str, bytes]
    entries: tuple[Entry, ...]
    findings: tuple[Diagnostic, ...]
    sections: int
    circular: bool = False


def imported(data: bytes, name: str, fit: Fit | None = None) -> Imported:
    """The project made of a file; ``name`` is what the user calls it.

    ``fit`` says which titles the layout had no room for, from an earlier call.

    Raises:
        Refused: the file cannot be read, holds no text, or is too large.
    """
    fit = fit or Fit()
    source = whole(read(data, name))
    if fit.circular and (circular := circular_of(source)):
        return _as_circular(source, circular)
    source = told(source)
    draft, decided = drafted(source)
    draft, style, given_way = fitted(draft, fit)
    files = written(draft, source.pictures, source.notes)
    entries = in_order((*source.entries, *decided, *given_way, *files.entries))
    pictures = _pictures(source)
    content = {path: text.encode() for path, text in files.files.items()} | pictures
    if style:
        content["style.yaml"] = style.encode()
    content[FILE] = report(source, entries, sorted(pictures)).encode()
    return Imported(
        files=content,
        entries=tuple(entries),
        findings=_findings(source, entries),
        sections=len(draft.sections),
    )


def read(data: bytes, name: str) -> Source:
    """The file by its suffix, its kind checked by what it holds."""
    suffix = PurePath(name).suffix.lower()
    if suffix == ".docx":
        from typeset.importing.word import read_word  # noqa: PLC0415 - lxml, and only for this

        return read_word(data, name)
    if suffix in (".md", ".markdown"):
        return read_marked(data, name)
    if suffix in (".txt", ".text"):
        return read_plain(data, name)
    what = f" ({other})" if (other := what_it_is(data)) else ""
    raise Refused(
        "import/kind", f"'{name}' is no .docx, .md or .txt{what}", "save it as one of these"
    )


def recognised(source: Source) -> Source:
    """The source with all that can be told of its text, and entries of what was done."""
    return told(whole(source))


def whole(source: Source) -> Source:
    """The source with what was cut, doubled or mistyped mended."""
    items, entries = settable(source.items, source.file)
    found = [*source.entries, *entries]
    items = tuple(item for item in items if not isinstance(item, Paragraph) or item.text.strip())
    _check_size(items, source.file)
    notes = tuple(i for i in items if isinstance(i, Paragraph) and i.note)
    items = tuple(filter(is_running, items))
    items, done = _after(MENDING, items)
    found += done
    said, entries = mended(notes)
    notes = tuple(note for note in said if isinstance(note, Paragraph))
    return replace(source, items=items, notes=notes, entries=(*found, *entries))


def told(source: Source) -> Source:
    """The source with its headings, lists and leads told from text."""
    items, entries = _after(TELLING, source.items)
    return replace(source, items=items, entries=(*source.entries, *entries))


def _after(steps: Sequence[Step], items: tuple[Item, ...]) -> tuple[tuple[Item, ...], list[Entry]]:
    found: list[Entry] = []
    for step in steps:
        items, entries = step(items)
        found += entries
    return items, found


def _as_circular(source: Source, circular: DraftCircular) -> Imported:
    """The project of an official circular."""
    entries = in_order((*source.entries, *circular.entries))
    files = circular_files(circular) | {FILE: report(source, entries, ())}
    return Imported(
        files={path: text.encode() for path, text in files.items()},
        entries=tuple(entries),
        findings=_findings(source, entries),
        sections=1,
        circular=True,
    )


def _check_size(items: Sequence[Item], name: str) -> None:
    texts = [item for item in items if isinstance(item, Paragraph)]
    if not items:
        raise Refused("import/empty", f"'{name}' holds no text")
    if len(texts) > limits.MAX_PARAGRAPHS:
        most = f"{limits.MAX_PARAGRAPHS:,}"
        raise Refused("import/too-large", f"'{name}' has {len(texts):,} paragraphs, over {most}")
    if sum(len(item.text) for item in texts) * 3 > limits.MAX_TEXT_BYTES:
        most = f"{limits.MAX_TEXT_BYTES // 1024 // 1024} MB of text"
        raise Refused("import/too-large", f"'{name}' holds more than {most}", "import it in parts")
    for item in texts:
        if len(item.text) > limits.MAX_PARAGRAPH:
            raise Refused(
                "import/too-large",
                f"'{name}': {item.place} is a paragraph of {len(item.text):,} characters; "
                f"{limits.MAX_PARAGRAPH:,} is the most",
                "part it with empty lines",
            )


def _pictures(source: Source) -> dict[str, bytes]:
    return {f"{FOLDER}/{picture.name}": picture.data for picture in source.pictures}


def _findings(source: Source, entries: Sequence[Entry]) -> tuple[Diagnostic, ...]:
    """What the command says: the encoding, what was left out, how much there is to look at."""
    sink, at = Sink(), Span(source.file)
    if source.encoding:
        sink.warn("import/encoding", f"read as {source.encoding}; texts of a project are UTF-8", at)
    left: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.state == "left out":
            left.setdefault(entry.what, []).append(entry)
    for what, every in left.items():
        first = every[0]
        place = Span(source.file, first.place.number if first.place.unit == "line" else 1)
        more = f", and {len(every) - 1} more" if len(every) > 1 else ""
        sink.warn(
            "import/left-out", f"{what}: {first.why} ({first.place}{more})", place, f"see {FILE}"
        )
    count = sum(1 for entry in entries if entry.state == "proposed")
    if count:
        what = f"{count} place{'s' if count > 1 else ''} to judge"
        sink.findings.append(Diagnostic("import/proposed", "note", what, at, f"see {FILE}"))
    return tuple(sink.findings)
