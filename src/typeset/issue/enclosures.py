"""What a circular attaches: found, read, and held against the note that names it (7.3.4, 7.3.7).

An attachment is one of our publications (a folder), a text in Markdown, or any PDF. It may lie
outside the circular's folder, as the publication does that is issued with it. What the
attachment says of itself must be what the circular says of it; where it is not, that is an
error at both places.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from typeset.diagnostics import Diagnostic, Sink
from typeset.issue.named import APART, Named
from typeset.issue.publications import publication
from typeset.model.circular import ENCLOSED, Attach, Circular, Enclosure, Said
from typeset.model.publication import Metadata, Publication
from typeset.pipeline import Manuscript, Run
from typeset.record import dataclass

if TYPE_CHECKING:
    from typeset.issue.pdfs import AttachedPdf
    from typeset.pdf.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An attachment that was found: the ``manuscript`` of ours, or a ``pdf``."""

    named: Named
    manuscript: Manuscript | None = None
    pdf: AttachedPdf | None = None

    @property
    def attach(self) -> Attach:
        """What the circular says of it."""
        return self.named.attach

    @property
    def source(self) -> Said:
        """Where it comes from, as the circular names it."""
        return self.named.source

    @property
    def name(self) -> str:
        """The id of its place in the circular."""
        return f"{ENCLOSED}{self.attach.no}"


def circular_of(manuscript: Manuscript) -> Circular:
    """The circular that a manuscript is."""
    circular = manuscript.publication.circular
    if circular is None:
        raise TypeError("only a circular has attachments")
    return circular


def find(manuscript: Manuscript, run: Run) -> list[Found]:
    """Every attachment that names a source, checked; texts that are bound are the circular's own.

    Raises:
        BuildFailed: one is missing, cannot be read, or says of itself what the circular does not.
    """
    rows = enumerate(circular_of(manuscript).enclosures, 1)
    with run.stage("attachments"):
        named = [_named(manuscript, place, row, run.sink) for place, row in rows if row.source]
        found = [
            _found(manuscript, each, run)
            for each in named
            if not (each.is_text and each.attach.bound)
        ]
    return [one for one in found if one is not None]


def _named(manuscript: Manuscript, place: int, row: Enclosure, sink: Sink) -> Named:
    attach, path = circular_of(manuscript).attach(place), manuscript.project.root / row.source.text
    return Named(attach=attach, source=row.source, path=path, sink=sink)


def _found(manuscript: Manuscript, named: Named, run: Run) -> Found | None:
    if not named.path.exists():
        named.refuse("missing", f"there is no '{named.source.text}'")
        return None
    if named.path.is_dir() or named.is_text:
        own = _text(manuscript, named) if named.is_text else publication(named, run)
        return Found(named=named, manuscript=own) if own else None
    from typeset.issue.pdfs import pdf  # noqa: PLC0415 - only where one is attached

    foreign = pdf(named)
    return Found(named=named, pdf=foreign) if foreign else None


def _text(manuscript: Manuscript, named: Named) -> Manuscript | None:
    """A text in Markdown as a publication of its own, in the circular's style."""
    from typeset.blocks import KINDS  # noqa: PLC0415 - they are read by now
    from typeset.reading.circular_project import read_enclosure  # noqa: PLC0415

    project, circular, attach = manuscript.project, circular_of(manuscript), named.attach
    section = read_enclosure(project, KINDS, circular, attach.no, named.sink)
    if section is None:
        return None
    whole, title = manuscript.publication.metadata, attach.title
    metadata = Metadata(title=title.text, issuer=whole.issuer, date=whole.date,
                        language=whole.language, number=whole.number, span=title.span)  # fmt: skip
    own = Publication(
        metadata=metadata,
        front=(),
        sections=(section,),
        circular=circular,
        attach=attach,
        sources=project.sources,
        span=attach.span,
    )
    return replace(manuscript, publication=own)


# -- what is to be said of them ---------------------------------------------------------------


def tell_apart(found: Iterable[Found], sink: Sink) -> None:
    """Say of what is bound in the PDF that Word has it as a file of its own."""
    for one in found:
        if one.attach.bound:
            code, said = "circular/attachment-apart", "is bound in the PDF alone"
            message = f"'{one.source.text}' {said}; in Word it is a file of its own"
            sink.findings.append(Diagnostic(code, "note", message, one.source.span))


def refuse_unfit(found: Iterable[Found], editions: Iterable[Edition], sink: Sink) -> None:
    """Refuse a PDF whose pages would make a file break the standards that it claims.

    Raises:
        BuildFailed: there is one.
    """
    listed = list(found)
    for edition in editions:
        for one in listed:
            if one.pdf is not None and (why := one.pdf.unfit_for(edition)):
                from typeset.issue.pdfs import READ_IN  # noqa: PLC0415 - where there is one

                message = (
                    f"'{one.source.text}' cannot be bound in this file: {why} (ISO 14289-1, 7.3)"
                )
                hint = f"{READ_IN}, or {APART}"
                sink.error("circular/attachment-bound", message, one.source.span, hint)
    sink.check()
