"""What 项目支出绩效自评表 prints; money and indicators as the form has them."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from perfreport.blocks.printed import (
    Figure,
    Line,
    ProseText,
    Rows,
    RunningNumber,
    TitleLines,
    TitleText,
    UnitText,
)
from perfreport.kinds.evaluation.printed import FULL, GRADE, RATE_SCORE, RATE_WEIGHT, TOTAL


class EvaluatedProjectRow(NamedTuple):
    """One project (项目)."""

    number: RunningNumber
    name: Annotated[str, Line()]
    implementer: Annotated[str, Line()]
    rate_weight: Annotated[str, RATE_WEIGHT]
    rate_score: Annotated[str, RATE_SCORE]
    goal: Annotated[tuple[str, ...], ProseText()]
    result: Annotated[tuple[str, ...], ProseText()]
    full: Annotated[str, FULL]
    total: Annotated[str, TOTAL]
    grade: Annotated[str, GRADE]


class ProjectEvaluationView(NamedTuple):
    """What the templates of 项目支出绩效自评表 see."""

    title: TitleText
    title_lines: TitleLines
    year: Annotated[str, Figure()]
    department: Annotated[str, Line()]
    unit: UnitText
    projects: Annotated[tuple[EvaluatedProjectRow, ...], Rows()]
