"""The look of a publication: as written (:mod:`spec`), then resolved (:mod:`resolved`).

In comes the project's ``style.yaml`` as a tree of nodes; :mod:`extend` lays it over its
preset and peers by one rule, the loader's typed builder makes a ``StyleSpec`` of it, and
``resolve`` computes the ``Style`` that every later stage reads: points and inks, no names
left open. ``drawings`` draws the contour drawings and the logo as plain shapes.

Terms: *preset* (a whole style to extend), *role* (how one kind of text looks), *design* (a
box as data), *palette* (names of inks). Open ``spec.py`` first, then ``resolve.py``.
"""

from typeset.style.extend import load_spec, over_presets
from typeset.style.resolve import resolve
from typeset.style.resolved import Style
from typeset.style.spec import StyleSpec

__all__ = ["Style", "StyleSpec", "load_spec", "over_presets", "resolve"]
