"""Addresses: steps to a place, which are names and positions from 0.

What the names are tells the three apart; none is taken for another without a function that says so
(``walk.keyed``, ``places.in_document``, ``places.in_view``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self, SupportsIndex, overload

from perfreport.basics.patterns import regex

_STEP = regex(r"\.?(?P<key>[^.\[\]]+)|\[(?P<position>\d{1,9})\]")
_make, _join, _step = tuple.__new__, tuple.__add__, tuple.__getitem__


class Address(tuple[str | int, ...]):
    """The tuple of its steps, and equal to it; ``address / "projects" / 0`` goes on from there."""

    __slots__ = ()

    def __new__(cls, *steps: str | int) -> Self:
        """The address of ``steps``, one by one."""
        return _make(cls, steps)

    def __getnewargs__(self) -> tuple[str | int, ...]:
        """The steps, for copies."""
        return tuple(self)

    def __truediv__(self, step: str | int | Self | tuple[str, ...]) -> Self:
        """The address to which ``step`` leads from here, or each of several steps."""
        return _make(type(self), _join(self, step if isinstance(step, tuple) else (step,)))

    @overload
    def __getitem__(self, index: SupportsIndex) -> str | int: ...
    @overload
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: SupportsIndex | slice) -> str | int | Self:
        """A step, or the address of several."""
        steps = _step(self, index)
        return _make(type(self), steps) if isinstance(steps, tuple) else steps

    @property
    def label(self) -> str:
        """The steps as people count: ``资金使用单位[1].项目[2].名称``; empty for no steps."""
        steps = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in self)
        return "".join(steps).removeprefix(".")

    @property
    def parent(self) -> Self:
        """The address of what holds the place."""
        return _make(type(self), _step(self, slice(-1)))

    @property
    def names(self) -> Self:
        """The address without positions."""
        return _make(type(self), [step for step in self if isinstance(step, str)])

    @property
    def field(self) -> Self:
        """The address of the field of which an item, or all, stands here."""
        return self.parent if isinstance(self[-1], int) else self

    def items(self, count: int) -> list[Self]:
        """The addresses of the first ``count`` items of the list here."""
        cls, steps = type(self), tuple(self)
        return [_make(cls, (*steps, position)) for position in range(count)]

    def starts_with(self, other: Self | tuple[str, ...]) -> bool:
        """Whether the place is at ``other`` or inside it."""
        return _step(self, slice(len(other))) == other

    def prefixes(self) -> Iterator[Self]:
        """The addresses that lead here, from the first step to the whole."""
        cls, steps = type(self), tuple(self)
        return (_make(cls, steps[:depth]) for depth in range(1, len(steps) + 1))


class DataPath(Address):
    """Where something stands in a data file: by its keys, as ``("项目", 0, "名称")``."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """The path that ``text`` names as people count: ``管理效率.指标[3].得分率``.

        Raises:
            ValueError: when it is not written like that; the message says how to write it.
        """
        steps = list(_STEP.finditer(text))
        is_whole = "".join(step.group() for step in steps) == text
        if not steps or not is_whole or any(step["position"] == "0" for step in steps):
            raise ValueError(f"“{text[:30]}”不是位置，请写成“管理效率.指标[3].得分率”这样，从1数起")
        return cls(*(int(step[2]) - 1 if step[2] else step[1] for step in steps))


class FieldPath(Address):
    """Where a field stands in a document: by the attributes of its models."""

    __slots__ = ()


class ViewPath(Address):
    """Where a text stands in a view: by its fields, with ``EACH`` for every row of a list."""

    __slots__ = ()


NOWHERE = DataPath()
"""Of what has no place in the data, or stands for all of them."""

EACH = "*"
"""The step that stands for every row of a list."""
