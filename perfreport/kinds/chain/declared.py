"""Which indicator, project and task of a later document is which of an earlier one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from operator import attrgetter
from typing import NamedTuple

from perfreport.checks.likeness import NEAR_NAME, are_near, plain_name, plain_text
from perfreport.compare.alignment import Pair
from perfreport.compare.likeness import alike, likeness
from perfreport.compare.matching import FreeRows, RowMatcher, best_first, in_turn
from perfreport.kinds.chain.account import StatedIndicator, StatedProject, StatedTask

_NEAR_PROJECT = 0.75
_NEAR_TASK = 0.75
_SAME_INDICATORS = 0.6
"""How much of the names, or of the indicators, of a project that was renamed is as it was."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """An indicator with the one of an earlier document that it quotes.

    Attributes:
        quoting: as the later document has it.
        declared: as the earlier one had it.
        is_near: whether the two names are only alike.
        is_renamed: whether they are not even that, and level and target tell that it is the same.
    """

    quoting: StatedIndicator
    declared: StatedIndicator
    is_near: bool = False
    is_renamed: bool = False


class _Named(NamedTuple):
    """An indicator as it is matched with others."""

    plain_name: str
    core_name: str
    target: str
    level: str

    def is_near(self, other: _Named) -> bool:
        """Whether it is likely one and the same as ``other``."""
        return are_near(self.core_name, other.core_name, self.target, other.target)

    @property
    def level_and_target(self) -> tuple[str, str] | None:
        """By which it is known whatever its name is; None where either is not known."""
        return (self.level, plain_text(self.target)) if self.level and self.target else None


def quotations(
    quoting: Sequence[StatedIndicator],
    declared: Sequence[StatedIndicator],
    *,
    level_of: Callable[[StatedIndicator], str],
    may_repeat: bool = False,
) -> tuple[Quotation, ...]:
    """The indicators of an earlier document that a later one quotes, in the later one's order.

    Names that are the same go first; what is then left on both sides is matched by likeness. Of
    several indicators so named the one with the most similar target is quoted; with ``may_repeat``
    if need be twice. Last, an indicator is another one renamed if no other on either side has its
    level and its target; what has no name yet may be anything, and then none is. ``level_of`` gives
    the second level of an indicator, by whatever taxonomy it stands in, in one.
    """
    is_open = not all(each.name for each in (*quoting, *declared))
    quoting = [each for each in quoting if each.name]
    ours, theirs = (
        [_named(each, level_of(each)) for each in every] for every in (quoting, declared)
    )
    matcher = RowMatcher([(ours, theirs)], may_repeat=may_repeat)
    ranking = _ByTargets(matcher)
    matcher.pair(matcher.by_key(attrgetter("plain_name")), ranking.of_one_name)
    matcher.pair(matcher.by_key(attrgetter("core_name")), ranking.of_one_name)
    # What is quoted by its name may be quoted twice, but not by a name that is only near.
    matcher.set_aside(list(matcher.pairs.values()))
    near = dict(matcher.pair(matcher.anywhere(), ranking.of_near_names))
    matcher.set_aside(near.values())
    left = () if is_open else matcher.by_key(attrgetter("level_and_target"))
    renamed = dict(matcher.pair(left, _one_with_one))
    return tuple(
        Quotation(
            quoting[position],
            declared[match],
            is_near=position in near,
            is_renamed=position in renamed,
        )
        for position, match in sorted(matcher.pairs.items())
    )


def _named(each: StatedIndicator, level: str) -> _Named:
    return _Named(plain_name(each.name), each.core_name, each.target, level)


def _one_with_one(group: FreeRows) -> Iterable[Pair]:
    """A ranking: the only one with the only one."""
    return in_turn(group) if len(group.before) == len(group.after) == 1 else ()


class _ByTargets:
    """Rankings of indicators that may be one: those with the most similar targets first.

    Of equal ones those of one level, and then those that stand earlier.
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

    def _unlikeness(self, pair: Pair) -> tuple[float, bool]:
        one, other = self._ours[pair[0]], self._theirs[pair[1]]
        alike = likeness(self._plain(one.target), self._plain(other.target))
        return -alike, one.level != other.level


@dataclass(frozen=True, slots=True)
class ProjectPair:
    """A project in a later and in an earlier document.

    Attributes:
        later: as the later document has it.
        earlier: as the earlier one had it.
        is_near: whether its name is another one.
    """

    later: StatedProject
    earlier: StatedProject
    is_near: bool = False


def same_projects(
    later: Sequence[StatedProject], earlier: Sequence[StatedProject]
) -> tuple[ProjectPair, ...]:
    """The projects that stand in both, in the order of the later document.

    Those of one name; then those whose names are alike, or whose indicators are the same.
    """
    ours, theirs = ([each.identity for each in every] for every in (later, earlier))
    matcher = RowMatcher([(ours, theirs)])
    # Two of one name are told apart by who carries them out.
    matcher.pair(matcher.by_key(lambda each: each if each[0] else None), in_turn)
    matcher.pair(matcher.by_key(lambda each: each[0] or None), in_turn)

    def ranked(group: FreeRows) -> list[Pair]:
        weights = {
            (one, other): _weight(later[one], earlier[other])
            for one, other in product(group.before, group.after)
            if ours[one][0] and theirs[other][0]
        }
        sure = [pair for pair, weight in weights.items() if weight]
        return sorted(sure, key=lambda pair: -weights[pair])

    near = dict(matcher.pair(matcher.anywhere(), ranked))
    return tuple(
        ProjectPair(later[one], earlier[other], is_near=one in near)
        for one, other in sorted(matcher.pairs.items())
    )


def _weight(one: StatedProject, other: StatedProject) -> float:
    """How surely two projects of other names are one; 0 where they are not."""
    names = likeness(plain_text(one.name), plain_text(other.name))
    ours, theirs = ({plain_name(e.name) for e in each.indicators} for each in (one, other))
    shared = len(ours & theirs) / max(len(ours | theirs), 1)
    is_one = names >= _NEAR_PROJECT or shared >= _SAME_INDICATORS
    return names + shared if is_one else 0.0


class TaskPair(NamedTuple):
    """A key task in a later and in an earlier document.

    Attributes:
        later: as the later document has it.
        earlier: as the earlier one had it.
        is_near: whether its name is another one.
    """

    later: StatedTask
    earlier: StatedTask
    is_near: bool = False


def same_tasks(later: Sequence[StatedTask], earlier: Sequence[StatedTask]) -> list[TaskPair]:
    """The tasks that stand in both, in the order of the later document.

    Those of one name; then those whose names are alike, or of which the same is said.
    """
    ours, theirs = ([each.core_name for each in every] for every in (later, earlier))
    matcher = RowMatcher([(ours, theirs)])
    matcher.pair(matcher.by_key(lambda name: name or None), in_turn)

    def weigh(one: int, other: int) -> float | None:
        names = likeness(ours[one], theirs[other])
        is_one = names >= _NEAR_TASK or _say_the_same(later[one], earlier[other])
        return names if is_one and ours[one] and theirs[other] else None

    near = dict(matcher.pair(matcher.anywhere(), best_first(weigh)))
    return [
        TaskPair(later[one], earlier[other], is_near=one in near)
        for one, other in sorted(matcher.pairs.items())
    ]


def _say_the_same(one: StatedTask, other: StatedTask) -> bool:
    ours, theirs = (
        {"".join(map(plain_text, text)) for text in each.texts.values()} for each in (one, other)
    )
    return not ours.isdisjoint(theirs)
