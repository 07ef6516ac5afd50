"""How much of a Word file from a stranger is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

from perfreport.errors import InputError, Mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of what is read back; every one may be raised for a document that needs it.

    Attributes:
        file_bytes: of the file.
        unpacked_bytes: of all its parts together.
        parts: that it has.
        table_depth: of tables within tables.
        blocks: paragraphs, rows and cells.
        characters: of its text.
    """

    file_bytes: int = 32 * 2**20
    unpacked_bytes: int = 128 * 2**20
    parts: int = 1_000
    table_depth: int = 10
    blocks: int = 200_000
    characters: int = 10_000_000

    def require(self, name: str, found: int) -> None:
        """Refuse the file when it has more than the limit called ``name`` allows.

        Raises:
            InputError: names the limit.
        """
        most: int = getattr(self, name)
        if found > most:
            raise refusal(
                f"{_LABELS[name]}（{found:,}）超过上限 {most:,}，不予读取；"
                f"确属正常文件的，请放宽 Limits.{name}"
            )


_LABELS = {
    "file_bytes": "文件的字节数",
    "unpacked_bytes": "文件解压后的字节数",
    "parts": "文件内部的部件数",
    "table_depth": "表格嵌套的层数",
    "blocks": "段落和单元格数",
    "characters": "文字数",
}


def refusal(message: str) -> InputError:
    """The error for a file that is not read at all."""
    return InputError((Mistake("", message),))
