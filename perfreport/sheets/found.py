"""What is found of a sheet while it is read, whatever file it is in."""

from __future__ import annotations

from dataclasses import dataclass, field

from perfreport.sheets.workbook import Area, Cell, Sheet, Spot

_MOST_BLANK = 100_000
"""Blank cells with lines in one stretch without a text: more are a formatted sheet, no table."""


@dataclass(slots=True)
class Found:
    """What was found so far: see ``Sheet``.

    Attributes:
        cells: that are not blank.
        merged: areas.
        hidden_rows: rows.
        hidden_columns: columns, also those where nothing stands.
        is_filtered: whether a filter leaves out rows.
        margins: the texts of headers and footers.
        struck: the cells among them that are struck through.
    """

    cells: dict[Spot, Cell] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)
    is_filtered: bool = False
    margins: list[str] = field(default_factory=list)
    struck: set[Spot] = field(default_factory=set)
    _bordered: set[Spot] = field(default_factory=set)
    _blank: list[Spot] = field(default_factory=list)

    def put(self, spot: Spot, cell: Cell) -> None:
        """Note the ``cell`` at ``spot``, row by row; a blank one only for its lines."""
        if cell.shown or cell.fault or cell.held is not None:
            self.cells[spot] = cell
            self._settle()
        elif cell.is_bordered:
            self._blank.append(spot)

    def _settle(self) -> None:
        """Keep the blank cells with lines before this one, unless they are a formatted sheet."""
        if self._blank:
            if len(self._blank) <= _MOST_BLANK:
                self._bordered.update(self._blank)
            self._blank.clear()

    def sheet(self, name: str, *, is_hidden: bool) -> Sheet:
        """All of it as the sheet called ``name``."""
        self._settle()
        width = max((spot.column for spot in self.cells), default=-1) if self.hidden_columns else -1
        hidden = (column for span in self.hidden_columns for column in span if column <= width)
        rows = {spot.row for spot in self.cells} if self.hidden_rows else set()
        return Sheet(
            name=name,
            cells=self.cells,
            merged=tuple(self.merged),
            bordered=frozenset(self._bordered),
            is_hidden=is_hidden,
            hidden_rows=frozenset(self.hidden_rows & rows),
            hidden_columns=frozenset(hidden),
            is_filtered=self.is_filtered,
            margins=tuple(self.margins),
            struck=frozenset(self.struck),
        )
