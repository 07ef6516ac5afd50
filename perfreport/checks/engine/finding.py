"""What a check says: one finding, its rule and its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from perfreport.basics.addresses import DataPath


class Severity(IntEnum):
    """How much a finding matters; only an error keeps a document from being rendered."""

    # Ordered: of what stands at one place the graver is told first.
    INFORMATION = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """As printed: 提示, 警告, 错误."""
        return {1: "提示", 2: "警告", 3: "错误"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A check's result (检查发现).

    Attributes:
        code: of the rule, stable over versions, such as ``SUM-001``.
        severity: how much it matters.
        path: where it stands in the document, by the keys of the data file.
        message: what is wrong, with the figures that show it.
        advice: what to do about it.
        basis: the regulation, article or note that says so; ``算术关系`` for arithmetic.
        document: position of the document meant, when several are checked together; 0 for the
            checked one.
    """

    code: str
    severity: Severity
    path: DataPath
    message: str
    advice: str
    basis: str
    document: int = 0
