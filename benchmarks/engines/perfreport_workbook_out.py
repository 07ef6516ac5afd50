"""perfreport's own data workbook."""

from __future__ import annotations

from importlib import import_module

from benchmarks.loading import load_package
from benchmarks.workbooks import workbook_of
from perfreport import ProjectTargets

import_module("xlsxwriter")
load_package("perfreport.workbooks")


def render(document: ProjectTargets) -> bytes:
    """The workbook of ``document``, to be filled in: with notes, choices and formats."""
    return workbook_of(document)
