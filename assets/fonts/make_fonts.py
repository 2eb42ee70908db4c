"""Build the faces of this folder from their unpacked upstream packages.

usage: make_fonts.py SRC OUT [--only WORD] [--jobs N]

SRC holds one folder per upstream package (README.md says which and how to unpack them); OUT receives the
faces, those under the GPL in OUT/gpl. Each result is compared with the SHA-256 in fonts.toml: the recipe is
meant to give the same bytes every time, with the versions of fonttools and skia-pathops named in README.md.

What is done to the faces:

* Noto Serif SC and Noto Sans SC are subset to the characters of M.txt plus every non-Han character they have
  (the regular Song keeps all it has); heavy weights that may be stroked also lose their overlapping contours.
* Noto Serif TC, HK, JP and KR are subset to what their region writes most (see `regional`).
* LXGW WenKai Light is cut down to what both Fandol faces lack, raised, and renamed.
* FandolFang and FandolKai get TrueType outlines, are raised to the height of the Noto faces, and renamed.
* All other faces are copied byte for byte.
"""

import argparse
import bz2
import hashlib
import shutil
import sys
import tomllib
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.removeOverlaps import removeOverlaps

HERE = Path(__file__).resolve().parent

# Where the originals lie inside SRC.
SERIF = Path("noto-serif-sc/package")
SANS = Path("noto-sans-sc/package")
REGIONS = {
    "TC": Path("noto-serif-tc/package"),
    "HK": Path("noto-serif-hk/package"),
    "JP": Path("noto-serif-jp/package"),
    "KR": Path("noto-serif-kr/package"),
}
SOURCE_SERIF = Path("source-serif-4/package")
BARLOW = Path("barlow/package")
BARLOW_CONDENSED = Path("barlow-condensed/package")
WENKAI = Path("fonts-lxgw-wenkai/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Light.ttf")
SYMBOLS = Path("fonts-noto-core/usr/share/fonts/truetype/noto/NotoSansSymbols2-Regular.ttf")
LIBERATION = Path("fonts-liberation2/usr/share/fonts/truetype/liberation2")
FANDOL = Path("texlive-lang-chinese/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")
FANDOL_FANG = FANDOL / "FandolFang-Regular.otf"
FANDOL_KAI = FANDOL / "FandolKai-Regular.otf"
UNIHAN = Path("unicode-data/usr/share/unicode")

COPIED = {
    "SourceSerif4-Regular.ttf": SOURCE_SERIF / "400Regular/SourceSerif4_400Regular.ttf",
    "SourceSerif4-Italic.ttf": SOURCE_SERIF / "400Regular_Italic/SourceSerif4_400Regular_Italic.ttf",
    "SourceSerif4-SemiBold.ttf": SOURCE_SERIF / "600SemiBold/SourceSerif4_600SemiBold.ttf",
    "BarlowCondensed-Medium.ttf": BARLOW_CONDENSED / "500Medium/BarlowCondensed_500Medium.ttf",
    "BarlowCondensed-SemiBold.ttf": BARLOW_CONDENSED / "600SemiBold/BarlowCondensed_600SemiBold.ttf",
    "Barlow-SemiBold.ttf": BARLOW / "600SemiBold/Barlow_600SemiBold.ttf",
    "LiberationSerif-Regular.ttf": LIBERATION / "LiberationSerif-Regular.ttf",
    "LiberationSerif-Bold.ttf": LIBERATION / "LiberationSerif-Bold.ttf",
    "LiberationSerif-Italic.ttf": LIBERATION / "LiberationSerif-Italic.ttf",
    "LiberationSerif-BoldItalic.ttf": LIBERATION / "LiberationSerif-BoldItalic.ttf",
}

FEATURES = (
    "vert vrt2 halt vhal palt vpal chws vchw kern vkrn locl ccmp liga fwid hwid pwid ruby "
    "mark mkmk dlig frac sups subs calt"
).split()

WENKAI_RAISE = 26  # units of 1/1000 em; puts the ink centre of Han where Noto has it
FANDOL_RAISE = 75
CURVE_TOLERANCE = 1.0  # units, cubic to quadratic
ASCENT, DESCENT, LINE_GAP = 880, -120, 0

Codes = set[int]
Keep = Callable[[Codes], Codes]


# --- character sets ---------------------------------------------------------------------------------------


