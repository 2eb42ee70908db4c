"""``{漢字|かんじ}``: a reading beside its characters.

One reading is that of the whole, several are those of the characters one by one:
``{漢字|かん|じ}``. ``{.jukugo}`` behind it lets them share the word's room. A reading in bopomofo
stands at the right of its character, so a word needs one for each.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from typeset.diagnostics import Sink, Span
from typeset.model.inline import Inline, Ruby, Text
from typeset.reading.attributes import Attributes
from typeset.record import dataclass

CODE = "content/ruby"
JUKUGO = "jukugo"
_READING = re.compile(r"\{([^{}|\n]*)((?:\|[^{}|\n]*)+)\}")
_NESTED = re.compile(r"\{[^{}|\n]*\{[^{}\n]*\}[^{}\n]*\|[^{}\n]*\}")
_OPEN = re.compile(r"\{[^{}|\s]+\|[^{}\s]*")
_BOPOMOFO = re.compile(r"[ㄅ-ㄯㆠ-ㆿˉˊˇˋ˙\s]*[ㄅ-ㄯㆠ-ㆿ][ㄅ-ㄯㆠ-ㆿˉˊˇˋ˙\s]*")

Locate = Callable[[int, int], Span]


@dataclass(frozen=True, slots=True)
class Found:
    """A reading as it stands in the text: offsets from its ``{`` to behind its ``}``."""

    base: str
    readings: tuple[str, ...]
    end: int


def find_ruby(src: str, at: int, stop: int) -> Found | None:
    """The base with its readings whose ``{`` stands at ``at``, or None."""
    found = _READING.match(src, at, stop)
    if found is None:
        return None
    readings = tuple(reading.strip() for reading in found[2][1:].split("|"))
    return Found(found[1].strip(), readings, found.end())


def report_broken(src: str, at: int, stop: int, locate: Locate, sink: Sink) -> None:
    """Report what looks like a reading at ``at`` but is none; it stays text."""
    if nested := _NESTED.match(src, at, stop):
        sink.error(
            CODE,
            "a reading cannot hold another one",
            locate(at, nested.end() - at),
            "write the two behind each other: {漢|かん}{字|じ}",
        )
    elif (begun := _OPEN.match(src, at, stop)) and not _READING.match(src, at, stop):
        sink.error(
            CODE,
            "'{…|' begins a reading, and no '}' ends it in this line",
            locate(at, begun.end() - at),
            "write {漢字|かんじ}; for the characters themselves, \\{",
        )


def read_ruby(
    found: Found, attributes: Attributes | None, place: Span, sink: Sink
) -> tuple[Inline, ...]:
    """The annotated text; its base alone after a fault."""
    plain: tuple[Inline, ...] = (Text(found.base, place),) if found.base else ()
    fault = _fault(found, attributes)
    if fault:
        sink.error(CODE, fault[0], place, fault[1])
        return plain
    is_word = attributes is not None
    if any(_BOPOMOFO.fullmatch(reading) for reading in found.readings):
        return (Ruby(found.base, found.readings, place, kind="bopomofo"),)
    if len(found.readings) == 1:
        return (Ruby(found.base, found.readings, place),)
    return (Ruby(found.base, found.readings, place, kind="jukugo" if is_word else "mono"),)


def _fault(found: Found, attributes: Attributes | None) -> tuple[str, str] | None:
    """What is wrong with it, and what to write."""
    count = len(characters(found.base))
    own = [reading for reading in found.readings if reading]
    if not found.base:
        return "there is nothing before the '|' that the reading belongs to", "write {漢字|かんじ}"
    if not own:
        return f"'{found.base}' has no reading", "write {漢字|かんじ}"
    if len(found.readings) > 1 and len(found.readings) != count:
        return (
            f"'{found.base}' has {count} characters, and {len(found.readings)} readings",
            "give one reading for the whole, or one for each character",
        )
    if attributes is not None and attributes.classes != (JUKUGO,):
        return "only {.jukugo} may stand behind a reading", ""
    if attributes is not None and len(found.readings) == 1:
        return "a jukugo has a reading for each character", "write {漢字|かん|じ}{.jukugo}"
    spelled = [reading for reading in own if _BOPOMOFO.fullmatch(reading)]
    if spelled and len(spelled) < len(own):
        return f"the readings of '{found.base}' are bopomofo in part only", ""
    if spelled and len(found.readings) != count:
        return (
            f"'{found.base}' has {count} characters; bopomofo is written for each",
            "write {國家|ㄍㄨㄛˊ|ㄐㄧㄚ}",
        )
    return None


def characters(text: str) -> list[str]:
    """The text cut into characters; combining marks and variation selectors go with theirs."""
    out: list[str] = []
    for char in text:
        joins = unicodedata.category(char)[0] == "M" or "\ufe00" <= char <= "\ufe0f"
        if out and joins:
            out[-1] += char
        else:
            out.append(char)
    return out
