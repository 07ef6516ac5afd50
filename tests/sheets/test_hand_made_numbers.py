"""Numbers of files that no spreadsheet program wrote: named, never taken for others."""

import pytest

from perfreport.basics.errors import InputError
from perfreport.office import xml
from perfreport.sheets.reading import read_workbook
from perfreport.sheets.xlsxsheet import Book, read_sheet
from tests.sheets.small_books import package, sheet_of

_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="{kind}"><v>{value}</v></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize("value", ["1_200", "１２", "1_0.5", "١٢"])
def test_what_python_alone_takes_for_a_number_is_none(value: str) -> None:
    with pytest.raises(xml.XmlError, match=value):
        read_sheet(_SHEET.format(kind="n", value=value).encode(), "资料", Book())


@pytest.mark.parametrize("value", ["-1", "-0", "1_0", "+1", "２", "2", "99999999999"])
def test_an_index_outside_the_texts_is_named(value: str) -> None:
    with pytest.raises(xml.XmlError, match="文字表里没有第"):
        read_sheet(
            _SHEET.format(kind="s", value=value).encode(), "资料", Book(strings=("甲", "乙"))
        )


_VALUE = "<v>1</v></c>"


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ('<row r="-3"><c><v>1</v></c></row>', "行号写成“-3”"),
        ('<row r="0"><c><v>1</v></c></row>', "行号写成“0”"),
        ('<row r="1_0"><c><v>1</v></c></row>', "行号写成“1_0”"),
        ('<row r="1048577"><c><v>1</v></c></row>', "行号写成“1048577”"),
        (f'<row r="2"><c r="A1">{_VALUE}</row>', "第 2 行里有一格的地址写成“A1”"),
        (f'<row r="1"><c r="A-1">{_VALUE}</row>', "列号“A-”"),
        (f'<row r="1"><c r="A11">{_VALUE}</row>', "列号“A1”"),
        (f'<row r="1"><c r="XFE1">{_VALUE}</row>', "列号“XFE”"),
        (f'<row r="1"><c r="1">{_VALUE}</row>', "列号空白"),
        (f'<row r="1"><c r="B1">{_VALUE}<c r="B1">{_VALUE}</row>', "有两格的地址都是 B1"),
        (f'<row r="1"><c r="B1">{_VALUE}</row>' * 2, "有两格的地址都是 B1"),
        ('<row r="1"><c r="B1" t="b"><v>2</v></c></row>', "的 B1：“2”既不是“真”也不是“假”"),
        ('<row r="1"><c r="B1"><v>1_200</v></c></row>', "的 B1：“1_200”不是数"),
    ],
)
def test_what_no_program_writes_is_named_where_it_stands(rows: str, named: str) -> None:
    with pytest.raises(InputError) as error:
        read_workbook(package(rows), "表.xlsx")
    told = str(error.value)
    assert told.startswith("表.xlsx：工作表“表”")
    assert named in told
    assert told.endswith("另存为 .xlsx 再读")


@pytest.mark.parametrize(
    ("value", "held"), [("1", True), ("true", True), ("0", False), ("false", False)]
)
def test_a_truth_value_is_read_as_programs_write_it(value: str, held: bool) -> None:
    cells = sheet_of(f'<row r="1"><c r="A1" t="b"><v>{value}</v></c></row>').cells
    assert [cell.held for cell in cells.values()] == [held]
