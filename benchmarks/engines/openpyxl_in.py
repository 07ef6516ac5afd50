"""openpyxl reading the cells of the same workbook, and no more."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from benchmarks.workbooks import workbook_of

prepare = workbook_of


def render(workbook: bytes) -> bytes:
    """``workbook``, once its values were read."""
    book = load_workbook(BytesIO(workbook), read_only=True, data_only=True)
    rows = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    assert rows
    return workbook
