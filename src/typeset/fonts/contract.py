"""What a Han face can do by itself, and what the line engine has to make good (CL-FN-10)."""

from __future__ import annotations

from typeset.fonts.face import Face

_EM = 0.01  # em; an advance nearer to a whole em than this is one
_REGIONS = ("zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "ja", "ko")
_FULL_WIDTH = "水一卜"  # wide, low and narrow: a proportional face gives one of them away


def shortcomings(face: Face) -> tuple[str, ...]:
    """What a face lacks, in words; empty for one that needs no help, or is no Han face."""
    if not all(face.glyph(char) for char in _FULL_WIDTH):
        return ()
    tests = (
        (_is_square(face, _FULL_WIDTH), "ideographs are not 1 em wide"),
        (_is_joined(face), "—— is not one stroke: it is drawn by overlapping"),
        (_is_square(face, "“”"), "quotation marks are not 1 em wide"),
        (_is_square(face, "·") or _is_half(face, "·"), "· is neither 1 nor 1/2 em wide"),
        (_changes(face, "，", "halt"), "no halt: blanks of marks are measured from their ink"),
        (_changes(face, "（", "vert"), "no vert: vertical marks are helped out"),
        (_has_regions(face), "one region's forms only: other languages need a face of theirs"),
    )
    return tuple(words for good, words in tests if not good)


def _shaped(
    face: Face, text: str, language: str = "zh-Hans", feature: str = ""
) -> list[tuple[int, float]]:
    """(glyph, advance in em) of a text, set as Chinese."""
    import uharfbuzz as hb  # noqa: PLC0415 - heavy, and only for those who ask

    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", "Hani", language
    hb.shape(face.hb_font(), buffer, {"kern": False} | ({feature: True} if feature else {}))
    advances = [place.x_advance / face.upem for place in buffer.glyph_positions]
    return list(zip((info.codepoint for info in buffer.glyph_infos), advances, strict=True))


def _is_square(face: Face, text: str) -> bool:
    return all(abs(advance - 1) <= _EM for _, advance in _shaped(face, text))


def _is_half(face: Face, text: str) -> bool:
    return all(abs(advance - 0.5) <= _EM for _, advance in _shaped(face, text))


def _is_joined(face: Face) -> bool:
    glyphs = _shaped(face, "——")
    if len(glyphs) == 1:
        return abs(glyphs[0][1] - 2) <= _EM
    left, _, right, _ = face.ink(glyphs[0][0])
    return (right - left) / face.upem >= glyphs[0][1] - _EM


def _changes(face: Face, char: str, feature: str) -> bool:
    return _shaped(face, char) != _shaped(face, char, feature=feature)


def _has_regions(face: Face) -> bool:
    return len({_shaped(face, "骨", language)[0][0] for language in _REGIONS}) > 1
