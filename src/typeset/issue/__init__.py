"""An official circular with all its attachments, as the files that are handed over.

In: a circular's :class:`~typeset.project.Project`. Out: :class:`~typeset.issue.circular.Issued`,
files by name: the circular (PDF, DOCX, and an archive copy with the attachments inside), and
each attachment that is not bound with it. ``enclosures`` finds and checks what is attached,
``circular`` builds. Open ``circular.py`` first.
"""

from typeset.issue.circular import Issued, Output, issue

__all__ = ["Issued", "Output", "issue"]
