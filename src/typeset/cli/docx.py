"""``typeset docx``: the same design as an editable Word document."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from functools import partial

from typeset.cli import arguments as shared
from typeset.cli.console import Console
from typeset.cli.deliver import to_file

NAME = "docx"
HELP = "write a project as an editable Word document"
EXAMPLES = """\
  typeset docx                         content/ -> build/NAME.docx
  typeset docx report -o report.docx   another project, another file
  typeset docx --embed-fonts           with its faces inside, whole: some ten megabytes
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the verb's arguments."""
    shared.project(parser)
    shared.output(parser, "build/NAME.docx, NAME from publication.yaml")
    parser.add_argument(
        "--embed-fonts", action="store_true",
        help="put the faces into the document, whole, for editors who have none like them",
    )  # fmt: skip


def run(args: Namespace, console: Console) -> int:
    """Carry the verb out."""
    from typeset.issue import examine  # noqa: PLC0415
    from typeset.pipeline import build_docx  # noqa: PLC0415

    builder = partial(build_docx, embed_fonts=args.embed_fonts, examined=examine)
    return to_file(args, console, builder, ".docx")
