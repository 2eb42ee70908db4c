"""``typeset check``: all findings, no output."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from typeset.cli import arguments as shared
from typeset.cli.console import Console
from typeset.cli.deliver import build

NAME = "check"
HELP = "tell everything that is wrong with a project; write nothing"
EXAMPLES = """\
  typeset check                        findings as text
  typeset check report --format json   findings for an editor
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the verb's arguments."""
    shared.project(parser)


def run(args: Namespace, console: Console) -> int:
    """Carry the verb out: exit code 0 also with warnings."""
    from typeset.pipeline import build_pdf  # noqa: PLC0415

    build(args, console, build_pdf)
    return 0
