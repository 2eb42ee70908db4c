"""The two lowerings of a whole publication: ``compose`` and ``reflow``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from typeset.blocks import attachment, index, leaves, opening
from typeset.blocks.box_word import framed, ground
from typeset.blocks.columns import Columns
from typeset.blocks.contents import contents
from typeset.blocks.contents import reflow as contents_reflow
from typeset.blocks.draw import Pen
from typeset.blocks.heading_levels import heading_levels
from typeset.blocks.kind import BlockKind
from typeset.blocks.leaf import has_cover
from typeset.blocks.notes import noted
from typeset.blocks.numbers import number
from typeset.blocks.panel import Asked, measures, panel
from typeset.blocks.parts import Data
from typeset.blocks.registry import KINDS
from typeset.blocks.scope import FolioOf, Scope, unpaged
from typeset.blocks.words import title_runs
from typeset.diagnostics import Sink
from typeset.flow import (
    ColumnsStart,
    Flow,
    FlowItem,
    PageBreak,
    Panel,
    SectionStart,
    Space,
    Words,
    WritingMode,
)
from typeset.model.publication import Block, Publication, Section
from typeset.reflow import (
    ColumnsChange,
    DataTable,
    Framed,
    Ground,
    Para,
    Reflow,
    ReflowItem,
    ReRun,
    White,
)
from typeset.style.columns import with_columns
from typeset.style.direction import style_for
from typeset.style.resolved import Style

BY_TYPE: dict[type[Block], BlockKind] = {kind.model: kind for kind in KINDS}


def compose(publication: Publication, style: Style, sink: Sink) -> Flow:
    """The publication as the primitives of fixed pages, in reading order."""
    scope = Scope(publication, style, sink, numbers=number(publication, style.numbering))
    items = [*leaves.compose_front(scope, _front(scope))]
    for section in publication.sections:
        own = with_columns(style_for(style, section.writing_mode), section.columns, Sink())
        items += _section(section, replace(scope, section=section, style=own))
    items += index.compose(scope)
    items += leaves.compose_end(scope)
    metadata = publication.metadata
    return Flow(
        items=tuple(_aired(noted(items, style), style)),
        language=metadata.language,
        title=metadata.title,
        issuer=metadata.issuer,
        running_title=_running_title(publication),
    )


def _running_title(publication: Publication) -> str:
    metadata = publication.metadata
    return " · ".join(part for part in (metadata.issuer, metadata.title) if part)


def _front(scope: Scope) -> Iterator[FlowItem]:
    attach = scope.publication.attach
    if scope.style.masthead and not has_cover(scope.publication):
        for box in _panel(*opening.masthead(scope.publication.metadata, scope.style), scope):
            if attach is not None and isinstance(box, Panel):
                yield attachment.above(box, attach, scope.style)
            else:
                yield box
    elif attach is not None:
        yield attachment.first_line(attach)
    for block in scope.publication.front:
        yield from BY_TYPE[type(block)].compose(block, scope)
    for asked, data in contents(scope.publication, scope.style, scope.numbers):
        yield from _panel(asked, data, scope)


def _panel(asked: Asked, data: Data, scope: Scope) -> Iterator[FlowItem]:
    if box := panel(asked, data, scope):
        yield box


def _section(section: Section, scope: Scope) -> Iterator[FlowItem]:
    if (side := leaves.begins(section, scope)) is not None:
        yield PageBreak(side)
    yield SectionStart(
        id=section.id,
        title=section.title,
        running_head=section.running_head or section.title,
        writing=_writing(section),
        level=2 if section.layout != opening.PART and leaves.in_part(section, scope) else 1,
        folio=leaves.first_folio(section, scope),
        span=section.span,
    )
    if section.columns is not None:
        yield ColumnsStart(scope.style.grid.column_set)
    yield from _opening(section, scope)
    for block, here in _in_place(section, scope):
        yield from BY_TYPE[type(block)].compose(block, here)
    if section.layout == opening.OUTLOOK:
        yield from _panel(*opening.imprint(scope.publication.metadata), scope)
    if section.columns is not None:
        yield ColumnsStart()


def _opening(section: Section, scope: Scope) -> Iterator[FlowItem]:
    """The panel that opens a section; that of a part is a page."""
    asked, data = opening.banner(section, scope)
    if section.layout != opening.PART:
        yield from _panel(asked, data, scope)
        return
    design = scope.design(asked.design, asked.span)
    lines = scope.style.grid.lines
    here = scope if design is None else scope.resized(design, lines)
    for box in _panel(asked, data, here):
        yield replace(box, covers_head=True, bare=True) if isinstance(box, Panel) else box
    if section.blocks:
        yield PageBreak()


def _writing(section: Section) -> Literal["", WritingMode]:
    modes: tuple[WritingMode, ...] = ("horizontal-tb", "vertical-rl")
    return next((mode for mode in modes if mode == section.writing_mode), "")


def _in_place(section: Section, scope: Scope) -> Iterator[tuple[Block, Scope]]:
    """Each block with the scope that knows the text block before it, and its columns."""
    previous = section.id
    around: list[Style] = []
    for block in section.blocks:
        if isinstance(block, Columns):
            if not block.ends:
                around.append(scope.style)
                scope = replace(scope, style=with_columns(scope.style, block.asked, Sink()))
            else:
                scope = replace(scope, style=around.pop())
        yield block, replace(scope, previous=previous)
        if block.text():
            previous = block.id


APART = ("page-head", "page", "spread", "margin")
"""Places of boxes that float; those at a page's foot do so where no field ends there."""

