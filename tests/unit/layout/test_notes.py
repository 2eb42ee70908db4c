"""Notes on pages: room at the foot, parting, numbers, and where they are read."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.layout.drawing import set_pages
from tests.unit.layout.sample import box, flow, full, noted, of_lines, section, style, text
from typeset.diagnostics import Sink
from typeset.display import Element, Page, Pages
from typeset.flow import Flow, NotePlace
from typeset.layout.note_room import Noted, carried_over, note_room
from typeset.style.resolved import NoteRules, Style

PITCH, EM = 17.0, 10.5


def asked(columns: int = 2, lines: int = 20, chars: int = 46, **rules: object) -> Style:
    made = style(columns=columns, lines=lines, chars=chars)
    return replace(made, notes=NoteRules(**rules))  # type: ignore[arg-type]


def beginnings(pages: Pages) -> dict[str, int]:
    """By the note's id, the page on which it begins."""
    return {n.id: p.number for p in pages.pages for n in p.notes if n.begins}


def marks(pages: Pages) -> dict[str, tuple[int, str]]:
    """By the note's id, the page of its mark in the text, and the mark."""
    return {
        run.names: (page.number, run.run.text)
        for page in pages.pages
        for line in page.lines
        for run in line.line.runs
        if run.names
    }


def said(pages: Pages) -> dict[str, str]:
    """By the note's id, all that its lines say, with the mark."""
    found: dict[str, str] = {}
    for page in pages.pages:
        for note in page.notes:
            words = "".join(line.line.text for line in note.lines)
            found[note.id] = found.get(note.id, "") + words
    return found


def foot_of_text(page: Page, column: int) -> float:
    return max((n.baseline for n in page.lines if n.column == column), default=0.0)


# -- room -------------------------------------------------------------------------------------


def test_the_room_of_notes_is_counted_in_grid_lines_and_back() -> None:
    room = note_room(231.0, asked())
    assert room.depth(0) == 0
    for lines in range(1, 40):
        depth = room.depth(lines)
        need = room.distance + room.height(lines)
        assert need <= depth * PITCH + 1e-6
        assert need > (depth - 1) * PITCH  # not a line more than they need
        assert room.fitting(depth) >= lines
        assert room.depth(room.fitting(depth)) == depth


def test_notes_are_set_in_whole_ems_and_the_rest_stands_at_the_left_CL_NT_01() -> None:  # noqa: N802
    nine = style(columns=1, chars=34)
    nine = replace(nine, grid=replace(nine.grid, zw=9.0))
    roles = {**nine.roles, "note": replace(nine.roles["note"], size=7.0, leading=10.5)}
    room = note_room(306.0, replace(nine, roles=roles))
    assert (room.width, room.inset) == (43 * 7.0, 5.0)


def test_only_the_last_of_several_notes_may_go_over() -> None:
    assert Noted().with_([3, 5]) == Noted(8, 3)
    assert Noted().with_([5, 3, 2]) == Noted(10, 0)
    assert carried_over(4).least == 1
    assert carried_over(4).with_([6]).least == 6


# -- the page's foot -----------------------------------------------------------------------------


def test_a_note_in_the_last_line_stands_on_the_same_page_CL_NT_04() -> None:  # noqa: N802
    made = asked(columns=1, chars=22)
    for line in range(1, 60):
        words = text(22 * 60)
        pages = set_pages(flow(noted(words, "a", (22 * line - 2, 50))), made)
        assert beginnings(pages)["a-n0"] == marks(pages)["a-n0"][0], line
        assert said(pages)["a-n0"] == "①" + text(50)


def test_the_block_of_notes_ends_with_the_type_area_over_a_rule_CL_NT_02() -> None:  # noqa: N802
    pages = set_pages(flow(noted(text(900), "a", (60, 40), (100, 90))), asked())
    page = pages.pages[0]
    last = page.notes[-1].lines[-1].baseline
    assert abs(last + 0.12 * 8.5 - page.type_area.foot) < 0.01
    first = page.notes[0].lines[0].baseline - 0.88 * 8.5
    for column in (0, 1):
        assert first - (foot_of_text(page, column) + 0.12 * EM) >= 7.875 - 0.01


