"""What a check says: one finding, its rule and its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from perfreport.basics.addresses import DataPath


class Severity(StrEnum):
    """How much a finding matters; only an error keeps a document from being rendered.

    It is spelt so in JSON too. A more serious one is greater.
    """

    INFORMATION = "information"
    WARNING = "warning"
    ERROR = "error"

    @property
    def label(self) -> str:
        """As printed: 提示, 警告, 错误."""
        return ("提示", "警告", "错误")[self.rank]

    @property
    def rank(self) -> int:
        """0 for information, 1 for a warning, 2 for an error."""
        return tuple(Severity).index(self)

    # As texts they would be ordered by their letters.
    def __lt__(self, other: object) -> bool:
        """Whether it matters less."""
        return self.rank < Severity(other).rank if isinstance(other, str) else NotImplemented

    def __le__(self, other: object) -> bool:
        """Whether it matters at most as much."""
        return self.rank <= Severity(other).rank if isinstance(other, str) else NotImplemented

    def __gt__(self, other: object) -> bool:
        """Whether it matters more."""
        return self.rank > Severity(other).rank if isinstance(other, str) else NotImplemented

    def __ge__(self, other: object) -> bool:
        """Whether it matters at least as much."""
        return self.rank >= Severity(other).rank if isinstance(other, str) else NotImplemented


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A check's result (检查发现).

    Attributes:
        code: of the rule, stable over versions, such as ``SUM-001``.
        title: its name in a few words.
        severity: how much it matters.
        path: where it stands in the document, by the keys of the data file.
        message: what is wrong, with the figures that show it.
        advice: what to do about it.
        basis: the regulation, article or note that says so; ``算术关系`` for arithmetic.
        document: position of the document meant, when several are checked together; 0 for the
            checked one.
    """

    code: str
    title: str
    severity: Severity
    path: DataPath
    message: str
    advice: str
    basis: str
    document: int = 0