# -- air -------------------------------------------------------------------------------------


def _aired(items: Iterable[FlowItem], style: Style) -> Iterator[FlowItem]:
    """White between full-width boxes and their neighbours, as the designs ask for it.

    A design that asks for none after it (a banner) sits tight on what follows.
    """
    below: tuple[int, bool] | None = None  # air asked for below; None at the very start
    field = False  # one that runs to the page's foot is open
    for item in items:
        if isinstance(item, SectionStart | PageBreak):
            field = False
        elif isinstance(item, Panel):
            field = field or item.to_foot
        if not isinstance(item, SectionStart | ColumnsStart) and not _stands_apart(item, field):
            above = _above(item, style)
            if below is not None and (space := _space(below, above)):
                yield space
            below = (_below(item, style), _spans(item))
        yield item


def _stands_apart(item: FlowItem, field: bool) -> bool:
    """Whether the item floats: what is before it and after it are neighbours.

    At the foot of a page that a field runs to it ends that field, and does not float.
    """
    if not isinstance(item, Panel):
        return False
    if item.columns == 1:
        return item.place == "margin"
    return item.place in APART or (item.place == "page-foot" and not field)


def _spans(item: FlowItem) -> bool:
    """Whether the item stands in the flow across all columns."""
    return isinstance(item, Panel) and item.columns == 0 and item.place in ("here", "page-foot")


def _above(item: FlowItem, style: Style) -> int:
    if isinstance(item, Panel) and _spans(item):
        return style.designs[item.design].air[0]
    return 0


def _below(item: FlowItem, style: Style) -> int:
    if isinstance(item, Panel) and _spans(item):
        return style.designs[item.design].air[1]
    return 0


def _space(below: tuple[int, bool], above: int) -> Space | None:
    air, was_box = below
    lines = 0 if was_box and air == 0 else max(air, above)
    return Space(lines=lines, least=min(lines, 1)) if lines else None


# -- for Word ------------------------------------------------------------------------------


def reflow(publication: Publication, style: Style, sink: Sink, folio: FolioOf = unpaged) -> Reflow:
    """The publication as the primitives of a reflowable output, in reading order.

    ``folio`` gives that of our page on which the block with an id begins; it is asked only
    where the publication refers to pages.
    """
    numbers = number(publication, style.numbering)
    scope = Scope(publication, style, sink, numbers=numbers, folio=folio)
    written: list[ReflowItem] = [*leaves.reflow_front(scope)]
    items = [*_front_reflow(scope)]
    now = style
    for section in publication.sections:
        turned = style_for(style, section.writing_mode)
        if turned.rules.writing_mode != now.rules.writing_mode:
            written += _columned(_footed(items, now), now)
            written.append(ColumnsChange(columns=1, page=True, writing=turned.rules.writing_mode))
            items, now = [], turned
        own = with_columns(now, section.columns, Sink())  # faults are told by check
        items += _section_reflow(section, replace(scope, section=section, style=own))
    items += index.reflow(replace(scope, style=now))
    written += _columned(_footed(items, now), now)
    written += leaves.reflow_end(scope)
    return Reflow(
        items=tuple(written),
        headings=heading_levels(style),
        running_title=_running_title(publication),
        language=publication.metadata.language,
    )


def _front_reflow(scope: Scope) -> Iterator[ReflowItem]:
    if (attach := scope.publication.attach) is not None:
        yield attachment.word_line(attach, scope.style)
    if scope.style.masthead and not has_cover(scope.publication):
        yield from framed(*opening.masthead(scope.publication.metadata, scope.style), scope)
    for block in scope.publication.front:
        yield from BY_TYPE[type(block)].reflow(block, scope)
    yield from contents_reflow(scope)


def _section_reflow(section: Section, scope: Scope) -> Iterator[ReflowItem]:
    if (side := leaves.begins(section, scope)) is not None:
        folio = leaves.first_folio(section, scope)
        bare = section.layout == opening.PART
        yield ColumnsChange(columns=0, page=True, side=side, bare=bare, folio=folio)
    yield from _heading(section, scope)
    if section.layout == opening.PART and section.blocks:
        yield ColumnsChange(columns=0, page=True)
    if section.columns is not None:
        yield _change(scope.style)
    for block, here in _in_place(section, scope):
        yield from BY_TYPE[type(block)].reflow(block, here)
    if section.layout == opening.OUTLOOK:
        yield from framed(*opening.imprint(scope.publication.metadata), scope)
    if section.columns is not None:
        yield ColumnsChange(columns=0)


