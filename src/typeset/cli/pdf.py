"""``typeset pdf``: the print-ready PDF."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from typeset.cli import arguments as shared
from typeset.cli.console import Console
from typeset.cli.deliver import to_file

NAME = "pdf"
HELP = "set a project and write its PDF"
EXAMPLES = """\
  typeset pdf                          content/ -> build/NAME.pdf
  typeset pdf report -o report.pdf     another project, another file
  typeset pdf --timings                and where the time went
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the verb's arguments."""
    shared.project(parser)
    shared.output(parser, "build/NAME.pdf, NAME from publication.yaml")


def run(args: Namespace, console: Console) -> int:
    """Carry the verb out."""
    from typeset.pipeline import build_pdf  # noqa: PLC0415

    return to_file(args, console, build_pdf, ".pdf")
