"""Rows with two halves (实施期、年度) that say two things: they are two rows.

A form prints the name of an indicator on either half. Where somebody types another one beside it,
each half is an indicator of its own; a name that is much like the other is the same one, renamed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from perfreport.basics.addresses import ViewPath
from perfreport.blocks.form import Form
from perfreport.blocks.printed import Line, MergedLabel, Rows, fields_with_groups
from perfreport.compare.likeness import likeness
from perfreport.roundtrip.page_texts import PageTexts
from perfreport.roundtrip.pattern import bare
from perfreport.roundtrip.printed_texts import names_in
from perfreport.roundtrip.rows import Lists, lists_of, renumber, rows_around

_LEAST_LIKE = 0.75


class _Halves(NamedTuple):
    """The names on either half of a row, all that stands on each, and the labels of the row."""

    names: tuple[str, str]
    own: tuple[frozenset[str], frozenset[str]]
    labels: frozenset[str]


def part_halves(shown: PageTexts, form: Form) -> frozenset[ViewPath]:
    """Have each half of a row of what is ``shown`` be a row, where it says another name.

    Returns the places that are blank now; labels among them are not lost.
    """
    halves = dict(_lists_with_halves(form.view))
    if not halves:
        return frozenset()
    lists = lists_of(form.view)
    rows = sorted({row for path in shown.texts for row in rows_around(path, lists)})
    parted = [row for row in rows if _says_two(shown, row, halves.get(names_in(row)))]
    return _part(shown, rows, parted, halves, lists) if parted else frozenset()


def _lists_with_halves(
    view_class: Any, around: ViewPath = ViewPath()
) -> Iterator[tuple[ViewPath, _Halves]]:
    for each in fields_with_groups(view_class):
        if isinstance(each.field.block, Rows) and each.field.row:
            names = around / each.names
            if found := _halves_of(each.field.row):
                yield names, found
            yield from _lists_with_halves(each.field.row, names)


def _halves_of(row: Any) -> _Halves | None:
    fields = {str(each.names[0]): each for each in fields_with_groups(row)}
    given = {name: getattr(each.field.block, "given", "") for name, each in fields.items()}
    heads = {given[name]: name for name in fields if given[name] and _is_line(fields[name])}
    if len(heads) != 2:
        return None
    one, other = (
        frozenset(n for n, each in fields.items() if value in (given[n], ".".join(each.at)))
        for value in heads
    )
    labels = {n for n, each in fields.items() if isinstance(each.field.block, MergedLabel)}
    first, second = heads.values()
    return _Halves((first, second), (one, other), frozenset(labels))


def _is_line(each: Any) -> bool:
    return isinstance(each.field.block, Line)


def _says_two(shown: PageTexts, row: ViewPath, halves: _Halves | None) -> bool:
    if halves is None:
        return False
    one, other = (bare(shown.texts.get(row / name, "")) for name in halves.names)
    return bool(one and other) and likeness(one, other) < _LEAST_LIKE


def _part(
    shown: PageTexts,
    rows: list[ViewPath],
    parted: list[ViewPath],
    halves: dict[ViewPath, _Halves],
    lists: Lists,
) -> frozenset[ViewPath]:
    """Move the rows that follow ``parted`` ones down, and put second halves behind the first."""
    places: dict[ViewPath, int] = {}
    taken: Counter[ViewPath] = Counter()
    for row in rows:
        places[row] = taken[row.parent]
        taken[row.parent] += 1 + (row in parted)
    renumber(shown, places, lists)
    blank: list[ViewPath] = []
    for row in parted:
        found = halves[names_in(row)]
        first = row.parent / places[row]
        second = row.parent / (places[row] + 1)
        for name in found.own[1] | found.labels:
            if (text := shown.texts.get(first / name)) is not None:
                shown.texts[second / name] = text
        blank += [first / name for name in found.own[1]]
        blank += [second / name for name in found.own[0]]
    shown.texts.update(dict.fromkeys(blank, ""))
    return frozenset(blank)
