"""A circular for Word: the same parts, at the same places, as paragraphs that can be edited.

What stands at exact places on the pages is taken from the very panels that draw it: words of
one baseline are one paragraph, its white and indents such that the baseline comes out where the
page has it. The tail is a table that stands at the type area's foot whatever the text does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import ceil

from typeset.blocks import words
from typeset.blocks.circular import head as document
from typeset.blocks.circular import mark as issuer_mark
from typeset.blocks.circular.area import Area
from typeset.blocks.circular.attendance import attendance
from typeset.blocks.circular.closing import closing
from typeset.blocks.circular.enclosures import enclosure_head, enclosures
from typeset.blocks.circular.letter import THICK, THIN
from typeset.blocks.circular.levels import Counter, numbered, runs_in
from typeset.blocks.circular.lower import (
    HEADS,
    own_sections,
    recipients,
    room_for,
    title_of_section,
)
from typeset.blocks.circular.measure import Measurer
from typeset.blocks.circular.tail import rows_of
from typeset.blocks.circular.word_places import (
    MARK_LEADING,
    Column,
    lines_of,
    reruns_of,
    size_of,
)
from typeset.blocks.circular.word_tail import word_tail
from typeset.blocks.heading import Heading
from typeset.blocks.paragraph import Paragraph as WrittenParagraph
from typeset.blocks.scope import Scope
from typeset.color import BLACK
from typeset.diagnostics import Sink
from typeset.flow import FlowItem, Line, Panel, Space, TextRun, Words
from typeset.geometry import MM
from typeset.model.circular import ENCLOSED, Attach, Circular, Said
from typeset.model.publication import Block, Publication, Section
from typeset.reflow import (
    WORD_BASELINE,
    Cell,
    ColumnsChange,
    DataTable,
    Framed,
    Para,
    Reflow,
    ReflowItem,
    ReRun,
    Rule,
    Setting,
)
from typeset.reflow import Row as TableRow
from typeset.style.gbt9704 import points
from typeset.style.resolved import Style

_RULE_GAP = 8.0  # points between a line and the red rule under it: Word has whole ones


def reflow(
    publication: Publication,
    circular: Circular,
    style: Style,
    measure: Measurer,
    sink: Sink,
    *,
    lone: bool,
    blank: bool = False,
) -> Reflow:
    """The circular as the primitives of a reflowable output, in reading order.

    ``lone`` says that the tail has a page of its own, ``blank`` that an empty one comes before.
    """
    area, scope = Area(style, measure), Scope(publication, style, sink)
    attach = publication.attach  # the text of an attachment that is a file of its own
    items = (
        _items(circular, area, scope, lone=lone, blank=blank)
        if attach is None
        else _separate(attach, area, scope)
    )
    letter = circular.form == "letter" and attach is None
    return Reflow(
        items=tuple(_paged_once(items)),
        running_title=publication.metadata.title,
        language=publication.metadata.language,
        first_foot=_first_foot(area) if letter else None,
        foot_place=points("letter-rule-foot") if letter else None,
        first_head=_first_head(circular, area) if letter else None,
        exact=True,
    )


def _separate(attach: Attach, area: Area, scope: Scope) -> Iterator[ReflowItem]:
    for section in scope.publication.sections:
        yield from enclosure_reflow(attach, attach.title, section, area, scope, page=False)


def _items(
    circular: Circular, area: Area, scope: Scope, *, lone: bool, blank: bool
) -> Iterator[ReflowItem]:
    opening = HEADS[circular.form](circular, area)
    to = recipients(circular)
    moved = area.measure.lines(to, area.width) > room_for(opening, area)
    yield from _head(circular, opening, area)
    if circular.to and not moved:
        yield Para(role=to.role, runs=tuple(reruns_of(to)), id="to", span=circular.to.span)
    text = list(_text(scope))
    last = closing(circular, area)
    after = [*enclosures(circular, area), *attendance(circular, area), *([last] if last else ())]
    closed = list(_after(after, area))
    yield from _kept([*text, *closed], len(closed), last, area)
    yield from _enclosed(circular, area, scope)
    rows = rows_of(circular, to=moved)
    if rows:
        yield from word_tail(rows, area, ruled=circular.form != "letter", page=lone, blank=blank)


def _kept(
    items: list[ReflowItem], last: int, closed: Panel | None, area: Area
) -> Iterator[ReflowItem]:
    """The signature shares its page with text (7.3.5.5), whatever an editor does above it.

    The ``last`` items, the signature's and what stands above it, keep to one another and to the
    paragraph before them; not to one with which they would be more than a page.
    """
    begin = len(items) - last - 1
    before = items[begin] if 0 <= begin < len(items) else None
    chars = sum(len(run.text) for run in before.runs) if isinstance(before, Para) else 0
    depth = ceil(chars / area.style.grid.chars) + 1 + (closed.lines if closed else 0)
    if closed is None or depth > area.style.grid.lines:
        begin = len(items)
    for place, item in enumerate(items):
        keeps = begin <= place < len(items) - 1
        yield replace(item, keep_next=True) if keeps and isinstance(item, Para) else item


# -- head -------------------------------------------------------------------------------------


def _head(circular: Circular, panel: Panel, area: Area) -> Iterator[ReflowItem]:
    """The head's paragraphs; under the last one as much white as brings the text to its line."""
    column = Column(area, "head")
    normal = column.origin
    if circular.form == "letter":
        column.begin(_first_head(circular, area) - area.head)
    lines = list(lines_of(panel))
    number = _above_rule(lines, circular)
    stacked = len(circular.issuers) > 1 and circular.form == "document" and not circular.mark
    made: list[ReflowItem] = []
    for place, line in enumerate(lines):
        if _is_mark(line) and stacked:
            if not any(isinstance(item, Framed) for item in made):
                made += _stack(circular, lines, column)
            continue
        if _is_mark(line) and circular.form == "letter":
            made.append(_letter_mark(line, panel, column, area))
            continue
        if place == number and circular.form in ("document", "minutes"):
            made.append(column.place(line, _red_rule(panel), _number_leading(area)))
        else:
            made.append(column.place(line))
    yield from _down_to(made, panel.lines * area.pitch + normal - column.foot)


