"""Data that travel inside a printed workbook: a sheet that nobody sees, and a seal of the file.

Excel, WPS, LibreOffice and openpyxl all keep a sheet, however deeply hidden; a custom XML part as
Word files have it is dropped by the last two. That makes it good for the seal: an editor that keeps
the part leaves other parts changed, so that no file which somebody saved counts as untouched.
"""

from __future__ import annotations

import zipfile
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from perfreport.docx.embedding import ITEM, data_element, data_in, sealed, with_place_for_data
from perfreport.office.package import write_package
from perfreport.office.xml import XmlError, parse
from perfreport.sheets.workbook import Sheet, Spot, Workbook

if TYPE_CHECKING:
    import xlsxwriter

_SHEET = "perfreport"
_TOLD = "这张表由 perfreport 生成，记着数据中没有印出的内容，读回时要用；请勿改动、删除"
_CHUNK = 32_000
"""Characters of a cell; Excel has room for 32,767."""

_MOST_BYTES = 128 * 2**20
"""Of the data unpacked; a forged sheet may promise any number."""


def put_in(book: xlsxwriter.Workbook, data: bytes) -> None:
    """Have ``book`` carry ``data``, the element that ``roundtrip.memory.remember`` gives.

    It is put behind all sheets that are there so far, and says how these are called.
    """
    names = [each.get_name() for each in book.worksheets()]
    sheet = book.add_worksheet(_SHEET)
    sheet.very_hidden()
    for column, told in enumerate((_TOLD, *names)):
        sheet.write_string(0, column, told)
    text = b64encode(zlib.compress(data)).decode()
    for row, start in enumerate(range(0, len(text), _CHUNK), start=1):
        sheet.write_string(row, 0, text[start : start + _CHUNK])


def sealed_file(content: bytes, changed: Mapping[str, bytes] | None = None) -> bytes:
    """The finished workbook ``content`` with a seal, with the parts that are ``changed``.

    Equal parts give equal bytes.
    """
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts = with_place_for_data({**parts, **(changed or {})})
    return write_package(sealed({**parts, ITEM: data_element({}, {})}))


def is_carrier(sheet: Sheet) -> bool:
    """Whether ``sheet`` is the one that data travel in, under whatever name."""
    first = sheet.cells.get(Spot(0, 0))
    return first is not None and first.shown == _TOLD


def printed_sheets(workbook: Workbook) -> tuple[list[Sheet], list[Sheet]]:
    """The sheets of ``workbook`` that were printed, in the order in which they were, and others.

    Sheets of other names stand for those whose names are gone, in their order. Where nothing is
    known any more all were printed.
    """
    sheets = [sheet for sheet in workbook.sheets if not is_carrier(sheet)]
    carrier = next(filter(is_carrier, workbook.sheets), None)
    if carrier is None:
        return sheets, []
    first = (cell.shown for spot, cell in sorted(carrier.cells.items()) if spot.row == 0)
    names = list(first)[1:]
    there = {sheet.name: sheet for sheet in sheets}
    others = [sheet for sheet in sheets if sheet.name not in names]
    own = [
        there[name] if name in there else others.pop(0) for name in names if name in there or others
    ]
    return own, others


def embedded_data(workbook: Workbook) -> Mapping[str, str] | None:
    """The attributes and texts that ``workbook`` carries; None when it lost them."""
    for sheet in filter(is_carrier, workbook.sheets):
        cells = (cell for spot, cell in sorted(sheet.cells.items()) if spot.row > 0)
        try:
            packed = b64decode("".join(cell.shown for cell in cells), validate=True)
            unpacker = zlib.decompressobj()
            data = unpacker.decompress(packed, _MOST_BYTES)
            found = data_in(parse(data)) if unpacker.eof else None
        except (ValueError, zlib.error, XmlError):
            continue
        if found is not None:
            return found
    return None
