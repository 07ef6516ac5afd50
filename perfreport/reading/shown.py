"""What the slots of a template say in a document, and what stands outside all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from perfreport.compare.alignment import align, iterations
from perfreport.docx.page.blocks import Block, Cell, Page, Paragraph, Row, Table
from perfreport.docx.page.numbering import UNTOLD
from perfreport.properties import DRAFT
from perfreport.reading.arranging import ABSENT, Column, arranged, joined
from perfreport.reading.costs import BLOCK_COSTS, LINE_COSTS, ROW_COSTS, seated
from perfreport.reading.layout import CellLayout, Grid, Layout, Leaf, Line, Loop, RowLayout
from perfreport.reading.pattern import LOOPED, Pattern, Slot, SlotPath, squeezed
from perfreport.reading.reading import Unplaced

ViewPath = tuple[str | int, ...]

_LABEL = "固定的标题或栏目名称被改动"
_OUTSIDE = "不在任何填写的位置"
_GONE = "固定的标题、栏目或表格被删去"
_STRANGE_COLUMN = "版式里没有这一栏，整栏没有收"
_NO_COLUMN = "这一栏被删去，或栏名认不出；原有数据不动，要改请改数据文件"
_MERGED = "几格合并成了一格，分不清各是哪一项的；原有数据不动，请拆开再填"
_SPLIT = "一格拆成了几格，分不清哪一格是要填的；原有数据不动，请合成一格再填"
_TORN = "这一行的格数与表头不同，分不清各是哪一栏的；原有数据不动，请照表头补齐"
_MOST_EXAMPLES = 3

Counts = dict[object, int]


class Copy(NamedTuple):
    """What stands in a further place of a field.

    Attributes:
        path: of the field in the view.
        text: what stands there.
        heading: the nearest one before it.
        place: as it is said to people.
    """

    path: ViewPath
    text: str
    heading: str
    place: str


@dataclass(slots=True)
class Shown:
    """The texts of a document by the paths of the view's fields.

    Attributes:
        texts: what stands in each slot; of a list, each item under its position.
        copies: what stands in further places of a field.
        unplaced: words outside all slots.
        missing: the fields, or what holds them, that the page has no place for any more, as their
            column, row or cell is gone; it says nothing of their data.
        heading: the nearest one before what is being read.
        is_below_table: whether there is a table before it.
    """

    texts: dict[ViewPath, str] = field(default_factory=dict)
    copies: list[Copy] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    missing: set[ViewPath] = field(default_factory=set)
    heading: str = ""
    is_below_table: bool = False

    @property
    def place(self) -> str:
        """Where what is being read stands, as it is said to people."""
        if self.heading:
            return f"“{self.heading}”之后"
        return "表后" if self.is_below_table else "文首"

    def put(self, path: ViewPath, text: str) -> None:
        """Note that ``text`` stands in the slot of ``path``."""
        if path in self.texts:
            self.copies.append(Copy(path, text.replace(UNTOLD, ""), self.heading, self.place))
        else:
            self.texts[path] = text

    def refuse(self, words: str, reason: str) -> None:
        """Note ``words`` that stand in no slot."""
        if words := words.replace(UNTOLD, "").strip():
            self.unplaced.append(Unplaced(words, self.heading, self.place, reason))


def shown_on(page: Page, layout: Layout) -> Shown:
    """What ``page`` says in the slots of ``layout``."""
    shown = Shown()
    _blocks(page.blocks, layout.leaves, shown)
    shown.heading = "页眉页脚"
    known = {"", *map(_without_digits, layout.margins)}
    for text in dict.fromkeys(page.margins):
        if _without_digits(text.replace(DRAFT, "")) not in known:
            shown.refuse(text, _OUTSIDE)
    return shown


def _without_digits(text: str) -> str:
    return "".join(character for character in text if not character.isdigit() and character > " ")


def _blocks(blocks: Sequence[Block], leaves: Sequence[Leaf], shown: Shown) -> None:
    blocks = joined(blocks, leaves)
    taken = align(leaves, blocks, BLOCK_COSTS)
    for block, index, counts in zip(blocks, taken, iterations(leaves, taken), strict=True):
        leaf = leaves[index] if index is not None else None
        if isinstance(leaf, Line) and isinstance(block, Paragraph):
            _line(leaf, block, counts, shown)
        elif isinstance(leaf, Grid) and isinstance(block, Table):
            _table(leaf, block, counts, shown)
        else:
            _strange(block, shown)
        shown.is_below_table |= isinstance(block, Table)
    for index, leaf in enumerate(leaves):
        if index not in taken and not leaf.loops and not leaf.is_optional:
            _lacking(leaf, leaves[:index], shown)


def _strange(block: Block, shown: Shown) -> None:
    texts = [block.numbered] if isinstance(block, Paragraph) else [row.text for row in block.rows]
    for text in texts:
        shown.refuse(text, _OUTSIDE)


def _lacking(leaf: Leaf, before: Sequence[Leaf], shown: Shown) -> None:
    """A ``leaf`` that the document has no more, and what the template has ``before`` it."""
    words = leaf.pattern.words if isinstance(leaf, Line) else "表格"
    headings = [each.pattern.words for each in before if isinstance(each, Line) and each.is_heading]
    shown.heading = headings[-1] if headings else ""
    shown.is_below_table = any(isinstance(each, Grid) for each in before)
    shown.refuse(words, _GONE)
    slots = leaf.pattern.slots if isinstance(leaf, Line) else leaf.slots
    _lack(slots, (), shown)


def _line(line: Line, paragraph: Paragraph, counts: Counts, shown: Shown) -> None:
    if line.is_heading or paragraph.is_heading:
        shown.heading = line.pattern.words or squeezed(paragraph.text)[:40]
    text = line.text(paragraph)
    texts = line.pattern.match(text)
    if texts is None:
        texts = line.pattern.guess(text)
        lead = text.removesuffix(texts[0]) if texts else text
        shown.refuse(lead, _LABEL)
    if texts is None:
        _lack(line.pattern.slots, [counts[loop] for loop in line.loops], shown)
    for slot, text in zip(line.pattern.slots, texts or (), strict=False):
        _fill(slot, text, counts, line, shown)


def _fill(slot: Slot, text: str, counts: Counts, line: Line, shown: Shown) -> None:
    if not slot.fits(text):
        shown.refuse(text, _LABEL)
    if slot.path is None:
        return
    path = _placed(slot.path, [counts[loop] for loop in line.loops])
    if slot.is_list:
        for position, part in enumerate(text.split("\n")):
            shown.put((*path, position), part)
    else:
        shown.put(path, text)


def _placed(path: SlotPath, positions: Sequence[int]) -> ViewPath:
    """``path`` with the positions in its loops, as far as they are known."""
    left = iter(positions)
    return tuple(next(left, step) if step == LOOPED else step for step in path)


def _table(grid: Grid, table: Table, around: Counts, shown: Shown) -> None:
    heading = shown.heading
    rows, strange, missing = arranged(grid, table)
    for column in strange:
        shown.refuse(_of_column(column), _STRANGE_COLUMN)
    for words in missing:
        shown.refuse(words, _NO_COLUMN)
    taken = align(grid.rows, rows, ROW_COSTS)
    labels: dict[SlotPath, str] = {}
    known: set[str] = set()
    merged = _merged_cells(grid, rows, taken)
    for row, index, counts in zip(rows, taken, iterations(grid.rows, taken), strict=True):
        layout = grid.rows[index] if index is not None else None
        if layout is None and row.text not in known:
            shown.refuse(row.text, _OUTSIDE)
        elif layout is not None:
            _row(_Place(layout, {**around, **counts}, merged), row, labels, shown)
            known.update([row.text] if not layout.loops else [])
    for index, layout in enumerate(grid.rows):
        if index not in taken and not layout.loops and not layout.is_optional:
            shown.refuse(layout.words, _GONE)
            for cell in layout.cells:
                _lack(cell.slots, [around[loop] for loop in layout.around], shown)
    shown.heading = heading


def _of_column(column: Column) -> str:
    """What stands in a column, for a message: its head and the first of its words."""
    first = "、".join(column.words[:_MOST_EXAMPLES])
    more = f"等 {len(column.words)} 格" if len(column.words) > _MOST_EXAMPLES else ""
    return "：".join(filter(None, (column.head, first + more)))


class _Place(NamedTuple):
    """Where a row stands.

    Attributes:
        layout: of it.
        counts: how often each loop around it has begun.
        merged: the cells of data, by identity, that are merged with others above or below.
    """

    layout: RowLayout
    counts: Counts
    merged: frozenset[int]

    @property
    def positions(self) -> list[int]:
        """Its positions in the loops around it."""
        return [self.counts[loop] for loop in self.loops]

    @property
    def loops(self) -> tuple[Loop, ...]:
        """All loops around it."""
        return (*self.layout.around, *self.layout.loops)


def _merged_cells(grid: Grid, rows: Sequence[Row], taken: Sequence[int | None]) -> frozenset[int]:
    """The cells of data that are one with a cell of data above or below."""
    merged: set[int] = set()
    above: Mapping[int, Cell] = {}
    for row, index in zip(rows, taken, strict=True):
        here: dict[int, Cell] = {}
        if index is not None and any(cell.is_merged for cell in row.cells):
            pairs, _ = _paired(grid.rows[index], row)
            here = {cell.column: cell for layout, cell in pairs if _holds_data(layout)}
        for column, cell in here.items():
            if cell.above is not None:
                merged.add(id(cell))
                merged.update([id(above[column])] if cell.is_merged and column in above else [])
        above = here
    return frozenset(merged)


def _holds_data(layout: CellLayout) -> bool:
    return any(slot.path and not slot.is_label for slot in layout.slots)


def _row(place: _Place, row: Row, labels: dict[SlotPath, str], shown: Shown) -> None:
    layout = place.layout
    if words := _row_heading(layout, row):
        shown.heading = words
    pairs, left = _paired(layout, row)
    for text, reason in left:
        shown.refuse(text, reason)
    there = []
    for cell_layout, cell in pairs:
        if cell is ABSENT or id(cell) in place.merged:
            shown.refuse(cell.text, _MERGED)
            continue
        there.append(cell_layout)
        if label := _label(cell_layout):
            _label_cell(label, cell, place, labels, shown)
        else:
            _cell(cell_layout, cell, place, shown)
    for cell_layout in layout.cells:
        if cell_layout not in there:
            _lack(cell_layout.slots, place.positions, shown)


def _lack(slots: Iterable[Slot], positions: Sequence[int], shown: Shown) -> None:
    """Note that the page does not have these slots, so that it says nothing of their data."""
    for slot in slots:
        if slot.path:
            path = _placed(slot.path, positions)
            shown.missing.add(path[: path.index(LOOPED)] if LOOPED in path else path)


def _row_heading(layout: RowLayout, row: Row) -> str:
    """The fixed words at the left of a row, if only by the label it is merged with."""
    first = row.cells[0]
    if first.above and first.is_merged:
        return squeezed(first.above)
    is_fixed = bool(layout.cells) and layout.cells[0].is_fixed
    return layout.cells[0].words if is_fixed else ""


_Pairs = list[tuple[CellLayout, Cell]]
_Left = list[tuple[str, str]]


def _paired(layout: RowLayout, row: Row) -> tuple[_Pairs, _Left]:
    """The cells of ``row`` with those of the template, and words that are left, with the reasons.

    Where their numbers differ the columns tell; of a row that does not reach over all columns
    nobody can say which cell went.
    """
    if len(layout.cells) == len(row.cells):
        return list(zip(layout.cells, seated(layout, row), strict=True)), []
    if not _is_whole(layout, row):
        return [], [(row.text, _TORN)]
    parts: dict[int, list[Cell]] = {}
    left: _Left = []
    for cell in row.cells:
        below = _places_of(cell, layout, row)
        written = any(map(_holds_data, (layout.cells[i] for i in below)))
        if not below:
            left.append((cell.text, _OUTSIDE))
        elif len(below) > 1 and written and cell.text.strip():
            left.append((cell.text, _MERGED))
        else:
            parts.setdefault(below[0], []).append(cell)
    pairs: _Pairs = []
    for index, cells in parts.items():
        written_cells = [cell for cell in cells if cell.text.strip()]
        if len(written_cells) > 1:
            left.extend((cell.text, _SPLIT) for cell in written_cells)
        else:
            pairs.append((layout.cells[index], (written_cells or cells)[0]))
    return pairs, left


def _places_of(cell: Cell, layout: RowLayout, row: Row) -> list[int]:
    """The cells of the template that ``cell`` stands for.

    One that reaches into columns with a cell of their own, as in rows that LibreOffice puts in,
    stands for that alone at which it begins.
    """
    below = [i for i, each in enumerate(layout.cells) if _is_below(each, cell)]
    others = (layout.cells[i] for i in below[1:])
    have_own = all(any(each.covers(other.column) for other in row.cells) for each in others)
    return below[:1] if have_own else below


def _is_whole(layout: RowLayout, row: Row) -> bool:
    """Whether ``row`` has a cell below the first and one below the last of ``layout``."""
    if not (layout.cells and row.cells):
        return False
    first, last = layout.cells[0], layout.cells[-1]
    end = max(cell.column + cell.columns for cell in row.cells)
    return row.cells[0].column <= first.column and end >= last.column + last.columns


def _is_below(layout: CellLayout, cell: Cell) -> bool:
    start, end = layout.column, layout.column + layout.columns
    return cell.column < end and start < cell.column + cell.columns


def _label(cell: CellLayout) -> Slot | None:
    slots = [slot for line in cell.lines for slot in line.pattern.slots]
    return slots[0] if len(slots) == 1 and slots[0].is_label else None


def _label_cell(
    slot: Slot, cell: Cell, place: _Place, labels: dict[SlotPath, str], shown: Shown
) -> None:
    """A label stands in the first of its rows; a row put in by hand has none of its own.

    Where that first row is gone nothing says what the label was.
    """
    if slot.path is None:
        return
    text = cell.text
    if cell.above is not None and not text:
        text = labels.get(slot.path, "") if cell.is_merged else ""
    labels[slot.path] = text
    shown.put(_placed(slot.path, place.positions), text)


def _cell(layout: CellLayout, cell: Cell, place: _Place, shown: Shown) -> None:
    if not layout.lines:
        shown.refuse(cell.text, _OUTSIDE)
    elif len(layout.lines) == 1 and layout.lines[0].loops == place.loops:
        _single(layout.lines[0], cell, place.counts, shown)
    else:
        _several(layout.lines, cell, place.counts, shown)


def _single(line: Line, cell: Cell, counts: Counts, shown: Shown) -> None:
    """A cell with one line: the paragraphs that somebody made of it are one again."""
    pattern: Pattern = line.pattern
    text = line.text(cell)
    texts = pattern.match(text)
    if texts is None:
        shown.refuse(text, _LABEL)
        if not text.strip():
            shown.refuse(pattern.words, _GONE)
    for slot, part in zip(pattern.slots, texts or (), strict=False):
        _fill(slot, part, counts, line, shown)


def _several(lines: Sequence[Line], cell: Cell, counts: Counts, shown: Shown) -> None:
    taken = align(lines, cell.paragraphs, LINE_COSTS)
    rounds = iterations(lines, taken)
    for paragraph, index, inner in zip(cell.paragraphs, taken, rounds, strict=True):
        if index is None:
            shown.refuse(paragraph.text, _OUTSIDE)
        else:
            _line(lines[index], paragraph, {**inner, **counts}, shown)
