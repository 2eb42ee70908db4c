"""A one-page circular beside a one-page report: cold processes, CPU (limit 1.3 times)."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.bench import timing

CHECKOUT = Path(__file__).parents[2]
CIRCULAR = CHECKOUT / "examples" / "circulars" / "one-page"


def beside_report(folder: Path, rounds: int) -> dict[str, Any]:
    """Both, and the ratio; the report holds ten times the circular's text: a full page."""
    write_report(folder / "one-page-report")
    ours = [sys.executable, "-m", "typeset", "pdf"]
    commands = [
        [*ours, str(CIRCULAR), "-o", "circular.pdf"],
        [*ours, "one-page-report", "-o", "report.pdf"],
    ]
    circular, report = timing.in_turn(commands, folder, rounds)
    return {
        "circular": asdict(timing.median(circular)),
        "report": asdict(timing.median(report)),
        "circular / report": asdict(timing.ratio(circular, report)),
    }


def write_report(project: Path) -> None:
    """A report of one page, its text the circular's."""
    text = (CIRCULAR / "text.md").read_text(encoding="utf-8")
    (project / "sections").mkdir(parents=True, exist_ok=True)
    (project / "publication.yaml").write_text("title: 一页报告\n", encoding="utf-8")
    section = "---\ntitle: 清明祭扫\n---\n\n" + f"{text}\n" * 8
    (project / "sections" / "01-text.md").write_text(section, encoding="utf-8")


def told(figures: dict[str, Any]) -> str:
    """The ratio, in a line."""
    cost = figures["circular / report"]
    return f"one-page circular / one-page report: wall {cost['wall']:.2f}, CPU {cost['cpu']:.2f}"