def test_text_above_notes_stays_on_the_grid() -> None:
    pages = set_pages(flow(noted(text(900), "a", (60, 40), (300, 90))), asked())
    for line in (line for page in pages.pages for line in page.lines):
        steps = (line.baseline - pages.pages[0].type_area.y - 9.24) / PITCH
        assert abs(steps - round(steps)) < 1e-6


def test_a_note_longer_than_a_page_goes_on_until_it_ends() -> None:
    made = asked(columns=1, lines=14, chars=22)
    pages = set_pages(flow(noted(text(22 * 30), "a", (10, 27 * 40))), made)
    assert said(pages)["a-n0"] == "①" + text(27 * 40)
    parts = [note for page in pages.pages for note in page.notes]
    assert len(parts) > 2
    assert [part.begins for part in parts] == [True, *[False] * (len(parts) - 1)]
    assert [part.ends for part in parts] == [*[False] * (len(parts) - 1), True]
    assert parts[0].lines[0].line.text.startswith("①")


def test_several_notes_of_one_line_begin_on_its_page_in_their_order() -> None:
    words = text(22 * 40)
    pages = set_pages(flow(noted(words, "a", (200, 60), (202, 60), (204, 60))), asked(columns=1))
    assert {beginnings(pages)[f"a-n{n}"] for n in range(3)} == {marks(pages)["a-n0"][0]}
    order = [note.id for page in pages.pages for note in page.notes if note.begins]
    assert order == ["a-n0", "a-n1", "a-n2"]


def test_more_notes_in_a_line_than_a_page_holds_are_told_and_nothing_is_lost() -> None:
    sink = Sink()
    made = asked(columns=1, lines=14, chars=22)
    many = [(10 + n, 27 * 6) for n in range(8)]
    pages = set_pages(flow(noted(text(200), "a", *many)), made, sink)
    assert {f.code for f in sink.findings} == {"layout/note-parted"}
    assert said(pages) == {f"a-n{n}": "①②③④⑤⑥⑦⑧"[n] + text(27 * 6, n) for n in range(8)} or all(
        words[1:] == text(27 * 6, int(name[-1])) for name, words in said(pages).items()
    )


def test_a_heading_may_bear_a_note() -> None:
    head = replace(noted(text(8), "h", (8, 30)), tag="H2", exact=True)
    pages = set_pages(flow(of_lines(10, "a"), head, of_lines(20, "b")), asked())
    assert beginnings(pages)["h-n0"] == marks(pages)["h-n0"][0]
    assert pages.outline[-1].title == text(8)


def test_notes_stand_above_a_float_at_the_foot() -> None:
    figure = full(4, "map", place="page-foot", anchor="a")
    pages = set_pages(flow(noted(text(22 * 60), "a", (5, 30)), figure), asked())
    page = pages.pages[0]
    assert page.boxes
    assert page.notes
    assert page.notes[-1].lines[-1].baseline < page.boxes[0].rect.y


# -- the column's foot -----------------------------------------------------------------------------


def test_a_note_stands_under_its_own_column_CL_NT_05() -> None:  # noqa: N802
    words = text(22 * 38)
    one = noted(words, "a", (30, 40), (22 * 30, 60), place="column")
    pages = set_pages(flow(one), asked(place="column"))
    page = pages.pages[0]
    columns = {note.id: note.lines[0].column for note in page.notes}
    lines = {run.names: line.column for line in page.lines for run in line.line.runs if run.names}
    assert columns == lines
    assert set(columns.values()) == {0, 1}
    for note in page.notes:
        assert all(line.x >= page.columns[line.column].x for line in note.lines)
        head = note.lines[0].baseline - 0.88 * 8.5
        assert foot_of_text(page, note.lines[0].column) + 0.12 * EM < head


