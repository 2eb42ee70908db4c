"""From a project folder on the command line to a file on disk."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.cli.console import Console, Unusable
from typeset.cli.output import write_whole
from typeset.pipeline import Built
from typeset.progress import Progress
from typeset.project import Project

if TYPE_CHECKING:
    from typeset.pdf.edition import Edition

Builder = Callable[[Project, Progress], Built]

FOLDER = Path("build")  # of outputs without -o, in the folder the command is called in


def open_project(folder: Path) -> Project:
    """The project in this folder.

    Raises:
        Unusable: there is no such folder, or it is not a project.
    """
    if not folder.is_dir():
        what = f"'{folder}' is a file" if folder.exists() else f"there is no folder '{folder}'"
        raise Unusable("usage/project", what, _HINT)
    if not (folder / "publication.yaml").exists():
        raise Unusable("usage/project", f"'{folder}' has no publication.yaml", _HINT)
    return Project(folder)


_HINT = "a project is a folder with publication.yaml; name it after the verb: typeset pdf FOLDER"


def build(args: Namespace, console: Console, builder: Builder) -> Built:
    """Build the project named on the command line, and tell what was found on the way."""
    built = builder(open_project(args.project), console.progress)
    console.findings(built.findings)
    if args.timings:
        console.timings(built.seconds)
    return built


def to_file(args: Namespace, console: Console, builder: Builder, suffix: str) -> int:
    """Build the project and write the result to ``-o`` or ``build/NAME.suffix``."""
    project = open_project(args.project)
    if args.output is not None:
        _check_target(args.output, args.project)
    built = builder(project, console.progress)
    target = args.output or FOLDER / (built.publication.outputs.name + suffix)
    save(target, built.data)
    console.findings(built.findings)
    console.say(f"{target}: {len(built.data) / 1000:,.0f} kB{_pages(built)}")
    if args.timings:
        console.timings(built.seconds)
    return 0


def all_to_folder(args: Namespace, console: Console, editions: Mapping[str, Edition]) -> int:
    """Build every edition of one layout; write NAME-PROFILE.pdf into ``-o`` or ``build``."""
    from typeset.issue import lay_out  # noqa: PLC0415
    from typeset.pipeline import build_editions  # noqa: PLC0415

    project, folder = open_project(args.project), args.output or FOLDER
    if folder.exists() and not folder.is_dir():
        message = f"'{folder}' is no folder; with --all, -o names the folder to write into"
        raise Unusable("usage/output", message)
    asked = tuple(editions.values())
    made = build_editions(project, asked, console.progress, show_grid=args.show_grid,
                          paged=partial(lay_out, editions=asked))  # fmt: skip
    last = made[-1]
    for profile, built in zip(editions, made, strict=True):
        target = folder / f"{built.publication.outputs.name}-{profile}.pdf"
        save(target, built.data)
        console.say(f"{target}: {len(built.data) / 1000:,.0f} kB{_pages(built)}")
    console.findings(tuple(dict.fromkeys(last.findings)))
    if args.timings:
        console.timings(last.seconds)
    return 0


def _pages(built: Built) -> str:
    count = len(built.pages.pages) if built.pages else 0
    return f", {count} page{'s' if count > 1 else ''}" if count else ""


def save(target: Path, data: bytes) -> None:
    """Write the file whole.

    Raises:
        Unusable: it cannot be written; what stood there still does.
    """
    try:
        write_whole(target, data)
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise Unusable("usage/output", f"cannot write '{target}': {reason}") from None


def _check_target(target: Path, project: Path) -> None:
    """Refuse, before any work, a target that cannot be meant."""
    if target.is_dir():
        raise Unusable("usage/output", f"cannot write '{target}': it is a folder")
    if target.suffix in {".md", ".yaml"} and target.exists():
        message = f"'{target}' is a source file; -o names the document to write"
        raise Unusable("usage/output", message, f"such as -o {FOLDER / project.name}.pdf")
