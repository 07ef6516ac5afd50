"""The rule about amounts wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

from perfreport.basics.quantities import Amount
from perfreport.blocks.walk import annotation_at, attributes
from perfreport.checks.bases import NOT_NEGATIVE
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.rule import Remark, remark, rule


@rule(
    "SUM-031",
    "金额的正负",
    checks="各处的金额不是负数",
    basis=NOT_NEGATIVE,
)
def amounts_not_negative(case: Case) -> Iterator[Remark]:
    """No amount is less than zero."""
    shown = case.form.figures.rounding.exact_amount
    for path, part in case.parts_where(amounts_in):
        for key, name in amounts_in(type(part)):
            amount: Amount | None = getattr(part, name)
            if amount is not None and amount.value < 0:
                yield remark(
                    path / key,
                    f"{key}是负数：{shown(amount)}",
                    "请核对正负号；确为冲减、收回的，请在文字中说明",
                )


@cache
def amounts_in(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of ``model`` that hold an amount: key and attribute."""
    fields = attributes(model).items()
    return tuple((key, name) for key, name in fields if annotation_at(model, name) is Amount)
