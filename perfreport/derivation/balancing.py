"""What is known of a Word table whose columns may be balanced (``docx/widths.py``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from perfreport.derivation.formats import Indent, ParagraphFormat
from perfreport.derivation.rows import Cell, Row
from perfreport.derivation.writing import points
from perfreport.docx.widths import CELL, LIMITS, TABLE
from perfreport.page.alike import Setting
from perfreport.page.balance import MILLIMETRE, Limits

Padding = tuple[float, float]
"""The space above and below the text of a cell, and beside it."""


def table_number(table: etree._Element) -> int | None:
    """The number of ``table`` among those whose columns may be balanced; None for any other."""
    number = table.get(TABLE, "")
    return int(number) if number else None


def cell_number(cell: Cell) -> int:
    """The number of ``cell`` in such a table."""
    return int(cell.element.get(CELL, ""))


def limits_of(rows: Iterable[Row], widths: Sequence[float]) -> list[Limits | None]:
    """The limits of the columns of a table with these ``widths``, in points; None for no limits."""
    limits: list[Limits | None] = [None] * len(widths)
    for cell in (cell for row in rows for cell in row.cells):
        if said := cell.element.get(LIMITS):
            least, most = (float(each) * MILLIMETRE for each in said.split())
            width = widths[cell.span.column]
            # Word rounds widths that somebody draws, and widths in percent are known here alone.
            limits[cell.span.column] = Limits(min(least, width), max(most, width))
    return limits


def column(width: float, limits: Limits | None) -> str:
    """A column as the markup has it."""
    if limits is None:
        return points(width)
    return f"{points(width)}[{points(limits.least)},{points(limits.most)}]"


def setting_of(cell: Cell, row: Row, form: ParagraphFormat, padding: Padding) -> Setting:
    """How the text of ``cell`` is set, as the engine will read it in the markup."""
    above, beside = (_rounded(2 * _rounded(each)) for each in padding)
    em = _rounded(form.text.size + form.text.spacing)
    around = _indent(form.left, em) + _indent(form.right, em)
    exact = bool(row.height) and row.is_exact
    return Setting(
        em=em,
        leading=0.0 if exact else _rounded(form.leading),
        beside=_rounded(beside + around),
        first=_rounded(_indent(form.first, em)),
        above=0.0 if exact else above,
        height=_rounded(row.height),
        upright=cell.is_upright,
    )


def _indent(indent: Indent, em: float) -> float:
    return indent.value * em if indent.unit == "em" else _rounded(indent.value)


def _rounded(length: float) -> float:
    return round(length, 2)
