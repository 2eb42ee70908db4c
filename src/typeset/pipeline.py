"""The pipeline: a project folder in, finished bytes out.

::

    files --load--> Manuscript --lay_out--> Proof --write_pdf--> bytes
                        '---------------------------write_docx--> bytes

Each stage is a function from one frozen value to the next and ends by raising
:class:`~typeset.diagnostics.BuildFailed` with every error it found. Stages import their
machinery when they run, so that a PDF does not pay for Word, nor the reverse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from pathlib import PurePosixPath
from time import perf_counter
from typing import TYPE_CHECKING

from typeset.diagnostics import NOWHERE, BuildFailed, Diagnostic, Sink
from typeset.progress import Event, Progress, quiet
from typeset.project import Project
from typeset.record import dataclass

if TYPE_CHECKING:
    from typeset.display import Pages
    from typeset.flow import Flow
    from typeset.fonts.library import FontLibrary
    from typeset.model.circular import Circular
    from typeset.model.publication import Publication
    from typeset.pdf.edition import Attachment, Edition
    from typeset.reflow import Reflow
    from typeset.style.resolved import Style
    from typeset.text.paragraph import TextSetter


_FONTS = frozenset({".ttf", ".otf", ".ttc", ".otc", ".woff", ".woff2"})  # not ours to pass on


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """What was written, and how it is to look."""

    project: Project
    publication: Publication
    style: Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The manuscript on finished pages, with the faces it is set in."""

    manuscript: Manuscript
    library: FontLibrary
    pages: Pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A finished document: ``seconds`` by stage, in order; no ``pages`` for a DOCX."""

    data: bytes
    publication: Publication
    findings: tuple[Diagnostic, ...]
    pages: Pages | None
    seconds: tuple[tuple[str, float], ...]


@dataclass(slots=True)
class Run:
    """One build under way: what it has found, how long each stage took, whom to tell.

    ``show_grid`` draws the grid over the pages, for proofs.
    """

    progress: Progress = quiet
    show_grid: bool = False
    sink: Sink = field(default_factory=Sink)
    seconds: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[Sink]:
        """Time a stage; at its end raise ``BuildFailed`` if it found an error."""
        began = perf_counter()
        self.progress(Event(name))
        yield self.sink
        taken = perf_counter() - began
        self.seconds.append((name, taken))
        self.progress(Event(name, 1, 1, seconds=taken))
        self.sink.check()

    def built(self, data: bytes, publication: Publication, pages: Pages | None = None) -> Built:
        """The result of this run."""
        return Built(
            data=data,
            publication=publication,
            findings=tuple(self.sink.findings),
            pages=pages,
            seconds=tuple(self.seconds),
        )


def load(project: Project, run: Run) -> Manuscript:
    """Read every file of the project, resolve its style, compare its figures with its text."""
    from typeset.blocks import check  # noqa: PLC0415
    from typeset.reading import load as read  # noqa: PLC0415
    from typeset.style.resolve import resolve  # noqa: PLC0415

    with run.stage("load") as sink:
        publication, spec = read(project, sink)
    with run.stage("style") as sink:
        style = resolve(spec, sink, publication.metadata.language)
    with run.stage("check") as sink:
        check(publication, style, sink)
    return Manuscript(project=project, publication=publication, style=style)


def lay_out(manuscript: Manuscript, run: Run, first: int = 1) -> Proof:
    """Compose the blocks and set them on pages; a bound publication's begin at ``first``."""
    from typeset.blocks import compose  # noqa: PLC0415
    from typeset.fonts.library import open_library  # noqa: PLC0415
    from typeset.layout import lay_out as set_pages  # noqa: PLC0415
    from typeset.layout.running import running_on  # noqa: PLC0415
    from typeset.text.paragraph import TextSetter  # noqa: PLC0415

    publication, style = manuscript.publication, manuscript.style
    with run.stage("fonts") as sink:
        library = open_library(style, manuscript.project.root, sink)
    if publication.circular is not None:
        return _circular(manuscript, publication.circular, library, run)

    def setter(page_of: Callable[[str], str]) -> TextSetter:
        return TextSetter(style, library, run.sink, page_of=page_of)

    with run.stage("compose") as sink:
        flow = compose(publication, style, sink)
        if first > 1:
            flow = running_on(flow, first)
    with run.stage("layout") as sink:
        pages = set_pages(flow, style, setter, sink, run.progress, show_grid=run.show_grid)
    return Proof(manuscript=manuscript, library=library, pages=pages)


