"""The sheet 资料 changed: what a document says once."""

from __future__ import annotations

from collections.abc import Collection

from perfreport.basics.addresses import DataPath
from perfreport.data.writing import Value
from perfreport.sheets.editing.references import Shift
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
        LostError: when a row cannot be put in.
    """
    place = places.document
    said = {
        each.path
        for each in layout.entries
        if each.path in place.rows and _says_anything(place, each.path)
    }
    changed = changed_values(*values, layout.entries, said)
    changed.update({path: values[1].get(path) for path in said.intersection(begun)})
    for position, entry in enumerate(layout.entries):
        if entry.path in changed:
            value = changed[entry.path]
            if entry.path not in place.rows and value is not None:
                _put_in(file, place, layout.entries[:position], entry)
            if entry.path in place.rows:
                _say(file, place, entry, value)


def _says_anything(place: DocumentPlace, path: DataPath) -> bool:
    spot = Spot(place.rows[path], place.needed[-1])
    return spot in place.sheet.cells


def _say(file: WorkbookFile, place: DocumentPlace, entry: Entry, value: Value | None) -> None:
    sheet = file.sheet(place.sheet.name)
    spot = Spot(place.rows[entry.path], place.needed[-1])
    fill(file, sheet, spot, entry, value, entry.path)


def _put_in(
    file: WorkbookFile, place: DocumentPlace, before: tuple[Entry, ...], entry: Entry
) -> None:
    """Put in a row for an ``entry``, below that of the nearest one ``before`` it."""
    above = [place.rows[each.path] for each in before if each.path in place.rows]
    row = (above[-1] if above else max(place.rows.values(), default=0)) + 1
    file.shift(Shift(place.sheet.name, row, 1))
    for path, at in place.rows.items():
        if at >= row:
            place.rows[path] = at + 1
    place.rows[entry.path] = row
    sheet = file.sheet(place.sheet.name)
    sheet.copy_look(row, row - 1)
    group, name, _ = place.needed
    if group is not None:
        sheet.put(Spot(row, group), entry.group, sheet.style(Spot(row, group)))
    sheet.put(Spot(row, name), str(entry.path[-1]), sheet.style(Spot(row, name)))
