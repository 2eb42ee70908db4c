"""A picture that stands alone in its paragraph, as the block that it is.

``![alt](file "caption"){settings}`` is short for ``:::picture {file=… alt=… caption=…}``.
"""

from __future__ import annotations

from dataclasses import replace

from typeset.diagnostics import Span
from typeset.model.nodes import Entry, Mapping, Scalar
from typeset.reading.attributes import Attributes
from typeset.reading.written import Piece, Written

PICTURE = "picture"


def stands_alone(written: Written) -> bool:
    """Whether the paragraph holds one picture and nothing else."""
    said = [piece for piece in written.pieces if piece.kind != "text" or piece.text.strip()]
    return written.form == "paragraph" and len(said) == 1 and said[0].kind == "image"


def as_block(written: Written) -> Written:
    """The paragraph as a container without a body."""
    piece = next(piece for piece in written.pieces if piece.kind == "image")
    attributes = _attributes(piece, written)
    return replace(
        written, form="container", name=PICTURE, attributes=attributes, pieces=(), places=None
    )


def _attributes(piece: Piece, written: Written) -> Attributes:
    place = written.places.span(piece.at) if written.places else written.span
    caption, alt = place, place
    if written.places:
        caption = written.places.span(*piece.title_place)
        alt = written.places.span(piece.at + 2, max(1, len(piece.text)))
    named = (("file", piece.target, place), ("alt", piece.text, alt),
             ("caption", piece.title, caption))  # fmt: skip
    given = [_entry(*each) for each in named if each[1]]
    own = piece.attributes
    entries = (*given, *(own.node.entries if own else ()))
    span = own.span if own else place
    return Attributes(own.classes if own else (), Mapping(entries, span), span)


def _entry(name: str, text: str, place: Span) -> Entry:
    return Entry(name, place, Scalar(text, text, place, True))
