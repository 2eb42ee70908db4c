"""What holds for every publication, whatever is mixed in it of text, boxes, tables, notes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations

from hypothesis import HealthCheck, given, settings

from tests.property.made import words
from tests.property.whole import FIRST, PITCH, Rect, Whole, outline, publications, things_on
from tests.unit.layout.tabled import said
from typeset.display import Page
from typeset.flow import Panel, Paragraph
from typeset.flow_notes import footnotes, texts_of
from typeset.flow_tables import Table

QUICK = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
_NEAR = 0.02


def nothing_is_lost(case: Whole) -> None:
    """Text, notes, tables and boxes are on the pages, once, and blocks in their order."""
    text: dict[str, str] = defaultdict(str)
    notes: dict[str, str] = defaultdict(str)
    cells: dict[str, dict[object, str]] = defaultdict(lambda: defaultdict(str))
    boxes: Counter[str] = Counter()
    for page in case.pages.pages:
        for line in page.lines:
            text[line.block] += line.line.text
        for note in page.notes:
            notes[note.id] += "".join(line.line.text for line in note.lines)[note.begins :]
        for part in page.tables:
            for each in part.texts:
                if not each.repeated and each.kind != "continued":
                    key = (each.kind, each.row, each.column, each.rect.x if each.row < 0 else 0)
                    cells[part.id][key] += "".join(line.text for line in each.lines)
        boxes.update({box.id for box in page.boxes})
    items = case.flow.items
    asked = {item.id: words(item) for item in items if isinstance(item, Paragraph)}
    assert not differing(text, asked), differing(text, asked)[:1]
    assert list(text) == list(asked), "blocks come in another order"
    said_in_notes = {
        note.id: "".join(map(words, note.paragraphs))[1:]
        for item in items
        for note in footnotes(texts_of(item))
    }
    assert not differing(notes, said_in_notes), differing(notes, said_in_notes)[:1]
    for item in items:
        if isinstance(item, Table):
            assert sorted(cells[item.id].values()) == sorted(said(item)), item.id
    told = {f.span for f in case.sink.findings if f.code == "layout/box-too-tall"}
    for item in items:
        if isinstance(item, Panel) and not told:
            halves = 2 if item.place == "spread" and case.style.page.facing else 1
            assert boxes[item.id] == halves, f"{item.id} is there {boxes[item.id]} times"


def differing(found: Mapping[str, str], asked: Mapping[str, str]) -> list[str]:
    """What differs, by name."""
    return [
        f"{name}: {found.get(name, '')!r} for {asked.get(name, '')!r}"
        for name in sorted({*found, *asked})
        if _plain(found.get(name, "")) != _plain(asked.get(name, ""))
    ]


def _plain(said: str) -> str:
    """Without the numbers of marks: they count anew on every page."""
    return "".join("①" if "①" <= char <= "⑳" else char for char in said)


def _stops(case: Whole) -> bool:
    """Whether the build stops, told that something has no room: such pages are never printed."""
    return any(f.code in ("layout/margin-full", "layout/page-overfull") for f in case.sink.findings)


def nothing_overlaps(case: Whole) -> None:
    """No two things on a page meet, and no outline comes into a line."""
    if _stops(case):
        return
    for page in case.pages.pages:
        things = [*things_on(page)]
        for (one, a), (other, b) in combinations(things, 2):
            apart = a[2] <= b[0] + _NEAR or b[2] <= a[0] + _NEAR
            apart = apart or a[3] <= b[1] + _NEAR or b[3] <= a[1] + _NEAR
            assert apart, f"page {page.number}: {one} {a} over {other} {b}"
        for box in page.boxes:
            for x, y in outline(box.contour) if box.contour else ():
                for what, r in things:
                    inside = r[0] + _NEAR < x < r[2] - _NEAR and r[1] + _NEAR < y < r[3] - _NEAR
                    assert not inside, f"page {page.number}: {box.id} comes into {what}"


def everything_is_inside(case: Whole) -> None:
    """Lines and tables stand in the type area, boxes in it or in the margin, frames on the page."""
    if _stops(case):
        return
    for page in case.pages.pages:
        area = page.type_area
        inner = (area.x, area.y, area.right, area.foot)
        sheet = (0.0, area.y, page.trim.width, area.foot)
        for what, rect in things_on(page):
            aside = what.startswith("box") and not area.x - _NEAR < rect[0] < area.right
            assert _within(rect, sheet if aside else inner), f"page {page.number}: {what} {rect}"
        for band in page.bands:
            for frame in band.frames:
                assert _within((frame.x, frame.y, frame.right, frame.foot), inner)


def _within(rect: Rect, around: Rect) -> bool:
    least = all(rect[edge] >= around[edge] - _NEAR for edge in (0, 1))
    return least and all(rect[edge] <= around[edge] + _NEAR for edge in (2, 3))


def baselines_are_on_the_grid(case: Whole) -> None:
    """Every line of the body stands on a grid line of the type area."""
    for page in case.pages.pages:
        for line in page.lines:
            steps = (line.baseline - page.type_area.y - FIRST) / PITCH
            if line.role == "body":
                assert abs(steps - round(steps)) * PITCH < 0.01
                assert round(steps) in range(case.style.grid.lines)


def notes_begin_with_their_marks(case: Whole) -> None:
    """A note begins on the page of its mark, or that is told."""
    begun = {n.id: p.number for p in case.pages.pages for n in p.notes if n.begins}
    marked = {name: page.number for page in case.pages.pages for name in _marks(page)}
    assert set(begun) == set(marked)
    apart = [name for name in begun if begun[name] != marked[name]]
    told = [f for f in case.sink.findings if f.code == "layout/note-parted"]
    assert len(told) == len(apart)


def _marks(page: Page) -> list[str]:
    return [run.names for line in page.lines for run in line.line.runs if run.names]


def what_stands_far_is_told(case: Whole) -> None:
    """A box on another spread than its anchor is reported, at the box."""
    told = [f.message for f in case.sink.findings if f.code == "layout/box-far"]
    for page in case.pages.pages:
        for box in page.boxes:
            near = {
                other.number
                for other in case.pages.pages
                if any(line.block == box.anchor for line in other.lines)
            }
            if box.anchor and near and min(abs(page.number - n) for n in near) > 3:
                assert any(f"page {page.number}," in message for message in told)


@QUICK
@given(publications())
def test_whatever_is_mixed_nothing_is_lost_overlaps_or_leaves_its_page(case: Whole) -> None:
    nothing_is_lost(case)
    nothing_overlaps(case)
    everything_is_inside(case)
    baselines_are_on_the_grid(case)
    notes_begin_with_their_marks(case)
    what_stands_far_is_told(case)
