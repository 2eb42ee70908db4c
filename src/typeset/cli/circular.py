"""``typeset circular``: an official circular and its attachments, as files to hand over."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from typeset.cli import arguments as shared
from typeset.cli.console import Console, Unusable
from typeset.cli.deliver import FOLDER, open_project, save

NAME = "circular"
HELP = "write an official circular with its attachments"
EXAMPLES = """\
  typeset circular notice              build/: NAME.pdf, NAME.docx, NAME-archive.pdf, 附件1：….pdf
  typeset circular notice -o out       into another folder
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument(
        "project", metavar="DIR", type=Path, help="folder whose publication.yaml is a circular"
    )
    parser.add_argument(
        "-o", "--output", metavar="DIR", type=Path, help="folder to write into (default: build)"
    )
    shared.reporting(parser)


def run(args: Namespace, console: Console) -> int:
    """Carry the verb out: every file, or none."""
    from typeset.issue import issue  # noqa: PLC0415

    folder = args.output or FOLDER
    if folder.exists() and not folder.is_dir():
        raise Unusable("usage/output", f"'{folder}' is no folder; -o names the one to write into")
    project = open_project(args.project)
    issued = issue(project, console.progress)
    for output in issued.outputs:
        target = folder / output.name
        save(target, output.data)
        pages = f", {output.pages} page{'s' if output.pages > 1 else ''}" if output.pages else ""
        console.say(f"{target}: {len(output.data) / 1000:,.0f} kB{pages}")
    console.findings(issued.findings)
    return 0
