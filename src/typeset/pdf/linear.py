"""Fast web view: the same file with page one first and a table of what to fetch when.

ISO 32000-1, annex F; done by qpdf (pikepdf), since it needs every object's final place. On
request only: a reader that has the whole file gains nothing.
"""

from __future__ import annotations

import io


def linearised(data: bytes) -> bytes:
    """The file in linear order; metadata and claims as they were, its identifier made anew.

    The second half of the identifier says that the file was written again, and follows from
    its bytes.
    """
    from pikepdf import ObjectStreamMode, Pdf  # noqa: PLC0415 - on request only

    stream = io.BytesIO()
    with Pdf.open(io.BytesIO(data)) as file:
        file.save(
            stream,
            linearize=True,
            deterministic_id=True,
            preserve_pdfa=True,
            fix_metadata_version=False,
            object_stream_mode=ObjectStreamMode.disable,  # qpdf counts what is in them wrongly
        )
    return stream.getvalue()
