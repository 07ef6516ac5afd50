"""The row of headings of a sheet, wherever it stands, and which column is which."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Generic, TypeVar

from pydantic import BaseModel

from perfreport.basics.messages import nearest
from perfreport.basics.patterns import regex
from perfreport.data.lexicon import other_name
from perfreport.sheets.workbook import Sheet, Spot
from perfreport.workbooks.headings import as_compared

T = TypeVar("T")

_REACH = 60
"""Rows at the top of a sheet among which its headings are looked for."""
_UNIT = regex(r"\((?:单位[:：])?(?P<unit>亿元|万元|元|%|分)\)$")
_LIKENESS = 0.6
_MOST_OTHERS, _LONGEST_COMPARED = 200, 100
"""Of headings that nobody knows: more are not compared with those that are missing."""


@dataclass(frozen=True, slots=True)
class Wanted(Generic[T]):
    """A column that is looked for.

    Attributes:
        what: it is.
        name: as messages have it.
        names: all that it may be called, none of which another column has.
        key: of its field; other names of it are asked about.
        model: the class that has the field; None for a column that is no field.
        is_usual: whether it always stands there, behind the usual one before it.
        is_printed: whether the form has a place for it.
    """

    what: T
    name: str
    names: frozenset[str]
    key: str = ""
    model: type[BaseModel] | None = None
    is_usual: bool = False
    is_printed: bool = True


@dataclass(frozen=True, slots=True)
class Heads(Generic[T]):
    """The headings that were found.

    Attributes:
        row: in which they stand.
        columns: which column is what.
        twice: columns whose heading another one has already, which comes first.
        renamed: columns that were probably meant for what they are taken for.
        in_place: those of them that merely stand where it should, and say something.
        unknown: the other headings.
    """

    row: int
    columns: Mapping[int, T]
    twice: Mapping[int, int] = field(default_factory=dict)
    renamed: Mapping[int, Wanted[T]] = field(default_factory=dict)
    in_place: Collection[int] = ()
    unknown: tuple[int, ...] = ()


def heads_of(sheet: Sheet, wanted: Iterable[Wanted[T]]) -> Heads[T] | None:
    """The headings of ``sheet``: the row near its top with most of the ``wanted`` ones.

    None where no cell says any of them.
    """
    columns = list(wanted)
    by_name = {name: each for each in columns for name in each.names}
    best, most = None, 0
    for number, spots in groupby(sheet.cells, key=lambda spot: spot.row):
        if number >= _REACH:
            break
        row = list(spots)
        known = {by_name[name].name for spot in row if (name := _said(sheet, spot)) in by_name}
        if len(known) > most:
            best, most = row, len(known)
    return _matched(sheet, best, columns, by_name) if best else None


def heading_compared(text: str) -> str:
    """``text`` as headings are compared: without a mark of what is required, and without a unit."""
    return _UNIT.sub("", as_compared(text).rstrip("*:"))


def unit_in(heading: str) -> str:
    """The unit of money that a heading says behind its words: 元; empty where it says none."""
    found = _UNIT.search(as_compared(heading).rstrip("*:"))
    return found["unit"] if found and found["unit"].endswith("元") else ""


def _said(sheet: Sheet, spot: Spot) -> str:
    return heading_compared(sheet.cells[spot].shown)


def _matched(
    sheet: Sheet, row: list[Spot], wanted: list[Wanted[T]], by_name: Mapping[str, Wanted[T]]
) -> Heads[T]:
    columns: dict[int, T] = {}
    places: dict[str, int] = {}
    twice: dict[int, int] = {}
    others: list[Spot] = []
    for spot in row:
        found = by_name.get(_said(sheet, spot))
        if found is None:
            others.append(spot)
        elif found.name in places:
            twice[spot.column] = places[found.name]
        else:
            places[found.name] = spot.column
            columns[spot.column] = found.what
    missing = [each for each in wanted if each.name not in places]
    renamed: dict[int, Wanted[T]] = {}
    # What the form has no place for may be meant for what it has one for: 指标值, 年度指标值.
    odd = [spot for spot in row if (of := by_name.get(_said(sheet, spot))) and not of.is_printed]
    for spot in (*others[:_MOST_OTHERS], *odd[:_MOST_OTHERS]):
        among = [each for each in missing if each.is_printed] if spot in odd else missing
        if meant := _meant(_said(sheet, spot), among):
            missing.remove(meant)
            renamed[spot.column] = meant
            columns[spot.column] = meant.what
    saying = {spot.column for spot in sheet.cells if spot.row > row[0].row}
    free = {spot.column for spot in others if spot.column not in renamed} & saying
    in_place = dict(_in_place(free, columns, wanted))
    renamed |= in_place
    columns |= {column: each.what for column, each in in_place.items()}
    unknown = (spot.column for spot in others if spot.column not in renamed)
    return Heads(row[0].row, columns, twice, renamed, {*in_place}, tuple(unknown))


def _in_place(
    free: set[int], columns: Mapping[int, T], wanted: Iterable[Wanted[T]]
) -> Iterator[tuple[int, Wanted[T]]]:
    """The ``free`` columns that stand right behind the one before a usual one that is missing."""
    at = {id(what): column for column, what in columns.items()}
    before: int | None = None
    for each in wanted:
        if not each.is_usual:
            continue
        column = at.get(id(each.what))
        if column is None and before is not None and before + 1 in free:
            column = before + 1
            yield column, each
        before = column


def _meant(text: str, missing: list[Wanted[T]]) -> Wanted[T] | None:
    """The one of the ``missing`` columns that a heading was probably meant for."""
    for each in missing:
        if each.model and other_name(text, (each.key,), each.model):
            return each
    # Of columns that need not be there one's own may have a like name: 我的备注.
    names = [name for each in missing if each.is_usual for name in each.names]
    name = nearest(text[:_LONGEST_COMPARED], names, likeness=_LIKENESS)
    return next((each for each in missing if name in each.names), None)
