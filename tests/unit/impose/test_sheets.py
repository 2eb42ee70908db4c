"""Imposed files: pages where they belong to a hundredth of a millimetre, and untouched."""

from __future__ import annotations

import io

import pikepdf
import pytest

from tests.unit.impose.made import BLEED, HEIGHT, WIDTH, booklet, imposed, sheets
from typeset.geometry import MM
from typeset.impose import Job, Refused, Unreadable, impose

EXACT = 0.01  # mm
LENGTHS = [4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60, 64]


def in_mm(box: pikepdf.Object | pikepdf.Array) -> list[float]:
    return [float(edge) / MM for edge in box]


@pytest.mark.parametrize("count", LENGTHS)
def test_a_booklet_has_two_pages_a_side_in_order(count: int) -> None:
    made = sheets(imposed(count, Job(scheme="saddle")).data)
    assert len(made) == count // 2
    for index, (_, drawn) in enumerate(made):
        s = index // 2 + 1
        front, back = [count - 2 * s + 2, 2 * s - 1], [2 * s, count - 2 * s + 1]
        assert [page.number for page in drawn] == (back if index % 2 else front)


@pytest.mark.parametrize("count", LENGTHS)
@pytest.mark.parametrize("bleed", [0.0, BLEED])
def test_the_trim_of_a_sheet_is_two_pages_wide(count: int, bleed: float) -> None:
    for page, _ in sheets(imposed(count, Job(scheme="saddle"), bleed=bleed).data):
        x0, y0, x1, y1 = in_mm(page.obj.TrimBox)
        assert x1 - x0 == pytest.approx(2 * WIDTH, abs=EXACT)
        assert y1 - y0 == pytest.approx(HEIGHT, abs=EXACT)
        outer = in_mm(page.obj.BleedBox)
        expected = [x0 - bleed, y0 - bleed, x1 + bleed, y1 + bleed]
        assert outer == pytest.approx(expected, abs=EXACT)
        media = in_mm(page.obj.MediaBox)
        assert media == pytest.approx([0, 0, outer[2], outer[3]], abs=EXACT)


