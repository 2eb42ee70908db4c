"""A foreign file into a new project: ``.docx``, ``.md``, ``.txt``.

In: the bytes of a file and its name. Out: :class:`Imported`, the files of a project that
builds, a report of everything done and proposed, and findings. A reader (``word``,
``marked``, ``plain``) makes a ``Source``; ``recognise`` takes it through the recognisers, each a
pure function from items to items and report entries; ``draft`` parts it into sections, ``write``
makes files of it. Rules are in ``data/``. Terms: *item* (a paragraph or table as it stood),
*entry* (one line of the report), *front* (title, issuer …), *headline* (a figure to be
marked). Open ``recognise`` first.
"""

from __future__ import annotations

from typeset.importing.fitting import MASTHEADS, Fit
from typeset.importing.recognise import Imported, imported
from typeset.importing.source import Refused

__all__ = ["MASTHEADS", "Fit", "Imported", "Refused", "imported"]
