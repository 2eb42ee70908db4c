"""How much is taken in, and where it stops: every refusal for size names one of these."""

from __future__ import annotations

MAX_FILE_BYTES = 256 * 1024 * 1024
MAX_TEXT_BYTES = 16 * 1024 * 1024  # as Project.max_text: a section must stay readable
MAX_PARAGRAPH = 200_000  # characters: more is a file without line ends, not a paragraph
MAX_PARAGRAPHS = 400_000  # with text
MAX_CELLS = 200_000
MAX_GRID_SPAN = 63  # Word's own limit of columns
