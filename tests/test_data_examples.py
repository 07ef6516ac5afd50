"""The documents in ``data_examples`` load whole; the published ones give the figures printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
import yaml

from perfreport.basics.quantities import Amount, Percent, Rounding, Score
from perfreport.blocks.model import Indicator
from perfreport.forms.registry import FormRegistry
from perfreport.kinds import KINDS
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.project_targets.model import FundsRow, Project, ProjectTargets
from perfreport.kinds.self_evaluation.model import (
    Appropriations,
    SelfEvaluation,
    StatedAppropriations,
)

EXAMPLES = Path(__file__).parents[1] / "data_examples"
CITY = "中国共产党广州市委员会政法委员会"
ZENGCHENG = "中国共产党广州市增城区委员会政法委员会"
PANYU = "中国共产党广州市番禺区委员会政法委员会"

HEADS = {
    "guangzhou-2023-project-targets": ("guangzhou-project-targets", 2023, CITY),
    "guangzhou-2023-self-evaluation": ("guangzhou-self-evaluation", 2023, CITY),
    "guangzhou-2024-department-targets": ("guangzhou-department-targets", 2024, CITY),
    "panyu-2024-department-targets": ("guangzhou-district-department-targets", 2024, PANYU),
    "zengcheng-2024-project-targets": ("guangzhou-district-project-targets", 2024, ZENGCHENG),
    "henan-2022-project-targets": ("henan-2022-project-targets", 2023, "河南省某某厅"),
    "henan-2022-transfer-targets": ("henan-2022-transfer-targets", 2023, "河南省某某厅"),
    "henan-2022-department-targets": ("henan-2022-department-targets", 2023, "河南省某某厅"),
    "henan-bond-project-targets": ("henan-bond-project-targets", 2024, "某某市交通运输局"),
    "xuwen-2024-self-evaluation": (
        "xuwen-2024-self-evaluation",
        2024,
        "徐闻县政务服务和数据管理局",
    ),
    "henan-2020-evaluation-summary": (
        "henan-2020-evaluation-summary",
        2023,
        "河南省某某水文水资源中心",
    ),
    "national-2020-evaluation-report": (
        "national-2020-evaluation-report",
        2023,
        "某某省农业农村厅",
    ),
    "shanghai-2026-project-targets": (
        "shanghai-2026-project-targets",
        2026,
        "上海市普陀区建设和管理委员会",
    ),
    "sichuan-2023-project-targets": ("sichuan-2023-project-targets", 2023, "马踏镇部门"),
    "zhengzhou-project-targets": ("zhengzhou-project-targets", 2024, "郑州市某某局"),
    "national-2020-project-evaluation": ("national-2020-project-evaluation", 2023, "某县水利局"),
    "qingshan-2023-project-evaluation": ("national-2020-project-evaluation", 2023, "青山县水利局"),
    "henan-2020-project-evaluation": ("henan-2020-project-evaluation", 2022, "河南省某某厅"),
    "henan-bond-project-evaluation": ("henan-bond-project-evaluation", 2023, "某市交通运输局"),
    "zhengzhou-transfer-evaluation": ("zhengzhou-transfer-evaluation", 2023, "郑州市某某局"),
    "henan-project-monitoring": ("henan-project-monitoring", 2024, "河南省某某厅"),
    "project-monitoring-list": ("project-monitoring-list", 2024, "某市水利局"),
    "henan-department-monitoring": ("henan-department-monitoring", 2024, "河南省某某厅"),
    "anhui-2022-department-evaluation": (
        "anhui-2022-department-evaluation",
        2022,
        "某县农业农村局",
    ),
    "anhui-2022-project-evaluation": ("anhui-2022-project-evaluation", 2022, "天长市水利局"),
    "sichuan-2023-project-evaluation": (
        "sichuan-2023-project-evaluation",
        2023,
        "青神县发展和改革局本级",
    ),
}

Kind = TypeVar("Kind", DepartmentTargets, ProjectTargets, SelfEvaluation)


def source(stem: str) -> dict[str, object]:
    text = (EXAMPLES / f"{stem}.yaml").read_text("utf-8")
    tree = yaml.load(text, yaml.BaseLoader)
    assert isinstance(tree, dict)
    return tree


def example(stem: str, kind: type[Kind]) -> Kind:
    document = KINDS.models[str(source(stem)["文种"])].model_validate(source(stem))
    assert isinstance(document, kind)
    return document


@pytest.fixture(scope="module")
def city_department() -> DepartmentTargets:
    return example("guangzhou-2024-department-targets", DepartmentTargets)


@pytest.fixture(scope="module")
def district_department() -> DepartmentTargets:
    return example("panyu-2024-department-targets", DepartmentTargets)


@pytest.fixture(scope="module")
def city_projects() -> ProjectTargets:
    return example("guangzhou-2023-project-targets", ProjectTargets)


@pytest.fixture(scope="module")
def district_projects() -> ProjectTargets:
    return example("zengcheng-2024-project-targets", ProjectTargets)


@pytest.fixture(scope="module")
def report() -> SelfEvaluation:
    return example("guangzhou-2023-self-evaluation", SelfEvaluation)


def texts(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)
    else:
        assert isinstance(node, str)
        yield node


def projects(document: ProjectTargets) -> list[Project]:
    return [project for unit in document.units for project in unit.projects]


def indicators(document: ProjectTargets) -> list[Indicator]:
    return [indicator for project in projects(document) for indicator in project.indicators]


def manifold_goals(document: ProjectTargets) -> dict[str, int]:
    lengths = {project.name: len(project.goal or ()) for project in projects(document)}
    return {name: length for name, length in lengths.items() if length > 1}


def task_paragraphs(document: DepartmentTargets) -> list[tuple[int, int]]:
    return [(len(task.content), len(task.goal or ())) for task in document.tasks]


def funds(appropriation: str) -> FundsRow:
    amount = Amount(appropriation)
    return FundsRow(amount, amount, None, None)


def columns(initial: str, annual: str, final: str) -> Appropriations:
    return Appropriations(initial=Amount(initial), annual=Amount(annual), final=Amount(final))


def test_every_example_is_listed_here() -> None:
    assert sorted(path.stem for path in EXAMPLES.glob("*.yaml")) == sorted(HEADS)


@pytest.mark.parametrize("stem", HEADS)
def test_an_example_loads_into_the_class_of_its_kind(stem: str) -> None:
    tree = source(stem)
    document = FormRegistry().get(str(tree["版式"])).model.model_validate(tree)
    assert (document.form, document.year, document.department) == HEADS[stem]
    assert document.kind == tree["文种"]


@pytest.mark.parametrize("stem", HEADS)
def test_no_text_holds_what_layout_left_behind(stem: str) -> None:
    residue = re.compile(r"</?p>|[^\S\n]|\n\n")
    assert [text for text in texts(source(stem)) if residue.search(text)] == []


@pytest.mark.parametrize("stem", HEADS)
def test_a_paragraph_is_one_physical_line_of_the_file(stem: str) -> None:
    lines = (EXAMPLES / f"{stem}.yaml").read_text("utf-8").splitlines()
    for paragraph in (part for text in texts(source(stem)) for part in text.split("\n")):
        assert any(paragraph in line for line in lines)


def test_the_city_department_form_has_the_printed_number_of_items(
    city_department: DepartmentTargets,
) -> None:
    assert city_department.subordinate_units is None
    assert city_department.other_tasks is None
    assert len(city_department.goals) == 4
    assert task_paragraphs(city_department) == [(4, 1), (1, 1), (6, 2)]
    assert len(city_department.indicators) == 17


def test_the_city_department_budget_balances_as_printed(city_department: DepartmentTargets) -> None:
    budget = city_department.budget
    assert budget is not None
    total = Amount("10306.73")
    assert budget.basic + budget.project == total
    assert budget.special_funds + budget.other_development == Amount(0)
    assert budget.appropriation + budget.other_income == total
    assert budget.own_level + budget.transfers == total


def test_the_city_department_tasks_use_part_of_the_project_money(
    city_department: DepartmentTargets,
) -> None:
    assert Amount.total(task.amount for task in city_department.tasks) == Amount("2924.30")


def test_a_level_label_that_was_not_printed_is_left_out(city_department: DepartmentTargets) -> None:
    unlabelled = [i.level_two for i in city_department.indicators if i.level_one is None]
    assert unlabelled == ["社会效益指标"] * 4 + ["可持续影响指标"] * 4


def test_goals_that_the_form_numbers_carry_no_numbers(city_department: DepartmentTargets) -> None:
    assert not any(re.match("[一二三四]、", goal) for goal in city_department.goals)


def test_the_district_department_form_has_the_printed_number_of_items(
    district_department: DepartmentTargets,
) -> None:
    assert district_department.subordinate_units == 2
    assert district_department.other_tasks == ("无。",)
    assert len(district_department.goals) == 1
    assert task_paragraphs(district_department) == [
        (6, 1),
        (5, 5),
        (2, 1),
        (1, 1),
        (1, 1),
        (4, 1),
        (1, 1),
    ]
    assert len(district_department.indicators) == 8


def test_the_district_department_budget_is_out_of_balance_as_printed(
    district_department: DepartmentTargets,
) -> None:
    budget = district_department.budget
    assert budget is not None
    development = budget.special_funds + budget.other_development
    assert budget.basic + budget.project + development == Amount("3400.36")
    assert budget.own_level + budget.transfers == Amount("3400.36")
    assert budget.appropriation + budget.other_income == Amount("3401.36")


def test_the_district_department_tasks_add_up_as_printed(
    district_department: DepartmentTargets,
) -> None:
    assert Amount.total(task.amount for task in district_department.tasks) == Amount("408.80")


def test_the_city_projects_add_up_to_the_printed_totals(city_projects: ProjectTargets) -> None:
    printed = [funds("3284.05"), funds("200.00"), funds("21.85")]
    assert [unit.funds for unit in city_projects.units] == printed
    assert city_projects.funds == funds("3505.90")


def test_no_total_of_projects_is_typed(city_projects: ProjectTargets) -> None:
    assert city_projects.stated is None
    assert all(unit.stated is None for unit in city_projects.units)
    assert all(project.stated_total is None for project in projects(city_projects))


def test_the_city_projects_have_the_printed_number_of_indicators(
    city_projects: ProjectTargets,
) -> None:
    assert [len(unit.projects) for unit in city_projects.units] == [12, 1, 1]
    counts = [len(project.indicators) for project in projects(city_projects)]
    assert counts == [6, 2, 11, 0, 0, 2, 0, 6, 0, 7, 9, 7, 8, 6]


def test_classified_city_projects_show_code_and_money_only(city_projects: ProjectTargets) -> None:
    classified = [project for project in projects(city_projects) if project.classified]
    assert [(project.name, str(project.appropriation)) for project in classified] == [
        ("WWZXJF", "70.00"),
        ("GZIT2022-QM-N-B-006007", "68.21"),
        ("GZIT2023-SM-N-C-006014(2023)", "58.63"),
        ("GZIT2022-SM-N-C-006008(2023)", "106.57"),
    ]
    assert all(not project.goal and not project.indicators for project in classified)
    statements = [project.classified_statement for project in classified]
    assert statements == ["涉密项目指标", None, None, None]


def test_rich_text_residue_became_paragraphs(city_projects: ProjectTargets) -> None:
    assert manifold_goals(city_projects) == {
        "广东省政法跨部门大数据办案平台广州分中心(市委政法委中心平台)项目": 3
    }


def test_city_values_lack_the_full_stop_that_the_form_adds(city_projects: ProjectTargets) -> None:
    values = [indicator.annual_value or "" for indicator in indicators(city_projects)]
    assert [value for value in values if value.endswith("。")] == [
        "在2023年5月前完成项目合同采购，6月前完成项目合同签订。"
    ]


def test_the_district_projects_add_up_to_the_printed_total(
    district_projects: ProjectTargets,
) -> None:
    assert [unit.funds for unit in district_projects.units] == [funds("292.28")]
    assert district_projects.funds == funds("292.28")


def test_the_district_projects_have_the_printed_number_of_indicators(
    district_projects: ProjectTargets,
) -> None:
    counts = [len(project.indicators) for project in projects(district_projects)]
    assert counts == [
        *(3, 4, 2, 3, 3, 2, 4, 4),
        *(3, 2, 3, 3, 5, 3, 2, 2, 2, 3, 5, 3, 2, 2),
        *(1, 1, 1, 1, 2),
    ]
    assert len(counts) == 27


def test_district_level_names_are_those_printed(district_projects: ProjectTargets) -> None:
    assert {indicator.level_two for indicator in indicators(district_projects)} == {
        "数量指标",
        "质量指标",
        "时效指标",
        "社会效益",
        "生态指标",
        "可持续影响指标",
        "服务对象满意度",
        "服务对象满意度指标",
    }


def test_a_code_is_stated_where_the_printed_one_contradicts_the_level(
    district_projects: ProjectTargets,
) -> None:
    coded = [indicator for indicator in indicators(district_projects) if indicator.code]
    assert [(indicator.code, indicator.level_two, indicator.name) for indicator in coded] == [
        ("12", "时效指标", "按时完成培训计划"),
        ("11", "质量指标", "故障维护及时率"),
    ]


def test_classified_district_projects_show_indicators_but_no_goal(
    district_projects: ProjectTargets,
) -> None:
    classified = [project for project in projects(district_projects) if project.classified]
    names = [project.name for project in classified]
    assert names == ["13600101", "13600102", "13600104", "13600105", "13600106"]
    assert all(project.goal is None for project in classified)
    statements = [project.classified_statement for project in classified]
    assert statements == [None, None, "预算编制要求", None, None]


def test_one_district_indicator_withholds_its_values(district_projects: ProjectTargets) -> None:
    (withheld,) = (i for i in indicators(district_projects) if i.classified)
    assert (withheld.name, withheld.cycle_value, withheld.annual_value) == ("宣传效率", None, None)


def test_one_district_goal_has_four_paragraphs(district_projects: ProjectTargets) -> None:
    assert manifold_goals(district_projects) == {"平安创建工作经费": 4}


def test_the_report_has_the_printed_number_of_items(report: SelfEvaluation) -> None:
    assert [(len(task.goal), len(task.result)) for task in report.key_tasks] == [
        (4, 4),
        (1, 4),
        (1, 1),
    ]
    assert len(report.goals) == 4
    assert len(report.revenue.subjects) == len(report.final_account) == 6
    assert len(report.effectiveness.indicators) == 15
    assert len(report.efficiency.indicators) == 23


def test_the_report_withholds_the_functions_of_the_department(report: SelfEvaluation) -> None:
    assert report.functions.classified


def test_the_table_of_the_report_adds_up_as_printed(report: SelfEvaluation) -> None:
    spent = report.expenditure
    assert spent.total == columns("10283.32", "10192.48", "10105.79")
    assert spent.basic.total == columns("6777.42", "6759.56", "6756.71")
    assert spent.basic.personnel == columns("6373.21", "6226.67", "6225.01")
    assert spent.basic.operating == columns("404.21", "532.88", "531.70")
    assert spent.project == columns("3505.90", "3432.92", "3349.08")
    rate = spent.execution_rate
    assert rate is not None
    assert Rounding().rate(rate) == "99.15%"


def test_the_report_states_a_sum_only_where_the_parts_give_another(report: SelfEvaluation) -> None:
    revenue, final_account = report.revenue, report.final_account
    assert revenue.stated_total == Amount("10283.32")
    assert Amount.sum(part.amount for part in revenue.subjects) == Amount("10283.33")
    assert report.expenditure.total.final == Amount("10105.79")
    assert Amount.sum(part.amount for part in final_account) == Amount("10105.80")
    basic = report.expenditure.basic
    assert basic.stated is not None
    assert basic.stated == StatedAppropriations(annual=Amount("6759.56"))
    assert basic.personnel.annual + basic.operating.annual == Amount("6759.55")
    assert report.expenditure.stated is None


def test_the_points_of_the_report_add_up_as_printed(report: SelfEvaluation) -> None:
    effectiveness, efficiency = report.effectiveness, report.efficiency
    assert (effectiveness.weight, effectiveness.score) == (Score(50), Score("49.99"))
    assert (efficiency.weight, efficiency.score) == (Score(50), Score("46.98"))
    assert (report.weight, report.score) == (Score(100), Score("96.97"))
    assert report.effectiveness.average_execution_rate == Percent("99.91%")


def test_deductions_name_the_indicators_that_lost_points(report: SelfEvaluation) -> None:
    named = [deduction.indicators for deduction in report.efficiency.deductions]
    assert named == [("采购合同签订时效性", "合同备案时效性"), ("采购政策效能",)]
    lost = {i.name for i in report.efficiency.indicators if i.score < i.weight}
    assert lost == {name for names in named for name in names}
    assert report.effectiveness.deductions == ()
