"""Rows with two halves (实施期、年度) that say two things: they are two rows.

A form prints the name of an indicator on either half. Where another one stands beside it, printed
so (``compare/halves.py``) or typed, each half is an indicator of its own; a name that is much like
the other is the same one, renamed. What goes before what among those of either half, and whose a
half without a name is, no page says: that tell the codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby

from perfreport.basics.addresses import ViewPath
from perfreport.blocks.form import Form
from perfreport.compare.halves import Halves, are_two, lists_with_halves
from perfreport.roundtrip.codes import BLANK, code
from perfreport.roundtrip.page_texts import PageTexts
from perfreport.roundtrip.printed_halves import PrintedLists
from perfreport.roundtrip.printed_texts import names_in
from perfreport.roundtrip.reading import Unplaced
from perfreport.roundtrip.rows import lists_of, renumber, rows_around

_NAMELESS = "这一半的名称一栏被删去，分不清是哪一条指标的，没有收；请补上名称再读"

_Part = tuple[ViewPath, int]
"""A row, and which half of it: the second where that is a row of its own."""


def part_halves(shown: PageTexts, form: Form) -> frozenset[ViewPath]:
    """Have each half of a row of what is ``shown`` be a row, where it says another name.

    Returns the places that are blank now; labels among them are not lost.
    """
    halves = lists_with_halves(form.view)
    if not halves:
        return frozenset()
    lists = lists_of(form.view)
    rows = {row for path in shown.texts for row in rows_around(path, lists)}
    if not shown.printed:
        _refuse_nameless(shown, rows, halves)
    places = {row: int(row[-1]) for row in rows}
    second: dict[ViewPath, int] = {}
    for names, found in halves.items():
        printed = PrintedLists(shown.printed, names, found)
        inside = sorted(row for row in rows if names_in(row) == names)
        for _, each in groupby(inside, key=lambda row: row.parent):
            parts = _List(shown, list(each), found, printed).parts()
            for place, (row, half) in enumerate(parts):
                (second if half else places)[row] = place
    if not second:
        return frozenset()
    renumber(shown, places, lists)
    return frozenset(
        path
        for row, place in second.items()
        for path in _part(shown, row.parent / places[row], place, halves[names_in(row)])
    )


def _refuse_nameless(
    shown: PageTexts, rows: Iterable[ViewPath], lists: Mapping[ViewPath, Halves]
) -> None:
    """Take nothing of halves whose names are gone: they may be of another thing than the rest."""
    for row in sorted(row for row in rows if names_in(row) in lists):
        halves = lists[names_in(row)]
        for name, own in zip(halves.names, halves.own, strict=True):
            if row / name in shown.missing:
                for path in sorted(row / each for each in own):
                    if text := shown.texts.pop(path, ""):
                        shown.unplaced.append(Unplaced(text, *shown.where(path), _NAMELESS))
                    shown.missing.add(path)


def _part(shown: PageTexts, first: ViewPath, place: int, halves: Halves) -> Iterator[ViewPath]:
    """Put the second half of the row ``first`` into one of its own; gives what is blank now."""
    second = first.parent / place
    for name in (*halves.own[1], *halves.labels):
        if (text := shown.texts.get(first / name)) is not None:
            shown.texts[second / name] = text
    for name in halves.own[1]:
        if first / name in shown.missing:
            shown.missing.remove(first / name)
            shown.missing.add(second / name)
        if formula := shown.formulas.pop(first / name, None):
            shown.formulas[second / name] = formula
    blank = [first / name for name in halves.own[1]]
    blank += [second / name for name in halves.own[0]]
    shown.texts.update(dict.fromkeys(blank, ""))
    yield from blank


class _List:
    """A list of rows on the page, beside what was printed of it."""

    def __init__(
        self, shown: PageTexts, rows: list[ViewPath], halves: Halves, printed: PrintedLists
    ) -> None:
        self._shown = shown
        self._rows = rows
        self._halves = halves
        self._names = {code(name) for row in rows for name in self._said(row, halves.names)}
        self._was = printed.most_like(self._names)

    def parts(self) -> Iterator[_Part]:
        """The rows, and what is parted from them, in the order of the data."""
        two = {row for row in self._rows if self._says_two(row)}
        groups = groupby(
            self._rows, key=lambda row: (self._labels(row), self._is_one_sided(row, two))
        )
        for (_, is_one_sided), group in groups:
            rows = list(group)
            if is_one_sided and not two.isdisjoint(rows):
                yield from self._in_order(rows, two)
            else:
                yield from ((row, 0) for row in rows)

    def _in_order(self, rows: Sequence[ViewPath], two: set[ViewPath]) -> list[_Part]:
        """The halves of ``rows``, each column in its order: the codes tell what came before what.

        What they do not know stands behind what is above it, or beside it on the first half.
        """
        keys: dict[_Part, int] = {}
        for half in (0, 1):
            last = -1
            for row in rows:
                if row in two or self._says(row, half):
                    was = self._next_printed(row, half, last)
                    last = max(last, keys.get((row, 0), -1) if was is None else was)
                    keys[row, half if row in two else 0] = last
        return sorted(keys, key=keys.__getitem__)

    def _says_two(self, row: ViewPath) -> bool:
        one, other = (self._shown.texts.get(row / name, "") for name in self._halves.names)
        if one and other:
            return are_two(one, other)
        return bool(one or other) and self._is_anothers(row, 0 if other else 1)

    def _is_anothers(self, row: ViewPath, half: int) -> bool:
        """Whether this ``half`` of ``row``, which has no name, is not the named one's."""
        if not self._says(row, half):
            return False
        other = self._printed_at(row, 1 - half)
        if other is not None:
            if self._was.has_half(other, half):
                return False
            if row / self._halves.names[half] in self._shown.missing:
                return True
        # A thing on this half alone that is named nowhere now.
        places = chain(*self._printed_places(row, half))
        names = {self._was.only_name(place, half) for place in places}
        return not names <= {BLANK, *self._names}

    def _printed_at(self, row: ViewPath, half: int) -> int | None:
        """Where the one row stood that had the name on this ``half``, or else what it says."""
        found = self._printed_places(row, half)
        return next((places[0] for places in found if len(places) == 1), None)

    def _next_printed(self, row: ViewPath, half: int, last: int) -> int | None:
        """The same; of several that stood on this half alone the first behind ``last``."""
        names, *others = self._printed_places(row, half)
        if len(names) == 1:
            return names[0]
        places = (place for places in (names, *others) for place in places if place > last)
        return next((each for each in places if self._was.only_name(each, half) != BLANK), None)

    def _printed_places(self, row: ViewPath, half: int) -> Iterator[Sequence[int]]:
        labels = self._labels(row)
        names = self._halves.names[half], *sorted(self._halves.own[half])
        return (self._was.places(labels, half, text) for text in self._said(row, names))

    def _is_one_sided(self, row: ViewPath, two: set[ViewPath]) -> bool:
        """Whether each half of ``row`` that says something is a row of its own."""
        return row in two or self._says(row, 0) != self._says(row, 1)

    def _says(self, row: ViewPath, half: int) -> bool:
        return any(self._said(row, self._halves.own[half]))

    def _said(self, row: ViewPath, names: Iterable[str]) -> list[str]:
        return [self._shown.texts.get(row / name, "") for name in names]

    def _labels(self, row: ViewPath) -> list[str]:
        return self._said(row, self._halves.labels)
