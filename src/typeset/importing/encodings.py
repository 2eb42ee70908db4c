"""Bytes to text, safely: a mark at the front decides, else UTF-8, UTF-16, GB 18030, or no."""

from __future__ import annotations

import codecs
import unicodedata

from typeset.importing.source import Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_MAGIC = (
    (b"PK\x03\x04", "a zip archive (a Word file has the suffix .docx)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_COMMON = 0.85  # of the characters beyond ASCII must be of GB 2312, or it is another encoding
_SAMPLE = 200_000  # characters looked at


def what_it_is(data: bytes) -> str:
    """What the first bytes say the file is, or an empty string."""
    return next((name for magic, name in _MAGIC if data.startswith(magic)), "")


def decoded(data: bytes, name: str) -> tuple[str, str]:
    r"""The text, line ends as ``\n``, and its encoding in words (empty: plain UTF-8).

    Raises:
        Refused: it is no text, or its encoding cannot be told for certain.
    """
    if other := what_it_is(data):
        raise Refused("import/not-text", f"'{name}' is {other}, not a text")
    text, words = _marked(data, name) or _unmarked(data, name)
    if "\0" in text:
        raise Refused("import/not-text", f"'{name}' holds zero bytes; it is not a text")
    return text.replace("\r\n", "\n").replace("\r", "\n"), words


def _marked(data: bytes, name: str) -> tuple[str, str] | None:
    for mark, encoding, words in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), words
            except UnicodeDecodeError as fault:
                raise _unclear(name, f"begins as {words} but byte {fault.start} is not") from None
    return None


def _unmarked(data: bytes, name: str) -> tuple[str, str]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        where = f": byte {fault.start} (0x{data[fault.start]:02X}) is not UTF-8"
    else:
        if "\0" not in text:
            return text, ""
        where = ""
    for encoding, words in (("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16")):
        if _is_utf16(data) and (text := _try(data, encoding)) and _is_plausible(text):
            return text, f"{words} without a byte order mark"
    if b"\0" not in data and (text := _try(data, "gb18030")) and _is_plausible(text):
        return text, "GB 18030 (GBK)"
    if b"\0" in data:
        raise Refused("import/not-text", f"'{name}' holds zero bytes; it is not a text")
    raise _unclear(name, f"is in no encoding that can be told for certain{where}")


def _unclear(name: str, what: str) -> Refused:
    return Refused("import/encoding", f"'{name}' {what}", "save the file as UTF-8")


def _try(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _is_utf16(data: bytes) -> bool:
    """Whether zero bytes stand where ASCII characters and line ends have them."""
    return len(data) % 2 == 0 and 0 < data[:_SAMPLE].count(0) < len(data[:_SAMPLE]) * 0.6


def _is_plausible(text: str) -> bool:
    """Whether it reads as Chinese: few characters beyond GB 2312, none that mean nothing."""
    beyond = [c for c in text[:_SAMPLE] if c > "\x7f"]
    if any(unicodedata.category(c) in {"Cc", "Cn", "Co", "Cs"} for c in beyond):
        return False
    common = sum(1 for c in beyond if c.encode("gb2312", "ignore"))
    return common >= _COMMON * len(beyond)
