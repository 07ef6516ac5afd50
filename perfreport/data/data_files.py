"""Data files read: bytes to text, text to values that know their lines."""

from __future__ import annotations

import os
from collections.abc import Container
from pathlib import Path, PurePath
from typing import BinaryIO

from perfreport.basics.errors import InputError
from perfreport.basics.messages import reason
from perfreport.data import json_reader, yaml_reader
from perfreport.data.source import EXAMPLES, Source, refusal

MOST_BYTES = 64 * 2**20
TEXTS = (".yaml", ".yml", ".json")
"""What the names of data files end with that are texts."""
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods")
"""What the names of workbooks end with; .xlsb is told from the others and not read."""
ENDINGS = (*TEXTS, *WORKBOOKS)
"""What the names of data files end with."""
WANTED = f"数据文件（{'、'.join(ENDINGS)}）"
"""What is read, for messages about what is none."""
BYTE_ORDER_MARK = "\ufeff"
"""What Windows puts in front of a UTF-8 text."""

_FOREIGN = {
    b"PK\x03\x04": "Word、Excel 之类的文件",
    b"\xd0\xcf\x11\xe0": "旧版 Word、Excel 的文件",
    b"%PDF-": "PDF 文件",
    b"\x89PNG": "PNG 图片",
    b"\xff\xd8\xff": "JPEG 图片",
    b"GIF89a": "GIF 图片",
}
"""How files that are no data files begin, and what they are."""

_WAY_BACK = "数据文件是用文本编辑器写的 .yaml 或 .json；生成的 Word 请用 perfreport read 读回"


class StandardInput:
    """The one file that is on standard input (标准输入); it can be read once.

    Attributes:
        name: as messages have it.
        typed: as commands have it.
    """

    name = "标准输入"
    typed = "-"

    def __init__(self, stream: BinaryIO) -> None:
        """Read from ``stream`` when asked to, and no more than is asked for."""
        self._stream = stream
        self._begun = b""

    def __str__(self) -> str:
        """Its name."""
        return self.name

    def beginning(self, size: int) -> bytes:
        """Its first ``size`` bytes; they are read again with the rest.

        Raises:
            InputError: when it cannot be read.
        """
        self._begun += self._read(size - len(self._begun))
        return self._begun

    def read(self, most: int) -> bytes:
        """All of it.

        Raises:
            InputError: when it cannot be read or is longer than ``most`` bytes.
        """
        # One byte too many tells that there are more, without reading them.
        content = self._begun + self._read(most + 1 - len(self._begun))
        if len(content) > most:
            raise refusal(self.name, f"内容超过上限 {most >> 20} MiB；请存成文件，写文件名来读")
        return content

    def _read(self, size: int) -> bytes:
        try:
            return self._stream.read(size)
        except OSError as error:
            message = f"读不出内容（{reason(error)}）；请用 < 或 | 送一个文件进来"
            raise refusal(self.name, message) from None


class HeldFile:
    """A file whose content is at hand already, wherever it lies.

    Attributes:
        path: of the file, whose ending tells the notation; None for standard input.
        content: of it.
    """

    def __init__(self, path: PurePath | None, content: bytes) -> None:
        """Hold the ``content`` of the file at ``path``."""
        self.path = path
        self.content = content

    def __str__(self) -> str:
        """Its name."""
        return str(self.path or StandardInput.name)

    def beginning(self, size: int) -> bytes:
        """Its first ``size`` bytes."""
        return self.content[:size]

    def read(self, most: int) -> bytes:
        """All of it.

        Raises:
            InputError: when it is longer than ``most`` bytes.
        """
        if len(self.content) > most:
            raise too_long(str(self), most)
        return self.content


Stream = StandardInput | HeldFile
"""What is read without being opened."""
Input = Path | Stream
"""Where a document is read from."""


_STANDARD_INPUT = Path("/dev/stdin")
"""A name for whatever file it is redirected from, on systems that have it."""


def on_disk(file: Input) -> list[Path]:
    """Where ``file`` is on this machine, as far as the system tells it of standard input."""
    path = path_of(file) or _STANDARD_INPUT
    is_there = isinstance(path, Path) and (path != _STANDARD_INPUT or os.path.exists(path))
    return [path] if is_there and isinstance(path, Path) else []


