"""Blocks: one file each, from how it is written to how it is lowered.

A block file holds its type, its attributes, ``read``, ``compose`` (to the primitives of
:mod:`typeset.flow`) and ``reflow`` (to those of :mod:`typeset.reflow`), and ends with its
:class:`~typeset.blocks.kind.BlockKind`. To add a block, write the file and list its kind
in ``registry``. Boxes have no code of their own: a design in ``style/presets/designs``
draws their parts (``panel``, ``draw``, ``figures``; for Word ``box_word``).

In: :class:`Publication` and :class:`Style`. Out: :class:`Flow` or :class:`Reflow`.
"""

from typeset.blocks.check import check
from typeset.blocks.designs import designs_of
from typeset.blocks.kind import BlockKind, Raw
from typeset.blocks.lower import compose, reflow
from typeset.blocks.registry import KINDS

__all__ = ["KINDS", "BlockKind", "Raw", "check", "compose", "designs_of", "reflow"]
