"""LibreOffice, started to convert our own Word file."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import office
from benchmarks.engines import perfreport_docx
from perfreport.blocks.model import Document

_PDF_A = 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"1"}}'


def render(document: Document) -> bytes:
    """The PDF file of ``document``."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "document.docx")
        path.write_bytes(perfreport_docx.render(document))
        subprocess.run(
            office.command("--convert-to", _PDF_A, "--outdir", folder, path),
            env=office.environment(),
            check=True,
            capture_output=True,
        )
        return path.with_suffix(".pdf").read_bytes()
