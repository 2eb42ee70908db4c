"""A publication's own logo: an SVG or a picture, in colours or in one, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.blocks.test_leaves import pages_of, project
from tests.unit.pictures.made import corners, encoded
from typeset.blocks.logo import Logo, Paint, logo_draws
from typeset.color import Cmyk
from typeset.diagnostics import NOWHERE
from typeset.display import Glyphs, Pages, Pictured
from typeset.flow import Shape
from typeset.pipeline import build_docx, build_pdf
from typeset.project import Project
from typeset.reading.svg import UnreadableSvgError, read_svg

SQUARES = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">
<rect width="40" height="20" fill="#0a5"/>
<rect x="5" y="5" width="10" height="10" fill="#fff"/></svg>"""
RED = Cmyk(8, 100, 95, 4)
GROUND = Cmyk(1, 4, 9, 0)


def logo_project(folder: Path, logo: str, files: dict[str, bytes]) -> Project:
    given = project(folder, f"title: 册\nissuer: 丁区\nlogo: {logo}\n")
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return given


def test_an_own_logo_stands_in_the_masthead_at_its_own_width(tmp_path: Path) -> None:
    shipped = pages_of(build_pdf(project(tmp_path / "a", "title: 册\nissuer: 丁区\n")))
    own = pages_of(build_pdf(logo_project(tmp_path / "b", "l.svg", {"l.svg": SQUARES})))
    assert issuer_x(own) - issuer_x(shipped) == pytest.approx(39.685, abs=0.01)  # twice as wide


def issuer_x(pages: Pages) -> float:
    marks = [m for m in pages.pages[0].marks if isinstance(m, Glyphs) and "丁" in m.run.text]
    return min(mark.x for mark in marks)


def test_a_logo_in_one_colour_lets_the_ground_through_where_it_is_white() -> None:
    logo = Logo(id="logo", span=NOWHERE, own=read_svg(SQUARES, NOWHERE))
    drawn = [*logo_draws(logo, "logo-mono", (10, 20, 0, 10), Paint(RED, GROUND))]
    fills = [part.fill for part in drawn if isinstance(part, Shape)]
    assert fills == [RED, GROUND]


def test_a_picture_may_be_the_logo(tmp_path: Path) -> None:
    png = encoded(corners(size=(80, 40)), "PNG")
    pages = pages_of(build_pdf(logo_project(tmp_path, "{file: l.png}", {"l.png": png})))
    (mark,) = (m for m in pages.pages[0].marks if isinstance(m, Pictured))
    assert mark.frame.height == pytest.approx(39.685, abs=0.01)
    assert mark.frame.width == pytest.approx(79.37, abs=0.01)


def test_no_logo_leaves_no_gap(tmp_path: Path) -> None:
    pages = pages_of(build_pdf(logo_project(tmp_path, "none", {})))
    assert issuer_x(pages) == pytest.approx(pages.pages[0].type_area.x, abs=1.5)


def test_in_word_it_is_a_picture_too(tmp_path: Path) -> None:
    plain = build_docx(project(tmp_path / "a", "title: 册\nissuer: 丁区\n")).data
    own = build_docx(logo_project(tmp_path / "b", "l.svg", {"l.svg": SQUARES})).data
    assert own != plain


@pytest.mark.parametrize("kind", ["linearGradient", "radialGradient", "pattern"])
def test_a_shaded_drawing_is_refused_with_a_way_out(kind: str) -> None:
    shaded = SQUARES.replace(b"<rect", f'<defs><{kind} id="g"/></defs><rect'.encode(), 1)
    with pytest.raises(UnreadableSvgError, match=f"holds <{kind}>.*export the drawing as PDF"):
        read_svg(shaded, NOWHERE)
