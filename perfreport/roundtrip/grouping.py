"""Rows that stand nowhere but in the rounds of those in them, as a unit's name beside each project.

Where one outer row ends and the next begins is told by what is printed of it in each round.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from perfreport.basics.addresses import EACH, ViewPath
from perfreport.roundtrip.codes import BLANK, code
from perfreport.roundtrip.layout import Loop, ParagraphLayout
from perfreport.roundtrip.page_texts import Counts, PageTexts
from perfreport.roundtrip.printed_codes import PrintedCodes, rows_in
from perfreport.roundtrip.printed_texts import PrintedTexts, all_texts, text_at

Keys = Mapping[Loop, frozenset[ViewPath]]
Read = Callable[[int, Counts, PageTexts], None]
"""Reads the thing at a place, with the counts of the loops around it, into texts."""

_MANY = 50
_ANY = -1

_Key = tuple[str, ...]
"""What a round says of the outer row."""


def keys_of(outer: Loop, lines: Iterable[ParagraphLayout]) -> frozenset[ViewPath]:
    """The fields of the rows of ``outer`` among the ``lines`` of the only loop in it.

    None where there is more in it than one loop.
    """
    inside = [line for line in lines if outer in line.loops]
    inner = {line.loops[line.loops.index(outer) + 1 :][:1] for line in inside}
    paths = (slot.path for line in inside for slot in line.pattern.slots if slot.path)
    own = (path for path in paths if path.starts_with(outer.rows))
    keys = frozenset(path for path in own if EACH not in path[len(outer.rows) :])
    return keys if len(inner) == 1 else frozenset()


def regrouped(
    counts: Sequence[Counts], read: Read, keys: Keys, printed: PrintedCodes
) -> Sequence[Counts]:
    """``counts`` of the things of a page with the rounds of the loops in ``keys`` told apart."""
    for outer in keys:
        if any(outer in each for each in counts):
            counts = _Grouping(outer, keys, printed).regrouped(counts, read)
    return counts


@dataclass(slots=True)
class _Group:
    """An outer row as it was found: the keys that it was given, its printed row, its rounds."""

    number: int
    keys: set[_Key]
    origin: int | None
    rounds: int = 0


class _Round(NamedTuple):
    """The things of one round, and what it says."""

    things: Sequence[int]
    around: tuple[int, ...]
    key: _Key
    inner: Loop
    codes: frozenset[str]
    says_something: bool
    origin: int | None = None


class _InnerRows:
    """The rows inside of outer ones as they were printed, each for one round of the page."""

    def __init__(self, rows: Sequence[Sequence[PrintedTexts]]) -> None:
        """For the ``rows`` in each outer one."""
        self._codes = [
            (n, {*all_texts(row)} - {BLANK}) for n, inner in enumerate(rows) for row in inner
        ]
        self._where: dict[str, list[int]] = defaultdict(list)
        for number, (_, codes) in enumerate(self._codes):
            for each in codes:
                self._where[each].append(number)
        self._taken: set[int] = set()

    def taken(self, codes: Iterable[str]) -> int | None:
        """The outer row of the inner one that has most of ``codes``.

        None where there is none, or it was taken before; ``_ANY`` where it may be any of many.
        """
        # What many rows say, as a level of targets, tells nothing of one.
        where = (numbers for each in codes if len(numbers := self._where.get(each, [])) < _MANY)
        found = Counter(number for numbers in where for number in numbers)
        most = max(found.values(), default=0)
        likest = (n for n, count in found.items() if count == most and n not in self._taken)
        number = min(likest, default=None)
        if not found and any(each in self._where for each in codes):
            return _ANY
        if number is None:
            return None
        self._taken.add(number)
        return self._codes[number][0]


class _Grouping:
    def __init__(self, outer: Loop, keys: Keys, printed: PrintedCodes) -> None:
        self._outer = outer
        self._keys = keys
        self._names = sorted(path[len(outer.rows) :] for path in keys[outer])
        self._groups: dict[tuple[int, ...], list[_Group]] = defaultdict(list)
        self._codes = printed
        self._rows = printed.rows(outer.rows)
        self._times = Counter(
            tuple(text_at(row, name) for name in self._names) for row in self._rows
        )
        self._left: dict[Loop, _InnerRows] = {}

    def regrouped(self, counts: Sequence[Counts], read: Read) -> Sequence[Counts]:
        result = list(counts)
        rounds = self._with_origins(list(self._rounds(counts, read)))
        for place, each in enumerate(rounds):
            behind = rounds[place + 1].key if place + 1 < len(rounds) else ()
            group = self._group(each, behind)
            for thing in each.things:
                result[thing] = self._counted(counts[thing], group)
            group.rounds += each.says_something
        return result

    def _inner(self, loops: Sequence[Loop]) -> list[Loop]:
        """The loop that makes the rounds, behind those told by what is in them as well."""
        inside = loops[loops.index(self._outer) + 1 :]
        end = next((n for n, loop in enumerate(inside, 1) if loop not in self._keys), len(inside))
        return list(inside[:end])

    def _counted(self, counts: Counts, group: _Group) -> Counts:
        inner = self._inner(list(counts))
        told = dict.fromkeys(inner[:-1], 0) | dict.fromkeys(inner[-1:], group.rounds)
        return {**counts, self._outer: group.number, **told}

    def _rounds(self, counts: Sequence[Counts], read: Read) -> Iterator[_Round]:
        things: dict[tuple[tuple[int, ...], tuple[int, ...]], list[int]] = defaultdict(list)
        for thing, each in enumerate(counts):
            if self._outer in each:
                loops = list(each)
                around = tuple(each[loop] for loop in loops[: loops.index(self._outer)])
                inside = tuple(each[loop] for loop in (self._outer, *self._inner(loops)))
                things[around, inside].append(thing)
        for (around, _), places in things.items():
            shown = PageTexts(printed=self._codes)
            for thing in places:
                read(thing, counts[thing], shown)
            said, inner = self._said(shown), self._inner(list(counts[places[0]]))[-1]
            key = tuple(" ".join(said.get(name, "").split()) for name in self._names)
            codes = frozenset(map(code, shown.texts.values()))
            yield _Round(places, around, key, inner, codes, bool(said))

    def _with_origins(self, rounds: list[_Round]) -> list[_Round]:
        """``rounds`` with the printed rows that they come from, where the keys do not tell all."""
        if all(self._printed(each.key) == 1 for each in rounds):
            return rounds
        return [each._replace(origin=self._origin(each)) for each in rounds]

    def _said(self, shown: PageTexts) -> Mapping[ViewPath, str]:
        """What is ``shown`` of the rows, or inside of them, by the fields behind theirs."""
        rows = self._outer.rows
        return {
            path[len(rows) :]: text
            for path, text in shown.texts.items()
            if len(path) > len(rows)
            and all(row in (EACH, step) for row, step in zip(rows, path, strict=False))
        }

    def _origin(self, each: _Round) -> int | None:
        """The printed row in which there is the one that says most of what a round does."""
        if each.inner not in self._left:
            listed = each.inner.rows[len(self._outer.rows) : -1]
            self._left[each.inner] = _InnerRows([[*rows_in(row, listed)] for row in self._rows])
        return self._left[each.inner].taken(each.codes)

    def _printed(self, key: _Key) -> int:
        """How many rows were printed with ``key``."""
        return self._times[tuple(map(code, key))]

    def _group(self, each: _Round, behind: _Key) -> _Group:
        groups = self._groups[each.around]
        last = groups[-1] if groups else None
        if last and not each.says_something:
            return last
        if last and (self._is_same(last, each) or self._is_edit(last, each, behind)):
            last.keys.add(each.key)
            return last
        # Somebody dragged a round away from the others of its row.
        again = (group for group in groups if each.key in group.keys)
        if self._printed(each.key) == 1 and (group := next(again, None)):
            return group
        groups.append(_Group(len(groups), {each.key}, each.origin))
        return groups[-1]

    def _is_same(self, last: _Group, each: _Round) -> bool:
        """Whether ``each`` says what the ``last`` group does, and is no other row that does."""
        are_known = {None, _ANY}.isdisjoint((each.origin, last.origin))
        is_other = self._printed(each.key) > 1 and are_known and each.origin != last.origin
        return each.key in last.keys and not is_other

    def _is_edit(self, last: _Group, each: _Round, behind: _Key) -> bool:
        """Whether ``each`` is of the ``last`` group, though somebody typed there what it says."""
        if self._printed(each.key) and any(map(self._printed, last.keys)):
            return False
        if each.origin == _ANY or not self._codes:
            # What stands between two rounds of one row is of that row.
            return behind in last.keys
        return each.origin is not None and each.origin == last.origin
