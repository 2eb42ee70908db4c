"""The whole file, in order: faces, pages, structure, ways in, intent, metadata, catalog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from typeset.diagnostics import NOWHERE, Sink
from typeset.display import Pages
from typeset.model.publication import Metadata, Outputs
from typeset.pdf.attachments import write_attachments
from typeset.pdf.boxes import Sheet, sheet
from typeset.pdf.color import GRAPHICS_STATES, Inks
from typeset.pdf.conformance import Findings
from typeset.pdf.content import Drawing, DrawnPage, draw_page
from typeset.pdf.destinations import Goal, Leaves, goals, write_names
from typeset.pdf.edition import PRINT, Edition
from typeset.pdf.fonts import (
    EmbeddedFace,
    FontLibrary,
    embed_faces,
    report_faces,
    used_faces,
)
from typeset.pdf.glyph_forms import GlyphForms
from typeset.pdf.image_color import Separator
from typeset.pdf.images import Images
from typeset.pdf.intent import Intent, choose_intent, write_intents
from typeset.pdf.marks import measures, with_marks
from typeset.pdf.metadata import Facts, document_identity, information, issue_date, xmp_packet
from typeset.pdf.objects import dictionary, reference, references, text_string
from typeset.pdf.outline import PlacedLink, check_target, page_labels, write_link, write_outline
from typeset.pdf.plates import Job, check_job
from typeset.pdf.policy import Policy, policy, roles
from typeset.pdf.press import check_press
from typeset.pdf.seal import PlacedSeal, form_of, page_index, with_seal, write_seal
from typeset.pdf.tags import Annotation, Structure, elements_by_id, label_texts
from typeset.pdf.writer import PdfFile
from typeset.project import Project
from typeset.record import dataclass
from typeset.style.resolved import Style


def write_pdf(
    pages: Pages,
    metadata: Metadata,
    style: Style,
    library: FontLibrary,
    outputs: Outputs,
    *,
    source_hash: str = "",
    edition: Edition = PRINT,
    project: Project | None = None,
    sink: Sink | None = None,
) -> bytes:
    """Finished pages as a PDF file that claims the standards of ``edition`` and keeps them.

    The same arguments give the same bytes. ``source_hash`` enters the document identifier;
    ``project`` holds the files of pictures.
    Findings go to ``sink``; at an error no file is made.

    Raises:
        BuildFailed: an error is among the findings.
        ValueError: there is no such profile or level.
    """
    findings = Findings(
        sink=Sink() if sink is None else sink,
        policy=policy(edition.profile, edition.level),
        ink_limit=style.ink_limit,
        palette=style.palette,
        least_resolution=style.picture_resolution,
        job=Job(outputs.inks, outputs.inks_span),
        outlined=edition.outlined,
    )
    if findings.policy.inks:
        check_job(findings.job, style.palette.values(), findings.sink)
    if edition.marks:
        pages = with_marks(pages, metadata, outputs.name, library)
    seal_element = 0
    if edition.seal is not None and findings.policy.links:
        pages, seal_element = with_seal(pages)
    intent = choose_intent(
        findings.policy, outputs.output_intent, edition.icc, findings.sink, metadata.span
    )
    document = _Document(pages, library, findings, edition, intent, seal_element)
    document.draw(project)
    catalog = document.catalog(metadata)
    findings.sink.check()
    return document.close(metadata, outputs.name, source_hash, catalog)


@dataclass(slots=True)
class _Document:
    """One file while it is put together."""

    pages: Pages
    library: FontLibrary
    findings: Findings
    edition: Edition
    intent: Intent | None
    seal_element: int = 0  # that an empty place for a seal belongs to
    file: PdfFile = field(init=False)
    inks: Inks = field(default_factory=Inks)
    sheets: list[Sheet] = field(default_factory=list)
    drawn: list[DrawnPage] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)  # page objects
    links: list[PlacedLink] = field(default_factory=list)
    seal: PlacedSeal | None = None

    def __post_init__(self) -> None:
        self.file = PdfFile(self.policy.version, compact=self.policy.compact)

    @property
    def policy(self) -> Policy:
        """What decides."""
        return self.findings.policy

    def draw(self, project: Project | None = None) -> None:
        """Embed the faces and draw every page."""
        self.findings.structure(self.pages.structure, roles())
        if self.policy.bleed:
            under_black = check_press(self.pages, self.findings)
            self.inks = Inks(self.findings.ink_ceiling, under_black)
        drawing = Drawing(
            faces=self._faces(),
            outlines=GlyphForms(self.file, self.library) if self.edition.outlined else None,
            inks=self.inks,
            images=Images(self.file, project, self._separator(), self.findings),
            elements=elements_by_id(self.pages.structure),
            findings=self.findings,
            language=self.pages.language,
        )
        around = measures().room if self.edition.marks else 0.0
        for page in self.pages.pages:
            self.sheets.append(sheet(page, bleed=self.policy.bleed, around=around))
            self.drawn.append(draw_page(page, self.sheets[-1], drawing))
            self.numbers.append(self.file.reserve())

    def _separator(self) -> Separator | None:
        """What turns pictures into inks, where the profile prints."""
        if not self.policy.inks or self.intent is None:
            return None
        in_color = self.findings.job.in_color
        return Separator(self.intent.data, self.findings.ink_ceiling, in_color=in_color)

    def _faces(self) -> Mapping[str, EmbeddedFace]:
        """The faces the pages are set in, embedded; none where text is drawn as outlines."""
        used, sink = used_faces(self.pages.pages), self.findings.sink
        if not self.edition.outlined:
            return embed_faces(self.file, used, self.library, sink)
        report_faces(used, self.library, sink)
        return {}

    def catalog(self, metadata: Metadata) -> dict[str, str]:
        """Write everything the catalog names; its entries."""
        self.findings.metadata(metadata.title, self.pages.language, metadata.span)
        leaf = self.file.reserve() if any(page.destinations for page in self.drawn) else 0
        structure = self._structure()
        tree = structure.write(self.pages.structure)
        leaves = Leaves(self.pages.pages, self.sheets, self.drawn, self.numbers)
        found = goals(leaves, structure if self.policy.structure_destinations else None)
        annotations = self._annotations(found)
        associated, files = write_attachments(
            self.file, self.edition.attachments, issue_date(metadata)
        )
        names = {"Dests": write_names(self.file, found, leaf), "EmbeddedFiles": files}
        return {
            "Type": "/Catalog",
            "Pages": reference(self._page_tree(annotations)),
            "Names": dictionary(names) if any(names.values()) else "",
            "Outlines": write_outline(self.file, self.pages.outline, found),
            "PageLabels": page_labels(self.pages.pages),
            "Lang": text_string(self.pages.language),
            "MarkInfo": "<</Marked true>>",
            "StructTreeRoot": reference(tree),
            "ViewerPreferences": self._viewer_preferences(),
            "OutputIntents": write_intents(self.file, self.policy, self.intent),
            "AF": associated,
            "AcroForm": form_of(self.seal),
        }

    def _viewer_preferences(self) -> str:
        order = "/Direction /R2L" if self.pages.right_to_left else ""
        return f"<</DisplayDocTitle true{order}>>"

    def _structure(self) -> Structure:
        """The structure, with the links it has to hold, all with their numbers."""
        if self.policy.links:
            self._number_links()
            self._number_seal()
        pages = {at: index for index, at in enumerate(self.numbers)}
        annotations = [Annotation(p.at, pages[p.page], p.link.element, p.key) for p in self.links]
        if seal := self.seal:
            annotations.append(Annotation(seal.at, seal.index, seal.element, seal.key))
        return Structure(
            file=self.file,
            pages=self.numbers,
            drawn=self.drawn,
            annotations=annotations,
            policy=self.policy,
            language=self.pages.language,
            labels=label_texts(self.pages),
        )

    def _number_links(self) -> None:
        elements = elements_by_id(self.pages.structure)
        for index, drawn in enumerate(self.drawn):
            for link in drawn.links:
                if (element := elements.get(link.element)) is None:
                    self.findings.unknown_element(link.element, NOWHERE)
                    continue
                self.findings.link(link, element.span)
                placed = PlacedLink(
                    link=link,
                    span=element.span,
                    sheet=self.sheets[index],
                    page=self.numbers[index],
                    at=self.file.reserve(),
                    key=len(self.drawn) + len(self.links),
                )
                self.links.append(placed)

    def _number_seal(self) -> None:
        seal = self.edition.seal
        if seal is None:
            return
        index = page_index(seal, len(self.numbers))
        self.seal = PlacedSeal(
            index=index,
            page=self.numbers[index],
            at=self.file.reserve(),
            key=len(self.drawn) + len(self.links),
            element=self.seal_element,
            seal=seal,
        )

    def _annotations(self, found: Mapping[str, Goal]) -> dict[int, list[int]]:
        """Write the link annotations; their numbers by page object."""
        written: dict[int, list[int]] = {}
        for placed in self.links:
            check_target(placed, found, self.findings.sink)
            written.setdefault(placed.page, []).append(write_link(self.file, placed, found))
        if seal := self.seal:
            field_ = write_seal(self.file, seal, self.sheets[seal.index])
            written.setdefault(seal.page, []).append(field_)
        return written

    def _page_tree(self, annotations: Mapping[int, Sequence[int]]) -> int:
        tree = self.file.reserve()
        states = {key: reference(self.file.add(body)) for key, body in GRAPHICS_STATES.items()}
        spaces = {key: reference(self.file.add(body)) for key, body in self.inks.spaces().items()}
        for index, drawn in enumerate(self.drawn):
            resources = {
                "Font": dictionary({k: reference(n) for k, n in sorted(drawn.fonts.items())}),
                "ExtGState": dictionary(states),
                "ColorSpace": dictionary({k: spaces[k] for k in sorted(drawn.spaces)}),
                "XObject": dictionary({k: reference(n) for k, n in sorted(drawn.forms.items())}),
            }
            at = self.numbers[index]
            entries = {
                "Type": "/Page",
                "Parent": reference(tree),
                **self.sheets[index].entries(),
                "Resources": dictionary({k: v for k, v in resources.items() if v != "<<>>"}),
                "Contents": reference(self.file.add_stream(drawn.data, {})),
                "Annots": references(annotations[at]) if at in annotations else "",
                "Tabs": "/S" if self.policy.tab_order else "",
                "StructParents": str(index),
            }
            self.file.add(dictionary(entries), at=at)
        count = str(len(self.numbers))
        body = {"Type": "/Pages", "Kids": references(self.numbers), "Count": count}
        return self.file.add(dictionary(body), at=tree)

    def close(
        self, metadata: Metadata, name: str, source_hash: str, catalog: dict[str, str]
    ) -> bytes:
        """Metadata, catalog and the file; identifiers come from what was written so far."""
        facts = Facts(
            metadata=metadata,
            date=issue_date(metadata),
            document=document_identity(metadata, name, source_hash),
            instance=self.file.digest()[:16],
        )
        packet = self.file.add_stream(
            xmp_packet(facts, self.policy),
            {"Type": "/Metadata", "Subtype": "/XML"},
            deflate=False,
        )
        root = self.file.add(dictionary(catalog | {"Metadata": reference(packet)}))
        info = self.file.add(information(facts, self.policy)) if self.policy.info else 0
        return self.file.finish(root, info, (facts.document, facts.instance))
