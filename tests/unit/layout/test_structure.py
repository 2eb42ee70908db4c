"""Reading order: sections, parted paragraphs, boxes after what they repeat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.unit.layout.drawing import set_pages
from tests.unit.layout.sample import box, flow, full, of_lines, para, section, style, text
from typeset.diagnostics import Span
from typeset.display import Element, TagOpen
from typeset.flow import Flow, Label, PageRef, Paragraph, TextRun, Words
from typeset.layout.structure import make_structure


def outline_of(element: Element) -> str:
    children = " ".join(outline_of(child) for child in element.children)
    return f"{element.kind}({children})" if children else element.kind


def structure(made: Flow) -> str:
    return outline_of(make_structure(made).root)


def spoken(*parts: str, tag: str = "P") -> tuple[Words, ...]:
    return tuple(
        Words(paragraph=para(part, role="label", tag=tag), x=0, baseline=0, width=90)
        for part in parts
    )


def walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        yield from walk(child)


def test_sections_hold_their_paragraphs() -> None:
    banner = replace(full(3, "banner"), draws=spoken("标题", tag="H1"), tag="Div")
    made = flow(para("刊首"), *section("a", of_lines(3, "p")))
    items = [banner if item == full(3, "banner-a", keep_next=4) else item for item in made.items]
    assert structure(flow(*items)) == "Document(P Sect(Div(H1) P))"


def test_a_heading_panel_is_one_element() -> None:
    title = replace(full(3, "title"), draws=spoken("一", "标题"), tag="H1")
    assert structure(flow(title)) == "Document(H1)"


def test_a_box_that_repeats_text_follows_its_anchor_wherever_it_is_written() -> None:
    quote = replace(box(4, "quote", anchor="a"), draws=spoken("话", "出处"), tag="PullQuote")
    made = flow(of_lines(3, "a"), of_lines(3, "b"), quote, replace(quote, id="second"))
    assert structure(made) == "Document(P PullQuote(P P) PullQuote(P P) P)"
    numbers = [child.id for child in make_structure(made).root.children]
    assert numbers[1] < numbers[2], "the second box follows the first"


def metric(*parts: str, line: int = 1, figures: tuple[int, ...] = (1,)) -> tuple[Words, ...]:
    """What one row of data draws; ``figures`` are the headline numbers among it."""
    span = Span("a.md", line)
    return tuple(
        replace(drawn, figure=i in figures, paragraph=replace(drawn.paragraph, span=span))
        for i, drawn in enumerate(spoken(*parts))
    )


def test_a_figure_is_read_with_its_label_and_its_unit_as_one_sentence() -> None:
    rows = (*metric("总投资", "131", "亿元", figures=(1, 2)), *metric("增长", "33%", line=2))
    made = replace(box(4, "strip"), draws=rows, tag="PullQuote")
    assert structure(flow(made)) == "Document(PullQuote(Metric(Span Span Span) Metric(Span Span)))"


def test_a_note_after_a_figure_is_a_sentence_of_its_own() -> None:
    made = replace(box(4, "strip"), draws=metric("接种率", "93%", "18岁以上"), tag="PullQuote")
    assert structure(flow(made)) == "Document(PullQuote(Metric(Span Span) P))"


def test_words_without_a_figure_stay_paragraphs() -> None:
    made = replace(box(4, "quote"), draws=metric("话", "出处", figures=()), tag="PullQuote")
    assert structure(flow(made)) == "Document(PullQuote(P P))"


def test_a_box_with_content_of_its_own_stays_where_it_is_written() -> None:
    own = replace(box(4, "quote", anchor="a"), draws=spoken("话"), tag="Box", repeats=False)
    assert structure(flow(of_lines(3, "a"), of_lines(3, "b"), own)) == "Document(P P Box(P))"


def test_a_box_of_an_earlier_section_follows_its_anchor_there() -> None:
    quote = replace(box(4, "quote", anchor="p"), draws=spoken("话"), tag="PullQuote")
    made = flow(*section("a", of_lines(3, "p")), *section("b", quote))
    assert structure(made) == "Document(Sect(P PullQuote(P)) Sect)"


def test_decoration_has_no_element_and_a_picture_has_its_alternative() -> None:
    assert structure(flow(full(3, "rule"))) == "Document"
    figure = replace(full(3, "art"), tag="Figure", alt="三座山")
    (element,) = make_structure(flow(figure)).root.children
    assert (element.kind, element.alt) == ("Figure", "三座山")


def test_a_paragraph_parted_by_columns_and_pages_is_one_element() -> None:
    pages = set_pages(flow(of_lines(60, "a")), style(lines=12), loose=0)
    opened = [mark.element for page in pages.pages for mark in page.marks
              if isinstance(mark, TagOpen)]  # fmt: skip
    assert len(opened) == 6
    assert len(set(opened)) == 1
    assert opened[0] == pages.structure.children[0].id


def test_every_element_id_is_given_once() -> None:
    quote = replace(box(4, "quote", anchor="p"), draws=spoken("话", "源"), tag="PullQuote")
    made = flow(*section("a", of_lines(3, "p"), quote), *section("b", para(text(9))))
    ids = [element.id for element in walk(make_structure(made).root)]
    assert len(ids) == len(set(ids))


def test_the_outline_lists_sections_and_headings_with_an_id() -> None:
    made = flow(*section("a", para("小标题", "h", tag="H2", role="heading"), of_lines(3, "p")))
    entries = set_pages(made, style()).outline
    assert [(entry.title, entry.target, entry.level) for entry in entries] == [
        ("a", "a", 1),
        ("小标题", "h", 2),
    ]


def runs_of(*runs: TextRun | PageRef) -> Paragraph:
    return Paragraph(runs=runs, role="body", id="p")


def test_a_reference_is_a_link_with_what_it_says_as_a_label() -> None:
    """CL-AC-02: what the engine made is told apart from what was written."""
    said = runs_of(
        TextRun(text="见", role="body"),
        TextRun(text="图", role="body", link="#f"),
        TextRun(text="3", role="body", link="#f", tag="Lbl"),
        PageRef(target="f", role="body", template="，第{page}页", link="#f", tag="Lbl"),
        TextRun(text="。", role="body"),
    )
    assert structure(flow(said)) == "Document(P(Link(Lbl Lbl)))"


def test_paragraphs_of_a_list_share_it_and_each_item_has_its_label() -> None:
    def item(number: int, name: str = "") -> Paragraph:
        name = name or f"i{number}"
        around = (("L", "list"), ("LI", f"i{number}"), ("LBody", f"i{number}"))
        bullet = Label(runs=(TextRun(text="•", role="body", tag="Lbl"),))
        label = bullet if name == f"i{number}" else None
        text = TextRun(text="项", role="body")
        return Paragraph(runs=(text,), role="body", id=name, around=around, label=label)

    made = flow(para("前"), item(1), item(1, "more"), item(2), para("后"))
    assert structure(made) == "Document(P L(LI(Lbl LBody(P P)) LI(Lbl LBody(P))) P)"
