"""Neutral works to measure with, made from the seed text.

usage: make_works.py SEED.txt OUTDIR

W1 is an article of three pages, W2 a book of about a hundred, W3 of about a thousand. Same
input, same bytes. A work is JSON: ``id, kind, lang, masthead, title, subtitle``, a ``style``
in points, and ``blocks``, each ``{t: h1|h2, text}``, ``{t: p, runs: [{s, b?, sub?}]}`` or
``{t: pull, figure, label}``.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Work = dict[str, Any]

LEADS = (
    "项目建设取得突破。", "转型升级步伐加快。", "营商环境加速提升。", "创新能力不断提升。",
    "平台建设提质增效。", "人才工作基础持续夯实。", "空间布局更加优化。", "生态环境更加优美。",
    "安全底线更加牢固。",
)  # fmt: skip
BREAKS = ("2022年是党的二十大召开之年", "农村人居环境整治", "文化服务普惠民生")
PULLS = {
    "党的建设全面加强": [("100%", "“我为群众办实事”项目办结率")],
    "“产业强区”战略深入实施": [
        ("29个 / 131亿元", "招引亿元以上产业项目与总投资"),
        ("65%", "高新技术产值占规模以上工业产值比重"),
    ],
    "科技创新动能加速积蓄": [("106项", "签订产学研合作协议")],
    "功能配套不断完善": [("96.1%", "安全生产问题整改率")],
}
A4 = {"page_w": 595.276, "page_h": 841.890}
ARTICLE = {
    **A4, "body": 10.5, "pitch": 18.0, "columns": 2, "col_em": 22, "gap_em": 2, "lines": 39,
    "h1": 14.0, "indent_em": 2, "bleed": 8.504,
}  # fmt: skip
BOOK = {
    **A4, "body": 10.5, "pitch": 18.0, "columns": 1, "col_em": 42, "gap_em": 0, "lines": 38,
    "h1": 18.0, "h2": 13.0, "indent_em": 2, "bleed": 8.504,
}  # fmt: skip
BOOKS = {"w2": 126_000, "w3": 1_260_000}  # characters


@dataclass(frozen=True, slots=True)
class Seed:
    """The seed text taken apart: sections are (heading, paragraphs)."""

    masthead: str
    title: str
    subtitle: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]


def read_seed(path: Path) -> Seed:
    """Join what column ends cut apart, drop what was scanned twice, cut into paragraphs."""
    text = path.read_text(encoding="utf-8")
    fragments = [p.strip() for p in re.split(r"\n\s*\n", text) if p.strip()]
    masthead, title, subtitle, *rest = fragments
    found: list[tuple[str, str]] = []
    seen = ""
    for fragment in rest:
        if len(fragment) < 24 and not fragment.endswith("。"):
            found.append((fragment, ""))
        elif fragment not in seen:
            found[-1] = (found[-1][0], found[-1][1] + fragment)
            seen += fragment
    return Seed(masthead, title, subtitle, tuple((head, _cut(body)) for head, body in found))


def _cut(body: str) -> tuple[str, ...]:
    cuts = sorted(at for start in LEADS + BREAKS if (at := body.find(start)) > 0)
    return tuple(body[a:b] for a, b in zip([0, *cuts], [*cuts, len(body)], strict=True))


def runs(text: str) -> list[dict[str, Any]]:
    """A bold run-in lead, the text, and PM_{2.5} as a subscript run."""
    found: list[dict[str, Any]] = []
    lead = next((start for start in LEADS if text.startswith(start)), "")
    if lead:
        found.append({"s": lead, "b": True})
    for i, piece in enumerate(re.split(r"_\{([^}]*)\}", text[len(lead) :])):
        if piece:
            found.append({"s": piece, "sub": True} if i % 2 else {"s": piece})
    return found


def work(name: str, kind: str, seed: Seed, style: Work, blocks: list[Work]) -> Work:
    """The work around its blocks."""
    return {
        "id": name, "kind": kind, "lang": "zh-CN", "masthead": seed.masthead,
        "title": seed.title, "subtitle": seed.subtitle, "style": style, "blocks": blocks,
    }  # fmt: skip


def article(seed: Seed) -> Work:
    """W1: the seed itself with five pulled figures."""
    return work("w1", "article", seed, ARTICLE, list(_article_blocks(seed)))


def _article_blocks(seed: Seed) -> Iterator[Work]:
    for head, paragraphs in seed.sections:
        yield {"t": "h1", "text": head}
        pulls = iter(PULLS.get(head, []))
        for paragraph in paragraphs:
            yield {"t": "p", "runs": runs(paragraph)}
            for figure, label in [next(pulls, ("", ""))]:
                if figure:
                    yield {"t": "pull", "figure": figure, "label": label}


def book(name: str, characters: int, seed: Seed) -> Work:
    """A book of so many characters: the seed's sentences drawn again and again."""
    dice = random.Random(20220101)  # noqa: S311 - the same book every time
    heads = [head for head, _ in seed.sections]
    sentences = list(_sentences(seed))
    blocks: list[Work] = []
    total = chapter = 0
    while total < characters:
        chapter += 1
        blocks.append({"t": "h1", "text": f"第{chapter}章 {dice.choice(heads)}"})
        for section in range(1, dice.randint(3, 5)):
            blocks.append({"t": "h2", "text": f"{chapter}.{section} {dice.choice(heads)}"})
            for _ in range(dice.randint(5, 9)):
                text = "".join(dice.choice(sentences) for _ in range(dice.randint(1, 7)))
                if dice.random() < 0.3:
                    text = dice.choice(LEADS) + text
                total += len(text)
                blocks.append({"t": "p", "runs": runs(text)})
    return work(name, "book", seed, BOOK, blocks)


def _sentences(seed: Seed) -> Iterator[str]:
    for _, paragraphs in seed.sections:
        for paragraph in paragraphs:
            lead = next((start for start in LEADS if paragraph.startswith(start)), "")
            yield from re.findall(r"[^。！]+[。！]", paragraph.removeprefix(lead))


def write(made: Work, folder: Path) -> Path:
    """Write the work as ``ID.json`` and give its path."""
    path = folder / f"{made['id']}.json"
    path.write_text(json.dumps(made, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def main(seed_path: str, folder: str) -> None:
    """Write all three works."""
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    seed = read_seed(Path(seed_path))
    for made in (article(seed), *(book(name, size, seed) for name, size in BOOKS.items())):
        print(write(made, out), len(made["blocks"]), "blocks")


if __name__ == "__main__":
    main(*sys.argv[1:3])
