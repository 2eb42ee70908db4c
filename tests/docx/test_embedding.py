"""`--embed-fonts`: whole faces in the document, under conditions that are checked."""

from __future__ import annotations

import io
import struct
import uuid
import zipfile
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import CHECKOUT
from tests.docx.parts import part
from tests.docx.rules import findings
from tests.office import office
from typeset.cli.main import main
from typeset.diagnostics import BuildFailed
from typeset.docx.embedding import obfuscated
from typeset.pipeline import Built, build_docx
from typeset.project import Project

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OWN = CHECKOUT / "assets" / "fonts" / "LiberationSerif-Regular.ttf"
LATIN = OWN.with_name("Barlow-SemiBold.ttf")
STYLE = """\
fonts:
  - {family: Own, files: [own.ttf]}
roles:
  body: {faces: {latin: {family: Own, weight: 400}}}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A page of text in a face of the project's own."""
    (tmp_path / "publication.yaml").write_text("title: 字体\n", encoding="utf-8")
    (tmp_path / "sections").mkdir()
    text = "---\ntitle: 一节\n---\n\n正文 text 正文。\n"
    (tmp_path / "sections" / "01.md").write_text(text, encoding="utf-8")
    (tmp_path / "style.yaml").write_text(STYLE, encoding="utf-8")
    (tmp_path / "own.ttf").write_bytes(OWN.read_bytes())
    return tmp_path


def built(project: Path) -> Built:
    return build_docx(Project(project), embed_fonts=True)


def with_bits(data: bytes, bits: int) -> bytes:
    """The face with other embedding bits (OS/2 fsType)."""
    tables = struct.unpack_from(">H", data, 4)[0]
    found = {data[at : at + 4]: at for at in range(12, 12 + 16 * tables, 16)}
    offset = struct.unpack_from(">I", data, found[b"OS/2"] + 8)[0]
    changed = bytearray(data)
    struct.pack_into(">H", changed, offset + 8, bits)
    return bytes(changed)


def test_nothing_is_embedded_unless_asked_for(project: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(build_docx(Project(project)).data)) as archive:
        assert not [name for name in archive.namelist() if "font" in name and "Table" not in name]


def test_faces_are_whole_and_obfuscated_by_their_key(project: Path) -> None:
    data = built(project).data
    assert findings(data) == []
    table = part(data, "word/fontTable.xml")
    (font,) = (f for f in table.iter(f"{W}font") if f.get(f"{W}name") == "Liberation Serif")
    key = uuid.UUID(font.find(f"{W}embedRegular").get(f"{W}fontKey", "").strip("{}"))  # type: ignore[union-attr]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        faces = [archive.read(n) for n in archive.namelist() if n.endswith(".odttf")]
    assert OWN.read_bytes() in [obfuscated(face, key) for face in faces]
    assert part(data, "word/settings.xml").find(f"{W}embedTrueTypeFonts") is not None


def test_styles_name_the_faces_that_are_embedded(project: Path) -> None:
    styles = part(built(project).data, "word/styles.xml")
    body = next(s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == "BodyText")
    fonts = body.find(f"{W}rPr/{W}rFonts")
    assert fonts is not None
    assert fonts.get(f"{W}ascii") == "Liberation Serif"
    assert fonts.get(f"{W}eastAsia") == "Noto Serif SC"


@pytest.mark.parametrize(("bits", "words"), [(4, "that can be edited"), (0x200, "bitmaps")])
def test_a_face_that_forbids_it_is_an_error_at_its_role(
    project: Path, bits: int, words: str
) -> None:
    (project / "own.ttf").write_bytes(with_bits(OWN.read_bytes(), bits))
    with pytest.raises(BuildFailed) as failure:
        built(project)
    (fault,) = (f for f in failure.value.findings if f.severity == "error")
    assert fault.span.file == "style.yaml"
    assert words in fault.message


def test_a_refused_face_leaves_no_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "own.ttf").write_bytes(with_bits(OWN.read_bytes(), 4))
    target = project / "out.docx"
    assert main(["docx", str(project), "--embed-fonts", "-o", str(target)]) == 1
    assert not target.exists()
    assert "docx/font-embedding" in capsys.readouterr().err


@pytest.mark.tool("soffice")
def test_an_office_without_the_faces_draws_with_those_embedded(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("poor")
    poor = office(folder)
    (folder / "few").mkdir()  # an office does not start without any face
    (folder / "few" / LATIN.name).symlink_to(LATIN)
    conf = folder / "fonts.conf"
    own = conf.read_text(encoding="utf-8")
    conf.write_text(own.replace(str(LATIN.parent), str(folder / "few")), encoding="utf-8")
    drawn = poor.drawn({"embedded": built(project).data})["embedded"]
    with pikepdf.open(io.BytesIO(drawn)) as file:
        names = {str(f.BaseFont) for p in file.pages for f in p.Resources.Font.values()}
    assert any("NotoSerifSC" in name for name in names), names
