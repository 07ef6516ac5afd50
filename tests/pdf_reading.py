"""What a finished PDF says: its paragraphs and tables, whole again after their page breaks.

The page numbers at the foot of the pages are left out, as are the words of charts, which say again
what stands beside them; what is printed at the head of every page is taken once. A table that goes
on over pages is joined: repeated header rows, labels and heads within it are taken once, and the
pieces of a row that a page break has cut are put together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from tests.content import Cell, Content, Paragraph, Table, squeeze, table_of, tables
from tests.pdf_grids import TOUCH, Box, Part, encloses, find_tables, positions
from tests.pdf_pages import Document, Fill, Glyph, Line, Page, lines_of, read_pages

_PAGE_NUMBER = re.compile(r"[—–\-－\s]*\d{1,4}[—–\-－\s]*")
_SENTENCE_END = ("。", "！", "？")

BETWEEN_CHARTS = 60.0
"""Bars that are not further apart, downwards, belong to one chart."""

LEAST_WIDTH = 0.75
"""A line that ends before this share of the page's width is not full."""

Flow = list[Line | Part]
"""What stands on a page, from top to bottom."""


def read_pdf(pdf: Document, like: Content | None = None) -> Content:
    """What ``pdf`` says.

    Args:
        pdf: the file.
        like: what the document is held to say, its Word version for example. Whether a row that
            begins a page is new or goes on from the page before is not always visible, nor whether
            each page is a form of its own or has a running head; then ``like`` decides. Every text
            is the PDF's own all the same.
    """
    pages = read_pages(pdf)
    flows = [_flow(page) for page in pages]
    margins = _margins(pages, flows)
    blocks = _blocks(_without_furniture(flows, like or ()))
    models = iter(tables(like) if like else [])
    content: list[Paragraph | Table] = []
    for block in blocks:
        if isinstance(block[0], Part):
            parts = [part for part in block if isinstance(part, Part)]
            content.append(_join(parts, next(models, None)))
        else:
            lines = [line for line in block if isinstance(line, Line)]
            content.extend(_paragraphs(lines, margins))
    return tuple(content)


def _flow(page: Page) -> Flow:
    parts = find_tables(page.rules, page.glyphs)
    charts = list(_charts([each for each in page.fills if not any(map(_holder(each), parts))]))
    outside = [
        glyph
        for glyph in page.glyphs
        if not any(encloses(part, glyph) for part in parts)
        and not any(_is_in_chart(glyph, *chart) for chart in charts)
    ]
    flow: Flow = [*lines_of(outside), *parts]
    flow = [item for item in flow if isinstance(item, Part) or squeeze(item.text)]
    return sorted(flow, key=lambda item: item.top if isinstance(item, Part) else item.baseline)


def _holder(fill: Fill) -> Callable[[Part], bool]:
    """Tells whether ``fill`` is the shading of a table."""
    return lambda part: part.top - TOUCH <= fill.top and fill.bottom <= part.bottom + TOUCH


def _charts(fills: Sequence[Fill]) -> Iterator[tuple[float, float]]:
    """The first and the last place, downwards, of the bars of each chart."""
    above: Fill | None = None
    top = 0.0
    for fill in sorted(fills, key=lambda fill: fill.top):
        if above is None or fill.top > above.bottom + BETWEEN_CHARTS:
            if above is not None:
                yield top, above.bottom
            top, above = fill.top, fill
        elif fill.bottom > above.bottom:
            above = fill
    if above is not None:
        yield top, above.bottom


def _is_in_chart(glyph: Glyph, top: float, bottom: float) -> bool:
    """Whether ``glyph`` stands beside the bars between two places, or below them on the axis."""
    return top - glyph.size / 2 < glyph.baseline < bottom + 3.2 * glyph.size


def _without_furniture(flows: Sequence[Flow], like: Content) -> list[Flow]:
    """``flows`` without page numbers, and without running lines from the second page on."""
    flows = [flow[:-1] if flow and is_page_number(flow[-1]) else flow for flow in flows]
    running = _running_lines(
        flows, [squeeze(each.text) for each in like if isinstance(each, Paragraph)]
    )
    return [flow[running if index else 0 :] for index, flow in enumerate(flows)]


def is_page_number(item: Line | Part) -> bool:
    """Whether ``item``, the last of a page, is its number."""
    return isinstance(item, Line) and bool(_PAGE_NUMBER.fullmatch(item.text))


def _running_lines(flows: Sequence[Flow], own: Sequence[str]) -> int:
    """How many lines are the same at the head of every page, and not the document's ``own``."""
    if len(flows) < 2:
        return 0
    heads = takewhile(_is_repeated, zip(*flows, strict=False))
    lines = [item[0] for item in heads if isinstance(item[0], Line)]
    return sum(1 for line in lines if own.count(squeeze(line.text)) < len(flows))


