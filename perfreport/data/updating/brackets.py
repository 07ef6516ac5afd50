"""Parts of a collection in brackets rearranged: ``[甲, 乙]``, ``{键: 值}``, and all of JSON.

What stands between two parts, a comment too, goes with the second of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from perfreport.data.extents import Extent
from perfreport.data.updating.slots import New, Slot, Splice, UnfitError, spliced


def rearranged(text: str, extent: Extent, slots: Sequence[Slot]) -> Splice:
    """The collection at ``extent`` with ``slots`` for its parts, set apart as they were.

    Raises:
        UnfitError: when it was or becomes empty.
    """
    if not extent.entries or not slots:
        raise UnfitError
    bounds = [(entry.start, entry.value.end) for entry in extent.entries]
    head = text[extent.start : bounds[0][0]]
    tail = text[bounds[-1][1] : extent.end]
    gaps = [text[end:start] for (_, end), (start, _) in pairwise(bounds)]
    usual = gaps[-1] if gaps and "#" not in gaps[-1] else _gap_like(head)
    pieces: list[str] = []
    for slot in slots:
        if isinstance(slot, New):
            pieces += usual, slot.text
        else:
            position = slot.position
            body = spliced(text, *bounds[position], slot.splices)
            pieces += gaps[position - 1] if position else usual, body
    return Splice(extent.start, extent.end, "".join([head, *pieces[1:], tail]))


def _gap_like(head: str) -> str:
    """What sets parts apart where ``head`` is the bracket with what stands before the first."""
    return f",{head[1:]}" if "\n" in head and "#" not in head else ", "
