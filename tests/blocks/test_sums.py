"""Sums that models declare."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from perfreport.basics.quantities import Amount, OptionalAmount
from perfreport.blocks.model import Model, Name
from perfreport.blocks.sums import Sums, figure, terms


class _Task(Model):
    name: Name = Field(alias="名称")
    amount: OptionalAmount = Field(None, alias="金额")


class _Project(Model):
    name: Name = Field(alias="名称")
    tasks: tuple[_Task, ...] = Field((), alias="任务")


class _Plan(Model):
    sums: ClassVar = Sums(
        of={"total": ("reserve", "projects.*.tasks.*.amount")},
        label="合计",
        basis="预留与各任务之和",
        code="SUM-999",
        title="合计",
        checks="合计等于预留与各任务之和",
    )

    total: OptionalAmount = Field(None, alias="合计")
    reserve: OptionalAmount = Field(None, alias="预留")
    projects: tuple[_Project, ...] = Field((), alias="项目")


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
