"""typeset sets publications: Markdown and a YAML style in, print-ready PDF and DOCX out.

The public API is a straight line of four functions over frozen values::

    import typeset

    manuscript = typeset.load("content")          # publication and style, resolved
    proof = typeset.lay_out(manuscript)           # finished pages
    pdf = typeset.write_pdf(proof)                # bytes
    docx = typeset.write_docx(manuscript)         # bytes
    kept = typeset.write_pdf(proof, edition=typeset.Edition(profile="archive"))

or, in one step, with findings and the seconds each stage took::

    built = typeset.build("content", "pdf")       # or "docx"
    Path("review.pdf").write_bytes(built.data)

Every function raises :class:`BuildFailed` with *all* errors it found, each a
:class:`Diagnostic` with its place in the source. Warnings are in ``Built.findings``; the
single steps put them into a ``Sink`` if one is given. Nothing is written to disk.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from typeset.diagnostics import BuildFailed, Diagnostic, Sink, Span
from typeset.progress import Progress, quiet
from typeset.version import __version__

if TYPE_CHECKING:
    from typeset.pdf.edition import Edition
    from typeset.pipeline import Built, Manuscript, Proof, Run

__all__ = [
    "BuildFailed",
    "Built",
    "Diagnostic",
    "Edition",
    "Manuscript",
    "Proof",
    "Sink",
    "Span",
    "__version__",
    "build",
    "lay_out",
    "load",
    "write_docx",
    "write_pdf",
]


def load(folder: str | PathLike[str], sink: Sink | None = None) -> Manuscript:
    """Read the project in ``folder`` and resolve its style."""
    from typeset.pipeline import load as stage  # noqa: PLC0415
    from typeset.project import Project  # noqa: PLC0415

    return stage(Project(Path(folder)), _run(sink))


def lay_out(manuscript: Manuscript, sink: Sink | None = None) -> Proof:
    """Set the manuscript on pages."""
    from typeset.issue import lay_out as stage  # noqa: PLC0415

    return stage(manuscript, _run(sink))


def write_pdf(proof: Proof, sink: Sink | None = None, edition: Edition | None = None) -> bytes:
    """The finished pages as the bytes of a PDF: print-ready, or of another edition."""
    from typeset.pipeline import write_pdf as stage  # noqa: PLC0415

    return stage(proof, _run(sink), edition)


def write_docx(manuscript: Manuscript, sink: Sink | None = None) -> bytes:
    """The manuscript as the bytes of an editable Word document of the same design."""
    from typeset.pipeline import write_docx as stage  # noqa: PLC0415

    return stage(manuscript, _run(sink))


def build(
    folder: str | PathLike[str],
    output: Literal["pdf", "docx"] = "pdf",
    progress: Progress = quiet,
) -> Built:
    """All stages from the project in ``folder`` to one finished output."""
    from typeset import issue  # noqa: PLC0415
    from typeset.pipeline import build_docx, build_pdf  # noqa: PLC0415
    from typeset.project import Project  # noqa: PLC0415

    project = Project(Path(folder))
    if output == "docx":
        return build_docx(project, progress, examined=issue.examine)
    return build_pdf(project, progress, paged=issue.lay_out)


def _run(sink: Sink | None) -> Run:
    from typeset.pipeline import Run  # noqa: PLC0415

    return Run(sink=sink) if sink is not None else Run()


def __getattr__(name: str) -> Any:
    homes = {"Edition": "typeset.pdf.edition"}
    if name in {"Built", "Edition", "Manuscript", "Proof"}:
        from importlib import import_module  # noqa: PLC0415

        return getattr(import_module(homes.get(name, "typeset.pipeline")), name)
    raise AttributeError(f"module 'typeset' has no attribute '{name}'")
