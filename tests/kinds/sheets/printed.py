"""What 项目申报书 prints."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from perfreport.blocks.printed import (
    Figure,
    Label,
    Line,
    MergedLabel,
    ProseText,
    Rows,
    TitleLines,
    TitleText,
    UnitText,
)


class TargetRow(NamedTuple):
    """A target, its levels merged over equal neighbours."""

    level_one: Annotated[Label, MergedLabel()]
    level_two: Annotated[Label, MergedLabel()]
    name: Annotated[str, Line()]
    value: Annotated[str, Line()]


class ProjectRow(NamedTuple):
    """A project."""

    name: Annotated[str, Line()]
    amount: Annotated[str, Figure()]
    leader: Annotated[str, Line()]
    phone: Annotated[str, Line()]
    goal: Annotated[tuple[str, ...], ProseText()]
    targets: Annotated[tuple[TargetRow, ...], Rows()]


class UnitRows(NamedTuple):
    """A unit and its projects."""

    name: Annotated[str, Line()]
    head: Annotated[str, Line()]
    projects: Annotated[tuple[ProjectRow, ...], Rows()]


class SectionRow(NamedTuple):
    """A section of prose."""

    heading: Annotated[str, Line()]
    text: Annotated[tuple[str, ...], ProseText()]


class ProjectSheetsView(NamedTuple):
    """What the templates of 项目申报书 see."""

    title: TitleText
    title_lines: TitleLines
    year: Annotated[str, Figure()]
    department: Annotated[str, Line()]
    unit: UnitText
    units: Annotated[tuple[UnitRows, ...], Rows()]
    basis: Annotated[tuple[str, ...], ProseText()]
    risks: Annotated[tuple[str, ...], ProseText()]
    sections: Annotated[tuple[SectionRow, ...], Rows()]
