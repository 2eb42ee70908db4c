"""The same work for XeLaTeX with xeCJK; nothing here runs where TeX is not installed.

usage: xelatex_peer.py source WORK.json OUT.tex | xelatex_peer.py build IN.tex OUT.pdf
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Work = dict[str, Any]

ASSETS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
FACES = (
    f"[Path={ASSETS.as_posix()}/,UprightFont=NotoSerifSC-Regular.ttf,"
    "BoldFont=NotoSerifSC-SemiBold.ttf,ItalicFont=NotoSerifSC-Regular.ttf]{NotoSerifSC}"
)
COMMANDS = {"article": {"h1": "section"}, "book": {"h1": "chapter", "h2": "section"}}


def is_there() -> bool:
    """Whether TeX is installed."""
    return shutil.which("xelatex") is not None


def source(work: Work) -> str:
    """The work as LaTeX."""
    commands = COMMANDS[work["kind"]]
    return "\n".join([*_setup(work), *(_block(each, commands) for each in work["blocks"]),
                      r"\end{document}", ""])  # fmt: skip


def _setup(work: Work) -> Iterator[str]:
    s = work["style"]
    book = work["kind"] == "book"
    measure = (s["columns"] * s["col_em"] + (s["columns"] - 1) * s["gap_em"]) * s["body"]
    options = "openany" if book else ("twocolumn" if s["columns"] == 2 else "onecolumn")
    yield (
        rf"\documentclass[UTF8,zihao=5,linespread=1,fontset=none,oneside,{options}]"
        rf"{{{'ctexbook' if book else 'ctexart'}}}"
    )
    yield rf"\setCJKmainfont{FACES}\setmainfont{FACES}\setCJKsansfont{FACES}"
    yield r"\xeCJKsetup{PunctStyle=quanjiao,CheckSingle=true,AutoFallBack=false}"
    yield (
        rf"\usepackage[paperwidth={s['page_w']}bp,paperheight={s['page_h']}bp,"
        rf"textwidth={measure}bp,textheight={s['lines'] * s['pitch']}bp,hcentering,vcentering,"
        rf"columnsep={s['gap_em'] * s['body']}bp]{{geometry}}"
    )
    yield (
        rf"\AtBeginDocument{{\fontsize{{{s['body']}bp}}{{{s['pitch']}bp}}\selectfont}}"
        r"\setlength{\parskip}{0pt}\raggedbottom\pagestyle{plain}"
    )
    yield r"\newcommand{\pull}[2]{\par\noindent\parbox{\columnwidth}{\centering #1\\#2}\par}"
    for name in COMMANDS[work["kind"]].values():
        yield rf"\ctexset{{{name}={{numbering=false,beforeskip=9bp,afterskip=9bp}}}}"
    yield r"\begin{document}"
    yield rf"\begin{{center}}{{\huge\bfseries {work['title']}}}\\{work['subtitle']}\end{{center}}"


def _block(block: Work, commands: dict[str, str]) -> str:
    if block["t"] == "p":
        return "".join(map(_run, block["runs"])) + "\n"
    if block["t"] == "pull":
        return rf"\pull{{{_escaped(block['figure'])}}}{{{_escaped(block['label'])}}}" + "\n"
    return rf"\{commands[block['t']]}{{{_escaped(block['text'])}}}" + "\n"


def _run(run: Work) -> str:
    text = _escaped(run["s"])
    if run.get("sub"):
        return rf"\textsubscript{{{text}}}"
    return rf"\textbf{{{text}}}" if run.get("b") else text


def _escaped(text: str) -> str:
    return re.sub(r"([%&#$_{}])", r"\\\1", text)


def build(given: Path, made: Path) -> None:
    """Compile a source; two passes settle the contents list."""
    command = ["xelatex", "-interaction=batchmode", f"-jobname={made.stem}", str(given.resolve())]
    for _ in range(2):
        subprocess.run(command, cwd=made.parent, check=True, capture_output=True)


def main(verb: str, given: str, made: str) -> None:
    """Write the source, or compile it."""
    if verb == "source":
        work = json.loads(Path(given).read_text(encoding="utf-8"))
        Path(made).write_text(source(work), encoding="utf-8")
    else:
        build(Path(given), Path(made).resolve())


if __name__ == "__main__":
    main(*sys.argv[1:])
