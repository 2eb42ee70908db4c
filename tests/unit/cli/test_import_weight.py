"""A PDF does not pay for Word, pictures or font tools; the bare command pays for nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CONTENT = Path(__file__).parents[3] / "content"

HEAVY = {"docx", "lxml", "reportlab", "PIL", "fontTools", "pikepdf", "pypdfium2", "numpy",
         "pyphen", "budoux"}  # fmt: skip
MACHINERY = HEAVY | {"yaml", "markdown_it", "uharfbuzz", "typeset.reading", "typeset.layout"}


def imported(*command: str) -> set[str]:
    """Every module that ``python -m typeset COMMAND`` imports."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "typeset", *command],
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    rows = (line for line in ran.stderr.splitlines() if line.startswith("import time:"))
    return {row.rpartition("|")[2].strip() for row in rows}


def test_the_pdf_path_imports_nothing_heavy(tmp_path: Path) -> None:
    modules = imported("pdf", str(CONTENT), "-o", str(tmp_path / "x.pdf"))
    assert "typeset.pdf" in modules
    assert modules & HEAVY == set()
    assert {name for name in modules if name.startswith("typeset.docx")} == set()


def test_the_docx_path_lays_out_no_pages_where_no_box_is_to_be_placed(tmp_path: Path) -> None:
    folder = tmp_path / "plain"
    (folder / "sections").mkdir(parents=True)
    (folder / "publication.yaml").write_text("title: 试\n", encoding="utf-8")
    (folder / "style.yaml").write_text("masthead: none\n", encoding="utf-8")
    (folder / "sections/a.md").write_text(
        "---\ntitle: 一\n---\n\n招引项目29个。\n", encoding="utf-8"
    )
    modules = imported("docx", str(folder), "-o", str(tmp_path / "x.docx"))
    assert "typeset.docx" in modules
    assert {m for m in modules if m.startswith(("typeset.layout", "typeset.pdf"))} == set()
    assert modules & {"reportlab", "PIL", "fontTools", "uharfbuzz"} == set()


def test_help_imports_no_machinery() -> None:
    assert imported("--help") & MACHINERY == set()
