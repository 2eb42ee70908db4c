"""``typeset pdf``: the PDF for the printer, the archive, the screen, or all three."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.cli import arguments as shared
from typeset.cli.console import Console, Unusable
from typeset.cli.deliver import all_to_folder, to_file

if TYPE_CHECKING:
    from typeset.pdf.edition import Edition, IccFile, Seal
    from typeset.pipeline import Built
    from typeset.progress import Progress
    from typeset.project import Project

NAME = "pdf"
HELP = "set a project and write its PDF"
EXAMPLES = """\
  typeset pdf                          content/ -> build/NAME.pdf, for the printer (PDF/X-4)
  typeset pdf report -o report.pdf     another project, another file
  typeset pdf --profile archive        PDF/A-3a and PDF/UA-1 with the sources inside
  typeset pdf --pdfx 1a --marks        for an old imagesetter, with printer's marks
  typeset pdf --icc press.icc          for the press that this profile describes
  typeset pdf --all -o out             out/NAME-print.pdf, NAME-archive.pdf, NAME-screen.pdf
  typeset pdf --show-grid              the grid drawn over the pages, to judge them by
  typeset pdf --timings                and where the time went
"""

# The levels of each profile, by its option; pdf/standards/profiles.toml says what they claim.
LEVELS = {
    "print": ("pdfx", ("4", "1a")),
    "archive": ("pdfa", ("3a", "2a", "4")),
    "screen": ("ua", ("1", "2")),
}
_FOR_PRINT = {
    "marks": "--marks",
    "outline_text": "--outline-text",
    "preflight": "--preflight",
}
_ABOUT = {
    "pdfx": "PDF/X of a print file",
    "pdfa": "PDF/A of an archive file; 3a also carries the sources and the DOCX",
    "ua": "PDF/UA of a screen file",
}


def arguments(parser: ArgumentParser) -> None:
    """Declare the verb's arguments."""
    shared.project(parser)
    shared.output(parser, "build/NAME.pdf, NAME from publication.yaml; with --all a folder")
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--profile", choices=tuple(LEVELS), default="print", help="what the file is for"
    )
    which.add_argument(
        "--all", action="store_true", help="all three, as NAME-PROFILE.pdf in the folder of -o"
    )
    for option, levels in LEVELS.values():
        help_ = f"{_ABOUT[option]} (default: {levels[0]})"
        parser.add_argument(f"--{option}", choices=levels, help=help_)
    parser.add_argument(
        "--marks", action="store_true", help="printer's marks and a slug line outside the bleed"
    )
    parser.add_argument(
        "--show-grid", action="store_true",
        help="draw baselines, columns, gutters and type area over the pages, for proofs",
    )  # fmt: skip
    parser.add_argument(
        "--preflight", action="store_true",
        help="examine the print file as `typeset preflight` does; an error leaves no file",
    )  # fmt: skip
    parser.add_argument(
        "--outline-text", action="store_true", help="text as outlines, without fonts (print only)"
    )
    parser.add_argument(
        "--linear", action="store_true", help="fast web view: pages are shown as they arrive"
    )
    parser.add_argument(
        "--seal", metavar="X,Y[,SIZE[,PAGE]]", type=_seal,
        help="leave an empty place for an electronic seal: mm from the page's head left corner"
        " (default: 42 mm, the last page; not for print)",
    )  # fmt: skip
    parser.add_argument(
        "--icc", metavar="FILE", type=Path, help="the printer's CMYK profile as output intent"
    )


def run(args: Namespace, console: Console) -> int:
    """Carry the verb out."""
    if args.all:
        return all_to_folder(args, console, {name: edition(args, name) for name in LEVELS})
    _check(args)
    chosen = edition(args, args.profile)

    def builder(project: Project, progress: Progress) -> Built:
        from typeset.issue import lay_out  # noqa: PLC0415
        from typeset.pipeline import build_pdf  # noqa: PLC0415

        return build_pdf(
            project, progress, chosen, show_grid=args.show_grid, preflight=args.preflight,
            paged=partial(lay_out, editions=(chosen,)),
        )  # fmt: skip

    return to_file(args, console, builder, ".pdf")


def edition(args: Namespace, profile: str) -> Edition:
    """The edition of that profile, as far as the options concern it.

    Raises:
        Unusable: the colour profile cannot be read.
    """
    from typeset.pdf.edition import Edition  # noqa: PLC0415

    return Edition(
        profile=profile,
        level=getattr(args, LEVELS[profile][0]) or "",
        marks=args.marks and profile == "print",
        outlined=args.outline_text and profile == "print",
        linear=args.linear,
        seal=args.seal if profile != "print" else None,
        icc=_icc(args.icc) if args.icc else None,
    )


def _check(args: Namespace) -> None:
    """Refuse options that belong to another profile, rather than write what was not meant."""
    for profile, (option, _) in LEVELS.items():
        if getattr(args, option) and profile != args.profile:
            _refuse(f"--{option}", profile, args.profile)
    if args.seal is not None and args.profile == "print":
        message = "--seal is for --profile archive or screen: a print file holds no form fields"
        raise Unusable("usage/option", message, "add --profile archive")
    for name, shown in _FOR_PRINT.items():
        if getattr(args, name) and args.profile != "print":
            _refuse(shown, "print", args.profile)


def _seal(text: str) -> Seal:
    from typeset.pdf.edition import Seal  # noqa: PLC0415

    try:
        x, y, *rest = (float(part) for part in text.split(","))
        size, page = [*rest, *(42.0, 0.0)[len(rest) :]]
    except ValueError:
        message = f"'{text}' is no X,Y[,SIZE[,PAGE]], such as 120,200"
        raise ArgumentTypeError(message) from None
    return Seal(x=x, y=y, size=size, page=int(page))


def _refuse(option: str, profile: str, chosen: str) -> None:
    message = f"{option} is for --profile {profile}; the profile chosen is '{chosen}'"
    raise Unusable("usage/option", message, f"add --profile {profile}, or --all")


def _icc(path: Path) -> IccFile:
    from typeset.diagnostics import Span  # noqa: PLC0415
    from typeset.pdf.edition import IccFile  # noqa: PLC0415

    try:
        data = path.read_bytes()
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise Unusable("usage/icc", f"cannot read '{path}': {reason}") from None
    return IccFile(name=path.name, data=data, span=Span(path.as_posix()))
