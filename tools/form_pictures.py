"""Pictures of the guide to forms, from its own files: ``python -m tools.form_pictures``.

The Word template is drawn by LibreOffice, which has to be installed.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from PIL.Image import Image

import perfreport
from perfreport import Settings
from tools.pictures import FOLDER, page_of
from tools.word_template.reading import read
from tools.word_template.word_file import word_file

PICTURES = {
    "form-page": ("普陀2026", "空白表.txt", "下立交.yaml"),
    "form-report": ("评价报告2026", "提纲.txt", "评价.yaml"),
    "form-halves": ("某市两期2026", "两期.txt", "泵站.yaml"),
}
"""The form, the page of text and the data that each picture shows."""


def draw(files: Mapping[str, str]) -> None:
    """Draw every picture anew, of the ``files`` that the guide shows."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, (form, page, data) in PICTURES.items():
            manifest = f"我的版式/forms/{form}.yaml"
            _put(root / "forms" / f"{form}.yaml", files[manifest].encode())
            template = root / "docx" / f"{form}.docx"
            _put(template, word_file(read(files[page], page)))
            if name == "form-page":
                _save(_template_page(template), "form-template")
            settings = Settings(templates=[root], system_fonts=False)
            document = perfreport.loads(files[data], settings=settings)
            _save(page_of(perfreport.render(document, "pdf", settings=settings), 0), name)


def _template_page(template: Path) -> Image:
    """The Word template as it looks in Word, but for the paragraphs before its page break."""
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(template.parent)]
    subprocess.run([*command, str(template)], check=True, capture_output=True)
    return page_of(template.with_suffix(".pdf").read_bytes(), 1)


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _save(picture: Image, name: str) -> None:
    white = picture.point(lambda value: 255 if value < 250 else 0)
    left, top, right, bottom = white.getbbox() or (0, 0, *picture.size)
    cut = picture.crop((max(left - 20, 0), max(top - 20, 0), right + 20, bottom + 20))
    cut.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    from tests import forms_guide

    draw(forms_guide.files())
