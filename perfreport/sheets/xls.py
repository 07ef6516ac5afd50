"""An .xls file (Excel 97 to 2003, WPS): its sheets, and what its reader should know.

Read here rather than by python-calamine, which ends the whole program on some damaged files, and
says nothing of formats, lines and error values.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from perfreport.office.limits import refusal
from perfreport.office.others import WORKBOOK
from perfreport.sheets.biff import BiffError, Record, Texts, records
from perfreport.sheets.compound import CompoundError, CompoundFile
from perfreport.sheets.formats import BUILT_IN, GENERAL
from perfreport.sheets.showing import format_of
from perfreport.sheets.styles import Style
from perfreport.sheets.workbook import LINKS, MACROS, Workbook
from perfreport.sheets.xlssheet import Book, read_sheet

_END = 0x000A
_BIFF8 = 0x0600
_OWN = (0x0401, 0x3A01)
"""What stands where a workbook refers to itself or to functions."""

_SKIPPED = {1: "宏表", 2: "图表", 6: "宏"}
_OLD = f"这是 Excel 95 或更早的工作簿；请用 {WORKBOOK.programs} 打开，另存为 .xlsx 再读"
_NUMBER, _TWO_NUMBERS, _COUNTS = struct.Struct("<H"), struct.Struct("<HH"), struct.Struct("<II")
_TAB = struct.Struct("<IBB")
_LOOK = struct.Struct("<2xH6xI")
_LINES, _STATES = 0xFFFF, 0x3


class _Tab(NamedTuple):
    """A sheet as the workbook lists it: where it begins, and what it is."""

    name: str
    start: int
    is_hidden: bool
    kind: int


@dataclass(slots=True)
class _Globals:
    """What stands before all sheets."""

    tabs: list[_Tab] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    looks: list[tuple[int, bool]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    since_1904: bool = False
    is_linked: bool = False

    def book(self) -> Book:
        """What the sheets share."""
        styles = (
            Style(format_of(self.codes.get(code, GENERAL)), line) for code, line in self.looks
        )
        return Book(self.texts, tuple(styles), self.since_1904)


def read_xls(content: bytes, name: str | None) -> Workbook:
    """The workbook in the .xls file ``content``.

    Raises:
        InputError: when it is damaged, has a password, or is of Excel 95.
    """
    try:
        return _workbook(CompoundFile(content), name)
    except (CompoundError, BiffError):
        raise refusal(WORKBOOK.damaged) from None


def _workbook(file: CompoundFile, name: str | None) -> Workbook:
    stream = file.stream("Workbook")
    if stream is None:
        raise refusal(_OLD)
    found = _globals(stream)
    book = found.book()
    sheets = (
        read_sheet(stream, tab.start, tab.name, book, is_hidden=tab.is_hidden)
        for tab in found.tabs
        if tab.kind not in _SKIPPED
    )
    return Workbook(name, tuple(sheets), tuple(_remarks(file, found)))


def _remarks(file: CompoundFile, found: _Globals) -> Iterator[str]:
    if "_VBA_PROJECT_CUR" in file.names:
        yield MACROS
    if found.is_linked:
        yield LINKS
    for tab in found.tabs:
        if kind := _SKIPPED.get(tab.kind):
            yield f"工作表“{tab.name}”是{kind}，没有读取"


def _globals(stream: bytes) -> _Globals:
    found = _Globals()
    for record in records(stream):
        if record.kind == _END:
            return found
        if read := _READERS.get(record.kind):
            read(found, record)
    raise BiffError("globals")


def _begin(_found: _Globals, record: Record) -> None:
    if record.unpack(_NUMBER)[0] != _BIFF8:
        raise refusal(_OLD)


def _locked(_found: _Globals, _record: Record) -> None:
    raise refusal(WORKBOOK.encrypted)


def _epoch(found: _Globals, record: Record) -> None:
    found.since_1904 = record.unpack(_NUMBER)[0] == 1


def _link(found: _Globals, record: Record) -> None:
    found.is_linked |= record.unpack(_TWO_NUMBERS)[1] not in _OWN


def _code(found: _Globals, record: Record) -> None:
    found.codes[record.unpack(_NUMBER)[0]] = Texts(record, _NUMBER.size).text()


def _look(found: _Globals, record: Record) -> None:
    code, lines = record.unpack(_LOOK)
    found.looks.append((code, bool(lines & _LINES)))


def _tab(found: _Globals, record: Record) -> None:
    start, state, kind = record.unpack(_TAB)
    name = Texts(record, _TAB.size).short_text()
    found.tabs.append(_Tab(name, start, state & _STATES != 0, kind))


def _texts(found: _Globals, record: Record) -> None:
    _, count = record.unpack(_COUNTS)
    texts = Texts(record, _COUNTS.size)
    found.texts = [texts.text() for _ in range(count)]


_READERS: dict[int, Callable[[_Globals, Record], None]] = {
    0x0809: _begin,
    0x002F: _locked,
    0x0022: _epoch,
    0x01AE: _link,
    0x041E: _code,
    0x00E0: _look,
    0x0085: _tab,
    0x00FC: _texts,
}
"""What reads the records of each kind; all others say nothing of cells."""
