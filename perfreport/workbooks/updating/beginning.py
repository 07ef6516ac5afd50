"""Which rows of all lists are new, and which lists begin to have rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from perfreport.basics.addresses import DataPath
from perfreport.blocks.model import Document
from perfreport.workbooks.layout import Layout
from perfreport.workbooks.updating.alignment import Origins, items_of, origins
from perfreport.workbooks.updating.places import WAITING, Places


@dataclass(frozen=True, slots=True)
class Aligned:
    """The rows of all lists, old and new.

    Attributes:
        origins: what the new ones were.
        is_changed: whether any differs.
        begun: the keys of lists that have more rows from now on, and may have said something as a
            whole (待填), by the list around them and the row in it.
    """

    origins: Mapping[DataPath, Origins]
    is_changed: bool
    begun: Mapping[tuple[DataPath | None, int], Collection[DataPath]]

    def begun_in(self, holder: DataPath | None, at: int = 0) -> Collection[DataPath]:
        """The keys of those in the document, or in the row ``at`` of a list."""
        return self.begun.get((holder, at), ())


def aligned(places: Places, layout: Layout, old: Document, new: Document) -> Aligned:
    """The rows of the lists of both documents beside each other."""
    before, after = items_of(old, layout), items_of(new, layout)
    found = origins(before, after, layout)
    begun: dict[tuple[DataPath | None, int], set[DataPath]] = {}
    for sheet in layout.lists:
        place = places.lists.get(sheet.path)
        waiting = {at for at, row in enumerate(place.rows if place else ()) if row == WAITING}
        rows, was = found[sheet.path].rows, before[sheet.path]
        for at, item in enumerate(after[sheet.path]):
            origin = rows[at]
            if origin in waiting and was[origin or 0].part != item.part:
                rows[at] = None  # it is put in, for it stands nowhere yet
            if rows[at] is None:
                begun.setdefault((sheet.parent, item.parent), set()).add(sheet.inside)
    return Aligned(found, before != after, begun)
