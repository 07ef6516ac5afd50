"""What a file is that is not the one wanted, told by its content, and what to do with it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeVar

from perfreport.office import compound
from perfreport.office.package import CONTENT_TYPES, PACKAGE_RELATIONSHIPS, UNREADABLE


class Family(Enum):
    """What can be done with a file that is not the one wanted."""

    TEXT = auto()  # a program for texts opens it
    TABLE = auto()  # one for tables
    PAGE = auto()  # both
    PACKED = auto()
    LOCKED = auto()
    DATA = auto()
    LOST = auto()
    OTHER = auto()


_ADVICE = {
    Family.PACKED: "请先解开，再给出其中的 {suffix}",
    Family.LOCKED: "请先在打开它的程序里去掉密码，另存为 {suffix} 再读",
    Family.DATA: "由它生成 Word 用 perfreport build，检查用 perfreport check",
    Family.LOST: "请重新保存或重新取得这个文件",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The kind of file that a reader takes.

    Attributes:
        noun: what it is called.
        suffix: of its name.
        programs: which make it.
        opened: what else they open, so that it can be saved as such a file.
        otherwise: what to do with any other file.
        parts: those without which it is something else.
        surplus: what makes such a file too large, and what to do, a sentence with its end.
    """

    noun: str
    suffix: str
    programs: str
    opened: Collection[Family]
    otherwise: str
    parts: Collection[str] = (CONTENT_TYPES, PACKAGE_RELATIONSHIPS)
    surplus: str = ""

    @property
    def damaged(self) -> str:
        """That such a file is damaged, and what to do."""
        return f"这个 {self.noun}已损坏，请用 {self.programs} 打开后另存为 {self.suffix} 再读"

    @property
    def encrypted(self) -> str:
        """That such a file has a password, and what to do."""
        return f"这个 {self.noun}加了密码，请去掉密码后另存为 {self.suffix} 再读"

    def other(self, content: bytes) -> str:
        """The message for ``content`` that is something else: what it is, and what to do."""
        return self._message(*_described(content))

    def other_package(self, names: Collection[str]) -> str:
        """The message for a package with parts of these ``names`` that is something else."""
        return self._message(*_by_entries(names))

    def _message(self, what: str, family: Family) -> str:
        if what == f"{self.noun}（{self.suffix}）":
            return self.damaged
        gap = " " if what[0].isascii() else ""
        return f"这不是 {self.noun}（{self.suffix}），而是{gap}{what}；{self._advice(family)}"

    def _advice(self, family: Family) -> str:
        if family in self.opened:
            return f"请用 {self.programs} 打开，另存为 {self.suffix} 再读"
        return _ADVICE.get(family, self.otherwise).format(suffix=self.suffix)


WORD = Wanted(
    noun="Word 文件",
    suffix=".docx",
    programs="Word、WPS 或 LibreOffice",
    opened=(Family.TEXT, Family.PAGE),
    otherwise="请给出 perfreport 生成、在 Word 里改过的那份 .docx",
)
WORKBOOK = Wanted(
    noun="Excel 工作簿",
    suffix=".xlsx",
    programs="Excel、WPS 或 LibreOffice",
    opened=(Family.TABLE, Family.PAGE),
    otherwise="请给出用 Excel、WPS 或 LibreOffice 存成的 .xlsx、.xls 或 .ods",
    surplus="多半是成片的空行、空列设了格式，请选中整行、整列删去，另存后再读；",
)

T = TypeVar("T")
_Described = tuple[str, Family]

_ZIP = b"PK"

_XLSX, _ODS = "Excel 工作簿（.xlsx）", "OpenDocument 表格（.ods）"
_XLS, _OLD_XLS = "旧式 Excel 或 WPS 表格（.xls、.et）", "旧式 Excel 工作簿（.xls）"

_STREAMS = (
    # With a password .docx and .xlsx are compound files as well.
    ("EncryptedPackage", "加了密码的 Office 文件", Family.LOCKED),
    ("WordDocument", "旧式 Word 或 WPS 文字文件（.doc、.wps）", Family.TEXT),
    ("Workbook", _XLS, Family.TABLE),
    ("Book", _OLD_XLS, Family.TABLE),
    ("PowerPoint Document", "旧式幻灯片（.ppt、.dps）", Family.OTHER),
)
"""The streams of compound files by which programs know their own."""

_WORD = ("word/", "Word 文件（.docx）", Family.TEXT)
_ENTRIES = (
    ("xl/workbook.bin", "二进制 Excel 工作簿（.xlsb）", Family.TABLE),
    ("xl/", _XLSX, Family.TABLE),
    ("ppt/", "幻灯片（.pptx）", Family.OTHER),
    ("OFD.xml", "版式文件（.ofd）", Family.OTHER),
    ("Index/Document.iwa", "苹果 iWork 文件（.pages、.numbers）", Family.PAGE),
)
"""What the entries of zip files begin with, by which they are known."""

