"""What 转移支付绩效自评表 prints; money and indicators as the form has them."""

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


class EvaluatedTransferRow(NamedTuple):
    """One transfer (专项) at one level."""

    number: RunningNumber
    name: Annotated[str, Line()]
    local_finance: Annotated[str, Line()]
    local_supervisor: Annotated[str, Line()]
    project: Annotated[str, Line()]
    implementer: Annotated[str, Line()]
    goal: Annotated[tuple[str, ...], ProseText()]
    result: Annotated[tuple[str, ...], ProseText()]


class TransferEvaluationView(NamedTuple):
    """What the templates of 转移支付绩效自评表 see."""

    title: TitleText
    title_lines: TitleLines
    year: Annotated[str, Figure()]
    department: Annotated[str, Line()]
    unit: UnitText
    transfers: Annotated[tuple[EvaluatedTransferRow, ...], Rows()]
