"""What declarations say about indicators, and which of it an evaluation quotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from operator import attrgetter
from typing import NamedTuple

from perfreport.basics.addresses import DataPath
from perfreport.blocks.model import Indicator
from perfreport.blocks.walk import walk
from perfreport.checks.engine.quoting import quote
from perfreport.checks.likeness import NEAR_NAME, are_near, core_name, plain_name, plain_text
from perfreport.compare.alignment import Pair
from perfreport.compare.likeness import alike, likeness
from perfreport.compare.matching import FreeRows, RowMatcher
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.project_targets.model import Project, ProjectTargets
from perfreport.kinds.self_evaluation.sections import KeyIndicator

Declaration = DepartmentTargets | ProjectTargets


@dataclass(frozen=True)
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
    path: DataPath
    name: str
    target: str
    project: str = ""
    is_classified: bool = False

    @cached_property
    def core_name(self) -> str:
        """The name without its level, notes in brackets and 指标 or 情况 at its end."""
        return core_name(self.name)

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
            # The year is held to its annual value, which may have been left out.
            target = "" if part.classified else part.annual_value or part.cycle_value or ""
            is_classified = part.classified or of_classified
            found.append(
                DeclaredIndicator(document, path, part.name, target, project, is_classified)
            )
    return tuple(found)


class _Named(NamedTuple):
    """An evaluated or declared indicator as it is matched with others."""

    plain_name: str
    core_name: str
    target: str

    def is_near(self, other: _Named) -> bool:
        """Whether it is likely one and the same as ``other``."""
        return are_near(self.core_name, other.core_name, self.target, other.target)


def quotations(
    evaluated: Sequence[KeyIndicator], declared: Sequence[DeclaredIndicator]
) -> tuple[Quotation, ...]:
    """The indicators of one declaration that the evaluation quotes, in the evaluation's order.

    Names that are the same go first; what is then left on both sides is matched by likeness. Of
    several indicators so named the one with the most similar target is quoted, if need be twice.
    """
    ours = [_Named(plain_name(one.name), core_name(one.name), one.expected) for one in evaluated]
    theirs = [_Named(plain_name(one.name), one.core_name, one.target) for one in declared]
    matcher = RowMatcher([(ours, theirs)], may_repeat=True)
    ranking = _ByTargets(matcher)
    matcher.pair(matcher.by_key(attrgetter("plain_name")), ranking.of_one_name)
    matcher.pair(matcher.by_key(attrgetter("core_name")), ranking.of_one_name)
    # What is quoted by its name may be quoted twice, but not by a name that is only near.
    matcher.set_aside(list(matcher.pairs.values()))
    near = dict(matcher.pair(matcher.anywhere(), ranking.of_near_names))
    return tuple(
        Quotation(position, evaluated[position], declared[match], is_near=position in near)
        for position, match in sorted(matcher.pairs.items())
    )


class _ByTargets:
    """Rankings of indicators that may be one: those with the most similar targets first.

    Where they stand says nothing, as an evaluation has an order of its own.
    """

    def __init__(self, matcher: RowMatcher[_Named]) -> None:
        self._ours, self._theirs = matcher.before, matcher.after
        self._plain = cache(plain_text)

    def of_one_name(self, group: FreeRows) -> list[Pair]:
        """All indicators of ``group``."""
        return self._ranked(product(group.before, group.after))

    def of_near_names(self, group: FreeRows) -> list[Pair]:
        """The indicators of ``group`` whose names are near."""
        names = [self._theirs[match].core_name for match in group.after]
        return self._ranked(
            (position, group.after[place])
            for position in group.before
            for place in alike(self._ours[position].core_name, names, NEAR_NAME)
            if self._ours[position].is_near(self._theirs[group.after[place]])
        )

    def _ranked(self, pairs: Iterable[Pair]) -> list[Pair]:
        return sorted(pairs, key=self._unlikeness)

    def _unlikeness(self, pair: Pair) -> float:
        one, other = self._ours[pair[0]], self._theirs[pair[1]]
        return -likeness(self._plain(one.target), self._plain(other.target))
