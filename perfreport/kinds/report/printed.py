"""What every report prints, beside the sections of its form."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from perfreport.blocks.printed import Figure, Line, TitleLines, TitleText, UnitText


class ReportView(NamedTuple):
    """What the templates of a report see before its sections."""

    title: TitleText
    title_lines: TitleLines
    year: Annotated[str, Figure()]
    department: Annotated[str, Line()]
    unit: UnitText