def is_han(code: int) -> bool:
    return (
        0x3400 <= code <= 0x4DBF or 0x4E00 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF
    )


def han_of_codec(name: str, leads: Iterable[int], trails: Iterable[int]) -> Codes:
    """The Han characters that the two-byte codes LEAD TRAIL of a Python codec stand for."""
    trails = list(trails)
    found = set()
    for lead in leads:
        for trail in trails:
            try:
                text = bytes((lead, trail)).decode(name)
            except UnicodeDecodeError:
                continue
            if len(text) == 1 and is_han(ord(text)):
                found.add(ord(text))
    return found


def unihan(path: Path, prop: str) -> dict[int, str]:
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        rows = (line.split("\t") for line in lines if line.startswith("U+"))
        return {int(row[0][2:], 16): row[2].strip() for row in rows if row[1] == prop}


def set_m(folder: Path) -> Codes:
    """The Han characters of M.txt, from the codecs of Python and the Unihan files in FOLDER."""
    high = range(0xA1, 0xFF)
    gb2312 = han_of_codec("gb2312", high, high)
    general = set(unihan(folder / "Unihan_OtherMappings.txt.bz2", "kTGH"))  # 通用规范汉字表, 8,105
    big5_level_1 = han_of_codec("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *high])
    jis_x_0208 = han_of_codec("euc_jp", high, high)
    variants = unihan(folder / "Unihan_Variants.txt.bz2", "kTraditionalVariant")
    traditional = {int(name[2:], 16) for code in gb2312 | general for name in variants.get(code, "").split()}
    return gb2312 | general | big5_level_1 | jis_x_0208 | traditional


def everything(cmap: Codes) -> Codes:
    return cmap


def common(cmap: Codes) -> Codes:
    """Every non-Han character of a face and those of its Han that M.txt has."""
    m = {ord(char) for char in (HERE / "M.txt").read_text(encoding="utf-8")}
    return {code for code in cmap if not is_han(code)} | m & cmap


def regional(cmap: Codes, region: str, src: Path) -> Codes:
    """Level 1 of Big5 and Hong Kong's list; JIS X 0208; the 2,350 syllables of KS X 1001.

    Every face keeps its marks, kana, letters and signs; Hangul only the Korean one.
    """
    high = range(0xA1, 0xFF)
    hangul = {code for code in cmap if 0x1100 <= code < 0x1200 or 0xA960 <= code < 0xA980 or 0xAC00 <= code < 0xD800}
    signs = {code for code in cmap if not is_han(code)} - hangul
    if region == "KR":
        rows = (bytes((lead, trail)) for lead in range(0xB0, 0xC9) for trail in high)
        return signs | {ord(row.decode("euc_kr")) for row in rows} & cmap
    if region == "JP":
        return signs | han_of_codec("euc_jp", high, high) & cmap
    big5_level_1 = han_of_codec("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *high])
    hong_kong = set(unihan(src / UNIHAN / "Unihan_DictionaryLikeData.txt.bz2", "kHKGlyph"))
    return signs | (big5_level_1 | hong_kong) & cmap


def symbols(cmap: Codes) -> Codes:
    return {0x20} | {code for code in cmap if 0x2190 <= code <= 0x2BFF}


def supplement(cmap: Codes, src: Path) -> Codes:
    """What FandolFang and FandolKai do not both have; no Latin, no Hangul."""
    fang, kai = (set(TTFont(src / path, lazy=True).getBestCmap()) for path in (FANDOL_FANG, FANDOL_KAI))
    hangul = {*range(0x1100, 0x1200), *range(0xAC00, 0xD7B0)}
    return {0x20} | {code for code in common(cmap) if code > 0x2000} - hangul - (fang & kai)


# --- names ------------------------------------------------------------------------------------------------


def rename(font: TTFont, family: str, chinese: str, note: str) -> None:
    """Give a changed face a name of its own, and say in the version record what was changed."""
    table = font["name"]
    version = table.getDebugName(5)
    postscript = family.replace(" ", "") + "-Regular"
    table.names = [row for row in table.names if row.nameID not in (1, 2, 3, 4, 5, 6, 16, 17, 18, 21, 22)]
    for name_id, text in (
        (1, family),
        (2, "Regular"),
        (3, f"{postscript};typeset1"),
        (4, family),
        (5, f"{version};typeset1 {note}"),
        (6, postscript),
    ):
        table.setName(text, name_id, 3, 1, 0x409)
        table.setName(text, name_id, 1, 0, 0)
    for name_id in (1, 4):
        table.setName(chinese, name_id, 3, 1, 0x804)


# --- subsets of OFL faces ---------------------------------------------------------------------------------


def subset_options() -> subset.Options:
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.name_legacy = True
    options.notdef_outline = True
    options.glyph_names = False
    options.recalc_timestamp = False
    options.prune_codepage_ranges = False
    return options


def cut(
    source: Path, target: Path, keep: Keep, flatten: bool = False, finish: Callable[[TTFont], None] | None = None
) -> None:
    options = subset_options()
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=keep(set(font.getBestCmap())))
    subsetter.subset(font)
    if flatten:
        removeOverlaps(font, ignoreErrors=True)
    if finish:
        finish(font)
    subset.save_font(font, str(target), options)


def finish_wenkai(font: TTFont) -> None:
    outlines, vertical = font["glyf"], font["vmtx"]
    for name in font.getGlyphOrder():
        glyph = outlines[name]
        if glyph.numberOfContours > 0:  # not empty, not a composite
            glyph.expand(outlines)
            glyph.coordinates.translate((0, WENKAI_RAISE))
    for name in font.getGlyphOrder():
        glyph = outlines[name]
        if glyph.numberOfContours:
            glyph.recalcBounds(outlines)
            advance, bearing = vertical[name]
            vertical[name] = (advance, bearing - WENKAI_RAISE)
    note = f"subset of LXGW WenKai Light, glyphs raised {WENKAI_RAISE} units"
    rename(font, "Typeset WenKai Supplement", "排印文楷补字", note)


# --- Fandol -----------------------------------------------------------------------------------------------


def is_east_asian(code: int) -> bool:
    return (
        code >= 0x2E80
        or 0x2010 <= code <= 0x2027
        or 0x2160 <= code <= 0x22FF
        or 0x2460 <= code <= 0x27BF
        or code in (0xB7, 0x2030, 0x2032, 0x2033, 0x2035, 0x203B, 0x2103, 0x2116)
    )


def convert_fandol(source: Path, target: Path, family: str, chinese: str) -> None:
    """Write a Fandol face with TrueType outlines, its East Asian glyphs raised, under a name of its own."""
    font = TTFont(source, recalcTimestamp=False)
    order = font.getGlyphOrder()
    origins = {name: font["VORG"][name] for name in order}
    outlines = quadratic_outlines(font, order)

    font["loca"] = newTable("loca")
    table = font["glyf"] = newTable("glyf")
    table.glyphOrder = order
    table.glyphs = outlines
    del font["CFF "], font["VORG"]
    table.compile(font)
    font.sfntVersion = "\x00\x01\x00\x00"
    font["post"].formatType = 3.0
    set_maxima(font)
    for name in order:
        left, top = (getattr(outlines[name], key, 0) or 0 for key in ("xMin", "yMax"))
        font["hmtx"][name] = (font["hmtx"][name][0], left)
        font["vmtx"][name] = (font["vmtx"][name][0], origins[name] - top)
    header, metrics = font["hhea"], font["OS/2"]
    header.ascent, header.descent, header.lineGap = ASCENT, DESCENT, LINE_GAP
    metrics.sTypoAscender, metrics.sTypoDescender, metrics.sTypoLineGap = ASCENT, DESCENT, LINE_GAP

    note = f"from Fandol: TrueType outlines, CJK glyphs raised {FANDOL_RAISE} units, 2026"
    rename(font, family, chinese, note)
    licence = (
        "GPL version 3 with the font embedding exception; see LICENSE-Fandol.txt. "
        "Unmodified original: CTAN package fandol."
    )
    font["name"].setName(licence, 13, 3, 1, 0x409)
    font.save(target)


def quadratic_outlines(font: TTFont, order: list[str]) -> dict[str, object]:
    codes: dict[str, list[int]] = {}
    for code, name in font.getBestCmap().items():
        codes.setdefault(name, []).append(code)
    glyphs = font.getGlyphSet()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(None)
        quadratic = Cu2QuPen(pen, CURVE_TOLERANCE, reverse_direction=True)
        raised = name != ".notdef" and (name not in codes or any(map(is_east_asian, codes[name])))
        glyphs[name].draw(TransformPen(quadratic, (1, 0, 0, 1, 0, FANDOL_RAISE)) if raised else quadratic)
        outlines[name] = pen.glyph()
    return outlines


def set_maxima(font: TTFont) -> None:
    """Turn the short `maxp` of a CFF face into that of an unhinted TrueType face; saving counts the points."""
    table = font["maxp"]
    table.tableVersion = 0x10000
    for key in (
        "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements maxSizeOfInstructions "
        "maxPoints maxContours maxCompositePoints maxCompositeContours maxComponentElements maxComponentDepth"
    ).split():
        setattr(table, key, 0)
    table.maxZones = 1


# --- the whole --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Face:
    """A face to write: its path in OUT and the step that writes it there."""

    file: str
    build: Callable[[Path], object]


def faces(src: Path) -> list[Face]:
    """All faces, those that take longest first."""
    sans, serif = src / SANS, src / SERIF
    subsets: list[tuple[str, Path, Keep, bool]] = [
        ("NotoSerifSC-SemiBold.ttf", serif / "600SemiBold/NotoSerifSC_600SemiBold.ttf", common, True),
        ("NotoSerifSC-Black.ttf", serif / "900Black/NotoSerifSC_900Black.ttf", common, True),
        ("NotoSansSC-Bold.ttf", sans / "700Bold/NotoSansSC_700Bold.ttf", common, True),
        ("NotoSerifSC-Regular.ttf", serif / "400Regular/NotoSerifSC_400Regular.ttf", everything, False),
        ("NotoSansSC-Regular.ttf", sans / "400Regular/NotoSansSC_400Regular.ttf", common, False),
        ("NotoSansSC-Medium.ttf", sans / "500Medium/NotoSansSC_500Medium.ttf", common, False),
        ("NotoSansSymbols2-Subset.ttf", src / SYMBOLS, symbols, False),
        *(
            (
                f"NotoSerif{region}-Regular.ttf",
                src / package / f"400Regular/NotoSerif{region}_400Regular.ttf",
                partial(regional, region=region, src=src),
                False,
            )
            for region, package in REGIONS.items()
        ),
    ]
    return [
        Face(
            "gpl/TypesetFangSong-Regular.ttf",
            partial(convert_fandol, src / FANDOL_FANG, family="Typeset FangSong", chinese="排印仿宋"),
        ),
        Face(
            "gpl/TypesetKai-Regular.ttf",
            partial(convert_fandol, src / FANDOL_KAI, family="Typeset Kai", chinese="排印楷体"),
        ),
        *(Face(file, partial(cut, path, keep=keep, flatten=flat)) for file, path, keep, flat in subsets),
        Face(
            "TypesetWenKai-Supplement.ttf",
            partial(cut, src / WENKAI, keep=partial(supplement, src=src), finish=finish_wenkai),
        ),
        *(Face(file, partial(shutil.copyfile, src / path)) for file, path in COPIED.items()),
    ]


def write(face: Face, out: Path) -> tuple[str, int, str]:
    """Build one face; its file, size and SHA-256."""
    target = out / face.file
    face.build(target)
    data = target.read_bytes()
    return face.file, len(data), hashlib.sha256(data).hexdigest()


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the faces from their unpacked upstream packages.")
    parser.add_argument("src", type=Path, help="folder of the unpacked packages")
    parser.add_argument("out", type=Path, help="folder to write to")
    parser.add_argument("--only", default="", metavar="WORD", help="only the faces with WORD in their file name")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="faces built at a time (default 2)")
    args = parser.parse_args()

    different = 0
    if (args.src / UNIHAN).is_dir():
        same = "".join(map(chr, sorted(set_m(args.src / UNIHAN)))) == (HERE / "M.txt").read_text(encoding="utf-8")
        different += not same
        print("same     " if same else "DIFFERENT", "M.txt")
    recorded = {
        row["file"]: row["sha256"] for row in tomllib.loads((HERE / "fonts.toml").read_text(encoding="utf-8"))["face"]
    }
    (args.out / "gpl").mkdir(parents=True, exist_ok=True)
    wanted = [face for face in faces(args.src) if args.only in face.file]
    with ProcessPoolExecutor(args.jobs) as pool:
        for file, size, digest in pool.map(partial(write, out=args.out), wanted):
            same = digest == recorded.get(file)
            different += not same
            print("same     " if same else "DIFFERENT", digest, f"{size:>11,}", file, flush=True)
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
