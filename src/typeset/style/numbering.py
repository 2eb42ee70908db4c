"""Schemes of numbers: what headings, figures and tables are counted in.

``official`` (党政机关公文, GB/T 9704), ``chapters`` (books), ``decimal`` (GB/T 1.1); or a list of
samples of one's own, the first for sections, then one for each level of heading.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Self

from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.model.nodes import Scalar
from typeset.record import dataclass
from typeset.style.label import NONE, Label

Scheme = Literal["none", "official", "official-within", "chapters", "decimal"]

SCHEMES: Mapping[str, tuple[str, ...]] = {
    "none": (),
    "official": ("一、", "（一）", "1.", "（1）", "①"),
    "official-within": ("", "一、", "（一）", "1.", "（1）"),
    "chapters": ("第一章", "第一节", "一、", "（一）", "1."),
    "decimal": ("1", "1.1", "1.1.1", "1.1.1.1", "1.1.1.1.1"),
}
TRADITIONAL: Mapping[str, str] = {"第一节": "第一節"}
CAPTIONS: Mapping[str, Mapping[str, str]] = {
    "zh": {"figure": "图1", "table": "表1"},
    "zh-Hant": {"figure": "圖1", "table": "表1"},
    "ja": {"figure": "図1", "table": "表1"},
    "ko": {"figure": "그림 1", "table": "표 1"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberingSpec:
    """Numbers made by the engine, each written as its first one.

    ``headings`` is a scheme or a list of samples, the first for sections; ``captions`` maps a
    counter (``figure``, ``table``) to its sample: 图1 runs through, 图1-1 counts by chapter,
    an empty text counts without showing. ``parts`` is the sample of those (第一篇), whose
    sections are counted on through all of them.
    """

    headings: Scheme | tuple[Label, ...] = "none"
    parts: Label | None = None
    captions: dict[str, Label] | None = None
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Mark(Label):
    """A list's mark: a label as its first one, or a bullet."""

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:  # noqa: ARG003 - all is lawful
        """Read any text; one that holds no numeral is a bullet."""
        return cls.of(scalar.text, scalar.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListsSpec:
    """Marks of lists by depth, the last one for all that is deeper.

    ``turnover`` is where an item's later lines begin: under its ``text`` (books) or at the
    ``margin`` (official documents), CL-LI-03.
    """

    bullets: tuple[Mark, ...] = (Mark.of("•"), Mark.of("–"), Mark.of("·"))
    ordered: tuple[Mark, ...] = (Mark.of("1."), Mark.of("（1）"), Mark.of("①"))
    turnover: Literal["text", "margin"] = "text"
    span: Span = NOWHERE

    def mark(self, depth: int, *, ordered: bool) -> Label:
        """The mark of a list so deep, counted from 0."""
        marks = self.ordered if ordered else self.bullets
        return marks[min(depth, len(marks) - 1)] if marks else NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """The scheme resolved: ``levels`` from the section down, ``captions`` by counter."""

    levels: tuple[Label, ...] = ()
    captions: Mapping[str, Label] | None = None
    language: str = "zh-Hans-CN"
    parts: Label = NONE

    def level(self, depth: int) -> Label:
        """The label of a section (0) or of headings of a level (from 1)."""
        return self.levels[depth] if depth < len(self.levels) else NONE

    def caption(self, counter: str) -> Label:
        """The label of a counter's captions."""
        return (self.captions or {}).get(counter, NONE)


def resolve_numbering(spec: NumberingSpec, language: str, sink: Sink) -> Numbering:
    """The labels of a spec, those it does not name as the language has them."""
    levels = spec.headings
    if isinstance(levels, str):
        traditional = "Hant" in language
        samples = SCHEMES[levels]
        levels = tuple(
            Label.of(TRADITIONAL.get(sample, sample) if traditional else sample)
            for sample in samples
        )
    captions = {name: Label.of(sample) for name, sample in _captions(language).items()}
    for name, label in (spec.captions or {}).items():
        if label.depth > 2:
            message = f"'{label.sample}' shows {label.depth} numbers; a caption has one, or its"
            sink.error(
                "style/label", f"{message} chapter's and its own", label.span, "图1 or 图1-1"
            )
        captions[name] = label
    return Numbering(levels=levels, captions=captions, language=language, parts=spec.parts or NONE)


def _captions(language: str) -> Mapping[str, str]:
    fitting = [tag for tag in CAPTIONS if language.startswith(tag)]
    return CAPTIONS[max(fitting, key=len, default="zh")]
