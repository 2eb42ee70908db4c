"""``typeset docx``: the same design as an editable Word document."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from typeset.cli import arguments as shared
from typeset.cli.console import Console
from typeset.cli.deliver import to_file

NAME = "docx"
HELP = "write a project as an editable Word document"
EXAMPLES = """\
  typeset docx                         content/ -> build/NAME.docx
  typeset docx report -o report.docx   another project, another file
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the verb's arguments."""
    shared.project(parser)
    shared.output(parser, "build/NAME.docx, NAME from publication.yaml")


def run(args: Namespace, console: Console) -> int:
    """Carry the verb out."""
    from typeset.pipeline import build_docx  # noqa: PLC0415

    return to_file(args, console, build_docx, ".docx")
