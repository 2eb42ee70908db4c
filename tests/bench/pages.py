"""Does a long publication cost more than its length? Time and memory at 10, 100, 1,000 pages.

The same section, a few pages of two columns with boxes, headings and floats, is repeated; each
length is laid out in a process of its own, so that memory is its own too.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[1]
LENGTHS = (10, 100, 1000)
PAGES_A_SECTION = 2.5
"""About; what counts are the pages that come of it."""

_STYLE = "extends: gov-report\nmasthead: plain\n"
_PARAGRAPHS = 14


def write_project(folder: Path, sections: int) -> None:
    """A project of so many sections of one seed, each beginning elsewhere in it."""
    seed = (CHECKOUT / "tests" / "data" / "seed.txt").read_text(encoding="utf-8")
    text = "".join(seed.split()).replace("PM_{2.5}", "PM2.5").replace("*", "")
    (folder / "sections").mkdir(parents=True)
    (folder / "publication.yaml").write_text("title: 长卷\noutputs: {name: long}\n", "utf-8")
    (folder / "style.yaml").write_text(_STYLE, "utf-8")
    for number in range(sections):
        body = "\n\n".join(_blocks(text, number))
        name = folder / "sections" / f"{number:04}-s{number}.md"
        name.write_text(f"---\ntitle: 第{number}节\n---\n\n{body}\n", "utf-8")


def _blocks(text: str, section: int) -> list[str]:
    blocks = []
    for ordinal in range(_PARAGRAPHS):
        start = (section * 53 + ordinal * 197) % (len(text) - 400)
        words = text[start : start + 120 + (ordinal * 61 + section * 17) % 180]
        blocks.append(words.strip("，。、；：”“（）") + "。")
        if ordinal % 5 == 1:
            blocks.append(":::box {design=hero}\nvalue: 131亿元\nlabel: 产业项目\n:::")
    return blocks


def measure(pages: int) -> dict[str, float]:
    """Figures of a publication of about so many pages, made in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "long"
        write_project(folder, max(1, round(pages / PAGES_A_SECTION)))
        command = [sys.executable, str(HERE / "pages.py"), str(folder)]
        done = subprocess.run(command, check=True, capture_output=True, cwd=CHECKOUT)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def growth(lengths: Sequence[int] = LENGTHS) -> dict[str, Any]:
    """Seconds and megabytes by length, and what each page costs against the shortest."""
    found = {str(pages): measure(pages) for pages in lengths}
    rates = [figures["layout"] / figures["pages"] for figures in found.values()]
    return {**found, "a page, longest / shortest": round(rates[-1] / rates[0], 3)}


def told(figures: dict[str, Any]) -> str:
    """The figures as a table."""
    rows = [f"{'pages':>7} {'layout s':>9} {'ms a page':>10} {'peak MB':>8}"]
    for one in figures.values():
        if isinstance(one, dict):
            rate = 1000 * one["layout"] / one["pages"]
            rows.append(
                f"{one['pages']:7.0f} {one['layout']:9.2f} {rate:10.1f} {one['memory']:8.0f}"
            )
    rows.append(f"a page of the longest / of the shortest: {figures['a page, longest / shortest']}")
    return "\n".join(rows)


def _laid_out(folder: Path) -> dict[str, float]:
    from typeset.pipeline import Run, lay_out, load
    from typeset.project import Project

    run = Run()
    proof = lay_out(load(Project(folder), run), run)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "pages": len(proof.pages.pages),
        "layout": round(dict(run.seconds)["layout"], 3),
        "memory": round(peak, 1),
    }


if __name__ == "__main__":
    if len(sys.argv) == 2 and Path(sys.argv[1]).is_dir():
        print(json.dumps(_laid_out(Path(sys.argv[1]))))
    else:
        print(told(growth([int(n) for n in sys.argv[1:]] or LENGTHS)))
