"""perfreport, from a data file to PDF."""

from __future__ import annotations

from pathlib import Path

import perfreport


def render(data_file: Path) -> bytes:
    """The PDF file of the document in ``data_file``."""
    return perfreport.render(
        perfreport.load(data_file), "pdf", settings=perfreport.Settings(system_fonts=False)
    )
