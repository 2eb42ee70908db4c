"""A circular lowered to fixed pages: head, text, closing, attachments bound with it, tail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from typeset.blocks import words
from typeset.blocks.circular.area import Area, made, said
from typeset.blocks.circular.attendance import attendance
from typeset.blocks.circular.closing import closing
from typeset.blocks.circular.enclosures import enclosure_head, enclosure_mark, enclosures
from typeset.blocks.circular.head import head
from typeset.blocks.circular.letter import letter_head
from typeset.blocks.circular.levels import Counter, numbered, runs_in
from typeset.blocks.circular.measure import Measurer
from typeset.blocks.circular.order import order_head
from typeset.blocks.circular.tail import tail
from typeset.blocks.columns import Columns
from typeset.blocks.heading import Heading
from typeset.blocks.paragraph import Paragraph as WrittenParagraph
from typeset.blocks.scope import Scope
from typeset.diagnostics import Sink
from typeset.flow import Flow, FlowItem, PageBreak, Panel, Paragraph, Run, SectionStart
from typeset.model.circular import ENCLOSED, Attach, Circular, Enclosure, Said
from typeset.model.publication import Block, Publication, Section
from typeset.style.gbt9704 import clause
from typeset.style.resolved import Style

HEADS = {"document": head, "minutes": head, "letter": letter_head, "order": order_head}
_LEAST_TEXT = 1  # lines of text that page one shows (7.3.3)


def compose(
    publication: Publication, circular: Circular, style: Style, measure: Measurer, sink: Sink
) -> Flow:
    """The circular as the primitives of fixed pages, in reading order."""
    area, scope = Area(style, measure), Scope(publication, style, sink)
    metadata = publication.metadata
    attach = publication.attach  # the text of an attachment that is a file of its own
    items = _items(circular, area, scope) if attach is None else _separate(attach, area, scope)
    return Flow(
        items=tuple(items),
        language=metadata.language,
        title=metadata.title,
        issuer=metadata.issuer,
        filling="lines",
    )


def _separate(attach: Attach, area: Area, scope: Scope) -> Iterator[FlowItem]:
    for section in scope.publication.sections:
        yield from enclosed(attach, attach.title, section, area, scope)


def _items(circular: Circular, area: Area, scope: Scope) -> Iterator[FlowItem]:
    title = scope.publication.metadata.title
    yield SectionStart(id="circular", title=title, running_head=title, span=circular.span)
    opening = HEADS[circular.form](circular, area)
    to = recipients(circular)
    lines = area.measure.lines(to, area.width) if circular.to else 0
    room = room_for(opening, area)
    _check_room(opening, room, circular, scope.sink)
    yield opening
    moved = lines > room
    if circular.to and not moved:
        yield replace(to, id="to")
    yield from _text(scope)
    yield from enclosures(circular, area)
    yield from attendance(circular, area)
    if (ending := closing(circular, area)) is not None:
        yield ending
    for place, enclosure in enumerate(circular.enclosures, 1):
        section = scope.publication.section(f"{ENCLOSED}{place}")
        if section is not None:
            mark = circular.attach(place)
            yield from enclosed(mark, enclosure.title, section, area, scope)
        else:
            yield from kept_free(circular.attach(place), enclosure, area)
    if (last := tail(circular, area, to=moved)) is not None:
        yield last


def kept_free(attach: Attach, enclosure: Enclosure, area: Area) -> Iterator[FlowItem]:
    """Empty pages for what is bound here and has pages of its own; a PDF's bear its mark."""
    if not enclosure.pages:
        return
    name, title = f"{ENCLOSED}{attach.no}", enclosure.title
    yield PageBreak()
    yield SectionStart(id=name, title=title.text, running_head=title.text, span=title.span)
    for page in range(1, enclosure.pages + 1):
        draws = (enclosure_mark(attach, area),) if enclosure.marked and page == 1 else ()
        yield Panel(id=f"{name}-page-{page}", design="circular-enclosed", draws=draws, columns=0,
                    lines=area.style.grid.lines, tag="Div" if draws else "",
                    span=title.span)  # fmt: skip


