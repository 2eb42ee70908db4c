"""``typeset check``: all findings, preflight included, no output; ``--fix`` mends the safe ones."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from typeset.cli import arguments as shared
from typeset.cli.console import Console
from typeset.cli.deliver import open_project, save
from typeset.project import Project

if TYPE_CHECKING:
    from typeset.lint.project import Found

NAME = "check"
HELP = "tell everything that is wrong with a project; write nothing"
EXAMPLES = """\
  typeset check                        findings as text
  typeset check report --format json   findings for an editor
  typeset check --fix                  put right what can only have been meant so
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the verb's arguments."""
    shared.project(parser)
    parser.add_argument(
        "--fix",
        action="store_true",
        help="write the safe repairs of spelling into the files; the rest is told",
    )


def run(args: Namespace, console: Console) -> int:
    """Carry the verb out: exit code 0 also with warnings."""
    from typeset.issue import lay_out  # noqa: PLC0415
    from typeset.pipeline import build_pdf  # noqa: PLC0415

    project = open_project(args.project)
    if args.fix:
        _fix(project, console)
    built = build_pdf(Project(args.project), console.progress, preflight=True, paged=lay_out)
    console.findings([*built.findings, *(found.diagnostic for found in _lint(project))])
    if args.timings:
        console.timings(built.seconds)
    return 0


def _lint(project: Project) -> list[Found]:
    from typeset.diagnostics import Sink  # noqa: PLC0415
    from typeset.lint.project import check_project  # noqa: PLC0415
    from typeset.lint.sources import outline  # noqa: PLC0415

    return check_project(project, *outline(project, Sink()))


def _fix(project: Project, console: Console) -> None:
    """Write the safe proposals, and say what was changed where."""
    from typeset.lint.fixes import repaired  # noqa: PLC0415

    found = _lint(project)
    for file, data in repaired(project, found).items():
        save(project.root / file, data)
    for one in found:
        if one.is_safe:
            place = replace(one.span, file=project.shown(one.span.file))
            what = f"'{one.finding.text}' is now '{one.finding.proposal}'"
            console.say(f"{place}: fixed[{one.diagnostic.code}]: {what}")
