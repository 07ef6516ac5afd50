"""How much a paragraph, row or table of a document looks like a piece of the template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from math import inf

from perfreport.basics.addresses import EACH
from perfreport.compare.alignment import Costs
from perfreport.compare.likeness import likeness_to_longer
from perfreport.page.blocks import Block, Cell, Paragraph, Row, Table
from perfreport.roundtrip.arranging import ABSENT
from perfreport.roundtrip.headings import may_be_heading, number_of
from perfreport.roundtrip.heads import is_other_name, same_words
from perfreport.roundtrip.layout import (
    BlockLayout,
    CellLayout,
    ParagraphLayout,
    RowLayout,
    TableLayout,
)
from perfreport.roundtrip.pattern import Pattern, bare, squeezed
from perfreport.roundtrip.printed_codes import PrintedCodes

# Decides between equals alone: words of the template are those before they are text of any line. A
# power of two, or sums that are equal would differ by their order.
_ANY_WORDS = 2**-13
_OTHER_STYLE = 1.0
# More than leaving it out: a line without fixed words would take a heading for its text.
_OTHER_RANK = 8.0
_CHANGED_WORDS = 4.0
_OTHER_NAME = 0.5
# Less than a strange and a missing one: in its style a line is itself, whatever it says now.
_CHANGED_ENTIRELY = 7.0
# Two lines may be exchanged, but none moves on because something was put in behind it.
_OF_ANOTHER = 4.0
_MISSING_WORDS = 4.0
_MISSING_TABLE = 6.0
_STRANGE = 6.5
# Next to nothing for all paragraphs of a page together: it decides where all else is equal.
_LATER = 1e-8
_LEAST_LIKE = 0.5
_UNFAMILIAR = 0.4


def paragraph_cost(line: ParagraphLayout, paragraph: Paragraph) -> float:
    """From next to nothing for a paragraph just as the template has it."""
    if not paragraph.is_styled:  # in whatever style it may have been
        return _words_cost(line.pattern, paragraph.text, has_same_style=True)
    cost = _words_cost(line.pattern, paragraph.text, has_same_style=line.style == paragraph.style)
    if line.is_heading != paragraph.is_heading:
        return cost + (_OTHER_RANK if line.pattern.is_free else _OTHER_STYLE)
    return cost + (0 if line.style == paragraph.style else _OTHER_STYLE)


def is_any_text(line: ParagraphLayout, paragraph: Paragraph) -> bool:
    """Whether a ``paragraph`` in the style of a repeated ``line`` of any text surely is one.

    In a cell that has no other line each is another round of the loop, for next to no cost.
    """
    return (
        bool(line.loops)
        and line.pattern.is_any_text
        and line.style == paragraph.style
        and line.is_heading == paragraph.is_heading
    )


def _words_cost(pattern: Pattern, text: str, *, has_same_style: bool) -> float:
    if pattern.match(text) is not None:
        return _ANY_WORDS if pattern.is_free else 0
    if pattern.is_free:
        return _CHANGED_WORDS
    # A heading with its number is itself, whatever it says now.
    if _is_numbered_alike(pattern, text):
        return _CHANGED_WORDS - 1
    like = _likeness(pattern.words, squeezed(text))
    if like >= _LEAST_LIKE or (pattern.slots and pattern.guess(text)):
        return _CHANGED_WORDS * (1 - like) + 0.5
    return _CHANGED_ENTIRELY if has_same_style else inf


def _is_numbered_alike(pattern: Pattern, text: str) -> bool:
    number = number_of(pattern.words) if not pattern.slots and may_be_heading(text) else ""
    return bool(number) and squeezed(text).startswith(number)


def _likeness(words: str, text: str) -> float:
    """How much of ``words`` is in ``text``, if that is not much longer."""
    if not words or len(text) > 4 * len(words) + 20:
        return 0.0
    return likeness_to_longer(words, text)


def cell_cost(layout: CellLayout, cell: Cell) -> float:
    """From 0 for a cell just as the template has it."""
    if cell is ABSENT:
        return 0  # Its column is gone from every row alike, and tells nothing of this one.
    style = 0 if not cell.style or layout.style == cell.style else 0.4
    if not layout.lines:
        return style + (3 if cell.text.strip() else 0)
    if not layout.words:
        return style
    if len(layout.lines) == 1 and layout.lines[0].pattern.match(cell.text) is not None:
        return style
    return style + _CHANGED_WORDS * (1 - _likeness(layout.words, squeezed(cell.text)))


def row_cost(layout: RowLayout, row: Row) -> float:
    """From 0 for a row just as the template has it."""
    if not row.cells:
        return inf
    odd = abs(len(layout.cells) - len(row.cells))
    cells = seated(layout, row)
    if cells is not row.cells:
        odd += 1
    pairs = list(zip(layout.cells, cells, strict=False))
    costs = [cell_cost(*pair) for pair in pairs]
    # Only beside heads that are as they were may another one be called as it is elsewhere.
    if not layout.loops and max(costs) > _OTHER_NAME and _is_said_in_part(pairs, costs):
        costs = [
            _OTHER_NAME if cost > _OTHER_NAME and is_other_name(*pair) else cost
            for pair, cost in zip(pairs, costs, strict=True)
        ]
    return sum(costs) / len(layout.cells) + odd


def _is_said_in_part(pairs: Iterable[tuple[CellLayout, Cell]], costs: Iterable[float]) -> bool:
    said = (cost for (layout, _), cost in zip(pairs, costs, strict=True) if layout.words)
    return any(cost < _OTHER_NAME for cost in said)


def seated(layout: RowLayout, row: Row) -> Sequence[Cell]:
    """The cells of ``row``, those with the fixed words of ``layout`` where it has them."""
    if not layout.words or len(layout.cells) != len(row.cells) or layout.is_said_by(row):
        return row.cells
    places = {index: place for place, index in same_words(layout.cells, row.cells, only_all=True)}
    if len(places) < sum(bool(each.words) for each in layout.cells):
        return row.cells
    taken = set(places.values())
    others = (cell for place, cell in enumerate(row.cells) if place not in taken)
    return [
        row.cells[places[index]] if index in places else next(others)
        for index in range(len(layout.cells))
    ]


def table_cost(grid: TableLayout, table: Table) -> float:
    """From 0 for a table with the fixed words that the template's has."""
    expected = {cell.letters for row in grid.rows for cell in row.cells if len(cell.letters) > 1}
    if not expected:
        return _OTHER_STYLE
    lacking = set(expected)
    # Fixed words stand in the first rows mostly: the others are not looked at then.
    for text in (cell.text for row in table.rows for cell in row.cells):
        if not lacking:
            break
        if len(text) < 160 and len(said := bare(text)) < 80:
            lacking -= {word for word in lacking if word in said}
    share = (len(expected) - len(lacking)) / len(expected)
    return _MISSING_TABLE * (1 - share) if share > 0.3 else inf


