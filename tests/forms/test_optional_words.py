"""Words that a form does not use may be left out; what would need them is refused in data."""

from __future__ import annotations

from pathlib import Path

import pytest

import perfreport
from perfreport import InputError, Settings
from perfreport.data.schema import json_schema
from tests.forms.own_templates import with_file
from tests.small_files import DEPARTMENT, PROJECTS, REPORT, altered

DISTRICT = "guangzhou-district-project-targets"


def settings_with(folder: Path, other: str, text: str) -> Settings:
    head = f"版式: 某市\n依照: {other}\n名称: 表\n地区: 某市\n年度: '2026'\n依据: 表样\n"
    return Settings(templates=[with_file(folder, "forms/某市.yaml", head + text)])


def mistakes(text: str, settings: Settings) -> list[str]:
    with pytest.raises(InputError) as caught:
        perfreport.loads(text, settings=settings)
    return [f"{each.path.label}：{each.message}" for each in caught.value.mistakes]


def test_without_a_statement_no_project_is_classified(tmp_path: Path) -> None:
    settings = settings_with(tmp_path, DISTRICT, "用语: {涉密说明: []}\n")
    told = mistakes(altered(PROJECTS, (DISTRICT, "某市")), settings)
    assert told == [
        "资金使用单位[1].项目[2].涉密：版式 某市 没有涉密的用语，印不了涉密的内容；"
        "请删去这一项，或换用有此用语的版式"
    ]
    form = settings.registry.get("某市")
    assert json_schema(form.model, form)


def test_what_a_project_lacks_is_then_asked_for_without_that_way_out(tmp_path: Path) -> None:
    settings = settings_with(tmp_path, DISTRICT, "用语: {涉密说明: []}\n")
    text = altered(PROJECTS, (DISTRICT, "某市"), ("        绩效目标: 聘请编外人员。\n", ""))
    assert "资金使用单位[1].项目[1].绩效目标：缺这一项，请补上" in mistakes(text, settings)


@pytest.mark.parametrize(
    ("text", "other"),
    [(DEPARTMENT, "guangzhou-district-department-targets"), (PROJECTS, DISTRICT)],
)
def test_without_a_word_for_values_no_indicator_is_classified(
    text: str, other: str, tmp_path: Path
) -> None:
    settings = settings_with(tmp_path, other, "用语: {涉密指标值: }\n")
    classified = altered(
        text, (other, "某市"), ("二级: 数量指标, ", "二级: 数量指标, 涉密: true, ")
    )
    told = mistakes(classified, settings)
    assert any("绩效指标[1].涉密：版式 某市 没有涉密的用语" in each for each in told)


def test_without_a_note_no_section_is_classified(tmp_path: Path) -> None:
    settings = settings_with(tmp_path, "guangzhou-self-evaluation", "用语: {涉密章节: }\n")
    told = mistakes(altered(REPORT, ("guangzhou-self-evaluation", "某市")), settings)
    assert [each for each in told if each.startswith("部门职能.涉密：版式 某市 没有涉密的用语")]


def test_a_section_that_is_not_classified_goes_round_without_the_note(tmp_path: Path) -> None:
    settings = settings_with(tmp_path, "guangzhou-self-evaluation", "用语: {涉密章节: }\n")
    text = altered(REPORT, ("guangzhou-self-evaluation", "某市"), ("\n  涉密: true", " 某项职能。"))
    document = perfreport.loads(text, settings=settings)
    content = perfreport.render(document, "docx", settings=settings)
    assert perfreport.read_docx(content, settings=settings).document == document


def test_goals_are_not_numbered_where_the_form_does_not_say_how(tmp_path: Path) -> None:
    other = "guangzhou-district-department-targets"
    settings = settings_with(tmp_path, other, '用语: {目标编号: ""}\n')
    goals = "  - 维护社会大局稳定。\n  - 建设平安单位。\n"
    text = altered(DEPARTMENT, (other, "某市"), ("  - 维护社会大局稳定。\n", goals))
    document = perfreport.loads(text, settings=settings)
    content = perfreport.render(document, "docx", settings=settings)
    assert perfreport.read_docx(content, settings=settings).document == document


def test_the_values_of_a_classified_indicator_are_withheld_in_every_column(tmp_path: Path) -> None:
    text = "用语: {指标栏: }\n指标列: [一级, 二级, 名称, 指标值]\n必填: []\n"
    settings = settings_with(tmp_path, DISTRICT, text)
    value = (
        "名称: 到位率, 实施周期指标值: 95%, 年度指标值: 90%",
        "名称: 到位率, 涉密: true, 指标值: 90%",
    )
    told = mistakes(altered(PROJECTS, (DISTRICT, "某市"), value), settings)
    assert any("绩效指标[1].指标值：涉密指标的值按统一用语印出" in each for each in told)
