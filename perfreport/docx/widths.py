"""Columns whose widths follow what stands in them: ``{% width 40 100 %}``.

The tag stands in a cell of the column and says how many millimetres it may be wide. That is a mark
in the Word template and no key of the manifest: a column is where it is, whatever its heading says
and however often a table is repeated; Word keeps the mark as it keeps any text; and a form with a
Word template of its own has no limits of another one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from lxml import etree

from perfreport.basics.errors import TemplateError
from perfreport.basics.patterns import regex
from perfreport.docx.page.elements import number_in, unwrapped, whole
from perfreport.docx.tags import text_of
from perfreport.docx.whereabouts import whereabouts
from perfreport.docx.wordml import W, element, properties_of
from perfreport.page.balance import MILLIMETRE

LIMITS = "limits"
"""The attribute of a cell with such a tag, which is taken out of it: the limits as it has them."""
TABLE, CELL = "table", "cell"
"""The attributes with the number of such a table, and with that of a cell in it."""

TAG = regex(r"\{%\s*width\b.*?%\}", re.DOTALL)
"""Such a tag, well written or not."""

_WELL_WRITTEN = regex(r"\{%\s*width\s+([0-9.]{1,8})\s+([0-9.]{1,8})\s*%\}")
_NUMBER = regex(r"[0-9]+(?:\.[0-9]+)?")
_MOVES_COLUMNS = regex(r"\{%\s*(?:tc|colspan|hm)\b")
_TWIPS = 20.0
_SAME = 0.5
"""Millimetres by which a width may miss its limits: Word rounds what somebody draws."""

NUMBERED = "<!--table "
"""What such a table begins with where it is to be rendered."""
CELL_NUMBERED = "<!--cell "
"""What a cell of such a table begins with."""
DIGITS = 6
"""Of the number of a cell: all that a template may have of them (``docx/package.py``) count so."""


def mark_widths(root: etree._Element, where: str) -> None:
    """Take the tags ``{% width LEAST MOST %}`` out of their cells, and note what they say.

    Their tables and all cells of these are numbered, for ``with_numbers``.

    Raises:
        TemplateError: when a tag is not well written, does not stand in a column, or says what
            cannot be.
    """
    tables: dict[etree._Element, list[etree._Element]] = {}
    for paragraph in root.iter(W + "p"):
        if tag := TAG.search(text_of(paragraph)):
            place = f"{where}{whereabouts(root, tag[0])}：标签 {' '.join(tag[0].split())} "
            cell, row, table = (
                next(paragraph.iterancestors(W + name), None) for name in ("tc", "tr", "tbl")
            )
            if cell is None or row is None or table is None:
                raise TemplateError(f"{place}要写在表格的一格里")
            cell.set(LIMITS, " ".join(_limits(tag[0], place)))
            _check(table, cell, place)
            tables.setdefault(table, []).append(cell)
            _take_out(paragraph, *tag.span())
            if len(tables[table]) == 1:
                table.set(TABLE, place)
    for number, (table, cells) in enumerate(tables.items()):
        place = table.get(TABLE, "")
        columns = [_column(cell) for cell in cells]
        if len(columns) == 1:
            raise TemplateError(f"{place}单独一列没有可以和它换宽窄的；请给同一表格的另一列也写上")
        if len(set(columns)) < len(columns):
            raise TemplateError(f"{place}所在的表格里，同一列写了两次；请只留一个")
        table.set(TABLE, str(number))
        for place_in_table, cell in enumerate(table.iter(W + "tc")):
            cell.set(CELL, str(place_in_table))


def _limits(tag: str, place: str) -> tuple[str, str]:
    found = _WELL_WRITTEN.fullmatch(tag)
    if not found or not all(map(_NUMBER.fullmatch, found.groups())):
        raise TemplateError(f"{place}要写最窄、最宽两个毫米数，如 {{% width 40 100 %}}")
    least, most = found.groups()
    if float(least) >= float(most):
        raise TemplateError(f"{place}里最窄的 {least} 毫米不比最宽的 {most} 毫米小；请核对")
    return least, most


def _check(table: etree._Element, cell: etree._Element, place: str) -> None:
    """See that ``cell`` tells a column of ``table``, and that its limits can hold."""
    if next(table.iterancestors(W + "tbl"), None) is not None or _holds_table(table):
        raise TemplateError(f"{place}所在的表格套着表格，列宽不能由内容定；请去掉里面的表格或标签")
    if _span(cell) > 1:
        raise TemplateError(f"{place}所在的格占了几列，看不出是哪一列；请写在只占一列的格里")
    total = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    rows = [row for row in table.iter(W + "tr") if not text_of(row).strip().startswith("{%tr")]
    is_one = cell in _cells(next(cell.iterancestors(W + "tr")))
    if not is_one or any(_edges_of(row)[-1] != total for row in rows):
        raise TemplateError(
            f"{place}所在的表格各行的列对不齐，看不出是哪一列；请在 Word 里重新合并，使各行对齐"
        )
    least, most = map(float, cell.get(LIMITS, "").split())
    width = _width(table, cell) / _TWIPS / MILLIMETRE
    if not least - _SAME <= width <= most + _SAME:
        raise TemplateError(
            f"{place}：这一列现在宽 {width:.1f} 毫米，不在 {least:g} 至 {most:g} 毫米之间；"
            "请在 Word 里改列宽，或改标签里的毫米数"
        )


def _is_fixed(table: etree._Element) -> bool:
    layout = table.find(f"{W}tblPr/{W}tblLayout")
    return layout is not None and layout.get(W + "type") == "fixed"


def _holds_table(table: etree._Element) -> bool:
    return next(table.iterdescendants(W + "tbl"), None) is not None


def _span(cell: etree._Element) -> int:
    return number_in(cell, "tcPr", "gridSpan", 1)


def _cells(row: etree._Element) -> list[etree._Element]:
    return [each for each in unwrapped(row) if each.tag == W + "tc"]


def _edges_of(row: etree._Element) -> list[int]:
    """The columns at which the cells of ``row`` begin, and at which what is free behind ends."""
    before = number_in(row, "trPr", "gridBefore", 0)
    after = number_in(row, "trPr", "gridAfter", 0)
    *edges, end = accumulate((_span(cell) for cell in _cells(row)), initial=before)
    return [*edges, end + after]


def _column(cell: etree._Element) -> int:
    row = next(cell.iterancestors(W + "tr"))
    return _edges_of(row)[_cells(row).index(cell)]


def _width(table: etree._Element, cell: etree._Element) -> float:
    """The width of the column of ``cell``, in twips: its cell's own, else that of the grid."""
    own = cell.find(f"{W}tcPr/{W}tcW")
    of_grid = table.findall(f"{W}tblGrid/{W}gridCol")[_column(cell)]
    said = own.get(W + "w", "") if own is not None and own.get(W + "type") == "dxa" else ""
    width = said or of_grid.get(W + "w", "")
    return float(width) if width.isascii() and width.isdecimal() else 0.0