def _above_rule(lines: list[list[Words]], circular: Circular) -> int:
    """The line under which the red rule stands: that of the number, be it empty."""
    words = circular.number.text or (circular.date.text if circular.unsigned else "")
    found = (
        n for n, line in enumerate(lines) if (words in _said(line) if words else not _said(line))
    )
    return next(found, -1)


def _down_to(made: list[ReflowItem], white: float) -> Iterator[ReflowItem]:
    *before, last = made
    yield from before
    if isinstance(last, Para) and last.setting is not None:
        last = replace(last, setting=replace(last.setting, after=round(max(0.0, white), 2)))
    yield last


def _said(line: list[Words]) -> str:
    return "".join(run.text for draw in line for run in draw.paragraph.runs
                   if isinstance(run, TextRun))  # fmt: skip


def _says(line: list[Words], text: str) -> bool:
    return bool(text) and text in _said(line)


def _is_mark(line: list[Words]) -> bool:
    return line[0].paragraph.role == issuer_mark.ROLE


def _red_rule(panel: Panel) -> Rule | None:
    """The red rule as the border of the number's paragraph."""
    rule = next((draw for draw in panel.draws if isinstance(draw, Line)), None)
    if rule is None:
        return None
    return Rule(side="bottom", weight=rule.weight, color=rule.color, gap=_RULE_GAP)


def _number_leading(area: Area) -> float:
    """The line height of the number that leaves 4 mm between its em box and the rule."""
    below = points("rule-below") - points("rule-weight") / 2 - _RULE_GAP
    foot = area.em - area.style.grid.first_baseline + below  # from the baseline
    return foot / (1 - WORD_BASELINE)


