"""The circular and its attachments, built: one run, all findings, files by name.

The files are named by the rule of document exchange: an attachment's number and title stand in
its name (``附件1：….pdf``).
"""

from __future__ import annotations

import re
from dataclasses import field, replace

from typeset.blocks import KINDS
from typeset.diagnostics import Diagnostic, Sink
from typeset.issue.enclosures import Found, find
from typeset.issue.rounds import with_publications
from typeset.model.circular import Circular
from typeset.model.publication import Metadata, Publication
from typeset.pdf.edition import Attachment, Edition
from typeset.pipeline import Manuscript, Run, lay_out, load, write_docx, write_pdf
from typeset.progress import Progress, quiet
from typeset.project import Project
from typeset.reading.circular_project import read_enclosure
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


@dataclass(slots=True)
class _Issue:
    """One issue under way."""

    project: Project
    run: Run
    outputs: list[Output] = field(default_factory=list)

    def built(self) -> Issued:
        """Everything, or ``BuildFailed`` with every fault of circular and attachments."""
        manuscript = load(self.project, self.run)
        circular = manuscript.publication.circular
        if circular is None:
            self.run.sink.error(
                "circular/kind", "the publication is no circular",
                manuscript.publication.span, "write kind: circular into publication.yaml",
            )  # fmt: skip
            self.run.sink.check()
            raise AssertionError("an error ends the run")
        with self.run.stage("attachments"):
            found = find(self.project, circular, self.run)
        for one in found:
            if not one.enclosure.bound:
                self.outputs += self.attachment(one, manuscript, circular)
            elif one.manuscript is not None:  # Word has it as a file of its own
                self.outputs.append(_word(one, one.manuscript, self.run))
        files = tuple(_inside(output) for output in self.outputs if output.name.endswith(".pdf"))
        self.circular(manuscript, found, files)
        return Issued(tuple(self.outputs), tuple(dict.fromkeys(self.run.sink.findings)))

    def circular(
        self, manuscript: Manuscript, found: list[Found], files: tuple[Attachment, ...]
    ) -> None:
        """The circular itself: for the printer, for editors, and for the archive."""
        name = manuscript.publication.outputs.name
        publications = [one for one in found if one.enclosure.bound and one.manuscript]
        proof = (
            with_publications(manuscript, publications, self.run)
            if publications
            else lay_out(manuscript, self.run)
        )
        pages = len(proof.pages.pages)
        archive = replace(ARCHIVE, attachments=files)
        self.outputs[:0] = [
            Output(f"{name}.pdf", write_pdf(proof, self.run), pages),
            Output(f"{name}.docx", write_docx(manuscript, self.run)),
            Output(f"{name}-archive.pdf", write_pdf(proof, self.run, archive), pages),
        ]

    def attachment(self, one: Found, manuscript: Manuscript, circular: Circular) -> list[Output]:
        """The files of an attachment that is not bound."""
        stem = file_stem(one)
        if one.kind == "pdf":
            return [Output(f"{stem}.pdf", one.data)]
        own = one.manuscript or self.text(one, manuscript, circular)
        proof = lay_out(own, self.run)
        return [
            Output(f"{stem}.pdf", write_pdf(proof, self.run), len(proof.pages.pages)),
            _word(one, own, self.run),
        ]

    def text(self, one: Found, manuscript: Manuscript, circular: Circular) -> Manuscript:
        """A text in Markdown as a publication of its own, in the circular's style."""
        section = read_enclosure(self.project, KINDS, circular, one.place, self.run.sink)
        self.run.sink.check()
        if section is None:
            raise AssertionError("a text that was not read is an error")
        whole = manuscript.publication.metadata
        metadata = Metadata(title=one.enclosure.title.text, issuer=whole.issuer, date=whole.date,
                            language=whole.language, number=whole.number,
                            span=one.enclosure.title.span)  # fmt: skip
        publication = Publication(
            metadata=metadata,
            front=(),
            sections=(section,),
            circular=circular,
            attach=one.attach,
            sources=self.project.sources,
            span=one.enclosure.span,
        )
        return replace(manuscript, publication=publication)


def issue(project: Project, progress: Progress = quiet) -> Issued:
    """A circular with everything it attaches.

    Raises:
        BuildFailed: the circular or an attachment has errors; nothing is to be written.
    """
    return _Issue(project, Run(progress, sink=Sink())).built()


def file_stem(one: Found) -> str:
    """``附件1：`` and the title, as far as a file's name can hold it."""
    number = str(one.attach.no) if one.attach.of > 1 else ""
    return f"附件{number}：{_FORBIDDEN.sub('-', one.enclosure.title.text)}"


def _word(one: Found, own: Manuscript, run: Run) -> Output:
    return Output(f"{file_stem(one)}.docx", write_docx(own, run))


def _inside(output: Output) -> Attachment:
    return Attachment(
        name=output.name, data=output.data, relationship="Supplement",
        about="Attachment of the circular",
    )  # fmt: skip
