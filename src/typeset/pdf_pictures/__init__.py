"""Pages of PDF files set as pictures: looked at, copied as they are, or drawn as pixels.

In: the bytes of somebody's PDF and the number of a page. Out: its size and what stands in the
way of copying it (``opening``, ``contents``), a form XObject and all it needs as objects of
another file (``copying``), or its pixels (``raster``). pikepdf reads and PDFium draws; both
are imported with the first such page and never before.
"""
