"""The seed imported raw gives a project that needs only the judgement calls of REPAIRS.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.unit.content.test_repairs import content, delivered, repairs
from typeset.diagnostics import Sink
from typeset.importing import Imported, imported
from typeset.model.inline import Inline, Marked, plain
from typeset.model.publication import Publication
from typeset.project import Project
from typeset.reading import load

CHECKOUT = Path(__file__).parents[3]
SEED = CHECKOUT / "tests" / "data" / "seed.txt"
TITLE, OUTLOOK = 1, 19
JUDGED = {TITLE, OUTLOOK}
"""Repairs that add words no program can know: what the publication is, a section's title."""


def write(files: dict[str, bytes], folder: Path) -> Project:
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return Project(folder)


@pytest.fixture(scope="module")
def made() -> Imported:
    return imported(SEED.read_bytes(), "seed.txt")


@pytest.fixture(scope="module")
def publication(made: Imported, tmp_path_factory: pytest.TempPathFactory) -> Publication:
    return load(write(made.files, tmp_path_factory.mktemp("seed")), Sink())[0]


@pytest.fixture(scope="module")
def review() -> Publication:
    return load(Project(CHECKOUT / "content"), Sink())[0]


def as_written(publication: Publication) -> str:
    """The imported text without the title that stands in for the missing one."""
    return content(publication).partition("¶")[2]


def test_what_differs_from_the_repaired_text_are_the_judgement_calls(
    publication: Publication,
) -> None:
    text = content(publication)
    left = {
        number
        for number, (before, after) in enumerate(repairs(), 1)
        if after not in text or (before in text and before not in after)
    }
    assert left == JUDGED


def test_the_text_is_the_repaired_one_character_for_character_but_for_those(
    publication: Publication,
) -> None:
    text = delivered()
    for number, (before, after) in enumerate(repairs(), 1):
        if number not in JUDGED:
            text = text.replace(before, after)
    assert as_written(publication) == text


def test_the_judgement_calls_are_proposed_at_their_places(made: Imported) -> None:
    proposed = [e for e in made.entries if e.state == "proposed"]
    assert [str(e.place) for e in proposed if e.what == "Title to be written"] == ["line 9"]
    (split,) = [e for e in proposed if e.what == "Section to be split off"]
    assert split.before in "平均增长12%。2022年是党的二十大"
    assert "¶展望 2022¶" in split.after
    assert "团山峯谷" in "".join(e.before for e in proposed if e.what == "Variant character")


def test_the_report_s_own_list_turns_the_seed_into_the_imported_text(
    made: Imported, publication: Publication
) -> None:
    """Nothing was changed that is not listed with its before and after."""
    report = made.files["REPAIRS.md"].decode().partition("## Marked")[0]
    found = re.findall(r"^ +- before: `(.*)`\n +- after: `(.*)`$", report, re.MULTILINE)
    text = delivered()
    for before, after in found:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    assert text == as_written(publication)


def leads(publication: Publication) -> list[str]:
    def of(inlines: tuple[Inline, ...]) -> list[str]:
        return [plain(i.children) for i in inlines if isinstance(i, Marked) and i.role == "lead"]

    blocks = [block for section in publication.sections for block in section.blocks]
    return [lead for block in blocks for lead in of(getattr(block, "inlines", ()))]


def test_the_run_in_leads_are_those_an_editor_marked(
    publication: Publication, review: Publication
) -> None:
    assert leads(publication) == leads(review)


def test_most_figures_that_an_editor_marked_are_found(
    publication: Publication, review: Publication
) -> None:
    wanted = [m.text for s in review.sections for m in s.metrics()]
    found = [m.text for s in publication.sections for m in s.metrics()]
    both = [text for text in found if text in wanted]
    assert len(both) >= 0.75 * len(wanted)
    assert len(both) >= 0.9 * len(found)


def test_the_front_is_told_apart(publication: Publication, review: Publication) -> None:
    mine, theirs = publication.metadata, review.metadata
    assert (mine.issuer, mine.slogan, mine.subtitle) == (
        theirs.issuer,
        theirs.slogan,
        theirs.subtitle,
    )
    assert [s.title for s in publication.sections] == [s.title for s in review.sections][:-1]
    assert [s.number for s in publication.sections] == [s.number for s in review.sections][:-1]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_the_encoding_makes_no_difference_but_is_told(made: Imported, encoding: str) -> None:
    data = SEED.read_text(encoding="utf-8").encode(encoding)
    other = imported(data, "seed.txt")
    assert {p: d for p, d in other.files.items() if p != "REPAIRS.md"} == {
        p: d for p, d in made.files.items() if p != "REPAIRS.md"
    }
    assert next(f.code for f in other.findings) == "import/encoding"
