"""Preflight: what a printer's check would say of a PDF, of ours or of anybody's.

In: the bytes of a PDF, and what it is examined for (a standard, a print shop's preset, a
binding). Out: a :class:`Report` of findings, each with its page and place. Independent of our
own writer: pikepdf parses the file, the content streams are read here.

Open ``opening`` first (a file becomes a ``Dossier``), then ``checks`` (a dossier becomes
findings); ``canvas`` and ``acts`` read pages, ``rules.toml`` holds what findings say and how
grave they are, ``presets.toml`` the print shop's numbers. Hostile files are bounded: a
stream's size, the operators of a file, the depth of forms, the pages.
"""

from typeset.preflight.examine import examine
from typeset.preflight.opening import Unreadable
from typeset.preflight.report import Report

__all__ = ["Report", "Unreadable", "examine"]
