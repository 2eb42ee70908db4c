"""A PDF file changed by its objects, for tests of what reads foreign files."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Pdf


def changed(data: bytes, change: Callable[[Pdf], None], **saving: Any) -> bytes:
    """The file after a change."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        change(file)
        file.save(stream, **saving)
    return stream.getvalue()
