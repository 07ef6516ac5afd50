"""perfreport's own PDF."""

from __future__ import annotations

import perfreport
from benchmarks.loading import load_package
from perfreport.blocks.model import Document

load_package("perfreport.typeset")
load_package("perfreport.pdf")


def render(document: Document) -> bytes:
    """The PDF file of ``document``."""
    return perfreport.render(document, "pdf", settings=perfreport.Settings(system_fonts=False))
