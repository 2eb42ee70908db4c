"""``typeset preflight``: what a printer's check would say of a PDF."""

from __future__ import annotations

import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.cli import arguments as shared
from typeset.cli.console import Console, Unusable
from typeset.cli.deliver import save

if TYPE_CHECKING:
    from typeset.preflight import Report

NAME = "preflight"
HELP = "examine a PDF as a printer does, ours or anybody's"
EXAMPLES = """\
  typeset preflight build/review.pdf                     PDF/X-4, offset on coated paper
  typeset preflight ad.pdf --standard x1a --format json  findings as JSON
  typeset preflight book.pdf --binding saddle --report check.pdf   a page for the printer
  typeset preflight brief.pdf --inks K,红头专色          a job of two inks, plate by plate
"""

CLEAN, FINDINGS = 0, 1
PRESETS = ("cn-offset-coated", "cn-offset-uncoated", "cn-newsprint")


def arguments(parser: ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("file", metavar="FILE.pdf", type=Path, help="the PDF to examine")
    parser.add_argument(
        "--standard",
        choices=("x4", "x1a"),
        default="x4",
        help="the print standard: PDF/X-4 (default) or PDF/X-1a",
    )
    parser.add_argument(
        "--preset",
        choices=PRESETS,
        default=PRESETS[0],
        help=f"the print shop's expectations (default: {PRESETS[0]})",
    )
    parser.add_argument(
        "--binding",
        choices=("none", "saddle", "perfect"),
        default="none",
        help="how it will be bound, to check the page count (default: none)",
    )
    parser.add_argument("--inks", metavar="INK,…", help="the only inks of the job, such as K,红")
    parser.add_argument("--notes", action="store_true", help="tell also what is no fault")
    parser.add_argument("--report", metavar="FILE", type=Path, help="write a one-page PDF report")
    shared.reporting(parser)


def run(args: Namespace, console: Console) -> int:
    """Carry the verb out: 0 clean, 1 findings, 2 unreadable."""
    from typeset.preflight import Unreadable, examine  # noqa: PLC0415

    name = args.file.as_posix()
    inks = tuple(part.strip() for part in (args.inks or "").split(",") if part.strip())
    try:
        report = examine(
            _bytes(args.file),
            name,
            against=args.standard,
            preset=args.preset,
            binding=args.binding,
            inks=inks,
        )
    except Unreadable as fault:
        raise Unusable("preflight/unreadable", f"'{name}' cannot be read: {fault}") from None
    joined = console.form == "text"  # whoever reads JSON asks for pages one by one
    console.findings(report.diagnostics(notes=args.notes, joined=joined))
    _tell(report, console, notes=args.notes)
    if args.report:
        save(args.report, _printed(report))
        console.say(f"{args.report}: the report as a page")
    return CLEAN if report.clean else FINDINGS


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise Unusable("usage/file", f"cannot read '{path}': {reason}") from None


def _tell(report: Report, console: Console, *, notes: bool) -> None:
    """What the file is, and what the examination came to."""
    facts = report.facts
    inks = ", ".join(facts.inks) or "none"
    console.say(
        f"{facts.name}: PDF {facts.version}, {facts.pages} page{'s' if facts.pages > 1 else ''} "
        f"of {facts.trim[0]:.1f} × {facts.trim[1]:.1f} mm, bleed {facts.bleed:.1f} mm; inks {inks}"
    )
    wanted = report.wanted
    outcome = "clean" if report.clean else "not clean"
    unsaid = 0 if notes else report.count("note")
    also = f"; {unsaid} note{'s' if unsaid > 1 else ''} (--notes)" if unsaid else ""
    console.say(f"{outcome} for {wanted.standard.title} and {wanted.limits.about}{also}")


def _printed(report: Report) -> bytes:
    """The report set by our own engine, as a project of one page."""
    from typeset.pipeline import build_pdf  # noqa: PLC0415
    from typeset.preflight.printed import sources  # noqa: PLC0415
    from typeset.project import Project  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="typeset-") as folder:
        for relative, text in sources(report).items():
            path = Path(folder) / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return build_pdf(Project(Path(folder))).data
