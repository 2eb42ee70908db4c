"""An official circular by GB/T 9704-2012: one file for each of its parts.

``head`` (版头 and title), ``letter`` and ``order`` are the three kinds of head, with ``mark`` and
``title``; ``levels`` number the text; ``enclosures`` (附件说明), ``attendance`` (出席), ``closing``
(署名, 日期, 附注) and ``tail`` (版记) end it. What a rule says: ``style/presets/gbt9704.toml``;
``area`` turns that into points, ``measure`` is what they ask of the line engine.

``lower`` puts them together for pages, ``word`` for Word.

In: :class:`Publication` with its :class:`Circular`, style, a measurer. Out: :class:`Flow` or
:class:`Reflow`. Open ``lower.py`` first.
"""

from typeset.blocks.circular.lower import compose
from typeset.blocks.circular.measure import Measurer
from typeset.blocks.circular.word import reflow

__all__ = ["Measurer", "compose", "reflow"]
