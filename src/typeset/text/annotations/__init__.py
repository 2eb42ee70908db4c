"""What stands beside a line: emphasis dots, lines along names, ruby and bopomofo.

``bases`` finds in a paragraph's text what carries such a note and has readings set;
``room`` makes white for readings wider than their base, and moves it where a line begins or
ends; ``place`` puts the notes beside a line that is set. ``marks`` is what the probe says of
them. Layout paints them (``typeset.layout.beside``).

In: stretches whose runs ask for notes. Out: :class:`typeset.display.Note`, several to a line.
"""

from __future__ import annotations

from typeset.text.annotations.bases import Notes, find_notes
from typeset.text.annotations.marks import marks
from typeset.text.annotations.place import place_notes
from typeset.text.annotations.room import Rooms, make_rooms

__all__ = ["Notes", "Rooms", "find_notes", "make_rooms", "marks", "place_notes"]