def path_of(file: Input) -> PurePath | None:
    """Where ``file`` lies; None for standard input."""
    match file:
        case StandardInput():
            return None
        case HeldFile():
            return file.path
    return file


def typed_name(name: str) -> str:
    """How a command has the file that messages call ``name``."""
    return StandardInput.typed if name == StandardInput.name else name


def read_source(path: Input, lists: Container[str] = ()) -> Source:
    """Read the YAML or JSON file at ``path``.

    Args:
        path: of the file; what is on standard input is JSON where it begins with a bracket.
        lists: keys under which stand lists of groups of keys, for advice on what was typed so.

    Raises:
        InputError: when it is not a readable UTF-8 file of at most 64 MiB in that notation.
    """
    text = read_text(path)
    named = path_of(path)
    is_json = in_json(named) if named else _begins_as_json(text)
    return parse_source(text, str(path), lists, is_json=is_json)


def _begins_as_json(text: str) -> bool:
    """Whether ``text``, which has no name to tell, is JSON rather than YAML."""
    return text.removeprefix(BYTE_ORDER_MARK).lstrip().startswith(("{", "["))


def in_json(path: PurePath) -> bool:
    """Whether the data file at ``path`` is JSON rather than YAML, by its name."""
    return path.suffix.lower() == ".json"


def parse_source(
    text: str, name: str | None = None, lists: Container[str] = (), *, is_json: bool = False
) -> Source:
    """Parse ``text`` as YAML, or as JSON where it ``is_json``; see ``read_source``.

    Raises:
        InputError: when it is empty or not in that notation.
    """
    text = text.removeprefix(BYTE_ORDER_MARK)
    if not text.strip():
        raise refusal(name, f"文件是空的；请从“文种: …”写起；{EXAMPLES}")
    return json_reader.read(text, name) if is_json else yaml_reader.read(text, name, lists)


def read_bytes(path: Input, most: int, what: str) -> bytes:
    """The content of the file at ``path``.

    Args:
        path: of the file.
        most: bytes that it may have.
        what: kind of file is wanted, for the message about a folder.

    Raises:
        InputError: when it cannot be read or is longer.
    """
    if isinstance(path, Stream):
        return path.read(most)
    name = str(path)
    try:
        if path.is_dir():
            if not os.access(path, os.R_OK | os.X_OK):
                raise refusal(name, "没有权限看这个文件夹里有什么；请核对权限")
            raise refusal(name, f"这是一个文件夹，请指明其中的{what}")
        # Opening a pipe would wait for whoever writes into it.
        if path.exists() and not path.is_file():
            raise refusal(name, f"这不是普通文件，请指明一个{what}")
        with path.open("rb") as file:
            # One byte too many tells that there are more, without reading them.
            content = file.read(most + 1)
    except ValueError:  # a NUL, which no file's name has
        raise refusal(name, "文件名里有不可见的字符，请核对路径和文件名") from None
    except FileNotFoundError:
        raise refusal(name, "找不到这个文件，请核对路径和文件名") from None
    except OSError as error:
        raise refusal(name, f"读不了这个文件（{reason(error)}），请核对路径和权限") from None
    if len(content) > most:
        raise too_long(name, most)
    return content


def too_long(name: str, most: int) -> InputError:
    """The error for the file called ``name``, which is longer than ``most`` bytes."""
    return refusal(name, f"文件超过上限 {most >> 20} MiB；请分成几个文件")


def read_text(path: Input) -> str:
    """The text of the data file at ``path``.

    Raises:
        InputError: when it is not a readable UTF-8 file of at most 64 MiB.
    """
    content = read_bytes(path, MOST_BYTES, WANTED)
    if kind := next((kind for start, kind in _FOREIGN.items() if content.startswith(start)), None):
        raise refusal(str(path), f"这是 {kind}，不是数据文件；{_WAY_BACK}")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refusal(str(path), _encoding_advice(content), line) from None


def _encoding_advice(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "文件是 UTF-16 编码，请在编辑器中另存为 UTF-8"
    try:
        # GB 18030 contains GBK and GB 2312, in which Windows saves.
        content.decode("gb18030")
    except UnicodeDecodeError:
        return "文件不是 UTF-8 文本；数据文件要用文本编辑器写成，并存为 UTF-8"
    return "文件是 GBK 编码，请在编辑器中另存为 UTF-8"
