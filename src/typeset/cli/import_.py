"""``typeset import``: a Word, Markdown or text file of somebody's as a new project."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.cli import arguments as shared
from typeset.cli.console import Console, Unusable
from typeset.diagnostics import BuildFailed, Diagnostic, Span

if TYPE_CHECKING:
    from typeset.importing import Fit, Imported

_LONG = 2_000_000  # bytes: a longer project is read, but not laid out, before it is written

NAME = "import"
HELP = "make a new project of a Word, Markdown or text file"
EXAMPLES = """\
  typeset import report.docx -o report   a project in the new folder report/
  typeset import notes.txt -o notes      then read notes/REPAIRS.md: what was done and proposed
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("file", metavar="FILE", type=Path, help="a .docx, .md or .txt file")
    parser.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        type=Path,
        required=True,
        help="folder to make; it is written whole or not at all, and must not hold anything yet",
    )
    shared.reporting(parser)


def run(args: Namespace, console: Console) -> int:
    """Carry the verb out: a refusal names the file and leaves no folder."""
    from typeset.importing import Refused  # noqa: PLC0415

    _check_folder(args.output)
    try:
        made = _fitting(_bytes(args.file), args.file)
    except Refused as fault:
        raise _unusable(fault.code, str(fault), fault.hint, args.file) from None
    with _new_folder(args.output) as part:
        _write(part, made.files)
    console.findings(made.findings)
    counts = {s: sum(1 for e in made.entries if e.state == s) for s in ("done", "proposed")}
    console.say(
        f"{args.output}: {made.sections} section{'s' if made.sections > 1 else ''}, "
        f"{counts['done']} repairs, {counts['proposed']} proposals; see "
        f"{args.output / 'REPAIRS.md'}"
    )
    return 0


def _unusable(code: str, message: str, hint: str, file: Path) -> Unusable:
    fault = Unusable(code, message, hint)
    fault.finding = replace(fault.finding, span=Span(str(file), 0, 0, 0))
    return fault


def _bytes(file: Path) -> bytes:
    """The file's bytes.

    Raises:
        Unusable: there is no such file, it is none, or it is too large.
    """
    from typeset.importing.limits import MAX_FILE_BYTES  # noqa: PLC0415

    if not file.exists():
        raise Unusable("usage/file", f"there is no file '{file}'")
    if not file.is_file():
        raise Unusable("usage/file", f"'{file}' is not a file")
    try:
        if file.stat().st_size > MAX_FILE_BYTES:
            most = MAX_FILE_BYTES // 1024 // 1024
            raise Unusable("import/too-large", f"'{file}' is larger than {most} MB")
        return file.read_bytes()
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise Unusable("usage/file", f"cannot read '{file}': {reason}") from None


def _check_folder(folder: Path) -> None:
    """Refuse, before any work, a folder that holds something."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Unusable("usage/output", f"'{folder}' is there already, and is no folder")
    if folder.is_dir() and any(folder.iterdir()):
        raise Unusable(
            "usage/output", f"the folder '{folder}' is not empty", "name a new one after -o"
        )


@contextlib.contextmanager
def _new_folder(folder: Path) -> Iterator[Path]:
    """A folder beside the one wanted, which takes its name when all is done; else it is gone.

    Raises:
        Unusable: it cannot be made.
    """
    made = [p for p in (folder.parent, *folder.parent.parents) if not p.exists()]
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        made.insert(0, part)
        yield part
        part.chmod(0o777 & ~_umask())
        if folder.is_dir():
            folder.rmdir()  # it is empty
        part.rename(folder)
        made = []
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise Unusable("usage/output", f"cannot write '{folder}': {reason}") from None
    finally:
        for path in made:  # the folder with all in it, then those above it, if empty
            if path.name.startswith(f".{folder.name}."):
                shutil.rmtree(path, ignore_errors=True)
            with contextlib.suppress(OSError):
                path.rmdir()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


# -- does it build? ---------------------------------------------------------------------------


def _fitting(data: bytes, file: Path) -> Imported:
    """The project made of the file, with titles that the masthead and banners have room for.

    Raises:
        Refused: the file cannot be read.
        Unusable: the project made of it does not hold.
    """
    from typeset.importing import MASTHEADS, Fit, imported  # noqa: PLC0415

    fit = Fit()
    while True:
        made = imported(data, str(file), fit)
        if made.circular:
            if not _faults(made.files):
                return made
            fit = replace(fit, circular=False)
            continue
        quick = sum(map(len, made.files.values())) > _LONG
        faults = _faults(_titles_only(made.files)) or _faults(made.files, laid_out=not quick)
        tight = [f for f in faults if f.code == "layout/words-too-long"]
        wider = _wider(fit, tight)
        if not faults:
            return made
        if len(tight) < len(faults) or wider == fit or wider.masthead >= len(MASTHEADS):
            first = next((f for f in faults if f not in tight), faults[0])
            what = f"'{file}' was not understood: the project made of it has a fault at "
            raise _unusable("import/unsound", f"{what}{first.span}: {first.message}", "", file)
        fit = wider


def _wider(fit: Fit, tight: list[Diagnostic]) -> Fit:
    """The next thing to try where words are too long."""
    numbers = (re.fullmatch(r"sections/section-(\d+)\.md", f.span.file) for f in tight)
    short = fit.short | {int(found.group(1)) for found in numbers if found}
    step = fit.masthead + any(f.span.file == "publication.yaml" for f in tight)
    return replace(fit, masthead=step, short=frozenset(short))


def _titles_only(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The project with next to no text: enough to see whether its titles fit."""
    made = {}
    for path, data in files.items():
        if path.startswith("sections/"):
            head, mark, _ = data.partition(b"\n---\n")
            made[path] = head + mark + "\n正文。\n".encode()
        elif path.endswith(".yaml"):
            made[path] = data
    return made


def _faults(files: Mapping[str, bytes], *, laid_out: bool = True) -> list[Diagnostic]:
    """The errors of a project, read and (if asked for) laid out as every verb does it."""
    from typeset.pipeline import Run, lay_out, load  # noqa: PLC0415
    from typeset.project import Project  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="typeset-import-") as folder:
        _write(Path(folder), files)
        try:
            manuscript = load(Project(Path(folder)), Run())
            if laid_out:
                lay_out(manuscript, Run())
        except BuildFailed as failed:
            return [f for f in failed.findings if f.severity == "error"]
    return []
