"""A PDF read back: lines as paragraphs, rules as tables, tables whole after page breaks."""

import io
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests import drawn_pdf
from tests.content import Cell, Paragraph, Table, squeeze, table_of
from tests.drawn_pdf import Draw, Sheet, lines, pdf
from tests.generated_tables import tables_with_merges
from tests.pdf_reading import read_pdf


def rows(*texts: Sequence[str]) -> list[Cell]:
    return [
        Cell(row, column, text)
        for row, row_texts in enumerate(texts)
        for column, text in enumerate(row_texts)
    ]


def table(*texts: Sequence[str]) -> Draw:
    return drawn_pdf.table(rows(*texts))


# Text


def test_lines_are_read_from_top_to_bottom_wherever_they_stand_in_the_file() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.text(20, 80, "二")
        sheet.text(20, 40, "一")

    assert read_pdf(pdf(draw)) == (Paragraph("一"), Paragraph("二"))


def test_a_full_line_goes_on_in_the_next_that_is_not_indented() -> None:
    draw = lines("　　" + "绩" * 30, "效" * 32, "完。", "　　又。")

    texts = [squeeze(block.text) for block in read_pdf(pdf(draw)) if isinstance(block, Paragraph)]

    assert texts == ["绩" * 30 + "效" * 32 + "完。", "又。"]


def test_a_paragraph_goes_on_over_the_page() -> None:
    assert read_pdf(pdf(lines("绩" * 30), lines("完。"))) == (Paragraph("绩" * 30 + "完。"),)


def test_a_hyphen_at_the_end_of_a_line_stays_a_hyphen() -> None:
    [paragraph] = read_pdf(pdf(lines("绩" * 25 + "GZIT2022-QM-", "006007")))

    assert paragraph == Paragraph("绩" * 25 + "GZIT2022-QM-006007")


def test_a_character_beyond_the_basic_plane_is_one_character() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.setFont("STSong-Light", 10)
    canvas.drawString(20, 400, "生僻字𠀀，表情😀。")
    canvas.save()

    assert read_pdf(file.getvalue()) == (Paragraph("生僻字𠀀，表情😀。"),)


def test_page_numbers_are_left_out_and_running_lines_taken_once() -> None:
    def page(number: int) -> Draw:
        def draw(sheet: Sheet) -> None:
            sheet.text(150, 40, "绩效目标表")
            sheet.text(20, 60, "部门名称：政法委")
            sheet.text(300, 60, "单位：万元")
            sheet.text(40, 100, f"第{'一二三'[number]}段。")
            sheet.text(180, 480, f"— {number + 1} —")

        return draw

    texts = ["绩效目标表", "部门名称：政法委单位：万元", "第一段。", "第二段。", "第三段。"]
    assert read_pdf(pdf(page(0), page(1), page(2))) == tuple(map(Paragraph, texts))


# Tables on one page


@given(tables_with_merges())
def test_any_table_is_read_as_it_was_drawn(expected: Table) -> None:
    assert read_pdf(pdf(drawn_pdf.table(expected.cells))) == (expected,)


def test_the_lines_of_a_cell_are_joined() -> None:
    assert read_pdf(pdf(table(["提高工作\n效率。", "100%"]))) == (
        Table((Cell(0, 0, "提高工作效率。"), Cell(0, 1, "100%"))),
    )


def test_text_around_a_table_keeps_its_place() -> None:
    def draw(sheet: Sheet) -> None:
        table(["甲", "乙"])(sheet)
        sheet.text(20, 60, "表 1")
        sheet.text(20, 200, "注：无。")

    [before, grid, after] = read_pdf(pdf(draw))
    assert (before, after) == (Paragraph("表 1"), Paragraph("注：无。"))
    assert isinstance(grid, Table)


def test_borders_may_be_thin_filled_rectangles() -> None:
    def draw(sheet: Sheet) -> None:
        for left in (20, 80, 140):
            sheet.bar(left, 100, 0.5, 40)
        for top in (100, 140):
            sheet.bar(20, top, 120, 0.5)
        sheet.text(30, 120, "甲")
        sheet.text(90, 120, "乙")

    assert read_pdf(pdf(draw)) == (Table((Cell(0, 0, "甲"), Cell(0, 1, "乙"))),)


def test_text_that_leaves_its_cell_is_read_where_it_stands() -> None:
    assert read_pdf(pdf(table(["绩效目标申报表", ""]))) == (
        Table((Cell(0, 0, "绩效目标申报"), Cell(0, 1, "表"))),
    )


def test_a_rule_alone_is_no_table() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.stroke(20, 200, 200, 200)
        sheet.text(20, 220, "甲")

    assert read_pdf(pdf(draw)) == (Paragraph("甲"),)


# Tables over several pages


