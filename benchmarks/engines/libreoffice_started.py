"""LibreOffice, started for each report to convert our own Word file."""

from __future__ import annotations

from pathlib import Path

import perfreport
from benchmarks.engines import libreoffice


def render(data_file: Path) -> bytes:
    """The PDF file of the document in ``data_file``."""
    return libreoffice.render(perfreport.load(data_file))
