"""The engines that write and read workbooks do so with the same document."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import openpyxl
import pytest

from benchmarks.engines import (
    openpyxl_in,
    openpyxl_out,
    perfreport_workbook_in,
    perfreport_workbook_out,
)
from benchmarks.workbooks import workbook_of
from benchmarks.workload import project_targets


def said(content: bytes) -> Counter[object]:
    """How often each value stands in the sheets of data; what has to be filled in is marked."""
    book = openpyxl.load_workbook(BytesIO(content))
    names = ("资料", "资金使用单位", "项目", "绩效指标")
    return Counter(
        value.rstrip("*") if isinstance(value, str) else value
        for name in names
        for row in book[name].iter_rows(values_only=True)
        for value in row
    )


def test_what_openpyxl_writes_is_what_our_workbook_says() -> None:
    document = project_targets(12)
    plain = said(openpyxl_out.render(document))
    assert sum(plain.values()) > 300
    ours = said(perfreport_workbook_out.render(document))
    headings = {"财政拨款", "财政专户拨款", "其他资金", "名称", None}
    assert {each for each in plain - ours if each not in headings} == set()


@pytest.mark.parametrize("engine", [perfreport_workbook_in, openpyxl_in])
def test_the_workbook_is_read(engine: object) -> None:
    workbook = workbook_of(project_targets(12))
    assert engine.render(workbook) == workbook  # type: ignore[attr-defined] # a module
