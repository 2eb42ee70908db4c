"""Pages to PDF bytes, by our own writer.

In: :class:`typeset.display.Pages` (points from the trim's top left corner, y down), the
publication's metadata, the style and the faces. Out: one file that claims the standards of
its profile and holds nothing that contradicts them.

Open ``document`` first: it puts a file together in one screen. ``content`` and ``text``
turn marks into operators, ``fonts`` embeds faces, ``tags`` writes the structure, ``policy``
reads the standards' tables (``standards/*.toml``), ``conformance`` says what is wrong and
where it was written; ``objects`` and ``writer`` know the file format and nothing else.
"""

from typeset.pdf.document import write_pdf

__all__ = ["write_pdf"]
