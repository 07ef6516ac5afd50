"""Levels that are printed otherwise than they are called (印作), and read back as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

import perfreport
from perfreport import Settings
from perfreport.blocks.printing import build_view
from perfreport.documents.loading import fitted
from perfreport.docx.wordml import W
from tests.forms.own_templates import with_file
from tests.roundtrip.word_editor import WordEditor, retype, text_of
from tests.small_files import DEPARTMENT, PROJECTS, altered

TAXONOMY = """
指标体系:
  依据: 某市的表
  一级:
    - 名称: 产出指标
      又称: [产出]
      印作: 产出指标(50分)
      编码: "1"
      二级:
        - {名称: 数量指标, 又称: [数量], 印作: 数 量, 编码: "11"}
        - {名称: 质量指标, 印作: 质 量, 编码: "12"}
    - 名称: 效益指标
      印作: 效益指标(30分)
      编码: "2"
      二级: [{名称: 社会效益, 印作: 社会效益指标, 编码: "21"}]
"""


def settings_with(folder: Path, other: str) -> Settings:
    head = f"版式: 某市\n依照: {other}\n名称: 表\n地区: 某市\n年度: '2026'\n依据: 表样\n"
    return Settings(templates=[with_file(folder, "forms/某市.yaml", head + TAXONOMY)])


def department(levels: str, settings: Settings) -> perfreport.Document:
    text = altered(
        DEPARTMENT,
        ("guangzhou-district-department-targets", "某市"),
        ("一级: 产出指标, 二级: 数量指标", levels),
    )
    return perfreport.loads(text, settings=settings)


@pytest.mark.parametrize(
    "levels",
    [
        "一级: 产出指标, 二级: 数量指标",
        "一级: 产出, 二级: 数量",
        "一级: 产出, 二级: 数量指标",
        "二级: 数量",
    ],
)
def test_rows_print_one_word_and_come_back_as_the_data_have_them(
    levels: str, tmp_path: Path
) -> None:
    settings = settings_with(tmp_path, "guangzhou-district-department-targets")
    document = department(levels, settings)
    form = fitted(document, settings.registry).form
    row = build_view(document, form).indicators[0]
    assert (row.level_one.text, row.level_two.text) == ("产出指标(50分)", "数 量")
    content = perfreport.render(document, "docx", settings=settings)
    reading = perfreport.read_docx(content, settings=settings)
    assert (reading.document, reading.edits) == (document, ())


def test_an_edited_label_is_the_name_of_its_level(tmp_path: Path) -> None:
    settings = settings_with(tmp_path, "guangzhou-district-department-targets")
    document = department("一级: 产出, 二级: 数量", settings)
    editor = WordEditor(perfreport.render(document, "docx", settings=settings))
    (cell,) = [each for each in editor.root.iter(W + "tc") if text_of(each) == "数 量"]
    retype(next(cell.iter(W + "p")), "质 量")
    reading = perfreport.read_docx(editor.save(), settings=settings)
    assert isinstance(reading.document, perfreport.DepartmentTargets)
    (indicator,) = reading.document.indicators
    assert (indicator.level_one, indicator.level_two) == ("产出", "质量指标")


@pytest.mark.parametrize("levels", ["一级: 产出指标, 二级: 数量指标", "一级: 产出, 二级: 数量"])
def test_cells_print_one_word_and_come_back_as_the_data_have_them(
    levels: str, tmp_path: Path
) -> None:
    settings = settings_with(tmp_path, "guangzhou-district-project-targets")
    text = altered(
        PROJECTS,
        ("guangzhou-district-project-targets", "某市"),
        ("一级: 产出指标, 二级: 数量指标", levels),
    )
    document = perfreport.loads(text, settings=settings)
    content = perfreport.render(document, "docx", settings=settings)
    form = fitted(document, settings.registry).form
    (words,) = build_view(document, form).units[0].projects[0].indicators
    assert words.startswith("1、1-产出指标(50分)；11-数 量；")
    reading = perfreport.read_docx(content, settings=settings)
    assert (reading.document, reading.edits) == (document, ())
