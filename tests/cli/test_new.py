"""``perfreport new``: a blank to fill in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from perfreport.sheets.reading import read_workbook
from tests.cli.running import Runner
from tests.filled_blanks import filled, filled_workbook
from tests.forms.own_templates import with_copy
from tests.roundtrip.word_editor import WordEditor

FORM = "henan-2022-project-targets"


def test_a_blank_is_written_and_check_lists_what_is_to_be_filled_in(
    perfreport: Runner, tmp_path: Path
) -> None:
    target = tmp_path / "新" / "项目.yaml"
    outcome = perfreport("new", FORM, "-o", target)
    assert (outcome.code, outcome.err) == (0, "")
    assert f"perfreport check {target}" in outcome.out
    checked = perfreport("check", target, "--format", "json")
    assert checked.code == 1
    (file,) = json.loads(checked.out)["files"]
    assert {finding["code"] for finding in file["findings"]} == {"DRAFT-001"}


def test_what_is_there_is_not_written_over(perfreport: Runner, tmp_path: Path) -> None:
    target = tmp_path / "项目.yaml"
    target.write_text("填好的", "utf-8")
    outcome = perfreport("new", FORM, "-o", target)
    assert outcome.code == 2
    assert "已经有了" in outcome.err
    assert target.read_text("utf-8") == "填好的"


@pytest.mark.parametrize("name", ["项目.json", "项目.docx", "项目"])
def test_a_file_of_another_sort_is_refused(perfreport: Runner, tmp_path: Path, name: str) -> None:
    outcome = perfreport("new", FORM, "-o", tmp_path / name)
    assert outcome.code == 2
    assert not (tmp_path / name).exists()


def test_a_word_that_is_no_form_is_answered_and_nothing_is_written(
    perfreport: Runner, tmp_path: Path
) -> None:
    outcome = perfreport("new", "项目支出绩效目标", "-o", tmp_path / "项目.yaml")
    assert outcome.code == 2
    assert "是不是“项目支出绩效目标表”" in outcome.err
    assert not (tmp_path / "项目.yaml").exists()


def test_a_form_of_ones_own_has_a_blank(perfreport: Runner, tmp_path: Path) -> None:
    with_copy(tmp_path / "我的版式", FORM, "某县")
    target = tmp_path / "项目.yaml"
    outcome = perfreport("new", "某县", "-o", target, "--templates", tmp_path / "我的版式")
    assert outcome.code == 0
    assert "版式: 某县\n" in target.read_text("utf-8")


def test_what_a_blank_says_beside_its_fields_outlives_an_edit_in_word(
    perfreport: Runner, tmp_path: Path
) -> None:
    data = tmp_path / "项目.yaml"
    perfreport("new", FORM, "-o", data)
    before = filled(data.read_text("utf-8"), FORM)
    data.write_text(before, "utf-8")
    assert perfreport("build", data, "-o", tmp_path, "--allow-errors").code == 0
    word = tmp_path / "项目.docx"
    editor = WordEditor(word.read_bytes())
    name = "业务培训AA"
    editor.replace(editor.paragraph(name), name, "业务轮训")
    word.write_bytes(editor.save())
    assert perfreport("read", word, "--update", data).code == 0
    assert data.read_text("utf-8") == before.replace(f"名称: {name}", "名称: 业务轮训")


def test_of_a_kind_with_several_forms_they_are_told(perfreport: Runner, tmp_path: Path) -> None:
    for name in ("自评.yaml", "自评.xlsx"):
        outcome = perfreport("new", "self-evaluation", "-o", tmp_path / name)
        assert outcome.code == 0
        assert "guangzhou-self-evaluation或xuwen-2024-self-evaluation" in outcome.out


def test_a_workbook_is_written(perfreport: Runner, tmp_path: Path) -> None:
    target = tmp_path / "项目.xlsx"
    assert perfreport("new", FORM, "-o", target).code == 0
    workbook = read_workbook(target.read_bytes())
    assert [sheet.name for sheet in workbook.sheets][:2] == ["填写说明", "资料"]


def test_from_a_blank_workbook_to_the_printed_form_in_three_commands(
    perfreport: Runner, tmp_path: Path
) -> None:
    data = tmp_path / "项目.xlsx"
    assert perfreport("new", FORM, "-o", data).code == 0
    checked = perfreport("check", data)
    assert checked.code == 1
    assert "项目!C3　资金使用单位[1].项目[1].名称" in checked.out
    data.write_bytes(filled_workbook(data.read_bytes(), FORM))
    assert "待填" not in perfreport("check", data).out
    assert perfreport("build", data, "-o", tmp_path / "结果", "--allow-errors").code == 0
    assert {path.name for path in (tmp_path / "结果").iterdir()} == {"项目.docx", "项目.pdf"}


def test_what_is_typed_wrong_is_told_by_its_cell(perfreport: Runner, tmp_path: Path) -> None:
    data = tmp_path / "项目.xlsx"
    perfreport("new", FORM, "-o", data)
    opened = load_workbook(data)
    opened["项目"]["D3"].value = "一百万"
    opened.save(data)
    outcome = perfreport("check", data)
    assert outcome.code == 2
    assert outcome.err.startswith(
        f"{data}：项目!D3：资金使用单位[1].项目[1].资金.政府预算资金.年度："
    )
