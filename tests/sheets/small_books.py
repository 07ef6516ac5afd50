"""Small workbooks: made by the libraries that officers' systems use, or part by part."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import xlsxwriter

from perfreport.office.package import write_package
from perfreport.sheets.reading import read_workbook
from perfreport.sheets.workbook import Cell, Sheet, Spot, Workbook
from perfreport.sheets.xlsxsheet import area_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def spot(address: str) -> Spot:
    area = area_of(address)
    assert area is not None
    return area.first


def written(fill: Callable[[Any, Any], None], **options: object) -> Sheet:
    """The first sheet of what xlsxwriter makes when ``fill`` is given workbook and sheet."""
    return book(fill, **options).sheets[0]


def book(fill: Callable[[Any, Any], None], **options: object) -> Workbook:
    return read_workbook(xlsx(fill, **options), "表.xlsx")


def xlsx(fill: Callable[[Any, Any], None], **options: object) -> bytes:
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, options)
    fill(made, made.add_worksheet("表"))
    made.close()
    return file.getvalue()


def cell(value: object, code: str | int | None = None) -> Cell:
    """The cell that Excel has for ``value`` in the format with this ``code``."""

    def fill(made: Any, sheet: Any) -> None:
        sheet.write(0, 0, value, None if code is None else made.add_format({"num_format": code}))

    return written(fill).cells[Spot(0, 0)]


def number(value: str, code: str | int) -> Cell:
    """The same for a number."""
    return cell(Decimal(value), code)


def relationships(*kinds: tuple[str, str]) -> bytes:
    """References to parts by their types, with the ids r1, r2 and so on."""
    each = (
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(kinds, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(each)}</Relationships>'.encode()


def package(
    rows: str = "",
    *,
    behind: str = "",
    before: str = "",
    styles: str = "",
    properties: str = "",
    parts: Mapping[str, bytes] | None = None,
) -> bytes:
    """A workbook with one sheet, 表, of these ``rows``, and what stands before and behind them."""
    sheet = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{behind}</worksheet>'
    sheets = '<sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets>'
    workbook = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}{sheets}</workbook>'
    related = [("worksheet", "worksheets/sheet1.xml")]
    if styles:
        related.append(("styles", "styles.xml"))
    return write_package(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": relationships(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": workbook.encode(),
            "xl/_rels/workbook.xml.rels": relationships(*related),
            "xl/worksheets/sheet1.xml": sheet.encode(),
            **({"xl/styles.xml": styles.encode()} if styles else {}),
            **(parts or {}),
        }
    )


def sheet_of(rows: str = "", **options: Any) -> Sheet:
    return read_workbook(package(rows, **options)).sheets[0]
