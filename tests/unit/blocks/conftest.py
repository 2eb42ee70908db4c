"""A style and small publications for the tests of blocks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from typeset.blocks.paragraph import Paragraph
from typeset.blocks.scope import Scope
from typeset.diagnostics import Sink, Span
from typeset.model.inline import Inline, Text
from typeset.model.publication import Block, Metadata, Publication, Section
from typeset.reading.typed import build
from typeset.reading.yaml_nodes import read_yaml
from typeset.style import Style, load_spec, over_presets, resolve

PLACE = Span("content/sections/01.md", 3, 1, 4)
MakeScope = Callable[..., Scope]


@pytest.fixture(scope="session")
def style() -> Style:
    """The preset every project starts from."""
    sink = Sink()
    spec = load_spec(over_presets(None, read_yaml, sink), parse=read_yaml, build=build, sink=sink)
    assert spec is not None
    resolved = resolve(spec, sink)
    assert not sink.findings, sink.findings
    return resolved


def paragraph(name: str, *inlines: Inline | str) -> Paragraph:
    """A paragraph of running text; plain strings become text."""
    content = tuple(Text(i, PLACE) if isinstance(i, str) else i for i in inlines)
    return Paragraph(id=name, span=PLACE, inlines=content)


def publication(*blocks: Block, front: tuple[Block, ...] = ()) -> Publication:
    """A publication of one section."""
    section = Section(
        id="industry",
        title="产业",
        tag="产业",
        accent="blue",
        number="2",
        blocks=blocks,
        span=PLACE,
    )
    metadata = Metadata(title="2021年度工作回顾", issuer="镇江高新区", slogan="凝心聚力 奋勇争先")
    return Publication(metadata=metadata, front=front, sections=(section,))


@pytest.fixture
def scope(style: Style) -> MakeScope:
    """Makes the scope of a publication's only section."""

    def make(*blocks: Block) -> Scope:
        made = publication(*blocks)
        return Scope(made, style, Sink(), made.sections[0], previous="p1")

    return make
