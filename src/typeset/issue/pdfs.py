"""A PDF that is attached: opened by anybody, and fit to be bound where it is to be bound."""

from __future__ import annotations

from collections.abc import Sequence

from typeset.issue.named import APART, Named
from typeset.model.pictures import Image
from typeset.pdf.edition import Edition
from typeset.pdf_pictures.opening import UnusablePdfError
from typeset.preflight.attachable import pages_of
from typeset.preflight.enclosed import Enclosed, enclosed
from typeset.preflight.opening import Unreadable
from typeset.record import dataclass

READ_IN = "let a text recognition (OCR) put its words under the pictures"
_MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class AttachedPdf:
    """Its bytes; of one that is bound, what was read of it, and its pages."""

    data: bytes
    read: Enclosed | None = None
    images: tuple[Image, ...] = ()

    def unfit_for(self, edition: Edition) -> str:
        """Why its pages cannot stand in a file of that edition; "": they can."""
        if self.read is None or edition.profile == "print":
            return ""
        return told(self.read.unreadable)


def pdf(named: Named) -> AttachedPdf | None:
    """The PDF; None with a finding."""
    name = named.source.text
    try:
        data = named.path.read_bytes()
        pages_of(data)
        return _bound(data, named) if named.attach.bound else AttachedPdf(data)
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        named.refuse("unreadable", f"'{name}' was not read: {reason}")
    except Unreadable as fault:
        named.refuse("pdf", f"'{name}' {fault}")
    except UnusablePdfError as fault:
        named.refuse("bound", f"'{name}' cannot be bound: it {fault}", fault.hint or APART)
    return None


def _bound(data: bytes, named: Named) -> AttachedPdf | None:
    from typeset.issue.foreign import images_of  # noqa: PLC0415 - only where one is bound

    read, name, attach = enclosed(data), named.source.text, named.attach
    if read.broken:
        named.refuse("bound", f"'{name}' cannot be bound: {told(read.broken)}", APART)
        return None
    if read.number is not None and read.number != (attach.no if attach.of > 1 else 0):
        said = f"page 1 of '{name}' says 附件{read.number or ''}"
        named.contradicted("number", said, attach.mark, named.source.span)
        return None
    return AttachedPdf(data, read, images_of(read, name))


def told(reasons: Sequence[str]) -> str:
    """Reasons as one line; of many the first few."""
    more = len(reasons) - _MOST_REASONS
    shown = "; ".join(reasons[:_MOST_REASONS])
    return f"{shown}; and {more} more" if more > 0 else shown
