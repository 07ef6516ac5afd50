"""Rows as they are typed become the table that they draw."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.errors import InputError
from tests.content import Cell, Table, tables
from tests.docx_reading import read_docx
from tools.word_template.description import EDGES
from tools.word_template.description import Cell as TypedCell
from tools.word_template.description import Table as TypedTable
from tools.word_template.reading import read
from tools.word_template.word_file import word_file


def described(widths: str, *rows: str) -> TypedTable:
    """The table of these rows."""
    [table] = read("\n".join((f"表格 表: {widths}", *rows)), "form.txt").blocks
    assert isinstance(table, TypedTable)
    return table


def drawn(widths: str, *rows: str) -> Table:
    """The same as a reader of the Word file sees it."""
    [table] = tables(read_docx(word_file(read("\n".join((f"表格: {widths}", *rows)), "form.txt"))))
    return table


def cell(typed: str) -> TypedCell:
    """The only cell of a table of one row and column."""
    return described("30", f"| {typed} |").rows[0].cells[0]


def mistakes(*lines: str) -> list[str]:
    """What is wrong with a description."""
    with pytest.raises(InputError) as caught:
        read("\n".join(lines), "form.txt")
    return str(caught.value).split("\n")


def test_spans_are_typed_as_the_forms_are_written() -> None:
    table = drawn(
        "20 20 20 20",
        "| 一 | 二 | 三 | 四 |",
        "| 项目名称 (2c) | 甲 (2c) |",
        "| 资金 (2c,2r) | 总额 | 1 |",
        "|             | 其中 | 2 |",
        "| 备注 (到边) |",
    )

    assert table.cells[4:] == (
        Cell(1, 0, "项目名称", 1, 2),
        Cell(1, 2, "甲", 1, 2),
        Cell(2, 0, "资金", 2, 2),
        Cell(2, 2, "总额"),
        Cell(2, 3, "1"),
        Cell(3, 2, "其中"),
        Cell(3, 3, "2"),
        Cell(4, 0, "备注", 1, 4),
    )


def test_a_cell_goes_on_through_loops_and_is_not_counted_by_their_tags() -> None:
    table = described(
        "20 20",
        "| 任务 (3r) | 名称 |",
        "{%tr for task in tasks %}",
        "| | {{ task.name }} |",
        "{%tr endfor %}",
        "| | 合计 |",
        "| 以下 | 内容 |",
    )

    assert [row.cells[0].merge for row in table.rows] == ["restart", *["continue"] * 4, ""]
    assert [row.cells[1].paragraphs for row in table.rows[1:4:2]] == [
        ("{%tr for task in tasks %}",),
        ("{%tr endfor %}",),
    ]


def test_the_end_of_a_loop_stands_beside_the_label_of_its_rows() -> None:
    table = described(
        "20 20",
        "| 任务 (2r) | 名称 |",
        "{%tr for task in tasks %}",
        "| | {{ task.name }} |",
        "{%tr endfor %}",
        "| 以下 | 内容 |",
    )

    assert [row.cells[0].merge for row in table.rows] == ["restart", *["continue"] * 3, ""]


def test_a_cell_may_go_on_to_the_end_of_the_table() -> None:
    table = drawn("20 20", "| 指标 (到底) | 一 |", "| | 二 |", "| | 三 |")

    assert table.cells[0] == Cell(0, 0, "指标", 3)


class Rectangle(NamedTuple):
    """A cell of a layout: its upper left corner, and how far it goes."""

    row: int
    column: int
    rows: int
    columns: int


@st.composite
def layouts(draw: st.DrawFn) -> tuple[int, int, list[Rectangle]]:
    """A table of so many rows and columns, parted into cells at random."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    taken: set[tuple[int, int]] = set()
    found = []
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            free = next((at for at in range(column, width) if (row, at) in taken), width) - column
            columns = draw(st.integers(1, free))
            rectangle = Rectangle(row, column, draw(st.integers(1, height - row)), columns)
            found.append(rectangle)
            taken |= {
                (row + down, column + right)
                for down in range(rectangle.rows)
                for right in range(columns)
            }
    return height, width, found


def typed_rows(height: int, rectangles: list[Rectangle]) -> list[str]:
    rows = []
    for row in range(height):
        crossed = [each for each in rectangles if each.row <= row < each.row + each.rows]
        texts = [
            "" if each.row < row else f"{each.row}-{each.column} ({each.columns}c,{each.rows}r)"
            for each in sorted(crossed, key=lambda each: each.column)
        ]
        rows.append(f"| {' | '.join(texts)} |")
    return rows


