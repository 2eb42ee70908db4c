"""Ways to break the sound file of :mod:`tests.unit.preflight.made`, each in one place."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from tests.unit.preflight import made
from tests.unit.preflight.made import append, replace, resources


def no_font_file(file: Pdf) -> None:
    del _descriptor(file)["/FontFile2"]


def damaged_font(file: Pdf) -> None:
    _descriptor(file).FontFile2 = file.make_indirect(Stream(file, b"no font at all"))


def _descriptor(file: Pdf) -> Any:
    return resources(file).Font.F1.DescendantFonts[0].FontDescriptor


def rgb_area(file: Pdf) -> None:
    append(file, "1 0.2 0 rg 100 300 50 50 re f")


def rgb_picture(file: Pdf) -> None:
    resources(file).XObject.Picture = made.picture(file, (10, 20, 30))


def lab_rule(file: Pdf) -> None:
    space = Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))])
    resources(file).ColorSpace.Eye = space
    append(file, "/Eye CS 50 40 10 SCN 60 350 m 200 350 l S")


def icc_gray_area(file: Pdf) -> None:
    data = bytearray(132)
    data[0:4], data[36:40], data[12:16], data[16:20] = b"\0\0\0\x84", b"acsp", b"mntr", b"GRAY"
    data[8] = 2
    resources(file).ColorSpace.Light = Array(
        [Name.ICCBased, file.make_indirect(Stream(file, bytes(data), N=1))]
    )
    append(file, "/Light cs 0.5 scn 100 300 50 50 re f")


def black_of_four(file: Pdf) -> None:
    replace(file, "0 0 0 1 k /Over gs", "0.75 0.68 0.67 0.9 k /Over gs")


def black_knocks_out(file: Pdf) -> None:
    replace(file, "0 0 0 1 k /Over gs", "0 0 0 1 k /Out gs")


def black_in_mode_zero(file: Pdf) -> None:
    resources(file).ExtGState.Over.OPM = 0


def white_overprints(file: Pdf) -> None:
    replace(file, "0 0 0 0 k /Out gs", "0 0 0 0 k /Over gs")


def too_much_ink(file: Pdf) -> None:
    append(file, "1 1 1 0.2 k 100 300 50 50 re f")


def inky_picture(file: Pdf) -> None:
    resources(file).XObject.Picture = made.picture(file, (90, 90, 90, 60))


def hairline(file: Pdf) -> None:
    append(file, "0 w 60 380 m 300 380 l S")


def thin_rule(file: Pdf) -> None:
    append(file, "0.2 w 60 380 m 300 380 l S")


def thin_bar(file: Pdf) -> None:
    append(file, "0 0 0 1 k 60 380 240 0.2 re f")


def thin_rule_of_four_inks(file: Pdf) -> None:
    append(file, "0.4 0.5 0.6 0.2 K 0.4 w 60 380 m 300 380 l S")


def small_reversed_text(file: Pdf) -> None:
    replace(file, "BT /F1 24 Tf 60 560 Td", "BT /F1 6 Tf 60 560 Td")


def small_text(file: Pdf) -> None:
    replace(file, "BT /F1 12 Tf 60 420 Td", "BT /F1 4 Tf 60 420 Td")


def coarse_picture(file: Pdf) -> None:
    resources(file).XObject.Picture = made.picture(file, (80, 40, 20, 10), side=300)


def soft_picture(file: Pdf) -> None:
    resources(file).XObject.Picture = made.picture(file, (80, 40, 20, 10), side=600)


def short_bleed(file: Pdf) -> None:
    replace(file, "/Out gs\n0 ", f"/Out gs\n{made.BLEED - 2:.3f} ")


def no_bleed_box(file: Pdf) -> None:
    for page in file.pages:
        page.obj.BleedBox = page.obj.TrimBox


def text_at_the_cut(file: Pdf) -> None:
    replace(file, "Tf 60 420 Td", "Tf 10 420 Td")


def text_near_the_cut(file: Pdf) -> None:
    replace(file, "Tf 60 420 Td", f"Tf {made.BLEED + 4 * made.MM:.3f} 420 Td")


def no_trim(file: Pdf) -> None:
    del file.pages[0].obj["/TrimBox"]


def trim_and_art(file: Pdf) -> None:
    file.pages[0].obj.ArtBox = file.pages[0].obj.TrimBox


def trim_outside_bleed(file: Pdf) -> None:
    file.pages[0].obj.BleedBox = made.box(made.BLEED + 5)


def media_too_small(file: Pdf) -> None:
    file.pages[1].obj.MediaBox = made.box(2)


def another_size(file: Pdf) -> None:
    file.pages[1].obj.TrimBox = made.box(made.BLEED + 1)
    replace(file, "/Red cs 1 scn", "/Red cs 1 scn", page=1)


def no_intent(file: Pdf) -> None:
    del file.Root["/OutputIntents"]


def two_intents(file: Pdf) -> None:
    file.Root.OutputIntents.append(file.Root.OutputIntents[0])


def rgb_intent(file: Pdf) -> None:
    profile = file.Root.OutputIntents[0].DestOutputProfile
    data = bytearray(profile.read_bytes())
    data[16:20] = b"RGB "
    file.Root.OutputIntents[0].DestOutputProfile = file.make_indirect(
        Stream(file, bytes(data), N=3)
    )


def broken_profile(file: Pdf) -> None:
    data = file.Root.OutputIntents[0].DestOutputProfile.read_bytes()[:5000]
    file.Root.OutputIntents[0].DestOutputProfile = file.make_indirect(Stream(file, data, N=4))


def nameless_intent(file: Pdf) -> None:
    del file.Root.OutputIntents[0]["/OutputConditionIdentifier"]


def no_claim(file: Pdf) -> None:
    _packet(file, 'pdfxid:GTS_PDFXVersion="PDF/X-4"', "")


def not_trapped_nor_untrapped(file: Pdf) -> None:
    _packet(file, 'pdf:Trapped="False"', "")
    file.trailer.Info.Trapped = Name.Unknown


def titles_differ(file: Pdf) -> None:
    file.trailer.Info.Title = String("Another")


def no_packet(file: Pdf) -> None:
    del file.Root["/Metadata"]
    file.trailer.Info.GTS_PDFXVersion = String("PDF/X-4")


def broken_packet(file: Pdf) -> None:
    _packet(file, "</rdf:RDF>", "")
    file.trailer.Info.GTS_PDFXVersion = String("PDF/X-4")


def no_instance(file: Pdf) -> None:
    _packet(file, 'xmpMM:DocumentID="uuid:1"', "")


def no_title(file: Pdf) -> None:
    del file.trailer.Info["/Title"]


def private_path(file: Pdf) -> None:
    _packet(file, 'xmpMM:DocumentID="uuid:1"', 'xmpMM:DocumentID="file:///Users/li/秘密.indd"')


def _packet(file: Pdf, old: str, new: str) -> None:
    text = file.Root.Metadata.read_bytes().decode()
    assert old in text
    file.Root.Metadata = file.make_indirect(
        Stream(file, text.replace(old, new).encode(), Type=Name.Metadata, Subtype=Name.XML)
    )


def see_through(file: Pdf) -> None:
    resources(file).ExtGState.Glass = Dictionary(ca=0.5)
    append(file, "/Glass gs 0 1 0 0 k 100 300 50 50 re f")


def multiplied(file: Pdf) -> None:
    resources(file).ExtGState.Mix = Dictionary(BM=Name.Multiply)
    append(file, "/Mix gs 0 1 0 0 k 100 300 50 50 re f")


def soft_masked(file: Pdf) -> None:
    mask = made.picture(file, (50,))
    resources(file).XObject.Picture = made.picture(file, (80, 40, 20, 10), SMask=mask)


def blends_in_rgb(file: Pdf) -> None:
    group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)
    file.pages[0].obj.Group = group


def layered(file: Pdf) -> None:
    layer = file.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
    file.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))


def layer_by_event(file: Pdf) -> None:
    layered(file)
    event = Dictionary(Event=Name.Print, Category=Array([Name.Print]), OCGs=Array([]))
    file.Root.OCProperties.D.AS = Array([event])


def a_link(file: Pdf) -> None:
    _annotate(file, Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([60, 60, 90, 90])))


def a_script(file: Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    file.Root.OpenAction = script


def _annotate(file: Pdf, annotation: Dictionary) -> None:
    file.pages[0].obj.Annots = Array([file.make_indirect(annotation)])


def a_form(file: Pdf) -> None:
    field = file.make_indirect(Dictionary(FT=Name.Tx, T=String("name")))
    file.Root.AcroForm = Dictionary(Fields=Array([field]))


def a_transfer_function(file: Pdf) -> None:
    resources(file).ExtGState.Out.TR = Name.Identity


def postscript(file: Pdf) -> None:
    resources(file).XObject.Code = file.make_indirect(
        Stream(file, b"showpage", Type=Name.XObject, Subtype=Name.PS)
    )
    append(file, "/Code Do")


def unknown_operator(file: Pdf) -> None:
    append(file, "1 2 frobnicate")


def lzw(file: Pdf) -> None:
    stream = Stream(file, b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01")
    stream.Filter = Name.LZWDecode
    file.Root.PieceInfo = Dictionary(Made=Dictionary(Private=file.make_indirect(stream)))


def registration_area(file: Pdf) -> None:
    resources(file).ColorSpace.Every = made.spot("All", (1, 1, 1, 1))
    append(file, "/Every cs 1 scn 100 300 50 50 re f")


def two_reds(file: Pdf) -> None:
    resources(file).ColorSpace.Other = made.spot("Seal", (0, 0.8, 0.8, 0))
    append(file, "/Other cs 1 scn 100 300 50 50 re f")


def invisible_text(file: Pdf) -> None:
    replace(file, "0 0 0 1 k /Over gs\nBT", "0 0 0 1 k /Over gs\nBT 3 Tr")
    replace(file, "0 0 0 0 k /Out gs\nBT", "0 0 0 0 k /Out gs\nBT 0 Tr")


def paper_white_text(file: Pdf) -> None:
    replace(file, "Tf 60 560 Td", "Tf 60 360 Td")


def covered_text(file: Pdf) -> None:
    append(file, "0 0.5 0 0 k 50 410 200 40 re f")


def missing_resource(file: Pdf) -> None:
    append(file, "/Nowhere Do")


def form_that_draws_itself(file: Pdf) -> None:
    form = file.make_indirect(
        Stream(file, b"/Loop Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    )
    form.Resources = Dictionary(XObject=Dictionary(Loop=form))
    resources(file).XObject.Loop = form
    append(file, "/Loop Do")


def scaled_by_unit(file: Pdf) -> None:
    file.pages[0].obj.UserUnit = 2


def trimmed_view(file: Pdf) -> None:
    file.Root.ViewerPreferences = Dictionary(ViewArea=Name.TrimBox)


def preseparated(file: Pdf) -> None:
    file.pages[0].obj.SeparationInfo = Dictionary(DeviceColorant=Name.Cyan)


def attached(file: Pdf) -> None:
    file.attachments["note.txt"] = b"a note"


def an_unknown_blend(file: Pdf) -> None:
    resources(file).ExtGState.Mix = Dictionary(BM=Name.Shine)
    append(file, "/Mix gs 0 1 0 0 k 100 300 50 50 re f")


def an_intent_without_words(file: Pdf) -> None:
    intent = file.Root.OutputIntents[0]
    del intent["/Info"]
    del intent["/RegistryName"]


def another_presentation(file: Pdf) -> None:
    names = file.Root.get("/Names", Dictionary())
    names.AlternatePresentations = Dictionary(Names=Array([]))
    file.Root.Names = names


def a_dynamic_form(file: Pdf) -> None:
    file.Root.AcroForm = Dictionary(Fields=Array([]), XFA=String("<xdp/>"))
