"""Why does this line end here? Every place where it could have ended, with its cost in words.

The costs are those that the breaker weighed (:mod:`typeset.text.ladder`): a line stretched to
the most that still looks even costs 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from typeset.flow import Paragraph
from typeset.scripts.breaks import SOFT_1, SOFT_2, UNIT, WORD
from typeset.text.galley import Galley, Prepared, Settings, widths_of
from typeset.text.ladder import ladder_for
from typeset.text.measure import Measure
from typeset.text.paragraph import TextSetter
from typeset.text.weigh import Candidate, candidates

_PLACES = {
    SOFT_2: "parting a term",
    SOFT_1: "parting a number from the rest of its unit",
    UNIT: "parting a number from its unit",
    WORD: "inside a word or number",
}
_SHOWN = 12  # characters of a line's end that are shown


def explanation(
    setter: TextSetter, paragraph: Paragraph, measure: Measure, em: float
) -> Iterator[str]:
    """Lines of words: the candidates for every line of a paragraph, the chosen one marked >."""
    setter.set(paragraph, measure)
    prepared = setter.prepare(paragraph)
    yield from _told(prepared, prepared.by_measure[measure], measure, em)


def _told(prepared: Prepared, settings: Settings, measure: Measure, em: float) -> Iterator[str]:
    text = "".join(galley.type.text.text.flat for galley in prepared.galleys)
    yield f"paragraph of {len(text)} characters, measure {measure.width / em:g} em"
    for count in sorted(settings.found):
        chosen = " (chosen)" if count == settings.best else ""
        yield f"  in {count} lines: cost {settings.cost(count):.4g}{chosen}"
    number = 0
    for galley, solution in zip(prepared.galleys, settings.found[settings.best], strict=True):
        rung = ladder_for(measure.width, galley.items.em)[solution.rung]
        yield f"  looked for: {rung.name}"
        first = 0
        for end in solution.ends:
            width = widths_of(prepared, measure).at(number)
            yield f"  line {number + 1}, {width / em:g} em:"
            yield from _line(galley, prepared, first, end, width)
            first, number = end, number + 1


def _line(galley: Galley, prepared: Prepared, first: int, end: int, width: float) -> Iterator[str]:
    found = candidates(galley.items, prepared.mode, first, width, hang=prepared.rules.hang)
    if all(one.end != end for one in found):
        yield f"    > {_shown(galley, first, end)} the only way left"
    for one in found:
        mark = ">" if one.end == end else " "
        yield f"    {mark} {_shown(galley, first, one.end)} {_in_words(one, galley)}"


def _shown(galley: Galley, first: int, end: int) -> str:
    text = "".join(galley.type.text.text.texts[first:end]).replace("\n", " ")
    return text if len(text) <= _SHOWN else "…" + text[1 - _SHOWN :]


def _in_words(one: Candidate, galley: Galley) -> str:
    """The white of a candidate, what its place is worth, and what they come to."""
    words = []
    if one.hang:
        words.append("last mark outside the measure")
    if one.squeeze > 0:
        words.append(f"squeezed by {one.squeeze:.3f} em")
    elif one.per_gap > 0:
        words.append(f"stretched by {one.per_gap:.3f} em a gap")
    elif one.is_last:
        words.append("last line")
    else:
        words.append("as it is" if not one.short else f"{one.short:.3f} em short")
    strength = galley.items.strength[one.end] if one.end < len(galley.items) else 0
    if strength in _PLACES:
        words.append(_PLACES[strength])
    if one.runt:
        words.append("one character on the last line")
    cost = "only if nothing else fits" if strength >= UNIT else f"cost {one.cost:.4g}"
    return ", ".join(words) + f": {cost}"
