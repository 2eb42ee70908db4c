"""``typeset pull``: what editors changed in a DOCX, back into the content files."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.cli import arguments as shared
from typeset.cli.console import Console, Unusable
from typeset.cli.deliver import open_project, save

if TYPE_CHECKING:
    from typeset.docx.base import Snapshot
    from typeset.docx.passages import Revision
    from typeset.project import Project
    from typeset.pull import Plan

NAME = "pull"
HELP = "bring the edits of a DOCX back into the content it was made from"
EXAMPLES = """\
  typeset pull edited.docx                       the plan: what would change in content/
  typeset pull edited.docx report --write        change the Markdown and YAML of report/
  typeset pull edited.docx --reject-tracked      as if its tracked changes were not made
  typeset pull edited.docx --format json         the plan for a program
"""
REVIEW = "review.json"


def arguments(parser: ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("file", metavar="FILE.docx", type=Path, help="the edited document")
    parser.add_argument(
        "project",
        metavar="PROJECT",
        nargs="?",
        type=Path,
        default=Path("content"),
        help="folder with publication.yaml (default: content)",
    )
    tracked = parser.add_mutually_exclusive_group()
    tracked.add_argument(
        "--accept-tracked", action="store_true", help="take tracked changes as made"
    )
    tracked.add_argument(
        "--reject-tracked", action="store_true", help="take tracked changes as not made"
    )
    tracked.add_argument("--ask", action="store_true", help="ask about every tracked change")
    parser.add_argument(
        "--base",
        metavar="STATE",
        help="the state the document was made from, if it does not carry it: a folder, "
        "a git revision, or the DOCX as it was sent",
    )
    parser.add_argument(
        "--write", action="store_true", help=f"write the content files, and {REVIEW} for comments"
    )
    shared.reporting(parser)


def run(args: Namespace, console: Console) -> int:
    """Carry the verb out: exit code 0 merged, 1 conflicts, 2 unreadable."""
    from typeset.docx.opened import Unreadable  # noqa: PLC0415
    from typeset.pull.plan import to_json, to_text  # noqa: PLC0415

    project = open_project(args.project)
    try:
        data = args.file.read_bytes()
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise Unusable("usage/file", f"cannot read '{args.file}': {reason}") from None
    try:
        plan = _plan(args, data, project)
    except Unreadable as fault:
        message = f"'{args.file}' cannot be read: {fault.message}"
        raise Unusable("pull/unreadable", message, fault.hint) from None
    shown = plan.shown(project.shown)
    if console.form == "json":
        print(to_json(shown))
    else:
        if plan.findings:
            console.findings(plan.findings)
        print(to_text(shown))
    if plan.conflicts:
        return 1
    if args.write:
        _write(console, project, plan)
    elif plan.files:
        console.say("nothing was written; --write changes the content")
    return 0


def _plan(args: Namespace, data: bytes, project: Project) -> Plan:
    from typeset.docx.readback import accepted, rejected  # noqa: PLC0415
    from typeset.pull import pull  # noqa: PLC0415

    base = _base(args, project) if args.base else None
    if args.ask:
        asked = _Asked()
        return pull(data, project, decide=asked.decide, undecided=asked.is_open, base=base)
    if args.reject_tracked:
        return pull(data, project, decide=rejected, base=base)
    undecided = None if args.accept_tracked else accepted
    return pull(data, project, decide=accepted, undecided=undecided, base=base)


def _base(args: Namespace, project: Project) -> Snapshot:
    """The snapshot of the state that ``--base`` names."""
    from typeset.docx.base import read_snapshot  # noqa: PLC0415
    from typeset.docx.readback import read_docx  # noqa: PLC0415
    from typeset.pull.revisions import NoState, state  # noqa: PLC0415

    named = Path(args.base)
    if named.is_file():
        found = read_docx(named.read_bytes()).snapshot
        snapshot = read_snapshot(found) if found else None
        if snapshot is None:
            raise Unusable("usage/base", f"'{named}' carries no base snapshot")
        return snapshot
    try:
        with state(args.base, project.root) as content:
            return content.snapshot
    except NoState as fault:
        raise Unusable("usage/base", str(fault)) from None


class _Asked:
    """Asks about tracked changes on the terminal; what is passed over stays open."""

    def __init__(self) -> None:
        self.answers: dict[Revision, str] = {}
        self.every = ""

    def decide(self, revision: Revision) -> bool:
        """Whether the change is taken: yes only if the answer says so."""
        bare = replace(revision, text="", before="")
        if not revision.text:  # a paragraph's mark goes with what was asked about last
            return self.answers.get(bare, "y") == "y"
        if revision not in self.answers:
            self.answers[revision] = self.answers[bare] = self.every or self.ask(revision)
        return self.answers[revision] == "y"

    def is_open(self, revision: Revision) -> bool:
        """Whether it was passed over."""
        return self.answers.get(revision, "") not in ("y", "n")

    def ask(self, revision: Revision) -> str:
        """One question; the end of input passes over all that follow."""
        sign = "+" if revision.kind == "insertion" else "-"
        who = " ".join(part for part in (revision.author, revision.date[:10]) if part)
        print(f"…{revision.before}[{sign}{revision.text}]  {who}", file=sys.stderr)
        print("take it? y yes, n no, s skip, Y/N all that follow: ", end="", file=sys.stderr)
        sys.stderr.flush()
        line = sys.stdin.readline()
        answer = line.strip()
        if not line:
            self.every = "s"
        elif answer in ("Y", "N"):
            self.every = answer.lower()
        return self.every or (answer if answer in ("y", "n") else "s")


def _write(console: Console, project: Project, plan: Plan) -> None:
    """All files or none: what was written before a fault is put back."""
    files = dict(plan.files)
    if plan.notes and (data := _review(project.root / REVIEW, plan)):
        files[REVIEW] = data
    held = {f: (project.root / f).read_bytes() for f in files if (project.root / f).is_file()}
    done: list[str] = []
    try:
        for file, data in files.items():
            save(project.root / file, data)
            done.append(file)
    except Unusable:
        for file in done:
            if file in held:
                save(project.root / file, held[file])
            else:
                (project.root / file).unlink()
        raise
    for file in done:
        console.say(f"wrote {project.shown(file)}")


def _review(path: Path, plan: Plan) -> bytes:
    """The review file with the new remarks after those it holds; empty if there are none."""
    from typeset.pull.plan import note_data  # noqa: PLC0415

    held: list[object] = []
    if path.is_file():
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            found = None
        if not isinstance(found, list):
            raise Unusable("usage/review", f"'{path}' is not a list of remarks; move it away")
        held = found
    fresh = [entry for note in plan.notes if (entry := note_data(note)) not in held]
    if not fresh:
        return b""
    return (json.dumps([*held, *fresh], ensure_ascii=False, indent=2) + "\n").encode()
