"""Runs to Markdown of ours, so that the reader reads back what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from typeset.diagnostics import Sink
from typeset.importing.figures import Headline
from typeset.importing.runs import cut, merged, text_of
from typeset.importing.source import Run
from typeset.reading.markdown import make_parser, read_markdown

_ALWAYS = re.compile(r"[\\*_\[\]`{]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_SCRIPT = re.compile(r"([~^])(?=[^~^\s]{1,24}\1)")
_START = re.compile(r"^(?:#{1,6}(?=\s|$)|[>|<]|[-+](?=[\s-]|$)|=+|:{3,}|~{3,})")
_ORDERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_COLONS = re.compile(r"^：：：")
_TARGET = re.compile(r"[^\s()<>\\\[\]{}]+")
_SCRIPT_TEXT = re.compile(r"[0-9A-Za-zΑ-ω.,+−\-=()/%′]{1,24}")

_PARSER = make_parser(frozenset())


def escaped(text: str) -> str:
    """The characters, those that are markup made plain."""
    text = _ALWAYS.sub(r"\\\g<0>", text)
    text = _ENTITY.sub(r"\\&", text)
    return _SCRIPT.sub(r"\\\1", text)


def opened(line: str) -> str:
    """A line whose first characters begin no heading, list, quotation, rule or container."""
    line = _ORDERED.sub(r"\1\\\2", line)
    line = _COLONS.sub("&#xFF1A;：：", line)
    return _START.sub(lambda found: "\\" + found.group(), line)


def paragraph(runs: Sequence[Run], figures: Sequence[Headline] = ()) -> str:
    """One paragraph as Markdown, its figures marked; plain where marks would not read back.

    The reader itself is asked: a paragraph whose emphasis it does not read as written (marks
    of two kinds that touch) is written without.
    """
    runs = merged(runs)
    marked = _written(runs, figures)
    if _reads_back(marked, text_of(runs)):
        return marked
    plain = merged(replace(run, strong=False, emphasis=False) for run in runs)
    bare = _written(plain, figures)
    if _reads_back(bare, text_of(runs)):
        return bare
    return opened_lines(escaped(text_of(runs)))


def opened_lines(text: str) -> str:
    """A paragraph's lines, each break in it a forced one."""
    lines = [opened(line.strip()) for line in text.strip().split("\n")]
    return "\\\n".join(line for line in lines if line)


def _written(runs: Sequence[Run], figures: Sequence[Headline]) -> str:
    lead = _lead_length(runs)
    parts: list[str] = []
    if lead:
        inner = "".join(_piece(replace(run, lead=False)) for run in cut(runs, 0, lead))
        parts.append(f"[{inner}]{{.lead}}")
    at = lead
    for figure in figures:
        if figure.start < at or not _is_one_run(runs, figure):
            continue
        parts += (_piece(run) for run in cut(runs, at, figure.start))
        parts.append(figure.markup)
        at = figure.end
    parts += (_piece(run) for run in cut(runs, at))
    return opened_lines("".join(parts))


def _lead_length(runs: Sequence[Run]) -> int:
    length = 0
    for run in runs:
        if not run.lead:
            break
        length += len(run.text)
    return length


def _is_one_run(runs: Sequence[Run], figure: Headline) -> bool:
    inside = cut(runs, figure.start, figure.end)
    return len(inside) == 1 and not inside[0].script and not inside[0].link


def _piece(run: Run) -> str:
    """One run with its marks, white space at its ends left outside of them."""
    bare = run.text.strip()
    if not bare:
        return escaped(run.text)
    before = run.text[: len(run.text) - len(run.text.lstrip())]
    after = run.text[len(run.text.rstrip()) :]
    return before + _marked(run, bare) + after


def _marked(run: Run, bare: str) -> str:
    sign = {"sub": "~", "sup": "^"}.get(run.script, "")
    is_script = sign and _SCRIPT_TEXT.fullmatch(bare)
    text = f"{sign}{bare}{sign}" if is_script else escaped(bare)
    if run.emphasis:
        text = f"*{text}*"
    if run.strong:
        text = f"**{text}**"
    if run.link and _TARGET.fullmatch(run.link):
        text = f"[{text}]({run.link})"
    return text


def _reads_back(written: str, text: str) -> bool:
    """Whether the reader finds one paragraph of exactly these characters, and no fault."""
    sink = Sink()
    blocks = read_markdown(written, "", _PARSER, sink)
    if sink.findings or len(blocks) != 1 or blocks[0].form != "paragraph":
        return False
    read = "".join(_characters(blocks[0].pieces))
    return "".join(read.split()) == "".join(text.split())


def _characters(pieces: Sequence[object]) -> Iterator[str]:
    return (str(getattr(piece, "text", "")) for piece in pieces)
