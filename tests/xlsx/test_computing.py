"""Formulas without values say what Excel would make of them, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from perfreport.sheets.showing import format_of
from perfreport.sheets.workbook import NOT_SAVED, Cell, Sheet, Spot, Waiting
from perfreport.xlsx.computing import computed


def waiting(formula: str, code: str = "General") -> Cell:
    show = format_of(code).number
    return Cell("", None, True, NOT_SAVED, waiting=Waiting(formula, show))


def number(value: str) -> Cell:
    return Cell(value, Decimal(value))


def column(*cells: Cell, name: str = "表") -> Sheet:
    return Sheet(name=name, cells={Spot(row, 0): cell for row, cell in enumerate(cells)})


def shown(formula: str, *cells: Cell, code: str = "General") -> str:
    """What a cell with ``formula`` shows beside the column of ``cells``."""
    sheet = column(*cells)
    spot = Spot(0, 5)
    [found] = computed([Sheet(name="表", cells={**sheet.cells, spot: waiting(formula, code)})])
    cell = found.cells[spot]
    return cell.fault or cell.shown


GIVEN = [
    ("59.8+1", "60.8"),
    ("2*(3+4)-1", "13"),
    ("-A1+5%", "-1.45"),
    ("A1*A2/2", "1.875"),
    ("SUM(A1:A3)", "4"),
    ("SUM($A$1,A2,1.005)", "5.005"),
    ("SUM(A1+A2,1)", "5"),
    ("ROUND(1.005,2)", "1.01"),
    ("ROUND(-2.5,0)", "-3"),
    ("round(sum(A1:A9),0)", "4"),
    ('IF(A9=0,"",A1/A9)', ""),
    ('IF(A2=0,"",ROUND(A1/A2,4))', "0.6"),
    ("'表'!A1", "1.5"),
    ('"说""明"', '说"明'),
    ("A9", "0"),
]


@pytest.mark.parametrize(("formula", "text"), GIVEN)
def test_plain_formulas_are_computed(formula: str, text: str) -> None:
    cells = (number("1.5"), number("2.5"), Cell("文字"))
    assert shown(formula, *cells) == text


UNKNOWN = [
    "",
    "1/0",
    "1+",
    "(1",
    "1)",
    "1 2",
    "1e5",
    "VLOOKUP(1,A1:A2,1)",
    "A1:A2",
    "A3+1",
    "SUM(别的!A1:A2)",
    "[1]表!A1",
    "ROUND(1,1.5)",
    "ROUND(1,99)",
    "ZZZ1",
    "F1",
    "IF(1=1,1)",
    "SUM(A1:XFD1048576)",
    "9" * 40,
    "(" * 5_000 + "1" + ")" * 5_000,
    "-" * 5_000 + "1",
    "SUM(" * 1_000,
]


@pytest.mark.parametrize("formula", UNKNOWN)
def test_what_any_other_formula_says_is_not_known(formula: str) -> None:
    cells = (number("1.5"), number("2.5"), Cell("文字"))
    assert shown(formula, *cells) == NOT_SAVED


def test_a_value_is_shown_in_the_format_of_its_cell() -> None:
    assert shown("0.956", code="0.0%") == "95.6%"
    assert shown("1234.5", code="#,##0.00") == "1,234.50"


def test_formulas_go_on_from_one_another_over_sheets() -> None:
    first = column(number("2"), waiting("A1*3"), waiting("A2+1"))
    second = column(waiting("SUM('第 1 张'!A1:A3)"), name="第二张")
    found = computed([Sheet(name="第 1 张", cells=first.cells), second])
    assert [cell.shown for cell in found[0].cells.values()] == ["2", "6", "7"]
    assert found[1].cells[Spot(0, 0)].held == 15


@pytest.mark.parametrize("step", [lambda row: row, lambda row: row + 2])
def test_long_chains_of_formulas_end(step: Callable[[int], int]) -> None:
    """Each names the one above, which is known by then, or the one below."""
    [found] = computed(
        [column(number("1"), *(waiting(f"A{step(row)}") for row in range(1, 3_000)))]
    )
    assert found.cells[Spot(0, 0)].shown == "1"
    if step(1) == 1:
        assert found.cells[Spot(2_999, 0)].shown == "1"
