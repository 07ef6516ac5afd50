"""How much of a Word file or workbook from a stranger is read before it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from perfreport.basics.addresses import NOWHERE
from perfreport.basics.errors import InputError, Mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of what is read back; every one may be raised for a document that needs it.

    Attributes:
        file_bytes: of the file (文件字节).
        unpacked_bytes: of all its parts together (解压后字节).
        parts: that it has (内部部件).
        elements: elements and attributes of all its parts (元素和属性).
        table_depth: of tables within tables (表格嵌套).
        blocks: paragraphs and cells (段落和单元格).
        characters: of its text (文字).
    """

    file_bytes: int = 32 * 2**20
    unpacked_bytes: int = 128 * 2**20
    parts: int = 1_000
    elements: int = 4_000_000
    table_depth: int = 10
    blocks: int = 200_000
    characters: int = 10_000_000

    def require(self, hint: str = "", /, **found: int) -> None:
        """Refuse the file when it has more of anything than its limit allows.

        Args:
            hint: what to do before limits are raised, a sentence with its end.
            found: what it has.

        Raises:
            InputError: names all these limits, and how they are raised.
        """
        if beyond := self.beyond(found):
            raise refusal(
                f"{self.compared(beyond)}，不予读取；{hint}确属正常文件的，请放宽{raised(beyond)}"
            )

    def beyond(self, found: Mapping[str, int]) -> dict[str, int]:
        """That of ``found`` which is more than its limit allows."""
        return {name: count for name, count in found.items() if count > getattr(self, name)}

    def compared(self, found: Mapping[str, int]) -> str:
        """What was ``found`` beside what is allowed, in words."""
        return "、".join(
            f"{LABELS[name]}（{count:,}）超过上限 {getattr(self, name):,}"
            for name, count in found.items()
        )

    def excess(self, found: Mapping[str, int]) -> str | None:
        """What of a file that is made here, which has so much, a reader would refuse, in words."""
        beyond = self.beyond(found)
        return f"{self.compared(beyond)}；读回时请放宽{raised(beyond)}" if beyond else None


BOUNDLESS = Limits(
    file_bytes=2**62, unpacked_bytes=2**62, parts=2**62, elements=2**62, blocks=2**62
)
"""For files that are made here."""

LABELS = {
    "file_bytes": "文件字节",
    "unpacked_bytes": "解压后字节",
    "parts": "内部部件",
    "elements": "元素和属性",
    "table_depth": "表格嵌套",
    "blocks": "段落和单元格",
    "characters": "文字",
}
"""What the limits are called in messages, and where they are typed."""


def raised(found: Mapping[str, int]) -> str:
    """The limits that let a file with so much be read."""
    values = " ".join(f"{LABELS[name]}={count}" for name, count in found.items())
    return f"上限（limits {values}）"


def refusal(message: str) -> InputError:
    """The error for a file that is not read at all."""
    return InputError((Mistake(NOWHERE, message),))