def _change(style: Style) -> ColumnsChange:
    columns = style.grid.column_set
    return ColumnsChange(columns=columns.count, widths=columns)


_TITLES = {"banner": "banner-title", "outlook": "outlook-title", "part": "part-title"}


def _heading(section: Section, scope: Scope) -> Iterator[ReflowItem]:
    """The section's title as a heading of Word's own kind, its number before it."""
    field = _ground(section, scope)
    bare = section.layout == opening.PART
    part = (section.number or scope.numbers.label(section.id)) if bare else ""
    yield Para(
        role=_TITLES[section.layout],
        runs=title_runs(section, scope),
        id=f"{section.id}-title",
        outline=1,
        number="" if bare else section.number or opening.plate_number(section, scope),
        numbered=opening.counted_by_word(section, scope),
        number_role="banner-number",
        label=(ReRun(text=part, role="part-number", made=True),) if part else (),
        label_of=section.id if part else "",
        accent=None if field else scope.color("accent", section.span),
        color=None if bare else scope.color("accent-title", section.span),
        keep_next=not bare,
        ground=field,
        opens=_opens(section, scope),
        span=section.title_span,
    )


def _opens(section: Section, scope: Scope) -> tuple[float, int] | None:
    """Where the title's baseline is in its box on fixed pages, and the lines of that box."""
    box = panel(*opening.banner(section, scope), replace(scope, sink=Sink()))
    titles = (draw for draw in (box.draws if box else ()) if isinstance(draw, Words))
    own = next((words for words in titles if words.paragraph.tag == "H1"), None)
    if box is None or own is None:
        return None
    above = scope.style.page.head if own.origin == "page" else 0.0
    return own.baseline - above, box.lines


def _ground(section: Section, scope: Scope) -> Ground | None:
    """The field on which a section stands to the page's foot, if its opening has one."""
    asked, data = opening.banner(section, scope)
    design = scope.design(asked.design, asked.span)
    if design is None or design.word.ground is None:
        return None
    grid = scope.style.grid
    across = grid.columns * grid.column_width // grid.zw
    lines = sum(-(-len(block.text()) // int(across)) for block in section.blocks)
    names = {**measures(asked, design, data, scope), "text": lines * grid.pitch}
    pen = Pen(scope=scope, design=design, row=data.own, names=names)
    return ground(pen, design.word.ground)


def _footed(items: Iterable[ReflowItem], style: Style) -> Iterator[ReflowItem]:
    """The last box that stands at the foot of columns put behind what is left of their text."""
    base = own = ColumnsChange(columns=style.grid.columns)
    band: list[ReflowItem] = []
    for item in items:
        if isinstance(item, ColumnsChange):
            base = base if item.page else item if item.columns else own
        if isinstance(item, ColumnsChange) or _across(item, base, style):
            yield from _with_foot(band)
            band = []
            yield item
        else:
            band.append(item)
    yield from _with_foot(band)


def _with_foot(band: list[ReflowItem]) -> list[ReflowItem]:
    feet = [item for item in band if isinstance(item, Framed) and item.stands == "foot"]
    return [item for item in band if item not in feet[-1:]] + feet[-1:]


def _columned(items: Iterable[ReflowItem], style: Style) -> Iterator[ReflowItem]:
    """Column changes put where text turns to full-width things and back."""
    own = ColumnsChange(columns=style.grid.columns)
    alone = ColumnsChange(columns=1)
    base, now = own, alone
    begins: ColumnsChange | None = None
    for item in items:
        if isinstance(item, ColumnsChange):
            begins = item if item.page else begins
            if not item.page:
                base = item if item.columns and item.widths != style.grid.column_set else own
            continue
        wanted = alone if _across(item, base, style) else base
        turns = isinstance(item, DataTable) and item.sideways
        wanted = replace(wanted, landscape=turns)
        if wanted != now or begins is not None:
            page = turns or now.landscape or begins is not None
            if begins is not None:
                wanted = replace(wanted, side=begins.side, bare=begins.bare, folio=begins.folio)
            yield replace(wanted, page=page)
            now, begins = wanted, None
        yield item


def _across(item: Para | Framed | DataTable | White, base: ColumnsChange, style: Style) -> bool:
    match item:
        case Framed():
            widths = base.widths.widths if base.widths else (style.grid.column_width,)
            return item.width > max(widths) + 1
        case DataTable():
            return item.full or item.sideways
        case Para():
            return item.outline == 1 or item.across
        case White():
            return False
