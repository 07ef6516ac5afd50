"""Rows with two halves (实施期、年度): which say two things, and which say one on either half.

Two indicators, one of either half, stand side by side in one row of the page, as on the official
forms. In between, each is a row of its own: they are put together when a page is made and parted
when it is read (``roundtrip/halves.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple, TypeVar

from perfreport.basics.addresses import ViewPath
from perfreport.blocks.printed import Line, MergedLabel, Rows, fields_with_groups
from perfreport.blocks.printing import with_labels
from perfreport.compare.likeness import likeness

_LEAST_LIKE = 0.75
"""Names on both halves that are more alike are one name, mended on one of them."""

_MOST_LIKE = 0.6
"""Names that are put side by side are less alike: edited on the page they are still two."""

V = TypeVar("V")


class Halves(NamedTuple):
    """The fields of rows with two halves.

    Attributes:
        names: on either half.
        own: all that stands on each.
        labels: of the row.
        others: on neither half.
    """

    names: tuple[str, str]
    own: tuple[frozenset[str], frozenset[str]]
    labels: tuple[str, ...]
    others: frozenset[str]

    def only(self, half: int, row: Any) -> bool:
        """Whether ``row`` has a name on this ``half``, and nothing on the other."""
        others = (getattr(row, name) for name in self.own[1 - half])
        return bool(getattr(row, self.names[half])) and not any(others)

    def is_one_sided(self, row: Any) -> bool:
        """Whether ``row`` says something on one half alone."""
        return self.only(0, row) or self.only(1, row)


@cache
def lists_with_halves(view_class: Any) -> dict[ViewPath, Halves]:
    """The lists in a view whose rows have two halves, by their names."""
    return dict(_lists_with_halves(view_class, ViewPath()))


def _lists_with_halves(view_class: Any, around: ViewPath) -> Iterator[tuple[ViewPath, Halves]]:
    for each in fields_with_groups(view_class):
        if isinstance(each.field.block, Rows) and each.field.row:
            names = around / each.names
            if found := _halves_of(each.field.row):
                yield names, found
            yield from _lists_with_halves(each.field.row, names)


def _halves_of(row: Any) -> Halves | None:
    fields = {str(each.names[0]): each for each in fields_with_groups(row)}
    given = {name: getattr(each.field.block, "given", "") for name, each in fields.items()}
    heads = {
        given[name]: name
        for name, each in fields.items()
        if given[name] and isinstance(each.field.block, Line)
    }
    if len(heads) != 2:
        return None
    one, other = (
        frozenset(n for n, each in fields.items() if value in (given[n], ".".join(each.at)))
        for value in heads
    )
    labels = tuple(n for n, each in fields.items() if isinstance(each.field.block, MergedLabel))
    first, second = heads.values()
    others = fields.keys() - one - other - {*labels}
    return Halves((first, second), (one, other), labels, frozenset(others))


def are_two(one: str, other: str, least: float = _LEAST_LIKE) -> bool:
    """Whether names on both halves are those of two rows: less alike than ``least``."""
    first, second = ("".join(filter(str.isalnum, name)) for name in (one, other))
    return bool(first and second) and likeness(first, second) < least


def side_by_side(view: V, view_class: Any) -> V:
    """``view`` with indicators of one half each in one row, where none of both is between them."""
    made: V = _arranged(view, view_class, ViewPath(), lists_with_halves(view_class))
    return made


def _arranged(part: Any, view_class: Any, at: ViewPath, lists: dict[ViewPath, Halves]) -> Any:
    changed: dict[str, Any] = {}
    for each in fields_with_groups(view_class):
        names = at / each.names
        # No group has lists of indicators.
        if len(each.names) > 1 or not any(path[: len(names)] == names for path in lists):
            continue
        name, rows = str(each.names[0]), getattr(part, str(each.names[0]))
        if halves := lists.get(names):
            changed[name] = _paired(rows, halves)
        else:
            changed[name] = tuple(_arranged(row, each.field.row, names, lists) for row in rows)
    return part._replace(**changed) if changed else part


def _paired(rows: Sequence[Any], halves: Halves) -> tuple[Any, ...]:
    """``rows`` with pairs of them in one, and their labels merged anew."""
    groups = groupby(rows, key=lambda row: (_labels(row, halves), halves.is_one_sided(row)))
    paired = [row for _, group in groups for row in _paired_in(list(group), halves)]
    if len(paired) == len(rows):
        return tuple(rows)
    plain = [row._replace(**dict(_labels(row, halves))) for row in paired]
    return with_labels(plain, halves.labels)


def _labels(row: Any, halves: Halves) -> list[tuple[str, str]]:
    return [(name, getattr(row, name).text) for name in halves.labels]


def _paired_in(rows: list[Any], halves: Halves) -> Sequence[Any]:
    """Consecutive ``rows`` of one level: the n-th of one half beside the n-th of the other."""
    one, other = ([row for row in rows if halves.only(half, row)] for half in (0, 1))
    pairs = list(zip(one, other, strict=False))
    if not all(_go_together(*pair, halves) for pair in pairs):
        return rows
    beside = [
        left._replace(**{name: getattr(right, name) for name in halves.own[1]})
        for left, right in pairs
    ]
    return [*beside, *one[len(pairs) :], *other[len(pairs) :]] if pairs else rows


def _go_together(one: Any, other: Any, halves: Halves) -> bool:
    """Whether ``other``, of the second half, may stand beside ``one``, of the first."""
    first, second = halves.names
    # What stands on neither half is taken for that of the first.
    says_more = any(getattr(other, name) for name in halves.others)
    return not says_more and are_two(getattr(one, first), getattr(other, second), _MOST_LIKE)
