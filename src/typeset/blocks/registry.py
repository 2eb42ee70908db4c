"""All block kinds. The registry is an explicit tuple: readers find it, type checkers follow it."""

from __future__ import annotations

from typeset.blocks import (
    chart,
    code,
    columns,
    heading,
    listing,
    metrics,
    new_page,
    paragraph,
    picture,
    pull_quote,
    quotation,
    table,
)
from typeset.blocks.kind import BlockKind

KINDS: tuple[BlockKind, ...] = (
    heading.KIND,
    paragraph.KIND,
    quotation.KIND,
    listing.KIND,
    listing.ITEM,
    listing.MARKED,
    metrics.KIND,
    columns.KIND,
    new_page.KIND,
    pull_quote.QUOTE,
    pull_quote.BOX,
    picture.KIND,
    table.KIND,
    table.PIPES,
    chart.KIND,
    code.KIND,
)
