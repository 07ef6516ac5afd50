"""However its user has arranged a data workbook, it says the new document after an update."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from perfreport.kinds.project_targets.model import Project, ProjectTargets
from tests.compare.edits import edited
from tests.examples import form_of
from tests.workbooks.updating.test_updating import (
    LARGE,
    by_hand,
    column,
    is_sound,
    said,
    updated,
    workbook_of,
)

NAMES = ("henan-2022-project-targets", LARGE)
Arrange = Callable[[openpyxl.Workbook, random.Random], None]


def rows_of(sheet: Worksheet) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def put_rows(sheet: Worksheet, rows: Sequence[Sequence[Any]]) -> None:
    for old in sheet.iter_rows(min_row=2):
        for cell in old:
            cell.value = None
    for at, row in enumerate(rows, 2):
        for number, value in enumerate(row, 1):
            sheet.cell(at, number).value = value


PARENTS = (("绩效指标", "项目"), ("项目", "资金使用单位"))


def state_parents(book: openpyxl.Workbook, chance: random.Random) -> None:
    """Say in each row whose it is, some by its number and some by its name."""
    for inner, outer in PARENTS:
        sheet, holders = book[inner], book[outer]
        by, named, number = column(sheet, outer), column(holders, "名称"), column(holders, "序号")
        numbers = {
            holders.cell(row, named).value: holders.cell(row, number).value
            for row in range(2, holders.max_row + 1)
        }
        last = None
        for row in range(2, sheet.max_row + 1):
            last = sheet.cell(row, by).value or last
            sheet.cell(row, by, chance.choice([last, numbers.get(last, last)]))


def any_numbers(book: openpyxl.Workbook, chance: random.Random) -> None:
    """Numbers such as 10, 20, 30, in any order, by which other rows name them."""
    for name in ("资金使用单位", "项目"):
        sheet = book[name]
        for row, new in enumerate(chance.sample(range(1, 40), sheet.max_row - 1), 2):
            sheet.cell(row, column(sheet, "序号"), new)
    state_parents(book, chance)


def sorted_otherwise(book: openpyxl.Workbook, chance: random.Random) -> None:
    """Rows in another order than that of their numbers."""
    state_parents(book, chance)
    for name in ("资金使用单位", "项目", "绩效指标"):
        rows = rows_of(book[name])
        chance.shuffle(rows)
        put_rows(book[name], rows)


def blank_between(book: openpyxl.Workbook, chance: random.Random) -> None:
    for name in ("项目", "绩效指标"):
        rows = rows_of(book[name])
        for _ in range(3):
            rows.insert(chance.randrange(1, len(rows) + 1), [])
        put_rows(book[name], rows)


def hidden(book: openpyxl.Workbook, chance: random.Random) -> None:
    for name in ("项目", "绩效指标"):
        sheet = book[name]
        sheet.auto_filter.ref = sheet.dimensions
        for row in chance.sample(range(2, sheet.max_row + 1), 2):
            sheet.row_dimensions[row].hidden = True


def totals_below(book: openpyxl.Workbook, _: random.Random) -> None:
    sheet = book["项目"]
    last, name, money = sheet.max_row, column(sheet, "名称"), column(sheet, "名称") + 1
    letter = openpyxl.utils.get_column_letter(money)
    sheet.cell(last + 1, name, "合计")
    sheet.cell(last + 1, money, f"=SUM({letter}2:{letter}{last})")
    sheet.cell(last + 3, 1, "注：以上由财务科填写。")


def own_formulas(book: openpyxl.Workbook, _: random.Random) -> None:
    sheet = book["绩效指标"]
    last = sheet.max_column + 1
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, last, f"=COUNTA($A$2:A{row})+LEN(C{row})")


def counted_in_yuan(book: openpyxl.Workbook, _: random.Random) -> None:
    """Amounts in 元, as their headings state."""
    columns: Any = book["项目"].iter_cols()
    for head, *cells in columns:
        if all(cell.number_format == "#,##0.00" for cell in cells):
            head.value = f"{head.value}（元）"
            for cell in cells:
                cell.value = None if cell.value is None else round(cell.value * 10_000)


ARRANGING: Sequence[Arrange] = (
    counted_in_yuan, any_numbers, sorted_otherwise, blank_between, hidden, totals_below,
    own_formulas,
)  # fmt: skip
"""In this order: numbers are given before rows are named by them."""


def rearranged(document: ProjectTargets, chance: random.Random) -> ProjectTargets:
    """The document with a project renamed, moved, removed, doubled or added with its indicators."""
    at = chance.randrange(len(document.units))
    unit = document.units[at]
    projects = list(unit.projects)
    number = chance.randrange(len(projects))
    project = projects[number]
    match chance.randrange(5):
        case 0:
            projects[number] = renamed(project, "改名的项目")
        case 1:
            projects.insert(chance.randrange(len(projects)), projects.pop(number))
        case 2 if len(projects) > 1:
            del projects[number]
        case 3:
            other = chance.choice(projects)
            projects[number] = renamed(project, other.name)
        case _:
            projects.insert(chance.randrange(len(projects) + 1), renamed(project, "新的项目"))
    units = list(document.units)
    units[at] = unit.model_copy(update={"projects": tuple(projects)})
    return document.model_copy(update={"units": tuple(units)})


def renamed(project: Project, name: str) -> Project:
    return project.model_copy(update={"name": name})


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(NAMES),
    st.integers(0, 2**32),
    st.sets(st.sampled_from(ARRANGING)),
    st.integers(0, 2),
)
def test_a_sheet_in_any_order_says_what_was_edited(
    name: str,
    seed: int,
    arranging: set[Arrange],
    edits: int,
) -> None:
    chance, form = random.Random(seed), form_of(name)

    def arrange(book: openpyxl.Workbook) -> None:
        for each in ARRANGING:
            if each in arranging:
                each(book, chance)

    before = by_hand(workbook_of(name), arrange)
    old = said(before)
    assert isinstance(old, ProjectTargets)
    new = edited(old, old, seed, edits) if edits else old
    assert isinstance(new, ProjectTargets)
    for _ in range(chance.randrange(1, 3)):
        new = rearranged(new, chance)
    if is_sound(new, form):
        assert said(updated(before, new, form)) == new
