"""A year's evaluation begun from the documents of the year before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from perfreport.basics.quantities import PENDING
from perfreport.blocks.model import Document, EvaluationTable
from perfreport.checks.likeness import plain_name, plain_text
from perfreport.data.outline import outline
from perfreport.data.writing import PENDING_FIGURE, Begun, Noted, UnquotedNumber, Value, noted
from perfreport.kinds.chain.account import Account, StatedIndicator, filled
from perfreport.kinds.chain.carrying import Seen, each_project, in_turn
from perfreport.kinds.chain.report_money import ReportMoney, amounts_of
from perfreport.kinds.evaluation.scheme import EvaluationScheme
from perfreport.kinds.self_evaluation.form import SelfEvaluationForm
from perfreport.kinds.self_evaluation.model import KeyTask, SelfEvaluation
from perfreport.kinds.self_evaluation.sections import (
    Effectiveness,
    Efficiency,
    KeyIndicator,
    ScoredIndicator,
)

_CALLED = {"部门申报表": "申报表", "项目支出绩效目标表": "申报表"}

_HOW_TO = (
    f"“{PENDING}”处都要填写；# 之后是填写说明，填好可删去。",
    "合计、占比、支出执行率、得分率和其中的句子由程序算出，不必填写。",
)
_RESULT = Noted(PENDING, "完成了什么，对照目标逐条写，一行一段")
_WHY_POINTS_WERE_LOST = "得分低于分值的，在下面加写“扣分原因”"


def draft_self_evaluation(documents: Sequence[Document], form: SelfEvaluationForm) -> Begun:
    """A data file for the evaluation of a year.

    What the documents of the year say is filled in: tasks with their goals, indicators with the
    values expected and reached, amounts. The rest is 待填, each with a comment on what belongs
    there. Tasks and indicators of classified projects (涉密) are left out, even those that were
    declared openly, and so is what was withheld: the evaluation is to be published.

    Args:
        documents: declarations, monitoring and evaluation tables of one department and year.
        form: on which the evaluation is to be printed; the points of its scheme are laid out,
            without one the indicators of 管理效率 are 待填.
    """
    accounts = in_turn(documents)
    first, money = accounts[0].document, ReportMoney(accounts, form.figures.rounding)
    goals: list[Value] = list(next((each.goals for each in accounts if each.goals), ()))
    known: dict[str, Value] = {
        "form": form.id,
        "year": first.year,
        "department": first.department,
        "functions": Noted(PENDING, "主要职责、机构和人员；涉密而不公开的改为 {涉密: true}"),
        "overall_work": Noted(PENDING, "年度总体工作和重点工作任务；多段写成 |- 块，一行一段"),
        "key_tasks": _key_tasks(accounts),
        "goals": goals or [Noted(PENDING, "一条一项，不写编号")],
        "revenue": money.revenue,
        "final_account": money.final_account,
        "expenditure": money.expenditure,
        "management": Noted(PENDING, "绩效目标、运行监控、自评、结果应用等管理工作"),
        "overview": Noted(PENDING, "自评的组织情况和目标实现的总体情况"),
        "basis": Noted(PENDING, "自评所依据的文件，带书名号，如《…绩效评价工作方案的通知》"),
        "effectiveness": _effectiveness(accounts, form.scheme),
        "efficiency": _efficiency(first.year, form.scheme),
        "problems": Noted(PENDING, "自评发现的问题"),
        "measures": Noted(PENDING, "针对问题的改进措施"),
    }
    sources = "、".join(dict.fromkeys(_CALLED.get(each.short, each.short) for each in accounts))
    title = f"{first.department}{first.year}年度部门整体支出绩效自评报告，由{sources}起草。"
    fields = outline(SelfEvaluation, **known)
    printed = {label: value for label, value in fields.items() if label not in form.not_printed}
    return Begun(printed, (title, *_HOW_TO))


def _key_tasks(accounts: Sequence[Account]) -> Value:
    """The department's tasks; where only projects are known, those, to be summed up."""
    projects = each_project(accounts).values()
    for account in accounts:
        if tasks := getattr(account.document, "tasks", ()):
            return [_key_task(task, projects) for task in tasks]
    tasks = [_of_project(seen) for seen in projects if any(each.part.goal for each in seen)]
    note = "只有各项目的表：下面按项目列出，请归并为年度重点工作任务"
    return Noted(tasks or [outline(KeyTask)], note)


