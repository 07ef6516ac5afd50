"""The parts that a document and an earlier one of its year have both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from perfreport.basics.addresses import DataPath
from perfreport.checks.engine.quoting import quote
from perfreport.kinds.chain.account import Account, StatedIndicator
from perfreport.kinds.chain.case import Comparison
from perfreport.kinds.chain.money import Money


class Beside(NamedTuple):
    """What may be compared part by part: a project in both, or both departments as a whole.

    Attributes:
        earlier: the earlier document.
        place: of the part in the document.
        whose: in words, to begin a message with.
        money: of the later and of the earlier part.
        goals: the same, a paragraph each.
        goal_place: where the later one stands.
        indicators: the same.
    """

    earlier: Account
    place: DataPath
    whose: str
    money: tuple[Money, Money]
    goals: tuple[tuple[str, ...], tuple[str, ...]]
    goal_place: DataPath
    indicators: tuple[Sequence[StatedIndicator], Sequence[StatedIndicator]]


def beside(comparison: Comparison) -> Iterator[Beside]:
    """What stands in the document and in an earlier one, of each of these in turn."""
    ours = comparison.account
    for earlier in comparison.earlier:
        for pair in comparison.projects.get(earlier.position, ()):
            one, other = pair.later, pair.earlier
            yield Beside(
                earlier,
                one.path,
                f"项目{quote(one.name)}的",
                (one.money, other.money),
                (one.goal, other.goal),
                one.path / one.goal_key,
                (one.indicators, other.indicators),
            )
        if not (ours.projects or earlier.projects):
            yield Beside(
                earlier,
                DataPath(),
                "",
                (ours.money, earlier.money),
                (ours.goals, earlier.goals),
                ours.goal_place,
                (ours.indicators, earlier.indicators),
            )
