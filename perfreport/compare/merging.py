"""Edits made to one copy of a document, carried over to another copy that has changed since.

A data file goes on changing after a Word file was made from it, or held more than was printed. What
was edited in the Word file is made to the data file as it is now; what both changed in different
ways is a conflict.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeAlias, TypeVar

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.blocks.model import Document, with_fields
from perfreport.compare.rows import Rows, align_rows

D = TypeVar("D", bound=Document)
_Origin: TypeAlias = tuple[Literal["current", "edited"], int]


@dataclass(frozen=True, slots=True)
class MergeConflict:
    """A place that both copies changed, each in its way; the current content was kept.

    Attributes:
        path: in the current copy.
        base: what both had.
        edited: what the edit made of it; None for a row that it removed.
        current: what stands there now; None for a row that is gone.
    """

    path: DataPath
    base: object
    edited: object
    current: object


@dataclass(frozen=True, slots=True)
class Merged(Generic[D]):
    """The current copy with the edits.

    Attributes:
        document: not validated anew.
        conflicts: the edits that were not made.
        incomplete: the rows that the edit added without all that they need, by their places in
            the edited copy; they were not made either.
    """

    document: D
    conflicts: tuple[MergeConflict, ...]
    incomplete: tuple[DataPath, ...] = ()


def merge(base: D, edited: D, current: D) -> Merged[D]:
    """``current`` with the edits that lead from ``base`` to ``edited``."""
    merger = _Merger()
    document = merger.part(base, edited, current, DataPath())
    assert isinstance(document, type(current))
    return Merged(document, tuple(merger.conflicts))


@dataclass(slots=True)
class _Merger:
    conflicts: list[MergeConflict] = field(default_factory=list)

    def part(self, base: object, edited: object, current: object, path: DataPath) -> object:
        """The three copies of a part as one."""
        if edited in (base, current):
            return current
        if current == base:
            return edited
        if isinstance(base, BaseModel):
            if isinstance(edited, BaseModel) and isinstance(current, BaseModel):
                return self._model(base, edited, current, path)
        elif isinstance(base, tuple) and isinstance(edited, tuple) and isinstance(current, tuple):
            return self._rows(base, edited, current, path)
        self.conflicts.append(MergeConflict(path, base, edited, current))
        return current

    def _model(
        self, base: BaseModel, edited: BaseModel, current: BaseModel, path: DataPath
    ) -> BaseModel:
        changes = {
            name: self.part(
                getattr(base, name),
                getattr(edited, name),
                getattr(current, name),
                path / (declared.alias or name),
            )
            for name, declared in type(current).model_fields.items()
        }
        return with_fields(current, changes)

    def _rows(self, base: Rows, edited: Rows, current: Rows, path: DataPath) -> tuple[object, ...]:
        merge = _RowMerge(self, base, edited, current, path)
        return tuple(merge.rows())


class _RowMerge:
    """Three copies of a list as one: in the order of the current copy, but for what the edit moved.

    A row that the edit added or moved follows the row that it follows in the edited copy.
    """

    def __init__(
        self, merger: _Merger, base: Rows, edited: Rows, current: Rows, path: DataPath
    ) -> None:
        self._merger, self._path = merger, path
        self._base, self._edited, self._current = base, edited, current
        edit, drift = align_rows(base, edited), align_rows(base, current)
        self._moved = {after for _, after in edit.moved}
        self._base_of_edited = edit.origins
        self._base_of_current = drift.origins
        self._edited_of = dict(edit.pairs)
        self._current_of = dict(drift.pairs)
        self._added_meanwhile = [current[position] for position in drift.added]

    def rows(self) -> list[object]:
        """The merged rows; conflicts go to the merger."""
        kept = {
            position: row for position in range(len(self._current)) for row in self._row(position)
        }
        order: list[_Origin] = [("current", position) for position in kept]
        for position in range(len(self._edited)):
            self._settle(position, order)
        return [
            kept[position] if copy == "current" else self._edited[position]
            for copy, position in order
        ]

    def _row(self, position: int) -> list[object]:
        """The current row at ``position`` with its edits; nothing when the edit removed it."""
        row, origin = self._current[position], self._base_of_current.get(position)
        if origin is None:
            return [row]
        place, base = self._path / position, self._base[origin]
        if origin in self._edited_of:
            return [self._merger.part(base, self._edited[self._edited_of[origin]], row, place)]
        if row == base:
            return []
        self._merger.conflicts.append(MergeConflict(place, base, None, row))
        return [row]

    def _settle(self, position: int, order: list[_Origin]) -> None:
        """Put the edited row at ``position`` into ``order`` where the edit added or moved it."""
        origin = self._base_of_edited.get(position)
        if origin is None:
            if not self._was_added_meanwhile(self._edited[position]):
                order.insert(self._behind(position, order), ("edited", position))
        elif origin not in self._current_of:
            base, edited = self._base[origin], self._edited[position]
            if edited != base:
                self._merger.conflicts.append(MergeConflict(self._path, base, edited, None))
        elif position in self._moved:
            order.remove(("current", self._current_of[origin]))
            order.insert(self._behind(position, order), ("current", self._current_of[origin]))

    def _was_added_meanwhile(self, row: Hashable) -> bool:
        """Whether the current copy got the same row; it stands for one of the edited ones alone."""
        if row in self._added_meanwhile:
            self._added_meanwhile.remove(row)
            return True
        return False

    def _behind(self, position: int, order: list[_Origin]) -> int:
        """The place in ``order`` behind the nearest earlier row of the edited copy."""
        for earlier in range(position - 1, -1, -1):
            row = self._token(earlier)
            if row in order:
                return order.index(row) + 1
        return 0

    def _token(self, position: int) -> _Origin:
        origin = self._base_of_edited.get(position)
        if origin is None or origin not in self._current_of:
            return ("edited", position)
        return ("current", self._current_of[origin])
