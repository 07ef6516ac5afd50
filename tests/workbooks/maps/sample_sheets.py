"""Sheets as officers have them: made by xlsxwriter, read as any other workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook as Writer
from xlsxwriter.utility import xl_cell_to_rowcol

from perfreport.basics import resources
from perfreport.forms.registry import FormRegistry
from perfreport.sheets.reading import read_workbook
from perfreport.sheets.workbook import Workbook
from perfreport.workbooks.maps.library import load_map
from perfreport.workbooks.maps.model import SheetMap

Value = str | float | None | tuple[float | str, str]
"""A text, a number, nothing, or a number with its format; a formula there is at fault."""
Rows = Sequence[Sequence[Value]]

REGISTRY = FormRegistry()

HEADS = (
    "一级指标", "二级指标", "三级指标", "计算符号", "指标值", "*实际完成值", "计量单位", "*分值",
    "*指标得分", "扣减分数", "完成情况简要描述", "偏差原因",
)  # fmt: skip
"""Of the import sheet of evaluations."""

INDICATORS: Rows = (
    ("产出指标", "数量指标", "维修泵站", "≥", 9, 10, "座", 20, 20, 0, None, None),
    (None, None, "培训人次", "≥", 200, 180, "人次", 20, 18, 2, None, "一期培训改在下年"),
    (None, "质量指标", "验收合格率", "＝", 100, 100, "%", 10, 10, 0, None, None),
    (
        "效益指标",
        "社会效益指标",
        "供水保障",
        "6",
        "明显提升",
        "明显提升",
        None,
        30,
        30,
        0,
        None,
        None,
    ),
)


def shipped(map_id: str) -> SheetMap:
    return load_map(map_id, [resources.templates()])


def book(
    rows: Rows,
    merged: Iterable[str] = (),
    *,
    name: str = "自评",
    hidden_columns: str = "",
    hidden_rows: Iterable[int] = (),
    others: Mapping[str, Rows] | None = None,
) -> bytes:
    """An .xlsx file with ``rows``; what stands first in a ``merged`` area is all of it."""
    file = BytesIO()
    with Writer(file, {"in_memory": True}) as workbook:
        for title, content in {name: rows, **(others or {})}.items():
            sheet = workbook.add_worksheet(title)
            for number, row in enumerate(content):
                for column, value in enumerate(row):
                    _write(workbook, sheet, number, column, value)
        first = workbook.get_worksheet_by_name(name)
        for area in merged:
            first.merge_range(area, "")
            row, column = xl_cell_to_rowcol(area.split(":")[0])
            _write(workbook, first, row, column, rows[row][column])
        if hidden_columns:
            first.set_column(hidden_columns, None, None, {"hidden": True})
        for hidden in hidden_rows:
            first.set_row(hidden - 1, None, None, {"hidden": True})
    return file.getvalue()


def _write(workbook: Writer, sheet: Any, row: int, column: int, value: Value) -> None:
    if isinstance(value, tuple):
        content, number_format = value
        made = workbook.add_format({"num_format": number_format})
        if isinstance(content, str):
            sheet.write_formula(row, column, content, made, "#N/A")
        else:
            sheet.write_number(row, column, content, made)
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    elif value is not None:
        sheet.write_number(row, column, value)


def read(content: bytes, name: str = "表.xlsx") -> Workbook:
    return read_workbook(content, name)


def sheet_of_indicators(rows: Rows = INDICATORS, heads: Sequence[str] = HEADS) -> Workbook:
    """The import sheet of evaluations with these ``rows``."""
    return read(book([heads, *rows]))
