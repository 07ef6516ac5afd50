"""Widths by what stands in a table: within limits, no number torn, never higher than the form's."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.page.alike import CellText, Setting, TableCells
from perfreport.page.balance import MILLIMETRE, Columns, Limits, _Table, balanced

SETTING = Setting(em=9.0, leading=12.5, beside=5.7, first=0.0, above=6.2, height=0.0)
INDENTED = Setting(em=10.5, leading=16.0, beside=8.0, first=21.0, above=4.0, height=30.0)
PAGE = 500.0
ROUNDED = 0.011

TEXTS = st.text("预算绩效目标，。；（）0123456789.%-A b", max_size=250)


def millimetres(*widths: float) -> list[float]:
    return [width * MILLIMETRE for width in widths]


def row(*texts: str) -> list[CellText]:
    """A row of cells in one column each, with one text a paragraph."""
    return [CellText(column, 1, SETTING, text.split("|")) for column, text in enumerate(texts)]


def columns(own: Sequence[float], limits: Sequence[tuple[float, float] | None]) -> Columns:
    """Columns of these widths and limits in millimetres."""
    of_columns = [Limits(*millimetres(*each)) if each else None for each in limits]
    return Columns(millimetres(*own), of_columns, PAGE)


def height(widths: Sequence[float], rows: Sequence[Sequence[CellText]]) -> float:
    """The height of a table whose columns stay as they are."""
    every = [Limits(width, width) for width in widths]
    table = _Table(Columns(widths, every, PAGE), TableCells.of(rows))
    return table.height((0,) * len(widths)) / 100


@st.composite
def tables(draw: st.DrawFn) -> tuple[Columns, list[list[CellText]]]:
    """Columns, two of them with limits at least, and rows of texts, some over several columns."""
    count = draw(st.integers(2, 4))
    own = draw(st.lists(st.integers(20, 80), min_size=count, max_size=count))
    free = draw(st.sets(st.integers(0, count - 1), min_size=2))
    less, more = (draw(st.lists(st.integers(0, 40), min_size=count, max_size=count)) for _ in "..")
    limits = [
        (max(own[each] - less[each], 8), own[each] + more[each]) if each in free else None
        for each in range(count)
    ]
    rows = draw(st.lists(draw_row(count), min_size=1, max_size=12))
    return columns(own, limits), rows


@st.composite
def draw_row(draw: st.DrawFn, count: int) -> list[CellText]:
    cells = []
    column = 0
    while column < count:
        span = draw(st.integers(1, count - column)) if draw(st.booleans()) else 1
        texts = draw(st.lists(TEXTS, max_size=3))
        cells.append(CellText(column, span, draw(st.sampled_from((SETTING, INDENTED))), texts))
        column += span
    return cells


@given(tables())
@settings(max_examples=200)
def test_widths_are_within_their_limits_and_as_wide_together(
    table: tuple[Columns, list[list[CellText]]],
) -> None:
    given_columns, rows = table
    widths = balanced(given_columns, rows)
    assert sum(widths) == pytest.approx(sum(given_columns.widths), abs=ROUNDED * len(widths))
    for width, own, limits in zip(widths, given_columns.widths, given_columns.limits, strict=True):
        if limits is None:
            assert width == pytest.approx(own, abs=ROUNDED)
        else:
            assert limits.least - 2 * ROUNDED <= width <= limits.most + 2 * ROUNDED
        steps = (width - own) / MILLIMETRE
        assert steps == pytest.approx(round(steps), abs=0.02)


@given(tables())
@settings(max_examples=200)
def test_no_word_or_number_is_torn_that_was_whole(
    table: tuple[Columns, list[list[CellText]]],
) -> None:
    given_columns, rows = table
    widths = balanced(given_columns, rows)
    for own, width, column in zip(given_columns.widths, widths, range(len(widths)), strict=True):
        for cell in (cell for row in rows for cell in row):
            if (cell.column, cell.columns) == (column, 1) and width < own:
                longest = max(
                    (len(word) for text in cell.paragraphs for word in ascii_words(text)), default=0
                )
                # Of all that stand in these texts only A and % are wider than half an em.
                least = longest * 0.28 * cell.setting.em + cell.setting.beside
                assert width >= min(least, own) - 2 * ROUNDED


def ascii_words(text: str) -> list[str]:
    return "".join(each if each.isascii() else " " for each in text).split()


@given(tables())
@settings(max_examples=200)
def test_a_table_is_never_higher_than_with_the_widths_of_its_form(
    table: tuple[Columns, list[list[CellText]]],
) -> None:
    given_columns, rows = table
    spacious = [
        [
            cell._replace(
                paragraphs=[
                    "".join(filter(str.isalpha, text)).replace("A", "").replace("b", "")
                    for text in cell.paragraphs
                ]
            )
            for cell in row
        ]
        for row in rows
    ]
    # Without words and numbers nothing asks for more room than the form gives.
    widths = balanced(given_columns, spacious)
    assert height(widths, spacious) <= height(given_columns.widths, spacious)


@given(tables())
@settings(max_examples=50)
def test_the_same_rows_give_the_same_widths(table: tuple[Columns, list[list[CellText]]]) -> None:
    assert balanced(*table) == balanced(*table)


LONG = "绩效目标" * 40


def test_the_column_with_more_text_gets_the_room() -> None:
    rows = [row("甲", LONG, LONG * 3) for _ in range(10)]
    own = columns((20, 60, 60), (None, (20, 100), (20, 100)))
    first, second, third = balanced(own, rows)
    assert first == pytest.approx(own.widths[0], abs=ROUNDED)
    assert third / second == pytest.approx(3, rel=0.2)


def test_no_other_widths_of_whole_millimetres_are_lower() -> None:
    rows = [row("甲" * (7 * n), LONG[: 31 * n % 160], "丙" * (53 * n % 97)) for n in range(1, 25)]
    own = columns((40, 50, 40), ((25, 70), (25, 70), (25, 70)))
    found = height(balanced(own, rows), rows)
    others = [
        height(millimetres(one, two, 130 - one - two), rows)
        for one, two in product(range(25, 71), repeat=2)
        if 25 <= 130 - one - two <= 70
    ]
    assert found <= 1.02 * min(others)


def test_a_table_of_one_page_stays_as_its_form_has_it() -> None:
    own = columns((60, 60), ((20, 100), (20, 100)))
    assert balanced(own, [row("甲", LONG * 3)]) is own.widths
    assert balanced(own, [row("甲", LONG * 3)] * 10) is not own.widths


def test_what_saves_next_to_nothing_leaves_the_form_as_it_is() -> None:
    own = columns((60, 60), ((20, 100), (20, 100)))
    assert balanced(own, [row(LONG, LONG)] * 20) is own.widths


def test_a_column_that_would_tear_a_number_takes_room_from_the_others() -> None:
    own = columns((15, 60, 60), ((10, 40), (20, 100), (55, 100)))
    widths = balanced(own, [row("13600101", LONG, "甲")])
    assert widths[0] >= 8 * 4.5 + SETTING.beside
    assert widths[2] == pytest.approx(own.widths[2], abs=ROUNDED)


def test_a_column_keeps_the_room_that_a_number_and_its_unit_need() -> None:
    own = columns((60, 60), ((5, 100), (20, 115)))
    widths = balanced(own, [row("1234567.89万元", LONG * 3)] * 10)
    assert widths[0] >= (10 * 0.5 - 0.22 + 2) * SETTING.em + SETTING.beside


def test_cells_over_all_columns_and_upright_ones_change_nothing() -> None:
    own = columns((60, 60), ((20, 100), (20, 100)))
    rows = [row("甲", LONG * 3)] * 10
    title = [CellText(0, 2, SETTING, ["某市项目支出绩效目标表" * 9])]
    assert balanced(own, [title, *rows]) == balanced(own, rows)
    upright = Setting(9.0, 12.5, 5.7, 0.0, 6.2, 0.0, upright=True)
    more = [[*cells, CellText(0, 1, upright, [LONG])] for cells in rows]
    assert balanced(own, more) == balanced(own, rows)


def test_paragraphs_and_forced_line_breaks_count() -> None:
    own = columns((60, 60), ((20, 100), (20, 100)))
    short = row("甲", "乙" * 80)
    in_lines = row("甲", "|".join("乙" * 80))
    with_breaks = row("甲", "\n".join("乙" * 80))
    # 80 lines of one character are as many at any width.
    assert balanced(own, [short] * 30) is not own.widths
    assert balanced(own, [in_lines] * 30) is own.widths
    assert balanced(own, [with_breaks] * 30) is own.widths
