"""A work as a project folder.

usage: works.py WORK.json OUTDIR

Every heading of the first level opens a section, every ``pull`` becomes a box with text of
its own. The style is the work's: page, grid, sizes. As with the other typesetters, Latin comes
from the Han face, and masthead, headings and pulls are plain designs of its own.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Work = dict[str, Any]

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#~^|!&$])")
_AT_START = re.compile(r"^(\d+)([.)])|^([-+:>])")


def write_project(work: Work, folder: Path) -> None:
    """Write the project; what an earlier run left in ``sections/`` is replaced."""
    sections = folder / "sections"
    shutil.rmtree(sections, ignore_errors=True)
    sections.mkdir(parents=True)
    _write(folder / "publication.yaml", publication(work))
    _write(folder / "style.yaml", style(work))
    for number, (title, blocks) in enumerate(chapters(work["blocks"]), 1):
        head = f"---\ntitle: {_quoted(title)}\n---\n\n"
        _write(sections / f"{number:03}.md", head + "\n".join(map(block, blocks)))


def chapters(blocks: Iterable[Work]) -> Iterator[tuple[str, list[Work]]]:
    """(title, blocks) of every heading of the first level."""
    title, inside = "", list[Work]()
    for item in blocks:
        if item["t"] == "h1":
            if title:
                yield title, inside
            title, inside = item["text"], []
        else:
            inside.append(item)
    if title:
        yield title, inside


def block(item: Work) -> str:
    """One block as Markdown."""
    if item["t"] == "h2":
        return f"## {_escaped(item['text'])}\n"
    if item["t"] == "pull":
        value, label = _quoted(item["figure"]), _quoted(item["label"])
        return f":::box {{design=pull place=here}}\nvalue: {value}\nlabel: {label}\n:::\n"
    return _AT_START.sub(r"\1\\\2\3", "".join(map(run, item["runs"]))) + "\n"


def run(piece: Work) -> str:
    """One run of text with its marks."""
    text = _escaped(piece["s"])
    if piece.get("sub"):
        return f"~{text}~"
    return f"**{text}**" if piece.get("b") else text


def publication(work: Work) -> str:
    """``publication.yaml``."""
    rows = {
        "title": work["title"],
        "subtitle": work["subtitle"],
        "issuer": work["masthead"],
        "language": "zh-Hans-CN",
    }
    text = "".join(f"{key}: {_quoted(value)}\n" for key, value in rows.items())
    text += f"contents: {'true' if work['kind'] == 'book' else 'false'}\n"
    return text + f"outputs: {{name: {work['id']}}}\n"


def style(work: Work) -> str:
    """``style.yaml``: margins from the sheet and the type area, which is centred on it."""
    s = work["style"]
    chars = s["columns"] * s["col_em"] + (s["columns"] - 1) * s["gap_em"]
    head = (s["page_h"] - s["lines"] * s["pitch"]) / 2
    gutter = (s["page_w"] - chars * s["body"]) / 2
    return f"""\
extends: gov-report
page:
  size: [{s["page_w"]}pt, {s["page_h"]}pt]
  bleed: {s["bleed"]}pt
  margins: {{head: {head:.3f}pt, gutter: {gutter:.3f}pt}}
  facing: false
grid:
  chars: {chars}
  lines: {s["lines"]}
  columns: {s["columns"]}
  gutter: {s["gap_em"]}zw
  line: {s["pitch"]}pt
masthead: work
banner: work
boxes: {{page-share: 1.0, column-share: 1.0}}
furniture:
  head: {{odd: "{{issuer}} {{title}}", even: "{{issuer}} {{title}}"}}
  first-page: 1
roles:
  body:
    faces: {{latin: {{family: Noto Serif SC, weight: 400, scale: 1}}}}
    size: {s["body"]}pt
    leading: {s["pitch"]}pt
    indent: {s["indent_em"]}zw
  lead: {{leading: {s["pitch"]}pt, color: ink}}
  banner-title: {{size: {s["h1"]}pt, leading: {s["pitch"]}pt, tracking: 0em}}
  slogan: {{size: 28pt, leading: 34pt, align: center, color: red}}
  heading-2: {{size: {s.get("h2", 13.0)}pt, leading: {s["pitch"]}pt}}
designs:
{_DESIGNS}"""


# Masthead and headings stand over all columns, a pull in one.
_DESIGNS = """\
  masthead-work:
    title: 刊头
    columns: 0
    lines: 6
    parts: [title, issuer, subtitle]
    required: [slogan]
    covers-head: false
    tag: Div
    air: [0, 1]
    draw:
      - text: {part: issuer, role: box-label, size: 12, align: center, y: 11}
      - text: {part: slogan, role: slogan, tag: Title, align: center, x: 0, y: 42,
               max-lines: 2, fit: [1, 0.6]}
      - text: {part: subtitle, role: box-label, size: 12, align: center, y: h - 3}
    word:
      rows:
        - cells: [{align: center, content: [{part: issuer, role: box-label, size: 12}]}]
        - cells: [{align: center, content: [{part: slogan, role: slogan, size: 28, color: red}]}]
        - cells: [{align: center, content: [{part: subtitle, role: box-label, size: 12}]}]
  banner-work:
    title: 标题
    columns: 0
    lines: 2
    place: here
    parts: [number]
    required: [title]
    keep-next: 3
    tag: Div
    air: [1, 0]
    draw:
      - text: {part: title, role: banner-title, tag: H1, color: red, y: p, max-lines: 1,
               fit: [1, 0.9, 0.8]}
  pull:
    title: 摘引
    columns: 1
    lines: 4
    place: here
    parts: []
    required: [value, label]
    tag: Div
    draw:
      - fill: {y: 3, height: h - 3, color: paper}
      - text: {part: value, role: number, size: 22, align: center, color: red, y: 32,
               max-lines: 1, fit: [1, 0.8]}
      - text: {part: label, role: box-label, size: 9, align: center, y: 52, max-lines: 1,
               fit: [1, 0.9]}
    word:
      rows:
        - cells:
            - fill: paper
              align: center
              content:
                - {part: value, role: number, size: 22, color: red}
                - {part: label, role: box-label, size: 9}
"""


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # JSON's strings are YAML's


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def main(work: str, folder: str) -> None:
    """Turn the work into a project folder."""
    write_project(json.loads(Path(work).read_text(encoding="utf-8")), Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:3])
