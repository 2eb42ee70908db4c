"""A page of a PDF as pixels, drawn by PDFium."""

from __future__ import annotations

from typeset.pdf_pictures.opening import UnusablePdfError
from typeset.record import dataclass

_LEAST = 1e-3  # points: PDFium rounds sizes up, and its boxes carry the noise of short floats


@dataclass(frozen=True, slots=True)
class Pixels:
    """Rows of RGB from the head, three bytes to a pixel."""

    width: int
    height: int
    data: bytes


def drawn(data: bytes, number: int, width: int, height: int) -> Pixels:
    """The trim of the page, upright and on white, in so many pixels; notes are not drawn.

    Raises:
        UnusablePdfError: PDFium cannot read it.
    """
    import pypdfium2  # noqa: PLC0415 - only documents with such pictures need it

    try:
        document = pypdfium2.PdfDocument(data)
        page = document[number - 1]
        left, foot, right, head = page.get_trimbox()
        for set_box in (page.set_mediabox, page.set_cropbox):
            set_box(left, foot, right - _LEAST, head - _LEAST)
        scale = width / page.get_width()
        bitmap = page.render(scale=scale, rev_byteorder=True, draw_annots=False)
    except (pypdfium2.PdfiumError, ValueError) as fault:
        raise UnusablePdfError("picture/corrupt", f"cannot be drawn: {fault}") from None
    made = _rgb(bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels, bytes(bitmap.buffer))
    document.close()
    return _fitted(made, width, height)


def _rgb(width: int, height: int, stride: int, channels: int, data: bytes) -> Pixels:
    rows = []
    for y in range(height):
        row = data[y * stride : y * stride + width * channels]
        if channels != 3:
            flat = bytearray(width * 3)
            for channel in range(3):
                flat[channel::3] = row[channel::channels] if channels == 4 else row
            row = bytes(flat)
        rows.append(row)
    return Pixels(width, height, b"".join(rows))


def _fitted(made: Pixels, width: int, height: int) -> Pixels:
    """Exactly so large: PDFium may give a row or column more or less than was asked for."""
    if (made.width, made.height) == (width, height):
        return made
    length = made.width * 3
    rows = [made.data[y * length : (y + 1) * length] for y in range(made.height)]
    rows = [row[: width * 3] + row[-3:] * max(0, width - made.width) for row in rows[:height]]
    rows += [rows[-1]] * (height - len(rows))
    return Pixels(width, height, b"".join(rows))
