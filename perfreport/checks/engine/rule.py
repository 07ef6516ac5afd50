"""What a rule is: what it says about itself, and the function that checks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, Required, Self, TypedDict, TypeVar, Unpack

from perfreport.basics.addresses import DataPath
from perfreport.blocks.model import Document
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.finding import Finding, Severity
from perfreport.checks.engine.prose import Spot, others

Check = TypeVar("Check")

ARITHMETIC = "算术关系"


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What every rule (检查规则) says about itself, whatever it is about.

    Attributes:
        code: stable over versions, grouped by its letters, such as ``SUM-001``.
        title: its name in a few words.
        checks: what it checks, in a sentence.
        basis: the regulation or note that asks for it; ``算术关系`` for arithmetic.
        severities: those its findings may have; a warning unless something else is said.
        kinds: the classes of documents it is for; all of them unless some are named.
        needs: the attributes of a document without which it says nothing.
    """

    code: str
    title: str
    checks: str
    basis: str
    severities: Sequence[Severity] = (Severity.WARNING,)
    kinds: tuple[type[Document], ...] = (Document,)
    needs: tuple[str, ...] = ()

    def is_for(self, document: Document) -> bool:
        """Whether ``document`` is of the kinds, and has what is needed."""
        is_of_kind = isinstance(document, self.kinds)
        return is_of_kind and all(getattr(document, name) for name in self.needs)

    def finding(
        self,
        path: DataPath,
        message: str,
        advice: str,
        *,
        severity: Severity | None = None,
        basis: str | None = None,
    ) -> Finding:
        """What the rule finds at ``path``; a rule of several severities has to say which."""
        # Unpacking fails for a rule that has several and named none: a fault of ours, to be seen.
        if severity is None:
            (severity,) = self.severities
        return Finding(
            code=self.code,
            title=self.title,
            severity=severity,
            path=path,
            message=message,
            advice=advice,
            basis=basis or self.basis,
        )


class _About(TypedDict, total=False):
    checks: Required[str]
    basis: Required[str]
    severities: Sequence[Severity]
    kinds: tuple[type[Document], ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRule(Described, Generic[Check]):
    """A rule whose function finds what does not hold.

    Attributes:
        check: the function.
    """

    check: Check

    @classmethod
    def on(cls, code: str, title: str, **about: Unpack[_About]) -> Callable[[Check], Self]:
        """Make a rule of the function that checks it; the arguments are those of ``Described``."""
        return lambda check: cls(code=code, title=title, check=check, **about)


class Remark(NamedTuple):
    """What a rule's function says; with the rule's code it becomes a finding.

    Attributes:
        path: where it stands in the document.
        severity: how much it matters; None where the rule has one severity alone.
        message: what is wrong, with the figures that show it.
        advice: what to do about it.
        basis: where it is more exact than the rule's own.
    """

    path: DataPath
    severity: Severity | None
    message: str
    advice: str
    basis: str | None = None


def remark(path: DataPath, message: str, advice: str, basis: str | None = None) -> Remark:
    """What a rule of one severity says; arguments as the attributes of ``Remark``."""
    return Remark(path, None, message, advice, basis)


def remark_on(
    spots: Sequence[Spot], message: str, advice: str, severity: Severity | None = None
) -> Remark:
    """What a rule says of the first of ``spots`` in one paragraph, with how many there are."""
    return Remark(spots[0].path, severity, f"{message}{others(spots)}", advice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(CheckedRule[Callable[[Case], Iterator[Remark]]]):
    """A rule (检查规则): one thing that must hold."""

    def findings(self, case: Case) -> Iterator[Finding]:
        """What the rule finds; nothing where it is not for such a document."""
        if not self.is_for(case.document):
            return
        for path, severity, message, advice, basis in self.check(case):
            yield self.finding(path, message, advice, severity=severity, basis=basis)


rule = Rule.on
"""Over a function: what it is about."""
