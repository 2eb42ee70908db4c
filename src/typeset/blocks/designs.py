"""Which box designs a publication asks for, so that no others need to be read."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.blocks import contents, opening
from typeset.blocks.chart import Chart
from typeset.blocks.code import Code
from typeset.blocks.leaf import leaves_of
from typeset.blocks.metrics import Metrics
from typeset.blocks.paragraph import drawn_by
from typeset.blocks.picture import Picture
from typeset.blocks.pull_quote import PullQuote
from typeset.model.publication import Block, Publication


def designs_of(publication: Publication) -> frozenset[str]:
    """Names of the designs that blocks and figures ask for, known or not."""
    blocks = [*publication.front, *(b for s in publication.sections for b in s.blocks)]
    layouts = (section.layout for section in publication.sections)
    pages = (leaf.design for leaf in leaves_of(publication))
    listed = (contents.DESIGN,) if publication.contents or publication.lists else ()
    return frozenset(
        (*layouts, *pages, *listed, opening.IMPRINT, *(n for b in blocks for n in _asked(b)))
    )


def _asked(block: Block) -> Iterator[str]:
    if isinstance(block, Metrics | PullQuote):
        yield block.attrs.design
    if isinstance(block, Code):
        yield block.attrs.design
    if isinstance(block, Picture | Chart):
        yield block.design
    yield from (drawn_by(metric) for metric in block.metrics())
