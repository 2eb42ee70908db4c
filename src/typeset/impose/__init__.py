"""Imposition: the pages of any PDF on printed sheets, so that they fold and cut to a booklet.

In: the bytes of a PDF and a :class:`Job`. Out: :class:`Imposed`, the bytes of a new PDF whose
pages are sheets, front and back in turn. Pages are carried over as form XObjects, untouched;
only their places are computed.

Open ``order`` first (which page stands where, pure numbers), then ``plan`` (in millimetres
and points); ``assemble`` is the only file that knows PDF, ``signatures.toml`` how sheets fold.
"""

from typeset.impose.assemble import Imposed, impose
from typeset.impose.job import Job, Refused, Unreadable

__all__ = ["Imposed", "Job", "Refused", "Unreadable", "impose"]
