"""The rows of a Word table as markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perfreport.derivation.balancing import cell_number, setting_of
from perfreport.derivation.cells import CellWriter
from perfreport.derivation.controls import Control, Node, each_item, flattened
from perfreport.derivation.heads import repeated_rows
from perfreport.derivation.merging import row_spans
from perfreport.derivation.places import Place
from perfreport.derivation.rows import Cell, Row
from perfreport.derivation.writing import Line, element, opening, points
from perfreport.page.alike import Setting
from perfreport.page.balance import CellPlace


class RowWriter:
    """Writes the rows of one table.

    Attributes:
        is_empty: whether there are none.
        attributes: of the table, which hold for most of them.
    """

    def __init__(self, nodes: Sequence[Node[Row]], cells: CellWriter) -> None:
        """Read the cells of ``nodes`` with ``cells``.

        Raises:
            TemplateError: when the PDF has nothing like what is in them.
        """
        self._nodes = nodes
        self._cells = cells
        self._spans, self._covered = row_spans(nodes)
        rows = list(each_item(nodes))
        self.is_empty = not rows
        if self.is_empty:
            return
        self._contents = {
            id(cell): cells.read(cell, row, rows)
            for row in rows
            for cell in row.cells
            if id(cell) not in self._covered
        }
        self._usual = cells.usual()
        self._headers = _header_rows(nodes)
        self._repeated = repeated_rows(nodes, self._headers)
        below = rows[self._headers :] or rows
        self._keep = 2 * sum(row.is_whole for row in below) > len(below)
        self.attributes = {
            "header-rows": str(self._headers) if self._headers else "",
            "rows": "keep" if self._keep else "split",
            "style": self._usual.style,
            "valign": self._usual.position,
        }

    def lines(self) -> Iterator[Line]:
        """The markup of all rows."""
        number = 0
        for item in flattened(self._nodes):
            if isinstance(item, Control):
                yield Line(item.tag, item.place)
            else:
                number += 1
                yield from self._row(item, is_header=number <= self._headers)

    def _row(self, row: Row, *, is_header: bool) -> Iterator[Line]:
        shown = [cell for cell in row.cells if id(cell) not in self._covered]
        for cell in shown:
            if id(cell) in self._spans and self._spans[id(cell)].before:
                yield Line(self._spans[id(cell)].before, cell.place)
        is_bare = all(cell.label or id(cell) in self._spans for cell in shown)
        height = row.height or (self._line_height(row) if is_bare else 0.0)
        attributes = self._attributes(row, height, is_header=is_header)
        yield Line(opening("tr", attributes), row.place)
        yield from _free(row.free[0], row.place)
        for cell in shown:
            span = self._spans[id(cell)].value if id(cell) in self._spans else ""
            content = self._contents[id(cell)]
            yield from self._cells.lines(cell, content, self._usual, span, is_header=is_header)
        yield from _free(row.free[1], row.place)
        yield Line("</tr>", row.place)

    def places(self) -> dict[int, CellPlace]:
        """The cells of a table whose columns may be balanced, by their numbers."""
        return {
            cell_number(cell): CellPlace(*cell.span, self._setting(cell, row))
            for row in each_item(self._nodes)
            for cell in row.cells
        }

    def _setting(self, cell: Cell, row: Row) -> Setting | None:
        if id(cell) in self._covered:
            return None
        form = self._contents[id(cell)].form
        return setting_of(cell, row, form, self._cells.padding_of(cell))

    def _line_height(self, row: Row) -> float:
        """The height that Word gives to a row of which all cells go on in the next."""
        leading = min(self._cells.leading(cell) for cell in row.cells) if row.cells else 0.0
        return leading + 2 * self._cells.padding

    def _attributes(self, row: Row, height: float, *, is_header: bool) -> dict[str, str]:
        is_usual = row.is_whole == self._keep or is_header
        return {
            "height": points(height) if height else "",
            "height-rule": "exact" if row.height and row.is_exact else "",
            "keep": "" if is_usual else "yes" if row.is_whole else "no",
            "repeat": self._repeated.get(id(row), ""),
        }


def _header_rows(nodes: Sequence[Node[Row]]) -> int:
    """How many rows at the beginning are repeated on every page."""
    count = 0
    for node in nodes:
        if not (isinstance(node, Row) and node.is_header):
            break
        count += 1
    return count


def _free(columns: int, place: Place) -> Iterator[Line]:
    """What stands where a row has no cell."""
    if columns > 0:
        span = str(columns) if columns > 1 else ""
        yield Line(element("td", {"colspan": span, "border": "none"}, ""), place)
