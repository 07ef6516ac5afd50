"""What some forms of a department's declaration ask and others have no place for."""

from __future__ import annotations

from typing import Any

import pytest

import perfreport
from perfreport import Amount, DepartmentTargets, Indicator, InputError, Task
from perfreport.blocks.funds import Sources
from perfreport.blocks.sums import figure
from tests.examples import FOLDER, example
from tests.small_files import DEPARTMENT, altered, line_with

BUDGET = DEPARTMENT[DEPARTMENT.index("预算整体情况:") : DEPARTMENT.index("总体绩效目标:")]
BY_SOURCE = "henan-2022-department-targets"

DEMANDED = {
    "预算整体情况": (BUDGET, "文种:"),
    "年度重点工作任务[1].拟投入的资金": ("    拟投入的资金: 69.00\n", "  - 名称: 网格化"),
    "年度重点工作任务[1].期望达到的目标": (
        "    期望达到的目标: 建设“五好”网格。\n", "  - 名称: 网格化",
    ),
}  # fmt: skip


@pytest.mark.parametrize("place", DEMANDED)
def test_a_form_that_prints_it_demands_it(place: str) -> None:
    text, beside = DEMANDED[place]
    with pytest.raises(InputError) as refused:
        perfreport.loads(altered(DEPARTMENT, (text, "")))
    (mistake,) = refused.value.mistakes
    assert (mistake.path.label, mistake.line) == (place, line_with(DEPARTMENT, beside))
    assert "请补上" in mistake.message


@pytest.mark.parametrize(
    ("place", "typed"),
    [
        ("预算整体情况", BUDGET),
        ("年度重点工作任务[1].拟投入的资金", "    拟投入的资金: 69.00\n"),
        ("年度重点工作任务[1].期望达到的目标", "    期望达到的目标: 建成平台。\n"),
        ("下属二级单位数", "下属二级单位数: 2\n"),
        ("其他需完成的任务", "其他需完成的任务: 某事。\n"),
    ],
)
def test_a_form_without_a_place_for_it_refuses_it(place: str, typed: str) -> None:
    text = (FOLDER / f"{BY_SOURCE}.yaml").read_text("utf-8")
    before = "    主要实施内容: 改造" if typed.startswith(" ") else "总体绩效目标:"
    with pytest.raises(InputError) as refused:
        perfreport.loads(altered(text, (before, typed + before)))
    (mistake,) = refused.value.mistakes
    assert mistake.path.label == place
    assert "没有这一项的位置" in mistake.message


def test_without_them_a_declaration_is_built_and_checked() -> None:
    document = DepartmentTargets(
        form=BY_SOURCE,
        year=2023,
        department="某厅",
        sources={
            "政府预算资金": {"金额": "3.00"},
            "基本支出": {"金额": "1.00"},
            "项目支出": {"金额": "2.00"},
        },
        goals=["预算安排4万元，做好课题研究。"],
        tasks=[Task(name="课题研究", content=["本任务预算5万元。"])],
        indicators=[
            Indicator(level_one="产出指标", level_two=two, name=name, value="100%")
            for two, name in (("重点工作任务完成", "课题"), ("履职目标实现", "目标"))
        ],
    )
    assert (document.budget, document.tasks[0].amount, document.tasks[0].goal) == (None,) * 3
    assert perfreport.check(document) == ()
    read = perfreport.read_docx(perfreport.render(document, "docx")).document
    # Built before its form is known, it holds its money as it came.
    assert read == perfreport.loads(perfreport.dumps(document))


def sources_of(text: str) -> Any:
    document = perfreport.loads(text)
    assert isinstance(document, DepartmentTargets)
    assert isinstance(document.sources, Sources)
    return document.sources


def test_the_total_is_the_sum_of_the_sources_alone() -> None:
    sources = sources_of(perfreport.dumps(example(BY_SOURCE)))
    assert figure(sources, "stated.amount") == Amount("50419.77")
    assert sources.basic.amount + sources.project.amount == Amount("50419.77")


def test_the_structure_is_written_behind_the_sources() -> None:
    text = perfreport.dumps(example(BY_SOURCE))
    names = [line.split("来源: ")[1] for line in text.splitlines() if "来源: " in line]
    assert [name.split(",")[0] for name in names] == [
        "政府预算资金", "财政专户管理资金", "单位资金", "基本支出", "项目支出",
    ]  # fmt: skip