def _block_cost(leaf: BlockLayout, block: Block) -> float:
    if isinstance(leaf, ParagraphLayout) and isinstance(block, Paragraph):
        return paragraph_cost(leaf, block)
    if isinstance(leaf, TableLayout) and isinstance(block, Table):
        return table_cost(leaf, block)
    return inf


def _missing_leaf(leaf: BlockLayout) -> float:
    if leaf.is_optional or leaf.loops:
        return 0.5
    return _MISSING_TABLE if isinstance(leaf, TableLayout) else _MISSING_WORDS


def _missing_row(row: RowLayout) -> float:
    # A blank row is there to be typed into, and then is another one.
    if row.is_optional or not (row.words or row.has_data):
        return 0.5
    return 1.0 if row.loops else 2.0


def block_costs(leaves: Sequence[BlockLayout], printed: PrintedCodes) -> Costs[BlockLayout, Block]:
    """Costs of the paragraphs and tables of a page that is laid upon ``leaves``.

    Of several places alike a text has the first: that under the heading which was there last. A
    line that says what was ``printed`` as a line of its own is that one, whatever is put beside it.
    """
    places = {id(leaf): place for place, leaf in enumerate(leaves)}
    texts = (leaf for leaf in leaves if printed and isinstance(leaf, ParagraphLayout))
    lines = {id(line): path for line in texts if (path := line.field_alone)}

    @cache
    def own(text: str) -> frozenset[int]:
        return frozenset(each for each, path in lines.items() if printed.was_printed(path, text))

    def cost(leaf: BlockLayout, block: Block) -> float:
        cost = _block_cost(leaf, block) + _LATER * places[id(leaf)]
        if lines and isinstance(leaf, ParagraphLayout) and isinstance(block, Paragraph):
            owners = own(block.text.strip())
            is_own = id(leaf) in owners
            is_of_another = bool(owners) and leaf.pattern.is_free
            # Neither in the words nor in the style of the line: it is the text before it.
            is_none = id(leaf) in lines and block.is_styled and leaf.style != block.style
            if not is_own and (is_of_another or is_none):
                return cost + _OF_ANOTHER
        return cost

    return Costs(cost, _missing_leaf, lambda _: _STRANGE)


ROW_COSTS: Costs[RowLayout, Row] = Costs(row_cost, _missing_row, lambda _: 2.5)
"""Costs of the rows of a table."""


def row_costs(
    grid: TableLayout, rows: Sequence[Row], printed: PrintedCodes
) -> Costs[RowLayout, Row]:
    """The same, with what was ``printed`` where nothing else tells ``rows`` of ``grid`` apart."""
    repeated = [row for row in grid.rows if row.loops and row.has_data and not row.words]
    looks = {tuple(cell.style for cell in row.cells) for row in repeated}
    is_styled = any(cell.style for row in rows for cell in row.cells)
    if not printed or len(repeated) <= (len(looks) if is_styled else 1):
        return ROW_COSTS

    def cost(layout: RowLayout, row: Row) -> float:
        return row_cost(layout, row) + _unfamiliar(layout, row, printed)

    return replace(ROW_COSTS, mismatch=cost)


def _unfamiliar(layout: RowLayout, row: Row, printed: PrintedCodes) -> float:
    """How much of ``row`` was never printed where ``layout`` has it, up to less than a blank."""
    pairs = [
        (cell_layout.slots[0].path, cell.text)
        for cell_layout, cell in zip(layout.cells, row.cells, strict=False)
        if len(cell_layout.slots) == 1
    ]
    texts = [(path, text) for path, text in pairs if path and path[-1] != EACH]
    strange = sum(not printed.was_printed(path, text.strip()) for path, text in texts)
    return _UNFAMILIAR * strange / max(len(texts), 1)


LINE_COSTS: Costs[ParagraphLayout, Paragraph] = Costs(
    paragraph_cost, lambda line: 0.5 if line.loops else _MISSING_WORDS, lambda _: _STRANGE
)
"""Costs of the paragraphs of a cell."""