@given(layouts())
def test_any_layout_that_can_be_typed_is_drawn(layout: tuple[int, int, list[Rectangle]]) -> None:
    height, width, rectangles = layout
    # A row or column that no cell begins in would be none to who reads the file.
    head = f"|{'甲|' * (width + 1)}"
    rows = [f"| 乙 {row}" for row in typed_rows(height, rectangles)]
    table = drawn(" ".join(["20"] * (width + 1)), head, *rows)

    assert [cell for cell in table.cells if cell.row and cell.column] == [
        Cell(each.row + 1, each.column + 1, f"{each.row}-{each.column}", each.rows, each.columns)
        for each in rectangles
    ]


@pytest.mark.parametrize(
    ("typed", "style", "align", "place"),
    [
        ("项目名称", "表格标签", "", "center"),
        ("{{ name }}", "表格正文", "", "center"),
        ("{% merge row.level_one %}", "表格标签", "", "center"),
        ("[[ goals ]]", "表格正文", "", "top"),
        ("{{ amount }} (金额)", "金额", "", "center"),
        ("{{ amount }} (中,靠下)", "表格正文", "center", "bottom"),
    ],
)
def test_a_cell_looks_as_what_is_in_it_asks(typed: str, style: str, align: str, place: str) -> None:
    found = cell(typed)

    assert (found.style, found.align, found.place) == (style, align, place)


def test_options_of_cells() -> None:
    assert cell("目标 (竖排, 加粗, 灰底)") == TypedCell(
        style="表格标签", paragraphs=("目标",), is_vertical=True, bold=True, fill="D9D9D9"
    )
    assert cell("目标 (底色 ffee00、框 上下)").edges == ("top", "bottom")
    assert cell("目标 (无框)").edges == ()
    assert cell("目标").edges == EDGES


def test_brackets_without_an_option_are_text() -> None:
    assert cell("数量 (个)").paragraphs == ("数量 (个)",)
    assert cell("金额（万元）").paragraphs == ("金额（万元）",)
    assert cell(r"金额\(金额) (金额)").paragraphs == ("金额(金额)",)


def test_a_bar_in_a_tag_or_after_a_backslash_parts_nothing() -> None:
    row = described("20 20", r"| {{ a | upper }} | 甲\|乙 |").rows[0]

    assert [each.paragraphs for each in row.cells] == [("{{ a | upper }}",), ("甲|乙",)]


def test_a_cell_has_several_paragraphs_and_keeps_wide_blanks() -> None:
    assert cell("一 // [[ goals ]] // 　　二").paragraphs == (
        "一",
        "{%p for paragraph in goals %}",
        "{{ paragraph }}",
        "{%p endfor %}",
        "　　二",
    )
    assert cell("·").paragraphs == ("",)


def test_options_of_rows() -> None:
    table = described("20", "| 一 | (表头, 高 12)", "| 二 | (固定高 8.5, 可跨页)", "| 三 | (栏目)")
    first, second, third = table.rows

    assert (first.is_heading, first.height, first.is_exact) == (True, 12, False)
    assert (second.may_break, second.height, second.is_exact) == (True, 8.5, True)
    assert [row.cells[0].style for row in table.rows] == ["表头", "表格标签", "栏目"]
    assert not third.is_heading


def test_a_table_may_name_the_style_of_its_texts() -> None:
    lines = "样式 小字: 依照 表格正文, 字号 小五", "表格: 20 20 (小字, 左)", "| 名称 | {{ a }} |"
    [table] = read("\n".join(lines), "form.txt").blocks

    assert isinstance(table, TypedTable)
    assert table.align == "left"
    assert [each.style for each in table.rows[0].cells] == ["表格标签", "小字"]


def test_every_mistake_in_a_table_is_told_with_its_line() -> None:
    assert mistakes(
        "表格: 20 20 20",
        "| 甲 (2r) | 乙 | 丙 |",
        "| 丁 | 戊 | 己 |",
        "| 一 | 二 (3c) |",
        "| 一 (4r) | 二 (竖排,灰低) | 三 |",
        "| | 二 | 三",
    ) == [
        "form.txt:3：“丁”的位置由第 2 行的“甲”占着，这一格请留空",
        "form.txt:4：这一行的格合起来占 4 列，表格有 3 列；"
        "请改 (2c) 这样的列数，上面占下来的格要留空格位",
        "form.txt:5：没有格的设置“灰低”，是不是“灰底”",
        "form.txt:5：“一”占 4 行，下面还缺 2 行；占到表末请写 (到底)",
        "form.txt:6：一行要以 | 结束，后面只能有 (表头, 高 12) 这样的设置，不能是“三”",
    ]


def test_a_cell_over_another_from_above_is_told() -> None:
    found = mistakes("表格: 20 20", "| 甲 | 乙 (2r) |", "| 丙 (2c) |")

    assert found == ["form.txt:3：“丙”占 2 列，盖住了上面占下来的格"]


def test_a_table_wider_than_the_page_is_told() -> None:
    found = mistakes("表格: 100 80", "| 甲 | 乙 |")

    assert found == ["form.txt:1：各列共 180 毫米，版心只有 172 毫米宽，请改窄"]
