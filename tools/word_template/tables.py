"""The rows of a table, put on its columns: what covers what, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from tools.word_template.cells import (
    TO_THE_END,
    RowOptions,
    Typed,
    default_style,
    row_options,
    typed_cell,
)
from tools.word_template.description import Cell, Row
from tools.word_template.lines import TAG_ALONE, Line, Mistakes

_CLOSING = re.compile(r"\{%tr\s+end")


@dataclass
class _Span:
    """A cell that goes on below.

    Attributes:
        cell: as it was typed.
        columns: that it covers.
        style: of its paragraphs.
        left: how many rows it still covers; ``TO_THE_END`` for all.
    """

    cell: Typed
    columns: int
    style: str
    left: int


class TableRows:
    """Takes the rows of a table of so many columns one after the other."""

    def __init__(self, columns: int, text: str, styles: Container[str], mistakes: Mistakes) -> None:
        """Begin a table; ``text`` is the style of cells with tags, empty for the usual one."""
        self._columns = columns
        self._text = text
        self._styles = styles
        self._mistakes = mistakes
        self._spans: dict[int, _Span] = {}
        self.rows: list[Row] = []

    def take(self, line: Line) -> None:
        """Add the row that was typed on ``line``."""
        texts, rest = line.parts()
        tag = texts[0] if len(texts) == 1 else line.text
        if not _CLOSING.match(tag):
            self._drop_finished()
        if TAG_ALONE.fullmatch(tag):
            self.rows.append(Row(cells=self._tag_cells(tag)))
            return
        options = row_options(rest, line.number, self._styles, self._mistakes)
        if options is None:
            # Taken for the cell that it probably is: its columns are not missing.
            options, texts = RowOptions(), [*texts, rest]
        typed = [typed_cell(each, line.number, self._styles, self._mistakes) for each in texts]
        usual = options.style or ("表头" if options.is_heading else "")
        self.rows.append(
            Row(
                cells=tuple(self._placed(typed, usual, line.number)),
                is_heading=options.is_heading,
                height=options.height,
                is_exact=options.is_exact,
                may_break=options.may_break,
            )
        )

    def end(self) -> tuple[Row, ...]:
        """All rows, once the last was taken."""
        for span in self._spans.values():
            if span.left > 0:
                self._mistakes.add(
                    span.cell.line,
                    f"“{span.cell.text}”占 {span.cell.rows} 行，下面还缺 {span.left} 行；"
                    "占到表末请写 (到底)",
                )
        return tuple(self.rows)

    def _placed(self, typed: Sequence[Typed], usual: str, line: int) -> list[Cell]:
        """The cells of a row on their columns, with those that go on from above."""
        cells: list[Cell] = []
        covered = dict(self._spans)
        column = 0
        for each in typed:
            if span := covered.get(column):
                self._check_covered(each, span, line)
                cells.append(self._below(span))
                column += span.columns
            else:
                columns = each.columns or self._free(column)
                self._check_room(each, column, columns, line)
                cells.append(self._new(each, column, columns, usual))
                column += columns
        self._check_width(column, line)
        return cells

    def _new(self, typed: Typed, column: int, columns: int, usual: str) -> Cell:
        style = usual or self._usual(typed.text)
        if typed.rows == 1:
            return typed.cell(columns, "", style)
        left = TO_THE_END if typed.rows == TO_THE_END else typed.rows - 1
        self._spans[column] = _Span(typed, columns, style, left)
        return typed.cell(columns, "restart", style)

    def _usual(self, text: str) -> str:
        style = default_style(text)
        return self._text if self._text and style == "表格正文" else style

    def _below(self, span: _Span) -> Cell:
        if span.left != TO_THE_END:
            span.left -= 1
        return span.cell.cell(span.columns, "continue", span.style)

    def _drop_finished(self) -> None:
        """Let go of the cells that end above; the end of a loop still stands beside them."""
        self._spans = {column: span for column, span in self._spans.items() if span.left}

    def _free(self, column: int) -> int:
        """How many columns from ``column`` on nothing from above covers."""
        return min([each for each in self._spans if each > column] or [self._columns]) - column

    def _tag_cells(self, tag: str) -> tuple[Cell, ...]:
        """The row that a tag stands in; what goes on from above goes on through it."""
        cells: list[Cell] = []
        column = 0
        while column < self._columns:
            if span := self._spans.get(column):
                cells.append(span.cell.cell(span.columns, "continue", span.style))
                column += span.columns
            else:
                free = self._free(column)
                cells.append(Typed(tag, 0).cell(free, "", "表格正文"))
                tag, column = "", column + free
        return tuple(cells)

    def _check_covered(self, typed: Typed, span: _Span, line: int) -> None:
        if not typed.is_blank:
            self._mistakes.add(
                line,
                f"“{typed.text}”的位置由第 {span.cell.line} 行的“{span.cell.text}”占着，"
                "这一格请留空",
            )

    def _check_room(self, typed: Typed, column: int, columns: int, line: int) -> None:
        if columns > self._free(column) and (column + columns <= self._columns):
            self._mistakes.add(line, f"“{typed.text}”占 {columns} 列，盖住了上面占下来的格")
            hidden = range(column, column + columns)
            self._spans = {at: span for at, span in self._spans.items() if at not in hidden}

    def _check_width(self, columns: int, line: int) -> None:
        if columns != self._columns:
            self._mistakes.add(
                line,
                f"这一行的格合起来占 {columns} 列，表格有 {self._columns} 列；"
                "请改 (2c) 这样的列数，上面占下来的格要留空格位",
            )
