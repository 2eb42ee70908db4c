"""What holds for notes in every make-up: random notes on random grids, at page and column foot."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.property.made import Made, words
from tests.unit.layout.sample import box, flow, full, noted, para, section, style, text
from tests.unit.layout.square import SquareSetter
from typeset.diagnostics import Sink
from typeset.display import Page
from typeset.flow import FlowItem, NotePlace, Paragraph
from typeset.flow_notes import footnotes, texts_of
from typeset.layout import lay_out
from typeset.style.resolved import NoteRules

QUICK = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SIZE, DESCENT, ASCENT = 8.5, 0.12, 0.88


@st.composite
def paragraphs(draw: st.DrawFn, name: str, place: NotePlace) -> Paragraph:
    length = draw(st.integers(3, 400))
    places = sorted(draw(st.lists(st.integers(1, length), max_size=3)))
    marks = [(at, draw(st.integers(1, 40) | st.integers(1, 600))) for at in places]
    return noted(text(length, len(name)), name, *marks, place=place)


@st.composite
def made(draw: st.DrawFn) -> Made:
    columns = draw(st.integers(1, 3))
    place: NotePlace = draw(st.sampled_from(["page", "column"]))
    asked = style(
        columns=columns,
        chars=draw(st.integers(8, 22)) * columns + 2 * (columns - 1),
        lines=draw(st.integers(12, 42)),
    )
    asked = replace(asked, notes=NoteRules(place=place))
    items: list[FlowItem] = []
    for number in range(draw(st.integers(1, 3))):
        body: list[FlowItem] = []
        for ordinal in range(draw(st.integers(1, 4))):
            name = f"p{number}-{ordinal}"
            if draw(st.integers(0, 7)) == 0:
                body.append(para(text(6), f"h{name}", tag="H2", role="heading"))
            body.append(draw(paragraphs(name, place)))
            match draw(st.integers(0, 9)):
                case 0:
                    body.append(box(draw(st.integers(2, 6)), "box", "band-foot", name, f"b{name}"))
                case 1:
                    body.append(full(draw(st.integers(2, 5)), f"f{name}"))
        items += section(f"s{number}", *body)
    sink = Sink()
    written = flow(*items)
    pages = lay_out(written, asked, lambda page_of: SquareSetter(asked, page_of), sink)
    return Made(written, asked, pages, sink)


@QUICK
@given(made())
def test_no_character_of_a_note_is_lost_or_doubled(case: Made) -> None:
    found: dict[str, str] = {}
    for page in case.pages.pages:
        for note in page.notes:
            said = "".join(line.line.text for line in note.lines)
            found[note.id] = found.get(note.id, "") + said
    asked = {
        note.id: "".join(words(each) for each in note.paragraphs)
        for item in case.flow.items
        for note in footnotes(texts_of(item))
    }
    assert {name: said[1:] for name, said in found.items()} == {
        name: said[1:] for name, said in asked.items()
    }


@QUICK
@given(made())
def test_a_note_begins_on_the_page_of_its_mark_or_that_is_told(case: Made) -> None:
    begun = {n.id: (p.number, n.mark) for p in case.pages.pages for n in p.notes if n.begins}
    marked = {
        run.names: (page.number, run.run.text)
        for page in case.pages.pages
        for line in page.lines
        for run in line.line.runs
        if run.names
    }
    assert set(begun) == set(marked)
    apart = [name for name, (number, _) in begun.items() if number != marked[name][0]]
    told = [f for f in case.sink.findings if f.code == "layout/note-parted"]
    assert len(told) == len(apart)
    for name, (_, mark) in begun.items():
        assert marked[name][1] == mark


@QUICK
@given(made())
def test_notes_stand_inside_their_page_and_under_all_text_of_their_columns(case: Made) -> None:
    for page in case.pages.pages:
        for note in page.notes:
            for line in note.lines:
                assert line.baseline + DESCENT * SIZE <= page.type_area.foot + 0.01
                assert line.baseline - ASCENT * SIZE >= page.type_area.y - 0.01
        if case.style.notes.place == "page" or case.style.grid.columns == 1:
            head = min((n.lines[0].baseline for n in page.notes), default=1e9) - ASCENT * SIZE
            assert feet(page) <= head


def feet(page: Page) -> float:
    text_feet = [line.baseline + DESCENT * 10.5 for line in page.lines]
    return max([*text_feet, *(b.rect.foot for b in page.boxes)], default=0.0)


@QUICK
@given(made())
def test_lines_of_text_and_of_notes_never_overlap(case: Made) -> None:
    for page in case.pages.pages:
        for column in range(case.style.grid.columns):
            texts = [(n.baseline - ASCENT * 10.5, n.baseline + DESCENT * 10.5)
                     for n in page.lines if n.column == column]  # fmt: skip
            texts += [(n.baseline - ASCENT * SIZE, n.baseline + DESCENT * SIZE)
                      for note in page.notes for n in note.lines
                      if n.column in (column, -1)]  # fmt: skip
            texts.sort()
            for above, below in pairwise(texts):
                assert above[1] <= below[0] + 0.01


@QUICK
@given(made())
def test_text_over_notes_stays_on_the_grid(case: Made) -> None:
    for page in case.pages.pages:
        for line in page.lines:
            steps = (line.baseline - page.type_area.y - 9.24) / 17.0
            assert abs(steps - round(steps)) < 1e-6
