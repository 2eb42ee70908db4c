"""Many paragraphs: from the flow of blocks to finished pages on one grid.

In: :class:`~typeset.flow.Flow`, a style and a line engine. Out:
:class:`~typeset.display.Pages`. Stages, in the order of the work:

``gather``      the flow as ``rows`` down the page (full-width panels, bands), floats apart
``galley``      what fills the columns of one band, with the line counts each text can take
``columns``     every lawful way to fill one column; ``band`` puts columns side by side
``page_fill``   every sensible way down one page; ``search`` the cheapest chain of pages;
                ``forced`` what stands on one for which there is no way
``make_up``     the result, a ``makeup``: lines and boxes by page, column and grid line
``structure``   the reading order; ``references`` the folios that text asks for
``paint``       marks at last: ``frame`` knows the points, ``panels``, ``shapes`` and
                ``furniture`` draw
``beside``      lines as marks, with the notes beside them
``turn``        vertical pages, made on their side, brought upright; ``parts`` cuts the flow
                where the direction of lines changes

A *band* is text one column wide between full-width things; a *portion* is its part on one
page. A panel over some columns stands at a band's head, with text beside and under it.
``costs`` says what is disliked and how much: open that file first.
"""

from __future__ import annotations

from typeset.layout.lay_out import lay_out
from typeset.layout.setter import PageOf, SetterFactory, TextSetter

__all__ = ["PageOf", "SetterFactory", "TextSetter", "lay_out"]
