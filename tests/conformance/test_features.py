"""A project for each feature, through veraPDF: every standard that a file of ours can claim.

The text is set in faces with TrueType outlines and in one with CFF outlines (made here of a
shipped face), in horizontal and in vertical lines; a feature that breaks a file is named by the
test that fails.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from tests.conformance import test_verapdf
from typeset.pdf.edition import Edition
from typeset.pipeline import Run, lay_out, load, write_pdf
from typeset.project import Project
from typeset.resources import asset

verapdf = test_verapdf.verapdf  # the fixture of that module

FEATURES = {
    "links": "见[第二节](#second)和[网页](https://www.example.gov.cn/a)，又见[图](#fig)。\n\n"
    ':::chart {type=bar caption="图" #fig}\n甲: 3\n乙: 5\n:::\n\n# 第二节 {#second}\n\n在此。',
    "notes": "成交额131亿元[^甲]，增长12%^[按可比口径。]，后面还有字。\n\n[^甲]: 见公报第3页。",
    "tables": ':::table {caption="各区" unit="单位：亿元"}\n| 地区 | 规模 | < | 效益 |\n'
    "| ^^ | 户数 | 人数 | 收入 |\n| --- | --- | --- | --- |\n| 甲区^a)^ | 340 | 12000 | 123.45 |\n"
    "| 乙区 | 合计12340 | < | 56.2 |\n\na) 含开发区。\n:::",
    "ruby": "{漢字|かんじ}和{北京|Běijīng}，{國家|ㄍㄨㄛˊ|ㄐㄧㄚ}，[着重]{.dots}，[鲁迅]{.proper}著"
    "[呐喊]{.booktitle}。",
    "charts": ':::chart {type=line unit="亿元" caption="总额"}\n2019: 98\n2020: 112\n:::\n\n'
    ':::chart {type=pie caption="构成"}\n甲: 5\n乙: 6\n:::',
    "figures": '总投资[131亿元]{.metric #all label="总投资" design=hero pull=auto}，'
    '项目[29个]{.metric #many label="项目"}。\n\n'
    ":::metrics {design=strip}\n- {id: all}\n- {id: many}\n:::\n\n这一段字多些，引述框有处可站。",
    "lists": "- 甲\n- 乙\n  - 丙\n\n1. 一\n2. 二\n\n> 引文一段。",
    "languages": "正文里有 English words 和[骨]{lang=ja}，PM~2.5~，m^2^，**粗**与*斜*。",
    "codes": ':::code {value="https://www.example.gov.cn" caption="扫码"}\n:::',
}
SPOT = "palette: {deep-red: {cmyk: ~, spot: 专色红, fallback: {cmyk: [0, 100, 90, 0]}}}\n"
PLAIN = "extends: gov-report\nmasthead: none\n" + SPOT
OF_CFF = PLAIN + (
    "fonts: [{family: 曲线宋体, files: [fonts/curves.otf]}]\n"
    "roles:\n  body: {faces: {han: {family: 曲线宋体, weight: 400}, "
    "latin: {family: 曲线宋体, weight: 400}}}\n"
)
DOWN = "grid: {chars: 40, lines: 24, columns: 1}\nrules: {writing-mode: vertical-rl, tcy: 2}\n"
STYLES = {"glyf": PLAIN, "cff": OF_CFF, "glyf-down": PLAIN + DOWN, "cff-down": OF_CFF + DOWN}


@cache
def curves() -> bytes:
    """The shipped text face with the characters of this file, its outlines as CFF."""
    options = subset.Options(layout_features=[], name_IDs=["*"], notdef_outline=True)
    stream = io.BytesIO(asset("fonts/NotoSerifSC-Regular.ttf").read_bytes())
    face = subset.load_font(stream, options)
    text = (
        Path(__file__).read_text(encoding="utf-8")
        + "，。、：“”（）％一二三四五六七八九十第节图表续"
    )
    cutter = subset.Subsetter(options)
    cutter.populate(text=text)
    cutter.subset(face)
    return as_cff(face)


def as_cff(face: TTFont) -> bytes:
    glyphs, order = face.getGlyphSet(), face.getGlyphOrder()
    shapes = {}
    for name in order:
        pen = T2CharStringPen(glyphs[name].width, glyphs)
        glyphs[name].draw(pen)
        shapes[name] = pen.getCharString()
    builder = FontBuilder(face["head"].unitsPerEm, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(face.getBestCmap())
    builder.setupCFF("Curves-Regular", {"FullName": "Curves"}, shapes, {})
    builder.setupHorizontalMetrics({name: (glyphs[name].width, 0) for name in order})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    names = {"familyName": "Curves", "styleName": "Regular", "psName": "Curves-Regular"}
    builder.setupNameTable(names)
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWeightClass=400)
    builder.setupPost()
    stream = io.BytesIO()
    builder.save(stream)
    return stream.getvalue()


def project(root: Path, feature: str, style: str) -> Project:
    files = {
        "publication.yaml": "title: 一种写法\ndate: 2022-01-20\n".encode(),
        "style.yaml": STYLES[style].encode(),
        "sections/01.md": f"---\ntitle: 第一节\n---\n\n{FEATURES[feature]}\n".encode(),
        **({"fonts/curves.otf": curves()} if style.startswith("cff") else {}),
    }
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return Project(root)


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str, str], bytes]:
    """Every feature in every style, at every level that claims a standard veraPDF knows."""
    made = {}
    levels = sorted({each for claims in test_verapdf.CLAIMS.values() for each in claims})
    for feature in FEATURES:
        for style in STYLES:
            root, run = tmp_path_factory.mktemp(f"{feature}-{style}"), Run()
            proof = lay_out(load(project(root, feature, style), run), run)
            for profile, level in levels:
                chosen = Edition(profile=profile, level=level)
                made[feature, style, profile, level] = write_pdf(proof, Run(), chosen)
    return made


@pytest.mark.slow
@pytest.mark.parametrize("flavour", test_verapdf.CLAIMS)
def test_every_feature_in_every_face_and_direction_keeps_what_it_claims(
    flavour: str,
    verapdf: test_verapdf.Validator,
    files: dict[tuple[str, str, str, str], bytes],
) -> None:
    wanted = test_verapdf.CLAIMS[flavour]
    chosen = {"-".join(key): data for key, data in files.items() if key[2:] in wanted}
    assert len(chosen) == len(FEATURES) * len(STYLES) * len(wanted)
    assert verapdf(chosen, flavour) == ""


def test_the_files_hold_what_they_are_made_for(
    files: dict[tuple[str, str, str, str], bytes],
) -> None:
    kinds = {
        "links": "/Link", "notes": "/Note", "tables": "/TH", "ruby": "/Ruby", "charts": "/Figure",
        "lists": "/LI", "codes": "/Figure",
    }  # fmt: skip
    for feature, kind in kinds.items():
        for style in STYLES:
            with pikepdf.open(io.BytesIO(files[feature, style, "screen", "1"])) as file:
                found = {
                    str(o.get("/S")) for o in file.objects if isinstance(o, pikepdf.Dictionary)
                }
                assert kind in found, (feature, style)
    for style in STYLES:
        with pikepdf.open(io.BytesIO(files["notes", style, "screen", "1"])) as file:
            faces = [f for page in file.pages for f in page.Resources.Font.values()]
            outlines = {str(f.DescendantFonts[0].Subtype) for f in faces}
            downwards = {str(f.Encoding) for f in faces}
            inks = [s for p in file.pages for s in p.Resources.get("/ColorSpace", {}).values()]
            assert ("/CIDFontType0" in outlines) == style.startswith("cff")
            assert ("/Identity-V" in downwards) == style.endswith("down")
            assert any(str(ink[1]) == "/专色红" for ink in inks)
