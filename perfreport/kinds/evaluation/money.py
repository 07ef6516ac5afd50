"""Rules about the money of evaluation tables: spent and planned, the whole and a part of it."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Amount
from perfreport.blocks.model import EvaluationTable
from perfreport.blocks.sums import figure, shares_of
from perfreport.blocks.walk import attributes, keys_of, values_at
from perfreport.checks.bases import PREPARED
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.rule import ARITHMETIC, Remark, Rule, remark, rule

_PARTS = {"全年预算财政拨款": "全年预算数", "全年执行财政拨款": "全年执行数"}
"""What is printed as a part (其中：财政拨款), and of what."""
_STATED = "stated."


@rule(
    "RATE-005",
    "执行数与预算数",
    checks="自评表各行的执行数不大于预算数",
    basis=ARITHMETIC,
    kinds=(EvaluationTable,),
)
def spending_within_budget(case: Case) -> Iterator[Remark]:
    """No row spends more than its budget, and so no rate is above 100 %."""
    for path, part in case.walked:
        over = [at for at in _rates(part) if _is_over(part, at)]
        # A total is over because a row is; where none is, it was typed so.
        for at in [each for each in over if not each.startswith(_STATED)] or over:
            yield _over(case, path, part, at)


def _rates(part: BaseModel) -> tuple[str, ...]:
    shares = shares_of(type(part))
    return tuple(shares.of) if shares else ()


def _is_over(part: BaseModel, at: str) -> bool:
    spent, budget = _amounts(part, at)
    return _is_more(spent, budget)


def _amounts(part: BaseModel, at: str) -> tuple[Amount | None, Amount | None]:
    shares = shares_of(type(part))
    assert shares is not None
    spent, budget = (figure(part, each) for each in shares.of[at])
    return spent, budget


def _is_more(one: Amount | None, other: Amount | None) -> bool:
    return one is not None and other is not None and one.is_known and other.is_known and other < one


def _over(case: Case, path: DataPath, part: BaseModel, at: str) -> Remark:
    shares, shown = shares_of(type(part)), case.form.figures.rounding.exact_amount
    assert shares is not None
    (spent, budget), (of, whole) = _amounts(part, at), shares.of[at]
    assert spent is not None
    assert budget is not None
    place, key = keys_of(type(part), of), keys_of(type(part), whole)[-1]
    message = f"{place[-1]}{shown(spent)}，大于{key}{shown(budget)}"
    advice = "请核对这两个数；年中追加了预算的，预算数应含追加的部分"
    return remark(path / place, message, advice)


@rule(
    "SUM-036",
    "其中的财政拨款",
    checks="自评表任务的财政拨款不大于总额",
    basis=ARITHMETIC,
    kinds=(EvaluationTable,),
)
def parts_within_wholes(case: Case) -> Iterator[Remark]:
    """What a task or the total has of the budget is no more than all of its money."""
    shown = case.form.figures.rounding.exact_amount
    for path, part in case.walked:
        names = attributes(type(part))
        for key, whole in _PARTS.items() if _PARTS.keys() <= names.keys() else ():
            one: Amount | None = getattr(part, names[key])
            other: Amount | None = getattr(part, names[whole])
            if one is not None and other is not None and _is_more(one, other):
                message = f"{key}{shown(one)}，大于{whole}{shown(other)}"
                yield remark(path / key, message, "请核对这两个数，财政拨款是总额中的一部分")


@rule(
    "RATE-006",
    "没有写的执行数、预算数",
    checks="自评表各行有预算数的写有执行数，有执行数的写有预算数",
    basis=PREPARED,
    kinds=(EvaluationTable,),
)
def both_are_stated(case: Case) -> Iterator[Remark]:
    """What each row spent stands beside its budget: the rate of them all follows from both."""
    for path, part in case.walked:
        rates = [each for each in _rates(part) if not each.startswith(_STATED)]
        for at in rates:
            if not values_at(at)(part):
                yield from _alone(case, path, part, at)


def _alone(case: Case, path: DataPath, part: BaseModel, at: str) -> Iterator[Remark]:
    """A remark on what is not stated beside the other amount of the rate ``at``."""
    shares, shown = shares_of(type(part)), case.form.figures.rounding.exact_amount
    assert shares is not None
    (spent, budget), places = _amounts(part, at), shares.of[at]
    of, whole = (keys_of(type(part), each) for each in places)
    there, missing, amount = (whole, of, budget) if spent is None else (of, whole, spent)
    is_alone = spent is None or budget is None
    if is_alone and amount is not None and amount.is_known and amount.value:
        message = f"{there[-1]}{shown(amount)}，没有写{missing[-1]}"
        yield remark(path / missing, message, "请补上；没有的写 0")


RULES: tuple[Rule, ...] = (spending_within_budget, parts_within_wholes, both_are_stated)
"""The rules about money planned and spent."""
