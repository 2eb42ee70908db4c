"""Styles and flows for the page maker's tests, made by hand."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.color import BLACK
from typeset.flow import (
    Flow,
    FlowItem,
    Footnote,
    NotePlace,
    Panel,
    Paragraph,
    Place,
    SectionStart,
    Space,
    TextRun,
)
from typeset.geometry import MM, Size
from typeset.style.resolved import (
    BoxRules,
    Furniture,
    Grid,
    PageGeometry,
    Role,
    Style,
    TextRules,
)

EM = 10.5


def role(name: str, size: float = EM, leading: float = 17.0, indent: float = 0.0) -> Role:
    return Role(name=name, faces={}, size=size, leading=leading, color=BLACK, indent=indent)


ROLES = {
    r.name: r
    for r in (
        role("body", indent=2 * EM),
        role("plain"),
        role("heading", size=14),
        role("quote", size=15, leading=25.5),
        role("label", size=8.5, leading=12),
        role("note", size=8.5, leading=13),
        role("running-head", size=9),
        role("folio", size=11),
    )
}


def style(
    columns: int = 2, lines: int = 42, chars: int = 46, gap_chars: int = 2, facing: bool = True
) -> Style:
    """A style on the review's page; ``chars`` and ``lines`` may make it small."""
    return Style(
        page=PageGeometry(
            trim=Size(210 * MM, 297 * MM),
            bleed=3 * MM,
            head=24 * MM,
            foot=23.4 * MM,
            gutter=20.6 * MM,
            edge=19 * MM,
            facing=facing,
        ),
        grid=Grid(
            chars=chars,
            lines=lines,
            columns=columns,
            gap=gap_chars * EM,
            pitch=17.0,
            zw=EM,
            first_baseline=9.24,
        ),
        rules=TextRules(),
        roles=ROLES,
        palette={},
        designs={},
        furniture=Furniture(
            head_baseline=13 * MM,
            head_odd="{section}",
            head_even="{title}",
            folio_baseline=12 * MM,
            folio_plate=17.0,
            folio_color=BLACK,
        ),
        boxes=BoxRules(),
    )


HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳"


def text(length: int, start: int = 0) -> str:
    """So many characters, told apart from their neighbours."""
    return "".join(HAN[(start + i) % len(HAN)] for i in range(length))


def para(words: str, name: str = "", tag: str = "P", role: str = "body") -> Paragraph:
    return Paragraph(runs=(TextRun(text=words, role=role),), role=role, id=name, tag=tag)


def noted(words: str, name: str, *marks: tuple[int, int], place: NotePlace = "page") -> Paragraph:
    """A paragraph with notes, each (characters before its mark, characters of the note)."""
    runs: list[TextRun] = []
    done = 0
    for number, (at, length) in enumerate(marks):
        note = f"{name}-n{number}"
        said = TextRun(text=text(length, number), role="note")
        label = TextRun(text="①", role="note", names=note)
        body = Paragraph(runs=(label, said), role="note", id=note)
        mark = TextRun(text="①", role="body", note=True, names=note,
                       footnote=Footnote(id=note, paragraphs=(body,), place=place))  # fmt: skip
        runs += [TextRun(text=words[done:at], role="body"), mark]
        done = at
    runs.append(TextRun(text=words[done:], role="body"))
    return Paragraph(runs=tuple(run for run in runs if run.text), role="body", id=name)


def of_lines(lines: int, name: str = "", per_line: int = 22) -> Paragraph:
    """A paragraph that takes so many lines of the review's column."""
    return para(text(lines * per_line - 2 - per_line // 2), name)


def box(
    lines: int, design: str = "hero", place: Place = "band-foot", anchor: str = "", name: str = ""
) -> Panel:
    return Panel(
        id=name or f"{design}-{lines}",
        design=design,
        lines=lines,
        draws=(),
        place=place,
        anchor=anchor,
        repeats=True,
    )


def full(lines: int, design: str, **options: object) -> Panel:
    return Panel(id=design, design=design, lines=lines, draws=(), columns=0, **options)  # type: ignore[arg-type]


def flow(*items: FlowItem) -> Flow:
    return Flow(items=items, language="zh-Hans-CN", title="回顾", running_title="镇江 · 回顾")


def section(name: str, *items: FlowItem, space: int = 2) -> Iterator[FlowItem]:
    """A section under a banner, as the blocks compose it."""
    yield SectionStart(id=name, title=name, running_head=name)
    if space:
        yield Space(lines=space)
    yield full(3, f"banner-{name}", keep_next=4)
    yield from items


def review() -> Flow:
    """The review's make-up: its paragraphs by their lines, its boxes without their drawing."""
    return flow(
        full(17, "masthead", covers_head=True),
        Space(lines=1),
        full(9, "grid"),
        *section("party", of_lines(15, "p1"), box(5, "rule-quote", anchor="p1")),
        *section("industry", *_industry()),
        *section("science", *_science()),
        *section("green", *_green()),
        *section("life", of_lines(14, "l1"), box(6, "tabbed", anchor="l1")),
        SectionStart(id="outlook", title="展望", running_head="展望"),
        Space(lines=1),
        full(3, "outlook", to_foot=True, keep_next=4),
        of_lines(12, "o1"),
        Space(lines=1),
        full(2, "imprint", place="page-foot"),
    )


def _industry() -> Iterator[FlowItem]:
    yield full(4, "strip", anchor="industry")
    yield Space(lines=1)
    yield of_lines(10, "i1")
    yield box(7, "hero", "here", anchor="i1")
    yield of_lines(7, "i2")
    yield of_lines(10, "i3")
    yield box(6, "mark-quote", anchor="i3")


def _science() -> Iterator[FlowItem]:
    yield of_lines(13, "s1")
    yield box(5, "badge", anchor="s1")
    yield full(9, "feature", place="page-head", covers_head=True, head_color=BLACK, anchor="s1")
    yield of_lines(11, "s2")
    yield box(3, "delta", anchor="s2")
    yield box(6, "reverse", anchor="s2")
    yield of_lines(8, "s3")


def _green() -> Iterator[FlowItem]:
    yield of_lines(11, "g1")
    yield of_lines(9, "g2")
    yield box(8, "bars", anchor="g2")
    yield of_lines(11, "g3")
    yield box(5, "formula", anchor="g3")
    yield Space(lines=1)
    yield full(6, "rings", anchor="g3")