def _is_repeated(items: tuple[Line | Part, ...]) -> bool:
    lines = [item for item in items if isinstance(item, Line)]
    return (
        len(lines) == len(items)
        and len({line.text for line in lines}) == 1
        and max(line.baseline for line in lines) - min(line.baseline for line in lines) < TOUCH
    )


def _blocks(flows: Sequence[Flow]) -> list[Flow]:
    """All pages' items in groups: the lines between two tables, or the parts of one table."""
    blocks: list[Flow] = []
    for flow in flows:
        for index, item in enumerate(flow):
            if blocks and _belongs(item, blocks[-1][-1], begins_page=index == 0):
                blocks[-1].append(item)
            else:
                blocks.append([item])
    return blocks


def _belongs(item: Line | Part, previous: Line | Part, *, begins_page: bool) -> bool:
    if isinstance(item, Part) and isinstance(previous, Part):
        same_edges = abs(item.left - previous.left) + abs(item.right - previous.right) < 2 * TOUCH
        return begins_page and same_edges
    return isinstance(item, Line) and isinstance(previous, Line)


def _margins(pages: Sequence[Page], flows: Sequence[Flow]) -> tuple[float, float]:
    """The left and right edges of what stands on the pages; short lines alone make no edge."""
    items = [item for flow in flows for item in flow]
    least_right = max((page.width for page in pages), default=0.0) * LEAST_WIDTH
    left = min((item.left for item in items), default=0.0)
    return left, max([least_right, *(item.right for item in items)])


def _paragraphs(lines: Sequence[Line], margins: tuple[float, float]) -> list[Paragraph]:
    texts: list[str] = []
    for index, line in enumerate(lines):
        if index and _goes_on(lines[index - 1], line, margins):
            texts[-1] += line.text
        else:
            texts.append(line.text)
    return [Paragraph(text) for text in texts]


def _goes_on(line: Line, following: Line, margins: tuple[float, float]) -> bool:
    """Whether ``line`` is full, and ``following`` begins at the left edge in the same size."""
    left, right = margins
    return (
        abs(line.size - following.size) < 0.1
        and line.right > right - 2 * line.size
        and following.left < left + 0.5 * following.size
    )


# Tables over several pages


def _join(parts: Sequence[Part], like: Table | None) -> Table:
    """One table from its ``parts``."""
    edges = positions(x for part in parts for box in part.boxes for x in (box.left, box.right))
    header_rows = _repeated_rows(parts, like)
    joined = _Joined(edges, like)
    for index, part in enumerate(parts):
        below = _without_rows(part, header_rows) if index else part
        joined.append(_without_heads(below, joined.heads_of(below)) if index else below)
    return table_of(joined.cells, header_rows)


def _repeated_rows(parts: Sequence[Part], like: Table | None) -> int:
    """How many rows all ``parts`` have in common at their head."""
    if len(parts) < 2:
        return 0
    limit = like.header_rows if like else min(part.rows for part in parts) - 1
    heads = (tuple(_row(part, row) for part in parts) for row in range(limit))
    seen: list[list[str]] = []
    for head in heads:
        if any(texts != head[0] for texts in head) or head[0] in seen:
            break
        seen.append(head[0])
    return len(seen)


def _row(part: Part, row: int) -> list[str]:
    boxes = [box for box in part.boxes if box.row == row]
    return [box.text for box in sorted(boxes, key=lambda box: box.left)]


def _without_rows(part: Part, rows: int) -> Part:
    """``part`` without its first ``rows`` rows."""
    boxes = (box._replace(row=box.row - rows) for box in part.boxes if box.row >= rows)
    return part._replace(rows=part.rows - rows, boxes=tuple(boxes))


def _heads(part: Part, rows: int) -> list[Box]:
    """What stands in the first ``rows`` of ``part`` and goes no further down."""
    return [box for box in part.boxes if box.row + box.rowspan <= rows]


def _without_heads(part: Part, rows: int) -> Part:
    """``part`` without its first ``rows``; what reaches further down begins in the next."""
    heads = _heads(part, rows)
    lower = (
        box._replace(row=max(box.row - rows, 0), rowspan=box.rowspan - max(rows - box.row, 0))
        for box in part.boxes
        if box not in heads
    )
    return part._replace(rows=part.rows - rows, boxes=tuple(lower))


