"""Where the places of the old document are now, and which of them may be corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from perfreport.reading.changes import Changes
from perfreport.reading.inverse import Found, Place

_LISTS: dict[tuple[str, ...], Place] = {
    ("effectiveness", "indicators"): ("key_indicators",),
    ("efficiency", "indicators"): ("scores",),
}
"""Lists of documents that stand in the view under another name."""


class Places:
    """Where the rows of the old document have gone."""

    def __init__(self, changes: Changes) -> None:
        """Know the rows that ``changes`` followed."""
        self._rows = changes.rows

    def current(self, old: Place) -> Place | None:
        """``old`` as it is now; None when a row on the way was removed."""
        place, seen = _in_view(old)
        new: Place = place
        for depth, step in enumerate(place):
            if isinstance(step, int) and depth < seen:
                moved = self._rows.get(place[: depth + 1])
                if moved is None and self._rows_of(place[:depth]):
                    return None
                new = (*moved, *place[depth + 1 :]) if moved else new
        return _in_document(new, old)

    def _rows_of(self, place: Place) -> bool:
        """Whether anything is known of the rows of a list."""
        return place in _ROW_LISTS or (len(place) == 3 and place[2] == "projects")


_ROW_LISTS: frozenset[Place] = frozenset(
    (name,) for name in ("units", "tasks", "indicators", "key_tasks", "key_indicators", "scores")
)


def _in_view(path: Place) -> tuple[Place, int]:
    """A path of the document by the names of the view, and how many steps have rows there."""
    for names, listed in _LISTS.items():
        if path[: len(names)] == names:
            return (*listed, *path[len(names) :]), len(listed) + 1
    is_nested = len(path) > 3 and path[2] == "projects"
    return path, 4 if is_nested else 2


def _in_document(path: Place, old: Place) -> Place:
    """A path by the names of the view, back to those of the document."""
    for names, listed in _LISTS.items():
        if old[: len(names)] == names:
            return (*names, *path[len(listed) :])
    return path


class Openness:
    """Which fields may be corrected: those that nobody edited the texts of."""

    def __init__(self, found: Iterable[Found], changes: Changes) -> None:
        """Know which texts state the ``found`` fields, and by ``changes`` which were edited."""
        self._closed: set[Place] = set()
        for each in found:
            if changes.is_edited(each.source) and not each.may_be_stated:
                self._closed.add(each.path)
                self._closed.update(self._lists(each.path))

    def _lists(self, path: Place) -> Iterator[Place]:
        """The lists around ``path`` that stand in one text as a whole."""
        for depth, step in enumerate(path):
            if isinstance(step, int) and path[:depth] not in _ROW_LISTS:
                yield path[:depth]

    def is_open(self, path: Place) -> bool:
        """Whether what stands at ``path`` is as it was printed."""
        return path not in self._closed
