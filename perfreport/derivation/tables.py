"""A Word table as markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from perfreport.derivation.cells import CellWriter
from perfreport.derivation.controls import Control, Node, each_item, flattened, nested
from perfreport.derivation.grid import table_grid
from perfreport.derivation.merging import RowSpan, row_spans
from perfreport.derivation.paragraphs import ParagraphReader
from perfreport.derivation.places import Notes, Place
from perfreport.derivation.rows import Row, cells_of, read_row, rows_of, statement_of
from perfreport.derivation.stylesheet import StyleSheet
from perfreport.derivation.tableformat import read_table_format
from perfreport.derivation.tableplace import Space, fitted, placing
from perfreport.derivation.writing import Line, StyleNames, element, points
from perfreport.docx.page.elements import value_in
from perfreport.docx.tags import text_of


class TableWriter:
    """Writes the tables of one part."""

    def __init__(
        self, sheet: StyleSheet, paragraphs: ParagraphReader, names: StyleNames, notes: Notes
    ) -> None:
        """Read with ``sheet`` and ``paragraphs``; styles get their ``names``."""
        self._sheet = sheet
        self._paragraphs = paragraphs
        self._names = names
        self._notes = notes

    def lines(self, table: etree._Element, place: Place, space: Space) -> Iterator[Line]:
        """The markup of ``table``.

        Raises:
            TemplateError: when the PDF has nothing like what is in it.
        """
        style = self._sheet.style_id("table", value_in(table, "tblPr", "tblStyle"))
        form = read_table_format(table, self._sheet.chain(style), place, self._notes)
        columns, nodes = self._read(table, place)
        widths = fitted(table, columns, space)
        rows = list(each_item(nodes))
        if not rows:
            return
        cells = CellWriter(self._paragraphs, self._names, form, style)
        headers = _header_rows(nodes)
        spans, covered = row_spans(nodes)
        written = {
            id(cell): cells.read(cell, row, rows)
            for row in rows
            for cell in row.cells
            if id(cell) not in covered
        }
        usual = cells.usual()
        attributes = {
            "columns": " ".join(map(points, widths)),
            **placing(table, widths, space, form.padding[1]),
            "header-rows": str(headers) if headers else "",
            "rows": "keep" if _most(row.is_whole for row in rows[headers:] or rows) else "split",
            "style": usual.style,
            "valign": usual.position,
            "border": points(form.border) if form.border else "0",
            "padding": f"{points(form.padding[0])} {points(form.padding[1])}",
        }
        yield Line(element("table", attributes, "").removesuffix("</table>"), place)
        number = 0
        for item in flattened(nodes):
            if isinstance(item, Control):
                yield Line(item.tag, item.place)
                continue
            number += 1
            shown = [cell for cell in item.cells if id(cell) not in covered]
            for cell in shown:
                if id(cell) in spans and spans[id(cell)].before:
                    yield Line(spans[id(cell)].before, cell.place)
            yield Line(element("tr", _height(item), "").removesuffix("</tr>"), item.place)
            yield from _free(item.free[0], item.place)
            for cell in shown:
                span = spans.get(id(cell), RowSpan(""))
                yield from cells.lines(
                    cell, written[id(cell)], usual, span.value, is_header=number <= headers
                )
            yield from _free(item.free[1], item.place)
            yield Line("</tr>", item.place)
        yield Line("</table>", place)

    def _read(self, table: etree._Element, place: Place) -> tuple[list[float], list[Node[Row]]]:
        """The widths of the columns, and the rows among their loops and conditions."""
        items: list[tuple[etree._Element, Place] | Control] = []
        for number, row in enumerate(rows_of(table), 1):
            of_row = Place(place.part, f"{place.where}第 {number} 行", text_of(row))
            items.append(statement_of(row, of_row) or (row, of_row))
        printed = [each for each in items if not isinstance(each, Control)]
        widths, grids = table_grid(
            table, [(row, *cells_of(row)) for row, _ in printed], place, self._notes
        )
        found = iter(grids)
        return widths, nested(
            each if isinstance(each, Control) else read_row(each[0], next(found), each[1])
            for each in items
        )


def _header_rows(nodes: Sequence[Node[Row]]) -> int:
    """How many rows at the beginning are repeated on every page."""
    count = 0
    for node in nodes:
        if not (isinstance(node, Row) and node.is_header):
            break
        count += 1
    return count


def _height(row: Row) -> dict[str, str]:
    if not row.height:
        return {}
    return {"height": points(row.height), "height-rule": "exact" if row.is_exact else ""}


def _free(columns: int, place: Place) -> Iterator[Line]:
    """What stands where a row has no cell."""
    if columns > 0:
        span = str(columns) if columns > 1 else ""
        yield Line(element("td", {"colspan": span, "border": "none"}, ""), place)


def _most(values: Iterator[bool] | Sequence[bool]) -> bool:
    """Whether most of ``values`` are true."""
    found = list(values)
    return 2 * sum(found) > len(found)
