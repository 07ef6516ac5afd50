"""The form of a file that lost its data is told with a margin, or asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

import perfreport
from perfreport import InputError
from perfreport.basics import resources
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import read_docx
from tests.examples import EXAMPLES, example, rendered
from tests.forms.own_templates import with_form
from tests.roundtrip.test_lost_data import without_data
from tests.roundtrip.word_editor import WordEditor

REGISTRY = FormRegistry()
PROJECTS = "guangzhou-2023-project-targets"
DISTRICT = "zengcheng-2024-project-targets"


def folder_with_copy(folder: Path) -> Path:
    """A folder with a form that prints just what the city's form of projects does."""
    with_form(folder, "guangzhou-project-targets", str, new_id="my-targets")
    word = resources.templates() / "docx" / "guangzhou-project-targets.docx"
    (folder / "docx").mkdir()
    (folder / "docx" / "my-targets.docx").write_bytes(word.read_bytes())
    return folder


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_form_is_told_from_its_siblings(name: str) -> None:
    content = without_data(rendered(name, "docx"))
    assert read_docx(content, REGISTRY).form_id == example(name).form


def test_a_page_that_two_forms_print_is_refused_with_both_and_the_option(tmp_path: Path) -> None:
    content = without_data(rendered(PROJECTS, "docx"))
    with pytest.raises(InputError) as refused:
        perfreport.read_docx(
            content, settings=perfreport.Settings(templates=[folder_with_copy(tmp_path)])
        )
    [mistake] = refused.value.mistakes
    assert "guangzhou-project-targets或my-targets" in mistake.message
    assert "请指明（form）" in mistake.message


def test_the_form_that_is_named_is_taken(tmp_path: Path) -> None:
    content = without_data(rendered(PROJECTS, "docx"))
    folder = folder_with_copy(tmp_path)
    reading = perfreport.read_docx(
        content, form="my-targets", settings=perfreport.Settings(templates=[folder])
    )
    assert reading.form_id == "my-targets"
    assert reading.document.department == example(PROJECTS).department


def test_a_page_that_lost_half_of_its_labels_is_still_told_from_its_sibling() -> None:
    editor = WordEditor(without_data(rendered(DISTRICT, "docx")))
    editor.remove(editor.paragraph("年项目支出绩效目标表"))
    editor.retype_cell(editor.cell("绩效目标"), "目标")
    assert read_docx(editor.save(), REGISTRY).form_id == example(DISTRICT).form


def test_a_file_that_names_its_form_is_of_no_other() -> None:
    content = rendered(DISTRICT, "docx")
    assert perfreport.read_docx(content, form=example(DISTRICT).form).document == example(DISTRICT)
    with pytest.raises(InputError, match="请不要另指版式（form）"):
        perfreport.read_docx(content, form="guangzhou-project-targets")


def test_a_form_that_is_not_there_is_refused_with_the_nearest() -> None:
    content = without_data(rendered(DISTRICT, "docx"))
    with pytest.raises(InputError, match="是不是 guangzhou-district-project-targets"):
        perfreport.read_docx(content, form="guangzhou-distict-project-targets")
