"""What `make bench` runs: a cold `typeset pdf` beside Typst, and the review alone.

usage: bench.py [--rounds N] [--json FILE]

W1 is made from the seed, given to both as a project and as Typst markup with the same faces;
both are timed as whole processes, in turn. Ratios under 1 are in our favour.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[1]
sys.path.insert(0, str(CHECKOUT))  # run as a script, the folder above tests/ is not on the path

from tests.bench import (  # noqa: E402
    circulars,
    lines,
    make_works,
    outputs,
    pages,
    timing,
    typst_peer,
    works,
)
from tests.bench.composition import analyse  # noqa: E402

FACES = ("NotoSerifSC-Regular.ttf", "NotoSerifSC-SemiBold.ttf")
REVIEW = CHECKOUT / "content"


def prepare(folder: Path) -> None:
    """W1 as a project and as Typst markup, and a folder with the faces Typst needs."""
    w1 = make_works.article(seed())
    works.write_project(w1, folder / "w1")
    (folder / "w1.typ").write_text(typst_peer.source(w1), encoding="utf-8")
    (folder / "fonts").mkdir()
    for face in FACES:
        (folder / "fonts" / face).symlink_to(CHECKOUT / "assets" / "fonts" / face)


def seed() -> make_works.Seed:
    """The seed text that works are made from."""
    return make_works.read_seed(CHECKOUT / "tests" / "data" / "seed.txt")


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    """Every figure, by name."""
    ours = [sys.executable, "-m", "typeset", "pdf"]
    peer = [sys.executable, str(HERE / "typst_peer.py"), "build"]
    commands = [
        [*ours, "w1", "-o", "w1.pdf"],
        [*peer, "w1.typ", "typst.pdf", "fonts"],
        [*ours, str(REVIEW), "-o", "review.pdf"],
    ]
    w1, typst, review = timing.in_turn(commands, folder, rounds)
    return {
        "rounds": rounds,
        "w1": asdict(timing.median(w1)),
        "typst": asdict(timing.median(typst)),
        "review": asdict(timing.median(review)),
        "w1 / typst": asdict(timing.ratio(w1, typst)),
        "review / typst": asdict(timing.ratio(review, typst)),
        "stages": {name: stages(folder / name) for name in ("w1",)} | {"review": stages(REVIEW)},
        "book": outputs.book(folder, min(rounds, 3), seed()),
        "sizes": outputs.sizes(folder, REVIEW),
        "standards": {
            "w1": outputs.standards(folder / "w1", rounds),
            "review": outputs.standards(REVIEW, rounds),
        },
        "circulars": circulars.beside_report(folder, rounds),
        "lines": lines.throughput(),
        "pages": pages.growth(),
        "composition": {
            name: analyse(folder / f"{name}.pdf") for name in ("w1", "typst", "review")
        },
    }


def stages(project: Path) -> dict[str, float]:
    """Seconds by stage of one build in this process, imports warm."""
    import typeset

    typeset.build(project)
    return {name: round(taken, 4) for name, taken in typeset.build(project).seconds}


def told(figures: dict[str, Any]) -> str:
    """The figures that people ask for, as a table."""
    rows = [f"{'':<16} {'wall s':>8} {'CPU s':>8} {'peak MB':>8}"]
    for name in ("w1", "typst", "review"):
        cost = figures[name]
        rows.append(f"{name:<16} {cost['wall']:8.3f} {cost['cpu']:8.3f} {cost['memory']:8.0f}")
    for name in ("w1 / typst", "review / typst"):
        cost = figures[name]
        rows.append(f"{name:<16} {cost['wall']:8.2f} {cost['cpu']:8.2f} {cost['memory']:8.2f}")
    for name, taken in figures["stages"].items():
        spent = ", ".join(f"{stage} {seconds * 1000:.0f}" for stage, seconds in taken.items())
        rows.append(f"{name}, warm, ms: {spent}")
    rows += outputs.told(figures)
    rows.append(circulars.told(figures["circulars"]))
    rows.append(lines.told(figures["lines"]))
    rows.append(pages.told(figures["pages"]))
    for name, found in figures["composition"].items():
        faults = {key: value for key, value in found["faults"].items() if value}
        rows.append(f"{name}: {found['pages']} pages, {found['lines']} lines, faults {faults or 0}")
    return "\n".join(rows)


def main(argv: Sequence[str] | None = None) -> None:
    """Measure and tell."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--json", type=Path, metavar="FILE", help="write every figure here")
    given = options.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        prepare(Path(name))
        figures = measure(Path(name), given.rounds)
    print(told(figures))
    if given.json:
        given.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
