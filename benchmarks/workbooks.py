"""The data workbook of a document, as it is written and read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from perfreport import ProjectTargets
from perfreport.data.writing import written_fields
from perfreport.forms.registry import FormRegistry
from perfreport.workbooks.writing import write

Row = list[Any]


def workbook_of(document: ProjectTargets) -> bytes:
    """The workbook of ``document``."""
    return write(written_fields(document), FormRegistry().get(str(document.form)))


def sheets_of(document: ProjectTargets) -> dict[str, list[Row]]:
    """What stands in its sheets, headings first, money as numbers."""
    units = document.units
    projects = [(unit, each) for unit in units for each in unit.projects]
    indicators = [(of, each) for _, of in projects for each in of.indicators]
    return {
        "资料": [["年度", document.year], ["部门名称", document.department]],
        "资金使用单位": [["名称"], *([unit.name] for unit in units)],
        "项目": [
            ["资金使用单位", "名称", "财政拨款", "财政专户拨款", "其他资金", "绩效目标"],
            *([unit.name, each.name, *_money(each), _lines(each.goal)] for unit, each in projects),
        ],
        "绩效指标": [
            ["项目", "一级", "二级", "名称", "实施周期指标值", "年度指标值"],
            *(
                [of.name, each.level_one, each.level_two, each.name, *_values(each)]
                for of, each in indicators
            ),
        ],
    }


def _money(project: Any) -> Iterator[float | None]:
    for amount in (project.appropriation, project.special_account, project.other):
        yield float(str(amount)) if amount is not None else None


def _values(indicator: Any) -> tuple[str | None, str | None]:
    return indicator.cycle_value, indicator.annual_value


def _lines(paragraphs: tuple[str, ...] | None) -> str:
    return "\n".join(paragraphs or ())
