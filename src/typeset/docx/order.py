"""The order in which children stand in their parent (ECMA-376 part 1, transitional schema).

Word may refuse or repair a part whose elements are out of order, so every property list is
written through :func:`typeset.docx.xml.ordered`, and the tests read the same tables back.
"""

from __future__ import annotations


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ORDERS: dict[str, tuple[str, ...]] = {
    "pPr": _names(
        """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr
        suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct
        topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind
        contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"""
    ),
    "rPr": _names(
        """ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike
        outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern
        position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang
        eastAsianLayout specVanish oMath"""
    ),
    "pBdr": _names("top left bottom right between bar"),
    "tbl": _names("tblPr tblGrid tr"),
    "tblPr": _names(
        """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc
        tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption
        tblDescription"""
    ),
    "tblBorders": _names("top left bottom right insideH insideV"),
    "tblCellMar": _names("top left bottom right"),
    "tc": _names("tcPr p tbl"),
    "tcPr": _names(
        """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText
        vAlign hideMark"""
    ),
    "tcBorders": _names("top left bottom right insideH insideV tl2br tr2bl"),
    "tcMar": _names("top left bottom right"),
    "sectPr": _names(
        """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc
        pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi
        rtlGutter docGrid footnoteColumns"""
    ),
    "styles": _names("docDefaults latentStyles style"),
    "style": _names(
        """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden
        unhideWhenUsed qFormat locked rsid pPr rPr tblPr trPr tcPr tblStylePr"""
    ),
    "font": _names(
        """altName panose1 charset family notTrueType pitch sig embedRegular embedBold
        embedItalic embedBoldItalic"""
    ),
    "settings": _names(
        """zoom embedTrueTypeFonts saveSubsetFonts mirrorMargins bordersDoNotSurroundHeader
        bordersDoNotSurroundFooter trackRevisions documentProtection defaultTabStop autoHyphenation
        consecutiveHyphenLimit doNotHyphenateCaps
        evenAndOddHeaders drawingGridHorizontalSpacing drawingGridVerticalSpacing
        displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery
        characterSpacingControl noLineBreaksAfter noLineBreaksBefore updateFields footnotePr
        endnotePr compat docVars themeFontLang clrSchemeMapping decimalSymbol listSeparator"""
    ),
    "notePr": _names("pos numFmt numStart numRestart"),
    "sdtPr": _names(
        """rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding docPartObj"""
    ),
}