def test_rows_on_the_next_page_follow_and_the_header_is_taken_once() -> None:
    header = ["项目名称", "总计"]
    file = pdf(table(header, ["甲", "1.00"]), table(header, ["乙", "2.00"], ["丙", "3.00"]))

    assert read_pdf(file) == (
        Table(tuple(rows(header, ["甲", "1.00"], ["乙", "2.00"], ["丙", "3.00"])), header_rows=1),
    )


def test_a_label_printed_again_is_one_cell() -> None:
    first = [Cell(0, 0, "产出指标", rowspan=2), Cell(0, 1, "100%"), Cell(1, 1, "98%")]
    second = [Cell(0, 0, "产出指标"), Cell(0, 1, "98%"), Cell(1, 0, "效益指标"), Cell(1, 1, "5")]

    assert read_pdf(pdf(drawn_pdf.table(first), drawn_pdf.table(second))) == (
        Table(
            (
                Cell(0, 0, "产出指标", rowspan=3),
                Cell(0, 1, "100%"),
                Cell(1, 1, "98%"),
                Cell(2, 1, "98%"),
                Cell(3, 0, "效益指标"),
                Cell(3, 1, "5"),
            )
        ),
    )


def test_the_rest_of_a_cut_row_is_put_to_its_beginning() -> None:
    file = pdf(
        table(["甲", "1.00", "提高工作\n效率，增强"]), table(["", "", "服务能力。"], ["乙", "", ""])
    )

    assert read_pdf(file) == (
        Table(tuple(rows(["甲", "1.00", "提高工作效率，增强服务能力。"], ["乙", "", ""]))),
    )


def test_a_row_whose_cells_are_all_cut_goes_on() -> None:
    file = pdf(table(["开展\n的法治宣传", "增强\n的服务能力"]), table(["活动。", "与水平。"]))

    assert read_pdf(file) == (
        Table(tuple(rows(["开展的法治宣传活动。", "增强的服务能力与水平。"]))),
    )


def test_where_a_page_break_does_not_tell_the_model_decides() -> None:
    file = pdf(table(["任务一", "目标一。"]), table(["任务二", "目标二。"]))
    two_rows = Table(tuple(rows(["任务一", "目标一。"], ["任务二", "目标二。"])))
    one_row = Table(tuple(rows(["任务一任务二", "目标一。目标二。"])))

    assert read_pdf(file) == (two_rows,)
    assert read_pdf(file, like=(two_rows,)) == (two_rows,)
    assert read_pdf(file, like=(one_row,)) == (one_row,)


def test_parts_with_other_columns_become_one_grid() -> None:
    first = [Cell(0, 0, "部门名称"), Cell(0, 1, "政法委", colspan=3)]
    second = [Cell(0, 0, "一级指标", colspan=2), Cell(0, 2, "年度指标值", colspan=2)]

    assert read_pdf(pdf(drawn_pdf.table(first), drawn_pdf.table(second))) == (
        Table(
            (
                Cell(0, 0, "部门名称"),
                Cell(0, 1, "政法委", colspan=2),
                Cell(1, 0, "一级指标", colspan=2),
                Cell(1, 2, "年度指标值"),
            )
        ),
    )


def test_two_tables_with_text_between_are_two() -> None:
    def second(sheet: Sheet) -> None:
        sheet.text(20, 60, "表 2")
        table(["乙"])(sheet)

    content = read_pdf(pdf(table(["甲"]), second))

    assert content == (
        Table((Cell(0, 0, "甲"),)),
        Paragraph("表 2"),
        Table((Cell(0, 0, "乙"),)),
    )


@given(st.lists(tables_with_merges(), min_size=1, max_size=4))
def test_parts_of_one_width_are_stacked_beside_a_label_that_goes_through(
    parts: list[Table],
) -> None:
    pages: list[Draw] = []
    expected: list[Cell] = []
    for page, part in enumerate(parts):
        cells = [Cell(0, 0, "年度重点\n工作任务", len(part.grid()), 12), *body_cells(part, page)]
        pages.append(drawn_pdf.table(cells, column_width=5))
        offset = 1 + max((cell.row for cell in expected), default=-1)
        expected.extend(replace(cell, row=cell.row + offset) for cell in cells)

    [joined] = read_pdf(pdf(*pages))

    assert isinstance(joined, Table)
    assert joined.grid() == [
        [text.replace("\n", "") for text in row] for row in table_of(expected).grid()
    ]


def body_cells(part: Table, page: int) -> list[Cell]:
    """The cells of ``part`` in 60 columns right of the label, marked with their page."""
    columns = len(part.grid()[0])
    return [
        replace(
            cell,
            text=f"{page}.{cell.text[:3]}",
            column=12 + 60 * cell.column // columns,
            colspan=60 * cell.colspan // columns,
        )
        for cell in part.cells
    ]
