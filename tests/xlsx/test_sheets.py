"""From any markup to sheets: every text once, nothing over something else, rows high enough."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.typeset.markup.reader import read_document
from perfreport.typeset.markup.styles import StyleSheet
from perfreport.xlsx.plan import HIGHEST, Plan
from perfreport.xlsx.sheets import sheets_of
from tests.typeset.random_tables import RandomTable, random_tables
from tests.typeset.typesetting import bundled_fonts

_LINE = 10.5 * 1.25


def plans(body: str, **said: str) -> list[Plan]:
    attributes = "".join(f' {name}="{value}"' for name, value in said.items())
    markup = f"<document{attributes}>{body}</document>"
    return sheets_of(*read_document([markup], StyleSheet(bundled_fonts())))


def texts(plan: Plan) -> list[str]:
    return [box.text for box in plan.boxes]


def covered(plan: Plan) -> Counter[tuple[int, int]]:
    return Counter(
        (row, column)
        for box in plan.boxes
        for row in range(box.row, box.row + box.rows)
        for column in range(box.column, box.column + box.columns)
    )


@settings(max_examples=40)
@given(st.lists(st.tuples(random_tables(most=30), st.booleans()), min_size=1, max_size=3))
def test_any_tables_stand_on_one_grid(tables: list[tuple[RandomTable, bool]]) -> None:
    markup = [
        "<p>表前</p>" + "<page-break/>" * breaks + table.markup("* " * table.columns)
        for table, breaks in tables
    ]
    (plan,) = plans("".join(markup))
    assert max(covered(plan).values()) == 1
    assert max(row for row, _ in covered(plan)) < len(plan.heights)
    assert max(column for _, column in covered(plan)) < plan.columns
    said = Counter("".join(texts(plan)).replace("\n", "").replace("　", ""))
    wanted = Counter("表前" * len(tables))
    for table, _ in tables:
        for cell in table.cells:
            wanted[cell.character] += cell.length
    assert said == +wanted
    assert all(0 < height <= HIGHEST for height in plan.heights)
    assert len(plan.breaks) == sum(breaks for _, breaks in tables)


@given(st.integers(1, 400))
def test_rows_are_high_enough_for_their_lines(length: int) -> None:
    body = f'<table columns="100pt *"><tr><td>{"预" * length}</td><td></td></tr></table>'
    (plan,) = plans(body)
    in_a_line = int((100 - 5) // 10.5)
    assert sum(plan.heights) >= -(-length // in_a_line) * _LINE


def test_no_row_is_hidden_though_no_cell_begins_in_it() -> None:
    rows = '<tr><td rowspan="3">甲</td><td rowspan="3"/></tr><tr></tr><tr></tr>'
    (plan,) = plans(f'<table columns="* *">{rows}</table>')
    assert len(plan.heights) == 3
    assert min(plan.heights) >= 1


def test_each_section_is_a_sheet_of_its_own() -> None:
    first, second = plans('<p>甲</p><section orientation="landscape"/><p>乙</p>')
    assert (texts(first), texts(second)) == (["　　甲"], ["　　乙"])
    assert second.setup.width > second.setup.height


def test_a_line_with_text_at_both_ends_is_parted_at_a_column() -> None:
    table = '<table columns="60pt 60pt 60pt 60pt"><tr><td/><td/><td/><td/></tr></table>'
    left = "部门名称：一个很长的名称"
    split = f'<split style="表格正文"><left>{left}</left><right>万元</right></split>{table}'
    (plan,) = plans(split)
    one, other = plan.boxes[:2]
    assert (one.text, one.look.horizontal, one.column, one.columns) == (left, "left", 0, 3)
    assert (other.text, other.look.horizontal, other.column) == ("万元", "right", 3)


def test_page_breaks_at_the_top_and_one_after_the_other_are_none_or_one() -> None:
    (plan,) = plans("<page-break/><p>甲</p><page-break/><page-break/><p>乙</p>")
    assert plan.breaks == [1]


def test_thick_and_missing_borders() -> None:
    cells = '<td border="top:1.5pt bottom">甲</td><td border="none">乙</td><td>丙</td>'
    (plan,) = plans(f'<table columns="* * *" frame="2.25pt"><tr>{cells}</tr></table>')
    one, two, three = (box.look.borders for box in plan.boxes)
    assert one == (2, 0, 5, 0)
    assert two == (0, 0, 0, -1)
    assert three == (5, 5, 5, 1)


def test_fonts_are_called_as_the_form_calls_them() -> None:
    style = '<style name="甲" font="仿宋_GB2312" size="12pt" bold="yes" indent="0pt"/>'
    (plan,) = plans(f'{style}<p style="甲">常<span underline="yes">划线</span></p>')
    (box,) = plan.boxes
    assert [(text, font.name, font.bold, font.underline) for text, font in box.pieces] == [
        ("常", "仿宋_GB2312", True, False),
        ("划线", "仿宋_GB2312", True, True),
    ]


def test_a_date_that_only_just_fits_has_room_for_two_lines() -> None:
    def height(text: str, width: int) -> float:
        (plan,) = plans(f'<table columns="{width}pt *"><tr><td>{text}</td><td/></tr></table>')
        return sum(plan.heights)

    assert height("2025-08-25", 100) == height("2", 100)
    assert height("2025-08-25", 62) >= height("2", 62) + _LINE
    assert height("1234567890", 62) == height("2", 62)
