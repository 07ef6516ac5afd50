"""Lines and cells, as messages and programs have them."""

from __future__ import annotations

import pickle

import pytest

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.positions import (
    CellPosition,
    Position,
    alone,
    described,
    in_file,
    order_of,
)

_C7 = CellPosition(2, 6, 2, "项目!C7")


@pytest.mark.parametrize(
    ("file", "position", "told"),
    [
        ("甲.yaml", 12, "甲.yaml:12"),
        ("", 12, "第 12 行"),
        ("甲.xlsx", _C7, "甲.xlsx：项目!C7"),
        ("", _C7, "项目!C7"),
        ("甲.yaml", None, "甲.yaml"),
    ],
)
def test_a_position_is_told_behind_its_file(
    file: str, position: Position | None, told: str
) -> None:
    assert in_file(file, position) == told


def test_a_position_is_told_alone() -> None:
    assert [alone(each) for each in (12, _C7, None)] == ["第12行", "项目!C7", ""]


def test_programs_learn_the_line_or_the_cell() -> None:
    found = [described(each) for each in (12, _C7, None)]
    assert found == [{"line": 12}, {"cell": "项目!C7"}, {}]


def test_cells_are_in_the_order_of_sheets_rows_and_columns() -> None:
    cells: list[Position | None] = [
        CellPosition(2, 1, 0, "乙!A2"),
        CellPosition(1, 9, 9, "甲!J10"),
        None,
        CellPosition(1, 9, 1, "甲!B10"),
    ]
    assert [alone(each) for each in sorted(cells, key=order_of)] == [
        "", "甲!B10", "甲!J10", "乙!A2",
    ]  # fmt: skip


def test_a_mistake_knows_its_line_or_its_cell() -> None:
    path = DataPath("项目", 0, "财政拨款")
    in_cell, on_line = Mistake(path, "不是数", _C7), Mistake(path, "不是数", 3)
    assert (in_cell.cell, in_cell.line) == ("项目!C7", None)
    assert (on_line.cell, on_line.line) == (None, 3)
    assert in_cell.describe("甲.xlsx") == "甲.xlsx：项目!C7：项目[1].财政拨款：不是数"
    error = pickle.loads(pickle.dumps(InputError([in_cell], "甲.xlsx")))
    assert error.mistakes == (in_cell,)
