"""White of exact heights as named styles, where boxes stand as on our pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from typeset.docx import formats
from typeset.docx.xml import element, ordered, value

BAND_GAP = "BandGap"
"""White of one line between bands, from which the others derive."""


def gap_styles(gaps: Mapping[tuple[float, bool], str]) -> Iterator[str]:
    """One style for each height (points), kept with what follows or not: its id by both."""
    for (points, kept), identifier in gaps.items():
        properties = {
            "keepNext": "<w:keepNext/>" if kept else "",
            "spacing": formats.spacing(points),
        }
        children = {
            "name": value("name", f"Band gap {points:g}{' kept' * kept}"),
            "basedOn": value("basedOn", BAND_GAP),
            "uiPriority": value("uiPriority", 40),
            "pPr": ordered("pPr", properties),
        }
        yield element(
            "w:style",
            {"w:type": "paragraph", "w:customStyle": 1, "w:styleId": identifier},
            ordered("style", children, wrap=False),
        )
