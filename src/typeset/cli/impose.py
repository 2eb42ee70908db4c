"""``typeset impose``: the pages of a PDF on sheets to be folded and cut."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.cli import arguments as shared
from typeset.cli.console import Console, Unusable
from typeset.cli.deliver import FOLDER, save
from typeset.diagnostics import BuildFailed, Diagnostic, Span

if TYPE_CHECKING:
    from typeset.impose import Imposed, Job

NAME = "impose"
HELP = "put the pages of a PDF on sheets: saddle stitch, sections, two-up, step and repeat"
EXAMPLES = """\
  typeset impose review.pdf --scheme saddle --sheet A3       a booklet, two pages a side
  typeset impose book.pdf --scheme perfect --signature 16 --marks
  typeset impose 古籍.pdf --scheme saddle --bound right       vertical text, bound at the right
  typeset impose card.pdf --scheme step --sheet SRA3         as many as fit
"""

CREEP = "saddle: paper thickness in mm, for creep towards the spine (default: 0.1; 0: none)"
PAPER = "paper: A2, A3, A4, SRA3, B3, 大度对开, 正度对开 or 320x450 in mm (default: as needed)"


def arguments(parser: ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("file", metavar="FILE.pdf", type=Path, help="the PDF to impose")
    parser.add_argument(
        "--scheme",
        choices=("saddle", "perfect", "2up", "step"),
        required=True,
        help="saddle stitch, perfect-bound sections, two pages a side, or step and repeat",
    )
    parser.add_argument(
        "--bound", choices=("left", "right"), default="left", help="side of the spine"
    )
    parser.add_argument("--caliper", type=_length, default=0.1, metavar="MM", help=CREEP)
    parser.add_argument(
        "--signature", type=int, choices=(4, 8, 16), default=16, help="perfect: pages of a section"
    )
    parser.add_argument(
        "--sheet",
        type=_sheet,
        metavar="SHEET",
        help=PAPER,
    )
    for name, way in (("--columns", "across"), ("--rows", "down")):
        about = f"step: how many {way} (default: as many as fit)"
        parser.add_argument(name, type=_count, default=0, metavar="N", help=about)
    parser.add_argument(
        "--gap", type=_length, metavar="MM", help="between cuts (default: twice the bleed)"
    )
    parser.add_argument("--marks", action="store_true", help="draw cut and fold marks")
    shared.output(parser, "build/NAME-SCHEME.pdf")
    shared.reporting(parser)


def run(args: Namespace, console: Console) -> int:
    """Carry the verb out: 0 done, 1 it cannot be imposed so, 2 unreadable."""
    from typeset.impose import Job, Refused, Unreadable, impose  # noqa: PLC0415

    name = args.file.as_posix()
    job = Job(
        scheme=args.scheme,
        bound=args.bound,
        caliper=args.caliper,
        signature=args.signature,
        sheet=args.sheet,
        columns=args.columns,
        rows=args.rows,
        gap=args.gap,
        marks=args.marks,
    )
    try:
        imposed = impose(_bytes(args.file), job)
    except Unreadable as fault:
        raise Unusable("impose/unreadable", f"'{name}' cannot be read: {fault}") from None
    except Refused as fault:
        place = Span(name, max(fault.page, 1))
        finding = Diagnostic(fault.code, "error", str(fault), place, fault.hint)
        raise BuildFailed([finding]) from None
    target = args.output or FOLDER / f"{args.file.stem}-{args.scheme}.pdf"
    save(target, imposed.data)
    console.findings(_findings(imposed, name))
    console.say(f"{target}: {_told(imposed, job)}")
    return 0


def _findings(imposed: Imposed, name: str) -> list[Diagnostic]:
    if not imposed.annotations:
        return []
    message = f"{imposed.annotations} annotations (links, notes, fields) are left out"
    return [Diagnostic("impose/annotations", "warning", message, Span(name))]


def _told(imposed: Imposed, job: Job) -> str:
    parts = [f"{imposed.pages} pages on {imposed.sides} sides"]
    if imposed.blanks:
        parts.append(f"{imposed.blanks} blank")
    if job.scheme == "saddle" and imposed.creep:
        parts.append(f"creep up to {imposed.creep:.2f} mm")
    return ", ".join(parts)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise Unusable("usage/file", f"cannot read '{path}': {reason}") from None


def _sheet(text: str) -> tuple[float, float]:
    from typeset.impose.job import SHEETS  # noqa: PLC0415

    if text in SHEETS:
        return SHEETS[text]
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)(?:\s*mm)?", text)
    if not found or not 10 <= float(found[1]) <= 5000 or not 10 <= float(found[2]) <= 5000:
        known = ", ".join(SHEETS)
        raise ArgumentTypeError(f"'{text}' is no sheet; there are {known}, or 320x450 in mm")
    return float(found[1]), float(found[2])


def _length(text: str) -> float:
    if not re.fullmatch(r"\d+(?:\.\d+)?", text) or float(text) > 100:
        raise ArgumentTypeError(f"'{text}' is no length in mm from 0 to 100")
    return float(text)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 100:
        raise ArgumentTypeError(f"'{text}' is no number from 1 to 100")
    return int(text)
