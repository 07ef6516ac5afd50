"""Rows that stand nowhere but in the rounds of those in them, as a unit's name beside each project.

Where one outer row ends and the next begins is told by what is printed of it in each round.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from perfreport.basics.addresses import EACH, ViewPath
from perfreport.roundtrip.codes import code
from perfreport.roundtrip.layout import Loop, ParagraphLayout
from perfreport.roundtrip.page_texts import Counts, PageTexts
from perfreport.roundtrip.printed_codes import PrintedCodes
from perfreport.roundtrip.printed_texts import text_at

Keys = Mapping[Loop, frozenset[ViewPath]]
Read = Callable[[int, Counts, PageTexts], None]
"""Reads the thing at a place, with the counts of the loops around it, into texts."""

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
    origin: int | None
    says_something: bool


class _Grouping:
    def __init__(self, outer: Loop, keys: Keys, printed: PrintedCodes) -> None:
        self._outer = outer
        self._keys = keys
        self._names = sorted(path[len(outer.rows) :] for path in keys[outer])
        self._groups: dict[tuple[int, ...], list[_Group]] = defaultdict(list)
        self._codes = printed
        rows = printed.rows(outer.rows)
        self._times = Counter(
            tuple(text_at(dict(row.texts), name) for name in self._names) for row in rows
        )
        self._where: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(rows):
            for each in row.codes:
                self._where[each].append(number)

    def regrouped(self, counts: Sequence[Counts], read: Read) -> Sequence[Counts]:
        result = list(counts)
        rounds = list(self._rounds(counts, read))
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
            key, rows = self._key(shown), self._outer.rows.parent
            says_something = any(path.starts_with(rows) for path in shown.texts)
            yield _Round(places, around, key, self._origin(shown), says_something)

    def _key(self, shown: PageTexts) -> _Key:
        length = len(self._outer.rows)
        said = {path[length:]: text for path, text in shown.texts.items()}
        return tuple(" ".join(said.get(name, "").split()) for name in self._names)

    def _origin(self, shown: PageTexts) -> int | None:
        """The printed row that says most of what is ``shown``."""
        codes = map(code, shown.texts.values())
        found = Counter(row for each in codes for row in self._where.get(each, ()))
        return found.most_common(1)[0][0] if found else None

    def _printed(self, key: _Key) -> int:
        """How many rows were printed with ``key``."""
        return self._times[tuple(map(code, key))]

    def _group(self, each: _Round, behind: _Key) -> _Group:
        groups = self._groups[each.around]
        last = groups[-1] if groups else None
        if last and not each.says_something:
            return last
        if last and (each.key in last.keys or self._is_edit(last, each, behind)):
            last.keys.add(each.key)
            return last
        # Somebody dragged a round away from the others of its row.
        again = (group for group in groups if each.key in group.keys)
        if self._printed(each.key) == 1 and (group := next(again, None)):
            return group
        groups.append(_Group(len(groups), {each.key}, each.origin))
        return groups[-1]

    def _is_edit(self, last: _Group, each: _Round, behind: _Key) -> bool:
        """Whether ``each`` is of the ``last`` group, though somebody typed there what it says."""
        if not self._codes:
            return behind in last.keys
        is_other = self._printed(each.key) and any(map(self._printed, last.keys))
        return not is_other and each.origin is not None and each.origin == last.origin
