"""The workbook of an example, changed as somebody might in Excel."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any

from openpyxl import Workbook, load_workbook

from perfreport.data.writing import written_fields
from perfreport.documents.loading import Loaded, read_document, understand
from perfreport.forms.registry import FormRegistry
from perfreport.sheets.reading import read_workbook
from perfreport.workbooks.writing import write
from tests.examples import FOLDER

REGISTRY = FormRegistry()
EXAMPLE = "henan-2022-project-targets"
Edit = Callable[[Workbook], object]


@cache
def example() -> Loaded:
    """The document, of two units with three projects."""
    return read_document(FOLDER / f"{EXAMPLE}.yaml", REGISTRY)


@cache
def _book() -> bytes:
    return write(written_fields(example().document), example().form)


def edited(*edits: Edit) -> bytes:
    """Its workbook after ``edits``."""
    book = load_workbook(io.BytesIO(_book()))
    for edit in edits:
        edit(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(*edits: Edit) -> Loaded:
    """What is read of it then."""
    workbook = read_workbook(edited(*edits), "目标.xlsx")
    return understand(workbook, REGISTRY, allow_pending=True)


def put(sheet: str, **cells: Any) -> Edit:
    """Type something into cells of a sheet, by their addresses."""

    def edit(book: Workbook) -> None:
        for address, value in cells.items():
            book[sheet][address] = value

    return edit
