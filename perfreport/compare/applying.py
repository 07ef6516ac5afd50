"""Differences made to a document: the way back from a comparison."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.blocks.model import Document, with_fields
from perfreport.compare.difference import Change, Difference

D = TypeVar("D", bound=Document)


def apply(differences: Iterable[Difference], document: D) -> D:
    """``document`` with ``differences`` made to it.

    For any two documents of one kind, ``apply(compare_documents(a, b), a) == b``. The differences
    must have been found in this document; the result is not validated anew.
    """
    applied = _Applier(differences).part(document, DataPath(), DataPath())
    assert isinstance(applied, type(document))
    return applied


class _Applier:
    """The differences by their places; those around a difference are touched by it."""

    def __init__(self, differences: Iterable[Difference]) -> None:
        self._changed: dict[DataPath, object] = {}
        self._moved: dict[DataPath, int | str] = {}
        self._added: dict[DataPath, dict[int | str, object]] = {}
        self._touched: set[tuple[str, DataPath]] = set()
        for difference in differences:
            self._take(difference)

    def _take(self, difference: Difference) -> None:
        before, after = difference.before, difference.after
        if after is not None and before is None:
            self._added.setdefault(after.parent, {})[after[-1]] = difference.new
            self._touch("after", after)
        if before is not None:
            if difference.change is Change.MOVED and after is not None:
                self._moved[before] = after[-1]
            else:
                self._changed[before] = difference.new
            self._touch("before", before)

    def _touch(self, side: str, path: DataPath) -> None:
        self._touched.update((side, path[:length]) for length in range(len(path) + 1))

    def part(self, part: object, before: DataPath, after: DataPath) -> object:
        """``part``, which stands at ``before`` and will stand at ``after``, with its changes."""
        if before in self._changed:
            return self._changed[before]
        if ("before", before) not in self._touched and ("after", after) not in self._touched:
            return part
        if isinstance(part, BaseModel):
            return self._model(part, before, after)
        return self._rows(part, before, after) if isinstance(part, tuple) else part

    def _model(self, model: BaseModel, before: DataPath, after: DataPath) -> BaseModel:
        added = self._added.get(after, {})
        changes: dict[str, object] = {}
        for name, field in type(model).model_fields.items():
            key = field.alias or name
            part = self.part(getattr(model, name), before / key, after / key)
            changes[name] = added.get(key, part)
        return with_fields(model, changes)

    def _rows(
        self, rows: tuple[object, ...], before: DataPath, after: DataPath
    ) -> tuple[object, ...]:
        added = self._added.get(after, {})
        kept = [origin for origin in range(len(rows)) if not self._is_removed(before / origin)]
        moved = {
            self._moved[place]: origin
            for origin in kept
            if (place := before / origin) in self._moved
        }
        staying = (origin for origin in kept if before / origin not in self._moved)
        result: list[object] = []
        for position in range(len(kept) + len(added)):
            if position in added:
                result.append(added[position])
            else:
                origin = moved[position] if position in moved else next(staying)
                place = before / origin
                result.append(self.part(rows[origin], place, after / position))
        return tuple(result)

    def _is_removed(self, place: DataPath) -> bool:
        return place in self._changed and self._changed[place] is None
