"""Pictures, charts and codes against the standards' validator, and on Ghostscript's plates."""

from __future__ import annotations

import itertools
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.conformance.test_four_readers import BOUND, common, shown_by_all
from tests.conformance.test_verapdf import (
    CLAIMS,
    Validator,
    verapdf,  # noqa: F401 - the fixture
)
from tests.unit.pdf.made import pdf
from tests.unit.pdf.test_document import review as small_review
from tests.unit.pdf.test_renderers import difference
from tests.unit.pictures import pdf_files as foreign
from tests.unit.pictures.made import corners, encoded, project
from typeset.pdf.edition import Edition
from typeset.pipeline import build_pdf
from typeset.project import Project

LARGE = (1000, 640)
SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">
<circle cx="100" cy="50" r="40" fill="#024B87"/>
<text x="9" y="20" font-size="9">园区</text></svg>"""
TEXT = """![彩色](images/color.jpg "说明"){credit="某人 摄"}

![灰](images/gray.png)

![四色](images/inks.jpg "四色"){columns=full}

![透明](images/alpha.png "透明")

![图](images/a.svg "园区")

![一页](images/stranger.pdf "别人的一页"){page=2 fit=whole}

![一页](images/own.pdf "自己的一页"){fit=whole}

:::chart {type=column unit="亿元" caption="引资总额"}
2020: 112
2021: 131
:::

:::chart {type=pie caption="构成"}
甲: 5
乙: 6
:::

:::code {value="https://example.cn" caption="扫码"}
:::
"""


def everything(root: Path) -> Project:
    """A project with a picture of every sort."""
    shining = corners("RGBA", LARGE)
    shining.putalpha(128)
    ramp = Image.linear_gradient("L").resize(LARGE)
    files = {
        "images/color.jpg": encoded(corners(size=LARGE), "JPEG"),
        "images/gray.png": encoded(ramp, "PNG"),
        "images/inks.jpg": encoded(Image.new("CMYK", (2100, 900), (0, 0, 255, 0)), "JPEG"),
        "images/alpha.png": encoded(shining, "PNG"),
        "images/a.svg": SVG.encode(),
        "images/stranger.pdf": foreign.drawn(foreign.inks, foreign.red_green, foreign.glass),
        "images/own.pdf": pdf(small_review()),
    }
    return project(root, TEXT, files)


@pytest.mark.slow
@pytest.mark.tool("java")
@pytest.mark.parametrize("standard", CLAIMS)
def test_a_publication_of_pictures_keeps_every_standard_it_claims(
    tmp_path: Path,
    verapdf: Validator,  # noqa: F811 - the fixture
    standard: str,
) -> None:
    given = everything(tmp_path / "project")
    files = {
        f"{profile}-{level}": build_pdf(given, edition=Edition(profile=profile, level=level)).data
        for profile, level in CLAIMS[standard]
    }
    assert verapdf(files, standard) == ""


def plates(tmp_path: Path, gs: str, text: str, files: dict[str, bytes]) -> dict[str, Image.Image]:
    """The plates of a one-page publication, 255 for full ink."""
    data = build_pdf(project(tmp_path / "project", text, files)).data
    (tmp_path / "x.pdf").write_bytes(data)
    command = [gs, "-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r100",
               f"-sOutputFile={tmp_path / 'p%d.tif'}", str(tmp_path / "x.pdf")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    names = ("Cyan", "Magenta", "Yellow", "Black")
    found = {n: Image.open(tmp_path / f"p1({n}).tif").convert("L") for n in names}
    return {
        name: plate.point([255 - level for level in range(256)]) for name, plate in found.items()
    }


def middle(plate: Image.Image) -> float:
    """The ink in the middle of the picture of the first column, 0 to 1."""
    scale = 100 / 72
    x = int((20.6 / 25.4 * 72 + 8.5 + 115) * scale)
    y = int((24 / 25.4 * 72 + 8.5 + 4 * 17 + 60) * scale)
    return plate.crop((x, y, x + 1, y + 1)).tobytes()[0] / 255


@pytest.mark.tool("gs")
def test_a_photograph_in_four_inks_is_not_negative(
    tmp_path: Path, require_tool: Callable[[str], str]
) -> None:
    inks = encoded(Image.new("CMYK", LARGE, (0, 0, 255, 0)), "JPEG")
    found = plates(tmp_path, require_tool("gs"), "![黄](a.jpg)", {"a.jpg": inks})
    said = {name: round(middle(plate), 1) for name, plate in found.items()}
    assert said == {"Cyan": 0.0, "Magenta": 0.0, "Yellow": 1.0, "Black": 0.0}


@pytest.mark.tool("gs")
def test_a_grey_picture_stands_on_the_black_plate_alone(
    tmp_path: Path, require_tool: Callable[[str], str]
) -> None:
    grey = encoded(Image.new("RGB", LARGE, (90, 90, 90)), "PNG")
    found = plates(tmp_path, require_tool("gs"), "![灰](a.png)", {"a.png": grey})
    assert {name for name, plate in found.items() if middle(plate) > 0.02} == {"Black"}
    assert 0.6 < middle(found["Black"]) < 0.95


@pytest.mark.tool("gs")
def test_no_picture_puts_more_ink_on_the_paper_than_the_limit(
    tmp_path: Path, require_tool: Callable[[str], str]
) -> None:
    dark = encoded(Image.new("CMYK", LARGE, (255, 255, 255, 255)), "TIFF")
    found = plates(tmp_path, require_tool("gs"), "![黑](a.tif)", {"a.tif": dark})
    assert 2.8 < sum(middle(plate) for plate in found.values()) <= 3.005
    assert middle(found["Black"]) == pytest.approx(1.0, abs=0.01)


@pytest.mark.tool("gs")
def test_a_code_stands_on_the_black_plate_alone(
    tmp_path: Path, require_tool: Callable[[str], str]
) -> None:
    text = ':::code {value="https://example.cn"}\n:::'
    found = plates(tmp_path, require_tool("gs"), text, {})
    head = (0, 185, found["Cyan"].width, 400)  # below the banner, which is in colour
    for name in ("Cyan", "Magenta", "Yellow"):
        extremes = found[name].crop(head).getextrema()
        assert extremes == (0, 0), name
    assert found["Black"].crop(head).getextrema() == (0, 255)


def test_pages_of_foreign_files_look_alike_in_all_four_programs(
    tmp_path: Path, require_tool: Callable[[str], str]
) -> None:
    given = project(
        tmp_path / "project",
        "![一页](a.pdf){fit=whole}\n\n![一页](a.pdf){page=2 fit=whole}\n\n![一页](a.pdf){page=3}",
        {"a.pdf": foreign.drawn(foreign.inks, foreign.red_green, foreign.glass)},
    )
    for number, profile in enumerate(("print", "screen")):
        folder = tmp_path / str(number)
        folder.mkdir()
        data = build_pdf(given, edition=Edition(profile=profile)).data
        for shown in zip(*shown_by_all(data, folder, require_tool), strict=True):
            for one, other in itertools.combinations(shown, 2):
                assert difference(*common(one, other)) < BOUND
