"""Sums that models declare."""

from __future__ import annotations

from typing import Annotated, ClassVar

from perfreport.basics.quantities import Amount
from perfreport.blocks.fields import ABSENT, EMPTY, Many, Name, OptionalAmount, key
from perfreport.blocks.model import Model
from perfreport.blocks.sums import Sums, figure, terms


class _Task(Model):
    name: Annotated[Name, key("名称")]
    amount: Annotated[OptionalAmount, key("金额")] = ABSENT


class _Project(Model):
    name: Annotated[Name, key("名称")]
    tasks: Annotated[Many[_Task], key("任务")] = EMPTY


class _Plan(Model):
    sums: ClassVar = Sums(
        of={"total": ("reserve", "projects.*.tasks.*.amount")},
        label="合计",
        basis="预留与各任务之和",
        code="SUM-999",
        title="合计",
        checks="合计等于预留与各任务之和",
    )

    total: Annotated[OptionalAmount, key("合计")] = ABSENT
    reserve: Annotated[OptionalAmount, key("预留")] = ABSENT
    projects: Annotated[Many[_Project], key("项目")] = EMPTY


PLAN = _Plan.model_validate(
    {
        "预留": "1.00",
        "项目": [
            {"名称": "甲", "任务": [{"名称": "一", "金额": "2.00"}, {"名称": "二"}]},
            {"名称": "乙"},
            {"名称": "丙", "任务": [{"名称": "三", "金额": "4.50"}]},
        ],
    }
)


def test_a_sum_over_the_rows_of_lists_in_lists_is_computed() -> None:
    assert figure(PLAN, "total") == Amount("7.50")


def test_its_terms_are_called_like_the_rows_they_stand_in() -> None:
    assert list(terms(PLAN, "total")) == [
        ("预留", Amount("1.00"), ("预留",)),
        ("一", Amount("2.00"), ("项目", 0, "任务", 0, "金额")),
        ("三", Amount("4.50"), ("项目", 2, "任务", 0, "金额")),
    ]
