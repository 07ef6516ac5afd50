"""The sheets of all lists changed, those of lists in the rows of others behind these."""

from __future__ import annotations

from perfreport.basics.addresses import DataPath
from perfreport.sheets.editing.workbookfile import WorkbookFile
from perfreport.workbooks.contents import Contents
from perfreport.workbooks.layout import Layout
from perfreport.workbooks.updating.beginning import Aligned
from perfreport.workbooks.updating.calling import Called
from perfreport.workbooks.updating.filling import UnfitError
from perfreport.workbooks.updating.listchange import ListChange
from perfreport.workbooks.updating.places import Places


def change_lists(
    file: WorkbookFile,
    places: Places,
    layout: Layout,
    lists: Aligned,
    contents: tuple[Contents, Contents],
) -> None:
    """Have the sheets of all lists say what the second of the ``contents`` has in them.

    Raises:
        UnfitError: when a list cannot be changed in place.
        FormulaError: when what changes is computed.
        LostError: when a formula refers to a row that is to go.
    """
    if not lists.is_changed:
        return
    before, after = contents
    called: dict[DataPath, Called] = {}
    for sheet in layout.lists:
        rows = before.rows[sheet.path], after.rows[sheet.path]
        place = places.lists.get(sheet.path)
        if place is None or len(place.rows) != len(rows[0]):
            if rows[0] != rows[1]:
                raise UnfitError(f"没有写{sheet.path[-1]}的工作表，或认不清它的各行")
            called[sheet.path] = Called(sheet, rows[1], {})
            continue
        parents = called.get(sheet.parent) if sheet.parent else None
        called[sheet.path] = ListChange(file, sheet, place, rows, lists, parents).made()
