"""Faces: found by exact family name, opened when first used, one chain of fallback.

In: the families a style names and the files a project brings. Out: :class:`Face` by key.
``library`` finds, ``sfnt`` reads what a file says about itself, ``face`` is one opened face,
``fallback`` says who stands in for a character (data in ``data/chains.toml``), ``subset``
cuts a face down for embedding. Open ``library`` first. uharfbuzz is used here and in
``text/shape.py`` only; fontTools is not used at all.
"""
