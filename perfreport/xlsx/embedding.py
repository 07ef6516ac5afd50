"""Data that travel inside a printed workbook: a sheet that nobody sees, and a seal of the file.

Excel, WPS, LibreOffice and openpyxl all keep a sheet, however deeply hidden; a custom XML part as
Word files have it is dropped by the last two. That makes it good for the seal: an editor that keeps
the part leaves other parts changed, so that no file which somebody saved counts as untouched.
"""

from __future__ import annotations

import zipfile
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING

from deflate import zlib_compress

from perfreport.docx.embedding import ITEM, data_element, data_in, sealed, with_place_for_data
from perfreport.office.package import write_package
from perfreport.office.xml import XmlError, parse
from perfreport.sheets.workbook import Sheet, Spot, Workbook
from perfreport.xlsx.parted import merged_again

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

    It is put behind all sheets that are there so far, and says how these are called and what is
    merged in them.
    """
    printed = [*book.worksheets()]  # it grows with the next one
    sheet = book.add_worksheet(_SHEET)
    sheet.very_hidden()
    columns = [[_TOLD, *_chunks(b64encode(zlib_compress(data)).decode())]]
    columns += [[each.get_name(), *_chunks(_areas(each.merge))] for each in printed]
    for row, texts in enumerate(zip_longest(*columns)):
        for column, text in enumerate(texts):
            if text:
                sheet.write_string(row, column, text)


def _chunks(text: str) -> Iterator[str]:
    """``text`` in parts for which a cell has room."""
    return (text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK))


def _areas(merged: Iterable[Sequence[int]]) -> str:
    """The areas, each its first row and column and its last, as Excel names them."""
    corners = ((Spot(*area[:2]).address, Spot(*area[2:]).address) for area in merged)
    return " ".join(f"{first}:{last}" for first, last in corners)


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

    Raises:
        InputError: when the merged cells of one were parted and filled, so that it cannot be told
            what stood where.
    """
    sheets = [sheet for sheet in workbook.sheets if not is_carrier(sheet)]
    carrier = next(filter(is_carrier, workbook.sheets), None)
    if carrier is None:
        return sheets, []
    first = {spot.column: cell.shown for spot, cell in carrier.cells.items() if spot.row == 0}
    names = [first[column] for column in sorted(first)[1:]]
    there = {sheet.name: sheet for sheet in sheets}
    others = [sheet for sheet in sheets if sheet.name not in names]
    own = [
        merged_again(there[name] if name in there else others.pop(0), _text(carrier, column))
        for column, name in enumerate(names, start=1)
        if name in there or others
    ]
    return own, others


def _text(carrier: Sheet, column: int) -> str:
    """What stands below the first cell of a ``column``."""
    cells = sorted((s, c) for s, c in carrier.cells.items() if s.column == column and s.row > 0)
    return "".join(cell.shown for _, cell in cells)


def embedded_data(workbook: Workbook) -> Mapping[str, str] | None:
    """The attributes and texts that ``workbook`` carries; None when it lost them."""
    for sheet in filter(is_carrier, workbook.sheets):
        try:
            packed = b64decode(_text(sheet, 0), validate=True)
            unpacker = zlib.decompressobj()
            data = unpacker.decompress(packed, _MOST_BYTES)
            found = data_in(parse(data)) if unpacker.eof else None
        except (ValueError, zlib.error, XmlError):
            continue
        if found is not None:
            return found
    return None
