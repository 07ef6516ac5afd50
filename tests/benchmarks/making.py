"""What the engines of the benchmarks make, and the text of it."""

from __future__ import annotations

import subprocess
from importlib import import_module
from pathlib import Path
from typing import Any

import pypdfium2

from benchmarks.contests import CONTESTS
from tests.content import plain_text, squeeze
from tests.docx_reading import read_docx


def engines_for(*documents: str) -> list[str]:
    """The engines that are given such documents in any contest, but for those with workbooks."""
    return sorted(
        {
            engine.module
            for contest in CONTESTS
            for engine in contest.engines
            if contest.documents in documents and not contest.name.startswith("workbook")
        }
    )


def made(engine: str, document: object, folder: Path) -> bytes:
    """What ``engine`` makes of ``document``, with a ``folder`` for its files."""
    module: Any = import_module(f"benchmarks.engines.{engine}")
    if hasattr(module, "command"):
        command, result = module.command(document, folder)
        subprocess.run(command, check=True, capture_output=True)
        content = Path(result).read_bytes()
    else:
        prepared = module.prepare(document) if hasattr(module, "prepare") else document
        content = module.render(prepared)
    if hasattr(module, "close"):
        module.close()
    assert isinstance(content, bytes)
    return content


def texts_of(content: bytes) -> list[str]:
    """What a PDF file says, or a Word file, or both in this order, one after the other."""
    pdf, _, word = content.rpartition(b"%%EOF")
    texts = [text_of_pdf(pdf)] if pdf else []
    if b"PK" in word:
        texts.append(squeeze(plain_text(read_docx(word[word.index(b"PK") :]))))
    return texts


def text_of_pdf(pdf: bytes) -> str:
    """What a PDF file says."""
    with pypdfium2.PdfDocument(pdf) as pages:
        return squeeze("".join(page.get_textpage().get_text_bounded() for page in pages))
