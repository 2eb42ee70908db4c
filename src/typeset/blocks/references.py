"""Cross references: 见第二章, 图3, 第4页, on fixed pages and as fields of Word's.

What a reference says is made by the engine, never written: it is tagged ``Lbl`` inside its
``Link`` in the PDF, and is a ``REF`` or ``PAGEREF`` field with a cached result in Word.
"""

from __future__ import annotations

from collections.abc import Iterator

from typeset.blocks.numbers import HEADING, SECTION, Numbered, Numbers
from typeset.blocks.scope import Scope
from typeset.diagnostics import Sink
from typeset.flow import END, THROUGH, PageRef, TextRun
from typeset.model.inline import Ref
from typeset.model.publication import Block, Publication
from typeset.reflow import ReRun

MADE = "Lbl"
PAGED = ("page", "pages")


def place_of(target: str, scope: Scope) -> str:
    """The id under which a target begins on a page: a figure's is that of its paragraph."""
    if target in scope.numbers.by_id:
        return target
    for section in scope.publication.sections:
        for block in section.blocks:
            for inner in (block, *block.inner()):
                if any(metric.id == target for metric in inner.metrics()) and not inner.inner():
                    return inner.id
    return target


def last_of(target: str, scope: Scope) -> str:
    """The id of the last block that belongs to a target: of a section, below a heading, itself."""
    for section in scope.publication.sections:
        blocks = [block for block in section.blocks if block.text()]
        if section.id == target:
            return _innermost(blocks[-1]) if blocks else target
        for at, block in enumerate(blocks):
            if block.id != target:
                continue
            level = block.outline()
            under = blocks[at + 1 :] if level else []
            ends = (n for n, each in enumerate(under) if 0 < each.outline() <= level)
            under = under[: next(ends, len(under))]
            return _innermost(under[-1] if under else block)
    return place_of(target, scope)


def _innermost(block: Block) -> str:
    """The block, or the last one inside it: what bears an id on the pages."""
    inner = block.inner()
    return _innermost(inner[-1]) if inner else block.id


def run(ref: Ref, role: str, link: str, scope: Scope) -> TextRun | PageRef:
    """The run of a reference: the page's folio is settled with the pages."""
    if ref.shown in PAGED:
        place = place_of(ref.target, scope)
        last = last_of(ref.target, scope) if ref.shown == "pages" else ""
        return PageRef(target=place, last=last, role=role, tag=MADE, link=link, span=ref.span)
    said = shown(ref, scope)
    keep = ref.shown != "title" and not said.startswith("“")
    return TextRun(text=said, role=role, span=ref.span, tag=MADE, link=link, keep=keep)


def shown(ref: Ref, scope: Scope) -> str:
    """What a reference says; "" where it leads to nothing that has a name (see the check)."""
    found = scope.numbers.get(ref.target)
    return "" if found is None else _of(found, ref)


def check_references(publication: Publication, numbers: Numbers, sink: Sink) -> None:
    """Report references to what bears no number or title; those to nothing are the loader's."""
    for ref in publication.refs:
        found = numbers.get(ref.target)
        if ref.shown in PAGED or (found is not None and _of(found, ref)):
            continue
        has = "no number" if ref.shown == "number" else "neither number nor title"
        sink.error(
            "content/reference",
            f"'{ref.target}' has {has} to refer to it by",
            ref.span,
            f"write a text of your own: […](#{ref.target}), or [第{{page}}页](#{ref.target})",
        )


def _of(found: Numbered, ref: Ref) -> str:
    match ref.shown:
        case "number":
            return found.number
        case "title":
            return found.title
        case _:
            return found.cited


def reruns(ref: Ref, role: str, link: str, scope: Scope) -> Iterator[ReRun]:
    """The reference for Word: a live field where Word can make the same words itself."""
    found = scope.numbers.get(ref.target)
    if ref.shown in PAGED:
        folio = scope.folio(place_of(ref.target, scope))
        yield ReRun(text=folio, role=role, made=True, link=link,
                    field=f"PAGEREF {_mark(ref.target, found)} \\h")  # fmt: skip
        last = last_of(ref.target, scope) if ref.shown == "pages" else ""
        end = scope.folio(f"{last}{END}") if last else folio
        if end not in ("", folio):
            yield ReRun(text=THROUGH, role=role, made=True, link=link)
            yield ReRun(text=end, role=role, made=True, link=link,
                        field=f"PAGEREF {{{last}}} \\h")  # fmt: skip
        return
    said = shown(ref, scope)
    if found is not None and said:
        yield ReRun(text=said, role=role, made=True, link=link, field=_field(found, ref, said))


def _field(found: Numbered, ref: Ref, said: str) -> str:
    """``REF`` to a caption's label, to a heading's text or its number; else none."""
    mark = _mark(ref.target, found)
    if found.counter not in (SECTION, HEADING):
        return f"REF {mark} \\h" if ref.shown == "label" else ""
    if ref.shown == "title":
        return f"REF {mark} \\h"
    return f"REF {mark} \\n \\h" if found.label and said == found.label else ""


def _mark(target: str, found: Numbered | None) -> str:
    """The bookmark, as the writer of the DOCX names it: ``{id}`` or ``{label:id}``."""
    if found is not None and found.label and found.counter not in (SECTION, HEADING):
        return f"{{label:{target}}}"
    return f"{{{word_anchor(target, found)}}}"


def word_anchor(target: str, found: Numbered | None) -> str:
    """The id whose bookmark stands for a target: a section's is that of its title."""
    return f"{target}-title" if found is not None and found.counter == SECTION else target
