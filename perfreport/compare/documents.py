"""Two documents of one kind compared field by field."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError, Mistake
from perfreport.blocks.model import Document
from perfreport.compare.alignment import Pair
from perfreport.compare.difference import Change, Difference
from perfreport.compare.rows import Rows, align_rows
from perfreport.compare.segments import compare_texts
from perfreport.compare.wording import name_of, row_words


def compare_documents(before: Document, after: Document) -> tuple[Difference, ...]:
    """What differs between ``before`` and ``after``, in the order of the document.

    Rows that were removed stand where they were. A figure written otherwise (1.0, 1.00) is the
    same.

    Raises:
        InputError: when the two are of different kinds (文种).
    """
    if type(before) is not type(after):
        message = f"两份文书的文种不同（{before.kind}；{after.kind}），请比较同一文种的文书"
        raise InputError([Mistake(DataPath("文种"), message)])
    return tuple(_in_model(before, after, _Place()))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something stands in both documents, and in words."""

    before: DataPath = DataPath()
    after: DataPath = DataPath()
    words: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return " › ".join(self.words)

    def field(self, key: str) -> _Place:
        # The text of a passage (内容) goes without saying.
        words = () if key == "内容" else (key,)
        return _Place(self.before / key, self.after / key, (*self.words, *words))

    def row(self, pair: Pair, words: str) -> _Place:
        return _Place(self.before / pair[0], self.after / pair[1], (*self.words[:-1], words))


def _in_model(old: BaseModel, new: BaseModel, place: _Place) -> Iterator[Difference]:
    for name, field in type(old).model_fields.items():
        values = getattr(old, name), getattr(new, name)
        if values[0] != values[1]:
            yield from _in_field(*values, place.field(field.alias or name), field)


def _in_field(old: object, new: object, place: _Place, field: FieldInfo) -> Iterator[Difference]:
    if isinstance(old, BaseModel) and isinstance(new, BaseModel):
        yield from _in_model(old, new, place)
    elif isinstance(old, tuple) and isinstance(new, tuple):
        yield from _Rows(old, new, place, field).differences()
    else:
        yield _changed(old, new, place)


def _changed(old: object, new: object, place: _Place) -> Difference:
    """What became of the content at ``place``; None is no content."""
    are_texts = isinstance(old, str) and isinstance(new, str)
    return Difference(
        change=_change(old, new),
        before=None if old is None else place.before,
        after=None if new is None else place.after,
        label=place.label,
        old=old,
        new=new,
        segments=compare_texts(str(old), str(new)) if are_texts else (),
    )


def _change(old: object, new: object) -> Change:
    if old is None:
        return Change.ADDED
    return Change.REMOVED if new is None else Change.CHANGED


class _Rows:
    """Two lists of rows that differ."""

    def __init__(self, before: Rows, after: Rows, place: _Place, field: FieldInfo) -> None:
        self._before, self._after = before, after
        self._place, self._field = place, field
        self._names = Counter(map(name_of, before)), Counter(map(name_of, after))
        self._alignment = align_rows(before, after)

    def differences(self) -> Iterator[Difference]:
        """In the order of the later list; removed rows before the row that followed them."""
        origin = self._alignment.origins
        removed = deque(self._alignment.removed)
        for position in range(len(self._after)):
            if position not in origin:
                yield self._added(position)
                continue
            pair = origin[position], position
            # A row that moved does not tell what stood before it.
            while removed and removed[0] < pair[0] and pair not in self._alignment.moved:
                yield self._removed(removed.popleft())
            yield from self._in_pair(pair)
        for position in removed:
            yield self._removed(position)

    def _in_pair(self, pair: Pair) -> Iterator[Difference]:
        old, new = self._before[pair[0]], self._after[pair[1]]
        place = self._place.row(pair, self._words(pair[0], is_after=False))
        if pair in self._alignment.moved:
            yield Difference(
                change=Change.MOVED, before=place.before, after=place.after, label=place.label
            )
        if old != new:
            yield from _in_field(old, new, place, self._field)

    def _added(self, position: int) -> Difference:
        # It has no place in the other copy, and -1 is never told.
        place = self._place.row((-1, position), self._words(position, is_after=True))
        return _changed(None, self._after[position], place)

    def _removed(self, position: int) -> Difference:
        place = self._place.row((position, -1), self._words(position, is_after=False))
        return _changed(self._before[position], None, place)

    def _words(self, position: int, *, is_after: bool) -> str:
        row = (self._after if is_after else self._before)[position]
        words = row_words(self._place.words, self._field, row, position)
        name = name_of(row)
        is_ambiguous = name is not None and self._names[is_after][name] > 1
        return f"{words}（第 {position + 1} 项）" if is_ambiguous else words
