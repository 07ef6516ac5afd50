"""Typst, told to fill one line after the other, as perfreport does."""

from __future__ import annotations

from benchmarks.engines import typst_table
from perfreport import ProjectTargets


def render(document: ProjectTargets) -> bytes:
    """The PDF file of ``document``."""
    return typst_table.render(document, linebreaks="simple")
