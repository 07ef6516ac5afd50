"""Rows higher than Excel has them are several."""

from __future__ import annotations

from perfreport.typeset.markup.blocks import PageSetup
from perfreport.xlsx.plan import HIGHEST, Box, Font, Look, Plan, with_possible_heights

SETUP = PageSetup(595.0, 842.0, (50.0, 50.0, 50.0, 50.0))
LOOK = Look(Font("宋体", 9.0, False, False))


def box(row: int, rows: int = 1) -> Box:
    return Box(row, 0, rows, 1, (), None, LOOK)


def test_a_row_too_high_is_parted_and_what_stands_in_it_covers_its_parts() -> None:
    plan = Plan(SETUP, (0.0, 75.0), [20.0, 1000.0, 30.0], [box(0), box(1), box(2)], [2], (0, 1))
    made = with_possible_heights(plan)
    assert made.heights == [20.0, 1000 / 3, 1000 / 3, 1000 / 3, 30.0]
    assert max(made.heights) <= HIGHEST
    assert [(each.row, each.rows) for each in made.boxes] == [(0, 1), (1, 3), (4, 1)]
    assert (made.breaks, made.heads) == ([4], (0, 3))


def test_what_covers_several_rows_covers_their_parts() -> None:
    plan = Plan(SETUP, (0.0, 75.0), [409.0, 410.0], [box(0, 2)])
    (only,) = with_possible_heights(plan).boxes
    assert (only.row, only.rows) == (0, 3)


def test_rows_that_are_possible_stay() -> None:
    plan = Plan(SETUP, (0.0, 75.0), [409.0], [box(0)])
    assert with_possible_heights(plan) is plan
