"""Whether a PDF can be handed over as it is: opened by anybody, without a password."""

from __future__ import annotations

import io

from typeset.preflight.opening import Unreadable, reason_of


def pages_of(data: bytes) -> int:
    """The number of its pages.

    Raises:
        Unreadable: it is no PDF, is damaged, or is encrypted.
    """
    import pikepdf  # noqa: PLC0415 - only where a PDF is attached

    if b"%PDF-" not in data[:1024]:
        raise Unreadable("is no PDF, no Markdown text and no folder")
    try:
        with pikepdf.open(io.BytesIO(data)) as file:
            if file.is_encrypted:
                raise Unreadable(_ENCRYPTED)
            return len(file.pages)
    except pikepdf.PasswordError:
        raise Unreadable(_ENCRYPTED) from None
    except pikepdf.PdfError as fault:
        raise Unreadable(f"is damaged: {reason_of(fault)}") from None


_ENCRYPTED = "is encrypted; whoever gets it must be able to open it"
