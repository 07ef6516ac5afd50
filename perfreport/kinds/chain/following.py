"""The declaration of a year begun from the documents of the year before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, get_args

from pydantic import BaseModel

from perfreport.basics.quantities import PENDING, Amount
from perfreport.blocks.form import Form
from perfreport.blocks.indicator_form import IndicatorForm
from perfreport.blocks.model import Document
from perfreport.blocks.walk import attributes
from perfreport.checks.likeness import plain_text
from perfreport.data.writing import PENDING_FIGURE, Noted, Value, noted, with_comment
from perfreport.kinds.chain.account import Account, StatedIndicator
from perfreport.kinds.chain.carrying import (
    Seen,
    Told,
    each_indicator,
    each_project,
    extras_of,
    in_turn,
    withheld,
)
from perfreport.kinds.chain.money import Money, Role, is_known, is_source, role_of, total_of
from perfreport.kinds.chain.placing import Rows, States, as_items, by_place, written
from perfreport.kinds.chain.translating import Advice, as_on, is_closed, target_key
from perfreport.kinds.department_targets.model import Budget, DepartmentTargets
from perfreport.kinds.kind import Carried
from perfreport.kinds.project_targets.model import Project

_CARRIED_OVER = "上年结转资金"


def of_last_year(documents: Sequence[Document], form: IndicatorForm) -> Carried:
    """What the year before says for the next declaration of projects.

    Projects, goals and indicators go on as they were declared, or else evaluated; what they are
    to reach and to cost is 待填, beside what was planned and what came of it. Money that was not
    spent is offered as carried over.
    """
    accounts, advice = in_turn(documents), Advice()
    last = accounts[0].document
    units: dict[str, list[dict[str, Any]]] = {}
    for seen in each_project(accounts).values():
        unit = next((each.part.implementer for each in seen if each.part.implementer), "")
        begun = _project(seen, form, last.year, advice)
        units.setdefault(unit or last.department, []).append(begun)
    known = {
        "年度": last.year + 1,
        "部门名称": last.department,
        "附加项": _extras([each.document for each in accounts], last.year),
        "资金使用单位": [{"名称": name, "项目": projects} for name, projects in units.items()],
    }
    return Carried(known, withheld(accounts))


def of_departments_last_year(documents: Sequence[Document], form: IndicatorForm) -> Carried:
    """The same for the next declaration of a department as a whole."""
    accounts = in_turn(documents)
    last = accounts[0].document
    goals = next((each.goals for each in accounts if each.goals), ())
    lists = [(each, each.indicators) for each in accounts]
    known: dict[str, Any] = {
        "年度": last.year + 1,
        "部门名称": last.department,
        "附加项": _extras([last], last.year),
        "年度重点工作任务": _tasks(accounts, last.year),
        "绩效指标": _indicators(lists, form, last.year, Advice()),
    }
    if goals:
        known["总体绩效目标"] = Noted(list(goals), _goal_of(last.year))
    if isinstance(last, DepartmentTargets):
        if last.subordinate_units is not None:
            known["下属二级单位数"] = last.subordinate_units
        if last.other_tasks:
            known["其他需完成的任务"] = noted("\n".join(last.other_tasks), _goal_of(last.year))
    money = [(each, each.money) for each in accounts]
    known |= _money(money, form, last.year) if form.funds else _budget(accounts, last.year)
    return Carried(known, withheld(accounts))


def _goal_of(year: int) -> str:
    return f"{year}年的，请按{year + 1}年的改"


def _extras(parts: Iterable[BaseModel], year: int) -> dict[str, Value]:
    """What forms ask for besides (附加项), as the parts of the year before have it."""
    known: dict[str, Value] = {}
    for part in parts:
        for key, value in extras_of(part).items():
            known.setdefault(key, Noted(value, f"{year}年的，有变化的请改"))
    return known


def _project(
    seen: Sequence[Seen], form: IndicatorForm, year: int, advice: Advice
) -> dict[str, Any]:
    begun: dict[str, Any] = {"名称": seen[0].part.name}
    begun |= _money([(each.account, each.part.money) for each in seen], form, year)
    if goal := next((each.part.goal for each in seen if each.part.goal), ()):
        begun["绩效目标"] = Noted("\n".join(goal), f"{year}年的目标，请按{year + 1}年的改")
    lists = [(each.account, each.part.indicators) for each in seen]
    begun["绩效指标"] = _indicators(lists, form, year, advice)
    if extras := _extras([each.part.part for each in seen], year):
        begun["附加项"] = extras
    return begun


def _tasks(accounts: Sequence[Account], year: int) -> list[dict[str, Any]]:
    """The tasks of a department, each once, with what they were to cost and to reach."""
    found: dict[str, dict[str, Any]] = {}
    for account in accounts:
        for task in getattr(account.document, "tasks", ()):
            known = found.setdefault(plain_text(task.name), {"名称": task.name})
            for key, name in (("主要实施内容", "content"), ("期望达到的目标", "goal")):
                if text := getattr(task, name, None):
                    known[key] = Noted("\n".join(text), _goal_of(year))
            words = (("预算", "amount"), ("全年预算", "annual"), ("执行", "final"))
            stated = ((word, getattr(task, name, None)) for word, name in words)
            told = [f"{word}{amount}" for word, amount in stated if is_known(amount)]
            if told:
                before = known.get("拟投入的资金")
                told = [before.comment, *told] if isinstance(before, Noted) else told
                known["拟投入的资金"] = Noted(PENDING_FIGURE, _beside(year, *told))
            if (result := getattr(task, "result", None)) and "期望达到的目标" not in known:
                known["期望达到的目标"] = Noted(PENDING, f"{year}年完成：{''.join(result)}")
    return list(found.values())


def _beside(year: int, *told: str) -> str:
    """What was told of a year, with the year once before it."""
    of_year = f"{year}年："
    words = "，".join(each.removeprefix(of_year) for each in told if each)
    return f"{of_year}{words}" if words else ""


def _indicators(
    lists: Iterable[tuple[Account, Sequence[StatedIndicator]]],
    form: IndicatorForm,
    year: int,
    advice: Advice,
) -> list[dict[str, Any]]:
    begun = []
    for stated in each_indicator(lists):
        if any(each.is_classified for _, each in stated):
            continue
        one: dict[str, Any] = as_on(form, stated[0][1], advice)
        if is_closed(form.taxonomy, one):
            continue
        if (key := target_key(form)) in one:
            own = one[key].comment if isinstance(one[key], Noted) else ""
            one[key] = Noted(PENDING, _beside(year, _reached(stated), own))
        begun.append(one)
    return begun


def _reached(stated: Told) -> str:
    """What an indicator was to reach in the year, and what it did."""
    targets = dict.fromkeys(each.target for _, each in stated if each.target)
    states = [each.state for _, each in stated if each.state]
    return "，".join((*targets, *(f"完成{each}" for each in states[-1:])))


def _money(
    stated: Sequence[tuple[Account, Money]], form: IndicatorForm, year: int
) -> dict[str, Any]:
    """Amounts to fill in, each beside those of the year before."""
    if form.funds is None:
        rows = by_place(stated, Rows(_own_sources(form)))
        return {
            at[0]: Noted(PENDING_FIGURE, _beside(year, _told(states)))
            for at, states in rows.items()
        }
    stages = [(each.label, role_of(each.label) == "whole") for each in form.funds.stages]
    amounts: dict[tuple[str, ...], dict[str, Value]] = {
        at: {
            stage: Noted(PENDING_FIGURE, _beside(year, _told(states, whole=whole)))
            for stage, whole in stages
        }
        for at, states in by_place(stated, Rows.of(form.funds, form)).items()
    }
    left = next(filter(None, (_unspent(money) for _, money in reversed(stated))), None)
    if left is not None and _CARRIED_OVER in [each.label for each in form.funds.sources]:
        carried = written(left, form, f"{year}年没有执行完的；不结转的请改")
        before = amounts.get((_CARRIED_OVER,), {})
        amounts[_CARRIED_OVER,] = {
            **before,
            **{stage: _with(carried, before.get(stage)) for stage, whole in stages if not whole},
        }
    return {"资金": as_items(amounts.items())} if amounts else {}


def _with(value: Value, before: Value | None) -> Value:
    """``value`` with the comments of both."""
    return with_comment(value, before.comment) if isinstance(before, Noted) else value


def _own_sources(form: Form) -> tuple[str, ...]:
    """The sources of money of a project on a form that declares none."""
    closed = {each.rpartition(".")[2] for each in form.not_printed if ".项目." in each}
    return tuple(each for each in attributes(Project) if is_source(each) and each not in closed)


def _told(states: States, *, whole: bool = False) -> str:
    """What a row of money was; that of all years, or what is of the year."""
    roles: Sequence[Role] = [role for role in get_args(Role) if (role == "whole") == whole]
    # What documents differ in is told after each other.
    told = dict.fromkeys(row.named(role) for role in roles for _, row in states)
    return "，".join(filter(None, told))


def _unspent(money: Money) -> Amount | None:
    """What was left of the year's budget; None where nothing was, or nothing says."""
    budget, spent = total_of(money, "annual"), total_of(money, "executed")
    return budget - spent if budget is not None and spent is not None and spent < budget else None


def _budget(accounts: Sequence[Account], year: int) -> dict[str, Any]:
    """The budget of a department as a whole, each amount beside that of the year before."""
    known: dict[str, Value] = {}
    rows = Rows(("财政拨款", "其他资金"), ("基本支出", "项目支出"))
    for at, states in by_place([(each, each.money) for each in accounts], rows).items():
        known[at[0]] = Noted(PENDING_FIGURE, _beside(year, _told(states)))
    budgets = (getattr(each.document, "budget", None) for each in accounts)
    for budget in budgets:
        if isinstance(budget, Budget):
            for key, name in attributes(Budget).items():
                amount = getattr(budget, name)
                if is_known(amount):
                    known.setdefault(key, Noted(PENDING_FIGURE, _beside(year, str(amount))))
    return {"预算整体情况": known} if known else {}
