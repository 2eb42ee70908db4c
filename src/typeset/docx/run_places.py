"""The runs of a paragraph by their places in its text, and runs cut at places."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from lxml import etree

from typeset.docx.word_styles import W

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SHOWN = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}softHyphen": "\u00ad"}


def said(element: etree._Element) -> str:
    """All words below an element."""
    return "".join(text for run in element.iter(f"{W}r") for text in _texts(run))


def _texts(run: etree._Element) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield child.text or ""
        else:
            yield _SHOWN.get(str(child.tag), "")


def _length(run: etree._Element) -> int:
    return sum(map(len, _texts(run)))


def _placed(paragraph: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """Every run with where it begins and ends in the text."""
    at = 0
    for run in paragraph.iter(f"{W}r"):
        end = at + _length(run)
        yield at, end, run
        at = end


def in_field(paragraph: etree._Element, start: int, end: int) -> bool:
    """Whether a stretch of the text reaches into what a field of Word's made."""
    marks = (
        place
        for first, last, run in _placed(paragraph)
        if run.find(f"{W}fldChar") is not None
        for place in (first, last)
    )
    places = sorted(marks)
    return bool(places) and start < places[-1] and end > places[0]


def between(paragraph: etree._Element, start: int, end: int) -> Iterator[etree._Element]:
    """The runs that stand between two places."""
    for first, last, run in list(_placed(paragraph)):
        if start <= first and last <= end and first < last:
            yield run


def run_ending(paragraph: etree._Element, place: int) -> etree._Element | None:
    """What stands last before a place: a run, with the mark around it."""
    found = None
    for first, last, run in _placed(paragraph):
        if last <= place and first < last:
            found = run
    if found is None:
        return None
    parent = found.getparent()
    return parent if parent is not None and parent.tag in (f"{W}ins", f"{W}del") else found


def cut(paragraph: etree._Element, places: set[int]) -> None:
    """Cut runs so that none reaches over one of the places."""
    for first, last, run in list(_placed(paragraph)):
        inside = sorted(p - first for p in places if first < p < last)
        for place in reversed(inside):
            _cut_run(run, place)


def _cut_run(run: etree._Element, place: int) -> None:
    """Move what stands behind ``place`` into a run of its own after it."""
    rest = etree.Element(f"{W}r")
    properties = run.find(f"{W}rPr")
    if properties is not None:
        rest.append(copy.deepcopy(properties))
    at = 0
    for child in list(run):
        if child.tag == f"{W}rPr":
            continue
        text = (child.text or "") if child.tag == f"{W}t" else _SHOWN.get(str(child.tag), "")
        if at >= place:
            rest.append(child)
        elif at + len(text) > place:
            tail = etree.SubElement(rest, f"{W}t")
            _set_text(tail, text[place - at :])
            _set_text(child, text[: place - at])
        at += len(text)
    run.addnext(rest)


def _set_text(element: etree._Element, text: str) -> None:
    element.text = text
    if text != text.strip() or "  " in text:
        element.set(SPACE, "preserve")
