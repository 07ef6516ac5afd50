"""Workbooks in programs: ``load`` and ``dump`` by the name of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

import perfreport
from tests.small_files import PROJECTS


def test_a_document_is_dumped_into_a_workbook_and_loaded(tmp_path: Path) -> None:
    document = perfreport.loads(PROJECTS)
    path = perfreport.dump(document, tmp_path / "项目.xlsx")
    assert perfreport.load(path) == document


def test_a_document_without_a_form_has_no_columns(tmp_path: Path) -> None:
    document = perfreport.loads(PROJECTS).model_copy(update={"form": None})
    with pytest.raises(perfreport.InputError, match="工作簿有哪些栏目由版式定"):
        perfreport.dump(document, tmp_path / "项目.xlsx")


def test_a_mistake_knows_its_cell(tmp_path: Path) -> None:
    path = perfreport.dump(perfreport.loads(PROJECTS), tmp_path / "项目.xlsx")
    with pytest.raises(perfreport.InputError) as caught:
        perfreport.load(path, form="没有这个版式")
    (mistake,) = caught.value.mistakes
    assert (mistake.cell, mistake.line) == (None, None)
