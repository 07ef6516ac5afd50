"""perfreport reading a data workbook: a checked, typed document that knows its cells."""

from __future__ import annotations

from benchmarks.loading import load_package
from benchmarks.workbooks import workbook_of
from perfreport.documents.loading import understand
from perfreport.forms.registry import FormRegistry
from perfreport.sheets.reading import read_workbook

load_package("perfreport.sheets")
load_package("perfreport.workbooks")

prepare = workbook_of


def render(workbook: bytes) -> bytes:
    """``workbook``, once it was read."""
    understand(read_workbook(workbook), FormRegistry())
    return workbook