def _key_task(task: Any, projects: Iterable[Sequence[Seen]]) -> Value:
    goal = "\n".join(getattr(task, "goal", None) or getattr(task, "content", None) or ())
    result: Value = "\n".join(getattr(task, "result", None) or ())
    named = [each for each in projects if plain_text(each[0].part.name) == plain_text(task.name)]
    if not result and (done := [text for seen in named for text in _result_of(seen)]):
        result = Noted(PENDING, f"同名项目的自评表：{''.join(done)}")
    known: dict[str, Value] = {"name": task.name, "result": result or _RESULT}
    one = outline(KeyTask, **known, **({"goal": goal} if goal else {}))
    return noted(one, "、".join(f"{label}{amount}" for label, amount in amounts_of(task)))


def _of_project(seen: Sequence[Seen]) -> Value:
    goal = "\n".join(next(each.part.goal for each in seen if each.part.goal))
    result: Value = "\n".join(_result_of(seen)) or _RESULT
    return outline(KeyTask, name=seen[0].part.name, goal=goal, result=result)


def _result_of(seen: Sequence[Seen]) -> Sequence[str]:
    """What a project came to, by its evaluation, a paragraph each."""
    results = (getattr(each.part.part, "result", None) or () for each in seen)
    return next((filled_in for each in results if (filled_in := tuple(filter(filled, each)))), ())


def _effectiveness(accounts: Sequence[Account], scheme: EvaluationScheme | None) -> Value:
    known: dict[str, Value] = {
        "average_execution_rate": Noted(PENDING_FIGURE, "各期的平均值，写成 99.91%；不考核的删去"),
        "indicators": _key_indicators(accounts),
    }
    if scheme:
        known["weight"] = UnquotedNumber(scheme.effectiveness)
    return Noted(outline(Effectiveness, **known), _WHY_POINTS_WERE_LOST)


def _key_indicators(accounts: Sequence[Account]) -> Value:
    """Each indicator once, in the order of the documents, none that is classified in any."""
    stated = [(account, each) for account in accounts for each in account.indicators]
    withheld = {_which(each) for _, each in stated if each.is_classified}
    projects = _classified_projects(accounts)
    public = [
        (account, each)
        for account, each in stated
        if _which(each) not in withheld and plain_text(each.project) not in projects
    ]
    left_out = {_which(each) for _, each in stated} - {_which(each) for _, each in public}
    note = "每项填实际完成值；不列为关键指标的整项删去"
    if left_out:
        note += f"；涉密的{len(left_out)}条指标没有列出"
    return Noted(list(_expected_values(public)) or [outline(KeyIndicator)], note)


def _which(stated: StatedIndicator) -> tuple[str, str]:
    return plain_text(stated.project), plain_name(stated.name)


def _classified_projects(accounts: Sequence[Account]) -> set[str]:
    """The names of projects that are classified in any document."""
    projects = (each for account in accounts for each in account.projects)
    return {plain_text(each.name) for each in projects if each.is_classified}


def _expected_values(stated: Sequence[tuple[Account, StatedIndicator]]) -> Iterator[Value]:
    """Each indicator once; the first of a project begins with a comment that names it."""
    seen: set[tuple[str, str]] = set()
    states = _states(stated)
    place = ""
    for _, each in stated:
        identity = (plain_name(each.name), plain_text(each.target))
        # A withheld value would ask for what must not be published.
        if identity in seen or not each.target:
            continue
        seen.add(identity)
        # Of two indicators of one name the target tells which one a state is of.
        state = states.get((*_which(each), identity[1])) or states.get((*_which(each), ""))
        indicator = outline(
            KeyIndicator, name=each.name, expected=each.target, actual=_actual(state)
        )
        told = f"项目：{each.project}" if each.project else "部门整体"
        is_told = told != place and (each.project or place)
        yield Noted(indicator, told) if is_told else indicator
        place = told


_States = dict[tuple[str, str, str], tuple[Account, str]]


def _states(stated: Sequence[tuple[Account, StatedIndicator]]) -> _States:
    """What was last seen of each indicator, by project, name and target, or without the target."""
    states: _States = {}
    for account, each in reversed(stated):
        for target in (plain_text(each.target), ""):
            identity = (*_which(each), target)
            known = states.get(identity, (account, ""))[0]
            # Of several tables in one document the first is about all of it.
            if each.state and known is account:
                expected = f"，预计{each.forecast}" if each.forecast else ""
                states[identity] = (account, f"{each.state}{expected}")
    return states


def _actual(seen: tuple[Account, str] | None) -> Value:
    """What was achieved, by an evaluation table; what a monitoring saw is a hint."""
    if seen is None:
        return PENDING
    account, state = seen
    if isinstance(account.document, EvaluationTable):
        return state
    return Noted(PENDING, f"{account.called}：{state}")


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
