"""Files that others wrote, and our own."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Review
from tests.unit.preflight.made import codes
from typeset.preflight import examine


def test_the_review_is_clean_for_pdf_x_4_and_the_print_shop(review: Review) -> None:
    report = examine(review.pdf, "review.pdf")
    assert [report.message(f, "en") for f in report.findings if report.severity(f) != "note"] == []
    assert report.facts.pages == 4
    assert report.facts.inks == ("Cyan", "Magenta", "Yellow", "Black")
    assert report.facts.bleed == pytest.approx(3, abs=0.01)


def test_every_text_of_the_review_is_read_with_its_size(review: Review) -> None:
    from typeset.preflight.opening import read

    painted = [p for sheet in read(review.pdf, "").sheets for p in sheet.painted]
    body = [p for p in painted if p.kind == "text" and p.size == pytest.approx(10.5)]
    assert sum(len(p.text) for p in body) > 1000
    assert all(p.box for p in body)


def test_an_office_file_has_the_usual_faults() -> None:
    """As reportlab writes it, which is how office programs do: RGB, base fonts, no boxes."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(420, 595), invariant=True)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawString(60, 400, "Black text in RGB")
    canvas.linkURL("https://example.org", (60, 60, 90, 90))
    canvas.showPage()
    canvas.save()
    found = codes(examine(out.getvalue()))
    assert {"not-pdfx", "intent-missing", "trim-missing", "annotation"} <= found
    assert {"rgb", "black-text-mixed", "font-not-embedded"} <= found


def test_a_file_that_ghostscript_distilled_can_be_read(
    review_pdf: Path, tmp_path: Path, require_tool: Callable[[str], str]
) -> None:
    target = tmp_path / "gs.pdf"
    command = [
        require_tool("gs"), "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-o", str(target),
        str(review_pdf),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    report = examine(target.read_bytes())
    assert report.facts.pages == 4
    assert "font-not-embedded" not in codes(report)
    assert not codes(report) & {"unknown-operator", "missing-resource", "bad-operands"}
