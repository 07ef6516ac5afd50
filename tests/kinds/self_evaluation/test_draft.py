"""An evaluation begins with what the declarations of its year say."""

from __future__ import annotations

import re

import pytest

from perfreport.basics import resources
from perfreport.basics.quantities import PENDING, Amount
from perfreport.blocks.model import Declaration
from perfreport.data.data_files import parse_source
from perfreport.data.source import Source
from perfreport.documents.drafting import drafted
from perfreport.documents.loading import read_document
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.chain.comparison import compare
from perfreport.kinds.chain.draft import draft_self_evaluation
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.project_targets.model import ProjectTargets
from perfreport.kinds.self_evaluation.form import SelfEvaluationForm
from perfreport.kinds.self_evaluation.model import SelfEvaluation
from tests.data.drafts import Draft, read_draft
from tests.examples import example

DECLARATIONS = (
    "guangzhou-2023-project-targets",
    "guangzhou-2024-department-targets",
    "panyu-2024-department-targets",
    "zengcheng-2024-project-targets",
)


def declaration(name: str) -> Declaration:
    document = example(name)
    assert isinstance(document, DepartmentTargets | ProjectTargets)
    return document


def form() -> SelfEvaluationForm:
    form = FormRegistry().get("guangzhou-self-evaluation")
    assert isinstance(form, SelfEvaluationForm)
    return form


def draft_text(*names: str) -> str:
    return draft_self_evaluation([declaration(name) for name in names], form()).text


def draft(*names: str) -> Draft[SelfEvaluation]:
    return read_draft(parse_source(draft_text(*names)), SelfEvaluation)


def source(*names: str) -> Source:
    return parse_source(draft_text(*names))


@pytest.mark.parametrize("name", DECLARATIONS)
def test_a_draft_loads_and_goes_with_its_declaration(name: str) -> None:
    evaluation = draft(name).document
    declared = declaration(name)
    assert evaluation.form == "guangzhou-self-evaluation"
    assert (evaluation.year, evaluation.department) == (declared.year, declared.department)


@pytest.mark.parametrize("name", DECLARATIONS)
def test_the_indicators_of_a_draft_are_quoted_as_they_were_declared(name: str) -> None:
    findings = compare(draft(name).document, [declaration(name)])
    unfilled_money = {"AGAINST-004", "AGAINST-005"}
    assert {finding.code for finding in findings} <= unfilled_money


def test_the_tasks_and_goals_of_the_department_are_taken_over() -> None:
    declared = declaration("guangzhou-2024-department-targets")
    assert isinstance(declared, DepartmentTargets)
    evaluation = draft("guangzhou-2024-department-targets").document
    assert evaluation.goals == declared.goals
    assert [(task.name, task.goal) for task in evaluation.key_tasks] == [
        (task.name, task.goal) for task in declared.tasks
    ]


def test_the_project_money_is_taken_over_and_the_other_sums_are_said() -> None:
    text = draft_text("guangzhou-2024-department-targets")
    evaluation = draft("guangzhou-2024-department-targets").document
    assert evaluation.expenditure.project.initial == Amount("3402.20")
    assert "之和应为申报的基本支出 6,904.53万元" in text
    assert "合计应为申报的收入 10,306.73万元" in text


def test_the_projects_make_the_money_and_the_tasks_where_only_they_are_declared() -> None:
    evaluation = draft("guangzhou-2023-project-targets").document
    assert evaluation.expenditure.project.initial == Amount("3505.90")
    assert len(evaluation.key_tasks) == 10
    assert ("年初预算收入", "构成", 0, "金额") in draft("guangzhou-2023-project-targets").pending


def test_classified_projects_and_withheld_values_stay_out() -> None:
    text = draft_text("guangzhou-2023-project-targets") + draft_text(
        "zengcheng-2024-project-targets"
    )
    assert not re.search("WWZXJF|GZIT|涉密项目|保密项目", text)
    evaluation = draft("zengcheng-2024-project-targets").document
    assert not any(task.name.startswith("136001") for task in evaluation.key_tasks)


def test_indicators_of_classified_projects_stay_out_though_they_were_declared_openly() -> None:
    declared = declaration("zengcheng-2024-project-targets")
    assert isinstance(declared, ProjectTargets)
    projects = [project for unit in declared.units for project in unit.projects]
    public = {each.name for one in projects if not one.classified for each in one.indicators}
    classified = [each for one in projects if one.classified for each in one.indicators]
    evaluation = draft("zengcheng-2024-project-targets").document
    assert {indicator.name for indicator in evaluation.effectiveness.indicators} == public
    assert any(indicator.name not in public for indicator in classified)
    text = draft_text("zengcheng-2024-project-targets")
    assert (
        f"关键指标:  # 每项填实际完成值；不列为关键指标的整项删去；涉密的{len(classified)}条"
        in text
    )
    assert "没有列出" not in draft_text("panyu-2024-department-targets")


