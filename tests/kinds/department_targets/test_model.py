"""A department's budget has every amount; where a dash is typed there is no money."""

from __future__ import annotations

from perfreport.basics.quantities import Amount
from perfreport.kinds.department_targets.model import Budget


def test_a_dash_is_no_money() -> None:
    amounts = {"basic": 1, "project": "-", "appropriation": 1, "own_level": 1, "transfers": "—"}
    budget = Budget.model_validate(amounts)
    assert (budget.project, budget.transfers) == (Amount(0), Amount(0))


def test_no_money_is_what_every_amount_is_that_may_be_left_out() -> None:
    fields = Budget.model_fields.values()
    assert {field.default for field in fields if not field.is_required()} == {Amount(0)}
