"""What the page maker dislikes, and how much. One unit is a shrug, 1000 is a page.

Costs are only ever compared with one another. The order they keep, worst first: a lost
rule of the house (text before its box's anchor, a lone line, a box that opens a column),
columns that do not end level, white in a page, a box far from its text, and last the
choice between equally lawful settings of a paragraph.
"""

from __future__ import annotations

PAGE = 1000.0
"""One page more: never taken to save a few blemishes."""

# -- lawful choices ----------------------------------------------------------------------------

LOOSENESS = 3.0
"""A paragraph one line longer or shorter than its best setting: what looseness is for."""

LOOSENESS_UNIT = 4.0
"""Times what the line engine says it costs more than the best setting. Its unit is a line
whose gaps are as wide as still looks even."""

UNEVEN = 100.0
"""Line counts for which the line engine asks so much more are not tried: they have lines
that look uneven, and level columns are not worth those."""

SPACE_LINE = 8.0
"""Each line of white taken from above a banner (two wanted, one kept)."""

SPACE_MORE = 24.0
"""A line of white more than wanted, so that a page comes out full."""

ANCHOR_OPEN = 15.0
"""A box at a column's foot in the middle of the paragraph it belongs to: better after it."""

BOX_INLINE = 30.0
"""A box for a column's foot stands among the text, right after the paragraph it belongs to."""

BESIDE_LATE = 90.0
"""A box with text beside it stands before a later paragraph than where it is written."""

BESIDE_NOTHING = 25.0
"""Each grid line of such a box with no text beside it."""

ACROSS_FAR = 4.0
"""Each grid line by which a box over gutters stands above or below its text."""

ACROSS_ASIDE = 15.0
"""Each column between such a box and its text."""

BOX_ORDER = 10.0
"""Boxes of one band in another order than their text."""

HEAD_CHOSEN = 20.0
"""A box that may stand anywhere opens a column, where the style lets it."""

PLACE_UNWANTED = 400.0
"""Such a box stands where the style does not want one, as there is no other place."""

BOX_NEAR = 60.0
"""Each line of text by which two boxes of a column are nearer than the style asks for."""

TWO_BOXES = 90.0
"""A second box in one column while columns without one are to be had."""

PAGE_SHARE_LINE = 25.0
"""Each line of boxes, as wide as the page, beyond the share of it that they should take."""

DESIGN_TWICE = 150.0
"""A box of a design that is on the page or spread already, where the style wants one."""

SHARE_LINE = 12.0
"""Each line of boxes beyond the share of a column that boxes should take."""

# -- blemishes ---------------------------------------------------------------------------------

UNLEVEL = 60.0
"""Times the square of the lines by which a column falls short of the band's foot."""

USED_UP = 600.0
"""At most this for a column short, or empty, because the band has nothing more to give …"""

USED_UP_LINE = 20.0
"""… and so much for each of its lines, so that a little text still spreads over columns."""

AIR_OVER_BOX = 45.0
"""Times the square of the lines of white above a box at the foot: the foot stays level."""

EARLIER_COLUMN = 1.1
"""A column short before a full one is worse: incomplete columns come last (CL-CO-08)."""

WHITE_LINE = 14.0
"""Each line of white at a page's foot before the next thing that does not fit."""

SLIVER = 60.0
"""A band portion of fewer than three lines at a page's head or foot."""

BOX_MOVED = 60.0
"""A box meant to stand among the text closes a later column instead."""

BOX_WAITS = 100.0
"""A box at a column's foot comes one column later than its anchor ends."""

BOX_LATE = 300.0
"""A box comes on a later page than the end of its anchor."""

FLOAT_EARLY = 40.0
"""A float at the head of its anchor's own page: above the text it belongs to."""

FLOAT_WAITS = 60.0
"""Each page that a float waits although its anchor has passed."""

FLOAT_SPREAD = 200.0
"""The wait leads into the next spread."""

HYPHEN_FOOT = 40.0
"""A column's last line ends with a hyphen: rather a paragraph a line longer or shorter."""

NOTE_SPLIT = 30.0
"""A note goes on at the foot of the next column or page …"""

NOTE_CARRIED = 3.0
"""… with each of so many lines: rather than with most of it."""

# -- last resorts: not followed while there is any other way -----------------------------------

TIDY = (150.0, 500.0)
"""Portions of a band up to these costs are looked for first; mostly there are some."""

LAWFUL = 4000.0
"""Ways to fill a page's part of a band that cost more break a rule of the house."""

SHORT_AFTER_BOX = 5000.0
"""Too few lines of text between a box and the column's foot."""

BOX_UNDER_BOX = 250.0
"""A box right under a box."""

BEFORE_ANCHOR = 5000.0
"""A box in a column that ends before its anchor begins."""

WIDOW = 6000.0
"""A single first or last line of a paragraph at a column's foot or head (CL-PA-06)."""

NOTE_PARTED = 9000.0
"""A note begins on a later page than its mark: where a line has more notes than a page holds."""

STRANDED = 7000.0
"""A heading parted from the lines it keeps with."""

OPENS_COLUMN = 8000.0
"""A box among the text opens a column."""

PARTED = 10000.0
"""A field to the page's foot parted from its text."""
