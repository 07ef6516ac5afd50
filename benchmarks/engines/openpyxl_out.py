"""openpyxl writing the same cells row by row, without any format."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook

from benchmarks.workbooks import sheets_of
from perfreport import ProjectTargets


def render(document: ProjectTargets) -> bytes:
    """A workbook with the cells of ``document``."""
    book = Workbook(write_only=True)
    for name, rows in sheets_of(document).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()
