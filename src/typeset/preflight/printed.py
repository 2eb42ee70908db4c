"""The report as a page for the printer: a small project, to be set by our own engine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.diagnostics import Severity
from typeset.preflight.report import Finding, Report, spans

MOST_ROWS = 10  # kinds of finding on the page; it is one page
MOST_CHARACTERS = 76  # of a line
MOST_PAGES = 24  # characters
_GRADES: dict[Severity, str] = {"error": "错误", "warning": "警告", "note": "提示"}
_BINDINGS = {"none": "未指定", "saddle": "骑马钉", "perfect": "无线胶装"}
_ABOUT = {
    "cn-offset-coated": "胶印铜版纸", "cn-offset-uncoated": "胶印胶版纸", "cn-newsprint": "新闻纸",
}  # fmt: skip
_PLATES = {"Cyan": "青", "Magenta": "品红", "Yellow": "黄", "Black": "黑"}
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+\-.!~^|:&\"'])")

_PUBLICATION = """\
title: 印前检查报告
order: [findings]
outputs: {name: preflight}
"""

_STYLE = """\
extends: gov-report
masthead: none
page: {facing: false}
grid: {columns: 1}
furniture: {head: {odd: '', even: ''}}
"""


def sources(report: Report) -> dict[str, str]:
    """The files of a project of one page, by their path."""
    return {
        "publication.yaml": _PUBLICATION,
        "style.yaml": _STYLE,
        "sections/findings.md": "\n".join(_section(report)) + "\n",
    }


def _section(report: Report) -> Iterator[str]:
    facts, wanted = report.facts, report.wanted
    outcome = "通过" if report.clean else "未通过"
    yield f"---\ntitle: 印前检查报告：{outcome}\n---\n"
    inks = "、".join(_PLATES.get(ink, ink) for ink in facts.inks) or "无"
    width, height = facts.trim
    rows = (
        ("文件", facts.name.rpartition("/")[2]),
        ("检查依据", f"{wanted.standard.title}，{_ABOUT[wanted.limits.name]}"),
        ("成品尺寸", f"{width:.1f} × {height:.1f} 毫米，出血 {facts.bleed:.1f} 毫米"),
        ("页数与装订", f"{facts.pages} 页，装订方式{_BINDINGS[wanted.binding]}"),
        ("用色", f"{len(facts.inks)} 色：{inks}；总墨量上限 {wanted.limits.ink_limit:.0f}%"),
        ("字体与图像", f"{len(facts.fonts)} 种字体，{facts.images} 幅图像"),
    )
    yield from _strip()
    yield "# 文件概况\n"
    yield from (f"**{label}** {_plain(_short(text))}\n" for label, text in rows)
    yield "**结论** 共发现" + "、".join(_tallies(report)) + "。\n"
    if report.findings:
        yield "# 检查结果\n"
        yield from _rows(report)


def _strip() -> Iterator[str]:
    """The three counts as figures over the full width."""
    yield ":::metrics {design=strip}"
    yield from (f"- {{id: {grade}}}" for grade in _GRADES)
    yield ":::\n"


def _tallies(report: Report) -> Iterator[str]:
    for grade, label in _GRADES.items():
        yield f'{label}[{report.count(grade)}项]{{.metric #{grade} label="{label}"}}'


def _rows(report: Report) -> Iterator[str]:
    """One item for each kind of finding, with its pages."""
    groups: dict[str, list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault(finding.code, []).append(finding)
    for code in list(groups)[:MOST_ROWS]:
        first, pages = groups[code][0], [f.page for f in groups[code] if f.page]
        said = _short(report.message(first, "zh"))
        place = f"（第{_pages(pages)}页）" if pages else ""
        yield f"- **{_GRADES[report.severity(first)]}** {_plain(said)}{place}"
    if len(groups) > MOST_ROWS:
        yield f"- 另有 {len(groups) - MOST_ROWS} 类问题，见完整清单"


def _short(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"


def _pages(pages: list[int]) -> str:
    text = spans(sorted(set(pages)), "、")
    return text if len(text) <= MOST_PAGES else f"{text[:MOST_PAGES].rpartition('、')[0]} 等"


def _plain(text: str) -> str:
    """The text with nothing in it that means anything in Markdown."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
