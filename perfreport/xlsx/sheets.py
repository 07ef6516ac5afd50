"""From the blocks of the markup to sheets: tables on one grid, paragraphs as rows between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from perfreport.typeset.markup.blocks import (
    Block,
    PageBreak,
    PageSetup,
    Paragraph,
    Section,
    Split,
    Table,
)
from perfreport.typeset.markup.styles import TAB, ParagraphStyle
from perfreport.xlsx.contents import Content, content, height_of, width_of
from perfreport.xlsx.grid import Grid
from perfreport.xlsx.looks import look_of, marked_gaps
from perfreport.xlsx.plan import Box, Plan, with_possible_heights
from perfreport.xlsx.rows import ReadTable, read_table, set_table

MOST_BREAKS = 1023
"""Page breaks that a sheet of Excel can have."""

_Item = Paragraph | Split | PageBreak | ReadTable


class _Gathered(NamedTuple):
    """What stands on one sheet, before it has a grid."""

    setup: PageSetup
    items: list[_Item]


def sheets_of(setup: PageSetup, blocks: Iterable[Block]) -> list[Plan]:
    """The sheets of a document whose first pages are of ``setup``.

    Raises:
        TemplateError: when the markup is wrong.
    """
    return [with_possible_heights(_planned(each)) for each in _gathered(setup, blocks)]


def _gathered(setup: PageSetup, blocks: Iterable[Block]) -> Iterator[_Gathered]:
    """What stands on each sheet: pages of one setup, as many as have their breaks on it."""
    found = _Gathered(setup, [])
    breaks = 0
    for block in blocks:
        is_full = isinstance(block, PageBreak) and breaks == MOST_BREAKS
        if isinstance(block, Section) or is_full:
            if found.items:
                yield found
            setup = block.setup if isinstance(block, Section) else setup
            found, breaks = _Gathered(setup, []), 0
        elif isinstance(block, PageBreak):
            if found.items and not isinstance(found.items[-1], PageBreak):
                found.items.append(block)
                breaks += 1
        elif isinstance(block, Table):
            found.items.append(read_table(block, setup))
        elif isinstance(block, Paragraph | Split):
            found.items.append(block)
    if found.items:
        yield found


def _planned(gathered: _Gathered) -> Plan:
    setup, items = gathered
    tables = [item for item in items if isinstance(item, ReadTable)]
    page = (setup.left, setup.left + setup.measure)
    grid = Grid([table.edges for table in tables] or [page])
    plan = Plan(setup, grid.edges)
    plan.is_centred = all(table.format.part == 0.5 for table in tables)
    headed = [table for table in tables if table.format.header_rows]
    for item in items:
        if isinstance(item, PageBreak):
            plan.breaks.append(len(plan.heights))
        elif isinstance(item, ReadTable):
            first = len(plan.heights)
            _add_table(item, grid, plan)
            if headed == [item]:
                plan.heads = first, first + item.format.header_rows - 1
        elif isinstance(item, Split):
            _add_split(item.left, item.right, plan)
        else:
            _add_paragraph(item, plan)
    return plan


def _add_table(table: ReadTable, grid: Grid, plan: Plan) -> None:
    first = len(plan.heights)
    boxes, heights = set_table(table, grid)
    plan.boxes += [box._replace(row=first + box.row) for box in boxes]
    plan.heights += heights


def _add_paragraph(paragraph: Paragraph, plan: Plan) -> None:
    ends = _ends(paragraph)
    if ends:
        _add_split(*ends, plan)
    else:
        _add_row([_Strip(content([paragraph]), paragraph.style, 0, plan.columns)], plan)


def _ends(paragraph: Paragraph) -> tuple[Paragraph, Paragraph] | None:
    """What stands at the left and at the right of a line, where a tab parts it so."""
    tabs = paragraph.style.tabs
    if not tabs or tabs[-1][1] != "right" or len(paragraph.segments) != 1:
        return None
    spans = paragraph.segments[0]
    places = [number for number, (text, _) in enumerate(spans) if text is TAB]
    if len(places) != 1:
        return None
    left, right = spans[: places[0]], spans[places[0] + 1 :]
    return paragraph._replace(segments=(left,)), paragraph._replace(segments=(right,))


def _add_split(left: Paragraph, right: Paragraph, plan: Plan) -> None:
    """A row with a text at both of its ends, parted where both have room."""
    start, end = content([left]), content([right])
    at_right = right.style.aligned("right")
    if not (start.text and end.text):
        found, style = (start, left.style.aligned("left")) if start.text else (end, at_right)
        _add_row([_Strip(found, style, 0, plan.columns)], plan)
    elif plan.columns == 1:
        both = content([left, right])
        _add_row([_Strip(both, left.style, 0, 1)], plan)
    else:
        middle = _parting(start, end, plan.edges)
        strips = [
            _Strip(start, left.style.aligned("left"), 0, middle),
            _Strip(end, at_right, middle, plan.columns),
        ]
        _add_row(strips, plan)


def _parting(left: Content, right: Content, edges: Sequence[float]) -> int:
    """The column from which on ``right`` stands, so that both lack as little room as can be."""

    def lack(column: int) -> tuple[float, float]:
        rooms = (left, edges[column]), (right, edges[-1] - edges[column])
        wanting = sum(max(width_of(text.paragraphs) - room, 0.0) for text, room in rooms)
        return wanting, abs(edges[column] - edges[-1] / 2)

    return min(range(1, len(edges) - 1), key=lack)


class _Strip(NamedTuple):
    """A text in a row outside of tables, from one column to before another."""

    content: Content
    style: ParagraphStyle
    first: int
    end: int


def _add_row(strips: Sequence[_Strip], plan: Plan) -> None:
    number = len(plan.heights)
    style = strips[0].style
    height = 0.0
    for found, own, first, end in strips:
        height = max(height, height_of(found.paragraphs, plan.edges[end] - plan.edges[first]))
        look = marked_gaps(look_of(own, vertical=_vertical(own)), found.text)
        if found.text.strip():
            plan.boxes.append(Box(number, first, 1, end - first, found.pieces, None, look))
    plan.heights.append(style.before + height + style.after)


def _vertical(style: ParagraphStyle) -> str:
    """Where text stands in a row that has the space above and below it as well."""
    if style.before == style.after:
        return "vcenter"
    return "bottom" if style.before > style.after else "top"
