"""A project in which everything that authors get wrong is wrong at once: one run tells it all."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

import pytest

from typeset.cli.main import main

SECTION = """\
---
title: 一
---

招引项目29个，见[](#nothing)，又见[@nowhere]，在[第{page}页](#gone)，[这里](#lost)也有。

:::table {file=tables/ragged.csv}
:::

:::chart {type=column data=tables/chart.csv}
:::

:::chart {type=line}
一季度: 很多
二季度: 约 6
:::

![缺的图](images/missing.jpg)

![坏的图](images/corrupt.png)

![空的图](images/empty.jpg)

![无边的图](images/flat.png)

![过大的图](images/huge.png)

:::picture {file=images/huge.png}
:::
"""
SECOND = """\
---
title: 二
---

说到[](#nothing)。**没有关上的强调。

![](images/missing.jpg)
"""
EXPECTED = {
    ("sections/01-a.md", 5, "content/unknown-target"): 4,
    ("tables/ragged.csv", 2, "content/table-row"): 1,
    ("tables/ragged.csv", 3, "content/table-row"): 1,
    ("tables/chart.csv", 3, "content/chart-ragged"): 1,
    ("sections/01-a.md", 14, "content/chart-value"): 1,
    ("sections/01-a.md", 15, "content/chart-value"): 1,
    ("sections/01-a.md", 18, "project/missing-file"): 1,
    ("sections/01-a.md", 20, "picture/corrupt"): 1,
    ("sections/01-a.md", 22, "picture/empty"): 1,
    ("sections/01-a.md", 24, "picture/empty"): 1,
    ("sections/01-a.md", 26, "picture/too-large"): 1,
    ("sections/01-a.md", 28, "picture/too-large"): 1,
    ("sections/02-b.md", 5, "content/unknown-target"): 1,
    ("sections/02-b.md", 5, "content/unclosed-emphasis"): 1,
    ("sections/02-b.md", 7, "project/missing-file"): 1,
    ("style.yaml", 1, "style/unknown-setting"): 1,
}


def png(width: int, height: int, data: bytes = b"") -> bytes:
    """A grey PNG that says it is so large."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(data)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", body), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "publication.yaml": "title: 试\n",
        "style.yaml": "rols: {}\n",
        "sections/01-a.md": SECTION,
        "sections/02-b.md": SECOND,
        "tables/ragged.csv": "地区,产值\n甲,1,2\n乙\n",
        "tables/chart.csv": "年,甲,乙\n2020,1,2\n2021,3\n",
    }
    pictures = {
        "corrupt.png": png(9, 9, bytes(90))[:-20],
        "empty.jpg": b"",
        "flat.png": png(0, 40),
        "huge.png": png(10_001, 10_000),
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "images").mkdir()
    for name, data in pictures.items():
        (tmp_path / "images" / name).write_bytes(data)
    return tmp_path


@pytest.mark.parametrize("verb", ["check", "pdf", "docx"])
def test_one_run_tells_every_fault_at_its_place_and_writes_nothing(
    verb: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder / "out.file"
    asked = [verb, str(folder), "--format", "json"]
    assert main(asked if verb == "check" else [*asked, "-o", str(out)]) == 1
    told = json.loads(capsys.readouterr().out)
    found: dict[tuple[str, int, str], int] = {}
    for one in told:
        place = Path(one["file"]).relative_to(folder).as_posix()
        key = (place, one["line"], one["code"])
        found[key] = found.get(key, 0) + (one["severity"] == "error")
    assert found == EXPECTED
    assert not out.exists()
    assert all(one["message"] and one["column"] >= 1 for one in told)
