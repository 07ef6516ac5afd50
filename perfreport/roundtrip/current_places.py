"""Where the places of the old document are now, and which fields nobody but its editor knows."""

from __future__ import annotations

from collections.abc import Iterable

from perfreport.basics.addresses import FieldPath
from perfreport.blocks.form import Form
from perfreport.blocks.found import Found
from perfreport.blocks.places import in_document, in_view, is_list
from perfreport.roundtrip.changes import Changes


def current_place(old: FieldPath, changes: Changes, form: Form) -> FieldPath | None:
    """``old`` as it is now on a page of ``form``; None when a row on the way was removed."""
    row, taken = in_view(old, form)
    ends = [depth + 1 for depth, step in enumerate(row) if isinstance(step, int)]
    moved = [changes.rows.get(row[:end]) for end in ends]
    if not moved:
        return old
    if None in moved or moved[-1] is None:
        return None
    return in_document(moved[-1], form) / old[taken:]


def edited_fields(found: Iterable[Found], changes: Changes, form: Form) -> set[FieldPath]:
    """Those of the ``found`` fields whose texts were edited; what is remembered of them is old.

    With an item of a list that stands in one text as a whole, the list is among them.
    """
    edited: set[FieldPath] = set()
    for each in found:
        if changes.is_edited(each.source) and not each.may_be_stated:
            # What is remembered was right before the edit, and would undo it.
            edited.add(each.path)
            edited.update(
                each.path[:depth]
                for depth, step in enumerate(each.path)
                if isinstance(step, int) and not is_list(each.path[:depth], form)
            )
    return edited
