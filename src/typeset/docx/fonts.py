"""The faces that offices have, by the names they have there; nothing is embedded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from typeset.docx.xml import element, ordered, root, value
from typeset.record import dataclass
from typeset.style.resolved import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFont:
    """One family as Word knows it; ``alternate`` is the single name Word falls back to."""

    name: str
    alternate: str = ""
    panose: str = ""
    charset: str = "00"
    family: str = "auto"
    pitch: str = "variable"


_GB = "86"

OFFICE_FONTS = {
    font.name: font
    for font in (
        OfficeFont(name="宋体", alternate="SimSun", panose="02010600030101010101", charset=_GB),
        OfficeFont(name="方正小标宋简体", alternate="华文中宋", charset=_GB, family="script"),
        OfficeFont(name="华文中宋", alternate="STZhongsong", charset=_GB),
        OfficeFont(
            name="黑体",
            alternate="SimHei",
            panose="02010609060101010101",
            charset=_GB,
            family="modern",
            pitch="fixed",
        ),
        OfficeFont(
            name="微软雅黑",
            alternate="Microsoft YaHei",
            panose="020B0503020204020204",
            charset=_GB,
            family="swiss",
        ),
        OfficeFont(
            name="仿宋",
            alternate="FangSong",
            panose="02010609060101010101",
            charset=_GB,
            family="modern",
            pitch="fixed",
        ),
        OfficeFont(
            name="仿宋_GB2312",
            alternate="仿宋",
            panose="02010609030101010101",
            charset=_GB,
            family="modern",
            pitch="fixed",
        ),
        OfficeFont(
            name="楷体",
            alternate="KaiTi",
            panose="02010609060101010101",
            charset=_GB,
            family="modern",
            pitch="fixed",
        ),
        OfficeFont(
            name="楷体_GB2312",
            alternate="楷体",
            panose="02010609030101010101",
            charset=_GB,
            family="modern",
            pitch="fixed",
        ),
        OfficeFont(name="Times New Roman", panose="02020603050405020304", family="roman"),
        OfficeFont(name="Arial", panose="020B0604020202020204", family="swiss"),
        OfficeFont(name="Arial Narrow", panose="020B0606020202030204", family="swiss"),
    )
}

# shipped family -> (east-asian, Latin) where a role names no Word faces of its own
_COUNTERPARTS = {
    "Noto Serif SC": ("宋体", "Times New Roman"),
    "Noto Sans SC": ("黑体", "Arial"),
    "Typeset FangSong": ("仿宋", "Times New Roman"),
    "Typeset Kai": ("楷体", "Times New Roman"),
    "Typeset WenKai Supplement": ("楷体", "Times New Roman"),
    "Barlow Condensed": ("黑体", "Arial Narrow"),
    "Barlow": ("黑体", "Arial"),
}


def word_faces(role: Role) -> tuple[str, str]:
    """The east-asian and the Latin family that stand for the role's faces in Word."""
    han, latin = role.word_faces
    face = role.faces.get("han") or role.faces.get("latin")
    family = face.family if face else ""
    if family == "Noto Serif SC" and face is not None and face.weight >= 600:
        counterpart = ("方正小标宋简体", "Times New Roman")
    else:
        counterpart = _COUNTERPARTS.get(family, (family or "宋体", family or "Times New Roman"))
    if not latin and (western := role.faces.get("latin")):
        latin = _COUNTERPARTS.get(western.family, ("", "Times New Roman"))[1]
    return han or counterpart[0], latin or counterpart[1]


def font_table(
    names: Iterable[str], embedded: Mapping[str, tuple[OfficeFont, dict[str, str]]] | None = None
) -> bytes:
    """``word/fontTable.xml`` for the families named, each once.

    ``embedded`` are families whose faces the document holds: how they are described, and their
    references by slot (``embedRegular`` …).
    """
    whole = embedded or {}
    families = sorted({*names, *whole})
    known = (
        whole.get(name) or (OFFICE_FONTS.get(name, OfficeFont(name=name)), {}) for name in families
    )
    return root("w:fonts", "w r", {}, *(_font(font, faces) for font, faces in known))


def _font(font: OfficeFont, faces: dict[str, str]) -> str:
    properties = ordered(
        "font",
        {
            # one name only: Word takes a list for one name and cuts it at 31 characters
            "altName": value("altName", font.alternate) if font.alternate else "",
            "panose1": value("panose1", font.panose) if font.panose else "",
            "charset": value("charset", font.charset),
            "family": value("family", font.family),
            "pitch": value("pitch", font.pitch),
            **faces,
        },
        wrap=False,
    )
    return element("w:font", {"w:name": font.name}, properties)