def _circular(manuscript: Manuscript, circular: Circular, library: FontLibrary, run: Run) -> Proof:
    """An official circular: composed by what is measured, so once for each spacing tried."""
    from typeset.blocks.circular import Measurer, compose  # noqa: PLC0415
    from typeset.layout.circulars import Job, lay_out_circular  # noqa: PLC0415
    from typeset.text.paragraph import TextSetter  # noqa: PLC0415

    def composed(style: Style, measure: Measurer, sink: Sink) -> Flow:
        return compose(manuscript.publication, circular, style, measure, sink)

    def setter(style: Style, sink: Sink, page_of: Callable[[str], str]) -> TextSetter:
        return TextSetter(style, library, sink, page_of=page_of)

    with run.stage("layout") as sink:
        job = Job(composed, setter, library, manuscript.style, circular)
        pages, style = lay_out_circular(job, sink, run.progress)
    return Proof(manuscript=replace(manuscript, style=style), library=library, pages=pages)


def write_pdf(proof: Proof, run: Run, edition: Edition | None = None) -> bytes:
    """The pages as a PDF of that edition (None: for the printer); an archive's carries its sources.

    Raises:
        ValueError: the edition names no known profile or level.
    """
    from typeset.pdf import write_pdf as write  # noqa: PLC0415
    from typeset.pdf.edition import PRINT  # noqa: PLC0415
    from typeset.pdf.policy import policy  # noqa: PLC0415

    edition = edition or PRINT
    if policy(edition.profile, edition.level).attach:
        edition = replace(edition, attachments=(*edition.attachments, *_attachments(proof, run)))
    publication = proof.manuscript.publication
    with run.stage("pdf") as sink:
        data = write(
            proof.pages,
            publication.metadata,
            proof.manuscript.style,
            proof.library,
            publication.outputs,
            edition=edition,
            project=proof.manuscript.project,
            sink=sink,
        )
    if not edition.linear:
        return data
    from typeset.pdf.linear import linearised  # noqa: PLC0415

    with run.stage("linear"):
        return linearised(data)


def _attachments(proof: Proof, run: Run) -> tuple[Attachment, ...]:
    """What an archive copy carries along: every source that was read, and the Word document."""
    from typeset.pdf.edition import Attachment  # noqa: PLC0415

    manuscript = proof.manuscript
    publication, project = manuscript.publication, manuscript.project
    names = [n for n, _ in project.sources if PurePosixPath(n).suffix.lower() not in _FONTS]
    read = [(name, project.read_bytes(name, NOWHERE, run.sink)) for name in names]
    word = Attachment(
        name=f"{publication.outputs.name}.docx",
        data=write_docx(manuscript, run, pages=proof.pages),
        relationship="Alternative",
        about="The same publication as an editable document",
    )
    sources = [
        Attachment(name=name, data=data, relationship="Source", about="Source of the publication")
        for name, data in read
        if data is not None
    ]
    return (word, *sources)


def write_docx(
    manuscript: Manuscript,
    run: Run,
    *,
    pages: Pages | None = None,
    unpaged: bool = False,
    embed_fonts: bool = False,
) -> bytes:
    """The same design as an editable Word document; ``embed_fonts`` puts its faces inside.

    Its fields show the folios of our own ``pages``, and its boxes stand as they do there. Pages
    are made for that where the publication needs them and none are given; ``unpaged`` does
    without: the text is the same.
    """
    from typeset.blocks import reflow  # noqa: PLC0415
    from typeset.docx import write_docx as write  # noqa: PLC0415

    publication, style = manuscript.publication, manuscript.style
    if publication.circular is not None:
        flowing, style = _circular_reflow(manuscript, publication.circular, run)
    else:
        paged = _Paged(manuscript, run.progress, pages, unpaged=unpaged)
        with run.stage("reflow") as sink:
            flowing = paged.placed(reflow(publication, style, sink, paged.folio))
    if not embed_fonts:
        with run.stage("docx"):
            return write(flowing, publication, style, project=manuscript.project)
    from typeset.docx.embedding import with_faces  # noqa: PLC0415
    from typeset.fonts.library import open_library  # noqa: PLC0415

    with run.stage("fonts") as sink:
        library = open_library(style, manuscript.project.root, sink)
        style, faces = with_faces(style, flowing, library, sink)
    with run.stage("docx"):
        return write(flowing, publication, style, project=manuscript.project, faces=faces)


