"""Amounts that stand in one list or table, and what is said of one typed in 元 among them."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.basics.decimals import decimal_places
from perfreport.basics.quantities import Amount, Rounding, Unit
from perfreport.blocks.funds import StageAmounts
from perfreport.blocks.sums import is_stated, sums_of
from perfreport.blocks.walk import attributes, model_of, models_inside
from perfreport.checks.amounts import amounts_in
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.rule import Remark
from perfreport.checks.quantities.prose_amounts import TEN_THOUSAND

RARE = Decimal(100_000)
"""万元; what is larger is rare, and what was typed in 元 is soon as large."""
_NEAR = 10


class Listed(NamedTuple):
    """An amount and where it stands."""

    path: DataPath
    amount: Amount

    @property
    def worth(self) -> Decimal:
        """In 万元."""
        return self.amount.to(Unit.TEN_THOUSAND_YUAN)

    @property
    def is_in_yuan(self) -> bool:
        """Whether 元 was typed behind it."""
        return self.amount.unit is Unit.YUAN

    @property
    def has_decimals(self) -> bool:
        """Whether decimals were typed, be they zeros."""
        return int(self.amount.value.as_tuple().exponent) < 0


def lists_of(case: Case) -> list[list[Listed]]:
    """The amounts above zero that stand in one list or table, without totals of others."""
    lists: dict[tuple[type, object], list[Listed]] = defaultdict(list)
    totals = _totals(case)
    for path, part in case.parts_where(amounts_in):
        model = type(part)
        if path in totals:
            continue
        placed = {
            name: Listed(path / key, amount)
            for key, name in amounts_in(model)
            if (amount := getattr(part, name)) is not None and amount.value > 0
        }
        parts = [each for name, each in placed.items() if not is_stated(model, name)]
        # A project may state its total alone; what has no other amounts adds up those of a list.
        if len(amounts_in(model)) > 1 or parts:
            # A source is of another class where something is listed apart of it.
            table = StageAmounts if issubclass(model, StageAmounts) else model
            lists[table, path[:1]] += parts or placed.values()
    return list(lists.values())


def _totals(case: Case) -> set[DataPath]:
    """The places of the parts that hold nothing but totals which the data may state."""
    # The total of money by source is of one class with the sources: only its place tells it.
    of_such_classes = case.parts_where(_classes_of_totals(type(case.document)).__contains__)
    models = {path: type(part) for path, part in case.walked} if of_such_classes else {}
    found: set[DataPath] = set()
    for path, _ in of_such_classes:
        holder = models.get(path.parent) if path else None
        if holder and (path.parent in found or path[-1] in _keys_of_totals(holder)):
            found.add(path)
    return found


@cache
def _keys_of_totals(model: type[BaseModel]) -> frozenset[str]:
    """The keys of parts that the sums of ``model`` give; a rate in a row makes no total of it."""
    sums = sums_of(model)
    names = {at.split(".")[0] for at in sums.of} if sums else set()
    return frozenset(
        key for key, name in attributes(model).items() if name in names and model_of(model, name)
    )


@cache
def _classes_of_totals(model: type[BaseModel]) -> frozenset[type[BaseModel]]:
    """The classes of which parts of totals are, in a ``model`` and inside it."""
    totals = (
        model_of(each, attributes(each)[key])
        for each in models_inside(model)
        for key in _keys_of_totals(each)
    )
    return frozenset(inside for total in totals if total for inside in models_inside(total))


def is_near(worth: Decimal, least: Decimal, most: Decimal) -> bool:
    """Whether ``worth`` is of the size of what lies between the other two."""
    return least / _NEAR <= worth <= most * _NEAR


def typed_in_yuan(
    placed: Listed, reason: str, rounding: Rounding, severity: Severity = Severity.WARNING
) -> Remark:
    """That ``placed`` looks as if 元 were typed where 万元 are meant, and both readings."""
    yuan = placed.amount.value.normalize()
    meant = placed.worth / TEN_THOUSAND
    # No digit that was typed may be lost by taking over what is proposed.
    places = max(rounding.amount_places, decimal_places(meant))
    shown = rounding.exact_amount(placed.amount)
    is_possible = severity is Severity.INFORMATION
    return Remark(
        placed.path,
        severity,
        f"金额是{shown}，{reason}，像是把元写成了万元",
        f"请核对；如是{yuan:,f}元，请写 {meant:.{places}f} 或 {yuan:f}元"
        + (f"；确是{shown}的可照录" if is_possible else ""),
    )
