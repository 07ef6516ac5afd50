"""What declarations say about indicators, and which of it an evaluation quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from perfreport.checks.engine.quoting import quote
from perfreport.checks.likeness import are_near, core_name, plain_name, plain_text
from perfreport.models import DepartmentTargets, Indicator, Project, ProjectTargets
from perfreport.models.self_evaluation import KeyIndicator
from perfreport.models.walk import Path, walk

Declaration = DepartmentTargets | ProjectTargets


@dataclass(frozen=True, slots=True)
class DeclaredIndicator:
    """An indicator of a declaration (申报的绩效指标).

    Attributes:
        document: position of the declaration, from 1.
        path: of the indicator in it.
        name: of the indicator.
        target: the annual value, else the cycle value; empty where it is withheld.
        project: name of its project; empty for an indicator of the whole department.
        is_classified: whether it, or its whole project, is; a public report does not speak of it.
    """

    document: int
    path: Path
    name: str
    target: str
    project: str = ""
    is_classified: bool = False
    plain_name: str = field(init=False)
    core_name: str = field(init=False)

    def __post_init__(self) -> None:
        """Work out the names it is compared by, once."""
        object.__setattr__(self, "plain_name", plain_name(self.name))
        object.__setattr__(self, "core_name", core_name(self.name))

    @property
    def place(self) -> str:
        """Where it was declared, in words."""
        return f"项目{quote(self.project)}" if self.project else "部门整体申报表"


@dataclass(frozen=True, slots=True)
class Quotation:
    """An evaluated indicator with the declared one that it quotes.

    Attributes:
        position: of the evaluated indicator among the key indicators.
        evaluated: what the evaluation says.
        declared: what the declaration said.
        is_near: whether the two names are only alike.
    """

    position: int
    evaluated: KeyIndicator
    declared: DeclaredIndicator
    is_near: bool = False


def declared_indicators(declaration: Declaration, document: int) -> tuple[DeclaredIndicator, ...]:
    """The indicators of ``declaration``, the ``document``-th of those given."""
    found: list[DeclaredIndicator] = []
    project, of_classified = "", False
    for path, part in walk(declaration):
        if isinstance(part, Project):
            project, of_classified = part.name, part.classified
        elif isinstance(part, Indicator):
            target = "" if part.classified else part.annual_value or part.cycle_value or ""
            is_classified = part.classified or of_classified
            found.append(
                DeclaredIndicator(document, path, part.name, target, project, is_classified)
            )
    return tuple(found)


def quotations(
    evaluated: Sequence[KeyIndicator], declared: Sequence[DeclaredIndicator]
) -> tuple[Quotation, ...]:
    """The indicators of one declaration that the evaluation quotes, in the evaluation's order.

    Names that are the same go first; what is then left on both sides is matched by likeness.
    """
    named = list(_of_the_same_name(evaluated, declared))
    quoted = {quotation.position for quotation in named}
    taken = {quotation.declared.path for quotation in named}
    rest = [indicator for indicator in declared if indicator.path not in taken]
    for position, indicator in enumerate(evaluated):
        if position not in quoted and (match := _nearest(indicator, rest)):
            named.append(Quotation(position, indicator, match, is_near=True))
    return tuple(sorted(named, key=lambda quotation: quotation.position))


def _of_the_same_name(
    evaluated: Iterable[KeyIndicator], declared: Iterable[DeclaredIndicator]
) -> Iterator[Quotation]:
    by_name: dict[str, list[DeclaredIndicator]] = defaultdict(list)
    by_core: dict[str, list[DeclaredIndicator]] = defaultdict(list)
    for candidate in declared:
        by_name[candidate.plain_name].append(candidate)
        by_core[candidate.core_name].append(candidate)
    for position, indicator in enumerate(evaluated):
        candidates = by_name.get(plain_name(indicator.name)) or by_core.get(
            core_name(indicator.name)
        )
        if candidates:
            yield Quotation(position, indicator, _most_alike(indicator, candidates))


def _most_alike(
    indicator: KeyIndicator, candidates: Iterable[DeclaredIndicator]
) -> DeclaredIndicator:
    expected = plain_text(indicator.expected)
    return max(candidates, key=lambda one: fuzz.ratio(expected, plain_text(one.target)))


def _nearest(
    indicator: KeyIndicator, declared: Iterable[DeclaredIndicator]
) -> DeclaredIndicator | None:
    core = core_name(indicator.name)
    near = [
        candidate
        for candidate in declared
        if are_near(core, candidate.core_name, indicator.expected, candidate.target)
    ]
    return _most_alike(indicator, near) if near else None
