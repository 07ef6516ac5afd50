"""A year's evaluation begun from what was declared for the year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perfreport.basics.quantities import PENDING, Amount, Rounding
from perfreport.checks.likeness import plain_name, plain_text
from perfreport.data.outline import outline
from perfreport.data.writing import PENDING_FIGURE, Begun, Noted, UnquotedNumber, Value
from perfreport.kinds.chain.account import Account, StatedIndicator
from perfreport.kinds.department_targets.model import Budget, DepartmentTargets, Task
from perfreport.kinds.evaluation.scheme import EvaluationScheme
from perfreport.kinds.project_targets.model import Project, ProjectTargets
from perfreport.kinds.self_evaluation.form import SelfEvaluationForm
from perfreport.kinds.self_evaluation.model import (
    Appropriations,
    BasicExpenditure,
    Expenditure,
    KeyTask,
    Revenue,
    SelfEvaluation,
    SubjectAmount,
)
from perfreport.kinds.self_evaluation.sections import (
    Effectiveness,
    Efficiency,
    KeyIndicator,
    ScoredIndicator,
)

Declaration = DepartmentTargets | ProjectTargets

_HOW_TO = (
    f"“{PENDING}”处都要填写；# 之后是填写说明，填好可删去。",
    "合计、占比、支出执行率、得分率和其中的句子由程序算出，不必填写。",
)
_RESULT = Noted(PENDING, "完成了什么，对照目标逐条写，一行一段")
_WHY_POINTS_WERE_LOST = "得分低于分值的，在下面加写“扣分原因”"


def draft_self_evaluation(declarations: Sequence[Declaration], form: SelfEvaluationForm) -> Begun:
    """A data file for the evaluation of the declared year.

    What the declarations say is filled in: tasks with their goals, indicators with the values
    expected, budget figures. The rest is 待填, each with a comment on what belongs there. Tasks and
    indicators of classified projects (涉密) are left out, even those that were declared openly,
    and so is what was withheld: the evaluation is to be published.

    Args:
        declarations: of one department and one year.
        form: on which the evaluation is to be printed; the points of its scheme are laid out,
            without one the indicators of 管理效率 are 待填.
    """
    first = declarations[0]
    departments = [one for one in declarations if isinstance(one, DepartmentTargets)]
    projects = [one for one in declarations if isinstance(one, ProjectTargets)]
    budget, rounding = departments[0].budget if departments else None, form.figures.rounding
    goals: list[Value] = [goal for declaration in departments for goal in declaration.goals]
    known: dict[str, Value] = {
        "form": form.id,
        "year": first.year,
        "department": first.department,
        "functions": Noted(PENDING, "主要职责、机构和人员；涉密而不公开的改为 {涉密: true}"),
        "overall_work": Noted(PENDING, "年度总体工作和重点工作任务；多段写成 |- 块，一行一段"),
        "key_tasks": _key_tasks(departments, projects),
        "goals": goals or [Noted(PENDING, "一条一项，不写编号")],
        "revenue": _revenue(budget, rounding),
        "expenditure": _expenditure(budget, projects, rounding),
        "management": Noted(PENDING, "绩效目标、运行监控、自评、结果应用等管理工作"),
        "overview": Noted(PENDING, "自评的组织情况和目标实现的总体情况"),
        "basis": Noted(PENDING, "自评所依据的文件，带书名号，如《…绩效评价工作方案的通知》"),
        "effectiveness": _effectiveness([*departments, *projects], form.scheme),
        "efficiency": _efficiency(first.year, form.scheme),
        "problems": Noted(PENDING, "自评发现的问题"),
        "measures": Noted(PENDING, "针对问题的改进措施"),
    }
    title = f"{first.department}{first.year}年度部门整体支出绩效自评报告，由申报表起草。"
    fields = outline(SelfEvaluation, **known)
    printed = {label: value for label, value in fields.items() if label not in form.not_printed}
    return Begun(printed, (title, *_HOW_TO))


def _key_tasks(
    departments: Sequence[DepartmentTargets], projects: Sequence[ProjectTargets]
) -> Value:
    """The department's tasks; where only projects were declared, those, to be summed up."""
    if departments:
        return [_key_task(task) for declaration in departments for task in declaration.tasks]
    units = [unit for declaration in projects for unit in declaration.units]
    tasks = [
        _key_task(project)
        for unit in units
        for project in unit.projects
        if project.goal and not project.classified
    ]
    note = "申报表只有项目：下面按项目列出，请归并为年度重点工作任务"
    return Noted(tasks or [outline(KeyTask)], note)


