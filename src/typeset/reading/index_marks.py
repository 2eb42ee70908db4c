"""``[词]{.index}``: what its braces say, as a mark of the index."""

from __future__ import annotations

from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.model.inline import Indexed, Inline, plain
from typeset.record import dataclass

CODE = "content/index"
LEVEL = "!"
"""Between a heading and the one under it: ``重庆!工业``."""

DEEPEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexAttributes:
    """The braces of a mark: ``as`` another heading (``a!b``: one under another), ``under`` one.

    ``sort`` is a reading, ``chong2 qing4`` or ``chóng qìng``, or words to be sorted as.
    ``see`` names the heading that stands for this one, ``also`` one to look up as well.
    """

    as_: str = ""
    under: str = ""
    sort: str = ""
    see: str = ""
    also: str = ""
    as__span: Span = NOWHERE
    under_span: Span = NOWHERE
    sort_span: Span = NOWHERE
    see_span: Span = NOWHERE
    also_span: Span = NOWHERE


def indexed(
    made: IndexAttributes, name: str, children: tuple[Inline, ...], place: Span, sink: Sink
) -> Indexed | None:
    """The mark called ``name``; None after its fault was reported."""
    text = "".join(plain(children).split())
    if not text:
        sink.error(CODE, "a mark of the index holds no words", place, "put it around the term")
        return None
    written = made.as_ or text
    if made.under:
        written = f"{made.under}{LEVEL}{written}"
    headings = tuple(part.strip() for part in written.split(LEVEL))
    if not all(headings) or len(headings) > DEEPEST:
        what = "an empty heading" if not all(headings) else f"more than {DEEPEST} levels"
        at = made.under_span if made.under else made.as__span if made.as_ else place
        sink.error(CODE, f"'{written}' has {what}", at, "write it as 重庆!工业")
        return None
    if made.see and made.also:
        sink.error(CODE, "a mark says 'see' and 'also'", made.also_span, "leave one of them out")
        return None
    return Indexed(
        id=name,
        headings=headings,
        children=children,
        sort=made.sort,
        see=made.see,
        also=made.also,
        span=place,
        sort_span=made.sort_span,
        see_span=made.see_span if made.see else made.also_span,
    )