def room_for(opening: Panel, area: Area) -> int:
    """Lines of page one for 主送 under a head, if text is to be seen there (7.3.3)."""
    return area.style.grid.lines - opening.lines - _LEAST_TEXT


def recipients(circular: Circular) -> Paragraph:
    """主送机关, flush left, a colon at its end (7.3.2)."""
    own = said(circular.to, "plain")
    colon = made("：", "plain", circular.to.span)
    return replace(own, runs=(*own.runs, colon))


def _check_room(opening: Panel, room: int, circular: Circular, sink: Sink) -> None:
    """Page one shows text (7.3.3); 主送 may move to the tail, a title may not."""
    if room < 0:
        place = circular.title or circular.issuers[0]
        sink.error(
            "circular/no-room",
            f"the head with its title takes {opening.lines} lines of page one and leaves the text"
            f" none ({clause('indent')})",
            place.span,
            "shorten the title, or let fewer bodies issue it",
        )


# -- the text ---------------------------------------------------------------------------------


def _text(scope: Scope) -> Iterator[FlowItem]:
    counter = Counter(scope.sink)
    sections = own_sections(scope)
    for section in sections:
        here = replace(scope, section=section)
        blocks: list[Block] = [*title_of_section(section, len(sections)), *section.blocks]
        yield from blocks_of(blocks, counter, here)


def own_sections(scope: Scope) -> list[Section]:
    """The sections of the circular's own text."""
    return [s for s in scope.publication.sections if not s.id.startswith(ENCLOSED)]


def enclosed(
    attach: Attach, title: Said, section: Section, area: Area, scope: Scope
) -> Iterator[FlowItem]:
    """The text of an attachment, from a new page on."""
    yield PageBreak()
    yield SectionStart(id=section.id, title=title.text, running_head=title.text, span=title.span)
    yield enclosure_head(attach, title, area, name=f"{section.id}-head")
    here = replace(scope, section=section)
    yield from blocks_of(list(section.blocks), Counter(scope.sink), here)


def title_of_section(section: Section, many: int) -> Iterator[Heading]:
    """The title of a section's file is a heading of the first level."""
    if many > 1 or section.id != "text":
        from typeset.model.inline import Text  # noqa: PLC0415 - few circulars are in sections

        text = Text(section.title, section.title_span)
        yield Heading(id=section.id, span=section.title_span, inlines=(text,), level=1)


def blocks_of(blocks: list[Block], counter: Counter, scope: Scope) -> Iterator[FlowItem]:
    """The blocks of a text, headings numbered; one that ends with 。 runs into what follows."""
    from typeset.blocks.lower import BY_TYPE  # noqa: PLC0415 - the registry knows every block

    waiting: tuple[Run, ...] = ()
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            runs, own = _heading(block, counter, scope)
            after = blocks[place + 1] if place + 1 < len(blocks) else None
            if runs_in(block) and isinstance(after, WrittenParagraph):
                waiting = runs
            else:
                yield Paragraph(runs=runs, role=own.role, id=own.id, tag=f"H{own.level + 1}",
                                exact=True, span=own.span)  # fmt: skip
            continue
        if isinstance(block, Columns):
            _check_columns(block, scope.sink)
        for item in BY_TYPE[type(block)].compose(block, scope):
            if waiting and isinstance(item, Paragraph):
                yield replace(item, runs=(*waiting, *item.runs))
                waiting = ()
            else:
                yield item


def _check_columns(block: Columns, sink: Sink) -> None:
    """A circular's page has one column of 28 characters."""
    if not block.ends:
        sink.warn(
            "circular/columns",
            "a circular is set in one column; what stands in ':::columns' is set as the text"
            f" around it ({clause('chars')})",
            block.span,
            "take ':::columns' out, or make a table of it",
        )


def _heading(block: Heading, counter: Counter, scope: Scope) -> tuple[tuple[Run, ...], Heading]:
    label, own = numbered(block, counter)
    runs = words.runs(own.inlines, own.role, scope)
    if label:
        runs = (made(label, own.role, own.span), *runs)
    return runs, own
