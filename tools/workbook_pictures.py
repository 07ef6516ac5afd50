"""Pictures of data workbooks, blank and filled in: ``python -m tools.workbook_pictures``.

LibreOffice, which has to be installed, prints their sheets.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from perfreport.basics import resources
from perfreport.data.writing import written_fields
from perfreport.documents.blanks import blank_called, blank_workbook
from perfreport.documents.loading import read_document
from perfreport.forms.registry import FormRegistry
from perfreport.workbooks.writing import write
from tools.pictures import FOLDER

FORM = "henan-2022-project-targets"
_SCALE, _MARGIN, _GAP = 1.5, 10, 24
_FOOTER = 0.1
_WHITE = (255, 255, 255)


def main() -> None:
    """Draw both pictures anew: the sheets behind 填写说明, and those of the lists."""
    registry = FormRegistry()
    loaded = read_document(resources.examples() / f"{FORM}.yaml", registry)
    blank = blank_workbook(blank_called(FORM, registry), registry)
    filled = write(written_fields(loaded.document), loaded.form)
    _save(_sheets(blank)[1:-1], "workbook-blank")
    _save(_sheets(filled)[3:-1], "workbook-filled")


def _sheets(workbook: bytes) -> list[Image.Image]:
    """What is printed of each sheet of a ``workbook``; each has a page."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "workbook.xlsx")
        path.write_bytes(workbook)
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True)
        pages = pypdfium2.PdfDocument(path.with_suffix(".pdf").read_bytes())
        return [_cut(page.render(scale=_SCALE).to_pil().convert("RGB")) for page in pages]


def _cut(page: Image.Image) -> Image.Image:
    """A ``page`` without its footer and its white margins."""
    body = page.crop((0, 0, page.width, round(page.height * (1 - _FOOTER))))
    white = Image.new("RGB", body.size, _WHITE)
    left, top, right, bottom = ImageChops.difference(body, white).getbbox() or (0, 0, *body.size)
    return body.crop((left, top, right + 1, bottom + 1))


def _save(sheets: Sequence[Image.Image], name: str) -> None:
    """``sheets`` one below the other."""
    width = max(sheet.width for sheet in sheets) + 2 * _MARGIN
    height = sum(sheet.height + _GAP for sheet in sheets) + 2 * _MARGIN - _GAP
    picture, top = Image.new("RGB", (width, height), _WHITE), _MARGIN
    for sheet in sheets:
        picture.paste(sheet, (_MARGIN, top))
        top += sheet.height + _GAP
    picture.quantize(64).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