@dataclass(slots=True)
class _Paged:
    """Our own pages, which are made when they are first asked for."""

    manuscript: Manuscript
    progress: Progress
    pages: Pages | None
    unpaged: bool

    def _made(self) -> Pages:
        if self.pages is None:
            self.pages = lay_out(self.manuscript, Run(self.progress)).pages
        return self.pages

    def folio(self, target: str) -> str:
        """The folio of the page on which the block with this id begins, "" if on none."""
        return "" if self.unpaged else self._made().folios.get(target, "")

    def placed(self, flowing: Reflow) -> Reflow:
        """The items where our pages have them, if that is worth making pages for."""
        from typeset.docx.placed import placed, worth_placing  # noqa: PLC0415

        style = self.manuscript.style
        if self.unpaged or not worth_placing(flowing, style):
            return flowing
        try:
            return placed(flowing, self._made(), style)
        except BuildFailed:  # pages cannot be made of it: a document can
            return flowing


def _circular_reflow(manuscript: Manuscript, circular: Circular, run: Run) -> tuple[Reflow, Style]:
    """An official circular for Word: what it says of places is taken from its pages."""
    from typeset.blocks.circular import reflow  # noqa: PLC0415
    from typeset.layout.circulars import above_tail, after_blank  # noqa: PLC0415
    from typeset.layout.measuring import Measuring  # noqa: PLC0415
    from typeset.text.paragraph import TextSetter  # noqa: PLC0415

    proof = lay_out(manuscript, run)
    style, library = proof.manuscript.style, proof.library
    measure = Measuring(TextSetter(style, library, Sink()), library)
    with run.stage("reflow") as sink:
        whole = reflow(
            manuscript.publication,
            circular,
            style,
            measure,
            sink,
            lone=above_tail(proof.pages) is None,
            blank=after_blank(proof.pages),
        )
    return whole, style


Paged = Callable[[Manuscript, Run], Proof]
"""How pages are made: by :func:`lay_out`, or by a stage above that binds more with them."""


def build_pdf(
    project: Project,
    progress: Progress = quiet,
    edition: Edition | None = None,
    *,
    show_grid: bool = False,
    preflight: bool = False,
    paged: Paged = lay_out,
) -> Built:
    """From a project folder to the bytes of its PDF (None: the printer's).

    ``preflight`` examines a file for the printer as a stranger would.
    """
    run = Run(progress, show_grid)
    proof = paged(load(project, run), run)
    data = write_pdf(proof, run, edition)
    if preflight:
        _examine(data, proof, run, edition)
    return run.built(data, proof.manuscript.publication, proof.pages)


def _examine(data: bytes, proof: Proof, run: Run, edition: Edition | None) -> None:
    from typeset.pdf.edition import PRINT  # noqa: PLC0415
    from typeset.preflight import examine  # noqa: PLC0415
    from typeset.preflight.own import located  # noqa: PLC0415

    edition = edition or PRINT
    if edition.profile != "print":
        return
    with run.stage("preflight") as sink:
        report = examine(
            data,
            against="x1a" if edition.level == "1a" else "x4",
            inks=proof.manuscript.publication.outputs.inks,
        )
        sink.findings += located(report, proof.pages)


def build_editions(
    project: Project,
    editions: Sequence[Edition],
    progress: Progress = quiet,
    *,
    show_grid: bool = False,
    paged: Paged = lay_out,
) -> list[Built]:
    """Several PDFs of one layout; each one's findings and seconds hold those before it."""
    run = Run(progress, show_grid)
    proof = paged(load(project, run), run)
    publication = proof.manuscript.publication
    return [run.built(write_pdf(proof, run, e), publication, proof.pages) for e in editions]


def build_docx(
    project: Project,
    progress: Progress = quiet,
    *,
    embed_fonts: bool = False,
    examined: Callable[[Manuscript, Run], None] | None = None,
) -> Built:
    """From a project folder to the bytes of its DOCX; ``examined`` looks at what was read."""
    run = Run(progress)
    manuscript = load(project, run)
    if examined is not None:
        examined(manuscript, run)
    data = write_docx(manuscript, run, embed_fonts=embed_fonts)
    return run.built(data, manuscript.publication)
