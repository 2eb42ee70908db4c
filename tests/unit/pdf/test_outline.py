"""Ways into the document: bookmarks, destinations, page labels and links."""

from __future__ import annotations

import pytest

from tests.unit.pdf.made import page, pages, pdf, run, words
from tests.unit.pdf.reading import opened, structure
from typeset.diagnostics import BuildFailed, Span
from typeset.display import Destination, Element, LinkArea, OutlineEntry, Page, Pages
from typeset.geometry import Rect

PLACE = Span("sections/01.md", 5, 7)
LINKED = Element(id=1, kind="P", children=(Element(id=2, kind="Link", span=PLACE),))


def entry(title: str, level: int = 1) -> OutlineEntry:
    return OutlineEntry(title=title, target=title, level=level)


def numbered(*titles: str, number: int = 1, folio: str = "") -> Page:
    """A page with a destination for each title."""
    places = tuple(Destination(id=t, x=30, y=40.0 + i) for i, t in enumerate(titles))
    return page(words(1, run("文")), places, number=number, folio=folio)


def linked(target: str, contents: str = "见下文") -> Pages:
    """A page with a link."""
    area = LinkArea(rect=Rect(30, 50, 40, 12), target=target, element=2, contents=contents)
    made = page(words(2, run("链接")), (area, Destination(id="节", x=0, y=200)))
    return pages(made, children=[LINKED])


def test_bookmarks_form_a_tree_by_level() -> None:
    entries = [entry("一"), entry("甲", 2), entry("乙", 2), entry("二")]
    data = pdf(pages(numbered("一", "甲"), numbered("乙", "二", number=2), outline=entries))
    with opened(data).open_outline() as outline:
        tree = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert tree == [("一", ["甲", "乙"]), ("二", [])]


def test_a_bookmark_leads_to_the_page_and_height_of_its_destination() -> None:
    data = pdf(pages(numbered("一"), numbered("二", number=2), outline=[entry("二")]))
    file = opened(data)
    destination = file.Root.Outlines.First.Dest
    assert destination[0].objgen == file.pages[1].obj.objgen
    assert float(destination[3]) == pytest.approx(400 - 40 + 8.504)


def test_a_bookmark_without_its_place_is_left_out() -> None:
    data = pdf(pages(numbered("一"), outline=[entry("别处")]))
    assert "/Outlines" not in opened(data).Root


def test_named_destinations_stand_in_order() -> None:
    data = pdf(pages(numbered("丙", "甲", "乙")))
    (leaf,) = opened(data).Root.Names.Dests.Kids
    keys = [bytes(key) for key in list(leaf.Names)[::2]]
    assert keys == sorted(key.encode() for key in "甲乙丙")


def test_page_labels_are_the_folios() -> None:
    made = [numbered(number=i, folio=f) for i, f in enumerate(["封面", "i", "1", "2", "A-1"], 1)]
    file = opened(pdf(pages(*made)))
    assert [page_.label for page_ in file.pages] == ["封面", "i", "1", "2", "A-1"]
    assert len(file.Root.PageLabels.Nums) == 8  # page 4 goes on counting


def test_a_print_file_has_no_annotations() -> None:
    data = pdf(linked("https://example.org"))
    assert "/Annots" not in opened(data).pages[0].obj
    assert [str(e.S) for e in structure(data)] == ["/Document", "/P", "/Link"]


def test_a_link_is_an_annotation_that_its_element_knows() -> None:
    data = pdf(linked("https://example.org/年报?a=1"), profile="screen")
    (annotation,) = opened(data).pages[0].obj.Annots
    assert str(annotation.A.URI) == "https://example.org/%E5%B9%B4%E6%8A%A5?a=1"
    assert str(annotation.Contents) == "见下文"
    assert int(annotation.F) == 4
    (_, _, element) = structure(data)
    assert element.K[1].Obj.objgen == annotation.objgen
    tree = list(opened(data).Root.StructTreeRoot.ParentTree.Nums)
    assert tree[2] == annotation.StructParent == 1
    assert tree[3].objgen == element.objgen


def test_a_link_inside_leads_to_a_named_destination() -> None:
    data = pdf(linked("#节"), profile="screen")
    (annotation,) = opened(data).pages[0].obj.Annots
    assert bytes(annotation.Dest).decode() == "节"
    assert "/A" not in annotation


def test_a_link_to_nowhere_is_an_error() -> None:
    with pytest.raises(BuildFailed, match="#结"):
        pdf(linked("#结"), profile="screen")


def test_a_link_without_a_description_is_an_error_where_it_is_read_aloud() -> None:
    with pytest.raises(BuildFailed, match="no description"):
        pdf(linked("#节", contents=""), profile="screen")


def test_in_pdf_2_a_way_inside_also_leads_to_the_element_there() -> None:
    area = LinkArea(rect=Rect(30, 50, 40, 12), target="#节", element=2, contents="见下文")
    marks = (area, Destination(id="节", x=30, y=200))
    made = page(
        words(2, run("链接")), words(3, run("标题"), y=220), words(4, run("文"), y=240), marks
    )
    children = [LINKED, Element(id=3, kind="H1"), Element(id=4, kind="P")]
    data = pdf(pages(made, children=children), profile="screen", level="2")
    (annotation,) = opened(data).pages[0].obj.Annots
    assert str(annotation.A.S) == "/GoTo"
    assert annotation.A.D[0].objgen == opened(data).pages[0].obj.objgen
    assert str(annotation.A.SD[0].S) == "/H1"
    named = opened(data).Root.Names.Dests.Kids[0].Names[1]
    assert named.SD[0].objgen == annotation.A.SD[0].objgen


def test_a_link_to_nowhere_is_told_where_it_was_written() -> None:
    with pytest.raises(BuildFailed) as failed:
        pdf(linked("#结"), profile="screen")
    assert failed.value.findings[0].span == PLACE