def _letter_mark(line: list[Words], panel: Panel, column: Column, area: Area) -> Para:
    """A letter's mark with the double rule as its border, 170 mm long."""
    rules = [draw for draw in panel.draws if isinstance(draw, Line)]
    over = (points("letter-rule-width") - area.width) / 2
    leading = size_of(line[0], area) * MARK_LEADING
    gap = rules[0].y - THICK / 2 - line[0].baseline - (1 - WORD_BASELINE) * leading
    rule = Rule(
        side="bottom", weight=THICK, color=rules[0].color, gap=max(0.0, gap), kind="thick-thin"
    )
    para = column.place(line, rule)
    assert para.setting is not None  # noqa: S101 - place sets it
    column.foot = rules[1].y + THIN / 2
    return replace(para, setting=replace(para.setting, left=-over, right=-over))


def _first_head(circular: Circular, area: Area) -> float:
    """Where the line box of a letter's mark begins, from the page's head."""
    panel = HEADS["letter"](circular, area)
    mark = next(line[0] for line in lines_of(panel) if _is_mark(line))
    return area.head + mark.baseline - WORD_BASELINE * size_of(mark, area) * MARK_LEADING


def _stack(circular: Circular, lines: list[list[Words]], column: Column) -> Iterator[ReflowItem]:
    """The names of a joint issue and 文件: a table without rules, in the middle of the page."""
    area = column.area
    drawn = [draw for line in lines if _is_mark(line) for draw in line]
    names = [draw for draw in drawn if not _says([draw], issuer_mark.DOCUMENT)]
    leading = size_of(names[0], area) * issuer_mark.STACK
    size = int(2 * size_of(names[0], area)) / 2  # Word has half points: rather less than too wide
    head = names[0].baseline - WORD_BASELINE * leading
    column.count += 1
    carrier = Setting(name="head carrier", leading=round(head - column.foot, 2))
    yield Para(role="plain", runs=(), setting=carrier)
    stack = Setting(name="head names", leading=round(leading, 2), spread=True)
    beside_it = Setting(name="head document", leading=round(leading, 2))
    paras = tuple(
        Para(role=issuer_mark.ROLE, runs=_sized(draw, size), id=f"mark-{number}",
             align="justify", size=size, setting=stack, span=draw.paragraph.span)
        for number, draw in enumerate(names, 1)
    )  # fmt: skip
    beside = next(draw for draw in drawn if draw not in names)
    document = Para(
        role=issuer_mark.ROLE,
        runs=_sized(beside, size),
        align="start",
        size=size,
        setting=beside_it,
        span=beside.paragraph.span,
    )
    edge = names[0].x - area.left
    wide = names[0].width - size
    cells = (
        Cell(width=edge),
        Cell(width=wide, content=tuple(replace(para, align="") for para in paras)),
        Cell(width=beside.x - names[0].x - wide),
        Cell(width=area.right - beside.x, content=(document,), valign="center"),
    )
    depth = len(names) * leading
    yield Framed(style="circular-mark", rows=(TableRow(cells=cells, height=depth, exact=True),),
                 width=area.width, tight=True, span=circular.span)  # fmt: skip
    column.foot = head + depth


def _sized(draw: Words, size: float) -> tuple[ReRun, ...]:
    return tuple(replace(run, size=size) for run in reruns_of(draw.paragraph))


def _first_foot(area: Area) -> Setting:
    """The double rule at the foot of a letter's first page."""
    over = (points("letter-rule-width") - area.width) / 2
    color = area.style.palette.get(document.RED, BLACK)
    rule = Rule(side="bottom", weight=THICK, color=color, kind="thin-thick")
    return Setting(name="letter rule", left=-over, right=-over, leading=2 * MM, rule=rule)


# -- text -------------------------------------------------------------------------------------


