"""Opens a file and reads every page of it, within bounds."""

from __future__ import annotations

import io
import re
import warnings
from typing import Any

from typeset.preflight import values
from typeset.preflight.acts import ACTS
from typeset.preflight.canvas import Canvas, Shared, TooMuch
from typeset.preflight.marks import Dossier, Sheet

MOST_BYTES = 1 << 30
MOST_PAGES = 5000
MOST_OBJECTS = 2_000_000
MOST_PACKET = 8 << 20
_WHERE = re.compile(r"^stream <[^>]*>:? ?")


class Unreadable(Exception):  # noqa: N818 - it states what the file is
    """The file is no PDF that can be read; the message says why."""


def read(data: bytes, name: str) -> Dossier:
    """Everything of a file that the checks ask about.

    Raises:
        Unreadable: it is no PDF, needs a password, or has no pages.
    """
    file = opened(data)
    sheets = [_sheet(page, number) for number, page in enumerate(_pages(file), 1)]
    filters, external = _streams(file)
    dossier = Dossier(
        file=file,
        name=name,
        sheets=sheets,
        version=str(file.pdf_version),
        encrypted=bool(file.is_encrypted),
        repaired=_repairs(file),
        packet=_packet(file),
        filters=filters,
        external=external,
        compact=b"/ObjStm" in data or b"/XRef" in data,
    )
    shared = Shared(ACTS, off=_hidden_layers(file))
    try:
        for sheet in sheets:
            Canvas(sheet, shared).page()
    except TooMuch:
        dossier.complete = False
    return dossier


def opened(data: bytes) -> Any:
    """The parsed file.

    Raises:
        Unreadable: it is no PDF, or needs a password.
    """
    import pikepdf  # noqa: PLC0415 - 60 ms, and only where a file is examined

    if len(data) > MOST_BYTES:
        raise Unreadable(f"it is larger than {MOST_BYTES >> 20} MiB")
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("it does not begin as a PDF does")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        raise Unreadable("it can be opened only with a password") from None
    except values.faults() as fault:
        raise Unreadable(f"it is damaged beyond reading ({reason_of(fault)})") from None


def reason_of(fault: BaseException) -> str:
    """What the parser says, without its name for the bytes."""
    said = _WHERE.sub("", " ".join(str(fault).split()))  # it read from memory: nobody's place
    return said[:120]


def _pages(file: Any) -> list[Any]:
    try:
        count = len(file.pages)
        pages = [file.pages[i].obj for i in range(min(count, MOST_PAGES))]
    except values.faults() as fault:
        raise Unreadable(f"its pages cannot be found ({reason_of(fault)})") from None
    if not pages:
        raise Unreadable("it has no pages")
    if count > MOST_PAGES:
        raise Unreadable(f"it has more than {MOST_PAGES} pages")
    return pages


def _repairs(file: Any) -> tuple[str, ...]:
    try:
        return tuple(_shown(w) for w in file.get_warnings())[:20]
    except values.faults():
        return ()


def _shown(warning: Any) -> str:
    text = " ".join(str(warning).split())
    return text.rpartition("(")[2].rstrip(")") if text.count("(") > 1 else text[:160]


def _sheet(page: Any, number: int) -> Sheet:
    boxes = {key: values.box(values.inherited(page, key)) for key in ("/MediaBox", "/CropBox")}
    own = {key: values.box(values.get(page, key)) for key in ("/BleedBox", "/TrimBox", "/ArtBox")}
    return Sheet(
        number=number,
        obj=page,
        media=boxes["/MediaBox"] or (0.0, 0.0, 612.0, 792.0),
        crop=boxes["/CropBox"],
        bleed=own["/BleedBox"],
        trim=own["/TrimBox"],
        art=own["/ArtBox"],
        unit=values.number(values.get(page, "/UserUnit")) or 1.0,
    )


def _packet(file: Any) -> str:
    data = values.data(values.get(file.Root, "/Metadata"), MOST_PACKET)
    return data.decode("utf-8", "replace") if data is not None else ""


def _streams(file: Any) -> tuple[dict[str, int], bool]:
    """How often each filter is used, and whether a stream lies outside the file."""
    used: dict[str, int] = {}
    external = False
    try:
        count = min(len(file.objects), MOST_OBJECTS)
    except values.faults():
        return used, external
    for index in range(count):
        try:
            obj = file.objects[index]
        except values.faults():
            continue
        if values.is_stream(obj):
            for kind in values.filters(obj):
                used[kind] = used.get(kind, 0) + 1
            external = external or values.get(obj, "/F") is not None
    return used, external


def _hidden_layers(file: Any) -> frozenset[tuple[int, int]]:
    default = values.get(file.Root, "/OCProperties", "/D")
    off = {values.key(group) for group in values.items(values.get(default, "/OFF"))}
    if values.plain(values.get(default, "/BaseState")) == "OFF":
        everything = values.items(values.get(file.Root, "/OCProperties", "/OCGs"))
        on = {values.key(group) for group in values.items(values.get(default, "/ON"))}
        off |= {values.key(group) for group in everything} - on
    return frozenset(key for key in off if key is not None)
