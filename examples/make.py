"""Build every project in this folder: PDF, DOCX and a picture of each page.

usage: make.py [OUT] [NAME …]

OUT is ``build/examples`` where nothing is said; without names all projects are built. What
was found on the way is told on stderr.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import typeset
from typeset.diagnostics import BuildFailed, Diagnostic
from typeset.preview.png import pages_png

HERE = Path(__file__).parent
OUT = Path("build/examples")
DPI = 110


def projects(names: Sequence[str]) -> Iterator[Path]:
    """The folders to build, by name."""
    for file in sorted(HERE.rglob("publication.yaml")):
        if not names or file.parent.name in names:
            yield file.parent


def build(project: Path, out: Path) -> tuple[Diagnostic, ...]:
    """Write one project's files; what was found.

    Raises:
        BuildFailed: the project has errors.
    """
    made = typeset.build(project)
    target = out / project.relative_to(HERE)
    target.parent.mkdir(parents=True, exist_ok=True)
    Path(f"{target}.pdf").write_bytes(made.data)
    Path(f"{target}.docx").write_bytes(typeset.build(project, "docx").data)
    for number, picture in enumerate(pages_png(made.data, DPI), 1):
        Path(f"{target}-{number}.png").write_bytes(picture)
    return made.findings


def main(argv: Sequence[str]) -> int:
    """Build what is asked for; 1 if a project has errors."""
    out, names = (Path(argv[0]), argv[1:]) if argv else (OUT, [])
    failed = False
    for project in projects(names):
        try:
            findings = build(project, out)
        except BuildFailed as failure:
            findings, failed = failure.findings, True
        for finding in findings:
            print(f"{project.name}: {finding.severity}: {finding.message}", file=sys.stderr)
        print(f"{out / project.relative_to(HERE)}.pdf")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
