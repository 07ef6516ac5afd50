"""Where in a Word template something stands, as its author finds it again, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from perfreport.basics.errors import TemplateError
from perfreport.basics.messages import shown

_MOST_QUOTED = 24


class Place(NamedTuple):
    """A paragraph, a row or a cell.

    Attributes:
        part: what holds it: 正文, 页眉, 页脚.
        where: its number there; empty where its text says enough.
        text: the beginning of what it says.
    """

    part: str
    where: str = ""
    text: str = ""

    def __str__(self) -> str:
        """As messages name it."""
        quoted = shown(" ".join(self.text.split()), _MOST_QUOTED)
        return f"{self.part}{self.where}" + (f"“{quoted}”" if quoted else "")


class Notes:
    """What a PDF will show otherwise than Word does, each said once."""

    def __init__(self) -> None:
        """Begin with nothing noted."""
        self._notes: dict[str, Place] = {}

    def add(self, place: Place, note: str) -> None:
        """Note what differs at ``place``; said before of another place, it is not said again."""
        self._notes.setdefault(note, place)

    def __iter__(self) -> Iterator[str]:
        """The notes, each with the first of its places."""
        return (f"{place}：{note}" for note, place in self._notes.items())


def refused(place: Place, problem: str) -> TemplateError:
    """The error that ``problem`` at ``place`` is."""
    return TemplateError(f"{place}：{problem}")
