"""An official circular with all its attachments.

In: a circular's :class:`~typeset.project.Project`. Out: :class:`~typeset.issue.circular.Issued`,
files by name: the circular (PDF, DOCX, and an archive copy with the attachments inside), and
each attachment that is not bound with it. ``enclosures`` finds and checks what is attached,
``rounds`` and ``binding`` make one document of what is bound, ``circular`` builds the files.
Open ``circular.py`` first. A publication that is no circular pays for none of this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset import pipeline
from typeset.progress import Progress, quiet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typeset.issue.circular import Issued
    from typeset.pdf.edition import Edition
    from typeset.pipeline import Manuscript, Proof, Run
    from typeset.project import Project


def issue(project: Project, progress: Progress = quiet) -> Issued:
    """A circular with everything it attaches, as files to hand over.

    Raises:
        BuildFailed: the circular or an attachment has errors; nothing is to be written.
    """
    from typeset.issue.circular import issue as stage  # noqa: PLC0415

    return stage(project, progress)


def lay_out(manuscript: Manuscript, run: Run, editions: Sequence[Edition] = ()) -> Proof:
    """The pages; a circular's with what is bound, after a look at all that it attaches.

    Raises:
        BuildFailed: among others, if a file of one of the ``editions`` could not claim its
            standards with what is bound.
    """
    if not _attaches(manuscript):
        return pipeline.lay_out(manuscript, run)
    from typeset.issue.enclosures import find, refuse_unfit  # noqa: PLC0415
    from typeset.issue.rounds import with_bound  # noqa: PLC0415

    found = find(manuscript, run)
    refuse_unfit(found, editions, run.sink)
    return with_bound(manuscript, found, run)


def examine(manuscript: Manuscript, run: Run) -> None:
    """Look at what a circular attaches; a finding tells what its Word document does not hold."""
    if not _attaches(manuscript):
        return
    from typeset.issue.enclosures import find, tell_apart  # noqa: PLC0415

    tell_apart(find(manuscript, run), run.sink)


def _attaches(manuscript: Manuscript) -> bool:
    circular = manuscript.publication.circular
    return circular is not None and any(one.source for one in circular.enclosures)
