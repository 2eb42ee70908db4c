"""The command line as a whole: parser, exit codes, clean ends."""

from __future__ import annotations

import gc
import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from typeset.cli import (
    check,
    circular,
    completion,
    docx,
    dump,
    fonts,
    import_,
    impose,
    pdf,
    preflight,
    probe,
    pull,
    redline,
    schema,
)
from typeset.cli.console import Console, Unusable
from typeset.diagnostics import BuildFailed
from typeset.version import __version__

DONE, FAULTY, UNUSABLE, INTERRUPTED = 0, 1, 2, 130


class Verb(Protocol):
    """What a verb's module offers."""

    NAME: str
    HELP: str
    EXAMPLES: str

    def arguments(self, parser: ArgumentParser, /) -> None:
        """Declare the verb's arguments."""

    def run(self, args: Namespace, console: Console, /) -> int:
        """Carry the verb out and give the exit code."""


VERBS: tuple[Verb, ...] = (
    pdf,
    docx,
    check,
    pull,
    redline,
    circular,
    import_,
    preflight,
    impose,
    dump,
    probe,
    fonts,
    schema,
    completion,
)

DESCRIPTION = """\
Sets Chinese publications: Markdown sections and a YAML style in, print-ready PDF and
editable DOCX out."""

EPILOG = """\
examples:
  typeset pdf                  set the project in content/, write build/NAME.pdf
  typeset docx report          write build/NAME.docx of the project in report/
  typeset check --format json  findings only, for an editor

exit codes: 0 done, 1 errors in what was given (nothing is written), 2 usage or unreadable
'typeset VERB --help' tells more of each verb."""


def parser() -> ArgumentParser:
    """The parser of the whole command line."""
    top = ArgumentParser(
        prog="typeset",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"typeset {__version__}")
    verbs = top.add_subparsers(dest="verb", metavar="VERB", required=True, title="verbs")
    for verb in VERBS:
        sub = verbs.add_parser(
            verb.NAME,
            help=verb.HELP,
            description=verb.HELP[0].upper() + verb.HELP[1:] + ".",
            epilog=f"examples:\n{verb.EXAMPLES}",
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        verb.arguments(sub)
        sub.set_defaults(run=verb.run)
    return top


def command() -> int:
    """What the shell calls: ``main`` in a process of its own.

    Nearly all values of a build live to its end; looking for cycles among them costs a tenth
    of the time and frees nothing (measured on 4 and on 88 pages).
    """
    gc.disable()
    return main()


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code.

    Faults of content, usage and machine are told as findings; only a fault of typeset
    itself shows a traceback.
    """
    args = parser().parse_args(argv)
    console = Console(form=getattr(args, "format", "text"), root=getattr(args, "project", Path()))
    try:
        code: int = args.run(args, console)
        sys.stdout.flush()
    except BuildFailed as failure:
        console.findings(failure.findings)
        return FAULTY
    except Unusable as fault:
        console.findings([fault.finding])
        return UNUSABLE
    except BrokenPipeError:  # the reader of our stdout left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAULTY
    except KeyboardInterrupt:
        console.clear()
        print("typeset: interrupted; nothing was written", file=sys.stderr)
        return INTERRUPTED
    return code
