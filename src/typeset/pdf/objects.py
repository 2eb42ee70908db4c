"""PDF objects as text (ISO 32000-1, 7.3): every value is an ASCII ``str`` ready to be written.

Only stream data is ``bytes``; whatever is not ASCII is escaped here, so that bodies can be
joined, hashed and compared as plain strings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_NAME_SPECIALS = frozenset("#%()/<>[]{}")
_STRING_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


def number(value: float, places: int = 3) -> str:
    """A number in the fewest digits, rounded to ``places`` decimals (at least one)."""
    digits = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def numbers(values: Iterable[float], places: int = 3) -> str:
    """Numbers with a space between."""
    return " ".join(number(value, places) for value in values)


def name(text: str) -> str:
    """A name object; characters outside the regular ones are written as ``#xx`` of UTF-8."""
    return "/" + "".join(
        chr(byte) if 33 <= byte <= 126 and chr(byte) not in _NAME_SPECIALS else f"#{byte:02X}"
        for byte in text.encode()
    )


def text_string(value: str) -> str:
    """A text string (7.9.2.2): literal if it is printable ASCII, else UTF-16 in hex."""
    if value.isascii() and value.isprintable():
        return f"({value.translate(_STRING_ESCAPES)})"
    return f"<FEFF{value.encode('utf-16-be').hex().upper()}>"


def byte_string(value: bytes) -> str:
    """A byte string, in hex."""
    return f"<{value.hex().upper()}>"


def dictionary(entries: Mapping[str, str]) -> str:
    """A dictionary; keys are plain ASCII names, entries with an empty value are left out."""
    return "<<" + "".join(f"/{key} {value}" for key, value in entries.items() if value) + ">>"


def array(items: Iterable[str]) -> str:
    """An array."""
    return "[" + " ".join(items) + "]"


def reference(object_number: int) -> str:
    """An indirect reference (generation 0 always)."""
    return f"{object_number} 0 R"


def references(object_numbers: Iterable[int]) -> str:
    """An array of indirect references."""
    return array(reference(number_) for number_ in object_numbers)
