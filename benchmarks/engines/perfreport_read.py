"""perfreport, from its own Word file back to the document."""

from __future__ import annotations

import perfreport
from benchmarks.engines import perfreport_docx

prepare = perfreport_docx.render


def render(content: bytes) -> bytes:
    """``content``, once it was read."""
    perfreport.read_docx(content)
    return content
