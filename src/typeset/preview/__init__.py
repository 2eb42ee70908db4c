"""Finished pages to look at: ``dump`` as text and JSON, ``png`` as pictures.

In: :class:`~typeset.display.Pages`, or for pictures the bytes of our own PDF.
"""
