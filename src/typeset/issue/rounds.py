"""How many pages a bound publication takes, and on which it begins: settled round by round.

Where it begins decides which of its pages are left and right, so its length may depend on the
circular's, and the circular's tail on its length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from typeset.diagnostics import Sink
from typeset.issue.binding import Bound, bind, pages_kept
from typeset.issue.enclosures import Found
from typeset.model.circular import ENCLOSED, Circular
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

    @property
    def lengths(self) -> dict[int, int]:
        """The pages that each publication takes, by its number."""
        return {place: len(proof.pages.pages) for place, proof in self.proofs.items()}


def with_bound(manuscript: Manuscript, found: Sequence[Found], run: Run) -> Proof:
    """The circular with what of these is bound in it; its own part is laid out on the way."""
    found = [one for one in found if one.enclosure.bound]
    if not found:
        return lay_out(manuscript, run)
    kept = {one.place: 1 for one in found}
    for _ in range(ROUNDS):
        now = _round(manuscript, found, kept, run)
        if now.lengths == kept:
            run.sink.findings += now.run.sink.findings
            return bind(now.circular, _bound(manuscript, now))
        kept = now.lengths
    one = found[0].enclosure
    run.sink.error(
        "circular/attachment-bound",
        f"after {ROUNDS} rounds the pages of what is bound still move",
        one.source.span, "leave 'bound' out, and it is a file of its own",
    )  # fmt: skip
    run.sink.check()
    raise AssertionError("an error ends the run")


def _round(
    manuscript: Manuscript, found: Sequence[Found], kept: dict[int, int], run: Run
) -> _Round:
    own = Run(run.progress, run.show_grid, Sink(), run.seconds)
    circular = lay_out(_keeping(manuscript, kept), own)
    proofs = {}
    for one in found:
        first = pages_kept(circular.pages, f"{ENCLOSED}{one.place}")[0] + 1
        if one.manuscript is not None:
            proofs[one.place] = lay_out(_plain(one.manuscript), own, first)
    return _Round(circular, proofs, own)


def _keeping(manuscript: Manuscript, kept: dict[int, int]) -> Manuscript:
    publication = manuscript.publication
    circular = publication.circular
    if circular is None:
        raise TypeError("only a circular has attachments")
    enclosures = tuple(
        replace(each, pages=kept.get(place, 0)) for place, each in enumerate(circular.enclosures, 1)
    )
    whole = replace(circular, enclosures=enclosures)
    return replace(manuscript, publication=replace(publication, circular=whole))


def _plain(manuscript: Manuscript) -> Manuscript:
    """The publication without numerals of its own, and without empty pages at its end."""
    style = manuscript.style
    furniture = replace(style.furniture, folio_numerals=NONE)
    page = replace(style.page, multiple=1)
    return replace(manuscript, style=replace(style, furniture=furniture, page=page))


def _bound(manuscript: Manuscript, now: _Round) -> list[Bound]:
    publication = manuscript.publication
    circular: Circular | None = publication.circular
    sections = [
        place
        for place, each in enumerate(circular.enclosures if circular else (), 1)
        if place in now.proofs or publication.section(f"{ENCLOSED}{place}") is not None
    ]
    return [
        Bound(f"{ENCLOSED}{place}", sections.index(place) + 1, proof)
        for place, proof in now.proofs.items()
    ]
