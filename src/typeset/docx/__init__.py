"""Reflow in, an editable Word document out.

``write_docx`` is the whole of it. ``sections`` walks the items, ``body`` writes paragraphs,
``frames`` tables, ``art`` pictures; each asks ``looks`` for named styles as it goes, so
``styles`` is written last. ``package`` zips the parts the same way every time. XML is made
as strings in schema order (``order`` holds the orders as data) and parsed once.

Open ``write.py`` first.
"""

from __future__ import annotations

from typeset.docx.write import write_docx

__all__ = ["write_docx"]
