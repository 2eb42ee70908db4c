"""One paragraph: characters in, lines out.

The steps, each in its file: ``itemize`` (clusters with their look and class), ``shape`` and
``glyphs`` (HarfBuzz; glyphs in columns), ``white`` and ``glue`` (classes and pair spacing
become boxes, glue and penalties, with sums), ``hyphens`` (where a word may end a line with
one), ``break_lines`` and ``justify`` (total fit, then
CLREQ's order of squeezing and stretching), ``lines`` (glyph runs in place), ``findings``
(what could not be done as asked). ``square`` is a source of widths that needs no font.
``way`` holds what differs between horizontal and vertical lines (``vertical``), and what stands
beside them: dots, lines along names, readings (``annotations``).
Open ``paragraph`` first: it puts them in a row.

In: :class:`typeset.flow.Paragraph` and a :class:`Measure`. Out: :class:`SetParagraph`.
"""
