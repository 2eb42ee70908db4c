"""Marks inside a paragraph of somebody's Markdown, taken apart into runs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import field, replace

from typeset.importing.note_marks import labelled
from typeset.importing.runs import merged
from typeset.importing.source import Run
from typeset.record import dataclass

# a mark reaches so far at most: text full of openers stays quick to read
_FAR = "{1,800}?"
_INLINE = re.compile(
    rf"""
    \\(?P<escaped>[!-/:-@\[-`{{-~])
  | !\[(?P<alt>[^\[\]]*)\]\((?P<source>[^()\s]*)[^()]*\)(?:\{{[^{{}}]*\}})?
  | \[(?P<label>[^\[\]]*)\]\((?P<target>[^()\s]*)(?:[ ]+"[^"]*")?\)
  | \[\^(?P<note>[^\]\s]+)\]
  | \[(?P<span>[^\[\]]*)\]\{{(?P<attributes>[^{{}}]*)\}}
  | (?P<tick>`+)(?P<code>[^`].{_FAR.replace("1", "0", 1)})(?P=tick)(?!`)
  | (?P<double>\*\*|__)(?=\S)(?P<strong>.{_FAR})(?<=\S)(?P=double)
  | (?P<single>\*|(?<!\w)_)(?=[^\s*_])(?P<em>.{_FAR})(?<=\S)(?P=single)(?!\w(?<=_\w))
  | ~~(?=\S)(?P<strike>.{_FAR})~~
  | (?P<sign>[~^])(?P<script>[0-9A-Za-z.,+\-=()/%]{{1,24}})(?P=sign)
  | (?P<line><br[ ]*/?>)
  | <(?P<address>(?:https?|mailto):[^<>\s]+)>
  | (?P<comment><!--.{_FAR}-->)
  | (?P<tag></?[A-Za-z][^<>]*>)
  | (?P<entity>&(?:\#[0-9]{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)
    """,
    re.VERBOSE | re.DOTALL,
)
_LEAD = re.compile(r"(?:^|\s)\.lead(?:\s|$)")
Told = tuple[str, str, str]
"""What something is, as it was written, and what became of it (empty: nothing)."""


@dataclass(slots=True)
class Spans:
    """A paragraph's runs, and what was left out or kept as text."""

    runs: tuple[Run, ...] = ()
    told: list[Told] = field(default_factory=list)


def spans(text: str) -> Spans:
    """The runs of a paragraph."""
    read = Spans()
    read.runs = merged(_runs(text, Run(""), read.told))
    return read


def _runs(text: str, look: Run, told: list[Told]) -> Iterator[Run]:
    at = 0
    for found in _INLINE.finditer(text):
        yield replace(look, text=text[at : found.start()])
        yield from _mark(found, look, told)
        at = found.end()
    yield replace(look, text=text[at:])


def _mark(found: re.Match[str], look: Run, told: list[Told]) -> Iterator[Run]:
    """The runs of one mark; ``lastgroup`` is the name of its last part."""
    part = found.groupdict()
    match found.lastgroup:
        case "strong":
            yield from _runs(part["strong"], replace(look, strong=True), told)
        case "em":
            yield from _runs(part["em"], replace(look, emphasis=True), told)
        case "target":
            yield from _runs(part["label"], replace(look, link=_link(part, told)), told)
        case "attributes":
            lead = bool(_LEAD.search(part["attributes"]))
            yield from _runs(part["span"], replace(look, lead=lead or look.lead), told)
        case "script":
            kind = "sub" if part["sign"] == "~" else "sup"
            yield replace(look, text=part["script"], script=kind)  # type: ignore[arg-type]
        case "source":
            told.append(("Picture", found.group(), part["alt"]))
            yield replace(look, text=part["alt"])
        case _:
            yield from _plain(found, look, told)


def _link(part: dict[str, str], told: list[Told]) -> str:
    target = part["target"]
    if target.startswith(("http://", "https://", "mailto:")):
        return target
    told.append(("Link", target, part["label"]))
    return ""


def _plain(found: re.Match[str], look: Run, told: list[Told]) -> Iterator[Run]:
    """Marks that are just text afterwards."""
    part, whole = found.groupdict(), found.group()
    match found.lastgroup:
        case "escaped":
            yield replace(look, text=part["escaped"])
        case "note":
            yield replace(look, text=labelled(part["note"]))
        case "code":
            told.append(("Code", whole, part["code"]))
            yield replace(look, text=part["code"])
        case "strike":
            told.append(("Text struck out", whole, part["strike"]))
            yield from _runs(part["strike"], look, told)
        case "line":
            yield replace(look, text="\n")
        case "address":
            yield replace(look, text=part["address"], link=part["address"])
        case "entity":
            yield replace(look, text=html.unescape(whole))
        case _:
            told.append(("HTML", whole, ""))
