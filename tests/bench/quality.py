"""What `make bench-quality` runs: faults of composition beside Typst, and XeLaTeX if it is there.

usage: quality.py [--json FILE] [--works]

The review's text is set in one column of 14, 16, 18, 22 and 28 characters, W1 and (with
--works) W2 as they are, by each typesetter with the same faces, body size, grid and indent.
All PDFs are counted alike, from glyph places (``tests/bench/composition``).
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[1]
sys.path.insert(0, str(CHECKOUT))  # run as a script, the folder above tests/ is not on the path

from tests.bench import make_works, typst_peer, works, xelatex_peer  # noqa: E402
from tests.bench.avoidable import paragraphs as least_gaps  # noqa: E402
from tests.bench.composition import glyphs  # noqa: E402
from tests.bench.composition.count import count  # noqa: E402
from tests.bench.composition.lines import Line, Setting, read_setting  # noqa: E402

MEASURES = (14, 16, 18, 22, 28)
FACES = ("NotoSerifSC-Regular.ttf", "NotoSerifSC-SemiBold.ttf")
WIDE = 0.08  # em a gap: the most that still looks even

# A figure and the first character of its unit stand on one line (CL-UB-06).
UNITS = re.compile(
    "[十百千万亿兆余多年月日号时点分秒天周季代届期岁元角米里公厘毫微平立克吨斤两升度瓦伏安倍成"
    "个位名人家户口件项条起宗次回趟遍场批组套台辆架艘列座栋幢间所处片块亩棵株头只匹张份本册卷篇"
    "页章节款级类种层楼部支班轮门枚幅箱首步字]"
)

COLUMNS = ("lines", "banned starts", "banned ends", "parted figures", "parted units", "runts",
           "wide gaps", "widest gap", "avoidable", "ragged edge", "untrimmed")  # fmt: skip

Row = dict[str, Any]


# -- the texts -------------------------------------------------------------------------------


def texts(*, with_works: bool) -> Iterator[make_works.Work]:
    """The works to set, each with an id of its own."""
    seed = make_works.read_seed(CHECKOUT / "tests" / "data" / "seed.txt")
    article = make_works.article(seed)
    running = [block for block in article["blocks"] if block["t"] != "pull"]
    for measure in MEASURES:
        style = article["style"] | {"columns": 1, "col_em": measure, "gap_em": 0}
        yield article | {"id": f"review-{measure}", "style": style, "blocks": running}
    yield article
    if with_works:
        yield make_works.book("w2", make_works.BOOKS["w2"], seed)


# -- the typesetters ---------------------------------------------------------------------------


def ours(work: make_works.Work, folder: Path) -> Path:
    """The work set by typeset."""
    import typeset

    works.write_project(work, folder / work["id"])
    made = folder / f"{work['id']}-typeset.pdf"
    made.write_bytes(typeset.build(folder / work["id"]).data)
    return made


def typst(work: make_works.Work, folder: Path) -> Path:
    """The work set by Typst."""
    source, made = folder / f"{work['id']}.typ", folder / f"{work['id']}-typst.pdf"
    source.write_text(typst_peer.source(work), encoding="utf-8")
    typst_peer.main("build", str(source), str(made), str(_fonts(folder)))
    return made


def xelatex(work: make_works.Work, folder: Path) -> Path:
    """The work set by XeLaTeX."""
    source, made = folder / f"{work['id']}.tex", folder / f"{work['id']}-xelatex.pdf"
    source.write_text(xelatex_peer.source(work), encoding="utf-8")
    xelatex_peer.build(source, made)
    return made


def _fonts(folder: Path) -> Path:
    fonts = folder / "fonts"
    if not fonts.exists():
        fonts.mkdir()
        for face in FACES:
            (fonts / face).symlink_to(CHECKOUT / "assets" / "fonts" / face)
    return fonts


# -- the count -----------------------------------------------------------------------------------


def judged(pdf: Path) -> Row:
    """What is counted in a PDF; ``places`` names the first few of each fault."""
    setting = read_setting(glyphs.read(pdf))
    found = count(setting)
    faults = found["faults"]
    wide = [line for line in _broken(setting) if mean_gap(line) > WIDE]
    parted = list(_parted_units(setting))
    return {
        "lines": found["lines"],
        "banned starts": faults["line_start_prohibited"] + faults["percent_at_line_start"],
        "banned ends": faults["line_end_prohibited"],
        "parted figures": faults["number_split"] + faults["dash_or_ellipsis_split"],
        "parted units": len(parted),
        "runts": faults["runts"] + faults["marks_alone_on_last_line"],
        "wide gaps": len(wide),
        "widest gap": round(max(map(mean_gap, _broken(setting)), default=0.0), 3),
        "ragged edge": faults["not_flush_right"] + faults["past_right_edge"],
        "untrimmed": faults["uncompressed_marks"],
        "places": {
            **found["places"],
            "parted units": [_place(line) for line in parted[:5]],
            "wide gaps": [_place(line) for line in wide[:5]],
        },
    }


def _broken(setting: Setting) -> list[Line]:
    """The lines that are not the last of their paragraph."""
    return [line for paragraph in setting.paragraphs for line in paragraph[:-1]]


def mean_gap(line: Line) -> float:
    """White added between ideographs, mean over the line, in em."""
    return statistics.fmean(line.gaps) / line.em if line.gaps else 0.0


def _parted_units(setting: Setting) -> Iterator[Line]:
    for paragraph in setting.paragraphs:
        for above, below in pairwise(paragraph):
            if re.search(r"[0-9]$", above.text) and UNITS.match(below.text):
                yield below


def avoidable(pdf: Path, project: Path, measure: float) -> list[str]:
    """Paragraphs of ours with a wide gap although a legal way to set them has none.

    Every other wide gap is proved: no legal set of line ends of its paragraph is without one.
    """
    least = dict(least_gaps(project, measure))
    found = []
    for paragraph in read_setting(glyphs.read(pdf)).paragraphs:
        if max(map(mean_gap, paragraph[:-1]), default=0.0) > WIDE:
            text = "".join("".join(line.text for line in paragraph).split())
            if least.get(text, 0.0) <= WIDE:  # a paragraph that is not found proves nothing
                found.append(text[:20])
    return found


def _place(line: Line) -> str:
    return f"page {line.page + 1}: {line.text[:12]}…{line.text[-8:]}"


def table(rows: dict[str, dict[str, Row]]) -> str:
    """The figures, a line for each typesetter under each work."""
    head = f"{'':<12}{'':<10}" + "".join(f"{name:>15}" for name in COLUMNS)
    out = [head]
    for name, by_setter in rows.items():
        for number, (setter, row) in enumerate(by_setter.items()):
            cells = "".join(f"{row.get(column, '-'):>15}" for column in COLUMNS)
            out.append(f"{name if number == 0 else '':<12}{setter:<10}{cells}")
    return "\n".join(out)


def measured(folder: Path, *, with_works: bool) -> dict[str, dict[str, Row]]:
    """Every work set and counted, by work and typesetter."""
    setters = {"typeset": ours, "typst": typst}
    if xelatex_peer.is_there():
        setters["xelatex"] = xelatex
    rows = {
        work["id"]: {name: judged(set_(work, folder)) for name, set_ in setters.items()}
        for work in texts(with_works=with_works)
    }
    for work in texts(with_works=with_works):
        made, project = folder / f"{work['id']}-typeset.pdf", folder / work["id"]
        places = avoidable(made, project, work["style"]["col_em"])
        rows[work["id"]]["typeset"] |= {"avoidable": len(places)}
        rows[work["id"]]["typeset"]["places"]["avoidable"] = places
    return rows


def main(argv: Sequence[str] | None = None) -> None:
    """Set, count and tell."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--json", type=Path, metavar="FILE", help="write every figure here")
    options.add_argument("--works", action="store_true", help="also W2, a book of 90 pages")
    given = options.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        rows = measured(Path(name), with_works=given.works)
    print(table(rows))
    if not xelatex_peer.is_there():
        print("XeLaTeX is not installed: left out")
    if given.json:
        given.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
