"""perfreport's command, from a JSON file to PDF."""

from __future__ import annotations

import sys
from pathlib import Path

import perfreport
from perfreport.blocks.model import Document


def command(document: Document, folder: Path) -> tuple[list[str], Path]:
    """The command that makes the PDF file of ``document``, and where that will be."""
    data = folder / "document.json"
    data.write_text(perfreport.dumps(document, notation="json"), "utf-8")
    program = [sys.executable, "-m", "perfreport", "build", str(data), "-o", str(folder)]
    options = ["-f", "pdf", "--no-system-fonts", "--allow-errors"]
    return [*program, *options], data.with_suffix(".pdf")
