"""What a circular attaches: found, read, and held against the note that names it (7.3.4, 7.3.7).

An attachment is one of our publications (a folder), a text in Markdown, or any PDF. It may lie
outside the circular's folder, as the publication does that is issued with it. What the
attachment says of itself must be what the circular says of it; where it is not, that is an
error at both places.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from typeset.diagnostics import BuildFailed, Diagnostic, Sink, Span
from typeset.geometry import MM
from typeset.model.circular import Attach, Circular, Enclosure, Said
from typeset.model.publication import Metadata, Publication
from typeset.pipeline import Manuscript, Run, load
from typeset.project import Project
from typeset.record import dataclass
from typeset.style.direction import is_vertical
from typeset.style.gbt9704 import clause, value

_PUBLICATION = "publication.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An attachment that was found: the ``manuscript`` of ours, the ``data`` of a PDF."""

    place: int  # counted from 1
    enclosure: Enclosure
    attach: Attach
    manuscript: Manuscript | None = None
    data: bytes = b""


def find(manuscript: Manuscript, run: Run) -> list[Found]:
    """Every attachment that names a source, checked; texts that are bound are the circular's own.

    Raises:
        BuildFailed: one is missing, cannot be read, or says of itself what the circular does not.
    """
    circular = _circular(manuscript)
    with run.stage("attachments"):
        found = [
            _one(manuscript, place, enclosure, circular.attach(place), run)
            for place, enclosure in enumerate(circular.enclosures, 1)
            if enclosure.source and not (enclosure.bound and _is_text(enclosure))
        ]
    return [one for one in found if one is not None]


def _circular(manuscript: Manuscript) -> Circular:
    circular = manuscript.publication.circular
    if circular is None:
        raise TypeError("only a circular has attachments")
    return circular


def tell_apart(found: Iterable[Found], sink: Sink) -> None:
    """Say of what is bound in the PDF that Word has it as a file of its own."""
    for one in found:
        if one.enclosure.bound:
            code, source = "circular/attachment-apart", one.enclosure.source
            message = f"'{source.text}' is bound in the PDF alone; in Word it is a file of its own"
            sink.findings.append(Diagnostic(code, "note", message, source.span))


def _is_text(enclosure: Enclosure) -> bool:
    return enclosure.source.text.lower().endswith(".md")


def _one(
    manuscript: Manuscript, place: int, enclosure: Enclosure, attach: Attach, run: Run
) -> Found | None:
    source, data = enclosure.source, b""
    path = manuscript.project.root / source.text
    own: Manuscript | None = None
    if not path.exists():
        _fault(run.sink, "missing", f"there is no '{source.text}'", source.span)
        return None
    if path.is_dir():
        own = _publication(enclosure, attach, path, run)
    elif _is_text(enclosure):
        own = _text(manuscript, attach, enclosure, run)
    else:
        data = _pdf(path, enclosure, run.sink)
    if own is None and not data:
        return None
    return Found(place=place, enclosure=enclosure, attach=attach, manuscript=own, data=data)


def _fault(sink: Sink, kind: str, message: str, span: Span, hint: str = "") -> None:
    where = clause("enclosure-mark")
    sink.error(f"circular/attachment-{kind}", f"{message} ({where})", span, hint)


# -- a PDF ------------------------------------------------------------------------------------


def _pdf(path: Path, enclosure: Enclosure, sink: Sink) -> bytes:
    """The bytes of a PDF that anybody can open, none with a finding."""
    from typeset.preflight.attachable import pages_of  # noqa: PLC0415 - only where one is attached
    from typeset.preflight.opening import Unreadable  # noqa: PLC0415

    name, span = enclosure.source.text, enclosure.source.span
    try:
        data = path.read_bytes()
        pages = pages_of(data)
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        _fault(sink, "unreadable", f"'{name}' was not read: {reason}", span)
        return b""
    except Unreadable as fault:
        _fault(sink, "pdf", f"'{name}' {fault}", span)
        return b""
    if enclosure.bound:
        message = f"'{name}' cannot be bound: its {pages} pages may not keep to the standard"
        hint = "leave 'bound' out, and it is handed over as a file of its own"
        _fault(sink, "bound", message, span, hint)
        return b""
    return data


# -- a text -----------------------------------------------------------------------------------


def _text(
    manuscript: Manuscript, attach: Attach, enclosure: Enclosure, run: Run
) -> Manuscript | None:
    """A text in Markdown as a publication of its own, in the circular's style."""
    from typeset.blocks import KINDS  # noqa: PLC0415 - they are read by now
    from typeset.reading.circular_project import read_enclosure  # noqa: PLC0415

    project, circular = manuscript.project, _circular(manuscript)
    section = read_enclosure(project, KINDS, circular, attach.no, run.sink)
    if section is None:
        return None
    whole, title = manuscript.publication.metadata, enclosure.title
    metadata = Metadata(title=title.text, issuer=whole.issuer, date=whole.date,
                        language=whole.language, number=whole.number, span=title.span)  # fmt: skip
    publication = Publication(
        metadata=metadata,
        front=(),
        sections=(section,),
        circular=circular,
        attach=attach,
        sources=project.sources,
        span=enclosure.span,
    )
    return replace(manuscript, publication=publication)


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
        run.sink.findings += [replace(f, span=_shown(f.span, name, path)) for f in failure.findings]
        return None
    publication = manuscript.publication
    agreed = _agrees(publication, enclosure, attach, path, run.sink)
    if not agreed or (enclosure.bound and not _bindable(manuscript, enclosure, run.sink)):
        return None
    marked = replace(attach, span=publication.attach.span if publication.attach else attach.span)
    run.sink.findings += [replace(f, span=_shown(f.span, name, path)) for f in own.sink.findings]
    if publication.circular is not None:
        _tell_nested(publication.circular, enclosure, run.sink)
        said = Said(marked.mark, marked.span)
        own_circular = replace(publication.circular, enclosed=said)
        return replace(manuscript, publication=replace(publication, circular=own_circular))
    return replace(manuscript, publication=replace(publication, attach=marked))


def _tell_nested(circular: Circular, enclosure: Enclosure, sink: Sink) -> None:
    """An attached circular comes without its own attachments, which is not to be overlooked."""
    source = enclosure.source
    titles = "、".join(each.title.text for each in circular.enclosures if each.source)
    if titles:
        message = f"'{source.text}' is a circular with attachments of its own: {titles}"
        hint = f"typeset circular {source.text} writes them; attach here what belongs here too"
        sink.warn("circular/attachment-nested", message, source.span, hint)


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


def _shown(span: Span, folder: str, path: Path) -> Span:
    """A place in a file of the folder at ``path``, as it is named from here."""
    inside = span.file and (path / span.file).exists()
    return replace(span, file=os.path.normpath(f"{folder}/{span.file}")) if inside else span


def _agrees(
    publication: Publication, enclosure: Enclosure, attach: Attach, path: Path, sink: Sink
) -> bool:
    """Whether title and number are those of the note; else errors at both places."""
    said, name = publication.attach, enclosure.source.text
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
    if said and said.bound and not attach.bound:
        faults.append(("bound", "the attachment is said to be bound", said.span,
                       "it as a file of its own"))  # fmt: skip
    for kind, found, where, expected in faults:
        message = f"{found}, where the circular has {expected}"
        _fault(sink, kind, message, _shown(where, name, path), "they must agree word for word")
        _fault(sink, kind, message, enclosure.title.span, "they must agree word for word")
    return not faults
