"""Cover, title page, imprint, back and logo of ``publication.yaml``: what is written to what is.

Picture files are looked at where they are named; a picture that is read by nobody (no ``alt``)
is an error of the author's, not of the format.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Literal

from typeset.blocks import code
from typeset.blocks.kind import Vector
from typeset.blocks.leaf import SLOTS, Kind, Leaf, title_of
from typeset.blocks.logo import Logo
from typeset.blocks.parts import Photo, Sketch
from typeset.blocks.picture import drawn, framing_of
from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.model.publication import Block
from typeset.reading.images import Images
from typeset.reading.leaf_specs import BackSpec, CoverSpec, ImprintSpec, LogoSpec, TitlePageSpec
from typeset.reading.sections import Claims
from typeset.reading.specs import PublicationSpec
from typeset.record import dataclass

LOGO = "logo"
IDS: dict[Kind, str] = {
    "cover": "cover", "title-page": "title-page", "imprint": "colophon", "back": "back",
}  # fmt: skip
_Code = Literal["qr", "isbn"]
_WORDS = ("kicker", "slogan", "title", "subtitle", "issuer", "date", "text", "note")


@dataclass(frozen=True, slots=True)
class Leaves:
    """Reads the pages that are designs of one publication."""

    spec: PublicationSpec
    images: Images
    claims: Claims
    sink: Sink

    def all(self) -> tuple[Leaf, ...]:
        """Every page asked for, in the order of the publication."""
        found = tuple(self._asked())
        for leaf in found:
            self.claims.claim(leaf.id, leaf.span)
        return found

    def _asked(self) -> Iterator[Leaf]:
        spec = self.spec
        if spec.cover is not None:
            yield self._cover(spec.cover)
        if spec.title_page is not None:
            yield self._leaf("title-page", spec.title_page, repeats=spec.cover is not None)
        if spec.imprint is not None:
            yield self._imprint(spec.imprint)
        if spec.back is not None:
            yield self._back(spec.back)

    def _leaf(
        self,
        kind: Kind,
        written: CoverSpec | TitlePageSpec | ImprintSpec | BackSpec,
        usual: str = "",
        *,
        repeats: bool = False,
        place: Literal["front", "end"] = "front",
    ) -> Leaf:
        slot, name = SLOTS[kind], written.design or usual
        named = written.design_span if written.design_span != NOWHERE else written.span
        words = {n: _lines(getattr(written, n, "")) for n in _WORDS}
        return Leaf(
            id=IDS[kind],
            kind=kind,
            span=written.span,
            design=name if name.startswith(f"{slot}-") else f"{slot}-{name}",
            design_span=named,
            title=title_of(kind, self.spec.language),
            words={name: lines for name, lines in words.items() if lines},
            repeats=repeats,
            place=place,
        )

    def _cover(self, written: CoverSpec) -> Leaf:
        leaf = self._leaf("cover", written, "photo" if written.picture else "flood")
        return dataclasses.replace(leaf, picture=self._picture("cover", written))

    def _imprint(self, written: ImprintSpec) -> Leaf:
        leaf = self._leaf("imprint", written, place=written.place)
        title = leaf.words.get("title", (leaf.title,))
        words = {**leaf.words, "title": title}
        rows = tuple(written.rows.items())
        if not rows and not written.text.strip():
            self.sink.error(
                "publication/imprint", "the imprint says nothing", written.span,
                "give it rows, such as rows: {主编: …, 印数: …}, or a text",
            )  # fmt: skip
        return dataclasses.replace(leaf, title="".join(title), words=words, rows=rows)

    def _back(self, written: BackSpec) -> Leaf:
        leaf = self._leaf("back", written, "photo" if written.picture else "plain")
        picture = self._picture("back", written)
        return dataclasses.replace(leaf, picture=picture, codes=self._codes(written))

    def _picture(self, what: str, written: CoverSpec | BackSpec) -> Photo | Sketch | None:
        if not written.picture:
            return None
        at = written.picture_span
        if not written.alt.strip() and not written.decorative:
            self.sink.error(
                "publication/alt", f"the picture of the {what} has no 'alt'", at,
                "say in a sentence what it shows, or write decorative: true",
            )  # fmt: skip
        image = self.images.image(written.picture, at)
        framing = framing_of("crop", written.crop, written.crop_span, self.sink)
        if image is None or framing is None:
            return None
        alt, silent = written.alt, written.decorative
        if isinstance(image, Vector):
            return drawn(image, written.picture, alt, at, decorative=silent)
        return Photo(image=image, framing=framing, alt=alt, decorative=silent, span=at)

    def _codes(self, written: BackSpec) -> dict[str, Sketch]:
        if written.qr and written.isbn:
            message = "the back has room for one code: qr or isbn"
            self.sink.error("publication/code", message, written.isbn_span)
        asked: tuple[tuple[_Code, str, Span], ...] = (
            ("qr", written.qr, written.qr_span),
            ("isbn", written.isbn, written.isbn_span),
        )
        made = {kind: self._made(kind, value, at) for kind, value, at in asked if value}
        return {kind: sketch for kind, sketch in made.items() if sketch is not None}

    def _made(self, kind: _Code, value: str, at: Span) -> Sketch | None:
        attrs = code.Attrs(type=kind, value=value, value_span=at, span=at)
        if fault := code.fault_of(kind, value):
            what = f"'{value}' is no {kind} code: {fault}"
            self.sink.error("content/code", what, at)
            return None
        return code.sketch(code.Code(id="", span=at, attrs=attrs))


def _lines(words: str | tuple[str, ...]) -> tuple[str, ...]:
    lines = words.strip().split("\n") if isinstance(words, str) else words
    return tuple(line.strip() for line in lines if line.strip())


def logo_of(written: LogoSpec | None, images: Images) -> Block | None:
    """The publication's own logo; None where nothing is said of one: the sample's is drawn."""
    if written is None:
        return None
    if written.file == "none":
        return Logo(id=LOGO, span=written.span, own=None)
    own = _form(written.file, written.file_span, images)
    mono = _form(written.mono, written.mono_span, images) if written.mono else None
    return Logo(id=LOGO, span=written.span, own=own, mono=mono, alt=written.alt)


def _form(path: str, at: Span, images: Images) -> Photo | Vector | None:
    image = images.image(path, at)
    if image is None or isinstance(image, Vector):
        return image
    return Photo(image=image, decorative=True, span=at)
