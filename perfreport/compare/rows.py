"""Which row of one list of a document is which row of another.

Equal rows belong together, then rows of one name, then rows that are alike enough. What keeps its
order stays; the fewest possible rows count as moved.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from perfreport.compare.alignment import Pair
from perfreport.compare.likeness import likeness
from perfreport.compare.matching import RowMatcher, Weigh, best_first, in_turn
from perfreport.compare.wording import name_of

MOST_COMPARISONS = 20_000
"""Pairs of rows whose likeness is weighed; in longer lists only rows nearly opposite are."""

_ALIKE_ALONE = 0.3
_ALIKE_IN_PLACE = 0.5
_ALIKE_ELSEWHERE = 0.75
_SAME_PLACE = 0.1
_WEIGHT_OF_NAME = 3.0
# The time grows with the product of the lengths.
_MOST_COMPARED = 2_000


Rows = tuple[Hashable, ...]
"""A list of a document: models, or texts."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The rows of two lists, by their positions.

    Attributes:
        pairs: the rows that are in both, by their positions in the earlier list.
        moved: those of the pairs that are out of order.
        removed: the other rows of the earlier list.
        added: the other rows of the later list.
    """

    pairs: tuple[Pair, ...]
    moved: frozenset[Pair]
    removed: tuple[int, ...]
    added: tuple[int, ...]

    @property
    def origins(self) -> dict[int, int]:
        """Where the rows of the later list that are in both stood in the earlier one."""
        return {after: before for before, after in self.pairs}


def align_rows(before: Sequence[Hashable], after: Sequence[Hashable]) -> Alignment:
    """The rows of ``before`` beside those of ``after``.

    As many equal rows as can be keep their order, see ``alignment.common_pairs``, which bounds the
    time for them; of the others ``MOST_COMPARISONS`` pairs are weighed for each name, and as many
    for the rows whose name is new. Of pairs equally alike the most nearly opposite is taken.
    """
    matcher = RowMatcher([(before, after)])

    def alike(one: int, other: int) -> float:
        return row_likeness(before[one], after[other])

    matcher.pair(matcher.anywhere(), matcher.longest_run)
    matcher.pair(matcher.by_value(), in_turn)
    matcher.pair(matcher.by_key(name_of), best_first(alike, most=MOST_COMPARISONS))
    as_edited = best_first(_edited(matcher, alike), most=MOST_COMPARISONS)
    edited = set(matcher.pair(matcher.anywhere(), as_edited))
    # a row that moved and is not much alike is one that was removed, and another that came
    moved = edited.difference(matcher.stays())
    matcher.part(pair for pair in moved if alike(*pair) <= _ALIKE_ELSEWHERE)
    pairs = sorted(matcher.pairs.items())
    return Alignment(
        tuple(pairs),
        frozenset(pairs).difference(matcher.stays()),
        tuple(matcher.free_before()),
        tuple(matcher.free_after()),
    )


def _edited(matcher: RowMatcher[Hashable], alike: Callable[[int, int], float]) -> Weigh:
    """How much two rows are alike, if they are enough to be one that was edited.

    In the same place they need be somewhat alike, and less where no other row is; elsewhere very.
    """
    gaps = list(matcher.by_gap())
    gap_of = {one: gap for gap in gaps for one in gap.before}
    gap_of_other = {other: gap for gap in gaps for other in gap.after}

    def weigh(one: int, other: int) -> float | None:
        share, gap = alike(one, other), gap_of.get(one)
        if gap is None or gap is not gap_of_other.get(other):
            return share if share > _ALIKE_ELSEWHERE else None
        is_alone = len(gap.before) == len(gap.after) == 1
        enough = share > (_ALIKE_ALONE if is_alone else _ALIKE_IN_PLACE)
        return share + _SAME_PLACE if enough else None

    return weigh


def row_likeness(one: object, other: object) -> float:
    """From 0, nothing in common, to 1; in a row the name counts for three other fields.

    Of long texts the first 2,000 characters are compared.
    """
    if one == other:
        return 1.0
    if isinstance(one, str) and isinstance(other, str):
        return likeness(one[:_MOST_COMPARED], other[:_MOST_COMPARED])
    if isinstance(one, tuple) and isinstance(other, tuple):
        return _of_lists(one, other)
    if isinstance(one, BaseModel) and type(one) is type(other):
        return _of_models(one, other)
    return 0.0


def _of_lists(one: tuple[object, ...], other: tuple[object, ...]) -> float:
    if all(isinstance(item, str) for item in (*one, *other)):
        return row_likeness("\n".join(map(str, one)), "\n".join(map(str, other)))
    names = {name_of(item) for item in one}
    others = {name_of(item) for item in other}
    return 2 * len(names & others) / (len(names) + len(others))


def _of_models(one: BaseModel, other: object) -> float:
    total = reached = 0.0
    for name, field in type(one).model_fields.items():
        value, other_value = getattr(one, name), getattr(other, name)
        # What neither says does not make them alike.
        if value == other_value == field.default:
            continue
        is_name = value is not None and value == name_of(one)
        weight = _WEIGHT_OF_NAME if is_name else 1.0
        total += weight
        reached += weight * row_likeness(value, other_value)
    return reached / total if total else 1.0
