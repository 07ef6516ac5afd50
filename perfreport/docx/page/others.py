"""What a file is that is no Word file, told by its content, and what to do with it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from perfreport.docx.package import UNREADABLE

_SAVE = "请用 Word、WPS 或 LibreOffice 打开，另存为 .docx 再读"
_WORD = "请给出 perfreport 生成、在 Word 里改过的那份 .docx"
_UNPACK = "请先解开，再给出其中的 .docx"
_PASSWORD = "请先在打开它的程序里去掉密码，另存为 .docx 再读"
_BUILD = "由它生成 Word 用 perfreport build，检查用 perfreport check"

T = TypeVar("T")
_Described = tuple[str, str]
"""What a file is, and what to do with it."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"

_STREAMS = (
    # With a password .docx and .xlsx are compound files as well.
    ("EncryptedPackage", "加了密码的 Office 文件", _PASSWORD),
    ("WordDocument", "旧式 Word 或 WPS 文字文件（.doc、.wps）", _SAVE),
    ("Workbook", "旧式 Excel 或 WPS 表格（.xls、.et）", _WORD),
    ("Book", "旧式 Excel 工作簿（.xls）", _WORD),
    ("PowerPoint Document", "旧式幻灯片（.ppt、.dps）", _WORD),
)
"""The streams of compound files by which programs know their own."""

_ENTRIES = (
    ("xl/", "Excel 工作簿（.xlsx）", _WORD),
    ("ppt/", "幻灯片（.pptx）", _WORD),
    ("OFD.xml", "版式文件（.ofd）", _WORD),
    ("Index/Document.iwa", "苹果 iWork 文件（.pages、.numbers）", _SAVE),
)
"""What the entries of zip files begin with, by which they are known."""

_MIMETYPES = (
    (b"opendocument.text", "OpenDocument 文字文件（.odt）", _SAVE),
    (b"opendocument.spreadsheet", "OpenDocument 表格（.ods）", _WORD),
    (b"opendocument", "OpenDocument 文件", _WORD),
    (b"epub", "电子书（.epub）", _WORD),
)
"""What the entry ``mimetype`` says."""

_STARTS: tuple[tuple[bytes | tuple[bytes, ...], str, str], ...] = (
    (b"%PDF-", "PDF 文件（.pdf）", _WORD),
    (b"{\\rtf", "RTF 文件（.rtf）", _SAVE),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"), "图片", _WORD),
    (b"RIFF", "图片或影音文件", _WORD),
    ((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"), "压缩包", _UNPACK),
    (b"MIME-Version:", "网页（.mht）", _SAVE),
)
"""How files begin."""

# A text may begin with these two letters as well.
_BITMAP = (b"BM", "图片", _WORD)

_MARKUP = (
    ("<html", "网页（.html）", _SAVE),
    ("<!doctype html", "网页（.html）", _SAVE),
    ("<pkg:package", "存成单个 XML 的 Word 文件（.xml）", _SAVE),
    ("wordml", "Word 2003 的 XML 文件（.xml）", _SAVE),
    ("<", "网页或 XML 文件", _SAVE),
)
"""What stands near the beginning of files in markup."""

_NEAR = 1_024


def is_data_text(content: bytes) -> bool:
    """Whether ``content`` may be a data file: text, and not in markup."""
    if content.startswith((_OLE, _ZIP)) or _known(_STARTS, content.startswith):
        return False
    return b"\0" not in content[:_NEAR] and not content.lstrip().startswith(b"<")


def is_other_package(names: Collection[str]) -> bool:
    """Whether a package with parts of these ``names`` was made by another Office program."""
    return any(name.startswith(start) for start, _, _ in _ENTRIES for name in names)


def not_word(content: bytes) -> str:
    """The message for ``content`` that is no Word file: what it is, and what to do."""
    return _message(*_described(content))


def not_word_package(names: Collection[str]) -> str:
    """The message for a package with parts of these ``names`` that is no Word file."""
    return _message(*_by_entries(names))


def _message(what: str, advice: str) -> str:
    gap = " " if what[0].isascii() else ""
    return f"这不是 Word 文件（.docx），而是{gap}{what}；{advice}"


def _described(content: bytes) -> _Described:
    if not content:
        return "空文件", "请重新保存或重新取得这个文件"
    if content.startswith(_OLE):
        return _compound(content)
    if content.startswith(_ZIP):
        return _zipped(content)
    return _known((*_STARTS, _BITMAP), content.startswith) or _text(content)


def _known(kinds: Iterable[tuple[T, str, str]], has: Callable[[T], bool]) -> _Described | None:
    """The first of ``kinds`` whose mark the file ``has``."""
    return next(((what, advice) for mark, what, advice in kinds if has(mark)), None)


def _compound(content: bytes) -> _Described:
    # Compound files have the names of their streams in UTF-16.
    found = _known(_STREAMS, lambda stream: stream.encode("utf-16-le") in content)
    return found or ("旧式 Office 文件或加了密码的文件", f"{_SAVE}；加了密码的请先去掉密码")


def _zipped(content: bytes) -> _Described:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            mimetype = _beginning(archive, "mimetype") if "mimetype" in names else b""
    except UNREADABLE:
        return "损坏的压缩包", "请重新取得这个文件"
    return _known(_MIMETYPES, mimetype.__contains__) or _by_entries(names)


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        return file.read(_NEAR)


def _by_entries(names: Collection[str]) -> _Described:
    found = _known(_ENTRIES, lambda start: any(name.startswith(start) for name in names))
    return found or ("别的文件打成的压缩包", _UNPACK)


def _text(content: bytes) -> _Described:
    try:
        # Editors on Windows put a byte order mark in front.
        text = content.decode("utf-8-sig").lstrip()
    except UnicodeDecodeError:
        return "认不出的文件", _WORD
    near = text[:_NEAR].lower()
    if near.startswith("<"):
        return next((what, advice) for mark, what, advice in _MARKUP if mark in near)
    if "文种" in text:
        return "数据文件（.yaml、.json）", _BUILD
    return "文字文件", _WORD
