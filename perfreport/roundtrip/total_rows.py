"""Rows of totals that somebody typed into a list: they say nothing of their own (合计、小计)."""

from __future__ import annotations

from collections.abc import Sequence

from perfreport.basics.patterns import regex
from perfreport.basics.totals import is_total, may_be_total
from perfreport.page.blocks import Cell
from perfreport.roundtrip.layout import CellLayout
from perfreport.roundtrip.pattern import bare
from perfreport.roundtrip.printed_codes import PrintedCodes

TOTAL = "像是合计行，由各行得出，不作为一项读入"
_FIGURE = regex(r"[\s\d.,，．％%+\-－*＊万元分]*")


def total_in(pairs: Sequence[tuple[CellLayout, Cell]], printed: PrintedCodes) -> Cell | None:
    """The cell that calls a repeated row, whose cells are ``pairs``, a total typed below others.

    Nothing but figures stands behind it. One that the template calls so
    is its own, and one that was ``printed`` so is data.
    """
    for place, (layout, cell) in enumerate(pairs):
        if may_be_total(cell.text) and is_total(bare(cell.text)):
            behind = [each.text for _, each in pairs[place + 1 :]]
            is_alone = all(map(_FIGURE.fullmatch, behind)) and (not place or any(behind))
            return cell if is_alone and not _is_own(layout, cell.text, printed) else None
    return None


def _is_own(layout: CellLayout, text: str, printed: PrintedCodes) -> bool:
    fields = (slot.path for slot in layout.slots if slot.path)
    says = bool(layout.words) and layout.says(text)
    return says or any(printed.was_printed(field, text) for field in fields)
