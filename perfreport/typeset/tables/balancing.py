"""Tables whose columns follow what stands in them, within limits (``page/balance.py``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from perfreport.page.alike import CellText, Setting
from perfreport.page.balance import Columns, Limits, balanced
from perfreport.typeset.display import make
from perfreport.typeset.markup.attributes import Balanced, Length
from perfreport.typeset.markup.blocks import (
    Cell,
    CellFormat,
    PageSetup,
    Paragraph,
    Row,
    RowFormat,
    TableFormat,
)
from perfreport.typeset.markup.styles import TAB
from perfreport.typeset.tables.columns import RowShape

_Place = tuple[int, int, int, Setting]
"""Which cell of its row it is, its first column, how many it covers, and how it is set."""

Places = dict[tuple[RowShape, RowFormat], list[_Place]]
"""Of the cells of rows that are written alike."""


def is_balanced(table: TableFormat) -> bool:
    """Whether columns of ``table`` follow what stands in it."""
    return any(isinstance(column, Balanced) for column in table.columns)


def settled(
    table: TableFormat, rows: Iterable[tuple[Row, RowShape]], setup: PageSetup
) -> TableFormat:
    """``table``, which holds ``rows``, with the widths that it comes out lowest with.

    Raises:
        TemplateError: a column has no other to change widths with.
    """
    limits = [
        Limits(column.least, column.most) if isinstance(column, Balanced) else None
        for column in table.columns
    ]
    widths = [
        column.width if isinstance(column, Balanced) else column.points(0.0)
        for column in table.columns
        if isinstance(column, Balanced | Length)
    ]
    if len(widths) < len(limits):
        raise table.mistake("有了 24mm[20mm,40mm] 这样的列，其余各列要写长度，不能写 * 或 fit")
    if len(limits) - limits.count(None) < 2:
        raise table.mistake("24mm[20mm,40mm] 这样的列要有两列以上，才能互相换宽窄")
    columns = Columns(widths, limits, setup.bottom - setup.top)
    places: Places = {}
    found = balanced(columns, (_texts(*each, places) for each in rows))
    return replace(table, columns=tuple(Length(width, "pt") for width in found))


def _texts(row: Row, shape: RowShape, places: Places) -> list[CellText]:
    """The cells of ``row`` that end in it."""
    key = (shape, row.format)
    known = places.get(key)
    if known is None:
        known = places[key] = _places(row, shape)
    cells = row.cells
    return [
        make(CellText, (column, columns, setting, _paragraphs(cells[index])))
        for index, column, columns, setting in known
    ]


def _places(row: Row, shape: RowShape) -> list[_Place]:
    """The places of cells that end in their row, in rows that are written like ``row``."""
    return [
        (index, column, form.columns, _setting(form, row))
        for index, (form, column) in enumerate(zip(shape.formats, shape.columns, strict=True))
        if form.rows == 1
    ]


def _setting(form: CellFormat, row: Row) -> Setting:
    style = form.style
    above, beside = (round(2 * round(each, 2), 2) for each in form.padding)
    return Setting(
        em=round(style.em, 2),
        leading=0.0 if row.format.exact else round(style.leading, 2),
        beside=round(beside + style.around + form.indent, 2),
        first=round(style.indent, 2),
        above=0.0 if row.format.exact else above,
        height=round(row.format.height, 2),
        upright=form.upright,
    )


def _paragraphs(cell: Cell) -> Sequence[str]:
    return [each if isinstance(each, str) else _text(each) for each in cell.content]


def _text(paragraph: Paragraph) -> str:
    return "\n".join(
        "".join(text for text, _ in spans if text is not TAB) for spans in paragraph.segments
    )