def test_an_indicator_that_department_and_project_declare_alike_comes_once() -> None:
    department = declaration("guangzhou-2024-department-targets")
    projects = declaration("guangzhou-2023-project-targets")
    both = [projects.model_copy(update={"year": 2024}), department]
    text = draft_self_evaluation(both, form()).text
    evaluation = read_draft(parse_source(text), SelfEvaluation).document
    names = [indicator.name for indicator in evaluation.effectiveness.indicators]
    assert names[0] == "发动社会力量参与群防共治，推进平安广州建设"
    assert names.count("期刊发行情况") == 2
    assert names.count("对云平台、线路等的安全防护工作进行检查") == 1
    assert "项目申报表的合计为 3,505.90万元，请核对" in text


def test_the_table_of_the_scheme_is_laid_out() -> None:
    scheme = form().scheme
    assert scheme
    efficiency = draft("panyu-2024-department-targets").document.efficiency
    assert [(one.level_two, one.name, one.weight) for one in efficiency.indicators] == [
        (one.level_two, one.name, one.weight) for one in scheme.efficiency
    ]
    assert "2024年度的方案若有不同，请照改" in draft_text("panyu-2024-department-targets")


def test_without_a_scheme_its_table_waits() -> None:
    declared = declaration("panyu-2024-department-targets")
    text = draft_self_evaluation([declared], form().going_by(None)).text
    pending = read_draft(parse_source(text), SelfEvaluation).pending
    assert ("履职效能", "分值") in pending
    assert ("管理效率", "指标", 0, "名称") in pending


def test_every_field_comes_in_the_order_of_the_form() -> None:
    keys = list(source("panyu-2024-department-targets").root.children)
    published = example("guangzhou-2023-self-evaluation")
    assert keys == [
        "文种",
        *(
            field.alias
            for name, field in type(published).model_fields.items()
            if name not in ("kind", "extras")
        ),
    ]


def test_every_field_that_waits_has_a_comment_or_stands_under_one() -> None:
    lines = draft_text("guangzhou-2024-department-targets").splitlines()
    bare = {line.strip() for line in lines if line.endswith(PENDING)}
    assert bare == {"实际完成值: 待填"}
    assert "  关键指标:  # 每项填实际完成值；不列为关键指标的整项删去" in lines


def test_a_filled_draft_waits_for_nothing() -> None:
    text = draft_text("guangzhou-2024-department-targets")
    filled = re.sub(r"执行率: 待填", "执行率: 99%", text)
    filled = re.sub(r"(数|金额|得分): 待填", r"\g<1>: 1", filled).replace(PENDING, "已写")
    evaluation = read_draft(parse_source(filled), SelfEvaluation)
    assert evaluation.pending == ()


YEAR = resources.examples() / "year"


def of_the_year(*names: str) -> str:
    sources = [read_document(YEAR / f"{name}.yaml", FormRegistry()) for name in names]
    kind = FormRegistry().kinds.called("self-evaluation")
    return drafted(kind, sources, FormRegistry(), "guangzhou-self-evaluation").begun.text


def test_incomes_and_basic_expenditure_of_any_form_are_beside_what_the_report_asks_for() -> None:
    text = of_the_year("2-部门目标", "4-部门监控")
    incomes = "政府预算资金1400.00、财政专户管理资金20.00、单位资金30.00"
    assert f"  构成:  # 各类级科目，合计应为申报的收入 1,450.00万元（{incomes}）\n" in text
    spent = "执行数833.60万元（财政性资金795.60、其他资金38.00）"
    assert f"决算支出:  # 1-7月监控：{spent}，全年预计1,450.00万元" in text
    basic = "两项的年初预算数之和应为申报的基本支出 1,000.00万元；1-7月监控：执行数576.00万元"
    assert f"  基本支出:  # {basic}，全年预计1,000.00万元\n" in text
    assert "年初预算数: 450.00\n" in text
    assert "决算数: 待填  # 1-7月监控：执行数257.60万元，全年预计450.00万元\n" in text
    assert "没有位置" not in text


def test_a_task_called_like_a_project_has_what_came_of_that_beside_it() -> None:
    text = of_the_year("2-部门目标", "5-项目自评")
    told = "举办业务培训班6期，培训426人，结业考试合格率97%。"
    assert f"实际完成情况: 待填  # 同名项目的自评表：{told}\n" in text


def test_what_a_task_was_to_cost_is_told_above_it() -> None:
    text = draft_text("panyu-2024-department-targets")
    assert "  # 拟投入的资金69.00\n  - 名称: 网格化服务管理工作\n" in text
    source = read_document(
        resources.examples() / "panyu-2024-department-targets.yaml", FormRegistry()
    )
    kind = FormRegistry().kinds.called("self-evaluation")
    begun = drafted(kind, [source], FormRegistry(), "guangzhou-self-evaluation").begun
    told = "\n".join(begun.left_out)
    assert "财政专项资金140.00、其他事业发展性支出151.50" in told
    assert "拟投入的资金" not in told


def test_where_only_a_monitoring_is_there_its_budgets_and_forecasts_are_taken() -> None:
    text = of_the_year("3-项目监控")
    assert "年初预算数: 450.00\n" in text
    assert "决算数: 待填  # 各项目的1-7月监控合计：执行数257.60万元，全年预计450.00万元\n" in text
    assert "实际完成值: 待填  # 1-7月监控：7个，预计12个\n" in text
