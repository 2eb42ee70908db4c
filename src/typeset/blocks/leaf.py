"""Pages that are designs: cover (封面), title page (扉页), imprint (版权页), back (封底).

Each is a box design over the whole page (``cover-flood``, ``title-classic`` …) whose parts are
words of the publication, or of its own. It bears neither running head nor folio, and is a
section of the tree and of the bookmarks by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import Literal

from typeset.blocks.box_word import framed
from typeset.blocks.opening import long_date
from typeset.blocks.panel import Asked, panel
from typeset.blocks.parts import Data, Part, Photo, Row, Sketch, figure_of
from typeset.blocks.scope import Scope
from typeset.diagnostics import NOWHERE, Sink, Span, nearest
from typeset.flow import FlowItem, SectionStart
from typeset.model.publication import Block, Metadata, Publication
from typeset.record import dataclass
from typeset.reflow import Framed
from typeset.style import shelf
from typeset.style.design import Design
from typeset.style.direction import style_for
from typeset.style.resolved import Style

Kind = Literal["cover", "title-page", "imprint", "back"]

SLOTS: Mapping[str, str] = {
    "cover": "cover", "title-page": "title", "imprint": "imprint", "back": "back",
}  # fmt: skip
"""What the names of designs begin with, by the kind of page."""

TITLES: Mapping[str, Mapping[str, str]] = {
    "cover": {"zh": "封面", "ja": "表紙", "ko": "표지"},
    "title-page": {"zh": "扉页", "zh-Hant": "書名頁", "ja": "扉", "ko": "속표지"},
    "imprint": {"zh": "编印说明", "zh-Hant": "編印說明", "ja": "奥付", "ko": "판권"},
    "back": {"zh": "封底", "ja": "裏表紙", "ko": "뒤표지"},
}
PICTURE = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf(Block):
    """One such page: the words given for it, and its picture or code.

    ``design`` is the full name of its design; ``repeats`` says that a page before it has said
    the same; ``place`` is where an imprint stands.
    """

    kind: Kind
    design: str
    title: str
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rows: tuple[tuple[str, str], ...] = ()
    picture: Photo | Sketch | None = None
    codes: Mapping[str, Sketch] = field(default_factory=dict)
    repeats: bool = False
    place: Literal["front", "end"] = "front"
    design_span: Span = NOWHERE

    @property
    def box(self) -> str:
        """The id of its box."""
        return f"{self.id}-page"

    def text(self) -> str:
        """The words that are its own: those of the imprint and the back."""
        if self.kind in ("cover", "title-page"):
            return ""
        title, text, note = (self.words.get(name, ()) for name in ("title", "text", "note"))
        rows = (label + value for label, value in self.rows)
        return "".join((*title, *rows, *text, *note))


def title_of(kind: Kind, language: str) -> str:
    """What such a page is called in bookmarks."""
    names = TITLES[kind]
    return names[max((tag for tag in names if language.startswith(tag)), key=len, default="zh")]


def leaves_of(publication: Publication) -> tuple[Leaf, ...]:
    """All pages of a publication that are designs, in order."""
    return tuple(leaf for leaf in publication.leaves if isinstance(leaf, Leaf))


def has_cover(publication: Publication) -> bool:
    """Whether a cover stands in the place of the masthead."""
    return any(leaf.kind == "cover" for leaf in leaves_of(publication))


def check_leaves(publication: Publication, style: Style, sink: Sink) -> None:
    """Report designs of pages that there are not."""
    for leaf in leaves_of(publication):
        if leaf.design in style.designs:
            continue
        slot = SLOTS[leaf.kind] + "-"
        every = {*style.designs, *shelf.design_names()}
        known = sorted(name.removeprefix(slot) for name in every if name.startswith(slot))
        name = leaf.design.removeprefix(slot)
        hint = nearest(name, known) or f"known are {', '.join(known)}"
        message = f"unknown design of the {leaf.kind} '{name}'"
        sink.error("style/unknown-design", message, leaf.design_span, hint)


# -- what it shows ----------------------------------------------------------------------------


def data(leaf: Leaf, metadata: Metadata, design: Design) -> Data:
    """The parts of a page: its own words, and those of the publication that its design shows."""
    known = {*design.parts, *design.required}
    parts: dict[str, Part] = {
        name: part
        for name, part in _published(leaf, metadata).items()
        if name in known or name in leaf.words
    }
    parts |= {name: lines for name, lines in leaf.words.items() if name not in parts}
    if leaf.picture is not None:
        parts[PICTURE] = leaf.picture
    parts |= leaf.codes
    rows = tuple(
        Row(parts={"label": label, "value": value}, span=leaf.span) for label, value in leaf.rows
    )
    return Data(own=Row(parts=parts, span=leaf.span), rows=rows)


def _published(leaf: Leaf, metadata: Metadata) -> dict[str, Part]:
    """The publication's title and who issues it, as the page has them."""
    if leaf.kind not in ("cover", "title-page"):
        return {}

    def word(name: str) -> str:
        return " ".join(leaf.words.get(name, ())) or str(getattr(metadata, name, ""))

    title, slogan = word("title"), word("slogan")
    parts: dict[str, Part] = {"issuer": word("issuer"), "subtitle": word("subtitle")}
    if date := word("date"):
        parts["date"] = long_date(date, metadata.language)
    if leaf.kind == "title-page":
        parts["title"] = tuple(title.split())
    else:
        parts["slogan"] = tuple((slogan or title).split())
        parts |= {"title": figure_of(title)} if slogan else {}
    return {name: part for name, part in parts.items() if part}


# -- lowering -----------------------------------------------------------------------------------


def asked(leaf: Leaf) -> Asked:
    """Its box."""
    return Asked(id=leaf.box, design=leaf.design, span=leaf.span, repeats=leaf.repeats)


def compose(leaf: Leaf, scope: Scope, folio: str = "") -> Iterator[FlowItem]:
    """A section of one page, which is one panel; ``folio`` begins a count with it."""
    design = scope.design(leaf.design, leaf.design_span)
    if design is None:
        return
    style = style_for(scope.style, design.writing)
    here = replace(scope, style=style).resized(design, style.grid.lines)
    box = panel(asked(leaf), data(leaf, scope.publication.metadata, design), here)
    if box is None:
        return
    yield SectionStart(
        id=leaf.id,
        title=leaf.title,
        running_head="",
        writing=design.writing,
        folio=folio,
        span=leaf.span,
    )
    yield replace(
        box, covers_head=True, bare=True, closes="back" if leaf.kind == "back" else box.closes
    )


def reflow(leaf: Leaf, scope: Scope) -> Iterator[Framed]:
    """The page as a table over its ground."""
    if design := scope.design(leaf.design, leaf.design_span):
        style = style_for(scope.style, "horizontal-tb")
        here = replace(scope, style=style).resized(design, style.grid.lines)
        for item in framed(asked(leaf), data(leaf, scope.publication.metadata, design), here):
            if isinstance(item, Framed):
                yield replace(item, lines=0)  # its rows have the places they are given
