"""Pages to PDF bytes, by our own writer.

In: :class:`typeset.display.Pages` (points from the trim's top left corner, y down), the
publication's metadata, the style and the faces. Out: one file that claims the standards of
its profile and holds nothing that contradicts them.

Open ``document`` first: it puts a file together in one screen. ``edition`` says what can be
asked of it: a profile and its level, printer's marks, outlined text, a printer's colour
profile, files to carry. ``content`` and ``text`` turn marks into operators, ``fonts`` embeds
faces, ``tags`` writes the structure; ``marks`` adds what stands outside the bleed. ``policy``
reads the standards' tables (``standards/*.toml``); ``conformance`` and ``press`` say what is
wrong and where it was written; ``objects`` and ``writer`` know the file format and nothing
else.
"""

from typeset.pdf.document import write_pdf

__all__ = ["write_pdf"]
