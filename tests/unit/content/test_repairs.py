"""The text of the review is the text as delivered, but for exactly the listed repairs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from typeset.diagnostics import Sink
from typeset.model.inline import Break, Inline, Metric, NoteRef, Ref, Ruby, Sub, Text, metrics
from typeset.model.publication import Block, Publication
from typeset.project import Project
from typeset.reading import load

CHECKOUT = Path(__file__).parents[3]
SEED = CHECKOUT / "tests" / "data" / "seed.txt"
REPAIRS = CHECKOUT / "content" / "REPAIRS.md"
END = "¶"
BODY_CHARACTERS = 2852


@pytest.fixture(scope="module")
def review() -> Publication:
    return load(Project(CHECKOUT / "content"), Sink())[0]


def delivered() -> str:
    """The seed's fragments, with a mark at the end of each but the last."""
    fragments = re.split(r"\n\s*\n", SEED.read_text(encoding="utf-8"))
    return END.join(f.strip() for f in fragments if f.strip())


def as_delivered(inlines: Iterable[Inline]) -> Iterator[str]:
    """Characters as the delivered text could hold them: a subscript keeps its marks."""
    for inline in inlines:
        if isinstance(inline, Text | Metric | Ruby):
            yield inline.text
        elif not isinstance(inline, Ref | NoteRef | Break):
            inner = "".join(as_delivered(inline.children))
            yield f"~{inner}~" if isinstance(inline, Sub) else inner


def paragraphs(block: Block) -> Iterator[str]:
    inlines: tuple[Inline, ...] = getattr(block, "inlines", ())
    if inlines:
        yield "".join(as_delivered(inlines))


def content(review: Publication) -> str:
    about = review.metadata
    fragments = [about.title, about.issuer, about.slogan, about.subtitle]
    for section in review.sections:
        fragments.append(section.title)
        for block in section.blocks:
            fragments += paragraphs(block)
    return END.join(fragments)


def repairs() -> list[tuple[str, str]]:
    listed = REPAIRS.read_text(encoding="utf-8").partition("## Judged")[0]
    found = re.findall(r"^ +- before: `(.*)`\n +- after: `(.*)`$", listed, re.MULTILINE)
    assert len(found) == len(re.findall(r"^\d+\. ", listed, re.MULTILINE))
    return found


def repaired(text: str) -> str:
    for before, after in repairs():
        assert text.count(before) == 1, f"'{before}' is not one place of the delivered text"
        text = text.replace(before, after)
    return text


def test_seed_and_content_are_equal_but_for_the_listed_repairs(review: Publication) -> None:
    assert repaired(delivered()) == content(review)


def test_repairs_are_listed_in_the_order_of_the_text() -> None:
    text = repaired(delivered())
    places = [text.index(after) for _, after in repairs()]
    assert places == sorted(places)


def test_no_repair_leaves_the_text_as_it_was() -> None:
    assert [before for before, after in repairs() if before == after] == []


def test_what_was_judged_and_kept_stands_in_both_texts(review: Publication) -> None:
    kept = REPAIRS.read_text(encoding="utf-8").partition("## Judged")[2]
    kept = kept.partition("## Added")[0]
    words = re.findall(r"^- `(.*?)`", kept, re.MULTILINE)
    assert len(words) > 10
    for word in words:
        assert word in delivered()
        assert word in content(review)


def test_every_character_outside_gb_2312_is_a_listed_repair_or_was_kept() -> None:
    papers = REPAIRS.read_text(encoding="utf-8")
    unusual = {c for c in delivered() if c.isalpha() and not c.encode("gb2312", "ignore")}
    assert unusual == {"關", "鍵", "峯"}
    assert all(c in papers for c in unusual)


def test_all_body_characters_of_the_repaired_text_are_kept(review: Publication) -> None:
    assert sum(len(section.text()) for section in review.sections) == BODY_CHARACTERS


def test_the_content_has_no_traditional_pair_or_foreign_subscript_left(
    review: Publication,
) -> None:
    text = content(review)
    assert not re.search(r"關|鍵|_\{|VDE—", text)


def test_every_section_of_the_seed_marks_a_figure_of_the_text(review: Publication) -> None:
    for section in review.sections:
        if section.layout == "banner":
            assert list(section.metrics()), section.title


def test_the_dashboard_names_six_marked_figures_of_five_sections(review: Publication) -> None:
    (dashboard,) = review.front
    wanted = [entry.id for entry in getattr(dashboard, "entries", ())]
    owners = {m.id: s.tag for s in review.sections for m in s.metrics()}
    assert len(wanted) == 6
    assert len({owners[name] for name in wanted}) == 5


def test_marked_figures_read_as_they_stand_in_the_text(review: Publication) -> None:
    for section in review.sections:
        for block in section.blocks:
            for metric in metrics(getattr(block, "inlines", ())):
                assert metric.text in block.text()
                assert metric.label
