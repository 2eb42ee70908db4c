"""Our own PDF as pictures: PDFium draws, the PNG (RGB, 8 bits) is packed here."""

from __future__ import annotations

import struct
import zlib
from typing import Any

_HAIR = 0.001  # points: PDFium rounds sizes up, and its boxes carry the noise of short floats
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def pages_png(data: bytes, dpi: float = 150, *, bleed: bool = False) -> list[bytes]:
    """Every page of a PDF file as PNG bytes, cut at the trim unless ``bleed`` is wanted.

    Raises ``ValueError`` if the data cannot be read as a PDF.
    """
    import pypdfium2  # noqa: PLC0415 - only pictures need it

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        raise ValueError(f"not a readable PDF: {fault}") from fault
    try:
        return [_page_png(page, dpi, bleed=bleed) for page in document]
    finally:
        document.close()


def _page_png(page: Any, dpi: float, *, bleed: bool) -> bytes:
    if not bleed:
        left, foot, right, head = page.get_trimbox()
        page.set_mediabox(left, foot, right - _HAIR, head - _HAIR)
    bitmap = page.render(scale=dpi / 72, rev_byteorder=True)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    pixels, channels = bytes(bitmap.buffer), bitmap.n_channels
    rows = [pixels[y * stride : y * stride + width * channels] for y in range(height)]
    return png(width, height, dpi, [_rgb(row, channels) for row in rows])


def _rgb(row: bytes, channels: int) -> bytes:
    if channels == 3:
        return row
    flat = bytearray(len(row) // channels * 3)
    for channel in range(3):
        flat[channel::3] = row[channel::channels] if channels == 4 else row
    return bytes(flat)


def png(width: int, height: int, dpi: float, rows: list[bytes]) -> bytes:
    """RGB rows as a PNG file (ISO/IEC 15948)."""
    per_metre = round(dpi / 0.0254)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    filtered = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    chunks = (
        (b"IHDR", head),
        (b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
        (b"IDAT", filtered),
        (b"IEND", b""),
    )
    return _SIGNATURE + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
