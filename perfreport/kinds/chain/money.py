"""Money under one name, whatever a form calls its rows and columns (资金的来源和栏目)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeGuard

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Amount
from perfreport.blocks.funds import Parts, StageAmounts
from perfreport.blocks.lexicon import Scope
from perfreport.blocks.walk import attributes
from perfreport.data.lexicon import lexicon
from perfreport.kinds.department_targets.model import Budget

Role = Literal["whole", "initial", "added", "cut", "annual", "executed", "forecast"]
"""What an amount is: 项目总额 of all years; of the year 年初预算数, 追加, 追减, 全年预算数, 执行数,
全年预计执行数."""

_ROLES: Mapping[str, Role] = {
    "年初": "initial", "全年": "annual", "执行": "executed", "预计": "forecast",
    "调增": "added", "调减": "cut", "全周期": "whole",
}  # fmt: skip
"""The roles by what the lexicon says that columns are (算作)."""
_BUDGET = "预算整体情况"
_INTO = {"专户": "其他", "融资": "其他"}
"""Where money goes that a form has no row for: other than 财政拨款 it has 其他资金 alone."""


def _counts_as(label: str, scope: Scope) -> str:
    entry = lexicon().recognise(label, scope)
    return (entry and entry.counts_as) or ""


def role_of(label: str) -> Role | None:
    """What the column so called is to the year; None where that is not known."""
    return _ROLES.get(_counts_as(label, "资金栏目"))


def is_source(label: str) -> bool:
    """Whether what is so called is money of some source."""
    return bool(_counts_as(label, "资金来源"))


def sort_of(label: str) -> str:
    """What sort of money a row so called is; of one of its own sort the label itself."""
    return _counts_as(label, "资金来源") or label


def wide_sort_of(label: str) -> str:
    """The same for a form that has fewer rows."""
    return _INTO.get(sort_of(label), sort_of(label))


class MoneyRow(NamedTuple):
    """Money of one source.

    Attributes:
        label: as the document calls the source.
        amounts: by their roles.
        places: of the amounts below the project or the document, by their roles.
        is_part: whether it is listed apart of another one (其中), or a division of the whole.
        open: the roles whose amounts are yet to be filled in.
    """

    label: str
    amounts: Mapping[Role, Amount]
    places: Mapping[Role, DataPath]
    is_part: bool = False
    open: frozenset[Role] = frozenset()

    @classmethod
    def initial(cls, label: str, amount: Amount, key: str, *, is_part: bool = False) -> MoneyRow:
        """Money of which nothing but the budget at the start of the year is known."""
        place = DataPath(*filter(None, (key, label)))
        return cls(label, {"initial": amount}, {"initial": place}, is_part)


Money = tuple[MoneyRow, ...]


def money_of(part: BaseModel) -> Money:
    """The money of a project, or of a department, in whatever way it is stated."""
    budget = getattr(part, "budget", None)
    if isinstance(budget, Budget):
        return tuple(_of_budget(budget))
    sources = getattr(part, "sources", None)
    if isinstance(sources, Parts):
        return tuple(_rows(sources, DataPath("资金"), is_part=False))
    keyed = attributes(type(part))
    own = ((label, getattr(part, keyed[label])) for label in keyed if is_source(label))
    return tuple(MoneyRow.initial(label, amount, "") for label, amount in own if is_known(amount))


def is_known(amount: object) -> TypeGuard[Amount]:
    """Whether ``amount`` is one, and filled in."""
    return isinstance(amount, Amount) and amount.is_known


def _of_budget(budget: Budget) -> Iterator[MoneyRow]:
    for label, amount in (("财政拨款", budget.appropriation), ("其他资金", budget.other_income)):
        if amount.is_known:
            yield MoneyRow.initial(label, amount, _BUDGET)
    for label, amount in (("基本支出", budget.basic), ("项目支出", budget.project)):
        if amount.is_known:
            yield MoneyRow.initial(label, amount, _BUDGET, is_part=True)


def _rows(sources: Parts, around: DataPath, *, is_part: bool) -> Iterator[MoneyRow]:
    # What divides the whole in another way must not be added to it.
    structure = {name for terms in getattr(sources, "structure", {}).values() for name in terms}
    divisions = {each.split(".")[0] for each in structure}
    for label, name in attributes(type(sources)).items():
        row = getattr(sources, name)
        if name == "stated" or not isinstance(row, StageAmounts):
            continue
        columns = attributes(type(row)).items()
        stages = [(role_of(stage), stage, getattr(row, at)) for stage, at in columns]
        amounts = {role: each for role, _, each in stages if role and is_known(each)}
        places = {role: around / label / stage for role, stage, _ in stages if role in amounts}
        gaps = {role for role, _, each in stages if role and each is not None} - amounts.keys()
        if amounts or gaps:
            yield MoneyRow(label, amounts, places, is_part or name in divisions, frozenset(gaps))
        inner = getattr(row, "parts", None)
        if isinstance(inner, Parts):
            yield from _rows(inner, around / label / "其中", is_part=True)


def open_sorts(money: Money, role: Role) -> frozenset[str]:
    """The sorts of sources, in the widest sense, that are yet to be filled in in one column."""
    return frozenset(
        wide_sort_of(row.label) for row in money if role in row.open and not row.is_part
    )


def total_of(money: Money, role: Role) -> Amount | None:
    """What the sources come to in one column; None where none says it, or one is yet to say it."""
    return total_of_all([money], role)


def total_of_all(every: Sequence[Money], role: Role) -> Amount | None:
    """The same of several projects; None where one of them is yet to say it."""
    if any(open_sorts(money, role) for money in every):
        return None
    return Amount.total(
        row.amounts[role]
        for money in every
        for row in money
        if not row.is_part and role in row.amounts
    )
