"""Which language a run is in, where its characters alone tell it."""

from __future__ import annotations

import re
from functools import cache

from typeset.pdf.policy import table


@cache
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern with a group for each language, and the tags by group."""
    entries = table("languages")["language"]
    tags = {f"g{i}": entry["tag"] for i, entry in enumerate(entries)}
    groups = (f"(?P<g{i}>{entry['pattern']})" for i, entry in enumerate(entries))
    return re.compile("|".join(groups)), tags


def foreign_language(text: str, around: str) -> str:
    """The language of the text if it is another than ``around`` (a language tag), else ""."""
    pattern, tags = _known()
    found = pattern.search(text)
    tag = tags[found.lastgroup] if found and found.lastgroup else ""
    return "" if tag == around.split("-", 1)[0].lower() else tag
