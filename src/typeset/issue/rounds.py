"""How many pages what is bound takes, and on which it begins: settled round by round.

Where it begins decides which of its pages are left and right, so its length may depend on the
circular's, and the circular's tail on its length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from typeset.diagnostics import Sink
from typeset.issue.binding import Bound, bind
from typeset.issue.enclosures import Found, circular_of
from typeset.issue.foreign import BoundPdf
from typeset.issue.kept import pages_kept
from typeset.issue.named import APART
from typeset.pipeline import Manuscript, Proof, Run, lay_out
from typeset.record import dataclass
from typeset.style.label import NONE

ROUNDS = 4


@dataclass(frozen=True, slots=True)
class _Round:
    """The circular with so many pages kept free, and each publication on its pages."""

    circular: Proof
    proofs: dict[int, Proof]
    run: Run

    def lengths(self, found: Sequence[Found]) -> dict[int, int]:
        """The pages that each attachment takes, by its number."""
        own = {number: len(proof.pages.pages) for number, proof in self.proofs.items()}
        return own | {one.attach.no: len(one.pdf.images) for one in found if one.pdf is not None}


def with_bound(manuscript: Manuscript, found: Sequence[Found], run: Run) -> Proof:
    """The circular with what of these is bound in it; its own part is laid out on the way."""
    found = [one for one in found if one.attach.bound]
    if not found:
        return lay_out(manuscript, run)
    kept = {one.attach.no: len(one.pdf.images) if one.pdf else 1 for one in found}
    for _ in range(ROUNDS):
        now = _round(manuscript, found, kept, run)
        lengths = now.lengths(found)
        if lengths == kept:
            run.sink.findings += now.run.sink.findings
            whole = bind(now.circular, list(_bound(manuscript, found, now)), run.sink)
            own = replace(whole.manuscript, publication=manuscript.publication)
            return replace(whole, manuscript=own)
        kept = lengths
    run.sink.error(
        "circular/attachment-bound",
        f"after {ROUNDS} rounds the pages of what is bound still move",
        found[0].source.span, APART,
    )  # fmt: skip
    run.sink.check()
    raise AssertionError("an error ends the run")


def _round(
    manuscript: Manuscript, found: Sequence[Found], kept: dict[int, int], run: Run
) -> _Round:
    own = Run(run.progress, run.show_grid, Sink(), run.seconds)
    circular = lay_out(_keeping(manuscript, found, kept), own)
    proofs = {}
    for one in found:
        first = pages_kept(circular.pages, one.name)[0] + 1
        if one.manuscript is not None:
            with one.named.telling(own) as inner:
                proofs[one.attach.no] = lay_out(_plain(one.manuscript), inner, first)
    return _Round(circular, proofs, own)


def _keeping(manuscript: Manuscript, found: Sequence[Found], kept: dict[int, int]) -> Manuscript:
    """The circular with pages kept free, the first marked where what is bound bears no mark."""
    publication = manuscript.publication
    circular = circular_of(manuscript)
    bare = {
        one.attach.no for one in found if one.pdf and one.pdf.read and one.pdf.read.number is None
    }
    enclosures = tuple(
        replace(each, pages=kept.get(place, 0), marked=place in bare)
        for place, each in enumerate(circular.enclosures, 1)
    )
    whole = replace(circular, enclosures=enclosures)
    return replace(manuscript, publication=replace(publication, circular=whole))


def _plain(manuscript: Manuscript) -> Manuscript:
    """The publication without numerals of its own, and without empty pages at its end."""
    style = manuscript.style
    furniture = replace(style.furniture, folio_numerals=NONE)
    page = replace(style.page, multiple=1)
    return replace(manuscript, style=replace(style, furniture=furniture, page=page))


def _bound(
    manuscript: Manuscript, found: Sequence[Found], now: _Round
) -> Iterator[Bound | BoundPdf]:
    sections = _sections(manuscript)
    for one in found:
        section = sections[one.attach.no]
        if one.pdf is not None and one.pdf.read is not None:
            title, span = one.attach.title.text, one.source.span
            yield BoundPdf(name=one.name, section=section, title=title, pdf=one.pdf.read,
                           images=one.pdf.images, span=span)  # fmt: skip
        else:
            yield Bound(one.name, section, now.proofs[one.attach.no], one.named.shown)


def _sections(manuscript: Manuscript) -> dict[int, int]:
    """Of every attachment that is bound, by its number, which of those it is, from 1."""
    bound = [
        place
        for place, each in enumerate(circular_of(manuscript).enclosures, 1)
        if each.bound and each.source
    ]
    return {place: section for section, place in enumerate(bound, 1)}
