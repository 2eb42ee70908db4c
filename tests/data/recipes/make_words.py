"""Make ``src/typeset/scripts/han/data/words.txt`` from the dictionary of jieba (MIT licence).

usage: make_words.py DICT OUT

DICT is ``jieba/dict.txt`` of the source distribution jieba 0.42.1: a word, its count and its
part of speech on each line. Kept are words of two to seven Han characters counted at least
LEAST times, by the whole logarithm of their count: what tells one segmentation from another.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from pathlib import Path

LEAST = 20
HEAD = """\
# Words of Chinese by the binary logarithm of their count, for finding phrase ends in headings.
# From jieba 0.42.1, dict.txt, Copyright (c) 2013 Sun Junyi, MIT licence (LICENSE-jieba.txt);
# made by tests/data/recipes/make_words.py.
"""


def is_han(word: str) -> bool:
    """Whether every character is a common ideograph."""
    return all("\u4e00" <= char <= "\u9fff" for char in word)


def main(given: str, out: str) -> None:
    """Write the list."""
    classes: dict[int, list[str]] = defaultdict(list)
    for line in Path(given).read_text(encoding="utf-8").splitlines():
        word, count, _ = line.split(" ")
        long_enough = 1 <= len(word) <= 7 and int(count) >= LEAST
        if is_han(word) and long_enough:
            classes[round(math.log2(int(count)))].append(word)
    rows = (f"{level} {' '.join(sorted(classes[level]))}\n" for level in sorted(classes))
    Path(out).write_text(HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
