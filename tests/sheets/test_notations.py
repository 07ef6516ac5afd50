"""What LibreOffice made .xls and .ods of one .xlsx file says the same in all three."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from perfreport.basics.errors import InputError
from perfreport.office.package import write_package
from perfreport.sheets.reading import read_workbook
from perfreport.sheets.workbook import Cell, Spot, Workbook
from tests.sheets.small_books import spot

FILES = Path(__file__).parent / "files"
OTHERS = (".xls", ".ods")


def read(suffix: str) -> Workbook:
    return read_workbook((FILES / f"kinds{suffix}").read_bytes(), f"kinds{suffix}")


# LibreOffice has a truth value for a formula, writes days by the language of its system, and for
# the text of a formula puts 0 into .xls.
_ODD = {spot(each) for each in ("A10", "A11", "A12", "A23", "A24")}


@pytest.mark.parametrize("suffix", OTHERS)
def test_the_cells_are_the_same(suffix: str) -> None:
    expected, found = read(".xlsx").sheets[0].cells, read(suffix).sheets[0].cells
    assert found.keys() == expected.keys()
    differing = {each for each in found if found[each] != expected[each]}
    # Of an .xls file nobody says which cells are computed.
    computed = {spot("A21"), spot("A22")} if suffix == ".xls" else set()
    assert differing <= _ODD | computed
    assert found[spot("A10")].held == date(2023, 3, 15)
    assert found[spot("A21")] == Cell("#DIV/0!", None, not computed, "#DIV/0!")
    assert found[spot("A22")] == Cell("2", Decimal(2), not computed)


@pytest.mark.parametrize("suffix", OTHERS)
def test_areas_and_hiding_are_the_same(suffix: str) -> None:
    expected, found = read(".xlsx"), read(suffix)
    for before, after in zip(expected.sheets, found.sheets, strict=True):
        assert (after.name, after.is_hidden) == (before.name, before.is_hidden)
        assert after.merged == before.merged
        assert after.hidden_rows == before.hidden_rows
        assert after.hidden_columns == before.hidden_columns
    assert found.remarks == ()


def changed(content: bytes, before: bytes, after: bytes) -> bytes:
    assert before in content
    return content.replace(before, after, 1)


def test_texts_that_go_on_in_another_record_are_whole() -> None:
    """The table of texts of an .xls file is cut every 8 KB, within characters' runs."""
    sheet = read_workbook((FILES / "long.xls").read_bytes()).sheets[0]
    words = ("performance ", "项目绩效", "项目绩效")
    for row in range(60):
        assert sheet.cells[Spot(row, 0)] == Cell(words[row % 3] * (20 + row) + str(row))
        number = Decimal(-row * 1000) - Decimal("0.25") if row % 2 else Decimal(row) / 100
        assert sheet.cells[Spot(row, 1)].held == number
        assert sheet.cells[Spot(row, 1)].is_bordered
    assert sheet.bordered == {Spot(row, column) for row in range(60) for column in (3, 4)}


CODE_PAGE, PASSWORD = b"\x42\x00\x02\x00", b"\x2f\x00\x02\x00"
EXCEL_97 = b"\x09\x08\x10\x00\x00\x06\x05\x00"
NOTHING_KNOWN = b"\x09\x08\x10\x00\x00\x09\x05\x00"


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [(CODE_PAGE, PASSWORD, "加了密码"), (EXCEL_97, NOTHING_KNOWN, "损坏")],
)
def test_an_old_workbook_that_cannot_be_read_says_why(
    before: bytes, after: bytes, message: str
) -> None:
    content = (FILES / "kinds.xls").read_bytes()
    with pytest.raises(InputError, match=message):
        read_workbook(changed(content, before, after))


def test_days_of_an_old_workbook_may_count_from_1904() -> None:
    content = (FILES / "kinds.xls").read_bytes()
    since_1904 = changed(content, b"\x22\x00\x02\x00\x00\x00", b"\x22\x00\x02\x00\x01\x00")
    assert read_workbook(since_1904).sheets[0].cells[spot("A7")].held == date(2027, 3, 16)


CELL = '<table:table-cell table:number-columns-repeated="{}"><text:p>甲</text:p></table:table-cell>'


def ods(rows: str, manifest: str = "") -> bytes:
    """An .ods file with one sheet of these ``rows``."""
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    sheet = f'<office:document-content{spaces}><table:table table:name="表">{rows}</table:table>'
    return write_package(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"{sheet}</office:document-content>".encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def test_repeated_rows_and_cells_are_as_many_cells() -> None:
    cell = (
        '<table:table-cell table:number-columns-repeated="2"><text:p>甲</text:p></table:table-cell>'
    )
    rows = (
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        f'<table:table-row table:number-rows-repeated="2">{cell}</table:table-row>'
        '<table:table-row table:number-rows-repeated="1048571"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    sheet = read_workbook(ods(rows)).sheets[0]
    assert [each.address for each in sheet.cells] == ["A4", "B4", "A5", "B5"]


def test_what_is_repeated_without_end_is_refused() -> None:
    row = '<table:table-row table:number-rows-repeated="{}">' + CELL + "</table:table-row>"
    for rows, columns in (("1048576", "16384"), ("1", "999999999999"), ("999999999999", "1")):
        with pytest.raises(InputError, match="超过上限"):
            read_workbook(ods(row.format(rows, columns)))


def test_blanks_and_breaks_of_a_text_are_kept_and_notes_are_none_of_it() -> None:
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    lines = '<text:p>甲<text:s text:c="2"/>乙<text:span>丙</text:span></text:p><text:p>丁</text:p>'
    rows = f"<table:table-row><table:table-cell>{note}{lines}</table:table-cell></table:table-row>"
    assert read_workbook(ods(rows)).sheets[0].cells[Spot(0, 0)].shown == "甲  乙丙\n丁"


def test_an_open_document_with_a_password_says_so() -> None:
    with pytest.raises(InputError, match="加了密码"):
        read_workbook(ods("", "<encryption-data/>"))
