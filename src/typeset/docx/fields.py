"""Complex fields: every part in a run of its own, with the result that was true when built."""

from __future__ import annotations

from typeset.docx.xml import escape


def field(instruction: str, cached: str, properties: str = "") -> str:
    """A field as five runs; ``properties`` is a written ``w:rPr`` or empty."""

    def run(content: str) -> str:
        return f"<w:r>{properties}{content}</w:r>"

    return (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run(f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>')
        + run('<w:fldChar w:fldCharType="separate"/>')
        + run(f'<w:t xml:space="preserve">{escape(cached)}</w:t>')
        + run('<w:fldChar w:fldCharType="end"/>')
    )