@pytest.mark.parametrize("count", LENGTHS)
def test_creep_moves_inner_sheets_towards_the_spine(count: int) -> None:
    caliper, push = 0.13, 1.3
    job = Job(scheme="saddle", caliper=caliper, push=push)
    result = imposed(count, job)
    for index, (page, drawn) in enumerate(sheets(result.data)):
        creep = (index // 2) * caliper * push
        x0 = in_mm(page.obj.TrimBox)[0]
        left, right = drawn
        assert left.x - (x0 - BLEED) == pytest.approx(creep, abs=EXACT)
        assert right.x - (x0 - BLEED + WIDTH) == pytest.approx(-creep, abs=EXACT)
    assert result.creep == pytest.approx((count / 4 - 1) * caliper * push, abs=1e-9)


def test_twenty_four_pages_on_157_grams_creep_by_the_known_figure() -> None:
    result = imposed(24, Job(scheme="saddle", caliper=0.13))
    assert result.creep == pytest.approx(0.85, abs=0.005)


def test_without_caliper_nothing_creeps() -> None:
    assert imposed(64, Job(scheme="saddle", caliper=0)).creep == 0


@pytest.mark.parametrize("scheme", ["perfect", "2up", "step"])
def test_other_schemes_do_not_creep(scheme: str) -> None:
    job = Job(scheme=scheme)  # type: ignore[arg-type]
    assert imposed(32, job).creep == 0


@pytest.mark.parametrize("count", [4, 10, 64])
def test_bound_at_the_right_the_cover_is_at_the_left(count: int) -> None:
    made = sheets(imposed(count, Job(scheme="saddle", bound="right")).data)
    assert made[0][1][0].number == 1


def test_a_page_is_clipped_at_the_fold_and_keeps_its_bleed_elsewhere() -> None:
    page, _ = sheets(imposed(4, Job(scheme="saddle")).data)[0]
    first, second = page.obj.Contents.read_bytes().decode().splitlines()[:2]
    left, right = ([float(n) / MM for n in line.split()[1:5]] for line in (first, second))
    assert left == pytest.approx([0, 0, WIDTH + BLEED, HEIGHT + 2 * BLEED], abs=EXACT)
    assert right == pytest.approx([WIDTH + BLEED, 0, WIDTH + BLEED, HEIGHT + 2 * BLEED], abs=EXACT)


@pytest.mark.parametrize("size", [4, 8, 16])
def test_cuts_in_a_section_are_two_bleeds_apart(size: int) -> None:
    made = sheets(imposed(size, Job(scheme="perfect", signature=size)).data)
    page, drawn = made[0]
    x0, y0, x1, y1 = in_mm(page.obj.TrimBox)
    columns, rows = {4: (2, 1), 8: (2, 2), 16: (4, 2)}[size]
    gaps = 2 * BLEED * (columns // 2 - 1)
    assert x1 - x0 == pytest.approx(columns * WIDTH + gaps, abs=EXACT)
    assert y1 - y0 == pytest.approx(rows * HEIGHT + 2 * BLEED * (rows - 1), abs=EXACT)
    turned = {4: [], 8: [4, 5], 16: [5, 8, 9, 12]}[size]
    assert sorted(d.number for d in drawn if d.turned) == turned


def test_a_turned_page_lands_on_its_trim() -> None:
    page, drawn = sheets(imposed(8, Job(scheme="perfect", signature=8)).data)[0]
    x0, _, _, y1 = in_mm(page.obj.TrimBox)
    five = next(d for d in drawn if d.number == 5)
    assert five.turned
    assert five.x == pytest.approx(x0 + WIDTH + BLEED, abs=EXACT)
    assert five.y == pytest.approx(y1 + BLEED, abs=EXACT)


@pytest.mark.parametrize(
    ("job", "expected"),
    [
        (Job(scheme="step", sheet=(320, 450)), 4),
        (Job(scheme="step", sheet=(297, 420), gap=0), 2),
        (Job(scheme="step", columns=3, rows=2), 6),
        (Job(scheme="step", marks=True), 4),
    ],
)
def test_step_and_repeat_takes_as_many_as_fit(job: Job, expected: int) -> None:
    for page, drawn in sheets(imposed(2, job).data):
        assert len(drawn) == expected
        assert len({d.number for d in drawn}) == 1
        media, bleed = in_mm(page.obj.MediaBox), in_mm(page.obj.BleedBox)
        assert bleed[0] >= media[0] - EXACT
        assert bleed[2] <= media[2] + EXACT


def test_a_sheet_of_paper_is_turned_as_it_fits_and_the_pages_stand_in_its_middle() -> None:
    for page, _ in sheets(imposed(8, Job(scheme="saddle", sheet=(297, 420))).data):
        assert in_mm(page.obj.MediaBox) == pytest.approx([0, 0, 420, 297], abs=EXACT)
        x0, y0, x1, y1 = in_mm(page.obj.TrimBox)
        assert (x0 + x1) / 2 == pytest.approx(210, abs=EXACT)
        assert (y0 + y1) / 2 == pytest.approx(148.5, abs=EXACT)


def test_marks_stand_outside_the_bleed_in_the_registration_colour() -> None:
    page, _ = sheets(imposed(16, Job(scheme="perfect", marks=True)).data)[0]
    assert str(page.obj.Resources.ColorSpace.All[1]) == "/All"
    x0, y0, x1, y1 = in_mm(page.obj.BleedBox)
    lines = [
        [float(n) / MM for n in (*line.split()[:2], *line.split()[3:5])]
        for line in page.obj.Contents.read_bytes().decode().splitlines()
        if line.endswith(" l S")
    ]
    assert len(lines) > 20
    for ax, ay, bx, by in lines:
        assert max(ax, bx) <= x0 or min(ax, bx) >= x1 or max(ay, by) <= y0 or min(ay, by) >= y1


def test_pages_are_carried_over_untouched() -> None:
    data = booklet(8)
    (source,) = [pikepdf.open(io.BytesIO(data))]
    for page, drawn in sheets(impose(data, Job(scheme="2up")).data):
        for each in drawn:
            form = page.obj.Resources.XObject[f"/P{each.number}"]
            before = source.pages[each.number - 1].obj.Contents.read_bytes()
            assert form.read_bytes().strip() == before.strip()


def test_the_same_job_gives_the_same_bytes() -> None:
    data = booklet(8)
    assert impose(data, Job(scheme="saddle")).data == impose(data, Job(scheme="saddle")).data


def test_a_page_shown_turned_is_imposed_as_it_is_seen() -> None:
    made = impose(booklet(4, rotate=90), Job(scheme="saddle"))
    page, _ = sheets(made.data)[0]
    x0, y0, x1, y1 = in_mm(page.obj.TrimBox)
    assert (x1 - x0, y1 - y0) == pytest.approx((2 * HEIGHT, WIDTH), abs=EXACT)


def test_the_output_intent_goes_along_and_the_claim_does_not(review_pdf: object) -> None:
    from pathlib import Path

    assert isinstance(review_pdf, Path)
    made = pikepdf.open(io.BytesIO(impose(review_pdf.read_bytes(), Job(scheme="saddle")).data))
    assert str(made.Root.OutputIntents[0].OutputConditionIdentifier) == "FOGRA39"
    assert "/Metadata" not in made.Root
    assert "/StructTreeRoot" not in made.Root


def test_the_review_is_one_sheet_of_a3(review_pdf: object) -> None:
    from pathlib import Path

    assert isinstance(review_pdf, Path)
    job = Job(scheme="saddle", sheet=(297, 420))
    made = pikepdf.open(io.BytesIO(impose(review_pdf.read_bytes(), job).data))
    assert len(made.pages) == 2
    for page in made.pages:
        assert in_mm(page.obj.TrimBox) == pytest.approx([0, 0, 420, 297], abs=EXACT)


def test_links_are_counted_as_left_out() -> None:
    assert impose(booklet(4, links=True), Job(scheme="saddle")).annotations == 4


def test_pages_of_two_sizes_are_refused_with_the_page() -> None:
    with pytest.raises(Refused, match=r"158\.0 × 210\.0 mm, the first 148\.0") as refused:
        impose(booklet(8, odd_one=3), Job(scheme="saddle"))
    assert refused.value.page == 3


def test_a_sheet_that_is_too_small_is_refused() -> None:
    with pytest.raises(Refused, match="do not fit on a sheet of 200 × 297 mm"):
        imposed(4, Job(scheme="saddle", sheet=(200, 297)))
    with pytest.raises(Refused, match="do not fit"):
        imposed(4, Job(scheme="step", sheet=(100, 100)))


@pytest.mark.parametrize(
    "data", [b"", b"no pdf", b"%PDF-1.4\n", b"%PDF-1.7\n" + b"\xff" * 500, booklet(4)[:150]]
)
def test_what_is_no_pdf_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        impose(data, Job(scheme="saddle"))


@pytest.mark.parametrize("seed", range(30))
def test_any_damage_ends_in_sheets_or_a_word(seed: int) -> None:
    import random

    chance = random.Random(seed)  # noqa: S311 - which bytes are damaged
    data = bytearray(booklet(3))
    for _ in range(chance.randrange(1, 40)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        assert impose(bytes(data), Job(scheme="saddle")).sides > 0
    except (Unreadable, Refused):
        return


def test_a_catalogue_of_the_wrong_kinds_is_no_traceback() -> None:
    file = pikepdf.open(io.BytesIO(booklet(2)))
    file.Root.OutputIntents = pikepdf.Dictionary(A=1)
    out = io.BytesIO()
    file.save(out)
    made = pikepdf.open(io.BytesIO(impose(out.getvalue(), Job(scheme="saddle")).data))
    assert "/OutputIntents" not in made.Root
