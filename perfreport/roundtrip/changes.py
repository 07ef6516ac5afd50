"""What was edited since a document was made, by the codes of its texts then and now.

Which row of a list is which row of an edited one is told by what they say. Equal rows belong
together, then rows that share texts between the same neighbours, then rows that share texts
anywhere, and at last rows that stand opposite each other. What a row says itself counts as much as
all the rows under it: a unit is known by its name and sums though its projects left it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from perfreport.basics.addresses import FieldPath, ViewPath
from perfreport.blocks.form import Form
from perfreport.blocks.found import Found, FoundRow, one_by_one
from perfreport.blocks.places import in_document, in_view, is_list
from perfreport.compare.alignment import Pair, in_order
from perfreport.compare.matching import (
    FreeRows,
    Ranking,
    RowMatcher,
    best_first,
    in_turn,
    in_turn_if_as_many,
)
from perfreport.roundtrip.codes import BLANK
from perfreport.roundtrip.printed_texts import PrintedTexts, all_texts, held_by, names_in

Spot = tuple[int, int]
"""The number of a list, and a position in it."""

_LEAST_ALIKE = 0.25
_MOST_COMPARISONS = 40_000


class Key(NamedTuple):
    """The codes of a row's own texts, and of those in the rows under it."""

    texts: tuple[str, ...]
    rows: tuple[str, ...] = ()

    @property
    def codes(self) -> set[str]:
        """All of them, but for blank texts."""
        return {*self.texts, *self.rows} - {BLANK}


def paired(lists: Iterable[tuple[Sequence[Key], Sequence[Key]]]) -> dict[Spot, Spot]:
    """Where the rows of ``lists`` were, and where they are now, in whichever list.

    Each list comes as it was and as it is. A row that is just as it was is looked for in all lists
    before an edited one. Of pairs equally alike the most nearly opposite is taken. Equal rows take
    the time of ``alignment.common_pairs``; at most 40,000 pairs are weighed each time rows that
    share texts are looked for.
    """
    lists = list(lists)
    matcher = RowMatcher(lists)
    alike = _alike(matcher)

    def least_moved(group: FreeRows) -> Sequence[Pair]:
        return max(matcher.in_place(group), matcher.longest_run(group), key=len)

    matcher.pair(matcher.by_list(), least_moved)
    matcher.pair(matcher.by_list_and_value(), in_turn)
    # before any edited row: else a neighbour would be taken for a row that went to another list
    matcher.pair(matcher.by_value(), in_turn)
    matcher.set_aside(matcher.copies())
    # First between neighbours that are sure, then anywhere: a renamed row mostly stays in its
    # place.
    matcher.pair(matcher.by_gap(), alike)
    matcher.pair(matcher.by_list(), alike)
    if len(lists) > 1:  # Else it would be the same rows once more.
        matcher.pair(matcher.anywhere(), alike)
    matcher.pair(matcher.by_gap(), _opposite(matcher))
    spots = list(_spots(old for old, _ in lists))
    spots_now = list(_spots(new for _, new in lists))
    return {spots[one]: spots_now[other] for one, other in sorted(matcher.pairs.items())}


def _spots(lists: Iterable[Sequence[Key]]) -> Iterator[Spot]:
    return (
        (number, position) for number, rows in enumerate(lists) for position in range(len(rows))
    )


def _opposite(matcher: RowMatcher[Key]) -> Ranking:
    """Rows of as many as before that share a text, or of whose texts nothing is left."""

    def ranked(group: FreeRows) -> Iterator[Pair]:
        for one, other in in_turn_if_as_many(group):
            codes = matcher.after[other].codes
            if not codes or matcher.before[one].codes & codes:
                yield one, other

    return ranked


def _alike(matcher: RowMatcher[Key]) -> Ranking:
    """Rows that share texts; a text that many rows have counts for little.

    None are looked for where there are too many rows to compare.
    """
    frequency = Counter(code for row in (*matcher.before, *matcher.after) for code in row.codes)

    def weigh(one: int, other: int) -> float | None:
        likeness = _likeness(matcher.before[one], matcher.after[other], frequency)
        return likeness if likeness >= _LEAST_ALIKE else None

    ranked = best_first(weigh)

    def bounded(group: FreeRows) -> Iterable[Pair]:
        is_small = len(group.before) * len(group.after) <= _MOST_COMPARISONS
        return ranked(group) if is_small else ()

    return bounded


def _likeness(old: Key, new: Key, frequency: Mapping[str, int]) -> float:
    texts = _shared(old.texts, new.texts, frequency)
    if not (old.rows or new.rows):
        return texts
    # Half each: else a renamed unit whose projects moved would be taken for its neighbour.
    return (texts + _shared(old.rows, new.rows, frequency)) / 2


def _shared(old: Sequence[str], new: Sequence[str], frequency: Mapping[str, int]) -> float:
    """How much the two have in common, from 0 to 1."""
    before, after = Counter(old), Counter(new)
    total = max(_weight(before, frequency), _weight(after, frequency))
    return _weight(before & after, frequency) / total if total else 0.0


def _weight(codes: Mapping[str, int], frequency: Mapping[str, int]) -> float:
    return sum(count / frequency[code] for code, count in codes.items() if code != BLANK)


