"""Rows with two halves (实施期、年度) that say two things: they are two rows.

A form prints the name of an indicator on either half. Where another one stands beside it, printed
so (``compare/halves.py``) or typed, each half is an indicator of its own; a name that is much like
the other is the same one, renamed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from perfreport.basics.addresses import ViewPath
from perfreport.blocks.form import Form
from perfreport.compare.halves import Halves, are_two, lists_with_halves
from perfreport.roundtrip.codes import BLANK, code
from perfreport.roundtrip.page_texts import PageTexts
from perfreport.roundtrip.printed_texts import names_in
from perfreport.roundtrip.rows import Lists, lists_of, renumber, rows_around


def part_halves(shown: PageTexts, form: Form) -> frozenset[ViewPath]:
    """Have each half of a row of what is ``shown`` be a row, where it says another name.

    Returns the places that are blank now; labels among them are not lost.
    """
    halves = lists_with_halves(form.view)
    if not halves:
        return frozenset()
    lists = lists_of(form.view)
    rows = sorted({row for path in shown.texts for row in rows_around(path, lists)})
    parted = [row for row in rows if _says_two(shown, row, halves.get(names_in(row)))]
    return _part(shown, rows, parted, halves, lists) if parted else frozenset()


def _says_two(shown: PageTexts, row: ViewPath, halves: Halves | None) -> bool:
    if halves is None:
        return False
    one, other = (shown.texts.get(row / name, "") for name in halves.names)
    if one and other:
        return are_two(one, other)
    return bool(one or other) and _is_anothers(shown, row, halves, half=0 if other else 1)


def _is_anothers(shown: PageTexts, row: ViewPath, halves: Halves, half: int) -> bool:
    """Whether this ``half`` of ``row``, which has no name, is of another thing than the named one.

    That tell the codes, where the column of its names is gone.
    """
    name, named = halves.names[half], halves.names[1 - half]
    if row / name not in shown.missing or not _says(shown, row, halves.own[half]):
        return False
    said = code(shown.texts[row / named])
    printed = [each for each in shown.printed.rows(row.parent) if each.get(named) == said]
    return bool(printed) and all(each.get(name) == BLANK for each in printed)


def _says(shown: PageTexts, row: ViewPath, names: Iterable[str]) -> bool:
    return any(shown.texts.get(row / name) for name in names)


def _part(
    shown: PageTexts,
    rows: list[ViewPath],
    parted: list[ViewPath],
    halves: Mapping[ViewPath, Halves],
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
        for name in (*found.own[1], *found.labels):
            if (text := shown.texts.get(first / name)) is not None:
                shown.texts[second / name] = text
        for name in found.own[1] & {str(path[-1]) for path in shown.missing}:
            if first / name in shown.missing:
                shown.missing.remove(first / name)
                shown.missing.add(second / name)
        blank += [first / name for name in found.own[1]]
        blank += [second / name for name in found.own[0]]
    shown.texts.update(dict.fromkeys(blank, ""))
    return frozenset(blank)
