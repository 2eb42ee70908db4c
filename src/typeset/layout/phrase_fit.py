"""Whether lines of a title end where phrases do, so that a smaller size may be tried if not."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import accumulate

from typeset.display import SetLine
from typeset.scripts.han.phrases import phrase_ends


def ends_well(lines: Sequence[SetLine], language: str) -> bool:
    """Whether every line but the last ends at a mark, at white, or at the end of a phrase."""
    texts = [line.text for line in lines]
    whole = "".join(texts)
    places = phrase_ends(whole, language) if len(texts) > 1 else {}
    return all(
        at in places or not _inside(whole[at - 1 : at + 1])
        for at in accumulate(map(len, texts[:-1]))
    )


def _inside(pair: str) -> bool:
    """Whether two characters are letters or figures both."""
    return all(unicodedata.category(char)[0] in "LN" for char in pair)
