"""The pictures of the guide's page on covers, as PNG.

usage: covers.py FOLDER
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import typeset
from typeset.preview.png import pages_png

TOP = Path(__file__).resolve().parents[1]
WORDS = """title: 2021年度工作回顾
slogan: 凝心聚力 奋勇争先
subtitle: 为建设现代化园区而努力奋斗
issuer: 云湖高新区
date: 2022-05-18
"""
ANNALS = """title: 云湖高新区志
subtitle: 一九九二年至二〇二二年
issuer: 云湖高新区
date: 2022-05-18
"""
STYLE = "masthead: none\nnumbering: {headings: chapters, parts: 第一篇}\nbanner: chapter\n"
PART = "---\ntitle: 经济发展\nlayout: part\naccent: blue\n---\n"
PICTURES = {
    "cover-flood": WORDS + "cover: flood\n",
    "cover-light": WORDS + "cover: light\n",
    "cover-label": ANNALS + "cover: label\n",
    "part": "title: 志\n",
}
"""Name of the picture: the publication whose first page it shows."""
DPI = 45


def main(folder: Path) -> None:
    """Write every picture; that of the cover with a picture is the booklet's."""
    folder.mkdir(parents=True, exist_ok=True)
    booklet = typeset.build(TOP / "examples/booklet").data
    (folder / "cover-photo.png").write_bytes(pages_png(booklet, DPI)[0])
    for name, publication in PICTURES.items():
        with tempfile.TemporaryDirectory() as made:
            project = Path(made)
            (project / "sections").mkdir()
            (project / "publication.yaml").write_text(publication, encoding="utf-8")
            (project / "style.yaml").write_text(STYLE, encoding="utf-8")
            (project / "sections/1.md").write_text(PART, encoding="utf-8")
            data = typeset.build(project).data
        (folder / f"{name}.png").write_bytes(pages_png(data, DPI)[0])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
