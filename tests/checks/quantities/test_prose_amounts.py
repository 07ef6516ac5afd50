"""Amounts of money in prose are read with their unit, and compared as they may be rounded."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfreport.basics.quantities import Amount, Rounding, Unit
from perfreport.checks.engine.prose import Prose
from perfreport.checks.quantities.prose_amounts import Mention, mentions_by_field
from perfreport.kinds import KINDS
from tests.checks.snippets import BASES, changed


def mentions(*goals: str) -> list[Mention]:
    tree = changed(BASES["部门"], {"总体绩效目标": list(goals)})
    prose = Prose(KINDS.models[tree["文种"]].model_validate(tree))
    ((path, found),) = mentions_by_field(prose)
    assert path == ("总体绩效目标",)
    return found


def test_the_amounts_of_a_field_come_together_with_their_units() -> None:
    found = mentions("预算1,266.19万元，单价500元", "投资 1.2 亿元")
    assert [(each.number, each.unit) for each in found] == [
        (Decimal("1266.19"), Unit.TEN_THOUSAND_YUAN),
        (Decimal(500), Unit.YUAN),
        (Decimal("1.2"), Unit.HUNDRED_MILLION_YUAN),
    ]
    assert [each.clause for each in found] == ["预算", "单价", "投资"]


def test_only_chosen_fields_are_read() -> None:
    tree = changed(BASES["部门"], {"总体绩效目标[1]": "预算1万元", "其他需完成的任务": "2万元"})
    prose = Prose(KINDS.models[tree["文种"]].model_validate(tree))
    paths = [path for path, _ in mentions_by_field(prose, {"其他需完成的任务"})]
    assert paths == [("其他需完成的任务",)]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("预算30万元", True),
        ("预算30万元，用于购置", True),
        ("预算30万元（其中设备10万元）", True),
        ("预算30万元用于购置", False),
        ("预算30万元以上", False),
        ("预算30万元的项目", False),
        ("预算30万元/年", False),
    ],
)
def test_what_is_said_behind_an_amount_narrows_it(text: str, ends: bool) -> None:
    assert mentions(text)[0].ends_its_clause is ends


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("预算59.80万元", True),
        ("预算59.8万元", True),
        ("预算598000元", True),
        ("预算597976元", True),
        ("预算约60万元", True),
        ("预算0.006亿元", True),
        ("预算58万元", False),
        ("预算约70万元", False),
        ("预算597900元", False),
    ],
)
def test_an_amount_agrees_with_what_it_may_be_rounded_from_or_to(text: str, agrees: bool) -> None:
    assert mentions(text)[0].agrees_with(Amount("59.80"), Rounding()) is agrees


def test_an_amount_in_the_other_unit_is_known_by_the_factor() -> None:
    (mention,) = mentions("预算59.80万元")
    assert mention.is_in_other_unit_than(Amount(598000))
    assert mention.is_in_other_unit_than(Amount("59.80", Unit.YUAN))
    assert not mention.is_in_other_unit_than(Amount("59.80"))
