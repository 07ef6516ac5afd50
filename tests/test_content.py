"""Two contents are compared cell by cell, and every difference is told with its place."""

from tests.content import Cell, Content, Paragraph, Table, differences, plain_text, table_of

AMOUNTS = Table((Cell(0, 0, "基本支出"), Cell(0, 1, "6,904.53"), Cell(1, 0, "合计", colspan=2)))
DOCUMENT: Content = (Paragraph("一、概况"), Paragraph("表 1"), AMOUNTS, Paragraph("完。"))


def test_the_grid_repeats_a_merged_text_in_each_place_it_covers() -> None:
    cells = (Cell(0, 0, "产出", rowspan=2), Cell(0, 1, "数量"), Cell(1, 1, "质量"))

    assert Table(cells).grid() == [["产出", "数量"], ["产出", "质量"]]


def test_grid_lines_where_no_cell_begins_are_left_out() -> None:
    cells = [Cell(0, 0, "甲", rowspan=2, colspan=3), Cell(0, 3, "乙", rowspan=2), Cell(2, 0, "丙")]

    assert table_of(cells, header_rows=2) == Table(
        (Cell(0, 0, "甲"), Cell(0, 1, "乙"), Cell(1, 0, "丙")), header_rows=1
    )


def test_the_same_content_has_no_differences() -> None:
    assert differences(DOCUMENT, DOCUMENT) == []


def test_line_breaks_and_the_ends_of_paragraphs_are_no_differences() -> None:
    broken = (Paragraph("一、 概\n况表1"), AMOUNTS, Paragraph("完"), Paragraph("。"))

    assert differences(DOCUMENT, broken) == []


def test_a_different_cell_is_told_with_its_place() -> None:
    other = Table((Cell(0, 0, "基本支出"), Cell(0, 1, "6904.53"), Cell(1, 0, "合计", colspan=2)))

    assert differences((AMOUNTS,), (other,)) == [
        "table 1, row 0, column 1: '6,904.53' is not '6904.53'"
    ]


def test_a_missing_row_is_told() -> None:
    other = Table(AMOUNTS.cells[:2])

    assert differences((AMOUNTS,), (other,)) == ["table 1, row 1: ['合计', '合计'] is not []"]


def test_different_text_between_tables_is_told() -> None:
    other = (*DOCUMENT[:3], Paragraph("完！"))

    assert differences(DOCUMENT, other) == ["before table 2: '完。' is not '完！'"]


def test_a_missing_table_is_told() -> None:
    assert differences((AMOUNTS, AMOUNTS), (AMOUNTS,)) == ["before table 2: a table is not nothing"]


def test_the_plain_text_has_a_line_for_each_paragraph_and_cell() -> None:
    assert plain_text(DOCUMENT) == "一、概况\n表 1\n基本支出\n6,904.53\n合计\n完。"
