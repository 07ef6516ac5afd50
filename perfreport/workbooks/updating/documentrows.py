"""The sheet 资料 changed: what a document says once."""

from __future__ import annotations

from collections.abc import Collection

from perfreport.basics.addresses import DataPath
from perfreport.data.writing import Value
from perfreport.sheets.editing.sheetpart import RowElement, SheetPart
from perfreport.sheets.editing.shift import Shift
from perfreport.sheets.editing.workbookfile import WorkbookFile
from perfreport.sheets.workbook import Spot
from perfreport.workbooks.contents import Values
from perfreport.workbooks.entries import Entry
from perfreport.workbooks.layout import Layout
from perfreport.workbooks.updating.filling import fill
from perfreport.workbooks.updating.places import DocumentPlace, Places
from perfreport.workbooks.updating.wholes import changed_values


def change_document(
    file: WorkbookFile,
    places: Places,
    layout: Layout,
    values: tuple[Values, Values],
    begun: Collection[DataPath],
) -> None:
    """Have the sheet say the second of the ``values`` where they differ from the first.

    Args:
        file: that is changed.
        places: where it says what.
        layout: of its form.
        values: old and new.
        begun: lists that say something as a whole, and have rows from now on.

    Raises:
        FormulaError: when what changes is computed.
        ArrayError: when a row cannot be put in.
    """
    place = places.document
    said = {
        each.path
        for each in layout.entries
        if each.path in place.rows and _says_anything(place, each.path)
    }
    changed = changed_values(*values, layout.entries, said)
    changed.update({path: values[1].get(path) for path in said.intersection(begun)})
    coming = {
        path for path, value in changed.items() if path not in place.rows and value is not None
    }
    _put_in(file, place, layout, coming)
    for entry in layout.entries:
        if entry.path in changed and entry.path in place.rows:
            _say(file, place, entry, changed[entry.path])


def _says_anything(place: DocumentPlace, path: DataPath) -> bool:
    spot = Spot(place.rows[path], place.needed[-1])
    return spot in place.sheet.cells


def _say(file: WorkbookFile, place: DocumentPlace, entry: Entry, value: Value | None) -> None:
    sheet = file.sheet(place.sheet.name)
    spot = Spot(place.rows[entry.path], place.needed[-1])
    fill(file, sheet, spot, entry, value, entry.path, place.units[entry.path])


def _put_in(
    file: WorkbookFile, place: DocumentPlace, layout: Layout, coming: Collection[DataPath]
) -> None:
    """Put in rows for the entries that are ``coming``, each below that of the nearest before it."""
    below: dict[int, list[Entry]] = {}
    above = max(place.rows.values(), default=place.head)
    for entry in layout.entries:
        if entry.path in place.rows:
            above = place.rows[entry.path]
        elif entry.path in coming:
            below.setdefault(above, []).append(entry)
    shift = Shift(place.sheet.name, below={row: len(entries) for row, entries in below.items()})
    sheet = file.sheet(place.sheet.name)
    models = {row: sheet.row(row) for row in below}
    file.shift(shift)
    place.rows = {path: shift.begins(row) for path, row in place.rows.items()}
    for row, entries in below.items():
        for at, entry in enumerate(entries, shift.first_below(row)):
            _begin(sheet, place, at, entry, models[row])


def _begin(
    sheet: SheetPart,
    place: DocumentPlace,
    row: int,
    entry: Entry,
    model: RowElement | None,
) -> None:
    """Begin the ``row`` of an ``entry``, which is to look as the row ``model`` does."""
    place.rows[entry.path] = row
    if model is not None:
        sheet.copy_look(row, model)
    group, name, _ = place.needed
    if group is not None:
        sheet.put(Spot(row, group), entry.group, sheet.style(Spot(row, group)))
    sheet.put(Spot(row, name), str(entry.path[-1]), sheet.style(Spot(row, name)))
