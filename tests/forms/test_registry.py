"""Forms are found in a user's folders first, part by part, then among the built-in ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from perfreport.basics import resources
from perfreport.basics.errors import InputError, TemplateError
from perfreport.forms.registry import FormRegistry
from perfreport.kinds import KINDS
from tests.forms.own_templates import with_file, with_form
from tests.proof.test_declared_fields import REPORT

CITY = "guangzhou-project-targets"
KIND = "项目支出绩效目标表"


def renamed(text: str) -> str:
    return text.replace("名称: 项目支出绩效目标表（广州市级）", "名称: 自己的表")


def test_the_built_in_forms_are_there() -> None:
    assert FormRegistry().ids == (
        "anhui-2022-department-evaluation",
        "anhui-2022-project-evaluation",
        "guangzhou-department-targets",
        "guangzhou-district-department-targets",
        "guangzhou-district-project-targets",
        "guangzhou-project-targets",
        "guangzhou-self-evaluation",
        "henan-2020-evaluation-summary",
        "henan-2020-project-evaluation",
        "henan-2022-department-targets",
        "henan-2022-project-targets",
        "henan-2022-transfer-targets",
        "henan-bond-project-evaluation",
        "henan-bond-project-targets",
        "henan-department-monitoring",
        "henan-project-monitoring",
        "national-2020-evaluation-report",
        "national-2020-project-evaluation",
        "project-monitoring-list",
        "shanghai-2026-project-targets",
        "sichuan-2023-project-evaluation",
        "sichuan-2023-project-targets",
        "xuwen-2024-self-evaluation",
        "zhengzhou-project-targets",
        "zhengzhou-transfer-evaluation",
    )


def test_every_built_in_form_has_both_templates() -> None:
    registry = FormRegistry()
    for form_id in registry.ids:
        assert registry.docx_template(form_id).is_file()
        assert registry.pdf_template(form_id).is_file()


def test_forms_are_listed_by_kind() -> None:
    found = [form.id for form in FormRegistry().of_kind(KIND)]
    assert found[:2] == ["guangzhou-district-project-targets", "guangzhou-project-targets"]
    assert len(found) == 8


def test_a_manifest_of_ones_own_stands_before_the_built_in_one(tmp_path: Path) -> None:
    registry = FormRegistry([with_form(tmp_path, CITY, renamed)])
    assert registry.get(CITY).name == "自己的表"
    assert registry.docx_template(CITY).is_relative_to(resources.templates())


def test_a_template_of_ones_own_stands_before_the_built_in_one(tmp_path: Path) -> None:
    registry = FormRegistry([with_file(tmp_path, f"docx/{CITY}.docx", "")])
    assert registry.docx_template(CITY) == tmp_path / "docx" / f"{CITY}.docx"
    assert registry.get(CITY).name == "项目支出绩效目标表（广州市级）"


def test_the_first_of_several_folders_counts(tmp_path: Path) -> None:
    first = with_form(tmp_path / "甲", CITY, renamed)
    second = with_form(tmp_path / "乙", CITY, lambda text: text)
    assert FormRegistry([first, second]).get(CITY).name == "自己的表"
    assert FormRegistry([second, first]).get(CITY).name != "自己的表"


def test_a_new_form_joins_the_others(tmp_path: Path) -> None:
    registry = FormRegistry([with_form(tmp_path, CITY, lambda text: text, new_id="某市")])
    assert "某市" in registry.ids
    assert "某市" in [form.id for form in registry.of_kind(KIND)]


def test_a_form_without_a_template_says_which_is_missing(tmp_path: Path) -> None:
    registry = FormRegistry([with_form(tmp_path, CITY, lambda text: text, new_id="某市")])
    with pytest.raises(TemplateError, match=r"^版式 某市 缺Word 模板 docx/某市\.docx$"):
        registry.docx_template("某市")
    with pytest.raises(TemplateError, match=r"^版式 某市 缺 Word 模板 docx/某市\.docx，也没有 PDF"):
        registry.pdf_template("某市")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="没有这个版式文件夹，请核对"):
        FormRegistry([tmp_path / "没有"])


@pytest.mark.parametrize("form_id", ["guangzhou-project-target", "../forms/x", "", "没有"])
def test_an_unknown_form_is_a_mistake_of_the_input(form_id: str) -> None:
    with pytest.raises(InputError, match="没有版式"):
        FormRegistry().get(form_id)


def test_the_nearest_form_is_suggested_or_all_are_listed() -> None:
    registry = FormRegistry()
    assert registry.advice("guangzhou-project-target").endswith(f"是不是 {CITY}？")
    for form_id in registry.ids:
        assert form_id in registry.advice("没有")


def test_only_forms_of_the_kind_are_suggested() -> None:
    registry = FormRegistry()
    offered = registry.choices("部门整体支出绩效自评报告")
    assert "guangzhou-self-evaluation" in offered
    assert "targets" not in offered
    assert "self-evaluation" not in registry.advice("没有", KIND)


def test_a_changed_manifest_is_read_again(tmp_path: Path) -> None:
    folder = with_form(tmp_path, CITY, lambda text: text)
    assert FormRegistry([folder]).get(CITY).name != "自己的表"
    with_form(tmp_path, CITY, renamed)
    os.utime(folder / "forms" / f"{CITY}.yaml", ns=(1, 1))
    assert FormRegistry([folder]).get(CITY).name == "自己的表"


def test_a_broken_form_does_not_disturb_the_others(tmp_path: Path) -> None:
    registry = FormRegistry([with_file(tmp_path, "forms/坏的.yaml", "文种: [")])
    assert registry.get(CITY).id == CITY
    with pytest.raises(TemplateError, match=r"坏的\.yaml:2"):
        registry.get("坏的")


def test_the_kind_of_reports_that_forms_name_is_offered_where_a_form_names_it(
    tmp_path: Path,
) -> None:
    open_kind = KINDS.open
    assert open_kind
    assert open_kind.name not in FormRegistry().kind_names
    with_file(tmp_path, "forms/report.yaml", REPORT)
    assert "项目支出绩效评价报告" in FormRegistry([tmp_path]).kind_names
