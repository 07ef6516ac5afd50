"""Which values of a sheet or a row have changed, where a group may say something as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from perfreport.basics.addresses import DataPath
from perfreport.data.writing import Value
from perfreport.workbooks.contents import Values
from perfreport.workbooks.entries import Entry


def changed_values(
    old: Values, new: Values, entries: Iterable[Entry], said: Collection[DataPath]
) -> dict[DataPath, Value | None]:
    """What cells are to say that say something else, by their paths; None for blank.

    Args:
        old: what they say.
        new: what they are to say.
        entries: of the sheet or row.
        said: the paths of those cells in which anything stands.
    """
    paths = {*old, *new}
    differing = {path for path in paths if old.get(path) != new.get(path)}
    changed = {path: new.get(path) for path in differing}
    for entry in entries:
        # What a group says as a whole (待填) is said of all that is in it.
        inside = {path for path in paths if path != entry.path and path.starts_with(entry.path)}
        if entry.sort == "整体" and entry.path in said and inside & differing:
            changed[entry.path] = new.get(entry.path)
            changed.update({path: new.get(path) for path in inside})
    return changed
