"""What a check says: one finding, its rule and its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, Self, TypeVar

from perfreport.models import Document
from perfreport.models.walk import Path

Check = TypeVar("Check")


class Severity(IntEnum):
    """How much a finding matters; only an error keeps a document from being rendered."""

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
    path: Path
    message: str
    advice: str
    basis: str
    document: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What every rule (检查规则) says about itself, whatever it is about.

    Attributes:
        code: stable over versions, grouped by its letters, such as ``SUM-001``.
        title: its name in a few words.
        checks: what it checks, in a sentence.
        basis: the regulation or note that asks for it; ``算术关系`` for arithmetic.
        severities: those its findings may have.
        kinds: the classes of documents it is for.
    """

    code: str
    title: str
    checks: str
    basis: str
    severities: Sequence[Severity]
    kinds: tuple[type[Document], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRule(Described, Generic[Check]):
    """A rule whose function finds what does not hold.

    Attributes:
        check: the function.
    """

    check: Check

    @classmethod
    def on(
        cls,
        code: str,
        title: str,
        *,
        checks: str,
        basis: str,
        severities: Sequence[Severity],
        kinds: tuple[type[Document], ...],
    ) -> Callable[[Check], Self]:
        """Make a rule of the function that checks it; the arguments are those of ``Described``."""
        return lambda check: cls(
            code=code,
            title=title,
            checks=checks,
            basis=basis,
            severities=severities,
            kinds=kinds,
            check=check,
        )