def test_columns_with_notes_end_level() -> None:
    one = noted(text(22 * 30), "a", (30, 200), place="column")
    page = set_pages(flow(one), asked(place="column", lines=42)).pages[0]
    feet = {
        column: max(
            [n.baseline for n in page.lines if n.column == column]
            + [n.baseline for note in page.notes for n in note.lines if n.column == column]
        )
        for column in (0, 1)
    }
    assert abs(feet[0] - feet[1]) <= PITCH


def test_a_note_of_a_column_goes_on_in_the_next() -> None:
    made = asked(place="column", lines=14)
    one = noted(text(22 * 60), "a", (22 * 12, 27 * 20), place="column")
    pages = set_pages(flow(one), made)
    assert said(pages)["a-n0"] == "①" + text(27 * 20)
    parts = [note for page in pages.pages for note in page.notes]
    assert len(parts) > 1


# -- numbers ---------------------------------------------------------------------------------


def _many(place: NotePlace = "page") -> Flow:
    return flow(
        *(noted(text(200, n), f"p{n}", (40, 30), (120, 30), place=place) for n in range(16))
    )


def test_numbers_begin_again_on_every_page_CL_NT_03() -> None:  # noqa: N802
    pages = set_pages(_many(), asked())
    for page in pages.pages:
        begun = [note.mark for note in page.notes if note.begins]
        assert begun == list("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"[: len(begun)])
    assert pages.rounds <= 5
    texts = {name: mark for name, (_, mark) in marks(pages).items()}
    assert texts == {n.id: n.mark for p in pages.pages for n in p.notes if n.begins}


def test_numbers_of_changing_width_settle() -> None:
    pages = set_pages(_many(), asked(numbers="bracket", columns=1, chars=22))
    assert pages.rounds <= 5
    for page in pages.pages:
        begun = [note.mark for note in page.notes if note.begins]
        assert begun == [f"[{n}]" for n in range(1, len(begun) + 1)]


# -- the margin --------------------------------------------------------------------------------


def test_notes_in_the_margin_stand_beside_their_lines_and_never_over_one_another() -> None:
    made = asked(place="side", width=60.0, beside=8.0, columns=1, chars=30, lines=42)
    items = (noted(text(300, n), f"p{n}", (20, 30), (30, 20), place="side") for n in range(12))
    pages = set_pages(flow(*items), made)
    assert len(pages.pages) > 1
    for page in pages.pages:
        area = page.type_area
        feet = 0.0
        for note in page.notes:
            outer = note.lines[0].x + 60 <= area.x if page.side == "even" else (
                note.lines[0].x >= area.right)  # fmt: skip
            assert outer
            assert note.lines[0].baseline - 0.88 * 8.5 >= feet
            feet = note.lines[-1].baseline + 0.12 * 8.5
            assert feet <= area.foot + 0.01
    assert {name: page for name, (page, _) in marks(pages).items()} == beginnings(pages)


def test_more_notes_beside_a_page_than_it_is_high_are_an_error() -> None:
    sink = Sink()
    set_pages(_many("side"), asked(place="side", width=60.0, columns=1, chars=30), sink)
    assert {f.code for f in sink.findings} == {"layout/notes-beside"}


# -- reading order -------------------------------------------------------------------------


def kinds(element: Element) -> list[str]:
    return [child.kind for child in element.children]


def test_a_note_is_read_after_the_paragraph_of_its_mark() -> None:
    items = section("s", noted(text(60), "a", (20, 30)), of_lines(2, "b"), box(3, anchor="a"))
    pages = set_pages(flow(*items), asked())
    sect = pages.structure.children[-1]
    assert kinds(sect) == ["P", "Note", "P"]
    paragraph, note = sect.children[0], sect.children[1]
    assert kinds(paragraph) == ["Reference"]
    assert kinds(paragraph.children[0]) == ["Link"]
    assert kinds(note) == ["Lbl", "P"]
    assert kinds(note.children[0]) == ["Link"]
