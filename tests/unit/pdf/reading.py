"""Looking into a written file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache

import pikepdf


@lru_cache(maxsize=4)
def opened(data: bytes) -> pikepdf.Pdf:
    """The file, opened and kept open: its objects die with it."""
    return pikepdf.open(io.BytesIO(data))


def stream(data: bytes, page: int = 0) -> str:
    """A page's content stream."""
    return opened(data).pages[page].Contents.read_bytes().decode("ascii")


def packet(data: bytes) -> str:
    """The XMP packet, as it stands uncompressed in the file."""
    found = re.search(rb"<\?xpacket begin.*?<\?xpacket end=\"w\"\?>", data, re.DOTALL)
    assert found
    return found[0].decode()


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every structure element below a node, in order."""
    kids = node.get("/K")
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def structure(data: bytes) -> list[pikepdf.Object]:
    """Every structure element of a file, in reading order."""
    return list(elements(opened(data).Root.StructTreeRoot))
