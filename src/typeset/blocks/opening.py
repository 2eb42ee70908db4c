"""What opens the publication and each section: masthead, banner, outlook, imprint.

All are box designs; this file only gathers their parts from the metadata.
"""

from __future__ import annotations

from typeset.blocks.panel import Asked
from typeset.blocks.parts import Data, Part, Row, figure_of
from typeset.blocks.scope import Scope
from typeset.model.publication import Metadata, Section
from typeset.style.resolved import Style

IMPRINT = "imprint"
OUTLOOK, PART = "outlook", "part"
LABEL = "label"
PLATE = 2
"""Characters that a number's plate holds."""


def masthead(metadata: Metadata, style: Style) -> tuple[Asked, Data]:
    """The publication's head: issuer, title, slogan, subtitle and date.

    Without a slogan the title stands in its place, and not a second time above it.
    """
    slogan = metadata.slogan or metadata.title
    parts: dict[str, Part] = {"slogan": tuple(slogan.split()) or ("",)}
    if metadata.slogan:
        parts["title"] = figure_of(metadata.title)
    parts |= {n: v for n in ("issuer", "subtitle") if (v := getattr(metadata, n))}
    if metadata.date and "date" in style.designs[style.masthead].parts:  # few heads show it
        parts["date"] = long_date(metadata.date, metadata.language)
    asked = Asked(id="masthead", design=style.masthead, span=metadata.span, repeats=False)
    return asked, Data(own=Row(parts=parts, span=metadata.span))


def banner(section: Section, scope: Scope) -> tuple[Asked, Data]:
    """A section's opening, in the design its ``layout`` asks for."""
    design = scope.style.banner if section.layout == "banner" else section.layout
    parts: dict[str, Part] = {"title": section.title}
    known = scope.style.designs.get(design)
    label = scope.numbers.label(section.id)
    if section.number:
        parts["number"] = section.number
    elif label and known is not None and LABEL in known.parts:
        parts[LABEL] = label
    elif short := plate_number(section, scope):
        parts["number"] = short
    elif label:
        scope.sink.warn(
            "style/banner",
            f"the opening '{design}' has no room for the number '{label}'",
            section.title_span,
            "write 'banner: chapter' in the style",
        )
    span = section.title_span
    asked = Asked(id=f"{section.id}-title", design=design, span=span, repeats=False)
    return asked, Data(own=Row(parts=parts, span=span))


def plate_number(section: Section, scope: Scope) -> str:
    """The numerals of a section as the scheme counts it, if they are short enough for a plate."""
    found = scope.numbers.get(section.id)
    known = scope.style.designs.get(scope.style.banner)
    if (
        found is None
        or not found.label
        or section.layout == PART
        or (known is not None and LABEL in known.parts)
    ):
        return ""
    return found.number if len(found.number) <= PLATE and not found.label.startswith("第") else ""


def counted_by_word(section: Section, scope: Scope) -> bool:
    """Whether Word counts the section: it has a number, and no plate to show it."""
    own = section.layout != PART and not plate_number(section, scope)
    return own and bool(scope.numbers.label(section.id))


def imprint(metadata: Metadata) -> tuple[Asked, Data]:
    """The closing line under the outlook: issuer and title again."""
    parts: dict[str, Part] = {"title": metadata.title}
    if metadata.issuer:
        parts["issuer"] = metadata.issuer
    asked = Asked(id=IMPRINT, design=IMPRINT, span=metadata.span, repeats=True)
    return asked, Data(own=Row(parts=parts, span=metadata.span))


_SIGNS = {"ko": "년월일"}  # Chinese and Japanese write the same three


def long_date(date: str, language: str) -> str:
    """A date as it is printed: ``2022-06-30`` is 2022年6月30日, in Korean with its own signs.

    Han text sets no gap in it; what is not of this form stays as it was written.
    """
    numbers = date.split("-")
    if not all(number.isdecimal() for number in numbers) or len(numbers) > len("年月日"):
        return date
    signs = _SIGNS.get(language[:2], "年月日")
    gap = " " if language.startswith("ko") else ""
    pairs = zip(numbers, signs, strict=False)
    return gap.join(f"{int(number)}{sign}" for number, sign in pairs)
