"""What was worked out before, as far as there is room for it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Cache(Generic[_Key, _Value]):
    """Values that follow from their keys alone, within a limit of weight.

    May be shared by threads: the worst that can happen is that a value is worked out twice. There
    are two generations; when the young one weighs half of the limit the old one is forgotten. What
    was asked for meanwhile is young again.
    """

    def __init__(self, limit: int) -> None:
        """Hold values that together weigh no more than ``limit``."""
        self._half = limit // 2
        self._weight = 0
        self._young: dict[_Key, tuple[_Value, int]] = {}
        self._old: dict[_Key, tuple[_Value, int]] = {}

    def get(self, key: _Key) -> _Value | None:
        """The value of ``key``, if it is still here."""
        entry = self._young.get(key)
        if entry is None:
            entry = self._old.get(key)
            if entry is None:
                return None
            self.put(key, *entry)
        return entry[0]

    def put(self, key: _Key, value: _Value, weight: int) -> None:
        """Keep ``value``, unless it alone would fill half of the room."""
        if weight > self._half:
            return
        if self._weight + weight > self._half:
            self._old, self._young = self._young, {}
            self._weight = 0
        self._young[key] = (value, weight)
        self._weight += weight
