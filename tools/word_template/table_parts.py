"""Tables of fixed columns, cell by cell."""

from __future__ import annotations

from itertools import zip_longest

from tools.word_template.description import EDGES, Cell, Row, Style, Table
from tools.word_template.elements import Element, off, on, twips, w
from tools.word_template.style_parts import TABLE_STYLE
from tools.word_template.texts import runs

Styles = dict[str, Style]


def table_of(table: Table, styles: Styles) -> Element:
    """The table as Word keeps it."""
    widths = [twips(width) for width in table.widths]
    properties = w(
        "tblPr",
        w("tblStyle", val=TABLE_STYLE),
        w("tblW", w=sum(widths), type="dxa"),
        w("jc", val=table.align),
        w("tblLayout", type="fixed"),
        *([w("tblCaption", val=table.title)] if table.title else []),
    )
    grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    rows = (
        _row(row, widths, styles, is_kept=row.is_heading and _goes_on(following))
        for row, following in zip_longest(table.rows, table.rows[1:])
    )
    return w("tbl", properties, grid, *rows)


def _goes_on(following: Row | None) -> bool:
    """Whether heads stay with what is ``following``: more heads, or the rows of a loop.

    A row of long texts may be higher than a page, and LibreOffice cuts such a one off below a row
    that is kept with it.
    """
    return following is not None and (following.is_heading or _is_tag(following))


def _row(row: Row, widths: list[int], styles: Styles, *, is_kept: bool) -> Element:
    rule = "exact" if row.is_exact else "atLeast"
    properties = [
        *on("cantSplit", when=not row.may_break and not _is_tag(row)),
        *([w("trHeight", val=twips(row.height), hRule=rule)] if row.height else []),
        # Word repeats rows only where they are the table's first; the PDF repeats others too.
        *on("tblHeader", when=row.is_heading),
    ]
    cells, column = [], 0
    for cell in row.cells:
        width = sum(widths[column : column + cell.columns])
        cells.append(_cell(cell, width, styles, is_kept=is_kept))
        column += cell.columns
    return w("tr", *([w("trPr", *properties)] if properties else []), *cells)


def _is_tag(row: Row) -> bool:
    return any(text.startswith("{%tr") for cell in row.cells for text in cell.paragraphs)


def _cell(cell: Cell, width: int, styles: Styles, *, is_kept: bool) -> Element:
    missing = [edge for edge in EDGES if edge not in cell.edges]
    properties = [
        w("tcW", w=width, type="dxa"),
        *([w("gridSpan", val=cell.columns)] if cell.columns > 1 else []),
        *([w("vMerge", val=cell.merge)] if cell.merge else []),
        *([w("tcBorders", *(w(edge, val="nil") for edge in missing))] if missing else []),
        *([w("shd", val="clear", color="auto", fill=cell.fill)] if cell.fill else []),
        *([w("textDirection", val="tbRlV")] if cell.is_vertical else []),
        w("vAlign", val=cell.place),
    ]
    style = styles[cell.style]
    paragraphs = (_paragraph(text, cell, style, is_kept=is_kept) for text in cell.paragraphs)
    return w("tc", w("tcPr", *properties), *paragraphs)


def _paragraph(text: str, cell: Cell, style: Style, *, is_kept: bool) -> Element:
    # A label keeps its first row with the next, not all rows that it covers on one page.
    is_below = cell.merge == "continue" and not is_kept
    kept = [
        *on("keepNext", when=is_kept and not style.keep_next),
        *off("keepNext", when=is_below and style.keep_next),
    ]
    align = [w("jc", val=cell.align)] if cell.align else []
    properties = w("pPr", w("pStyle", val=style.style_id), *kept, *align)
    return w("p", properties, *runs(text, bold=cell.bold))
