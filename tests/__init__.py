"""Tests, and the oracles they share (``tests.pdf_text``, ``tests.docx_text``)."""
