"""``typeset fonts``: the faces of a project by role, and what of its text they cover."""

from __future__ import annotations

import json
import tomllib
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.cli import arguments as shared
from typeset.cli.console import Console
from typeset.cli.deliver import open_project
from typeset.diagnostics_report import cells
from typeset.record import dataclass
from typeset.resources import asset

if TYPE_CHECKING:
    from typeset.fonts.face import Face
    from typeset.fonts.library import FontLibrary
    from typeset.model.publication import Publication
    from typeset.pipeline import Manuscript

NAME = "fonts"
HELP = "list the faces of a project by role: family, file, licence, coverage of its text"
EXAMPLES = """\
  typeset fonts                        a table on stdout
  typeset fonts report --format json   the same as JSON
"""

SHOWN = 12  # characters a face lacks, in the table


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One face in one role.

    ``lacks`` are the characters that another face has to set, ``helped`` what the line engine
    makes good because the face does not do it by itself.
    """

    role: str
    script: str
    family: str
    weight: int
    italic: bool
    file: str
    licence: str
    characters: int
    lacks: str
    helped: tuple[str, ...]


def arguments(parser: ArgumentParser) -> None:
    """Declare the verb's arguments."""
    shared.project(parser)


def run(args: Namespace, console: Console) -> int:
    """Carry the verb out."""
    from typeset.fonts.library import open_library  # noqa: PLC0415
    from typeset.pipeline import Run, load  # noqa: PLC0415

    work = Run(console.progress)
    manuscript = load(open_project(args.project), work)
    with work.stage("fonts") as sink:
        library = open_library(manuscript.style, manuscript.project.root, sink)
        rows = list(faces(manuscript, library))
    if args.format == "json":
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
    else:
        print(table(rows), end="")
    console.own_stdout = True
    if work.sink.findings or args.format == "text":
        console.findings(work.sink.findings)
    if args.timings:
        console.timings(work.seconds)
    return 0


def faces(manuscript: Manuscript, library: FontLibrary) -> Iterator[Row]:
    """A row for every face of every role, roles by name."""
    from typeset.fonts.contract import shortcomings  # noqa: PLC0415

    licences = _licences()
    by_script = _characters(manuscript.publication)
    for role_name, role in sorted(manuscript.style.roles.items()):
        for script, choice in role.faces.items():
            face = library.pick(choice)
            if face is None:  # open_library has said so
                continue
            scripts = [script] if len(role.faces) > 1 else list(by_script)
            wanted = [c for name in scripts for c in by_script[name]]
            yield Row(
                role=role_name,
                script=script,
                family=face.family,
                weight=face.weight,
                italic=face.italic,
                file=_shown(face.path, manuscript.project.root),
                licence=licences.get(face.path) or _own_licence(face),
                characters=len(wanted),
                lacks="".join(c for c in wanted if not face.covers(c)),
                helped=shortcomings(face) if script == "han" else (),
            )


def table(rows: Sequence[Row]) -> str:
    """The rows in columns, aligned for full-width characters."""
    head = ("ROLE", "SCRIPT", "FAMILY", "FILE", "LICENCE", "COVERAGE")
    body = [
        (
            row.role,
            row.script,
            f"{row.family} {row.weight}{' italic' if row.italic else ''}",
            row.file,
            row.licence,
            _coverage(row),
        )
        for row in rows
    ]
    widths = [max(cells(line[i]) for line in (head, *body)) for i in range(len(head))]
    lines = [_padded(line, widths) + "\n" for line in (head, *body)]
    return "".join([*lines, *_helped(rows)])


def _helped(rows: Sequence[Row]) -> Iterator[str]:
    """What the line engine makes good, once for each family."""
    told = dict.fromkeys((row.family, words) for row in rows for words in row.helped)
    if told:
        yield "\n"
    for family, words in told:
        yield f"{family}: {words}\n"


def _coverage(row: Row) -> str:
    text = f"{row.characters - len(row.lacks)} of {row.characters}"
    if row.lacks:
        text += f", not {row.lacks[:SHOWN]}{'…' if len(row.lacks) > SHOWN else ''}"
    return text


def _padded(line: Sequence[str], widths: Sequence[int]) -> str:
    columns = (text + " " * (width - cells(text)) for text, width in zip(line, widths, strict=True))
    return "  ".join(columns).rstrip()


def _characters(publication: Publication) -> dict[str, list[str]]:
    """The distinct characters of the project's text, by the script that sets them."""
    found = {c for c in _written(publication) if c.isprintable() and not c.isspace()}
    latin = {c for c in found if c.isascii() and c.isalnum()}
    return {"han": sorted(found - latin), "latin": sorted(latin)}


def _written(publication: Publication) -> str:
    metadata = publication.metadata
    pieces = [metadata.title, metadata.slogan, metadata.subtitle, metadata.issuer, metadata.date]
    for section in publication.sections:
        pieces += [section.title, section.number, section.tag, section.text()]
        pieces += [note.text for note in section.notes()]
        pieces += [text for m in section.metrics() for text in (m.label, m.note, m.tag)]
    return "".join(pieces)


def _licences() -> dict[Path, str]:
    """Licence by file of the faces that travel with the program."""
    folder = asset("fonts")
    catalogue = tomllib.loads((folder / "fonts.toml").read_text(encoding="utf-8"))
    return {folder / row["file"]: row["licence"] for row in catalogue["face"]}


def _own_licence(face: Face) -> str:
    """What a project's own face says of its licence, shortened."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - 200 ms, and only for such faces

    with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
        name = font["name"].getDebugName(13) or font["name"].getDebugName(14) or "not stated"
    return str(name).splitlines()[0][:40]


def _shown(path: Path, root: Path) -> str:
    """A project's file from the project's folder, a shipped one from ``assets``."""
    for base in (asset("fonts").parent, root.resolve(), root):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return str(path)
