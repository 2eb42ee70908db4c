"""Another state of the content: a folder, or a git revision of the project."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from typeset.project import Project
from typeset.pull.overlay import Content, read_content

SECONDS = 60  # that git may take


class NoState(Exception):  # noqa: N818 - it states what there is not
    """The name is neither a folder with a project nor a revision that git knows."""


@contextmanager
def state(name: str, project: Path) -> Iterator[Content]:
    """The content in the folder ``name``, or the project as it was in that git revision.

    Raises:
        NoState: there is neither.
        BuildFailed: with every error in it.
    """
    if (Path(name) / "publication.yaml").is_file():
        yield read_content(Project(Path(name)))
        return
    if Path(name).is_dir():
        raise NoState(f"'{name}' has no publication.yaml")
    with tempfile.TemporaryDirectory(prefix="typeset-") as folder:
        _check_out(name, project, Path(folder))
        yield read_content(Project(Path(folder)))


def _check_out(revision: str, project: Path, folder: Path) -> None:
    """The project's files as they were, put into an empty folder."""
    if revision.startswith("-"):
        raise NoState(f"'{revision}' is no folder and no git revision")
    where = project.resolve()
    try:
        top = Path(_git(where, "rev-parse", "--show-toplevel").decode().strip())
    except NoState as fault:
        raise NoState(
            f"'{revision}' is no folder, and '{project}' is in no git work tree"
        ) from fault
    inside = where.relative_to(top).as_posix()
    tree = revision if inside == "." else f"{revision}:{inside}"
    commit = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", tree)
    archive = _git(top, "archive", "--format=tar", commit.decode().strip())
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        _unpack(tar, folder)
    if not (folder / "publication.yaml").is_file():
        raise NoState(f"'{revision}' has no publication.yaml in '{project}'")


def _unpack(tar: tarfile.TarFile, folder: Path) -> None:
    """Plain files only, each inside the folder (tarfile's own filter is newer than 3.11.0)."""
    for member in tar:
        target = (folder / member.name).resolve()
        held = tar.extractfile(member) if member.isfile() else None
        if held is not None and target.is_relative_to(folder.resolve()):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(held.read())


def _git(folder: Path, *command: str) -> bytes:
    try:
        ran = subprocess.run(  # noqa: S603 - no shell; what is asked is ours but a revision's name
            ["git", "-C", str(folder), *command],  # noqa: S607 - the user's own git
            capture_output=True,
            check=True,
            timeout=SECONDS,
        )
    except FileNotFoundError:
        raise NoState("git is not installed, so revisions cannot be read") from None
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as fault:
        said = (fault.stderr or b"").decode("utf-8", "replace").strip()
        reason = f": {said}" if said else ""
        raise NoState(f"'{command[-1]}' is no folder and no git revision{reason}") from None
    return ran.stdout
