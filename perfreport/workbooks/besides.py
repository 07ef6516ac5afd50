"""What is in a data workbook besides its data: sheets that explain it, headers and footers."""

from __future__ import annotations

from collections.abc import Iterator

from perfreport.basics.patterns import regex
from perfreport.sheets.workbook import Sheet, Spot
from perfreport.workbooks.explanation import HOW
from perfreport.workbooks.headings import as_compared
from perfreport.workbooks.layout import CHOICES_SHEET, EXPLANATION_SHEET, Layout

_ROWS_OF_OPTIONS = 2
_CODE = regex("&[A-Z]")
_PAGE_NUMBERS = regex(r"(?:第|页|共|[Pp]age|of|[\d\s，,、/／—–-])*")


def is_own(sheet: Sheet, layout: Layout) -> bool:
    """Whether it is one that workbooks of this ``layout`` have and that holds no data.

    Somebody may call a sheet with data so.
    """
    name = as_compared(sheet.name)
    if name == EXPLANATION_SHEET:
        return Spot(0, 0) in sheet.cells and sheet.cells[Spot(0, 0)].shown.strip().endswith(HOW)
    if name != CHOICES_SHEET:
        return False
    offered = set(_offered(layout))
    first = (cell for spot, cell in sheet.cells.items() if spot.row < _ROWS_OF_OPTIONS)
    return any(cell.shown in offered for cell in first)


def _offered(layout: Layout) -> Iterator[str]:
    """All that may be chosen in any cell."""
    for entries in (layout.entries, *(each.entries for each in layout.lists)):
        for choices in filter(None, (each.choices for each in entries)):
            yield from choices.options
            yield from choices.by_text


def words_in_margins(sheet: Sheet) -> list[str]:
    """The headers and footers of a sheet, but for page numbers and the names of sheet and file."""
    texts = (" ".join(_CODE.sub(" ", each).split()) for each in sheet.margins)
    return [each for each in texts if not _PAGE_NUMBERS.fullmatch(each)]
