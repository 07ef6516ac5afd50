"""What 项目支出绩效目标表 prints."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from perfreport.blocks.printed import (
    Figure,
    Group,
    IndicatorCell,
    Line,
    ProseText,
    Rows,
    TitleLines,
    TitleText,
    UnitText,
)


class FundsView(NamedTuple):
    """A row of sums by source of funds; blank where there is no money."""

    total: Annotated[str, Figure()]
    appropriation: Annotated[str, Figure()]
    special_account: Annotated[str, Figure()]
    other: Annotated[str, Figure()]


class ProjectFundsView(NamedTuple):
    """A project's money by source of funds, and its total."""

    total: Annotated[str, Figure("stated_total")]
    appropriation: Annotated[str, Figure()]
    special_account: Annotated[str, Figure()]
    other: Annotated[str, Figure()]


class ProjectRow(NamedTuple):
    """One project (项目)."""

    name: Annotated[str, Line()]
    funds: Annotated[ProjectFundsView, Group("", label="合计")]
    goal: Annotated[tuple[str, ...], ProseText()]
    indicators: Annotated[tuple[str, ...], IndicatorCell()]


class UnitRows(NamedTuple):
    """A spending unit (资金使用单位) and its projects."""

    name: Annotated[str, Line()]
    funds: Annotated[FundsView, Group("stated", label="合计")]
    projects: Annotated[tuple[ProjectRow, ...], Rows()]


class ProjectTargetsView(NamedTuple):
    """What the templates of 项目支出绩效目标表 see."""

    title: TitleText
    title_lines: TitleLines
    year: Annotated[str, Figure()]
    department: Annotated[str, Line()]
    unit: UnitText
    funds: Annotated[FundsView, Group("stated", label="合计")]
    units: Annotated[tuple[UnitRows, ...], Rows(named_by="name")]
