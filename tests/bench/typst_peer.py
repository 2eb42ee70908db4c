"""The same work for Typst.

usage: typst_peer.py source WORK.json OUT.typ | typst_peer.py build IN.typ OUT.pdf FONTS
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Work = dict[str, Any]

FAMILY = "Noto Serif SC"
RED, TINT = "#b3261e", "#f6e3df"


def source(work: Work) -> str:
    """The work as Typst markup."""
    body = _book_front(work) if work["kind"] == "book" else _article_front(work)
    return "\n".join([*_setup(work), *body, *map(_block, work["blocks"])])


def _setup(work: Work) -> Iterator[str]:
    s = work["style"]
    measure = (s["columns"] * s["col_em"] + (s["columns"] - 1) * s["gap_em"]) * s["body"]
    x, y = (s["page_w"] - measure) / 2, (s["page_h"] - s["lines"] * s["pitch"]) / 2
    air = s["pitch"] - s["body"]
    head = f"align(center, text(8pt)[{work['masthead']}　{work['title']}])"
    yield f'#set document(title: "{work["title"]}", author: "{work["masthead"]}")'
    yield (
        f"#set page(width: {s['page_w']}pt, height: {s['page_h']}pt, margin: (x: {x}pt, y: {y}pt), "
        f'columns: {s["columns"]}, numbering: "1", header: {head})'
    )
    yield f"#set columns(gutter: {s['gap_em'] * s['body']}pt)"
    yield (
        f'#set text(font: "{FAMILY}", size: {s["body"]}pt, lang: "zh", region: "cn", '
        "top-edge: 0.88em, bottom-edge: -0.12em)"
    )
    yield (
        f"#set par(justify: true, leading: {air}pt, spacing: {air}pt, "
        f"first-line-indent: (amount: {s['indent_em']}em, all: true))"
    )
    yield (
        f'#let pull(f, l) = block(width: 100%, fill: rgb("{TINT}"), inset: 9pt, breakable: false, '
        "align(center, { set par(first-line-indent: 0pt, justify: false); "
        f'text(22pt, fill: rgb("{RED}"), weight: "bold", f); linebreak(); text(9pt, l) }}))'
    )


def _article_front(work: Work) -> Iterator[str]:
    size = work["style"]["h1"]
    yield (
        "#show heading.where(level: 1): it => block(above: 16pt, below: 9pt, "
        f'text({size}pt, fill: rgb("{RED}"), it.body))'
    )
    yield (
        '#place(top + center, scope: "parent", float: true, clearance: 18pt)['
        f"#text(12pt)[{work['masthead']}] \\ #v(6pt) "
        f'#text(28pt, weight: "bold", fill: rgb("{RED}"))[{work["title"]}] \\ #v(6pt) '
        f"#text(12pt)[{work['subtitle']}]]"
    )


def _book_front(work: Work) -> Iterator[str]:
    s = work["style"]
    yield (
        "#show heading.where(level: 1): it => { pagebreak(weak: true); "
        f"block(below: 18pt, text({s['h1']}pt, it.body)) }}"
    )
    yield (
        "#show heading.where(level: 2): it => block(above: 18pt, below: 9pt, "
        f"text({s['h2']}pt, it.body))"
    )
    yield (
        f'#align(center)[#v(60pt)#text(26pt, weight: "bold")[{work["title"]}] \\ '
        f"#v(20pt) #text(14pt)[{work['subtitle']}]]"
    )
    yield "#pagebreak()\n#outline(title: [目录])\n#pagebreak()"


def _block(block: Work) -> str:
    if block["t"] == "p":
        return "".join(map(_run, block["runs"])) + "\n"
    if block["t"] == "pull":
        return f"#pull[{_escaped(block['figure'])}][{_escaped(block['label'])}]\n"
    return "=" * int(block["t"][1]) + " " + _escaped(block["text"]) + "\n"


def _run(run: Work) -> str:
    text = _escaped(run["s"])
    if run.get("sub"):
        return f"#sub[{text}]"
    return f"#strong[{text}]" if run.get("b") else text


def _escaped(text: str) -> str:
    return re.sub(r"([\\#$*_`<>@\[\]=+\-/~\"'])", r"\\\1", text)


def main(verb: str, given: str, made: str, fonts: str = "") -> None:
    """Write the source, or compile it with the fonts of one folder."""
    if verb == "source":
        work = json.loads(Path(given).read_text(encoding="utf-8"))
        Path(made).write_text(source(work), encoding="utf-8")
        return
    import typst

    typst.compile(given, output=made, font_paths=[fonts], ignore_system_fonts=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