def state_widths(root: etree._Element) -> None:
    """Have cells of tables with fixed columns say how wide the grid has them, where they do not.

    Word takes it from there in any case; how much room a cell has is told by its own width alone.
    """
    for table in root.iter(W + "tbl"):
        if _is_fixed(table):
            grid = table.iterfind(f"{W}tblGrid/{W}gridCol")
            columns = [whole(column.get(W + "w", ""), 0) for column in grid]
            for row in unwrapped(table):
                if row.tag == W + "tr" and not _MOVES_COLUMNS.search(text_of(row)):
                    _state_widths(row, columns)


def _state_widths(row: etree._Element, columns: Sequence[int]) -> None:
    for cell, (start, end) in zip(_cells(row), pairwise(_edges_of(row)), strict=False):
        own = cell.find(f"{W}tcPr/{W}tcW")
        is_open = own is None or own.get(W + "type") == "auto"
        width = sum(columns[start:end])
        if is_open and width and end <= len(columns):
            if own is None:
                own = element("tcW")
                properties = properties_of(cell, "tcPr")
                # Word has what it makes anew before the width.
                properties.insert(len(properties.findall(W + "cnfStyle")), own)
            own.set(W + "w", str(width))
            own.set(W + "type", "dxa")


def _take_out(paragraph: etree._Element, start: int, end: int) -> None:
    """Take what stands from ``start`` to ``end`` of its text out of ``paragraph``."""
    place = 0
    for piece in paragraph.iter(W + "t"):
        text = piece.text or ""
        first, last = max(start - place, 0), max(end - place, 0)
        piece.text = text[:first] + text[last:]
        place += len(text)


def with_numbers(root: etree._Element) -> None:
    """Have what ``mark_widths`` numbered say so where it is rendered."""
    for table in root.iter(W + "tbl"):
        if number := table.get(TABLE, ""):
            table.attrib.pop(TABLE)
            for cell in table.iter(W + "tc"):
                cell.attrib.pop(LIMITS, "")
                _number(cell, cell.get(CELL, ""))
                cell.attrib.pop(CELL, "")
            table.insert(0, etree.Comment(f"table {number}"))


def _number(cell: etree._Element, number: str) -> None:
    """Have the ``number`` of ``cell`` stand before its width, which comes first in it."""
    properties = properties_of(cell, "tcPr")
    width = properties.find(W + "tcW")
    if width is None:
        width = element("tcW", w="0", type="auto")
    for older in properties.findall(W + "cnfStyle"):  # which Word makes anew
        properties.remove(older)
    properties.insert(0, width)
    cell.insert(0, etree.Comment(f"cell {number:0>{DIGITS}}"))
