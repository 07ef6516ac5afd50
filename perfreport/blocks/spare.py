"""Rows of indicators that a form prints whether the data have them or not (备填的行).

They are put in when a document is printed and taken off a page before it is read, so that nothing
else knows of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel

from perfreport.blocks.model import Indicator
from perfreport.blocks.taxonomy import FixedIndicator, Taxonomy

_FREE = FixedIndicator(name="…")


class _Place(NamedTuple):
    """Where an indicator stands in the order of the taxonomy."""

    level_two: int
    fixed: int


def with_spare(
    indicators: Sequence[Any], taxonomy: Taxonomy, model: type[BaseModel]
) -> tuple[Any, ...]:
    """``indicators`` with a blank row for each second level without any, and each fixed one.

    Args:
        indicators: in the order of the data, which stays.
        taxonomy: that says which rows there are.
        model: the class of the indicators.
    """
    rows = [(_place(each, taxonomy), each) for each in indicators]
    there = {(place.level_two, each.name) for place, each in rows}
    filled = {place.level_two for place, _ in rows}
    for place, values in _printed(taxonomy):
        name = values["name"]
        if (place.level_two, name) in there if name else place.level_two in filled:
            continue
        behind = (at for at, (other, _) in enumerate(rows, start=1) if other <= place)
        rows.insert(max(behind, default=0), (place, model.model_construct(**values)))
    return tuple(each for _, each in rows)


def says_nothing(row: Mapping[str, str], taxonomy: Taxonomy) -> bool:
    """Whether a ``row`` of a page, by the fields of its view, holds nothing but what is printed."""
    own = {name: text.strip() for name, text in row.items() if not name.endswith(_LEVELS)}
    if "name" not in own:  # the page has no column of names any more
        return any(_says_no_more(own, each) for each in (*taxonomy.fixed, _FREE))
    # Several second levels may have one of the name, each explained in its own way.
    named = [each for each in taxonomy.fixed if each.name == own["name"]]
    return any(_says_no_more(own, each) for each in named or [_FREE])


def _says_no_more(texts: Mapping[str, str], fixed: FixedIndicator) -> bool:
    given = {"name": fixed.name, "explanation": fixed.explanation or ""}
    return all(not text or text == given.get(name) for name, text in texts.items())


_LEVELS = ("level_one", "level_two")


def _place(indicator: Indicator, taxonomy: Taxonomy) -> _Place:
    one = taxonomy.level_one_of(indicator.level_one, indicator.level_two)
    found = taxonomy.level_two(indicator.level_two or "", one)
    levels = taxonomy.levels_two
    rank = next((n for n, level in enumerate(levels) if level is found), len(levels))
    names = [each.name for each in found.fixed] if found else []
    fixed = names.index(indicator.name) if indicator.name in names else len(names)
    return _Place(rank, fixed)


def _printed(taxonomy: Taxonomy) -> Iterator[tuple[_Place, dict[str, Any]]]:
    """The rows that are printed in any case: their places, and what stands in them."""
    rank = 0
    for one in taxonomy.levels_one:
        for two in one.levels_two:
            levels = {"level_one": one.name, "level_two": two.name}
            for number, each in enumerate(two.fixed):
                values = {**levels, "name": each.name, "explanation": each.explanation}
                yield _Place(rank, number), values
            if not two.fixed:
                yield _Place(rank, 0), {**levels, "name": ""}
            rank += 1
