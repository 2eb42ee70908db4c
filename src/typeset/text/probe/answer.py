"""Requests become results: the paragraphs set by the line engine, told line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from typeset.diagnostics import Sink
from typeset.flow import Paragraph, TextRun
from typeset.fonts.library import FontLibrary
from typeset.record import dataclass
from typeset.scripts.classes import load_script
from typeset.text.findings import faults
from typeset.text.measure import Measure
from typeset.text.paragraph import TextSetter
from typeset.text.probe.fixtures import (
    RISE,
    SMALL,
    SQUARE_EM,
    CentredShaper,
    shipped_faces,
    style_for,
)
from typeset.text.probe.items import LineTeller
from typeset.text.probe.request import Refused, Request, Run, read_request
from typeset.text.probe.source import Source, paragraphs, text_of
from typeset.text.square import SquareShaper

Lint = Callable[[str, str, Sequence[tuple[int, int, str]]], list[dict[str, Any]]]
"""(text, language, stretches in another language) to the rows of the lint list."""

Explain = Callable[[TextSetter, Paragraph, Measure, float], None]

_BEYOND = 0x20000  # what squares do not cover
_SELECTORS = range(0xE0100, 0xE01F0)


def answers(
    given: Sequence[Any], lint: Lint, explain: Explain | None = None
) -> Iterator[dict[str, Any]]:
    """A result or an error object for each request, in order."""
    for one in given:
        try:
            yield _answer(read_request(one), lint, explain)
        except Refused as fault:
            yield _error(one, fault.code, fault.message, fault.field)
        except Exception as fault:  # noqa: BLE001 - one bad request must not take the others down
            yield _error(one, "internal", f"{type(fault).__name__}: {fault}", "")


def _error(given: Any, code: str, message: str, name: str) -> dict[str, Any]:
    own = given.get("id") if isinstance(given, dict) else None
    if not isinstance(own, str) or any("\ud800" <= char <= "\udfff" for char in own):
        own = None
    return {"id": own, "error": {"code": code, "message": message, "field": name}}


@dataclass(slots=True)
class _Warnings:
    """The warnings of one request."""

    rows: list[dict[str, Any]] = field(default_factory=list)

    def add(self, code: str, start: int, end: int, message: str) -> None:
        self.rows.append({"code": code, "start": start, "end": end, "message": message})


def _answer(request: Request, lint: Lint, explain: Explain | None) -> dict[str, Any]:
    script = load_script(request.lang)
    sink = Sink()
    real = request.options["font_fixture"] == "project"
    em = request.size if real else SQUARE_EM
    setter = _setter(request, em, sink)
    measure = Measure(request.measure * em)
    warnings = _Warnings()
    lines: list[dict[str, Any]] = []
    for number, chars in enumerate(paragraphs(request, script), 1):
        paragraph = _paragraph(request, chars, em)
        if explain is not None:
            explain(setter, paragraph, measure, em)
        set_ = setter.set(paragraph, measure)
        composed = setter.composed(paragraph, measure)
        teller = LineTeller(request, script, setter, chars, em)
        pairs = zip(composed, set_.lines, strict=True)
        told = [teller.line(one, number, made) for one, made in pairs]
        _relaxations(setter, paragraph, measure, told, warnings)
        lines += told
    _glyph_warnings(request, setter, sink, warnings)
    return {
        "id": request.id,
        "lines": lines,
        "warnings": sorted(warnings.rows, key=lambda row: (row["start"], row["end"], row["code"])),
        "lint": lint(request.text, request.lang, _marked(request)),
    }


def _setter(request: Request, em: float, sink: Sink) -> TextSetter:
    style = style_for(request, em)
    fixture = request.options["font_fixture"]
    if fixture == "project":
        library = shipped_faces()
        library.forget_told()
        return TextSetter(style, library, sink)
    shaper = CentredShaper() if fixture == "centred-stops" else SquareShaper()
    return TextSetter(style, FontLibrary(sink), sink, shaper=shaper)


def _paragraph(request: Request, chars: Source, em: float) -> Paragraph:
    """The paragraph with a run of text for each run of the request that has a part in it."""
    runs: list[TextRun] = []
    first, names = 0, name_numbers(request.runs)
    for at in range(1, len(chars) + 1):
        if at == len(chars) or chars[at].run != chars[first].run:
            number = chars[first].run
            text = text_of(chars[first:at])
            runs.append(_text_run(request.runs[number], names[number], text, em))
            first = at
    options = request.options
    return Paragraph(
        runs=tuple(runs),
        role="body",
        align=request.align,  # type: ignore[arg-type]
        shape="balance" if request.role == "heading" else "fill",
        single_line=options["single_line"],
        justify_last=options["justify_last"],
    )


def name_numbers(runs: Sequence[Run]) -> list[int]:
    """What tells the name that each run belongs to from its neighbours (CL-EM-02).

    Runs that differ in nothing but their text are names of their own; where something else
    changes, the name goes on through the change.
    """
    out: list[int] = []
    for at, own in enumerate(runs):
        goes_on = at > 0 and _goes_on(runs[at - 1], own)
        out.append(out[-1] if goes_on else at + 1)
    return out


def _goes_on(before: Run, own: Run) -> bool:
    same = (own.proper, own.booktitle) == (before.proper, before.booktitle)
    return same and replace(own, t="") != replace(before, t="")


def _text_run(run: Run, name: int, text: str, em: float) -> TextRun:
    raised = "sup" if run.sup else "sub" if run.sub else ""
    return TextRun(
        text=text,
        role="bold" if run.bold else "body",
        size=SMALL * em if raised else None,
        rise=RISE[raised] * em if raised else 0.0,
        keep=run.nobreak,
        emphasis_dots=run.emph_dots,
        proper=name if run.proper else 0,
        booktitle=name if run.booktitle else 0,
        ruby=(run.ruby,) if run.ruby else (),
        bopomofo=run.bopomofo,
        language=run.lang,
        note=run.role == "noteref",
        autospace=run.autospace != "none",
    )


def _marked(request: Request) -> list[tuple[int, int, str]]:
    """Stretches in another language, for the linter; names and code count as "" ."""
    out, at = [], 0
    for run in request.runs:
        end = at + len(run.t)
        if run.lang and run.lang != request.lang:
            out.append((at, end, run.lang))
        elif run.code or run.proper:
            out.append((at, end, ""))
        at = end
    return out


# -- warnings ------------------------------------------------------------------------------


def _relaxations(
    setter: TextSetter,
    paragraph: Paragraph,
    measure: Measure,
    told: Sequence[Mapping[str, Any]],
    warnings: _Warnings,
) -> None:
    """One warning for each line that could not be set as asked (CL-JA-12)."""
    prepared = setter.prepare(paragraph)
    settings = prepared.by_measure[measure]
    solved, composed = settings.found[settings.best], settings.composed[settings.best]
    messages: dict[int, list[str]] = {}
    for fault in faults(prepared, measure, solved, composed):
        messages.setdefault(fault.number, []).append(fault.message)
    for number, said in messages.items():
        line = told[number]
        warnings.add("rule-relaxed", line["start"], line["end"], "the line " + ", and ".join(said))


_CODES = {
    "fonts/region-mismatch": "font-region-mismatch",
    "fonts/stand-in": "glyph-fallback",
    "fonts/no-glyph": "glyph-fallback",
    "fonts/synthetic-bold": "synthetic-bold",
}


def _glyph_warnings(request: Request, setter: TextSetter, sink: Sink, warnings: _Warnings) -> None:
    text = request.text
    if request.options["font_fixture"] == "project":
        for finding in sink.findings:
            if finding.code in _CODES:
                named = finding.message.split("'")
                at = max(0, next((text.find(part) for part in named if part and part in text), 0))
                warnings.add(_CODES[finding.code], at, min(len(text), at + 1), finding.message)
        return
    for at, char in enumerate(text):
        if ord(char) >= _BEYOND and ord(char) not in _SELECTORS:
            message = f"no square for U+{ord(char):04X}; set one em wide"
            warnings.add("glyph-fallback", at, at + 1, message)
    if isinstance(setter.shaper, CentredShaper) and setter.shaper.missed:
        at = min(text.find(char) for char in setter.shaper.missed)
        message = f"'{text[at]}' is drawn in the middle of its frame; only what is blank is trimmed"
        warnings.add("font-region-mismatch", at, at + 1, message)
