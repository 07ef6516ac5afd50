"""What 部门整体支出绩效自评表 prints; indicators as the form has them."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from perfreport.blocks.printed import (
    Figure,
    Group,
    Line,
    ProseText,
    Rows,
    RunningNumber,
    TitleLines,
    TitleText,
    UnitText,
)
from perfreport.kinds.evaluation.printed import FULL, GRADE, RATE_SCORE, RATE_WEIGHT, TOTAL


class EvaluatedTaskRow(NamedTuple):
    """One main task (年度主要任务)."""

    number: RunningNumber
    name: Annotated[str, Line()]
    result: Annotated[tuple[str, ...], ProseText()]
    annual: Annotated[str, Figure()]
    annual_appropriation: Annotated[str, Figure()]
    final: Annotated[str, Figure()]
    final_appropriation: Annotated[str, Figure()]
    rate: Annotated[str, Figure()]


class TaskTotalsView(NamedTuple):
    """The money of all tasks (金额合计)."""

    annual: Annotated[str, Figure()]
    annual_appropriation: Annotated[str, Figure()]
    final: Annotated[str, Figure()]
    final_appropriation: Annotated[str, Figure()]
    rate: Annotated[str, Figure()]


class DepartmentEvaluationView(NamedTuple):
    """What the templates of 部门整体支出绩效自评表 see."""

    title: TitleText
    title_lines: TitleLines
    year: Annotated[str, Figure()]
    department: Annotated[str, Line()]
    unit: UnitText
    tasks: Annotated[tuple[EvaluatedTaskRow, ...], Rows()]
    amounts: Annotated[TaskTotalsView, Group("stated", label="金额合计")]
    rate_weight: Annotated[str, RATE_WEIGHT]
    rate_score: Annotated[str, RATE_SCORE]
    goal: Annotated[tuple[str, ...], ProseText()]
    result: Annotated[tuple[str, ...], ProseText()]
    deviation_reason: Annotated[tuple[str, ...], ProseText()]
    full: Annotated[str, FULL]
    total: Annotated[str, TOTAL]
    grade: Annotated[str, GRADE]
