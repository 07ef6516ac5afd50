"""From the sheets of a printed workbook to what stands on its page.

Cells with lines around them are tables; any other row with words is a paragraph. What somebody
typed beside the tables, or on a sheet of their own, is no part of the page.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from perfreport.basics.messages import shown
from perfreport.basics.patterns import regex
from perfreport.office.limits import Limits
from perfreport.page.blocks import Block, Cell, Page, Paragraph, Row, Stray, Table, Traces
from perfreport.page.sheets import table_of
from perfreport.sheets import workbook as sheets
from perfreport.sheets.figures import shows_another
from perfreport.sheets.workbook import Sheet, Spot, Workbook
from perfreport.xlsx.computing import computed
from perfreport.xlsx.embedding import printed_sheets

_BESIDE = "写在表格以外，不在任何填写的位置"
_OTHER_SHEET = "生成时没有这张工作表，没有收"
_NUMBER = regex(r"([-+−]?)([\d,]*\.?\d+)(%?)")
_MOST_ROWS = 10
"""That are hidden, and named."""


def read_page(workbook: Workbook, traces: Traces, limits: Limits) -> Page:
    """What stands in ``workbook``, in which an editor left ``traces``.

    Raises:
        InputError: when there is more than ``limits`` allow.
    """
    own, others = printed_sheets(workbook)
    limits.require(blocks=sum(_size(each, limits.blocks) for each in own))
    own = computed(own)
    readers = [_SheetReader(sheet, limits) for sheet in own]
    remarks = [*workbook.remarks, *(each for sheet in own for each in _hidden(sheet))]
    return Page(
        blocks=tuple(block for each in readers for block in each.blocks()),
        margins=tuple(text for sheet in own for text in sheet.margins),
        traces=replace(traces, remarks=[*traces.remarks, *remarks]),
        strays=(*(stray for each in readers for stray in each.strays), *_unknown(others)),
        program="Excel",
    )


def _size(sheet: Sheet, most: int) -> int:
    """How many cells ``sheet`` has, with those that are covered by merged ones.

    Of merged areas that cover more than ``most`` beside all other cells it need not be exact: they
    may be as large as a sheet, and would be counted for hours.
    """
    known = len(sheet.cells) + len(sheet.bordered)
    area = sum(
        (last.row - first.row + 1) * (last.column - first.column + 1)
        for first, last in sheet.merged
    )
    if area > most + known:
        return area
    covered = (
        Spot(row, column)
        for first, last in sheet.merged
        for row in range(first.row, last.row + 1)
        for column in range(first.column, last.column + 1)
    )
    return known + sum(spot not in sheet.cells and spot not in sheet.bordered for spot in covered)


def _unknown(others: Sequence[Sheet]) -> Iterator[Stray]:
    for sheet in others:
        if texts := [cell.shown for _, cell in sorted(sheet.cells.items()) if cell.shown.strip()]:
            more = f" 等 {len(texts)} 格" if len(texts) > 1 else ""
            yield Stray(f"{shown(texts[0])}{more}", f"工作表“{sheet.name}”", _OTHER_SHEET)


def _hidden(sheet: Sheet) -> Iterator[str]:
    """What of ``sheet`` is not shown though it is read."""
    rows = sorted({spot.row + 1 for spot in sheet.cells if spot.row in sheet.hidden_rows})
    columns = {spot.column for spot in sheet.cells if spot.column in sheet.hidden_columns}
    letters = [Spot(0, column).address.rstrip("1") for column in sorted(columns)]
    found = []
    if rows:
        first = "、".join(map(str, rows[:_MOST_ROWS]))
        found.append(f"第 {first} 行" + (f"等 {len(rows)} 行" if len(rows) > _MOST_ROWS else ""))
    if letters:
        found.append(f"{'、'.join(letters)} 列")
    what = "隐藏" if not sheet.is_filtered else "隐藏或筛选掉"
    if sheet.is_hidden:
        yield f"工作表“{sheet.name}”是隐藏的，其中的内容照样读入"
    if found:
        yield f"工作表“{sheet.name}”的{'、'.join(found)}{what}了，其中的内容照样读入"


class _SheetReader:
    """Reads one sheet.

    Attributes:
        strays: what stands beside its blocks, known once these were read.
    """

    def __init__(self, sheet: Sheet, limits: Limits) -> None:
        self.strays: list[Stray] = []
        self._limits = limits
        self._sheet = sheet
        self._rows = [
            Row(tuple(self._cell(number, cell) for cell in row.cells))
            for number, row in enumerate(table_of(sheet).rows)
        ]
        self._lined = _lined(sheet)
        ends = [column for columns in self._lined.values() for column in columns]
        self._end = max(ends) if ends else max((spot.column for spot in sheet.cells), default=0)

    def blocks(self) -> Iterator[Block]:
        """The tables and paragraphs of the sheet from top to bottom."""
        run: list[int] = []
        for number, row in enumerate(self._rows):
            if number in self._lined or (run and self._goes_on(number)):
                run.append(number)
                continue
            if run:
                yield self._table(run)
            run = []
            yield from self._paragraph(row)
        if run:
            yield self._table(run)

    def _goes_on(self, number: int) -> bool:
        """Whether the row without lines is one of the table above: with cells as that has them.

        What is printed below a table is merged over several columns.
        """
        written = self._written(self._rows[number])
        above = {(cell.column, cell.columns) for cell in self._rows[number - 1].cells}
        is_inside = number + 1 in self._lined and any(cell.columns == 1 for cell in written)
        is_alike = all((cell.column, cell.columns) in above for cell in written)
        return is_inside or (len(written) > 1 and is_alike)

    def _table(self, numbers: Sequence[int]) -> Table:
        """The table in the rows with these ``numbers``, on a grid of its own columns."""
        lined = [column for number in numbers for column in self._lined.get(number, ())]
        first, last = min(lined), max(lined)
        rows: list[list[Cell]] = []
        for number in numbers:
            cells = self._rows[number].cells
            self._leave(cell for cell in cells if not first <= cell.column <= last)
            rows.append([cell for cell in cells if first <= cell.column <= last])
        written = {cell.column for row in rows for cell in row if cell.text.strip()}
        # One in which no cell begins gives room to the long text of the row above.
        rows = [row for row in rows if any(c.above is None and c.column in written for c in row)]
        rows = [row for row in rows if self._says_something(row)]
        starts = {cell.column for row in rows for cell in row}
        ends = {cell.column + cell.columns for row in rows for cell in row}
        edges = sorted(starts | ends)
        self._limits.require(blocks=len(rows) * (len(edges) - 1))
        return Table(tuple(Row(tuple(_on_grid(row, edges))) for row in rows))

    def _paragraph(self, row: Row) -> Iterator[Paragraph]:
        self._leave(cell for cell in row.cells if cell.column > self._end)
        if written := self._written(row):
            text = "\t".join(cell.text for cell in written)
            yield Paragraph(text, is_styled=False, place=written[0].place)

    def _says_something(self, row: Sequence[Cell]) -> bool:
        """Whether there is more in ``row`` than sums: else nothing tells which sort of row it is.

        It was put in and not filled in, or emptied.
        """
        if any(cell.label.strip() and not cell.is_formula for cell in row):
            return True
        self._leave(cell for cell in row if cell.value != 0)
        return False

    def _written(self, row: Row) -> list[Cell]:
        """The cells with words of a row, as far as tables reach."""
        return [c for c in row.cells if c.column <= self._end and c.text.strip()]

    def _leave(self, cells: Iterator[Cell]) -> None:
        """Note the ``cells`` that stand beside all blocks."""
        for cell in cells:
            if words := cell.text.strip():
                self.strays.append(Stray(words, cell.place, _BESIDE))

    def _cell(self, row: int, cell: Cell) -> Cell:
        """``cell`` of the ``row`` with what it holds, where that is not what it shows."""
        spot = Spot(row, cell.column)
        cell = replace(cell, place=self._sheet.place(spot))
        found = self._sheet.cells.get(spot)
        if found is None or cell.above is not None:
            return cell
        lines = found.fault or said(found)
        paragraphs = (Paragraph(line, is_styled=False) for line in lines.split("\n"))
        return replace(
            cell,
            paragraphs=tuple(each for each in paragraphs if each.text.strip()),
            is_formula=found.is_formula,
            fault=found.fault,
            value=value_of(found),
        )


def said(cell: sheets.Cell) -> str:
    """What ``cell`` says: as it is shown, unless its format hides digits that were typed."""
    if (
        cell.is_formula
        or not isinstance(cell.held, Decimal)
        or shows_another(cell.shown, cell.held)
    ):
        return cell.shown
    is_percent = cell.shown.strip().endswith("%")
    if _number_in(cell.shown) == cell.held:
        return cell.shown
    return f"{(cell.held * 100).normalize():f}%" if is_percent else f"{cell.held:f}"


def value_of(cell: sheets.Cell) -> Decimal | None:
    """The number that ``cell`` says; of one that is computed as far as it is shown."""
    if not isinstance(cell.held, Decimal):
        return None
    is_as_shown = cell.is_formula or shows_another(cell.shown, cell.held)
    return _number_in(cell.shown) if is_as_shown else cell.held


def _number_in(text: str) -> Decimal | None:
    """The only number in ``text``."""
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return None
    ((sign, digits, percent),) = found
    number = Decimal(digits.replace(",", ""))
    return number * (-1 if sign in ("-", "−") else 1) / (100 if percent else 1)


def _lined(sheet: Sheet) -> dict[int, tuple[int, int]]:
    """The rows with lines around their cells: the first and the last column of these."""
    found: dict[int, tuple[int, int]] = {}
    bordered = (spot for spot, cell in sheet.cells.items() if cell.is_bordered)
    for row, column in (*sheet.bordered, *bordered):
        first, last = found.get(row, (column, column))
        found[row] = min(first, column), max(last, column)
    return found


def _on_grid(row: Sequence[Cell], edges: Sequence[int]) -> Iterator[Cell]:
    """The cells of ``row`` on the grid with these ``edges``, blank ones where it has none."""
    cells = {cell.column: cell for cell in row}
    end = edges[0]
    for place, (edge, _) in enumerate(pairwise(edges)):
        if cell := cells.get(edge):
            end = edge + cell.columns
            yield replace(cell, column=place, columns=bisect_left(edges, end) - place)
        elif edge >= end:
            yield Cell((), place)
