"""Numbers of files that no spreadsheet program wrote: named, never taken for others."""

import pytest

from perfreport.office import xml
from perfreport.sheets.xlsxsheet import Book, read_sheet

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
