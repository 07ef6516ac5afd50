"""Workbooks in programs: ``load`` and ``dump`` by the name of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

import perfreport
from tests.roundtrip.word_editor import WordEditor
from tests.small_files import PROJECTS, altered


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


def test_edits_from_word_go_into_the_bytes_of_a_workbook(tmp_path: Path) -> None:
    document = perfreport.loads(PROJECTS)
    path = perfreport.dump(document, tmp_path / "项目.xlsx")
    editor = WordEditor(perfreport.render(document, "docx"))
    paragraph = editor.paragraph("聘请编外人员。")
    editor.replace(paragraph, "聘请编外人员。", "聘请临时人员。")
    update = perfreport.update(path.read_bytes(), perfreport.read_docx(editor.save()))
    assert (update.is_whole, len(update.differences)) == (True, 1)
    assert isinstance(update.content, bytes)
    path.write_bytes(update.content)
    assert perfreport.load(path) == perfreport.loads(
        altered(PROJECTS, ("聘请编外人员。", "聘请临时人员。"))
    )
    with pytest.raises(TypeError):
        _ = update.text
