"""A sound print file made by hand with pikepdf, to be broken in one place at a time.

It shares no code with our writer: two pages of A5 with 3 mm bleed, a red ground that runs
into the bleed, black text that overprints, a spot ink, a CMYK image, an output intent.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from typeset.preflight import Report, examine
from typeset.preflight.report import Binding
from typeset.resources import asset

MM = 72 / 25.4
WIDTH, HEIGHT, BLEED = 148 * MM, 210 * MM, 3 * MM
TEXT = "Proof"

Break = Callable[[Pdf], None]

CONTENT = """\
/Red cs 1 scn /Out gs
0 {top:.3f} {full:.3f} {band:.3f} re f
q 200 0 0 200 60 100 cm /Picture Do Q
0 0 0 1 k /Over gs
BT /F1 12 Tf 60 420 Td <{codes}> Tj ET
0 0 0 0 k /Out gs
BT /F1 24 Tf 60 560 Td <{codes}> Tj ET
0 0 0 1 K 1 w 60 400 m 300 400 l S
"""

XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 pdfxid:GTS_PDFXVersion="PDF/X-4" pdf:Trapped="False" xmp:CreateDate="2022-01-20T00:00:00Z"
 xmp:ModifyDate="2022-01-20T00:00:00Z" xmp:MetadataDate="2022-01-20T00:00:00Z"
 xmpMM:DocumentID="uuid:1" xmpMM:VersionID="1" xmpMM:RenditionClass="default">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Proof</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def sound(standard: str = "x4") -> Pdf:
    """The file before it is broken."""
    file = pikepdf.new()
    font, codes = _font(file)
    resources = Dictionary(
        Font=Dictionary(F1=font),
        ExtGState=Dictionary(
            Over=Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1),
            Out=Dictionary(Type=Name.ExtGState, OP=False, op=False, OPM=1),
        ),
        ColorSpace=Dictionary(Red=spot("Seal", (0, 1, 1, 0))),
        XObject=Dictionary(Picture=picture(file, (80, 40, 20, 10))),
    )
    data = CONTENT.format(
        codes=codes, top=HEIGHT - 80, full=WIDTH + 2 * BLEED, band=80 + 2 * BLEED
    ).encode()
    for _ in range(2):
        page = Dictionary(
            Type=Name.Page,
            MediaBox=box(0),
            BleedBox=box(0),
            TrimBox=box(BLEED),
            Resources=resources,
            Contents=file.make_indirect(Stream(file, data)),
        )
        file.pages.append(pikepdf.Page(file.make_indirect(page)))
    _identify(file, standard)
    return file


def box(inset: float) -> Array:
    return Array([inset, inset, WIDTH + 2 * BLEED - inset, HEIGHT + 2 * BLEED - inset])


def spot(name: str, alternate: tuple[float, ...]) -> Array:
    tint = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * 4), C1=Array(list(alternate)), N=1
    )
    return Array([Name.Separation, Name("/" + name), Name.DeviceCMYK, tint])


def picture(file: Pdf, percent: tuple[int, ...], side: int = 1000, **more: Any) -> Any:
    """A flat image of one colour; 1000 samples are 360 dpi on the page."""
    pixel = bytes(round(value * 2.55) for value in percent)
    spaces = {1: Name.DeviceGray, 3: Name.DeviceRGB, 4: Name.DeviceCMYK}
    entries = {
        "Type": Name.XObject, "Subtype": Name.Image, "Width": side, "Height": side,
        "BitsPerComponent": 8, "ColorSpace": spaces[len(percent)], **more,
    }  # fmt: skip
    made = Stream(file, _compressed(pixel, side), **entries)
    made.Filter = Name.FlateDecode
    return file.make_indirect(made)


@cache
def _compressed(pixel: bytes, side: int) -> bytes:
    return zlib.compress(pixel * side * side, 1)


def _identify(file: Pdf, standard: str) -> None:
    info = {
        "Title": "Proof", "Creator": "hand", "Producer": "pikepdf",
        "CreationDate": "D:20220120000000Z", "ModDate": "D:20220120000000Z",
    }  # fmt: skip
    made = Dictionary({"/" + key: String(value) for key, value in info.items()})
    made.Trapped = Name("/False")
    if standard == "x1a":
        made.GTS_PDFXVersion = String("PDF/X-1a:2003")
    else:
        file.Root.Metadata = file.make_indirect(
            Stream(file, XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
        )
    file.trailer.Info = file.make_indirect(made)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String("FOGRA39"),
        RegistryName=String("http://www.color.org"),
        Info=String("Coated FOGRA39"),
        DestOutputProfile=profile(file),
    )
    file.Root.OutputIntents = Array([file.make_indirect(intent)])


def profile(file: Pdf) -> Any:
    data = asset("icc/FOGRA39L_coated.icc").read_bytes()
    return file.make_indirect(Stream(file, data, N=4))


# -- the font ------------------------------------------------------------------------------------


@cache
def _program() -> tuple[bytes, tuple[int, ...], tuple[int, ...]]:
    """A subset of a shipped face, and the glyphs and widths of the text."""
    face = TTFont(asset("fonts/LiberationSerif-Regular.ttf"))
    options = subset.Options(drop_tables=["GSUB", "GPOS", "GDEF", "kern"], notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(text=TEXT)
    cutter.subset(face)
    names = [face.getBestCmap()[ord(c)] for c in TEXT]
    gids = tuple(face.getGlyphID(name) for name in names)
    widths = tuple(round(face["hmtx"][name][0] * 1000 / face["head"].unitsPerEm) for name in names)
    out = io.BytesIO()
    face.save(out, reorderTables=None)
    return out.getvalue(), gids, widths


def _font(file: Pdf) -> tuple[Any, str]:
    program, gids, widths = _program()
    name = Name("/ABCDEF+LiberationSerif")
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=4, FontBBox=Array([0, -200, 1000, 900]),
        ItalicAngle=0, Ascent=891, Descent=-216, CapHeight=650, StemV=80,
        FontFile2=file.make_indirect(Stream(file, program, Length1=len(program))),
    )  # fmt: skip
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=name, CIDToGIDMap=Name.Identity,
        CIDSystemInfo=_identity(),
        FontDescriptor=file.make_indirect(descriptor),
        W=Array([part for g, w in zip(gids, widths, strict=True) for part in (g, Array([w]))]),
    )  # fmt: skip
    pairs = "\n".join(f"<{g:04X}> <{ord(c):04X}>" for g, c in zip(gids, TEXT, strict=True))
    cmap = (
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(gids)} beginbfchar\n{pairs}\nendbfchar\n"
    )
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([file.make_indirect(descendant)]),
        ToUnicode=file.make_indirect(Stream(file, cmap.encode())),
    )  # fmt: skip
    return file.make_indirect(font), "".join(f"{g:04X}" for g in gids)


def _identity() -> Dictionary:
    return Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)


# -- breaking and examining ----------------------------------------------------------------------


def saved(file: Pdf, standard: str = "x4") -> bytes:
    """The bytes of the file as it stands: PDF 1.6, or 1.4 without object streams."""
    out = io.BytesIO()
    modern = standard == "x4"
    modes = pikepdf.ObjectStreamMode
    file.save(
        out,
        force_version="1.6" if modern else "1.4",
        object_stream_mode=modes.generate if modern else modes.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        compress_streams=False,
        fix_metadata_version=False,
        deterministic_id=True,
    )
    return out.getvalue()


def broken(change: Break, standard: str = "x4") -> bytes:
    """The sound file with one thing changed."""
    file = sound(standard)
    change(file)
    return saved(file, standard)


def examined(data: bytes, standard: str = "x4", binding: Binding = "none") -> Report:
    return examine(data, "proof.pdf", against=standard, binding=binding)  # type: ignore[arg-type]


def codes(report: Report) -> set[str]:
    """What was found, notes apart."""
    return {f.code for f in report.findings if report.severity(f) != "note"}


def append(file: Pdf, operators: str, page: int = 0) -> None:
    """More content at the end of a page, in a state of its own."""
    obj = file.pages[page].obj
    data = obj.Contents.read_bytes() + b"\nq " + operators.encode("latin-1") + b" Q\n"
    obj.Contents = file.make_indirect(Stream(file, data))


def replace(file: Pdf, old: str, new: str, page: int = 0) -> None:
    """Content changed."""
    obj = file.pages[page].obj
    data = obj.Contents.read_bytes().decode("latin-1")
    assert old in data
    obj.Contents = file.make_indirect(Stream(file, data.replace(old, new).encode("latin-1")))


def resources(file: Pdf) -> Any:
    """The resources, which both pages share."""
    return file.pages[0].obj.Resources
