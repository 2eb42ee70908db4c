"""The way back: what editors changed in a DOCX, merged into the content it was made from.

Three states are compared: the base snapshot that the file carries, the content as it is now,
and the edited document. In: the file's bytes and a project. Out: a :class:`Plan` with changes,
conflicts, remarks and the new bytes of the files; nothing is written here.

Open ``engine.py`` first. ``states`` puts the three side by side (``align`` finds partners),
``boxes`` and ``figures`` read what boxes say, ``flow`` and ``merging`` the running text,
``rewrite`` and ``scalars`` write back into the source, ``drawn`` keeps quotations equal.
"""

from __future__ import annotations

from typeset.pull.engine import pull
from typeset.pull.plan import Change, Conflict, Note, Plan

__all__ = ["Change", "Conflict", "Note", "Plan", "pull"]
