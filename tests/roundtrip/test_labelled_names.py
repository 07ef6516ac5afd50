"""A form that prints 指标1： before the names of the data as well (已填也印)."""

from __future__ import annotations

from pathlib import Path

import pytest

import perfreport
from perfreport import Settings
from perfreport.documents.rendering import FORMATS, Renderer
from perfreport.forms.registry import FormRegistry
from perfreport.proof.proving import prove
from perfreport.roundtrip import Reading
from tests.examples import FOLDER
from tests.forms.test_extended_forms import extending
from tests.roundtrip.strangers.edits import Edit, cell, row_like
from tests.roundtrip.word_editor import WordEditor, text_of

FORM, OTHER = "某省", "henan-2022-project-targets"
TEXT = (FOLDER / f"{OTHER}.yaml").read_text("utf-8").replace(OTHER, FORM)
INDICATORS = "资金使用单位[1].项目[1].绩效指标"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(templates=[extending(tmp_path, FORM, OTHER, "备填行: {已填也印: true}\n")])


def edited(settings: Settings, *edits: Edit) -> Reading:
    document = perfreport.loads(TEXT, settings=settings)
    editor = WordEditor(perfreport.render(document, "docx", settings=settings))
    assert "指标1：对接业务系统数量" in text_of(editor.root)
    assert "指标2：培训操作人员人次" in text_of(editor.root)
    for edit in edits:
        edit(editor)
    return perfreport.read_docx(editor.save(), settings=settings)


def test_what_nobody_edited_is_as_the_data_have_it(settings: Settings) -> None:
    reading = edited(settings)
    assert reading.document == perfreport.loads(TEXT, settings=settings)
    assert (reading.edits, reading.is_whole, reading.notes) == ((), True, ())


@pytest.mark.parametrize(
    ("edit", "change", "name"),
    [
        (cell("指标1：对接业务系统数量", "指标1：对接系统"), "changed", "对接系统"),
        (cell("指标1：对接业务系统数量", "对接系统"), "changed", "对接系统"),
        (row_like(0, 19, "指标3：培训教师", "3人"), "added", "培训教师"),
        (row_like(0, 19, "培训教师", "3人"), "added", "培训教师"),
    ],
)
def test_an_edit_is_that_of_the_name(
    edit: Edit, change: str, name: str, settings: Settings
) -> None:
    reading = edited(settings, edit)
    (told,) = reading.edits
    assert (told.change, told.path.label.startswith(INDICATORS)) == (change, True)
    assert f"名称: {name}, " in perfreport.dumps(reading.document)
    assert reading.is_whole


def test_the_form_is_proved_in_both_formats(tmp_path: Path) -> None:
    extending(tmp_path, FORM, OTHER, "备填行: {已填也印: true}\n")
    registry = FormRegistry([tmp_path])
    renderer = Renderer(registry, system_fonts=False)
    assert prove(registry.get(FORM), registry, renderer, FORMATS, thoroughly=False) == []