def _key_task(declared: Task | Project) -> Value:
    goal = "\n".join(declared.goal or ())
    return outline(KeyTask, name=declared.name, goal=goal, result=_RESULT)


def _revenue(budget: Budget | None, rounding: Rounding) -> Value:
    subjects: Value = [outline(SubjectAmount)]
    if budget:
        total = rounding.exact_amount(budget.appropriation + budget.other_income)
        subjects = Noted(subjects, f"各类级科目，合计应为申报的收入 {total}")
    return outline(Revenue, subjects=subjects)


def _expenditure(
    budget: Budget | None, projects: Sequence[ProjectTargets], rounding: Rounding
) -> Value:
    basic: Value = outline(BasicExpenditure)
    of_projects = Amount.total(one.funds.total for one in projects)
    declared = of_projects
    if budget:
        total = rounding.exact_amount(budget.basic)
        basic = Noted(basic, f"两项的年初预算数之和应为申报的基本支出 {total}")
        declared = budget.project
    project = outline(Appropriations)
    if declared is not None:
        initial: Value = UnquotedNumber(declared)
        if of_projects is not None and of_projects != declared:
            total = rounding.exact_amount(of_projects)
            note = f"部门申报的项目支出；项目申报表的合计为 {total}，请核对"
            initial = Noted(initial, note)
        project = outline(Appropriations, initial=initial)
    return outline(Expenditure, basic=basic, project=project)


def _effectiveness(declarations: Sequence[Declaration], scheme: EvaluationScheme | None) -> Value:
    known: dict[str, Value] = {
        "average_execution_rate": Noted(PENDING_FIGURE, "各期的平均值，写成 99.91%；不考核的删去"),
        "indicators": _key_indicators(declarations),
    }
    if scheme:
        known["weight"] = UnquotedNumber(scheme.effectiveness)
    return Noted(outline(Effectiveness, **known), _WHY_POINTS_WERE_LOST)


def _key_indicators(declarations: Sequence[Declaration]) -> Value:
    """Each declared indicator once, in the order of the declarations, none that is classified."""
    declared = [
        indicator
        for document, declaration in enumerate(declarations, 1)
        for indicator in Account(declaration, document).indicators
    ]
    public = [indicator for indicator in declared if not indicator.is_classified]
    note = "每项填实际完成值；不列为关键指标的整项删去"
    if left_out := len(declared) - len(public):
        note += f"；涉密的{left_out}条指标没有列出"
    return Noted(list(_expected_values(public)) or [outline(KeyIndicator)], note)


def _expected_values(declared: Sequence[StatedIndicator]) -> Iterator[Value]:
    """Each indicator once; the first of a project begins with a comment that names it."""
    seen: set[tuple[str, str]] = set()
    project = ""
    for each in declared:
        identity = (plain_name(each.name), plain_text(each.target))
        # A withheld value would ask for what must not be published.
        if identity in seen or not each.target:
            continue
        seen.add(identity)
        indicator = outline(KeyIndicator, name=each.name, expected=each.target, actual=PENDING)
        begins_project = each.project not in ("", project)
        yield Noted(indicator, f"项目：{each.project}") if begins_project else indicator
        project = each.project


def _efficiency(year: int, scheme: EvaluationScheme | None) -> Value:
    if scheme is None:
        return Noted(outline(Efficiency), _WHY_POINTS_WERE_LOST)
    indicators: list[Value] = [
        outline(
            ScoredIndicator,
            level_two=indicator.level_two,
            name=indicator.name,
            weight=UnquotedNumber(indicator.weight),
            score=PENDING_FIGURE,
        )
        for indicator in scheme.efficiency
    ]
    note = f"得分从 0 到分值；指标和分值据{scheme.name}"
    # Weights change from year to year, and the form knows one year's alone.
    if scheme.is_of_another_year(year):
        note += f"，{year}年度的方案若有不同，请照改"
    return Noted(outline(Efficiency, indicators=Noted(indicators, note)), _WHY_POINTS_WERE_LOST)
