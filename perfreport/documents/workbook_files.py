"""Data files that are workbooks: told by their content, whatever they are called."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from perfreport.basics.addresses import NOWHERE
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.patterns import regex
from perfreport.data.data_files import MOST_BYTES, WORKBOOKS, Input, Stream, path_of, read_bytes

if TYPE_CHECKING:
    from perfreport.sheets.workbook import Workbook

TABLES = (*WORKBOOKS, ".csv", ".tsv")
"""What the names of tables end with, texts among them."""
NO_WORKBOOK = "是文本（如 .csv），不是工作簿；请用 Excel 或 WPS 打开，另存为 .xlsx"
_EMPTY = "是空文件，不是工作簿；请用 Excel 或 WPS 新建一份，填好后存为 .xlsx"
_DATA = regex(rb"\A\s*[\[{]|(?:^|\n)[^\S\n]*[^\s,;:]+[^\S\n]*:(?:\s|$)")
"""How data begin, or some line of them: with a bracket, or with a key and a colon."""
_STARTS = (b"PK", b"\xd0\xcf\x11\xe0")
_BEGINNING = 4_096


def is_named_workbook(path: PurePath | None) -> bool:
    """Whether a file is a workbook by its name."""
    return path is not None and path.suffix.lower() in WORKBOOKS


def workbook_in(path: Input) -> Workbook | None:
    """The workbook at ``path``; None where it is a text, a Word file, or cannot be opened.

    Raises:
        InputError: when it is called a workbook and is none, or is beyond the bounds.
        ExtraError: when what reads it is not installed.
    """
    beginning = _beginning(path)
    _refuse_text(path, beginning)
    is_called_so = is_named_workbook(path_of(path))
    is_packed = beginning.startswith(_STARTS)
    if not (is_packed or is_called_so):
        return None
    # Late: most data files are texts, and need no reader of packages and XML.
    from perfreport.office.others import is_data_text, workbook_notation

    if not is_packed and is_data_text(beginning):
        return None
    content = _content(path)
    if workbook_notation(content) is None and not is_called_so:
        return None
    from perfreport.sheets.reading import read_workbook

    return read_workbook(content, str(path))


def _refuse_text(path: Input, beginning: bytes) -> None:
    """Refuse a file with the name of a table that has a text in it which is no data either."""
    named = path_of(path)
    if named is None or named.suffix.lower() not in TABLES:
        return
    from perfreport.office.others import is_data_text  # late as well

    is_there = isinstance(path, Stream) or (path.is_file() and not path.stat().st_size)
    is_empty = not beginning and is_there
    is_text = bool(beginning) and is_data_text(beginning) and not _DATA.search(beginning)
    if is_empty or is_text:
        message = _EMPTY if is_empty else NO_WORKBOOK
        raise InputError([Mistake(NOWHERE, message)], str(path))


def _beginning(path: Input) -> bytes:
    """How a file begins; nothing of one that cannot be opened, which its reader will say."""
    if isinstance(path, Stream):
        return path.beginning(_BEGINNING)
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(_BEGINNING)
    except (OSError, ValueError):
        return b""


def _content(path: Input) -> bytes:
    if isinstance(path, Stream):
        # It may be a Word file, which is then read again.
        return path.beginning(MOST_BYTES + 1)
    return read_bytes(path, MOST_BYTES, "工作簿（.xlsx、.xls 或 .ods）")