def _text(scope: Scope) -> Iterator[ReflowItem]:
    counter = Counter(Sink())  # what is wrong with numbers was said when the pages were made
    sections = own_sections(scope)
    for section in sections:
        here = replace(scope, section=section)
        blocks: list[Block] = [*title_of_section(section, len(sections)), *section.blocks]
        yield from _blocks(blocks, counter, here)


def _blocks(blocks: list[Block], counter: Counter, scope: Scope) -> Iterator[ReflowItem]:
    from typeset.blocks.lower import BY_TYPE  # noqa: PLC0415 - the registry knows every block

    for place, block in enumerate(blocks):
        if not isinstance(block, Heading):
            yield from _turned(BY_TYPE[type(block)].reflow(block, scope))
            continue
        label, own = numbered(block, counter)
        runs = words.reruns(own.inlines, own.role, scope)
        number = (ReRun(text=label, role=own.role, made=True),) if label else ()
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        joined = runs_in(block) and isinstance(after, WrittenParagraph)
        yield Para(role=own.role, runs=(*number, *runs), id=own.id, outline=own.level + 1,
                   keep_next=True, runs_in=joined, span=own.span)  # fmt: skip


def _paged_once(items: Iterable[ReflowItem]) -> Iterator[ReflowItem]:
    """No page break right after one: a tail that follows a change of page has its page already."""
    fresh = False
    for item in items:
        if fresh and isinstance(item, Framed):  # what begins a section is no table
            yield Para(role="plain", runs=(), setting=Setting(name="page head", leading=1))
        yield _on_this_page(item) if fresh else item
        if isinstance(item, ColumnsChange):
            fresh = item.page
        elif not (isinstance(item, Framed) and item.page_foot is not None):
            fresh = False


def _on_this_page(item: ReflowItem) -> ReflowItem:
    if isinstance(item, Para) and item.setting is not None and item.setting.page:
        return replace(item, setting=replace(item.setting, page=False))
    return item


def _turned(items: Iterable[ReflowItem]) -> Iterator[ReflowItem]:
    """Tables that lie sideways on pages in landscape; a circular has one column throughout."""
    for item in items:
        if isinstance(item, ColumnsChange):
            continue
        sideways = isinstance(item, DataTable) and item.sideways
        if sideways:
            yield ColumnsChange(columns=1, page=True, landscape=True)
        yield item
        if sideways:
            yield ColumnsChange(columns=1, page=True)


# -- after the text ---------------------------------------------------------------------------


def _after(items: Iterable[FlowItem], area: Area) -> Iterator[Para]:
    """Panels one under the other on the grid, with the blank lines between them."""
    blank = 0
    for item in items:
        if isinstance(item, Space):
            blank = max(blank, item.lines)
        if not isinstance(item, Panel):
            continue
        column = Column(area, item.id)
        column.foot = column.origin - blank * area.pitch
        blank = 0
        for line in lines_of(item):
            yield column.place(line)


def _enclosed(circular: Circular, area: Area, scope: Scope) -> Iterator[ReflowItem]:
    """The texts that are bound with the circular."""
    for place, enclosure in enumerate(circular.enclosures, 1):
        section = scope.publication.section(f"{ENCLOSED}{place}")
        if section is None:
            continue
        attach = circular.attach(place)
        yield from enclosure_reflow(attach, enclosure.title, section, area, scope, page=True)


def enclosure_reflow(
    attach: Attach, title: Said, section: Section, area: Area, scope: Scope, *, page: bool
) -> Iterator[ReflowItem]:
    """The text of an attachment; ``page`` begins a new page."""
    panel = enclosure_head(attach, title, area, name=f"{section.id}-head")
    column = Column(area, panel.id)
    made: list[ReflowItem] = [column.place(line) for line in lines_of(panel)]
    first = made[0]
    if page and isinstance(first, Para) and first.setting is not None:
        made[0] = replace(first, setting=replace(first.setting, page=True))
    yield from _down_to(made, panel.lines * area.pitch + column.origin - column.foot)
    here = replace(scope, section=section)
    yield from _blocks(list(section.blocks), Counter(Sink()), here)
