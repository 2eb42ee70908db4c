"""Options that verbs share."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path


def project(parser: ArgumentParser) -> None:
    """``[PROJECT]``, ``--format`` and ``--timings``: for every verb that reads a project."""
    parser.add_argument(
        "project",
        metavar="PROJECT",
        nargs="?",
        type=Path,
        default=Path("content"),
        help="folder with publication.yaml (default: content)",
    )
    reporting(parser)
    parser.add_argument(
        "--timings", action="store_true", help="print the seconds each stage took, on stderr"
    )


def reporting(parser: ArgumentParser) -> None:
    """``--format``: how findings are told."""
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="findings as text on stderr (default) or as one JSON array on stdout",
    )


def output(parser: ArgumentParser, default: str) -> None:
    """``-o FILE``, with words on where the file goes without it."""
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        help=f"file to write (default: {default}); it is replaced whole or not at all",
    )
