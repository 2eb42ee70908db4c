"""``typeset dump``: the finished pages as JSON."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from typeset.cli import arguments as shared
from typeset.cli.console import Console
from typeset.cli.deliver import open_project, save

NAME = "dump"
HELP = "print the finished pages as JSON: boxes in mm, frames, lines with their source place"
EXAMPLES = """\
  typeset dump                         pages of content/ on stdout
  typeset dump report -o pages.json    in a file
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the verb's arguments."""
    shared.project(parser)
    shared.output(parser, "stdout")


def run(args: Namespace, console: Console) -> int:
    """Carry the verb out."""
    from typeset.issue import lay_out  # noqa: PLC0415
    from typeset.pipeline import Run, load  # noqa: PLC0415
    from typeset.preview.dump import dump  # noqa: PLC0415

    console.own_stdout = True
    work = Run(console.progress)
    proof = lay_out(load(open_project(args.project), work), work)
    text = json.dumps(dump(proof.pages), ensure_ascii=False, indent=1) + "\n"
    if args.output is None:
        print(text, end="")
    else:
        save(args.output, text.encode())
    console.findings(work.sink.findings)
    if args.timings:
        console.timings(work.seconds)
    return 0
