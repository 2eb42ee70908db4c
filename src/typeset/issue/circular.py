"""The circular and its attachments, built: one run, all findings, files by name.

The files are named by the rule of document exchange: an attachment's number and title stand in
its name (``附件1：….pdf``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from typeset.diagnostics import Diagnostic, Sink
from typeset.issue.enclosures import Found, find, tell_apart
from typeset.issue.kept import without
from typeset.issue.pdfs import READ_IN
from typeset.issue.rounds import with_bound
from typeset.pdf.edition import Attachment, Edition
from typeset.pipeline import Manuscript, Proof, Run, lay_out, load, write_docx, write_pdf
from typeset.progress import Progress, quiet
from typeset.project import Project
from typeset.record import dataclass

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\s]+')
ARCHIVE = Edition(profile="archive", level="3a")


@dataclass(frozen=True, slots=True)
class Output:
    """A file to be written; ``pages`` are those of a PDF of ours, 0 where they are not counted."""

    name: str
    data: bytes
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Issued:
    """All files of an issue, and what was found on the way."""

    outputs: tuple[Output, ...]
    findings: tuple[Diagnostic, ...]


def issue(project: Project, progress: Progress = quiet) -> Issued:
    """A circular with everything it attaches.

    Raises:
        BuildFailed: the circular or an attachment has errors; nothing is to be written.
    """
    run = Run(progress)
    manuscript = load(project, run)
    _check(manuscript, run.sink)
    found = find(manuscript, run)
    tell_apart(found, run.sink)
    attachments = [output for one in found for output in _attachment(one, run)]
    circular = _circular(manuscript, found, attachments, run)
    return Issued((*circular, *attachments), tuple(dict.fromkeys(run.sink.findings)))


def _check(manuscript: Manuscript, sink: Sink) -> None:
    if manuscript.publication.circular is None:
        hint = "write kind: circular into publication.yaml"
        sink.error("circular/kind", "the publication is no circular",
                   manuscript.publication.span, hint)  # fmt: skip
    sink.check()


def _circular(
    manuscript: Manuscript, found: Sequence[Found], attachments: Sequence[Output], run: Run
) -> Iterator[Output]:
    """The circular itself: for the printer, for editors, and for the archive."""
    name = manuscript.publication.outputs.name
    proof = with_bound(manuscript, found, run)
    pages = len(proof.pages.pages)
    yield Output(f"{name}.pdf", write_pdf(proof, run), pages)
    yield Output(f"{name}.docx", write_docx(manuscript, run))
    archive = replace(ARCHIVE, attachments=tuple(_inside(attachments)))
    kept = _archived(proof, found, run.sink)
    yield Output(f"{name}-archive.pdf", write_pdf(kept, run, archive), len(kept.pages.pages))


def _archived(proof: Proof, found: Sequence[Found], sink: Sink) -> Proof:
    """The pages of the archive copy: without those that would break what it claims to be."""
    left_out = []
    for one in found:
        if one.pdf is not None and (why := one.pdf.unfit_for(ARCHIVE)):
            message = f"'{one.source.text}' is in the archive copy as a file, not among its pages"
            sink.warn("circular/attachment-archive", f"{message}: {why}", one.source.span, READ_IN)
            left_out.append(one.name)
    return replace(proof, pages=without(proof.pages, left_out)) if left_out else proof


def _attachment(one: Found, run: Run) -> Iterator[Output]:
    """The files of an attachment; of one that is bound, what the circular's Word file lacks."""
    stem = file_stem(one)
    if one.pdf is not None:
        yield Output(f"{stem}.pdf", one.pdf.data)
    if one.manuscript is None:
        return
    with one.named.telling(run) as own:
        if not one.attach.bound:
            proof = lay_out(one.manuscript, own)
            yield Output(f"{stem}.pdf", write_pdf(proof, own), len(proof.pages.pages))
        yield Output(f"{stem}.docx", write_docx(one.manuscript, own))


def _inside(outputs: Sequence[Output]) -> Iterator[Attachment]:
    """What the archive copy carries: the PDFs, and the Word documents of what has none."""
    stems = {PurePosixPath(output.name).stem for output in outputs if output.name.endswith(".pdf")}
    for output in outputs:
        if output.name.endswith(".pdf") or PurePosixPath(output.name).stem not in stems:
            yield Attachment(name=output.name, data=output.data, relationship="Supplement",
                             about="Attachment of the circular")  # fmt: skip


def file_stem(one: Found) -> str:
    """``附件1：`` and the title, as far as a file's name can hold it."""
    number = str(one.attach.no) if one.attach.of > 1 else ""
    return f"附件{number}：{_FORBIDDEN.sub('-', one.attach.title.text)}"
