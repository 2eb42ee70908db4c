"""What a circular attaches: found, read, and held against the note that names it (7.3.4, 7.3.7).

An attachment is one of our publications (a folder), a text in Markdown, or any PDF. It may lie
outside the circular's folder, as the publication does that is issued with it. What the
attachment says of itself must be what the circular says of it; where it is not, that is an
error at both places.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Literal

from typeset.diagnostics import BuildFailed, Sink, Span
from typeset.geometry import MM
from typeset.model.circular import Attach, Circular, Enclosure
from typeset.model.publication import Publication
from typeset.pipeline import Manuscript, Run, load
from typeset.preflight.attachable import pages_of
from typeset.preflight.opening import Unreadable
from typeset.project import Project
from typeset.record import dataclass
from typeset.style.direction import is_vertical
from typeset.style.gbt9704 import clause, value

Kind = Literal["publication", "text", "pdf"]
_PUBLICATION = "publication.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An attachment that was found; ``manuscript`` of a publication, ``data`` of a PDF."""

    place: int  # counted from 1
    enclosure: Enclosure
    attach: Attach
    kind: Kind
    manuscript: Manuscript | None = None
    data: bytes = b""


def find(project: Project, circular: Circular, run: Run) -> list[Found]:
    """Every attachment that names a source, checked; faults go into the run's sink."""
    found = []
    for place, enclosure in enumerate(circular.enclosures, 1):
        if not enclosure.source:
            continue
        attach = Attach(
            to=circular.number, no=place, of=len(circular.enclosures), title=enclosure.title,
            bound=enclosure.bound, span=enclosure.span,
        )  # fmt: skip
        one = _one(project, place, enclosure, attach, run)
        if one is not None:
            found.append(one)
    return found


def _one(
    project: Project, place: int, enclosure: Enclosure, attach: Attach, run: Run
) -> Found | None:
    source, sink = enclosure.source, run.sink
    path = project.root / source.text
    if not path.exists():
        _fault(sink, "missing", f"there is no '{source.text}'", source.span)
        return None
    if path.is_dir():
        manuscript = _publication(enclosure, attach, path, run)
        if manuscript is None:
            return None
        own = manuscript.publication.attach or attach
        return Found(place=place, enclosure=enclosure, attach=own, kind="publication",
                     manuscript=manuscript)  # fmt: skip
    if path.suffix.lower() == ".md":
        return Found(place=place, enclosure=enclosure, attach=attach, kind="text")
    data = _pdf(path, enclosure, sink)
    if data is None:
        return None
    return Found(place=place, enclosure=enclosure, attach=attach, kind="pdf", data=data)


def _fault(sink: Sink, kind: str, message: str, span: Span, hint: str = "") -> None:
    where = clause("enclosure-mark")
    sink.error(f"circular/attachment-{kind}", f"{message} ({where})", span, hint)


# -- a PDF ------------------------------------------------------------------------------------


def _pdf(path: Path, enclosure: Enclosure, sink: Sink) -> bytes | None:
    """The bytes of a PDF that anybody can open."""
    name, span = enclosure.source.text, enclosure.source.span
    try:
        data = path.read_bytes()
        pages = pages_of(data)
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        _fault(sink, "unreadable", f"'{name}' was not read: {reason}", span)
        return None
    except Unreadable as fault:
        _fault(sink, "pdf", f"'{name}' {fault}", span)
        return None
    if enclosure.bound:
        message = f"'{name}' cannot be bound: its {pages} pages may not keep to the standard"
        hint = "leave 'bound' out, and it is handed over as a file of its own"
        _fault(sink, "bound", message, span, hint)
        return None
    return data


# -- a publication ----------------------------------------------------------------------------


def _publication(enclosure: Enclosure, attach: Attach, path: Path, run: Run) -> Manuscript | None:
    """The publication in a folder, marked as this attachment."""
    name = enclosure.source.text
    if not (path / _PUBLICATION).exists():
        _fault(run.sink, "missing", f"'{name}' has no {_PUBLICATION}", enclosure.source.span)
        return None
    own = Run(run.progress)
    try:
        manuscript = load(Project(path), own)
    except BuildFailed as failure:
        run.sink.findings += [replace(f, span=_shown(f.span, name)) for f in failure.findings]
        return None
    publication = manuscript.publication
    agreed = _agrees(publication, enclosure, attach, name, run.sink)
    if not agreed or (enclosure.bound and not _bindable(manuscript, enclosure, run.sink)):
        return None
    marked = replace(attach, span=publication.attach.span if publication.attach else attach.span)
    run.sink.findings += [replace(f, span=_shown(f.span, name)) for f in own.sink.findings]
    return replace(manuscript, publication=replace(publication, attach=marked))


def _bindable(manuscript: Manuscript, enclosure: Enclosure, sink: Sink) -> bool:
    """Whether its pages can be bound with the circular's: of their size, bound at the left."""
    source, trim = enclosure.source, manuscript.style.page.trim
    hint = "leave 'bound' out, and it is a file of its own"
    size = (round(trim.width / MM, 1), round(trim.height / MM, 1))
    message = ""
    if size != (value("paper-width"), value("paper-height")):
        message = f"'{source.text}' has pages of {size[0]:g} × {size[1]:g} mm, the circular A4"
    elif manuscript.publication.circular is not None:
        message = f"'{source.text}' is a circular, which is a file of its own"
    elif is_vertical(manuscript.style):
        message = f"'{source.text}' has vertical lines and is bound at the right"
    if message:
        _fault(sink, "bound", message, source.span, hint)
    return not message


def _shown(span: Span, folder: str) -> Span:
    """A place in a file of another folder, as it is named from here."""
    return replace(span, file=os.path.normpath(f"{folder}/{span.file}")) if span.file else span


def _agrees(
    publication: Publication, enclosure: Enclosure, attach: Attach, name: str, sink: Sink
) -> bool:
    """Whether title and number are those of the note; else errors at both places."""
    said = publication.attach
    title = said.title if said and said.title else None
    own = title.text if title else publication.metadata.title
    span = title.span if title else publication.metadata.span
    faults: list[tuple[str, str, Span, str]] = []
    if own != enclosure.title.text:
        faults.append(("title", f"the attachment is called '{own}'", span,
                       f"'{enclosure.title.text}'"))  # fmt: skip
    if said and said.to.text != attach.to.text:
        faults.append(("number", f"the attachment belongs to '{said.to.text}'", said.to.span,
                       f"'{attach.to.text}'"))  # fmt: skip
    if said and (said.no, said.of) != (attach.no, attach.of):
        faults.append(("number", f"the attachment is number {said.no} of {said.of}", said.span,
                       f"{attach.no} of {attach.of}"))  # fmt: skip
    for kind, found, where, expected in faults:
        message = f"{found}, where the circular has {expected}"
        _fault(sink, kind, message, _shown(where, name), "they must agree word for word")
        _fault(sink, kind, message, enclosure.title.span, "they must agree word for word")
    return not faults
