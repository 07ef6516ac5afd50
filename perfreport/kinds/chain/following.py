"""The declaration of a year begun from the evaluation of the year before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from perfreport.basics.quantities import PENDING, Amount
from perfreport.blocks.indicator_form import IndicatorForm
from perfreport.blocks.model import Document
from perfreport.data.writing import PENDING_FIGURE, Noted
from perfreport.kinds.chain.account import Account, StatedIndicator, StatedProject
from perfreport.kinds.chain.money import Money, Role, by_row, total_of, without_row, written
from perfreport.kinds.chain.translating import as_on, is_closed
from perfreport.kinds.kind import Carried

_ROLES: Mapping[Role, str] = {"initial": "年初预算", "annual": "预算", "executed": "执行"}
_CARRIED_OVER = "上年结转资金"
_TARGETS = ("年度指标值", "指标值")


def of_last_year(documents: Sequence[Document], form: IndicatorForm) -> Carried:
    """What the evaluation of the year before says for the next declaration of projects.

    Projects, goals and indicators go on; what they are to reach and to cost is 待填, beside what
    was planned and reached. Money that was not spent is offered as carried over.
    """
    accounts = [Account(each) for each in documents]
    last = accounts[0].document
    left_out: list[str] = []
    units: dict[str, list[dict[str, Any]]] = {}
    for account in accounts:
        for project in account.projects:
            begun = _project(project, form, last.year, left_out)
            units.setdefault(project.implementer or last.department, []).append(begun)
    known = {
        "年度": last.year + 1,
        "部门名称": last.department,
        "资金使用单位": [{"名称": name, "项目": projects} for name, projects in units.items()],
    }
    return Carried(known, tuple(left_out))


def _project(
    project: StatedProject, form: IndicatorForm, year: int, left_out: list[str]
) -> dict[str, Any]:
    begun: dict[str, Any] = {"名称": project.name}
    begun |= _money(project.money, form, year)
    of = f"项目“{project.name}”的"
    if form.funds:
        left_out += (f"{of}{each}" for each in without_row(project.money, form.funds))
    if project.goal:
        begun["绩效目标"] = Noted("\n".join(project.goal), f"{year}年的目标，请按{year + 1}年的改")
    begun["绩效指标"] = []
    for each in project.indicators:
        one = _indicator(each, form, year)
        if is_closed(form.taxonomy, one):
            left_out.append(f"{of}指标“{each.name}”")
        else:
            begun["绩效指标"].append(one)
    return begun


def _indicator(stated: StatedIndicator, form: IndicatorForm, year: int) -> dict[str, Any]:
    begun: dict[str, Any] = as_on(form, stated)
    told = "，".join(filter(None, (stated.target, stated.state and f"完成{stated.state}")))
    for key in _TARGETS:
        if key in begun:
            begun[key] = Noted(PENDING, f"{year}年：{told}")
    return begun


def _money(money: Money, form: IndicatorForm, year: int) -> dict[str, Any]:
    """Amounts to fill in, each beside those of the year before."""
    if form.funds is None:
        return {
            row.label: Noted(PENDING_FIGURE, f"{year}年：{_told(row.amounts)}") for row in money
        }
    left = _unspent(money)
    rows: dict[str, Any] = {}
    for label, amounts in by_row(money, form.funds).items():
        noted = Noted(PENDING_FIGURE, f"{year}年：{_told(amounts)}")
        rows[label] = {each.label: noted for each in form.funds.stages}
    if left is not None and _CARRIED_OVER in [each.label for each in form.funds.sources]:
        carried = Noted(written(left, form), f"{year}年没有执行完的；不结转的请改")
        rows[_CARRIED_OVER] = {each.label: carried for each in form.funds.stages}
    return {"资金": rows}


def _told(amounts: Mapping[Role, Amount]) -> str:
    return "，".join(f"{word}{amounts[role]}" for role, word in _ROLES.items() if role in amounts)


def _unspent(money: Money) -> Amount | None:
    """What was left of the year's budget; None where nothing was, or nothing says."""
    budget, spent = total_of(money, "annual"), total_of(money, "executed")
    return budget - spent if budget is not None and spent is not None and spent < budget else None
