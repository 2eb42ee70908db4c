"""``typeset redline``: what changed between two states, as tracked changes for a leader."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.cli import arguments as shared
from typeset.cli.console import Console, Unusable
from typeset.cli.deliver import save

if TYPE_CHECKING:
    from typeset.pull.overlay import Content

NAME = "redline"
HELP = "write a DOCX with tracked changes between two states of a project"
EXAMPLES = """\
  typeset redline report-v1 report -o changes.docx     two folders
  typeset redline HEAD~3 content -o changes.docx       a git revision and a folder
  typeset redline v1.0 v1.1 -o changes.docx            two revisions of content/
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("old", metavar="OLD", help="folder or git revision: the state before")
    parser.add_argument("new", metavar="NEW", help="folder or git revision: the state after")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        required=True,
        help="file to write; it is replaced whole or not at all",
    )
    parser.add_argument(
        "--project",
        metavar="PROJECT",
        type=Path,
        default=None,
        help="folder whose revisions are meant (default: the folder given, or content)",
    )
    shared.reporting(parser)


def run(args: Namespace, console: Console) -> int:
    """Carry the verb out."""
    from typeset.pull.redlines import redlined  # noqa: PLC0415

    folders = [Path(name) for name in (args.new, args.old) if Path(name).is_dir()]
    console.root = args.project or (folders[0] if folders else Path("content"))
    with _state(args.old, console.root) as old, _state(args.new, console.root) as new:
        data = redlined(old, new)
    save(args.output, data)
    console.findings(())
    console.say(f"{args.output}: {len(data) / 1000:,.0f} kB")
    return 0


@contextmanager
def _state(name: str, project: Path) -> Iterator[Content]:
    """The content in a folder or at a revision; a name that is neither is refused."""
    from typeset.pull.revisions import NoState, state  # noqa: PLC0415

    try:
        with state(name, project) as content:
            yield content
    except NoState as fault:
        raise Unusable("usage/state", str(fault)) from None
