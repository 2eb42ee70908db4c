"""Small pictures and projects that hold them, made anew for every test."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from typeset.model.pictures import Image as Facts
from typeset.project import Project

STYLE = "extends: gov-report\nmasthead: none\n"


def corners(mode: str = "RGB", size: tuple[int, int] = (40, 30)) -> Image.Image:
    """A white picture with a mark in its upper left corner."""
    picture = Image.new("RGB", size, (255, 255, 255))
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 4, size[1] // 4), fill=(200, 30, 20))
    return picture.convert(mode)


def encoded(picture: Image.Image, form: str, **options: Any) -> bytes:
    """The picture as a file."""
    stream = io.BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


def project(root: Path, text: str, files: dict[str, bytes]) -> Project:
    """A project of one section with this text and these pictures."""
    folder = {
        "publication.yaml": "title: 图\ndate: 2022-01-20\n".encode(),
        "style.yaml": STYLE.encode(),
        "sections/01-a.md": f"---\ntitle: 一\n---\n\n招引项目29个。\n\n{text}\n".encode(),
        **files,
    }
    for name, data in folder.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return Project(root)


def facts(width: int, height: int) -> Facts:
    """A picture of this size, of which nothing else matters."""
    return Facts(path="x.png", digest="", format="png", width=width, height=height)
