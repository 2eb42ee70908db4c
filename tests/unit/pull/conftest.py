"""Edits of the sample project's DOCX."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from typeset.project import Project
from typeset.pull import Plan, pull
from typeset.pull.overlay import Overlay, read_content
from typeset.pull.states import units


def part_of(data: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def with_part(data: bytes, change: Callable[[str], str], name: str = "word/document.xml") -> bytes:
    """The file with one of its parts changed as text."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            if member == name:
                changed = change(content.decode())
                assert changed != content.decode(), "the edit found nothing"
                content = changed.encode()
            new.writestr(member, content)
    return stream.getvalue()


def with_new_part(data: bytes, name: str, content: str) -> bytes:
    """The file with a part added."""
    stream = io.BytesIO()
    stream.write(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def replaced(data: bytes, old: str, new: str) -> bytes:
    """The file with some XML replaced everywhere."""
    return with_part(data, lambda xml: xml.replace(old, new))


def anchored(data: bytes, anchor: str, old: str, new: str) -> bytes:
    """The file with some XML replaced in the paragraph that holds this anchor."""

    def change(xml: str) -> str:
        return re.sub(
            r"<w:p>(?:(?!</w:p>).)*?</w:p>",
            lambda m: m[0].replace(old, new, 1) if f'"_ts_{anchor}"' in m[0] else m[0],
            xml,
        )

    return with_part(data, change)


def paragraph(data: bytes, anchor: str) -> str:
    """The XML of the paragraph that holds this anchor."""
    for found in re.findall(r"<w:p>(?:(?!</w:p>).)*?</w:p>", part_of(data)):
        if f'"_ts_{anchor}"' in found:
            return str(found)
    raise AssertionError(anchor)


def pulled(data: bytes, folder: Path) -> Plan:
    return pull(data, Project(folder))


def written(plan: Plan, folder: Path) -> None:
    """Do what ``--write`` does."""
    assert plan.conflicts == ()
    for name, data in plan.files.items():
        (folder / name).write_bytes(data)


def reads(folder: Path, plan: Plan | None = None) -> list[str]:
    """Every paragraph that the content says, with the plan carried out."""
    texts = {name: data.decode() for name, data in plan.files.items()} if plan else {}
    content = read_content(Overlay(Project(folder), texts))
    return [unit.text for unit in units(content.snapshot, content.sources)]
