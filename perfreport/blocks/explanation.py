"""What explaining gives: one computed figure and how it came about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from perfreport.basics.addresses import DataPath
from perfreport.basics.decimals import plain_digits, round_half_up
from perfreport.basics.quantities import Amount, Percent, Score
from perfreport.blocks.form import Form

_EXACT_PLACES = 8
_MOST_TERMS = 8

Term = tuple[str, Amount, DataPath]
"""An amount that goes into another: its label, itself, its place."""


class Operand(NamedTuple):
    """A figure that went into another.

    Attributes:
        label: what it is called.
        value: as printed.
        path: where it stands; that of a computed figure can itself be explained.
    """

    label: str
    value: str
    path: DataPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How a computed figure came about.

    Attributes:
        path: of the figure; one that data cannot state has a place of its own, such as
            ``部门整体支出.支出执行率``.
        label: what the figure is called.
        value: as printed; empty where it cannot be computed and is not given.
        formula: in words; what keeps it from being computed.
        operands: the figures that went in.
        result: what the formula gives, before rounding.
        rounding: how the result became what is printed.
        basis: the form, and the scheme where one applies.
        is_stated: whether the data state another figure than the result; it is then printed.
    """

    path: DataPath
    label: str
    value: str
    formula: str
    operands: tuple[Operand, ...]
    result: str
    rounding: str
    basis: str
    is_stated: bool = False


class Explainer:
    """Makes explanations of figures as one form prints them."""

    def __init__(self, form: Form) -> None:
        """For ``form``; its scheme is cited beside it where that applies."""
        self._figures = form.figures
        self._rounding = form.figures.rounding
        self.form = form
        self.basis = f"版式{form.id}（{form.source}）"
        self.scheme = form.scheme
        self._with_scheme = f"{self.basis}；{form.scheme.citation}" if form.scheme else self.basis
        self.score = self._rounding.score

    def sum_of_amounts(
        self, path: DataPath, label: str, value: Amount, operands: Sequence[Term]
    ) -> Explanation:
        """An amount that is the sum of others, unless it is stated."""
        result = Amount.sum(amount for _, amount, _ in operands)
        return Explanation(
            path=path,
            label=label,
            value=self._rounding.amount(value),
            formula=_sum_of([label for label, _, _ in operands]),
            operands=self._operands(operands),
            result=self._rounding.exact_amount(result),
            rounding=f"四舍五入到{self._figures.amount_places}位小数",
            basis=self.basis,
            is_stated=value != result,
        )

    def share(
        self,
        path: DataPath,
        label: str,
        share: Percent | None,
        part: Term,
        whole: Term,
        stated: Percent | None = None,
    ) -> Explanation:
        """The ``share`` that an amount is of another, unless it is ``stated``."""
        made = self._rate(path, label, share, self._operands((part, whole)), self.basis)
        if stated is None or stated == share:
            return made
        return replace(made, value=self._rounding.rate(stated), is_stated=True)

    def score_rate(
        self,
        path: DataPath,
        label: str,
        rate: Percent | None,
        score: tuple[Score, DataPath],
        weight: tuple[Score, DataPath],
    ) -> Explanation:
        """得分率: the ``rate`` that a score is of its weight."""
        operands = (
            Operand("得分", self.score(score[0]), score[1]),
            Operand("分值", self.score(weight[0]), weight[1]),
        )
        return self._rate(path, label, rate, operands, self._with_scheme)

    def points(
        self, path: DataPath, label: str, value: Score, formula: str, operands: tuple[Operand, ...]
    ) -> Explanation:
        """Points that are the sum or the difference of others."""
        return Explanation(
            path=path,
            label=label,
            value=self.score(value),
            formula=formula,
            operands=operands,
            result=f"{self.score(value)}分",
            rounding="不取舍，不印末尾的零",
            basis=self._with_scheme,
        )

    def _operands(self, terms: Iterable[Term]) -> tuple[Operand, ...]:
        amount = self._rounding.amount
        return tuple(Operand(label, amount(figure), place) for label, figure, place in terms)

    def _rate(
        self,
        path: DataPath,
        label: str,
        rate: Percent | None,
        operands: tuple[Operand, ...],
        basis: str,
    ) -> Explanation:
        figures = self._figures
        part, whole = (operand.label for operand in operands)
        value, result = "—", f"{whole}为零，无从计算"
        if rate is not None:
            value = self._rounding.rate(rate)
            # As it is printed where that is exact, else with more decimals.
            is_exact = not rate.is_known or Percent(value) == rate
            result = value if is_exact else f"{exact_digits(rate.value)}%"
        return Explanation(
            path=path,
            label=label,
            value=value,
            formula=f"{part}÷{whole}×100%",
            operands=operands,
            result=result,
            rounding=f"四舍五入到{figures.rate_places}位小数，恰为百分之百印作{figures.full_rate}",
            basis=basis,
        )


def _sum_of(labels: Sequence[str]) -> str:
    return "＋".join(labels) if len(labels) <= _MOST_TERMS else "下列各项之和"


def exact_digits(number: Decimal) -> str:
    """``number`` with so many decimals that its rounding can be seen."""
    return plain_digits(round_half_up(number, _EXACT_PLACES))