class _Joined:
    """A table that grows part by part."""

    def __init__(self, edges: Sequence[float], like: Table | None) -> None:
        self.cells: list[Cell] = []
        self._edges = edges
        self._like = like.cells if like else ()
        self._labels: set[tuple[int, int]] = set()
        self._last_boxes: dict[tuple[int, int], Box] = {}
        self._rows = 0

    def append(self, part: Part) -> None:
        """Add ``part`` below what is there."""
        boxes = {self._columns(box): box for box in part.boxes if box.row == 0}
        self._labels |= {self._columns(box) for box in part.boxes if box.rowspan > 1}
        goes_on = self._row_goes_on(boxes)
        offset = self._rows - 1 if goes_on else self._rows
        for box in part.boxes:
            columns = self._columns(box)
            above = self._above(columns) if box.row == 0 else None
            if above is not None and (goes_on or self._is_label_again(columns, above, box)):
                self._lengthen(above, box, overlap=int(goes_on))
            else:
                self.cells.append(self._cell(box, offset))
        self._rows = offset + part.rows
        self._last_boxes = {
            self._columns(box): box for box in part.boxes if box.row + box.rowspan == part.rows
        }

    def heads_of(self, part: Part) -> int:
        """With how many rows of heads ``part`` begins, which stand above already, and but once."""
        return next((rows for rows in (3, 2, 1) if self._has_heads_of(part, rows)), 0)

    def _has_heads_of(self, part: Part, rows: int) -> bool:
        heads = {(box.row, *self._columns(box), squeeze(box.text)) for box in _heads(part, rows)}
        is_head = {row for row, *_ in heads} == set(range(rows)) and part.rows > rows
        if len(heads) < 2 or not is_head or not all(text for *_, text in heads):
            return False
        return [_places_of(heads, cells) for cells in (self.cells, self._like)] == [1, 1]

    def _columns(self, box: Box) -> tuple[int, int]:
        """First column and number of columns of ``box``."""
        first, end = (
            min(range(len(self._edges)), key=lambda index: abs(self._edges[index] - x))
            for x in (box.left, box.right)
        )
        return first, end - first

    def _cell(self, box: Box, offset: int) -> Cell:
        column, colspan = self._columns(box)
        return Cell(box.row + offset, column, box.text, box.rowspan, colspan)

    def _above(self, columns: tuple[int, int]) -> int | None:
        """Index of the cell in ``columns`` that ends with the last row."""
        for index in reversed(range(len(self.cells))):
            cell = self.cells[index]
            if (cell.column, cell.colspan) == columns and cell.row + cell.rowspan == self._rows:
                return index
        return None

    def _lengthen(self, index: int, box: Box, overlap: int) -> None:
        """Let the cell at ``index`` go on with ``box``; a text printed again is taken once."""
        cell = self.cells[index]
        text = cell.text if box.text == cell.text else cell.text + box.text
        rowspan = cell.rowspan + box.rowspan - overlap
        self.cells[index] = replace(cell, text=text, rowspan=rowspan)

    def _is_label_again(self, columns: tuple[int, int], above: int, box: Box) -> bool:
        return columns in self._labels and box.text != "" and self.cells[above].text == box.text

    def _row_goes_on(self, boxes: dict[tuple[int, int], Box]) -> bool:
        """Whether ``boxes``, the first row of a part, are the rest of the last row."""
        if not self._last_boxes or boxes.keys() != self._last_boxes.keys():
            return False
        read = _texts(self.cells, self._rows - 1)
        whole = _texts(self._like, self._rows - 1)
        if len(read) == len(whole) and all(map(str.startswith, whole, read)):
            return read != whole
        return self._looks_cut(boxes)

    def _looks_cut(self, boxes: dict[tuple[int, int], Box]) -> bool:
        """Whether the first cell that is not a label is empty, or all are cut within a line."""
        pairs = [
            (self._last_boxes[columns], box)
            for columns, box in sorted(boxes.items())
            if self._last_boxes[columns].text != box.text or columns not in self._labels
        ]
        if not pairs:
            return False
        if pairs[0][0].text and not pairs[0][1].text:
            return True
        return all(_is_cut(above) for above, below in pairs if below.text)


def _places_of(heads: set[tuple[int, int, int, str]], cells: Sequence[Cell]) -> int:
    """At how many rows of ``cells`` all ``heads`` begin."""
    found = Counter(
        cell.row - row
        for cell in cells
        for row, *where in heads
        if [cell.column, cell.colspan, squeeze(cell.text)] == where
    )
    return sum(count == len(heads) for count in found.values())


def _texts(cells: Iterable[Cell], row: int) -> list[str]:
    """The texts of the cells that cover ``row``."""
    covering = (cell for cell in cells if cell.row <= row < cell.row + cell.rowspan)
    return [squeeze(cell.text) for cell in sorted(covering, key=lambda cell: cell.column)]


def _is_cut(box: Box) -> bool:
    """Whether the text of ``box`` stops at the end of a full line and not of a sentence."""
    if not box.lines:
        return False
    last = box.lines[-1]
    return last.right > box.right - 2 * last.size and not last.text.endswith(_SENTENCE_END)
