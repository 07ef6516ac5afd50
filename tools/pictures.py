"""Pictures of an edit and what comes of it, for the README: ``python -m tools.pictures``.

Those of whole pages are among the forms' (:mod:`tools.form_looks`).
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdfium2
from PIL.Image import Image

import perfreport
from perfreport import ProjectTargets
from perfreport.basics import resources
from perfreport.blocks.model import Document

EDITED = "zengcheng-2024-project-targets"
OLD_AMOUNT, NEW_AMOUNT = b"59.80", b"69.80"
FOLDER = Path(__file__).parents[1] / "docs" / "images"
_SCALE = 0.9
_UPPER_PART = 0.42


def main() -> None:
    """Draw every picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    document = _load(EDITED)
    edited = perfreport.read_docx(with_edited_amount(perfreport.render(document, "docx")))
    assert isinstance(edited.document, ProjectTargets)
    for name, each in (("before", document), ("after", edited.document)):
        page = first_page(each)
        _save(page.crop((0, 0, page.width, round(page.height * _UPPER_PART))), name)


def _load(example: str) -> Document:
    return perfreport.load(resources.examples() / f"{example}.yaml")


def first_page(document: Document) -> Image:
    """The first page of the document's PDF."""
    settings = perfreport.Settings(system_fonts=False)
    return page_of(perfreport.render(document, "pdf", settings=settings), 0)


def page_of(pdf: bytes, number: int) -> Image:
    """The page of this ``number``, from 0 on."""
    picture: Image = pypdfium2.PdfDocument(pdf)[number].render(scale=_SCALE).to_pil()
    return picture.convert("L")


def with_edited_amount(docx: bytes) -> bytes:
    """The Word file after somebody typed another amount of 财政拨款 into its first project."""
    edited = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as before, zipfile.ZipFile(edited, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                total, appropriation, rest = content.split(OLD_AMOUNT, 2)
                content = OLD_AMOUNT.join((total, appropriation)) + NEW_AMOUNT + rest
            after.writestr(name, content)
    return edited.getvalue()


def _save(picture: Image, name: str) -> None:
    picture.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
