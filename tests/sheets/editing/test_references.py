"""What formulas refer to follows the rows that it stands in."""

from __future__ import annotations

import pytest

from perfreport.sheets.editing.references import (
    LostError,
    moved,
    moved_areas,
    translated,
)
from perfreport.sheets.editing.shift import Shift

ONE_MORE, TWO_LESS = Shift("项目", below={9: 1}), Shift("项目", gone=frozenset((4, 5)))

FOLLOWING = [
    ("A10", "A10", "A8"),
    ("A11", "A12", "A9"),
    ("$A$11+B11", "$A$12+B12", "$A$9+B9"),
    ("SUM(C2:C9)", "SUM(C2:C9)", "SUM(C2:C7)"),
    ("SUM(C2:C10)", "SUM(C2:C11)", "SUM(C2:C8)"),
    ("SUM(C2:C20)", "SUM(C2:C21)", "SUM(C2:C18)"),
    ("SUM(C:C)", "SUM(C:C)", "SUM(C:C)"),
    ("SUM(11:12)", "SUM(12:13)", "SUM(9:10)"),
    ("SUM(B6:B9)", "SUM(B6:B9)", "SUM(B5:B7)"),
    ("项目!A11", "项目!A12", "项目!A9"),
    ("'项目'!A11", "'项目'!A12", "'项目'!A9"),
    ("汇总!A11", "汇总!A11", "汇总!A11"),
    ("'又一个 A11'!A11", "'又一个 A11'!A11", "'又一个 A11'!A11"),
    ("[1]项目!A11", "[1]项目!A11", "[1]项目!A11"),
    ("表[A11]", "表[A11]", "表[A11]"),
    ('IF(A11="A11","A11",LOG10(A11))', 'IF(A12="A11","A11",LOG10(A12))', None),
    ("A11_合计+XFD11", "A11_合计+XFD12", "A11_合计+XFD9"),
    ("1+2", "1+2", "1+2"),
    ("SUM(甲:项目!A11)", "SUM(甲:项目!A11)", "SUM(甲:项目!A11)"),
    ("SUM('项目:乙 一'!A2:A10)", "SUM('项目:乙 一'!A2:A10)", "SUM('项目:乙 一'!A2:A10)"),
    ("项目!A11:项目!B11", "项目!A12:项目!B12", "项目!A9:项目!B9"),
]


@pytest.mark.parametrize(("formula", "more", "less"), FOLLOWING)
def test_a_formula_follows_rows_put_in_and_taken_out(
    formula: str, more: str, less: str | None
) -> None:
    assert moved(formula, "项目", ONE_MORE) == more
    if less is not None:
        assert moved(formula, "项目", TWO_LESS) == less


def test_a_formula_of_another_sheet_follows_what_it_names() -> None:
    assert moved("A11+项目!A11", "汇总", ONE_MORE) == "A11+项目!A12"


@pytest.mark.parametrize("formula", ["A5", "B5:B6", "项目!$A$6", "5:6"])
def test_what_refers_to_nothing_else_is_lost(formula: str) -> None:
    with pytest.raises(LostError):
        moved(formula, "项目", TWO_LESS)


def test_areas_that_are_taken_out_are_left_out_of_a_list() -> None:
    assert moved_areas("A2:A9 B5:B6 C11", TWO_LESS) == "A2:A7 C9"
    assert moved_areas("B5", TWO_LESS) == ""


def test_an_area_grows_at_its_end_where_it_is_a_list() -> None:
    assert moved_areas("A2:A10", ONE_MORE) == "A2:A10"
    assert moved_areas("A2:A10", ONE_MORE, grows=True) == "A2:A11"
    assert moved_areas("A10", ONE_MORE, grows=True) == "A10"


def test_a_formula_that_is_moved_itself_keeps_what_is_fixed() -> None:
    assert translated("A1+$A1+A$1+$A$1+SUM(B2:C3)", 2, 1) == "B3+$A3+B$1+$A$1+SUM(C4:D5)"
