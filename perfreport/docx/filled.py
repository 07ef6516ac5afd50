"""Rendered tables whose columns follow what stands in them, taken apart once for all that asks.

Cells of one place of the template begin and end alike in all rows, so that their texts are found
together: widths and heights of thousands of rows are told without a step for each cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from html import unescape
from itertools import accumulate, chain, compress, pairwise

from perfreport.basics.patterns import regex
from perfreport.docx.keeping import RowKeeper
from perfreport.docx.tags import TEXT_BEGINNING
from perfreport.docx.widths import CELL_NUMBERED, DIGITS, NUMBERED
from perfreport.page.alike import AlikeCells, CellText, TableCells
from perfreport.page.balance import Plan, balanced, balanced_for

_TWIPS = 20.0
_ROW_END, _TABLE_END, _TEXT_END, _PARAGRAPH_END = "</w:tr>", "</w:tbl>", "</w:t>", "</w:p>"
_BREAK, _MERGED, _WIDTH_END = "<w:br/>", "<w:vMerge", "/>"
_NUMBER_END = "-->"
_NUMBER_LENGTH = DIGITS + len(_NUMBER_END)
_BETWEEN = "\0"
"""Between cells that are looked at together: no text may have it."""
_GRID = regex(r"<w:gridCol [^>]*>")
_GOES_ON = regex(r'<w:vMerge(?: w:val="continue")?/>')


def with_settled_tables(part: str, plans: Mapping[int, Plan], keeper: RowKeeper) -> str:
    """The rendered ``part``, its numbered tables as wide as they ask for, and their rows fitted.

    Args:
        part: rendered from what ``with_numbers`` left.
        plans: of its tables by their numbers; the widths of any other stay as they are.
        keeper: that fits rows to their columns.
    """
    pieces: list[str] = []
    done, place = 0, part.find(NUMBERED)
    # Texts of megabytes: no more of them are made than must be.
    while place >= 0:
        start, end = part.find(_NUMBER_END, place), part.find(_TABLE_END, place)
        end = end if end >= 0 else len(part)  # of a part that is broken, which is told later
        number = int(part[place + len(NUMBERED) : start])
        filled = _FilledTable(part[start + len(_NUMBER_END) : end])
        filled.balance(plans.get(number))
        filled.fit_rows(keeper)
        pieces += part[done:place], *filled.pieces()
        done, place = end, part.find(NUMBERED, end)
    return "".join((*pieces, part[done:]))


class _Place:
    """The cells that stand in one place of the template, which may be repeated in many rows.

    Attributes:
        number: of the place.
        rows: the number of the row of each cell.
        cells: their XML; it begins with the number of the place as long as widths are open.
    """

    def __init__(self, number: str, rows: Sequence[int], cells: Sequence[str]) -> None:
        """Hold ``cells``, which stand in these ``rows``."""
        self.number = int(number)
        self.rows = rows
        self.cells = cells

    def settle(self, width: str) -> None:
        """Have the cells begin with ``width`` in place of their own one, if it is not empty."""
        if width:
            # Whatever follows the width in the properties of a cell stays.
            self.cells = [width + cell.partition(_WIDTH_END)[2] for cell in self.cells]
        else:
            self.cells = [cell[_NUMBER_LENGTH:] for cell in self.cells]

    @property
    def head(self) -> str:
        """What stands before the text of the first cell; empty if it has none."""
        before, beginning, _ = self.cells[0].partition(TEXT_BEGINNING)
        return before + beginning if beginning else ""

    @cached_property
    def texts(self) -> Sequence[str | None]:
        """The paragraphs of each cell as lines, still escaped; None of one written otherwise."""
        unknown = [None] * len(self.cells)
        if not (head := self.head):
            return unknown
        tail = _TEXT_END + self.cells[0].rpartition(_TEXT_END)[2]
        joined = _BETWEEN.join([cell.removeprefix(head).removesuffix(tail) for cell in self.cells])
        if "\n" in joined or joined.count(_BETWEEN) != len(self.cells) - 1:
            return unknown
        if seam := _seam(joined):
            joined = joined.replace(seam, "\n")
        texts = joined.split(_BETWEEN)
        return [None if "<" in text else text for text in texts] if "<" in joined else texts

    def take_into(self, alike: AlikeCells) -> None:
        """Add what stands in the cells to ``alike``."""
        texts = [_unescaped(text) for text in self.texts if text is not None]
        if len(texts) == len(self.rows):
            alike.take_lines(self.rows, texts)
            return
        for row, cell, text in zip(self.rows, self.cells, self.texts, strict=True):
            alike.take(row, _paragraphs(cell) if text is None else _unescaped(text).split("\n"))


def _seam(texts: str) -> str:
    """What stands between two paragraphs in ``texts``, at the first such place; empty if none."""
    start = texts.find(_TEXT_END)
    end = texts.find(TEXT_BEGINNING, start) + len(TEXT_BEGINNING)
    seam = texts[start:end] if start >= 0 else ""
    is_one = seam.count(_PARAGRAPH_END) == 1 and _BREAK not in seam and _BETWEEN not in seam
    return seam if is_one else ""


class _FilledTable:
    """A rendered table without its end, taken apart into rows and cells."""

    def __init__(self, table: str) -> None:
        self._is_merged = _MERGED in table
        self._before: list[str] = []  # the first cell of each row
        alike: dict[tuple[str, ...], tuple[list[int], list[list[str]]]] = {}
        for row, text in enumerate(table.split(_ROW_END)):
            before, *cells = text.split(CELL_NUMBERED)
            self._before.append(before)
            rows, in_rows = alike.setdefault(tuple([cell[:DIGITS] for cell in cells]), ([], []))
            rows.append(row)
            in_rows.append(cells)
        # Of rows with the same cells of the template, all at once.
        self._alike = [
            [
                _Place(number, rows, cells)
                for number, cells in zip(numbers, zip(*in_rows, strict=True), strict=True)
            ]
            for numbers, (rows, in_rows) in alike.items()
        ]
        self._places = list(chain.from_iterable(self._alike))

    def balance(self, plan: Plan | None) -> None:
        """Have the columns as wide as ``plan`` says for what stands in them; as they are for None.

        Numbers are taken out.
        """
        widths = self._widths(plan) if plan else ()
        if plan is None or widths is plan.columns.widths:
            for place in self._places:
                place.settle("")
            return
        edges = [round(edge * _TWIPS) for edge in accumulate(widths, initial=0.0)]
        columns = iter([f'<w:gridCol w:w="{after - edge}"/>' for edge, after in pairwise(edges)])
        self._before[0] = _GRID.sub(lambda _: next(columns), self._before[0], count=len(widths))
        for place in self._places:
            column, count, _ = plan.cells[place.number]
            width = edges[column + count] - edges[column]
            place.settle(f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>')

    def _widths(self, plan: Plan) -> Sequence[float]:
        if self._is_merged:
            return balanced(plan.columns, self._rows(plan))
        cells = TableCells()
        cells.rows = len(self._before)
        for place in self._places:
            column, columns, setting = plan.cells[place.number]
            if setting and not setting.upright:
                place.take_into(cells.alike(column, columns, setting))
        return balanced_for(plan.columns, cells)

    def _rows(self, plan: Plan) -> Iterator[list[CellText]]:
        """The cells of each row, without those that go on in the next."""
        pending: dict[int, CellText] = {}
        for cells in self._cells():
            row: dict[int, CellText] = {}
            for cell in cells:
                column, columns, setting = plan.cells[int(cell[:DIGITS])]
                if _GOES_ON.search(cell):
                    pending.pop(column, None)
                elif setting:
                    row[column] = CellText(column, columns, setting, _paragraphs(cell))
            yield list(pending.values())
            pending = row
        yield list(pending.values())

    def _cells(self) -> Sequence[Sequence[str]]:
        """The cells of each row."""
        cells: list[Sequence[str]] = [()] * len(self._before)
        for places in filter(None, self._alike):
            in_rows = zip(*(place.cells for place in places), strict=True)
            for row, in_row in zip(places[0].rows, in_rows, strict=True):
                cells[row] = in_row
        return cells

    def fit_rows(self, keeper: RowKeeper) -> None:
        """Keep figures whole, and let marked rows break that are high; marks are taken out."""
        high: set[int] = set()
        for place in self._places:
            head, texts = place.head, place.texts
            high.update(compress(place.rows, keeper.heights.are_high(head, texts, place.cells)))
            place.cells = keeper.heights.with_whole_figures_alike(head, texts, place.cells)
        with_break = cache(keeper.with_break)  # most rows begin alike
        self._before = [
            with_break(before, is_high=row in high) for row, before in enumerate(self._before)
        ]

    def pieces(self) -> list[str]:
        """What the table consists of."""
        pieces: list[str] = []
        for before, cells in zip(self._before, self._cells(), strict=True):
            pieces += before, *cells, _ROW_END
        return pieces[:-1]


def _unescaped(text: str) -> str:
    return unescape(text) if "&" in text else text


def _paragraphs(cell: str) -> list[str]:
    """The texts of the paragraphs in the XML of ``cell``."""
    return [_text(paragraph) for paragraph in cell.split(_PARAGRAPH_END)[:-1]]


def _text(paragraph: str) -> str:
    texts = []
    for run in paragraph.split(TEXT_BEGINNING)[1:]:
        text, _, behind = run.partition(_TEXT_END)
        texts.append(text)
        if _BREAK in behind:
            texts.append("\n")
    return _unescaped("".join(texts))
