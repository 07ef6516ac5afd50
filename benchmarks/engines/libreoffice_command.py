"""LibreOffice, started to convert our own Word file."""

from __future__ import annotations

from pathlib import Path

import perfreport
from benchmarks import office
from perfreport.blocks.model import Document

_PDF_A = 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"1"}}'


def command(document: Document, folder: Path) -> tuple[list[str], Path]:
    """The command that makes the PDF file of ``document``, and where that will be."""
    path = folder / "document.docx"
    path.write_bytes(perfreport.render(document, "docx"))
    convert = office.command("--convert-to", _PDF_A, "--outdir", folder, path)
    return ["env", *office.settings(), *map(str, convert)], path.with_suffix(".pdf")
