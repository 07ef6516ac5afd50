"""Where the places of the old document are now, and which of them may be corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from perfreport.blocks.form import Form
from perfreport.blocks.found import Found, Place
from perfreport.blocks.places import in_document, in_view, is_list
from perfreport.roundtrip.changes import Changes


class Places:
    """Where the rows of the old document have gone."""

    def __init__(self, changes: Changes, form: Form) -> None:
        """Know the rows that ``changes`` followed, on a page of ``form``."""
        self._rows = changes.rows
        self._form = form

    def current(self, old: Place) -> Place | None:
        """``old`` as it is now; None when a row on the way was removed."""
        row, taken = in_view(old, self._form)
        ends = [depth + 1 for depth, step in enumerate(row) if isinstance(step, int)]
        moved = [self._rows.get(row[:end]) for end in ends]
        if not moved:
            return old
        if None in moved or moved[-1] is None:
            return None
        return (*in_document(moved[-1], self._form), *old[taken:])


class Openness:
    """Which fields may be corrected: those that nobody edited the texts of."""

    def __init__(self, found: Iterable[Found], changes: Changes, form: Form) -> None:
        """Know which texts state the ``found`` fields, and by ``changes`` which were edited."""
        self._form = form
        self._closed: set[Place] = set()
        for each in found:
            if changes.is_edited(each.source) and not each.may_be_stated:
                self._closed.add(each.path)
                self._closed.update(self._lists(each.path))

    def _lists(self, path: Place) -> Iterator[Place]:
        """The lists around ``path`` that stand in one text as a whole."""
        for depth, step in enumerate(path):
            if isinstance(step, int) and not is_list(path[:depth], self._form):
                yield path[:depth]

    def is_open(self, path: Place) -> bool:
        """Whether what stands at ``path`` is as it was printed."""
        return path not in self._closed
