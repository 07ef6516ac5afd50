"""Lists of rows with two halves as they were printed, as far as the codes of the texts tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from functools import cached_property

from perfreport.basics.addresses import ViewPath
from perfreport.compare.halves import Halves
from perfreport.roundtrip.codes import BLANK, code
from perfreport.roundtrip.printed_codes import PrintedCodes
from perfreport.roundtrip.printed_texts import PrintedTexts


class PrintedList:
    """A list of rows as it was printed."""

    def __init__(self, rows: Sequence[PrintedTexts], halves: Halves) -> None:
        """For ``rows`` of codes, which have ``halves``."""
        self._rows = rows
        self._halves = halves

    def places(self, labels: Sequence[str], half: int, text: str) -> Sequence[int]:
        """Where the rows stood that said ``text`` on this ``half``."""
        return self._places.get((tuple(map(code, labels)), half, code(text)), ()) if text else ()

    def has_half(self, place: int, half: int) -> bool:
        """Whether the row that stood at ``place`` said something on this ``half``."""
        return any(self._rows[place].get(name) != BLANK for name in self._halves.own[half])

    def only_name(self, place: int, half: int) -> str:
        """The code of the name of the row at ``place``; blank if it is not on this half alone."""
        if self.has_half(place, 1 - half):
            return BLANK
        return str(self._rows[place].get(self._halves.names[half]))

    @cached_property
    def _places(self) -> dict[tuple[tuple[str, ...], int, str], list[int]]:
        places: dict[tuple[tuple[str, ...], int, str], list[int]] = defaultdict(list)
        for place, row in enumerate(self._rows):
            levels = tuple(str(row.get(name)) for name in self._halves.labels)
            for half, names in enumerate(self._halves.own):
                for text in {str(row.get(name)) for name in names}:
                    places[levels, half, text].append(place)
        return dict(places)


class PrintedLists:
    """The lists at one place of a view as they were printed."""

    def __init__(self, printed: PrintedCodes, names: ViewPath, halves: Halves) -> None:
        """For the lists at ``names``, whose rows have ``halves``."""
        self._lists = [each for each in printed.column(names) if isinstance(each, list)]
        self._halves = halves

    def most_like(self, names: Set[str]) -> PrintedList:
        """The list that has most of ``names``, among those that have the rarest of them."""
        found = [self._having[each] for each in names if each in self._having]
        numbers = min(found, key=len, default=())
        best = max(numbers, key=lambda n: len(names & self._names[n]), default=None)
        return PrintedList(() if best is None else self._lists[best], self._halves)

    @cached_property
    def _names(self) -> list[set[str]]:
        return [
            {str(row.get(name)) for row in rows for name in self._halves.names} - {BLANK}
            for rows in self._lists
        ]

    @cached_property
    def _having(self) -> dict[str, list[int]]:
        having: dict[str, list[int]] = defaultdict(list)
        for number, names in enumerate(self._names):
            for name in names:
                having[name].append(number)
        return dict(having)
