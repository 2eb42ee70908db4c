"""A style, a small publication that holds one of everything, and the review, as DOCX."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from typeset.blocks import reflow
from typeset.color import Cmyk
from typeset.diagnostics import Sink, Span
from typeset.docx import write_docx
from typeset.docx.placed import placed
from typeset.model.publication import Metadata, Outputs, Publication
from typeset.pipeline import Run, lay_out, load
from typeset.project import Project
from typeset.reading.typed import build
from typeset.reading.yaml_nodes import read_yaml
from typeset.reflow import (
    Art,
    Border,
    Cell,
    ColumnsChange,
    Framed,
    Para,
    Reflow,
    ReRun,
    Row,
)
from typeset.style import Style, load_spec, over_presets, resolve

CHECKOUT = Path(__file__).parents[2]
RED = Cmyk(8, 100, 95, 4)
BLUE = Cmyk(100, 72, 18, 6)
PLACE = Span("sections/01.md", 3, 1, 4)


@dataclass(frozen=True, slots=True)
class Word:
    """One document and what it was made from."""

    data: bytes
    reflow: Reflow
    publication: Publication
    style: Style


@pytest.fixture(scope="session")
def style() -> Style:
    """The preset every project starts from."""
    sink = Sink()
    spec = load_spec(over_presets(None, read_yaml, sink), parse=read_yaml, build=build, sink=sink)
    assert spec is not None
    return resolve(spec, sink)


@pytest.fixture(scope="session")
def publication() -> Publication:
    metadata = Metadata(title="年度工作回顾", issuer="某地", date="2022-01-20")
    return Publication(
        metadata=metadata,
        front=(),
        sections=(),
        outputs=Outputs(name="small"),
        sources=(("sections/01.md", "ab" * 32),),
    )


def body(text: str, name: str = "") -> Para:
    return Para(role="body", runs=(ReRun(text=text),), id=name, span=PLACE)


def heading(text: str, name: str, number: str, accent: Cmyk) -> Para:
    return Para(
        role="banner-title",
        runs=(ReRun(text=text),),
        id=name,
        outline=1,
        number=number,
        number_role="banner-number",
        accent=accent,
        keep_next=True,
        span=PLACE,
    )


def box(name: str, width: float, *rows: Row, wrap: str = "flow", repeats: bool = True) -> Framed:
    return Framed(
        style=name,
        rows=rows,
        width=width,
        wrap="float" if wrap == "float" else "flow",
        id=f"b-{name}",
        caption=name,
        description="说明",
        repeats=repeats,
        span=PLACE,
    )


def small_reflow() -> Reflow:
    """One of everything a reflow can hold."""
    label = Para(role="box-label", runs=(ReRun(text="总投资"),))
    figure = Para(role="number", size=51, runs=(ReRun(text="131"), ReRun(text="亿元", role="unit")))
    rule = Border(side="top", weight=2, color=RED)
    card = Cell(width=147, content=(figure, label), borders=(rule,))
    gutter = Cell(width=21)
    art = Art(name="drawing:contours-masthead", width=483, height=60, line=RED, ground=RED)
    mixed = Para(
        role="body",
        id="p-1",
        span=PLACE,
        runs=(
            ReRun(text="项目突破。", role="lead", color=BLUE),
            ReRun(text="招引项目"),
            ReRun(text="29个", anchor="m-projects"),
            ReRun(text="，PM"),
            ReRun(text="2.5", script="sub"),
            ReRun(text="见", line_break=True),
            ReRun(text="网站", link="https://example.org/?a=1&b=2"),
            ReRun(text="与上文", link="#p-0"),
            ReRun(text=" “引号”—— ", role="strong"),
        ),
    )
    return Reflow(
        running_title="某地 · 年度工作回顾",
        language="zh-Hans-CN",
        items=(
            box(
                "masthead",
                483,
                Row(
                    cells=(
                        Cell(width=241.5, fill=RED, content=(label,)),
                        Cell(
                            width=241.5,
                            fill=RED,
                            content=(Art(name="logo", width=20, height=20, alt="标志"),),
                        ),
                    )
                ),
                Row(cells=(Cell(width=483, fill=RED, content=(art,), padding=(1, 2, 3, 4)),)),
                repeats=False,
            ),
            box("grid", 483, *(Row(cells=(card, gutter, card, gutter, card)),) * 2),
            heading("党的建设", "h-1", "1", RED),
            ColumnsChange(columns=2),
            body("镇江高新区<扎实>开展 & 学习。", "p-0"),
            box(
                "hero",
                100,
                Row(cells=(Cell(width=100, fill=BLUE, content=(figure, label)),)),
                wrap="float",
            ),
            box("margin", 60, Row(cells=(Cell(width=60, content=(label,)),)), wrap="float"),
            mixed,
            box(
                "quote",
                231,
                Row(cells=(Cell(width=231, content=(label,), borders=(rule,)),), height=40),
            ),
            ColumnsChange(columns=1),
            heading("科技创新", "h-2", "2", BLUE),
            ColumnsChange(columns=2),
            body("末段。", "p-2"),
        ),
    )


@pytest.fixture(scope="session")
def small(style: Style, publication: Publication) -> Word:
    flowing = small_reflow()
    return Word(write_docx(flowing, publication, style), flowing, publication, style)


@pytest.fixture(scope="session")
def annual() -> Word:
    """The annual review of ``content/`` as DOCX, its boxes where its pages have them."""
    run = Run()
    manuscript = load(Project(CHECKOUT / "content"), run)
    pages = lay_out(manuscript, run).pages

    def folio(target: str) -> str:
        return pages.folios.get(target, "")

    flowing = reflow(manuscript.publication, manuscript.style, run.sink, folio)
    flowing = placed(flowing, pages, manuscript.style)
    data = write_docx(flowing, manuscript.publication, manuscript.style)
    return Word(data, flowing, manuscript.publication, manuscript.style)