@dataclass(slots=True)
class Changes:
    """The edited places of a view.

    Attributes:
        edited: the texts that were changed, in rows that were there before.
        added: the rows that are new, in their order.
        removed: the rows that are gone, by their old paths.
        moved: the rows that are elsewhere: new path and old one.
        rows: where each row that is still there has gone: old path and new one.
    """

    edited: set[ViewPath] = field(default_factory=set)
    added: dict[ViewPath, None] = field(default_factory=dict)
    removed: list[ViewPath] = field(default_factory=list)
    moved: dict[ViewPath, ViewPath] = field(default_factory=dict)
    rows: dict[ViewPath, ViewPath] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything was changed."""
        return bool(self.edited or self.added or self.removed or self.moved)

    def is_new(self, path: ViewPath) -> bool:
        """Whether ``path`` lies in a row that was added."""
        return bool(self.added) and any(place in self.added for place in path.prefixes())

    def is_edited(self, path: ViewPath) -> bool:
        """Whether the text at ``path`` is not the one that was printed there."""
        return path in self.edited or self.is_new(path)


def compare(old: PrintedTexts, new: PrintedTexts) -> Changes:
    """The changes that lead from the codes ``old`` to the codes ``new``."""
    comparison = _Comparison()
    for each in comparison.texts(old, new, ViewPath(), ViewPath()):
        comparison.lists([each])
    return comparison.changes


class _List(NamedTuple):
    """A list of rows then and now, with its places."""

    old: list[PrintedTexts]
    new: list[PrintedTexts]
    before: ViewPath
    after: ViewPath


class _Comparison:
    def __init__(self) -> None:
        self.changes = Changes()

    def texts(
        self, old: PrintedTexts, new: PrintedTexts, before: ViewPath, after: ViewPath
    ) -> Iterator[_List]:
        """Compare all texts but those in lists, which are given back."""
        for name, entry in new.items():
            was = old.get(name, "")
            if isinstance(was, list) and isinstance(entry, list):
                yield _List(was, entry, before / name, after / name)
            elif isinstance(was, dict) and isinstance(entry, dict):
                yield from self.texts(was, entry, before / name, after / name)
            elif was != entry:
                # A sentence that was another one, or none: each of its slots may have been typed.
                slots = entry if isinstance(entry, dict) else ()
                self.changes.edited.add(after / name)
                self.changes.edited.update(after / name / slot for slot in slots)

    def lists(self, lists: Sequence[_List]) -> None:
        """Compare lists between which rows may have moved; then those in their rows."""
        if all(each.old == each.new for each in lists):
            for each in lists:
                self._unmoved(each)
            return
        pairs = paired(([*map(_key, each.old)], [*map(_key, each.new)]) for each in lists)
        inner: dict[ViewPath, list[_List]] = defaultdict(list)
        for (source, i), (target, j) in pairs.items():
            old, new = lists[source], lists[target]
            before, after = old.before / i, new.after / j
            self.changes.rows[before] = after
            for each in self.texts(old.old[i], new.new[j], before, after):
                inner[names_in(each.after)].append(each)
        self._note_moves(lists, pairs)
        for group in inner.values():
            self.lists(group)

    def _unmoved(self, listed: _List) -> None:
        """Note that the rows of a list, and those inside them, are where and what they were."""
        for position, row in enumerate(listed.new):
            before, after = listed.before / position, listed.after / position
            self.changes.rows[before] = after
            for each in self.texts(row, row, before, after):
                self._unmoved(each)

    def _note_moves(self, lists: Sequence[_List], pairs: Mapping[Spot, Spot]) -> None:
        """What came, what went, and what is out of its order or in another list."""
        origins = {after: before for before, after in pairs.items()}
        stayed: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for (source, i), (target, j) in pairs.items():
            if source == target:
                stayed[source].append((i, j))
        for number, each in enumerate(lists):
            # One row dragged to the end has moved, and not all that it went past.
            kept = set(in_order(stayed[number]))
            for j in range(len(each.new)):
                origin = origins.get((number, j))
                if origin is None:
                    self.changes.added[each.after / j] = None
                elif origin[0] != number or (origin[1], j) not in kept:
                    self.changes.moved[each.after / j] = lists[origin[0]].before / origin[1]
            self.changes.removed.extend(
                each.before / i for i in range(len(each.old)) if (number, i) not in pairs
            )


def _key(row: PrintedTexts) -> Key:
    lists = [entry for entry in row.values() if isinstance(entry, list)]
    texts = (
        code for each in row.values() if not isinstance(each, list) for code in all_texts(each)
    )
    return Key(tuple(texts), tuple(code for each in lists for code in all_texts(each)))


def current_place(old: FieldPath, changes: Changes, form: Form) -> FieldPath | None:
    """``old`` as it is now on a page of ``form``; None when a row on the way was removed."""
    row, taken = in_view(old, form)
    if not row:
        return old
    # Rows are looked for in rows that are still there: where this one is, those around it are.
    moved = changes.rows.get(row)
    return None if moved is None else in_document(moved, form) / old[taken:]


def edited_fields(said: Iterable[Found | FoundRow], changes: Changes, form: Form) -> set[FieldPath]:
    """The fields of what was ``said`` whose texts were edited; what is remembered of them is old.

    With an item of a list that stands in one text as a whole, the list is among them.
    """
    if not (changes.edited or changes.added):
        return set()
    held = held_by(changes.edited)
    near = (
        each
        for each in said
        if isinstance(each, Found) or each.source in held or changes.is_new(each.source)
    )
    edited: set[FieldPath] = set()
    for each in one_by_one(near):
        if changes.is_edited(each.source) and not each.may_be_stated:
            # What is remembered was right before the edit, and would undo it.
            lists = (place.parent for place in each.path.prefixes() if isinstance(place[-1], int))
            edited.update([each.path, *(place for place in lists if not is_list(place, form))])
    return edited
