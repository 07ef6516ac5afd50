"""What Excel does to data, and how it is told of an .xlsx file."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from html import escape
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Border, Side

from perfreport.basics.errors import InputError
from perfreport.sheets.reading import read_workbook
from perfreport.sheets.workbook import NOT_SAVED, Area, Cell, Spot
from tests.sheets.small_books import (
    MAIN,
    book,
    cell,
    number,
    package,
    relationships,
    sheet_of,
    spot,
    written,
    xlsx,
)


def row(*cells: str, number: int = 1, more: str = "") -> str:
    return f'<row r="{number}"{more}>{"".join(cells)}</row>'


def only(cells: str, **options: Any) -> Cell:
    """The cell A1 of a workbook with this one."""
    return sheet_of(row(cells), **options).cells[Spot(0, 0)]


def test_a_number_is_the_one_that_was_typed() -> None:
    assert number("59.8", "0.00") == Cell("59.80", Decimal("59.8"))
    assert only('<c r="A1"><v>59.799999999999997</v></c>') == Cell("59.8", Decimal("59.8"))
    assert only('<c r="A1"><v>0.30000000000000004</v></c>') == Cell("0.3", Decimal("0.3"))
    assert only('<c r="A1"><v>-0</v></c>') == Cell("0", Decimal(0))


def column(values: list[Any], code: str | int | None = None) -> list[Cell]:
    """The cells that Excel has for ``values``, one below the other."""

    def fill(made: Any, sheet: Any) -> None:
        style = None if code is None else made.add_format({"num_format": code})
        for row, value in enumerate(values):
            write = sheet.write_string if isinstance(value, str) else sheet.write
            write(row, 0, value, style)

    return list(written(fill).cells.values())


NUMBERS = st.decimals(-(10**11), 10**11, allow_nan=False, places=4)
FORMATS = st.sampled_from((2, 4, 10, 44, "0.0000", '0.00"万元"', "#,##0;[Red]-#,##0"))
DAYS = st.dates(date(1900, 3, 1), date(9999, 12, 31))
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)


@given(st.lists(NUMBERS, min_size=1, max_size=30), FORMATS)
def test_any_number_is_held_as_it_was_written(values: list[Decimal], code: int) -> None:
    assert [each.held for each in column(values, code)] == values


@given(st.lists(DAYS, min_size=1, max_size=30), st.sampled_from(("yyyy-mm-dd", 14, 31, 58)))
def test_any_date_is_held_as_it_was_written(days: list[date], code: str | int) -> None:
    assert [each.held for each in column(days, code)] == days


@given(st.lists(TEXTS, min_size=1, max_size=10))
def test_any_text_is_read_as_it_was_typed(texts: list[str]) -> None:
    """XlsxWriter writes what XML cannot hold as Excel does: ``_x000D_``."""
    lines = [text.replace("\r\n", "\n").replace("\r", "\n") for text in texts]
    assert column(texts) == [Cell(text) for text in lines]


def test_texts_stay_texts() -> None:
    assert cell("12") == Cell("12")
    assert cell("１２") == Cell("１２")
    assert cell("甲 ") == Cell("甲 ")
    assert cell("甲\n乙") == Cell("甲\n乙")
    assert cell("_x0041_") == Cell("_x0041_")


def test_a_text_of_several_runs_is_one_and_readings_are_none_of_it() -> None:
    runs = "<r><t>甲</t></r><r><rPr><b/></rPr><t xml:space='preserve'> 乙</t></r>"
    reading = '<rPh sb="0" eb="1"><t>jia</t></rPh><phoneticPr fontId="1"/>'
    assert only(f'<c r="A1" t="inlineStr"><is>{runs}{reading}</is></c>') == Cell("甲 乙")
    bold = written(lambda made, sheet: sheet.write_rich_string(0, 0, "甲", made.add_format(), "乙"))
    assert bold.cells[Spot(0, 0)].shown == "甲乙"


def test_days_counted_from_1904_are_the_same_days() -> None:
    day = datetime(2023, 3, 15)  # noqa: DTZ001
    found = book(
        lambda made, sheet: sheet.write_datetime(0, 0, day, made.add_format({"num_format": 14})),
        date_1904=True,
    )
    assert found.sheets[0].cells[Spot(0, 0)] == Cell("2023/3/15", date(2023, 3, 15))


def test_a_day_may_stand_as_text_of_its_own_type() -> None:
    assert only('<c r="A1" t="d"><v>2023-03-15</v></c>').held == date(2023, 3, 15)
    assert only('<c r="A1" t="d"><v>2023-03-15T06:30:00Z</v></c>').shown == "2023-03-15 06:30:00"
    elsewhere = only('<c r="A1" t="d"><v>2023-03-15T06:30:00+08:00</v></c>')
    assert (elsewhere.shown, elsewhere.held) == ("2023-03-15T06:30:00+08:00", None)


def test_truth_values_and_errors() -> None:
    assert cell(True) == Cell("TRUE", True)
    assert only('<c r="A1" t="e"><v>#REF!</v></c>') == Cell("#REF!", None, False, "#REF!")
    ratio = written(lambda _, sheet: sheet.write_formula(0, 0, "=1/0", None, "#DIV/0!"))
    assert ratio.cells[Spot(0, 0)] == Cell("#DIV/0!", None, True, "#DIV/0!")


def test_a_formula_says_what_it_came_to() -> None:
    total = written(lambda _, sheet: sheet.write_formula(0, 0, "=1+1", None, 2))
    assert total.cells[Spot(0, 0)] == Cell("2", Decimal(2), is_formula=True)
    said = only('<c r="A1" t="str"><f>A2&amp;"元"</f><v>5元</v></c>')
    assert said == Cell("5元", None, is_formula=True)
    assert sheet_of(row('<c r="A1" t="str"><f>IF(1,"")</f><v></v></c>')).cells == {}


def test_a_formula_that_was_never_computed_is_named() -> None:
    made = openpyxl.Workbook()
    made.worksheets[0]["A1"] = "=1+1"
    file = io.BytesIO()
    made.save(file)
    found = read_workbook(file.getvalue()).sheets[0].cells[Spot(0, 0)]
    assert (found.shown, found.held, found.is_formula, found.fault) == ("", None, True, NOT_SAVED)
    assert found.waiting is not None
    assert found.waiting.formula == "1+1"


def test_merged_areas_and_lines() -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet["B2"] = "合并"
    sheet.merge_cells("B2:C3")
    line = Border(bottom=Side(style="thin"))
    sheet["A5"].border = sheet["B5"].border = line
    sheet["A5"] = 1
    file = io.BytesIO()
    made.save(file)
    found = read_workbook(file.getvalue()).sheets[0]
    assert found.merged == (Area(Spot(1, 1), Spot(2, 2)),)
    assert found.bordered == {spot("B5")}
    assert [each.is_bordered for each in found.cells.values()] == [False, True]


def test_what_is_hidden_is_told_where_something_stands() -> None:
    def fill(made: Any, sheet: Any) -> None:
        sheet.write(1, 2, "甲")
        sheet.write(3, 0, "乙")
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(3, 0)
        sheet.set_column("B:XFD", None, None, {"hidden": True})
        made.add_worksheet("藏").hide()
        made.add_worksheet("深藏").very_hidden()

    found = book(fill)
    assert found.sheets[0].hidden_rows == {1, 3}
    assert found.sheets[0].hidden_columns == {1, 2}
    assert [sheet.is_hidden for sheet in found.sheets] == [False, True, True]
    assert found.sheets[0].is_filtered is False


def test_a_filter_is_told_while_it_leaves_out_rows() -> None:
    def fill(_: Any, sheet: Any, *, chosen: bool = True) -> None:
        sheet.write_column(0, 0, ["级", "甲", "乙"])
        sheet.autofilter(0, 0, 2, 0)
        if chosen:
            sheet.filter_column(0, "x == 甲")
            sheet.set_row(2, None, None, {"hidden": True})

    assert written(fill).is_filtered
    assert written(fill).hidden_rows == {2}
    assert not written(lambda made, sheet: fill(made, sheet, chosen=False)).is_filtered


def test_rows_and_cells_without_a_name_follow_the_ones_before() -> None:
    found = sheet_of("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    assert {each.address: cell.shown for each, cell in found.cells.items()} == {
        "A1": "1",
        "B1": "2",
        "A2": "3",
    }


def test_sheets_are_named_in_the_order_of_their_tabs_and_charts_are_left() -> None:
    def fill(made: Any, sheet: Any) -> None:
        sheet.write(0, 0, 1)
        chart = made.add_chart({"type": "line"})
        chart.add_series({"values": "=表!$A$1:$A$1"})
        made.add_chartsheet("图").set_chart(chart)
        made.add_worksheet("末")

    found = book(fill)
    assert [sheet.name for sheet in found.sheets] == ["表", "末"]
    assert found.remarks == ("工作表“图”是图表，没有读取",)
    assert found.sheet("末") is found.sheets[1]
    assert found.sheet("图") is None
    assert found.sheets[0].place(spot("C7")) == "表!C7"


@pytest.mark.parametrize(("kind", "remark"), [("vbaProject", "宏"), ("externalLink", "别的工作簿")])
def test_what_its_reader_should_know_is_remarked(kind: str, remark: str) -> None:
    related = relationships(("worksheet", "worksheets/sheet1.xml"), (kind, "a.bin"))
    found = read_workbook(package(parts={"xl/_rels/workbook.xml.rels": related}))
    assert len(found.remarks) == 1
    assert remark in found.remarks[0]


def test_a_strict_file_says_the_same() -> None:
    strict = {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
            "http://purl.oclc.org/ooxml/spreadsheetml/main"
        ),
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            "http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
    }
    plain = xlsx(lambda _, sheet: sheet.write(0, 0, "甲"))
    assert read_workbook(plain) == read_workbook(_replaced(plain, strict))


def _replaced(content: bytes, words: dict[str, str]) -> bytes:
    import zipfile

    from perfreport.office.package import write_package

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for before, after in words.items():
        parts = {
            name: part.replace(before.encode(), after.encode()) for name, part in parts.items()
        }
    return write_package(parts)


def test_an_unknown_style_or_format_is_a_plain_one() -> None:
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="77"/></cellXfs></styleSheet>'
    assert only('<c r="A1" s="0"><v>1.50</v></c>', styles=styles).shown == "1.5"
    assert only('<c r="A1" s="9"><v>1.50</v></c>', styles=styles).shown == "1.5"


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A1" t="s"><v>0</v></c>',
        '<c r="A1" t="s"><v>x</v></c>',
        '<c r="A1"><v>x</v></c>',
        '<c r="A1"><v>nan</v></c>',
        '<c r="ZZZZ1"><v>1</v></c>',
        '<c r="１1"><v>1</v></c>',
        '<c r="A1"><v>1</c>',
    ],
)
def test_what_cannot_be_is_damage(cells: str) -> None:
    with pytest.raises(InputError, match="这个 Excel 工作簿已损坏"):
        sheet_of(row(cells))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ('&C&"宋体,Regular"&10 — &P —', "— 1 —"),
        ('&L&"黑体,Bold"&16 内部&R第&P页，共&N页', "内部 第1页，共1页"),
        ("&LA&&B&C&K00B050绿&F", "A&B 绿&F"),
        ("&L&C&R", ""),
    ],
)
def test_a_footer_is_told_without_what_its_codes_say_of_looks(typed: str, text: str) -> None:
    footer = f"<headerFooter><oddFooter>{escape(typed)}</oddFooter></headerFooter>"
    assert sheet_of(behind=footer).margins == ((text,) if text else ())
