"""``word/settings.xml``: what holds for the whole document (docx settings for Chinese text)."""

from __future__ import annotations

from typeset.docx.notes import note_settings
from typeset.docx.xml import element, ordered, root, twips, value
from typeset.style.resolved import Style, TextRules

# Marks that may not end or begin a line, as Word's own zh-CN lists have them; written out
# because a machine with another interface language would take that language's lists.
NO_LINE_END = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"
NO_LINE_START = (
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞"
    "︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
)

_COMPATIBILITY = (
    ("compatibilityMode", 15),
    ("overrideTableStyleFontSizeAndJustification", 1),
    ("enableOpenTypeFeatures", 1),
    ("doNotFlipMirrorIndents", 1),
    ("differentiateMultirowTableHeaders", 1),
)

_COLOR_MAP = {
    "bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2",
    **{f"accent{n}": f"accent{n}" for n in range(1, 7)},
    "hyperlink": "hyperlink", "followedHyperlink": "followedHyperlink",
}  # fmt: skip


def settings(style: Style, *, embeds: bool = False, notes: bool = False) -> bytes:
    """The settings part: mirrored pages, line grid, kinsoku lists, squeezed punctuation."""
    facing = style.page.facing
    children = ordered(
        "settings",
        {
            "zoom": '<w:zoom w:percent="100"/>',
            "embedTrueTypeFonts": "<w:embedTrueTypeFonts/>" if embeds else "",
            "mirrorMargins": "<w:mirrorMargins/>" if facing else "",
            "bordersDoNotSurroundHeader": "<w:bordersDoNotSurroundHeader/>",
            "bordersDoNotSurroundFooter": "<w:bordersDoNotSurroundFooter/>",
            **(_hyphens(style.rules) if style.rules.hyphenate else {}),
            "defaultTabStop": value("defaultTabStop", twips(2 * style.grid.zw)),
            "evenAndOddHeaders": "<w:evenAndOddHeaders/>" if two_sided(style) else "",
            "drawingGridVerticalSpacing": value(
                "drawingGridVerticalSpacing", twips(style.grid.pitch)
            ),
            "characterSpacingControl": value("characterSpacingControl", "compressPunctuation"),
            "noLineBreaksAfter": _marks("noLineBreaksAfter", NO_LINE_END),
            "noLineBreaksBefore": _marks("noLineBreaksBefore", NO_LINE_START),
            **(note_settings(style.notes) if notes else {}),
            "compat": _compatibility(),
            "themeFontLang": element(
                "w:themeFontLang",
                {"w:val": "en-US", "w:eastAsia": word_language(style.rules.language)},
            ),
            "clrSchemeMapping": element(
                "w:clrSchemeMapping", {f"w:{key}": slot for key, slot in _COLOR_MAP.items()}
            ),
            "decimalSymbol": value("decimalSymbol", "."),
            "listSeparator": value("listSeparator", ","),
        },
        wrap=False,
    )
    return root("w:settings", "w", {}, children)


def _hyphens(rules: TextRules) -> dict[str, str]:
    most = rules.hyphen_ladder
    return {
        "autoHyphenation": "<w:autoHyphenation/>",
        "consecutiveHyphenLimit": value("consecutiveHyphenLimit", most) if most else "",
        "doNotHyphenateCaps": "<w:doNotHyphenateCaps/>",
    }


def two_sided(style: Style) -> bool:
    """Whether even pages have furniture of their own."""
    return style.page.facing or style.furniture.folio_outer


def word_language(tag: str) -> str:
    """The language tag as Word spells it: ``zh-CN`` for ``zh-Hans-CN``."""
    language, *rest = tag.split("-")
    region = next((part for part in rest if len(part) == 2 and part.isupper()), "")
    if language == "zh":
        region = region or ("TW" if "Hant" in rest else "CN")
    return f"{language}-{region}" if region else language


def _marks(name: str, marks: str) -> str:
    return element(f"w:{name}", {"w:lang": "zh-CN", "w:val": marks})


def _compatibility() -> str:
    return element(
        "w:compat",
        None,
        *(
            element(
                "w:compatSetting",
                {
                    "w:name": name,
                    "w:uri": "http://schemas.microsoft.com/office/word",
                    "w:val": setting,
                },
            )
            for name, setting in _COMPATIBILITY
        ),
    )
