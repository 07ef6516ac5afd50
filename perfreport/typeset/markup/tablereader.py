"""From the markup of a table to its format and rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from perfreport.typeset.display import Color, make
from perfreport.typeset.markup.attributes import ALL_SIDES, Length
from perfreport.typeset.markup.blocks import (
    Cell,
    CellFormat,
    Paragraph,
    Row,
    RowFormat,
    TableFormat,
)
from perfreport.typeset.markup.grammar import Attributes
from perfreport.typeset.markup.inline import InlineText
from perfreport.typeset.markup.styles import ParagraphStyle, StyleSheet
from perfreport.typeset.text.setting import Align

TableEvent = TableFormat | Row | None
"""A table begins, it has one more row, it ends."""

_STYLE = "表格正文"
_BORDER = 0.5
_NO_INDENT = Length(0.0, "pt")
_PADDING = (Length(2.0, "pt"), Length(4.0, "pt"))


class _RowsAlike(NamedTuple):
    """What rows of a table that are written alike share, and the formats of their cells so far."""

    format: RowFormat
    keep: bool
    fill: Color | None
    cells: dict[Attributes, CellFormat]
    prose: dict[CellFormat, CellFormat]


class TableReader:
    """Makes events of the elements of one table at a time."""

    def __init__(self, styles: StyleSheet, inline: InlineText, events: list[Any]) -> None:
        """Append what is read to ``events``; ``inline`` gathers the text of cells."""
        self._styles = styles
        self._inline = inline
        self._events = events
        self.in_cell = False

    def open_table(self, attributes: Attributes, line: int) -> None:
        """A table starts."""
        columns = attributes.get("columns")
        aligns = attributes.get("align", (None,))
        if len(aligns) == 1:
            aligns *= len(columns)
        if len(aligns) != len(columns):
            raise ValueError(
                f"align 有 {len(aligns)} 个值，应是 1 个，或与列数 {len(columns)} 相同"
            )
        if "indent" in attributes and attributes.get("position"):
            raise ValueError('indent 从版心左边算起，不能与 position="center" 或 "right" 同用')
        self._style = self._styles.get(attributes.get("style"), _STYLE)
        self._position = attributes.get("valign", 0.5)
        self._keep = attributes.get("rows") == "keep"
        self._fill = attributes.get("fill")
        self._padding = _points(attributes.get("padding", _PADDING), self._style.em)
        self._rows: dict[Attributes, _RowsAlike] = {}
        self._events.append(self._table_format(attributes, aligns, line))

    def open_row(self, attributes: Attributes, line: int) -> None:
        """A row starts."""
        row = self._rows.get(attributes)
        if row is None:
            row = self._rows[attributes] = self._new_row(attributes)
        self._row = row
        self._line = line
        self._cells: list[Cell] = []

    def open_cell(self, attributes: Attributes, _: int) -> None:
        """A cell starts."""
        # Cells written alike share their attributes, so a long table has a handful of formats.
        formats = self._row.cells
        cell_format = formats.get(attributes)
        if cell_format is None:
            cell_format = formats[attributes] = self._cell_format(attributes)
        self._cell = cell_format
        self._paragraphs: list[str | Paragraph] = []
        self.in_cell = True
        self._inline.start(cell_format.style.text)

    def open_paragraph(self, attributes: Attributes) -> None:
        """A paragraph starts in a cell."""
        self._refuse_text_beside_paragraphs()
        if not self._cell.prose:
            self._cell = self._in_prose(self._cell)
        style = self._style_in_cell(attributes.get("style"))
        self._paragraph_style = self._styles.indented(style, attributes)
        self._inline.start(self._paragraph_style.text)

    def close_paragraph(self) -> None:
        """The paragraph is complete."""
        self._paragraphs.append(self._paragraph(self._paragraph_style))
        self._inline.start(self._cell.style.text)

    def close_cell(self) -> None:
        """The cell is complete."""
        self.in_cell = False
        if self._paragraphs:
            self._refuse_text_beside_paragraphs()
        elif self._inline.plain != "":
            self._paragraphs.append(self._paragraph(self._cell.style))
        self._cells.append(make(Cell, (self._cell, tuple(self._paragraphs))))

    def close_row(self) -> None:
        """The row is complete."""
        self._events.append(Row(self._line, self._cells, self._row.format))

    def close_table(self) -> None:
        """The table is complete."""
        self._events.append(None)

    def _paragraph(self, style: ParagraphStyle) -> str | Paragraph:
        plain = self._inline.plain
        # Plain text is the common case, and stays a string until it is set.
        if plain is None or style is not self._cell.style:
            return Paragraph(style, self._inline.finish())
        return plain

    def _refuse_text_beside_paragraphs(self) -> None:
        if not self._inline.blank:
            raise ValueError("单元格里有了 <p> 或 <list>，其余文字也要写在 <p> 里")

    def _in_prose(self, cell: CellFormat) -> CellFormat:
        formats = self._row.prose
        found = formats.get(cell)
        if found is None:
            found = formats[cell] = cell.in_paragraphs()
        return found

    def _style_in_cell(self, name: str | None) -> ParagraphStyle:
        if name is None:
            return self._cell.style
        style = self._styles.get(name)
        return style.aligned(self._cell.align) if self._cell.align else style

    def _new_row(self, attributes: Attributes) -> _RowsAlike:
        keep = attributes.get("keep", self._keep)
        return _RowsAlike(_row_format(attributes), keep, attributes.get("fill", self._fill), {}, {})

    def _cell_format(self, attributes: Attributes) -> CellFormat:
        name = attributes.get("style")
        style = self._style if name is None else self._styles.get(name)
        padding = self._padding
        if "padding" in attributes:
            padding = _points(attributes.get("padding"), style.em)
        return CellFormat(
            style=style,
            align=attributes.get("align"),
            columns=attributes.get("colspan", 1),
            rows=attributes.get("rowspan", 1),
            label="rowspan" in attributes,
            position=attributes.get("valign", self._position),
            upright=attributes.get("vertical", False),
            indent=attributes.get("indent", _NO_INDENT).points(style.em),
            padding=padding,
            border=attributes.get("border", ALL_SIDES),
            fill=attributes.get("fill", self._row.fill),
            keep=self._row.keep,
        )

    def _table_format(
        self, attributes: Attributes, aligns: tuple[Align | None, ...], line: int
    ) -> TableFormat:
        em = self._style.em
        return TableFormat(
            columns=attributes.get("columns"),
            width=attributes.get("width"),
            indent=attributes.get("indent", _NO_INDENT).points(em),
            part=0.0 if "indent" in attributes else attributes.get("position", 0.5),
            aligns=aligns,
            header_rows=attributes.get("header-rows", 0),
            border=attributes.get("border", _BORDER),
            frame=attributes.get("frame", 0),
            padding=self._padding,
            empty=Cell(
                CellFormat(
                    self._style,
                    align="center",
                    columns=len(aligns),
                    padding=self._padding,
                    fill=self._fill,
                    keep=self._keep,
                ),
                (attributes.get("empty", "无"),),
            ),
            line=line,
        )


def _points(padding: Sequence[Length], em: float) -> tuple[float, float]:
    """Above and below, and left and right; one value is for all."""
    return padding[0].points(em), padding[-1].points(em)


def _row_format(attributes: Attributes) -> RowFormat:
    height = attributes.get("height", 0.0)
    if not height and "height-rule" in attributes:
        raise ValueError('有 height-rule 就要有 height，如 height="12mm"')
    is_exact = attributes.get("height-rule") == "exact"
    return RowFormat(height, is_exact, attributes.get("repeat"))
