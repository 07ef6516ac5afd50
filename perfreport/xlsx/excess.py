"""How much is in a workbook that was printed here, beside what a reader bears."""

from __future__ import annotations

from perfreport.office.limits import BOUNDLESS, Limits
from perfreport.office.others import WORKBOOK
from perfreport.office.package import sizes
from perfreport.office.unpacking import unpack

_SHEETS = "xl/worksheets/"
_CELL = b"<c "


def excess(content: bytes, limits: Limits | None = None) -> str | None:
    """What the workbook ``content``, printed here, has beyond the ``limits`` of a reader, in words.

    None when it is read without further ado. No sheet is read for that.
    """
    parts = unpack(content, WORKBOOK, BOUNDLESS)
    sheets = (part for name, part in parts.items() if name.startswith(_SHEETS))
    # Every cell that is covered by a merged one stands in the file for its lines.
    found = {**sizes(content, parts), "blocks": sum(sheet.count(_CELL) for sheet in sheets)}
    return (limits or Limits()).excess(found)
