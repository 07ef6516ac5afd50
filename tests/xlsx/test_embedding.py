"""What a printed workbook carries, and the seal by which an untouched one is known."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from perfreport.docx.embedding import data_element, is_untouched
from perfreport.office.package import write_package
from perfreport.sheets.workbook import Cell, Sheet, Spot, Workbook
from perfreport.xlsx.embedding import embedded_data, put_in, sealed_file

# Half a megabyte that hardly shrinks: many cells full.
LONG = "".join(chr(0x4E00 + (number * number * 7919) % 20_000) for number in range(120_000))
CARRIED = {"version": "1", "form": "某版式", "codes": LONG, "data": '{"甲": ["=1", "\'2"]}'}


def printed() -> bytes:
    """A workbook with a line on its sheet, and what it carries."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file)
    book.add_worksheet("表").write_string(0, 0, "绩效")
    texts = {name: CARRIED[name] for name in ("codes", "data")}
    put_in(book, data_element({"version": "1", "form": "某版式"}, texts))
    book.close()
    return sealed_file(file.getvalue())


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def as_read(content: bytes) -> Workbook:
    book = openpyxl.load_workbook(BytesIO(content))
    return Workbook(None, tuple(map(_sheet, book.worksheets)))


def _sheet(sheet: Worksheet) -> Sheet:
    cells = (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)
    return Sheet(
        name=sheet.title,
        cells={Spot(cell.row - 1, cell.column - 1): Cell(str(cell.value)) for cell in cells},
        is_hidden=sheet.sheet_state != "visible",
    )


def saved(content: bytes, change: Sequence[str] = ()) -> bytes:
    """The file opened and saved by openpyxl, with what is in ``change`` typed below."""
    book = openpyxl.load_workbook(BytesIO(content))
    for words in change:
        book.worksheets[0].append([words])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_carries_what_was_put_into_it() -> None:
    workbook = as_read(printed())
    assert [sheet.is_hidden for sheet in workbook.sheets] == [False, True]
    assert embedded_data(workbook) == CARRIED


def test_what_it_carries_survives_another_program() -> None:
    assert embedded_data(as_read(saved(printed(), ["新的一行"]))) == CARRIED


def test_a_sheet_of_the_same_name_carries_nothing() -> None:
    sheet = Sheet(name="perfreport", cells={Spot(0, 0): Cell("备注"), Spot(1, 0): Cell("eJw=")})
    assert embedded_data(Workbook(None, (sheet,))) is None


@pytest.mark.parametrize("broken", ["", "%%", "QUJD", "eJwDAAAAAAE=", "中文"])
def test_what_was_damaged_counts_as_lost(broken: str) -> None:
    *others, carrier = as_read(printed()).sheets
    damaged = Sheet(name="x", cells={**carrier.cells, Spot(1, 0): Cell(broken)})
    assert embedded_data(Workbook(None, (*others, damaged))) is None


def test_a_file_cut_short_carries_nothing() -> None:
    *others, carrier = as_read(printed()).sheets
    cells = dict(sorted(carrier.cells.items())[:-1])
    assert embedded_data(Workbook(None, (*others, Sheet(name="x", cells=cells)))) is None


def test_a_finished_file_is_untouched_until_somebody_saves_it(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(printed())
    assert is_untouched(path)
    path.write_bytes(saved(printed()))
    assert not is_untouched(path)


def test_a_changed_part_breaks_the_seal(tmp_path: Path) -> None:
    parts = parts_of(printed())
    path = tmp_path / "表.xlsx"
    path.write_bytes(write_package(parts))
    assert is_untouched(path)
    sheet = "xl/worksheets/sheet1.xml"
    path.write_bytes(write_package({**parts, sheet: parts[sheet] + b" "}))
    assert not is_untouched(path)
