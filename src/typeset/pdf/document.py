"""The whole file, in order: faces, pages, structure, ways in, intent, metadata, catalog."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from typeset.diagnostics import NOWHERE, Sink
from typeset.display import Pages
from typeset.model.publication import Metadata, Outputs
from typeset.pdf.boxes import Sheet, sheet
from typeset.pdf.color import GRAPHICS_STATES, Inks
from typeset.pdf.conformance import Findings
from typeset.pdf.content import Drawing, DrawnPage, draw_page
from typeset.pdf.fonts import FontLibrary, embed_faces, used_faces
from typeset.pdf.intent import write_intents
from typeset.pdf.metadata import Facts, document_identity, information, issue_date, xmp_packet
from typeset.pdf.objects import dictionary, reference, references, text_string
from typeset.pdf.outline import (
    check_target,
    page_labels,
    write_destinations,
    write_link,
    write_outline,
)
from typeset.pdf.policy import Policy, policy, roles
from typeset.pdf.tags import Annotation, Structure, elements_by_id
from typeset.pdf.writer import PdfFile
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
    profile: str = "print",
    sink: Sink | None = None,
) -> bytes:
    """Finished pages as a PDF file that claims the standards of ``profile``.

    The same arguments give the same bytes. ``source_hash`` enters the document identifier.
    Findings go to ``sink``; at an error no file is made.

    Raises:
        BuildFailed: an error is among the findings.
        ValueError: there is no such profile.
    """
    findings = Findings(
        sink=Sink() if sink is None else sink,
        policy=policy(profile),
        ink_limit=style.ink_limit,
        palette=style.palette,
    )
    document = _Document(pages, library, findings)
    document.draw()
    catalog = document.catalog(metadata, outputs)
    findings.sink.check()
    return document.close(metadata, outputs.name, source_hash, catalog)


@dataclass(slots=True)
class _Document:
    """One file while it is put together."""

    pages: Pages
    library: FontLibrary
    findings: Findings
    file: PdfFile = field(init=False)
    inks: Inks = field(default_factory=Inks)
    sheets: list[Sheet] = field(default_factory=list)
    drawn: list[DrawnPage] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)  # page objects
    links: list[Annotation] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.file = PdfFile(self.policy.version, compact=self.policy.compact)

    @property
    def policy(self) -> Policy:
        """What decides."""
        return self.findings.policy

    def draw(self) -> None:
        """Embed the faces and draw every page."""
        self.findings.structure(self.pages.structure, roles())
        drawing = Drawing(
            faces=embed_faces(
                self.file, used_faces(self.pages.pages), self.library, self.findings.sink
            ),
            inks=self.inks,
            elements=elements_by_id(self.pages.structure),
            findings=self.findings,
        )
        for page in self.pages.pages:
            self.sheets.append(sheet(page, bleed=self.policy.bleed))
            self.drawn.append(draw_page(page, self.sheets[-1], drawing))
            self.numbers.append(self.file.reserve())

    def catalog(self, metadata: Metadata, outputs: Outputs) -> dict[str, str]:
        """Write everything the catalog names; its entries."""
        self.findings.metadata(metadata.title, self.pages.language, metadata.span)
        destinations, names = write_destinations(self.file, self.numbers, self.sheets, self.drawn)
        annotations = self._links(destinations) if self.policy.links else [[]] * len(self.drawn)
        tree = Structure(
            self.file, self.numbers, self.drawn, self.links, roles(), self.pages.language
        ).write(self.pages.structure)
        return {
            "Type": "/Catalog",
            "Pages": reference(self._page_tree(annotations)),
            "Names": names,
            "Outlines": write_outline(self.file, self.pages.outline, destinations),
            "PageLabels": page_labels(self.pages.pages),
            "Lang": text_string(self.pages.language),
            "MarkInfo": "<</Marked true>>",
            "StructTreeRoot": reference(tree),
            "ViewerPreferences": self._viewer_preferences(),
            "OutputIntents": write_intents(
                self.file, self.policy, outputs.output_intent, self.findings.sink, metadata.span
            ),
        }

    def _viewer_preferences(self) -> str:
        order = "/Direction /R2L" if self.pages.right_to_left else ""
        return f"<</DisplayDocTitle true{order}>>"

    def _links(self, destinations: dict[str, str]) -> list[list[int]]:
        """Write the link annotations; their numbers page by page."""
        written: list[list[int]] = []
        elements = elements_by_id(self.pages.structure)
        for index, drawn in enumerate(self.drawn):
            written.append([])
            for link in drawn.links:
                key = len(self.drawn) + len(self.links)
                check_target(link, destinations, self.findings.sink)
                if (element := elements.get(link.element)) is None:
                    self.findings.unknown_element(link.element, NOWHERE)
                    continue
                self.findings.link(link, element.span)
                at = self.file.reserve()
                page, own = self.numbers[index], self.sheets[index]
                write_link(self.file, link, own, page=page, key=key, at=at)
                self.links.append(Annotation(at, index, link.element, key))
                written[-1].append(at)
        return written

    def _page_tree(self, annotations: Sequence[Sequence[int]]) -> int:
        tree = self.file.reserve()
        states = {key: reference(self.file.add(body)) for key, body in GRAPHICS_STATES.items()}
        spaces = {key: reference(self.file.add(body)) for key, body in self.inks.spaces().items()}
        for index, drawn in enumerate(self.drawn):
            resources = {
                "Font": dictionary({k: reference(n) for k, n in sorted(drawn.fonts.items())}),
                "ExtGState": dictionary(states),
                "ColorSpace": dictionary({k: spaces[k] for k in sorted(drawn.spaces)}),
            }
            entries = {
                "Type": "/Page",
                "Parent": reference(tree),
                **self.sheets[index].entries(),
                "Resources": dictionary({k: v for k, v in resources.items() if v != "<<>>"}),
                "Contents": reference(self.file.add_stream(drawn.data, {})),
                "Annots": references(annotations[index]) if annotations[index] else "",
                "Tabs": "/S",
                "StructParents": str(index),
            }
            self.file.add(dictionary(entries), at=self.numbers[index])
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
