"""How fast lines are made: characters a second by step, cold and with the paragraph memo.

usage: lines.py [--measure EM] [--pages N]

The text is the seed's running text, set over and over in squares and in the shipped faces, each
paragraph made different so that no memo helps; then once more with the memo.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).parents[2]
sys.path.insert(0, str(CHECKOUT))  # run as a script, the folder above tests/ is not on the path

from tests.line_engine import EM, Engine, fonts, paragraph, squares  # noqa: E402
from typeset.display import SetLine  # noqa: E402
from typeset.flow import Paragraph  # noqa: E402
from typeset.text.galley import Composed, compose, settle  # noqa: E402
from typeset.text.glue import make_items  # noqa: E402
from typeset.text.glyphs import set_type  # noqa: E402
from typeset.text.itemize import itemize  # noqa: E402
from typeset.text.lines import set_line  # noqa: E402
from typeset.text.measure import Measure  # noqa: E402

SEED = CHECKOUT / "tests" / "data" / "seed.txt"
_LEAST = 60  # characters; shorter pieces of the seed are headings


def texts(characters: int) -> list[str]:
    """Paragraphs of the seed, each with a number of its own, so many characters together."""
    pieces = [line.strip() for line in SEED.read_text(encoding="utf-8").splitlines()]
    pieces = [piece for piece in pieces if len(piece) >= _LEAST]
    out: list[str] = []
    total = number = 0
    while total < characters:
        text = f"第{number}段" + pieces[number % len(pieces)]
        out.append(text)
        total += len(text)
        number += 1
    return out


def steps(engine: Engine, paragraphs: Sequence[Paragraph], measure: float) -> dict[str, float]:
    """Seconds by step over all paragraphs."""
    setter, width = engine.setter, Measure(measure * EM)
    role, style = setter.style.roles["body"], setter.style
    spent: dict[str, float] = {}

    def timed(name: str, step: Callable[[], Any]) -> Any:
        begin = time.perf_counter()
        made = step()
        spent[name] = spent.get(name, 0.0) + time.perf_counter() - begin
        return made

    for one in paragraphs:
        way = setter.way(one)
        text = timed("itemize", lambda: itemize(one.runs, role, style.roles, setter.script, str))  # noqa: B023
        type_ = timed("shape", lambda: set_type(text, setter.script, way.spacing, setter.shaper))  # noqa: B023
        timed("glue", lambda: make_items(type_, setter.script, way.spacing, style.rules))  # noqa: B023
        prepared = setter.prepare(one)
        settings = timed("break", lambda: settle(prepared, width))  # noqa: B023
        solved = settings.found[settings.best]
        lines = timed("justify", lambda: compose(prepared, width, solved))  # noqa: B023
        timed("lines", lambda: [glyph_runs(line) for line in lines])  # noqa: B023
    return spent


def glyph_runs(one: Composed) -> SetLine:
    """The line as pages have it."""
    return set_line(one.galley.type, one.line, one.left, last=one.last)


def whole(engine: Engine, paragraphs: Sequence[Paragraph], measure: float) -> float:
    """Seconds for all paragraphs through the front door."""
    begin = time.perf_counter()
    for one in paragraphs:
        engine.setter.set(one, Measure(measure * EM))
    return time.perf_counter() - begin


def throughput(measure: float = 22.0, characters: int = 60_000) -> dict[str, Any]:
    """Characters a second: all of it cold, with the memo, and by step."""
    gc.disable()  # as the command does
    given = texts(characters)
    paragraphs, total = [paragraph(text) for text in given], sum(map(len, given))
    out: dict[str, Any] = {"measure": measure, "characters": total}
    for name, made in (("squares", squares), ("fonts", fonts)):
        whole(made(2.0), paragraphs[:20], measure)  # tables and faces warm
        engine = made(2.0)
        cold, again = whole(engine, paragraphs, measure), whole(engine, paragraphs, measure)
        runs = [steps(made(2.0), paragraphs, measure) for _ in range(3)]
        by_step = min(runs, key=lambda run: sum(run.values()))
        spent = sum(by_step.values())
        out[name] = {
            "cold": round(total / cold),
            "memo": round(total / again),
            "break and justify": round(total / (by_step["break"] + by_step["justify"])),
            "share": {step: round(taken / spent, 3) for step, taken in by_step.items()},
        }
    gc.enable()
    return out


def told(figures: dict[str, Any]) -> str:
    """The figures as lines of text."""
    rows = []
    for name in ("squares", "fonts"):
        found = figures[name]
        shares = ", ".join(f"{step} {share:.0%}" for step, share in found["share"].items())
        rows.append(
            f"lines in {name}, characters/s: cold {found['cold']:,}, memo {found['memo']:,},"
            f" break and justify {found['break and justify']:,} ({shares})"
        )
    return "\n".join(rows)


def main(argv: Sequence[str] | None = None) -> None:
    """Measure and tell."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--measure", type=float, default=22.0)
    options.add_argument("--characters", type=int, default=60_000)
    options.add_argument("--json", action="store_true")
    given = options.parse_args(argv)
    figures = throughput(given.measure, given.characters)
    print(json.dumps(figures, indent=1) if given.json else told(figures))


if __name__ == "__main__":
    main()
