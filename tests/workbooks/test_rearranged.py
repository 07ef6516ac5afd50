"""What people do to a workbook without meaning anything by it, and what is said of it."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from perfreport.basics.errors import InputError
from tests.workbooks.edited import Edit, example, put, read


def _columns_in(sheet: Worksheet, order: random.Random) -> None:
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    columns = list(range(len(rows[0])))
    order.shuffle(columns)
    for at, row in enumerate(rows, 1):
        for to, column in enumerate(columns, 1):
            sheet.cell(at, to).value = row[column]


@given(
    st.sampled_from(["资金使用单位", "项目", "绩效指标", "资料"]),
    st.integers(0, 3),
    st.lists(st.integers(2, 8), max_size=3),
    st.randoms(use_true_random=False),
)
@settings(max_examples=12)
def test_columns_and_rows_may_stand_anywhere(
    name: str, above: int, between: list[int], order: random.Random
) -> None:
    def edit(book: Workbook) -> None:
        sheet = book[name]
        _columns_in(sheet, order)
        for row in between:
            sheet.insert_rows(row)
        if above:
            sheet.insert_rows(1, above)
            sheet["A1"] = "2023年省级项目"

    loaded = read(edit)
    assert loaded.document == example().document
    assert loaded.source is not None
    assert not loaded.source.remarks


def _blank_parents(book: Workbook) -> None:
    """As above, in all rows but the first of each project."""
    sheet = book["绩效指标"]
    for row in range(sheet.max_row, 2, -1):
        if sheet.cell(row, 2).value == sheet.cell(row - 1, 2).value:
            sheet.cell(row, 2).value = None


def _struck(book: Workbook) -> None:
    for address in ("C3", "D3", "E3"):
        book["项目"][address].font = Font(strike=True)


@pytest.mark.parametrize(
    "edit",
    [
        put("项目", A2=None, A3=None, A4=None),
        put("绩效指标", A4=1, A5=2, A6=1),
        put("绩效指标", B2=1, B3="1", B4="１"),
        put("绩效指标", B2=" 政务服务平台 升级改造 "),
        _blank_parents,
        lambda book: book["绩效指标"].merge_cells("B2:B11"),
        lambda book: book["绩效指标"].merge_cells("C2:C3"),
        lambda book: book.remove(book["资金使用单位"]),
        lambda book: book.move_sheet("资料", 4),
        put("资料", C4="２０２３", C5="河南省某某厅  "),
        put("资料", C4="2023 "),
        put("项目", C1="名　称＊", D1="资金·政府预算资金·年度（万元）"),
        put("项目", D3="１８６．２０", E4="120.00 万元"),
        put("项目", A5="例", C5="业务培训", D5="120.00"),
        put("项目", A40="", C41="  "),
        lambda book: setattr(book["项目"], "title", " 项目 "),
    ],
)
def test_nothing_is_meant_by(edit: Edit) -> None:
    loaded = read(edit)
    assert loaded.document == example().document
    assert loaded.source is not None
    assert not loaded.source.remarks


def _without_columns(book: Workbook) -> None:
    for letter in "ABCDEFG":
        book["项目"].column_dimensions[letter].hidden = True


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (put("项目", H1="经办人", H2="张三"), "项目!H1：未读取的列“经办人”"),
        (put("绩效指标", J1="我的备注", J2="张三"), "绩效指标!J1：未读取的列“我的备注”"),
        (put("项目", J3="张三"), "项目!J1：没有表头的列，未读取（项目!J3 “张三”）"),
        (put("资料", G3="请核对"), "资料!G1：没有表头的列，未读取（资料!G3 “请核对”）"),
        (put("项目", A5="合计", D5=Decimal("1466.2")), "项目!A5：未读取的行：“合计”由各行算出"),
        (
            put("项目", A5="例", C5="水旱灾害防御", D5=120),
            "项目!A5：未读取的行：它标着“例”，内容却不是原来的例子；"
            "要读入，请把“例”改成序号或删去这个字",
        ),
        (
            put("绩效指标", A4=9, A5=2, B5=None),
            "绩效指标!A5：序号比上一行小，像是排过序；项目空着的行都算作上面一行的，"
            "请照序号排回，或逐行写明是哪个项目的",
        ),
        (put("项目", A6="注：决算口径"), "项目!A6：未读取的行：“注：决算口径”"),
        (put("项目", C7="填表人：张三", F7="审核：李四"), "项目!C7：未读取的行：“填表人：张三”"),
        (_struck, "项目：C3、D3 有删除线，也读了；不要的请删去内容"),
        (put("绩效指标", B60="注1：问卷"), "绩效指标!B60：未读取的行：“注1：问卷”"),
        (put("绩效指标", E60="备注：问卷"), "绩效指标!E60：未读取的行：“备注：问卷”"),
        (put("资料", A9="注：决算口径"), "资料!A9：未读取的行：“注：决算口径”"),
        (put("资料", B9="说明：决算口径"), "资料!B9：未读取的行：“说明：决算口径”"),
        (
            lambda book: (
                put("项目", A6="注：决算口径")(book),
                book["项目"].merge_cells("A6:G6"),
            ),
            "项目!A6：未读取的行：“注：决算口径”",
        ),
        (
            lambda book: (book["项目"].insert_rows(1), put("项目", A1=4, C1="甲", D1=5)(book)),
            "项目!A1：未读取的行：“4”在表头上面",
        ),
        (put("项目", C5="合　计", D5=Decimal("1466.2")), "项目!C5：未读取的行：“合　计”由各行算出"),
        (put("项目", B5="小计", D5=Decimal("1466.2")), "项目!B5：未读取的行：“小计”由各行算出"),
        (
            put("项目", A5=4, C5="金额合计：", D5=Decimal("1466.2"), G5="—"),
            "项目!C5：未读取的行：“金额合计：”由各行算出",
        ),
        (
            lambda book: put("工作底稿", A1="x")(book.create_sheet("工作底稿").parent),
            "工作底稿：未读取的工作表“工作底稿”",
        ),
        (
            lambda book: setattr(book["项目"].row_dimensions[3], "hidden", True),
            "项目：第 3 行是隐藏的，也读了",
        ),
        (
            lambda book: setattr(book["项目"].column_dimensions["G"], "hidden", True),
            "项目：G 列是隐藏的，也读了",
        ),
        (
            _without_columns,
            "项目：A、B、C、D、E等 7 列是隐藏的，也读了",
        ),
        (
            lambda book: setattr(book["项目"], "sheet_state", "hidden"),
            "项目：这个工作表是隐藏的，也读了",
        ),
    ],
)
def test_what_may_have_been_overlooked_is_said(edit: Edit, said: str) -> None:
    loaded = read(edit)
    assert loaded.document == example().document
    assert loaded.source is not None
    (remark,) = loaded.source.remarks
    assert remark.describe(None) == said


def _unit_in_heading(book: Workbook) -> None:
    book["项目"]["D1"] = "政府预算资金·年度（元）"
    for row in range(2, 5):
        cell = book["项目"].cell(row, 4)
        cell.value = Decimal(str(cell.value)) * 10_000
        cell.number_format = "General"


def _unit_above(book: Workbook) -> None:
    sheet = book["项目"]
    for row in range(2, 5):
        for column in (4, 5, 6):
            cell = sheet.cell(row, column)
            if isinstance(cell.value, int | float):
                cell.value = Decimal(str(cell.value)) * 10_000
                cell.number_format = "General"
    sheet.insert_rows(1)
    sheet["F1"] = "单位：元"


@pytest.mark.parametrize(
    "edit",
    [_unit_in_heading, _unit_above],
)
def test_amounts_are_in_the_unit_that_their_heading_names(edit: Edit) -> None:
    assert read(edit).document == example().document


def test_a_number_of_a_row_that_only_begins_like_an_example_hides_nothing() -> None:
    with pytest.raises(InputError, match="绩效指标!"):
        read(put("绩效指标", A3="例外", E3=None))


@pytest.mark.parametrize("name", ["项目", "资料"])
def test_two_sheets_of_one_name_are_told(name: str) -> None:
    def copied(book: Workbook) -> None:
        book.copy_worksheet(book[name]).title = f"{name} "

    with pytest.raises(InputError, match="同名（空格不计），不知道用哪一张"):
        read(copied)
