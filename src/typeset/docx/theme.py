"""The theme: palette for the colour picker, and fonts so that no path leads elsewhere.

The body names its faces itself; the theme repeats them, because Word and WPS warn of theme
fonts they lack, and an unset ``Hans`` face ends in a Japanese one.
"""

from __future__ import annotations

from typeset.color import Color
from typeset.docx.srgb import hexadecimal
from typeset.docx.xml import element, escape, root
from typeset.style.resolved import Style

_SLOTS = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
_SPARE = ("C00000", "1F4E79", "385723", "BF9000", "7F7F7F", "595959")


def theme(style: Style, title_faces: tuple[str, str], body_faces: tuple[str, str]) -> bytes:
    """``word/theme/theme1.xml``; faces are (east-asian, Latin)."""
    return root(
        "a:theme",
        "a",
        {"name": "typeset"},
        element(
            "a:themeElements",
            None,
            _colors(style),
            element(
                "a:fontScheme",
                {"name": "typeset"},
                _faces("majorFont", title_faces),
                _faces("minorFont", body_faces),
            ),
            _FORMATS,
        ),
    )


def _colors(style: Style) -> str:
    strong = [color for color in style.palette.values() if _is_strong(color)]
    accents = [hexadecimal(color) for color in strong[: len(_SLOTS)]]
    accents += _SPARE[len(accents) :]
    slots = [
        ("dk1", '<a:sysClr val="windowText" lastClr="000000"/>'),
        ("lt1", '<a:sysClr val="window" lastClr="FFFFFF"/>'),
        ("dk2", '<a:srgbClr val="404040"/>'),
        ("lt2", '<a:srgbClr val="F2F2F2"/>'),
        *((slot, f'<a:srgbClr val="{c}"/>') for slot, c in zip(_SLOTS, accents, strict=True)),
        ("hlink", '<a:srgbClr val="0563C1"/>'),
        ("folHlink", '<a:srgbClr val="954F72"/>'),
    ]
    return element("a:clrScheme", {"name": "typeset"}, *(f"<a:{n}>{c}</a:{n}>" for n, c in slots))


def _is_strong(color: Color) -> bool:
    """Whether a palette colour may serve as an accent: neither a tint nor a gray."""
    red, green, blue = (int(hexadecimal(color)[i : i + 2], 16) for i in (0, 2, 4))
    return max(red, green, blue) - min(red, green, blue) > 60 and min(red, green, blue) < 96


def _faces(slot: str, faces: tuple[str, str]) -> str:
    han, latin = (escape(name) for name in faces)
    return (
        f'<a:{slot}><a:latin typeface="{latin}"/><a:ea typeface="{han}"/>'
        f'<a:cs typeface=""/><a:font script="Hans" typeface="{han}"/></a:{slot}>'
    )


_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = (
    '<a:ln w="6350" cap="flat" cmpd="sng" algn="ctr">'
    f'{_FILL}<a:prstDash val="solid"/><a:miter lim="800000"/></a:ln>'
)
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
# the schema wants three of each, even where nothing uses them
_FORMATS = (
    '<a:fmtScheme name="typeset">'
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
)
