"""Totals and rates as formulas: where the figures stand from which they follow.

A formula is put in only where it gives exactly what is printed: not where the original printed
another figure (原件所印), nor where what is added stands on no sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from perfreport.basics.decimals import round_half_up
from perfreport.basics.quantities import Rounding
from perfreport.blocks.tracing import Key, Origin, Share, Sum
from perfreport.xlsx.numbers import Number, amount_format, number_of, rate_format
from perfreport.xlsx.plan import Plan

_MOST_ARGUMENTS = 255
_LONGEST = 8192
"""What a formula of Excel can have."""

_FEWEST_DECIMALS = 2  # that a sum has once somebody types other points
_LETTERS = 26


class Place(NamedTuple):
    """Where a figure stands.

    Attributes:
        sheet: its number.
        column: the first that its cell covers.
        row: the first that it covers.
        right: the column behind the last that it covers.
        below: the row after the last that it covers.
        value: of it; None where no number stands there.
    """

    sheet: int
    column: int
    row: int
    right: int
    below: int
    value: Decimal | None


class Figures:
    """The figures of a workbook: where each stands, and which formula gives it."""

    def __init__(
        self,
        plans: Sequence[Plan],
        names: Sequence[str],
        origins: Sequence[Origin],
        rounding: Rounding,
    ) -> None:
        """Find the figures with these ``origins`` on the sheets called ``names``."""
        self._rounding = rounding
        self._names = names
        self._origins = origins
        self._numbers = [number_of(each.text, is_amount=each.is_amount) for each in origins]
        self._places: dict[Key, Place] = {}
        for sheet, plan in enumerate(plans):
            for box in plan.boxes:
                if box.mark is not None and (key := origins[box.mark].key):
                    number = self._numbers[box.mark]
                    value = number.value if number else None
                    right, below = box.column + box.columns, box.row + box.rows
                    place = Place(sheet, box.column, box.row, right, below, value)
                    self._places.setdefault(key, place)

    def number(self, mark: int) -> Number | None:
        """The number that is printed there; None where a text is."""
        return self._numbers[mark]

    def blank_format(self, mark: int) -> str:
        """Excel's format for a figure that is still to be filled in."""
        return amount_format(self._rounding) if self._origins[mark].is_amount else "General"

    def live_format(self, number: Number) -> str:
        """Excel's format for one that a formula gives, and that may be another some day."""
        return rate_format(self._rounding) if number.format.endswith("%") else number.format

    def formula(self, mark: int, sheet: int) -> str | None:
        """The formula for a cell of this ``sheet``; None where none gives what is printed."""
        number = self._numbers[mark]
        match self._origins[mark].follows:
            case Sum(of=keys) if number:
                return self._sum(keys, number, sheet)
            case Share(part=part, whole=whole) if number:
                return self._share(part, whole, number, sheet)
        return None

    def _sum(self, keys: Iterable[Key], number: Number, sheet: int) -> str | None:
        places = [self._places[key] for key in keys if key in self._places]
        values = [place.value for place in places if place.value is not None]
        if not values or sum(values, Decimal()) != number.value or len(set(places)) < len(places):
            return None
        references = [self._reference(*each, sheet) for each in ranges(places)]
        added = f"SUM({','.join(references)})"
        decimals = max(number.places, _FEWEST_DECIMALS, *(_decimals(value) for value in values))
        formula = f"=ROUND({added},{decimals})"
        is_possible = len(references) <= _MOST_ARGUMENTS and len(formula) < _LONGEST
        return formula if is_possible else None

    def _share(self, part: Key, whole: Key, number: Number, sheet: int) -> str | None:
        above, below = self._places.get(part), self._places.get(whole)
        if above is None or below is None or above.value is None or not below.value:
            return None
        places = max(number.places, self._rounding.rate_places + 2)  # 100% has fewer
        if round_half_up(above.value / below.value, places) != number.value:
            return None
        one, other = (self._reference(each, each, sheet) for each in (above, below))
        return f'=IF({other}=0,"",ROUND({one}/{other},{places}))'

    def _reference(self, first: Place, last: Place, sheet: int) -> str:
        start, end = (f"{_letters(each.column)}{each.row + 1}" for each in (first, last))
        where = "" if first.sheet == sheet else f"'{self._names[first.sheet]}'!"
        return f"{where}{start}" if first is last else f"{where}{start}:{end}"


def ranges(places: Iterable[Place]) -> Iterator[tuple[Place, Place]]:
    """The first and the last of those ``places`` that stand below or beside each other."""
    alone: list[Place] = []
    for first, last in _runs(
        sorted(places), lambda a, b: a.column == b.column and a.below == b.row
    ):
        if first is last:
            alone.append(first)
        else:
            yield first, last
    alone.sort(key=lambda place: (place.sheet, place.row, place.column))
    yield from _runs(alone, lambda a, b: a.row == b.row and a.right == b.column)


def _runs(
    places: Iterable[Place], touch: Callable[[Place, Place], bool]
) -> Iterator[tuple[Place, Place]]:
    """The first and the last of each run of ``places`` on one sheet that ``touch``."""
    run: list[Place] = []
    for place in places:
        if run and not (run[-1].sheet == place.sheet and touch(run[-1], place)):
            yield run[0], run[-1]
            run = []
        run.append(place)
    if run:
        yield run[0], run[-1]


def _decimals(value: Decimal) -> int:
    return -int(value.as_tuple().exponent)


def _letters(column: int) -> str:
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters
