"""Tables of fixed columns, cell by cell."""

from __future__ import annotations

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
    rows = (_row(row, widths, styles) for row in table.rows)
    return w("tbl", properties, grid, *rows)


def _row(row: Row, widths: list[int], styles: Styles) -> Element:
    rule = "exact" if row.is_exact else "atLeast"
    properties = [
        *on("cantSplit", when=not row.may_break and not _is_tag(row)),
        *([w("trHeight", val=twips(row.height), hRule=rule)] if row.height else []),
        # Word repeats rows only where they are the table's first; the PDF repeats others too.
        *on("tblHeader", when=row.is_heading),
    ]
    cells, column = [], 0
    for cell in row.cells:
        cells.append(_cell(cell, sum(widths[column : column + cell.columns]), styles))
        column += cell.columns
    return w("tr", *([w("trPr", *properties)] if properties else []), *cells)


def _is_tag(row: Row) -> bool:
    return any(text.startswith("{%tr") for cell in row.cells for text in cell.paragraphs)


def _cell(cell: Cell, width: int, styles: Styles) -> Element:
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
    paragraphs = (_paragraph(text, cell, style) for text in cell.paragraphs)
    return w("tc", w("tcPr", *properties), *paragraphs)


def _paragraph(text: str, cell: Cell, style: Style) -> Element:
    # A label keeps its first row with the next, not all rows that it covers on one page.
    apart = off("keepNext", when=style.keep_next and cell.merge == "continue")
    align = [w("jc", val=cell.align)] if cell.align else []
    properties = w("pPr", w("pStyle", val=style.style_id), *apart, *align)
    return w("p", properties, *runs(text, bold=cell.bold))
