"""An amount in 元 among many in 万元 is found; honest amounts of all sizes are not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Amount, Rounding, Unit
from perfreport.kinds.rules.listed import Listed
from perfreport.kinds.rules.suspicion import far_apart

HUNDRED = tuple(str(20 + each * 880 // 99) for each in range(100))
"""Projects of 20 to 900 万元."""


def amount(typed: str) -> Amount:
    unit = Unit.YUAN if typed.endswith("元") else Unit.TEN_THOUSAND_YUAN
    return Amount(Decimal(typed.removesuffix("元")), unit)


def suspected(*typed: str) -> list[str]:
    amounts = [Listed(DataPath("项目", at), amount(each)) for at, each in enumerate(typed)]
    return [typed[int(each.path[-1])] for each in far_apart(amounts, Rounding())]


@pytest.mark.parametrize("slips", [("598000",), ("598000", "1266100"), ("598000.00",)])
def test_amounts_in_yuan_among_many_are_suspected(slips: tuple[str, ...]) -> None:
    assert suspected(*HUNDRED, *slips) == [*slips]


@pytest.mark.parametrize(
    "honest",
    [
        ("598000元",),
        ("598012.34",),  # 59.801234 is no amount of 万元
        ("3000", "20000", "150000", "598000"),  # sizes between
        ("300000000",),  # 30,000 are beyond all others
    ],
)
def test_honest_amounts_are_not(honest: tuple[str, ...]) -> None:
    assert suspected(*HUNDRED, *honest) == []


def test_among_few_nothing_is_told() -> None:
    assert suspected("20", "60", "90", "120", "598000") == []
    assert suspected("20", "60", "90", "100", "120", "598000") == ["598000"]
