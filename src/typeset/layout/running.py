"""What changes from page to page in the furniture: folios, and the headings a page shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from typeset.flow import Flow, SectionStart, TextRun
from typeset.layout.apart import label_runs
from typeset.layout.galley import is_heading
from typeset.layout.makeup import PageMakeup, TextOnPage
from typeset.record import dataclass
from typeset.style.label import Label
from typeset.style.resolved import Style


def folios_of(pages: Sequence[PageMakeup], style: Style) -> dict[int, str]:
    """The folio of every page by its number (CL-PN-05).

    Pages that bear none count all the same (CL-PN-04). A section that names a folio begins
    to count anew, in its numerals: i for front matter, 1 for the first section after it.
    """
    language = style.rules.language
    label, count = style.furniture.folio_numerals, pages[0].number - 1 if pages else 0
    found: dict[int, str] = {}
    for page in pages:
        for section, _ in page.opens:
            if section.folio:
                label, count = Label.of(section.folio), 0
        count += 1
        found[page.number] = label.number((count,), language) if label.depth else str(count)
    return found


def running_on(flow: Flow, first: int) -> Flow:
    """The flow bound behind other pages: its own begin at this number and count on from there."""
    items = (replace(i, folio="") if isinstance(i, SectionStart) else i for i in flow.items)
    return replace(flow, first=first, items=tuple(items))


@dataclass(frozen=True, slots=True)
class Running:
    """The folio of each page, and the first and last heading on it, by page number."""

    folios: Mapping[int, str] = field(default_factory=dict)
    headings: Mapping[int, tuple[str, str]] = field(default_factory=dict)

    def folio(self, page: int) -> str:
        """The folio of a page."""
        return self.folios.get(page, str(page))

    def heading(self, page: int) -> tuple[str, str]:
        """The first and the last heading of a page; where none begins, the one in force."""
        return self.headings.get(page, ("", ""))


def running(pages: Sequence[PageMakeup], style: Style) -> Running:
    """What the furniture of these pages says."""
    shallowest = min((on.text.paragraph.tag for page in pages for on in _begun(page)), default="")
    now, found = "", dict[int, tuple[str, str]]()
    for page in pages:
        here = [_title(on) for on in _begun(page) if on.text.paragraph.tag == shallowest]
        if page.opens and not here:
            now = ""  # another section's heading holds no longer
        found[page.number] = (here[0], here[-1]) if here else (now, now)
        now = found[page.number][1]
    return Running(folios_of(pages, style), found)


def _begun(page: PageMakeup) -> list[TextOnPage]:
    """The headings that begin on a page, in reading order; an index's title is a section's."""
    texts = (on for on in page.texts if on.first == 0 and on.text.paragraph.tag != "H1")
    begun = [on for on in texts if is_heading(on.text.paragraph)]
    return sorted(begun, key=lambda on: on.index)


def _title(on: TextOnPage) -> str:
    paragraph = on.text.paragraph
    label = "".join(run.text for run in label_runs(paragraph) if isinstance(run, TextRun))
    white = "\u3000" if paragraph.label and paragraph.label.gap else ""
    text = "".join(r.text for r in paragraph.runs if isinstance(r, TextRun) and not r.names)
    return label + white + text
