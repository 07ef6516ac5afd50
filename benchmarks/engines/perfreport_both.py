"""perfreport's PDF and Word file of the same document."""

from __future__ import annotations

from benchmarks.engines import perfreport_docx, perfreport_pdf
from perfreport.blocks.model import Document


def render(document: Document) -> bytes:
    """Both files, one after the other."""
    return perfreport_pdf.render(document) + perfreport_docx.render(document)
