"""A Word table as markup."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping

from lxml import etree

from perfreport.derivation.balancing import column, limits_of, table_number
from perfreport.derivation.cells import CellWriter
from perfreport.derivation.controls import Control, Node, control, each_item, nested
from perfreport.derivation.grid import table_grid
from perfreport.derivation.paragraphs import ParagraphReader
from perfreport.derivation.places import Notes, Place
from perfreport.derivation.rows import Row, cells_of, read_row, rows_of
from perfreport.derivation.rowwriter import RowWriter
from perfreport.derivation.stylesheet import StyleSheet
from perfreport.derivation.tableformat import read_table_format
from perfreport.derivation.tableplace import Space, fitted, placing
from perfreport.derivation.writing import Line, StyleNames, opening, points
from perfreport.docx.page.elements import value_in
from perfreport.docx.spanning import is_noted
from perfreport.docx.tags import text_of
from perfreport.page.balance import Columns, Plan


class TableWriter:
    """Writes the tables of one part."""

    def __init__(
        self,
        sheet: StyleSheet,
        paragraphs: ParagraphReader,
        names: StyleNames,
        notes: Notes,
        plans: MutableMapping[int, Plan],
    ) -> None:
        """Read with ``sheet`` and ``paragraphs``; styles get their ``names``.

        What is known of tables whose columns may be balanced is put into ``plans``.
        """
        self._sheet = sheet
        self._paragraphs = paragraphs
        self._names = names
        self._notes = notes
        self._plans = plans

    def lines(self, table: etree._Element, place: Place, space: Space) -> Iterator[Line]:
        """The markup of ``table``.

        Raises:
            TemplateError: when the PDF has nothing like what is in it.
        """
        style = self._sheet.style_id("table", value_in(table, "tblPr", "tblStyle"))
        form = read_table_format(table, self._sheet.chain(style), place, self._notes)
        columns, nodes = self._read(table, place)
        cells = CellWriter(self._paragraphs, self._names, form, style)
        rows = RowWriter(nodes, cells)
        if not rows.is_empty:
            widths = fitted(table, columns, space)
            limits = limits_of(each_item(nodes), widths)
            number = table_number(table)
            if number is not None:
                balance = Columns(widths, limits, space.height)
                self._plans[number] = Plan(balance, rows.places())
            attributes = {
                "columns": " ".join(map(column, widths, limits)),
                **placing(table, widths, space, form.padding[1]),
                **rows.attributes,
                "border": f"{form.border:g}pt" if form.border else "0",
                "frame": f"{form.frame:g}pt" if form.frame else "",
                "padding": " ".join(map(points, form.padding)),
            }
            yield Line(opening("table", attributes), place)
            yield from rows.lines()
            yield Line("</table>", place)

    def _read(self, table: etree._Element, place: Place) -> tuple[list[float], list[Node[Row]]]:
        """The widths of the columns, and the rows among their loops and conditions."""
        items: list[tuple[etree._Element, Place] | Control] = []
        number = 0
        for row in rows_of(table):
            number += not is_noted(row)
            of_row = Place(place.part, f"{place.where}第 {number} 行", text_of(row))
            items.append(control(text_of(row), of_row) or (row, of_row))
        printed = [each for each in items if not isinstance(each, Control)]
        widths, grids = table_grid(
            table, [(row, *cells_of(row)) for row, _ in printed], place, self._notes
        )
        found = iter(grids)
        return widths, nested(
            each if isinstance(each, Control) else read_row(each[0], next(found), each[1])
            for each in items
        )
