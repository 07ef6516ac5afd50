"""The rules of a table in the finished file."""

from __future__ import annotations

from itertools import combinations

from hypothesis import example, given, settings

from tests.pdf_pages import Page, Rule
from tests.typeset.random_tables import RandomCell, RandomTable, random_tables
from tests.typeset.typesetting import pages_of

Lines = set[tuple[float, float, float, float]]


def table_pages(attributes: str, rows: str) -> list[Page]:
    style = '<style name="表格正文" size="12pt" leading="18pt"/>'
    return pages_of(f"<document>{style}<table {attributes}>{rows}</table></document>")


def rounded(page: Page) -> Lines:
    """The rules of ``page``, counted from its first, in whole points."""
    left, top = min(rule.left for rule in page.rules), min(rule.top for rule in page.rules)
    return {
        (
            *(round(rule.left - left), round(rule.top - top)),
            *(round(rule.right - left), round(rule.bottom - top)),
        )
        for rule in page.rules
    }


def test_each_line_is_one_stroke_from_end_to_end() -> None:
    (page,) = table_pages('columns="100pt 50pt"', "<tr><td>一</td><td>二</td></tr>" * 3)
    across = {(0, y, 150, y) for y in (0, 22, 44, 66)}
    down = {(x, 0, x, 66) for x in (0, 100, 150)}
    assert rounded(page) == across | down
    assert len(page.rules) == 7


def test_no_line_runs_through_a_merged_cell() -> None:
    rows = (
        '<tr><td rowspan="2">一</td><td colspan="2">二</td></tr>'
        "<tr><td>三</td><td>四</td></tr>"
        '<tr><td colspan="3">五</td></tr>'
    )
    (page,) = table_pages('columns="50pt 50pt 50pt"', rows)
    assert rounded(page) == {
        *((0, 0, 150, 0), (50, 22, 150, 22), (0, 44, 150, 44), (0, 66, 150, 66)),
        *((0, 0, 0, 66), (50, 0, 50, 44), (100, 22, 100, 44), (150, 0, 150, 66)),
    }


def test_a_table_is_closed_above_and_below_each_page_break() -> None:
    rows = '<tr><td rowspan="40">标签</td><td>一</td></tr>' + "<tr><td>二</td></tr>" * 39
    pages = table_pages('columns="100pt 100pt"', rows)
    assert len(pages) == 2
    for page in pages:
        bottom = max(line[3] for line in rounded(page))
        assert {(0, 0, 200, 0), (0, bottom, 200, bottom)} <= rounded(page)
        assert {(x, 0, x, bottom) for x in (0, 100, 200)} <= rounded(page)


def test_a_split_row_is_closed_on_both_pages() -> None:
    pages = table_pages('columns="100pt"', f"<tr><td>{'长' * 400}</td></tr>")
    assert [len(page.rules) for page in pages] == [4, 4]


def test_cells_have_the_borders_asked_for() -> None:
    rows = (
        '<tr><td border="none">一</td><td border="bottom">二</td></tr>'
        '<tr><td border="top left">三</td><td>四</td></tr>'
    )
    (page,) = table_pages('columns="50pt 50pt"', rows)
    assert rounded(page) == {
        *((0, 0, 100, 0), (50, 22, 100, 22)),
        *((0, 0, 0, 22), (50, 0, 50, 22), (100, 0, 100, 22)),
    }


def test_a_table_can_do_without_borders() -> None:
    (page,) = table_pages('columns="50pt 50pt" border="0"', "<tr><td>一</td><td>二</td></tr>")
    assert page.rules == ()


def cell(row: int, column: int, rows: int, text: str) -> RandomCell:
    return RandomCell(row, column, rows, 1, text[0], (len(text),), upright=False)


NO_HEIGHT_ABOVE_THE_BREAK = RandomTable(
    rows=3,
    columns=2,
    header_rows=0,
    keep=False,
    cells=(
        *(cell(0, 0, 2, "一"), cell(0, 1, 1, "二")),
        *(cell(1, 1, 2, "三" * 400), cell(2, 0, 1, "四")),
    ),
    heights=(320, 0, 0),
)
"""Its second row, where one merged cell ends and one begins, has no height, and no room below."""


@settings(max_examples=50, deadline=None)
@given(random_tables(most=60))
@example(NO_HEIGHT_ABOVE_THE_BREAK)
def test_no_stroke_is_drawn_twice(table: RandomTable) -> None:
    columns = " ".join(["*"] * table.columns)
    markup = f'<document margins="90mm 40mm 90mm 40mm">{table.markup(columns)}</document>'
    for page in pages_of(markup):
        assert not any(overlap(one, other) for one, other in combinations(page.rules, 2))


def overlap(one: Rule, other: Rule) -> bool:
    """Whether two rules have more than a point in common."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(across, down) > 0.1 and min(across, down) > -0.1
