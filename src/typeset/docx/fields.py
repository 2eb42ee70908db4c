"""Complex fields: every part in a run of its own, with the result that was true when built."""

from __future__ import annotations

from typeset.docx.xml import escape


def field(instruction: str, cached: str, properties: str = "") -> str:
    """A field as five runs; ``properties`` is a written ``w:rPr`` or empty."""
    shown = f'<w:t xml:space="preserve">{escape(cached)}</w:t>'
    result = f"<w:r>{properties}{shown}</w:r>"
    return opening(instruction, properties) + result + closing(properties)


def opening(instruction: str, properties: str = "") -> str:
    """What stands before a field's result."""
    said = f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>'
    marks = ('<w:fldChar w:fldCharType="begin"/>', said, '<w:fldChar w:fldCharType="separate"/>')
    return "".join(f"<w:r>{properties}{mark}</w:r>" for mark in marks)


def closing(properties: str = "") -> str:
    """What stands after it."""
    return f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'


def hidden(instruction: str) -> str:
    """A field that shows nothing, such as a mark of the index."""
    said = f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>'
    marks = ('<w:fldChar w:fldCharType="begin"/>', said, '<w:fldChar w:fldCharType="end"/>')
    return "".join(f"<w:r><w:rPr><w:vanish/></w:rPr>{mark}</w:r>" for mark in marks)
