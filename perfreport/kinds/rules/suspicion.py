"""Amounts that may have been typed in 元: possible, but not sure (金额的量级，提示)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median

from perfreport.basics.decimals import decimal_places
from perfreport.basics.patterns import regex
from perfreport.basics.quantities import Amount, Rounding
from perfreport.blocks.funds import StageAmounts
from perfreport.checks.amounts import amounts_in
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.rule import Remark
from perfreport.checks.quantities.prose_amounts import TEN_THOUSAND
from perfreport.kinds.rules.listed import RARE, Listed, is_near, typed_in_yuan

_TIMES_THE_MEDIAN = 1_000
# Honest amounts of any size have others between them and the small ones.
_GAP = 100
_FEWEST_OTHERS = 5
# A part of 20 % to a whole exceeded by half, ten thousand times as large or as small.
_LEAST_TIMES, _MOST_TIMES = 2_000, 50_000
_STAGE = regex("预算|执行|决算")


def far_apart(amounts: Sequence[Listed], rounding: Rounding) -> Iterator[Remark]:
    """Round amounts a thousand times the median of a list, and nothing between them and it."""
    worths = sorted(each.worth for each in amounts)
    ordinary = worths[: _below_the_gap(worths)]
    if len(ordinary) < _FEWEST_OTHERS:
        return
    middle = median(ordinary)
    for each in amounts:
        is_far = each.worth > ordinary[-1] and each.worth >= middle * _TIMES_THE_MEDIAN
        meant = each.worth / TEN_THOUSAND
        is_round = decimal_places(meant.normalize()) <= rounding.amount_places
        fits = is_round and is_near(meant, ordinary[0], ordinary[-1])
        if is_far and fits and each.worth > RARE and not each.is_in_yuan:
            shown = rounding.exact_amount(Amount(middle))
            reason = f"是同表其他金额的中位数{shown}的{int(each.worth / middle)}倍"
            yield typed_in_yuan(each, reason, rounding, Severity.INFORMATION)


def _below_the_gap(worths: Sequence[Decimal]) -> int:
    """How many of the sorted ``worths`` lie below the first gap; none where half do not."""
    for at in range(len(worths) // 2 + 1, len(worths)):
        if worths[at] >= worths[at - 1] * _GAP:
            return at
    return 0


def across_rows(case: Case) -> Iterator[Remark]:
    """Amounts some ten thousand times another of the same row of money: planned, spent."""
    for path, part in case.parts_where(amounts_in):
        model = type(part)
        is_row = issubclass(model, StageAmounts)
        row = [
            Listed(path / key, amount)
            for key, name in amounts_in(model)
            if (is_row or _STAGE.search(key))
            and (amount := getattr(part, name)) is not None
            and amount.value > 0
        ]
        yield from _across(row, case.form.figures.rounding)


def _across(row: Sequence[Listed], rounding: Rounding) -> Iterator[Remark]:
    for each in row:
        others = [
            other
            for other in row
            if other.worth * _LEAST_TIMES <= each.worth <= other.worth * _MOST_TIMES
        ]
        # A sum that has 元 behind it was typed on purpose.
        if others and each.worth > RARE and not each.is_in_yuan:
            key, shown = others[0].path[-1], rounding.exact_amount(others[0].amount)
            reason = f"是同一行的{key}{shown}的{int(each.worth / others[0].worth)}倍"
            yield typed_in_yuan(each, reason, rounding, Severity.INFORMATION)
