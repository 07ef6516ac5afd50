"""Pieces of a text put in the place of others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias


class UnfitError(Exception):
    """A value is written in a way that cannot be changed piece by piece; caught by ``rewrite``."""


class Splice(NamedTuple):
    """``text`` in the place of what stands from ``start`` up to ``end``."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Kept:
    """A part of a collection that stays, with what is changed inside it."""

    position: int
    splices: list[Splice] = field(default_factory=list)


@dataclass(slots=True)
class New:
    """A part that is added, as it is to be written: whole lines, or without any line end."""

    text: str


Slot: TypeAlias = Kept | New


def spliced(text: str, start: int, end: int, splices: Iterable[Splice]) -> str:
    """``text`` from ``start`` up to ``end`` with ``splices``, all of which lie inside."""
    pieces: list[str] = []
    for splice in sorted(splices, key=lambda splice: splice[:2]):
        pieces += text[start : splice.start], splice.text
        start = splice.end
    return "".join([*pieces, text[start:end]])


def in_place(slots: Sequence[Slot], size: int) -> list[Splice] | None:
    """The changes inside the parts where all ``size`` of them stay as they are; else None."""
    kept = [slot for slot in slots if isinstance(slot, Kept)]
    if len(kept) < len(slots) or [slot.position for slot in kept] != list(range(size)):
        return None
    return [splice for slot in kept for splice in slot.splices]
