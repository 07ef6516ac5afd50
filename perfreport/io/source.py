"""Data files as plain values that know the line on which each of them stands.

YAML and JSON end as the same tree. Every scalar stays the text that was typed, so that 59.80 is
never a binary fraction and 0123 never an octal number; the model decides what a text means.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from perfreport.errors import InputError, Mistake
from perfreport.messages import reason
from perfreport.models.common import paragraphs_of

MOST_BYTES = 64 * 2**20
MOST_DEPTH = 40
BYTE_ORDER_MARK = "\ufeff"
"""What Windows puts in front of a UTF-8 text."""

EXAMPLES = "用 perfreport demo -o 例子 可得到五份写好的数据文件，照着改"
"""Where there is something to begin from, for whoever has nothing yet."""

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

Key = str | int
Scalar = str | bool | None


@dataclass(slots=True)
class Node:
    """A value of the file with its line; a mapping or list keeps its parts in ``children``.

    Of a text block (``|-``) it is the line of the sign, the text begins below it. ``key_line`` is
    that of its key, where this may stand on a line above.
    """

    line: int
    value: Scalar = None
    children: dict[Key, Node] = field(default_factory=dict)
    is_list: bool = False
    is_mapping: bool = False
    is_block: bool = False
    key_line: int | None = None

    def plain(self) -> object:
        """The value as ``dict``, ``list``, text, ``bool`` or None."""
        if self.is_mapping:
            return {key: child.plain() for key, child in self.children.items()}
        if self.is_list:
            return [child.plain() for child in self.children.values()]
        return self.value


@dataclass(slots=True)
class Source:
    """A data file, read but not yet understood.

    Attributes:
        name: of the file, for messages; None for text from memory.
        root: the tree of values.
        mistakes: what is wrong with the notation though it could be read, such as a key given
            twice.
        typed_keys: the keys that were typed otherwise than they are in ``root``, by their paths
            there.
    """

    name: str | None
    root: Node
    mistakes: tuple[Mistake, ...] = ()
    typed_keys: Mapping[tuple[Key, ...], Key] = field(default_factory=dict)

    def label(self, path: Sequence[Key]) -> str:
        """``path`` as people count, with the keys that were typed."""
        keys = tuple(path)
        return labelled([self.typed_keys.get(keys[: i + 1], key) for i, key in enumerate(keys)])

    def line(self, path: Sequence[Key]) -> int:
        """The line of the value at ``path``, or of the nearest value around it."""
        node = self.root
        for key in path:
            if key not in node.children:
                return _line_of_paragraph(node, path[-1]) if node.is_block else node.line
            node = node.children[key]
        return node.line

    def line_inside(self, path: Sequence[Key], breaks: int) -> int:
        """The line of the text at ``path`` behind so many line breaks of it, where it has lines."""
        node = self.root
        for key in path:
            node = node.children.get(key, node)
        return node.line + 1 + breaks if node.is_block else node.line


def _line_of_paragraph(block: Node, position: Key) -> int:
    """The line of the paragraph at ``position`` of a text ``block``; blank lines count as none."""
    lines = enumerate(str(block.value).split("\n"), start=block.line + 1)
    numbers = [number for number, line in lines for _ in paragraphs_of(line)]
    is_there = isinstance(position, int) and position < len(numbers)
    return numbers[int(position)] if is_there else block.line


def labelled(path: Sequence[Key]) -> str:
    """``path`` as people count: ``资金使用单位[1].项目[2].名称``."""
    label = ""
    for key in path:
        label += f"[{key + 1}]" if isinstance(key, int) else f".{key}"
    return label.removeprefix(".")


def refusal(name: str | None, message: str, line: int | None = None) -> InputError:
    """The error for a file that cannot be read at all."""
    return InputError((Mistake("", message, line),), name)


def read_source(path: Path) -> Source:
    """Read the YAML or JSON file at ``path``.

    Raises:
        InputError: when it is not a readable UTF-8 file of at most 64 MiB in that notation.
    """
    return parse_source(read_text(path), str(path), is_json=path.suffix.lower() == ".json")


def parse_source(text: str, name: str | None = None, *, is_json: bool = False) -> Source:
    """Parse ``text`` as YAML, or as JSON where it ``is_json``.

    Raises:
        InputError: when it is empty or not in that notation.
    """
    from perfreport.io import json_reader, yaml_reader

    text = text.removeprefix(BYTE_ORDER_MARK)
    if not text.strip():
        raise refusal(name, f"文件是空的；请从“文种: …”写起；{EXAMPLES}")
    return json_reader.read(text, name) if is_json else yaml_reader.read(text, name)


def read_bytes(path: Path, most: int, what: str) -> bytes:
    """The content of the file at ``path``.

    Args:
        path: of the file.
        most: bytes that it may have.
        what: kind of file is wanted, for the message about a folder.

    Raises:
        InputError: when it cannot be read or is longer.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise refusal(name, f"这是一个文件夹，请指明其中的{what}")
        if path.exists() and not path.is_file():
            raise refusal(name, f"这不是普通文件，请指明一个{what}")
        with path.open("rb") as file:
            content = file.read(most + 1)
    except FileNotFoundError:
        raise refusal(name, "找不到这个文件，请核对路径和文件名") from None
    except OSError as error:
        raise refusal(name, f"读不了这个文件（{reason(error)}），请核对路径和权限") from None
    if len(content) > most:
        raise refusal(name, f"文件超过上限 {most >> 20} MiB；请分成几个文件")
    return content


def read_text(path: Path) -> str:
    """The text of the data file at ``path``.

    Raises:
        InputError: when it is not a readable UTF-8 file of at most 64 MiB.
    """
    content = read_bytes(path, MOST_BYTES, "数据文件（.yaml 或 .json）")
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
        content.decode("gb18030")
    except UnicodeDecodeError:
        return "文件不是 UTF-8 文本；数据文件要用文本编辑器写成，并存为 UTF-8"
    return "文件是 GBK 编码，请在编辑器中另存为 UTF-8"
