"""A publication or another circular that is attached: read, held against the note, marked."""

from __future__ import annotations

from dataclasses import replace

from typeset.diagnostics import BuildFailed
from typeset.geometry import MM
from typeset.issue.named import APART, Named
from typeset.model.circular import Circular, Said
from typeset.model.publication import Publication
from typeset.pipeline import Manuscript, Run, load
from typeset.project import Project
from typeset.style.direction import is_vertical
from typeset.style.gbt9704 import value

_FILE = "publication.yaml"


def publication(named: Named, run: Run) -> Manuscript | None:
    """The project in a folder, marked as this attachment; None with a finding."""
    if not (named.path / _FILE).exists():
        named.refuse("missing", f"'{named.source.text}' has no {_FILE}")
        return None
    try:
        with named.telling(run) as own:
            manuscript = load(Project(named.path), own)
    except BuildFailed as failure:
        named.sink.findings += failure.findings
        return None
    agreed = _agrees(manuscript.publication, named)
    if not agreed or (named.attach.bound and not _bindable(manuscript, named)):
        return None
    return replace(manuscript, publication=_marked(manuscript.publication, named))


def _marked(own: Publication, named: Named) -> Publication:
    """With the mark 附件: above the masthead, or above the head of a circular."""
    span = own.attach.span if own.attach else named.attach.span
    if own.circular is None:
        return replace(own, attach=replace(named.attach, span=span))
    _tell_nested(own.circular, named)
    return replace(own, circular=replace(own.circular, enclosed=Said(named.attach.mark, span)))


def _tell_nested(circular: Circular, named: Named) -> None:
    """An attached circular comes without its own attachments, which is not to be overlooked."""
    source = named.source
    titles = "、".join(each.title.text for each in circular.enclosures if each.source)
    if titles:
        message = f"'{source.text}' is a circular with attachments of its own: {titles}"
        hint = f"typeset circular {source.text} writes them; attach here what belongs here too"
        named.sink.warn("circular/attachment-nested", message, source.span, hint)


def _bindable(manuscript: Manuscript, named: Named) -> bool:
    """Whether its pages can be bound with the circular's: of their size, bound at the left."""
    trim = manuscript.style.page.trim
    size = (round(trim.width / MM, 1), round(trim.height / MM, 1))
    why = ""
    if size != (value("paper-width"), value("paper-height")):
        why = f"has pages of {size[0]:g} × {size[1]:g} mm, the circular A4"
    elif manuscript.publication.circular is not None:
        why = "is a circular, which is a file of its own"
    elif is_vertical(manuscript.style):
        why = "has vertical lines and is bound at the right"
    if why:
        named.refuse("bound", f"'{named.source.text}' {why}", APART)
    return not why


def _agrees(own: Publication, named: Named) -> bool:
    """Whether title and number are those of the note; else errors at both places."""
    said, attach = own.attach, named.attach
    title = said.title if said and said.title else Said(own.metadata.title, own.metadata.span)
    before = len(named.sink.findings)
    if title.text != attach.title.text:
        found = f"the attachment is called '{title.text}'"
        named.contradicted("title", found, f"'{attach.title.text}'", title.span)
    if said and said.to.text != attach.to.text:
        found = f"the attachment belongs to '{said.to.text}'"
        named.contradicted("number", found, f"'{attach.to.text}'", said.to.span)
    if said and (said.no, said.of) != (attach.no, attach.of):
        found = f"the attachment is number {said.no} of {said.of}"
        named.contradicted("number", found, f"{attach.no} of {attach.of}", said.span)
    if said and said.bound and not attach.bound:
        found = "the attachment is said to be bound"
        named.contradicted("bound", found, "it as a file of its own", said.span)
    return len(named.sink.findings) == before
