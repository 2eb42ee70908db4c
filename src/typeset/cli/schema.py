"""``typeset schema``: JSON Schema for the files of a project, for completion in editors."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from typeset.cli.console import Console

NAME = "schema"
HELP = "print the JSON Schema of publication.yaml, of a section's front matter or of style.yaml"
EXAMPLES = """\
  typeset schema style > style.schema.json
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("subject", choices=("publication", "section", "style", "circular"))


def run(args: Namespace, console: Console) -> int:  # noqa: ARG001 - a verb's shape
    """Carry the verb out."""
    from typeset.reading.specs import PublicationSpec, SectionSpec  # noqa: PLC0415
    from typeset.style.schema import schema_of, style_schema  # noqa: PLC0415

    match args.subject:
        case "publication":
            schema = schema_of(PublicationSpec, "publication.yaml")
        case "circular":
            from typeset.reading.circular_specs import CircularSpec  # noqa: PLC0415

            schema = schema_of(CircularSpec, "publication.yaml of an official circular")
        case "section":
            schema = schema_of(SectionSpec, "front matter of a section")
        case _:
            schema = style_schema()
    print(json.dumps(schema, ensure_ascii=False, indent=2))
    return 0