_MIMETYPES = (
    (b"opendocument.text", "OpenDocument 文字文件（.odt）", Family.TEXT),
    (b"opendocument.spreadsheet", _ODS, Family.TABLE),
    (b"opendocument", "OpenDocument 文件", Family.OTHER),
    (b"epub", "电子书（.epub）", Family.OTHER),
)
"""What the entry ``mimetype`` says."""

_STARTS: tuple[tuple[bytes | tuple[bytes, ...], str, Family], ...] = (
    (b"%PDF-", "PDF 文件（.pdf）", Family.OTHER),
    (b"{\\rtf", "RTF 文件（.rtf）", Family.TEXT),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"), "图片", Family.OTHER),
    (b"RIFF", "图片或影音文件", Family.OTHER),
    ((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"), "压缩包", Family.PACKED),
    (b"MIME-Version:", "网页（.mht）", Family.PAGE),
)
"""How files begin."""

# A text may begin with these two letters as well.
_BITMAP = (b"BM", "图片", Family.OTHER)

_MARKUP = (
    ("<html", "网页（.html）", Family.PAGE),
    ("<!doctype html", "网页（.html）", Family.PAGE),
    ("<pkg:package", "存成单个 XML 的 Word 文件（.xml）", Family.TEXT),
    ("wordml", "Word 2003 的 XML 文件（.xml）", Family.TEXT),
    ("office:spreadsheet", "Excel 2003 的 XML 文件（.xml）", Family.TABLE),
    ("<", "网页或 XML 文件", Family.PAGE),
)
"""What stands near the beginning of files in markup."""

_NEAR = 1_024


def is_data_text(content: bytes) -> bool:
    """Whether ``content`` may be a data file: text, and not in markup."""
    if content.startswith((compound.MAGIC, _ZIP)) or _known(_STARTS, content.startswith):
        return False
    return b"\0" not in content[:_NEAR] and not content.lstrip().startswith(b"<")


class Notation(Enum):
    """How workbooks are written."""

    XLSX = auto()
    XLS = auto()
    ODS = auto()


_NOTATIONS = {
    _XLSX: Notation.XLSX,
    _XLS: Notation.XLS,
    _OLD_XLS: Notation.XLS,
    _ODS: Notation.ODS,
}


def workbook_notation(content: bytes) -> Notation | None:
    """How the workbook ``content`` is written; None where it is none."""
    return _NOTATIONS.get(_described(content)[0])


def is_table(content: bytes) -> bool:
    """Whether a program for tables opens ``content``, though it be no workbook that is read."""
    return _described(content)[1] is Family.TABLE


def is_other_package(names: Collection[str]) -> bool:
    """Whether a package with parts of these ``names`` was made by another Office program."""
    return any(name.startswith(start) for start, _, _ in _ENTRIES for name in names)


def _described(content: bytes) -> _Described:
    if not content:
        return "空文件", Family.LOST
    if content.startswith(compound.MAGIC):
        return _compound(content)
    if content.startswith(_ZIP):
        return _zipped(content)
    return _known((*_STARTS, _BITMAP), content.startswith) or _text(content)


def _known(kinds: Iterable[tuple[T, str, Family]], has: Callable[[T], bool]) -> _Described | None:
    """The first of ``kinds`` whose mark the file ``has``."""
    return next(((what, family) for mark, what, family in kinds if has(mark)), None)


def _compound(content: bytes) -> _Described:
    try:
        names = compound.streams(content)
    except compound.DamagedError:
        return "损坏的旧式 Office 文件", Family.LOST
    found = _known(_STREAMS, lambda stream: stream.lower() in names)
    return found or ("旧式 Office 文件或加了密码的文件", Family.LOCKED)


def _zipped(content: bytes) -> _Described:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            mimetype = _beginning(archive, "mimetype") if "mimetype" in names else b""
    except UNREADABLE:
        return "损坏的压缩包", Family.LOST
    return _known(_MIMETYPES, mimetype.__contains__) or _by_entries(names)


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        return file.read(_NEAR)


def _by_entries(names: Collection[str]) -> _Described:
    found = _known((*_ENTRIES, _WORD), lambda start: any(name.startswith(start) for name in names))
    return found or ("别的文件打成的压缩包", Family.PACKED)


def _text(content: bytes) -> _Described:
    # Editors on Windows put a byte order mark in front; older ones write GBK.
    text = (_decoded(content, "utf-8-sig") or _decoded(content, "gb18030")).lstrip()
    if not text or "\0" in text:
        return "认不出的文件", Family.OTHER
    near = text[:_NEAR].lower()
    if near.startswith("<"):
        return next((what, family) for mark, what, family in _MARKUP if mark in near)
    if "文种" in text:
        return "数据文件（.yaml、.json）", Family.DATA
    return "文字文件（如 .txt、.csv）", Family.TABLE


def _decoded(content: bytes, encoding: str) -> str:
    """``content`` as text; empty where it is none in this ``encoding``."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return ""
