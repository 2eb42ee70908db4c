"""What a circular attaches: found, read, and held against the note that names it (7.3.4, 7.3.7).

An attachment is one of our publications (a folder), a text in Markdown, or any PDF. It may lie
outside the circular's folder, as the publication does that is issued with it. What the
attachment says of itself must be what the circular says of it; where it is not, that is an
error at both places.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.diagnostics import BuildFailed, Diagnostic, Sink, Span
from typeset.geometry import MM
from typeset.model.circular import Attach, Circular, Enclosure, Said
from typeset.model.publication import Metadata, Publication
from typeset.pipeline import Manuscript, Run, load
from typeset.project import Project
from typeset.record import dataclass
from typeset.style.direction import is_vertical
from typeset.style.gbt9704 import clause, value

if TYPE_CHECKING:
    from typeset.model.pictures import Image
    from typeset.pdf.edition import Edition
    from typeset.preflight.enclosed import Enclosed

_PUBLICATION = "publication.yaml"
READ_IN = "let a text recognition (OCR) put its words under the pictures"
_APART = "leave 'bound' out, and it is a file of its own"
_MOST_REASONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An attachment that was found: the ``manuscript`` of ours, the ``data`` of a PDF.

    ``pdf`` is what was read of one that is bound, ``images`` its pages.
    """

    place: int  # counted from 1
    enclosure: Enclosure
    attach: Attach
    manuscript: Manuscript | None = None
    data: bytes = b""
    pdf: Enclosed | None = None
    images: tuple[Image, ...] = ()


def find(manuscript: Manuscript, run: Run) -> list[Found]:
    """Every attachment that names a source, checked; texts that are bound are the circular's own.

    Raises:
        BuildFailed: one is missing, cannot be read, or says of itself what the circular does not.
    """
    circular = circular_of(manuscript)
    with run.stage("attachments"):
        found = [
            _one(manuscript, place, enclosure, circular.attach(place), run)
            for place, enclosure in enumerate(circular.enclosures, 1)
            if enclosure.source and not (enclosure.bound and _is_text(enclosure))
        ]
    return [one for one in found if one is not None]


def circular_of(manuscript: Manuscript) -> Circular:
    """The circular that a manuscript is."""
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
    source = enclosure.source
    path = manuscript.project.root / source.text
    if not path.exists():
        _fault(run.sink, "missing", f"there is no '{source.text}'", source.span)
        return None
    if not path.is_dir() and not _is_text(enclosure):
        return _pdf(path, place, enclosure, attach, run.sink)
    own = (
        _publication(enclosure, attach, path, run)
        if path.is_dir()
        else _text(manuscript, attach, enclosure, run)
    )
    if own is None:
        return None
    return Found(place=place, enclosure=enclosure, attach=attach, manuscript=own)


def _fault(sink: Sink, kind: str, message: str, span: Span, hint: str = "") -> None:
    where = clause("enclosure-mark")
    sink.error(f"circular/attachment-{kind}", f"{message} ({where})", span, hint)


# -- a PDF ------------------------------------------------------------------------------------


def _pdf(path: Path, place: int, enclosure: Enclosure, attach: Attach, sink: Sink) -> Found | None:
    """A PDF that anybody can open, and that can be bound if it is to be."""
    from typeset.issue.foreign import images_of  # noqa: PLC0415 - only where one is attached
    from typeset.pdf_pictures.opening import UnusablePdfError  # noqa: PLC0415
    from typeset.preflight.attachable import pages_of  # noqa: PLC0415
    from typeset.preflight.enclosed import enclosed  # noqa: PLC0415
    from typeset.preflight.opening import Unreadable  # noqa: PLC0415

    name, span = enclosure.source.text, enclosure.source.span
    try:
        data = path.read_bytes()
        pages_of(data)
        pdf = enclosed(data) if enclosure.bound else None
        if pdf is not None and not _pdf_agrees(pdf, enclosure, attach, sink):
            return None
        images = images_of(pdf) if pdf is not None else ()
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        _fault(sink, "unreadable", f"'{name}' was not read: {reason}", span)
        return None
    except Unreadable as fault:
        _fault(sink, "pdf", f"'{name}' {fault}", span)
        return None
    except UnusablePdfError as fault:
        _fault(sink, "bound", f"'{name}' cannot be bound: it {fault}", span, fault.hint or _APART)
        return None
    return Found(place=place, enclosure=enclosure, attach=attach, data=data, pdf=pdf,
                 images=images)  # fmt: skip


def _pdf_agrees(pdf: Enclosed, enclosure: Enclosure, attach: Attach, sink: Sink) -> bool:
    """Whether a PDF can be bound, and bears the mark of this attachment if it bears one."""
    source = enclosure.source
    if pdf.broken:
        message = f"'{source.text}' cannot be bound: {told(pdf.broken)}"
        _fault(sink, "bound", message, source.span, _APART)
        return False
    if pdf.number is not None and pdf.number != (attach.no if attach.of > 1 else 0):
        said = f"附件{pdf.number or ''}"
        message = f"page 1 of '{source.text}' says {said}, where the circular has {attach.mark}"
        _fault(sink, "number", message, source.span, "they must agree")
        _fault(sink, "number", message, enclosure.title.span, "they must agree")
        return False
    return True


def refuse_unfit(found: Iterable[Found], editions: Iterable[Edition], sink: Sink) -> None:
    """Refuse a PDF whose pages would make a file break the standards that it claims.

    Raises:
        BuildFailed: there is one.
    """
    for edition in editions:
        for one in found:
            if one.pdf is not None and (reasons := unfit(one.pdf, edition)):
                name = one.enclosure.source.text
                message = f"'{name}' cannot be bound in this file: {told(reasons)}"
                hint = f"{READ_IN}, or {_APART}"
                _fault(sink, "bound", message, one.enclosure.source.span, hint)
    sink.check()


def unfit(pdf: Enclosed, edition: Edition) -> tuple[str, ...]:
    """Why the pages of a PDF cannot stand in a file of that edition."""
    return () if edition.profile == "print" else pdf.unreadable


def told(reasons: Sequence[str]) -> str:
    """Reasons as one line; of many the first few."""
    more = len(reasons) - _MOST_REASONS
    shown = "; ".join(reasons[:_MOST_REASONS])
    return f"{shown}; and {more} more" if more > 0 else shown


# -- a text -----------------------------------------------------------------------------------


def _text(
    manuscript: Manuscript, attach: Attach, enclosure: Enclosure, run: Run
) -> Manuscript | None:
    """A text in Markdown as a publication of its own, in the circular's style."""
    from typeset.blocks import KINDS  # noqa: PLC0415 - they are read by now
    from typeset.reading.circular_project import read_enclosure  # noqa: PLC0415

    project, circular = manuscript.project, circular_of(manuscript)
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
    size = (round(trim.width / MM, 1), round(trim.height / MM, 1))
    message = ""
    if size != (value("paper-width"), value("paper-height")):
        message = f"'{source.text}' has pages of {size[0]:g} × {size[1]:g} mm, the circular A4"
    elif manuscript.publication.circular is not None:
        message = f"'{source.text}' is a circular, which is a file of its own"
    elif is_vertical(manuscript.style):
        message = f"'{source.text}' has vertical lines and is bound at the right"
    if message:
        _fault(sink, "bound", message, source.span, _APART)
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
