"""The rule about amounts wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import get_args

from pydantic import BaseModel

from perfreport.basics.quantities import Amount
from perfreport.blocks.walk import attributes
from perfreport.checks.bases import ALL, NOT_NEGATIVE, WARNING
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.rule import Remark, rule


@rule(
    "SUM-031",
    "金额的正负",
    checks="各处的金额不是负数",
    basis=NOT_NEGATIVE,
    severities=WARNING,
    kinds=ALL,
)
def amounts_not_negative(case: Case) -> Iterator[Remark]:
    """No amount is less than zero."""
    shown = case.form.figures.rounding.exact_amount
    for path, part in case.walked:
        for key, name in amounts_in(type(part)):
            amount: Amount | None = getattr(part, name)
            if amount is not None and amount.value < 0:
                yield Remark(
                    path / key,
                    Severity.WARNING,
                    f"{key}是负数：{shown(amount)}",
                    "请核对正负号；确为冲减、收回的，请在文字中说明",
                )


@cache
def amounts_in(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of ``model`` that hold an amount: key and attribute."""
    return tuple(
        (key, name)
        for key, name in attributes(model).items()
        if Amount in (annotation := model.model_fields[name].annotation, *get_args(annotation))
    )
