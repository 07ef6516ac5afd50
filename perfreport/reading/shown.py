"""What the slots of a template say in a document, and what stands outside all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from perfreport.docx.page.blocks import Block, Cell, Page, Paragraph, Row, Table
from perfreport.properties import DRAFT
from perfreport.reading.alignment import align, iterations
from perfreport.reading.layout import CellLayout, Grid, Layout, Leaf, Line, RowLayout
from perfreport.reading.likeness import BLOCK_COSTS, LINE_COSTS, ROW_COSTS
from perfreport.reading.pattern import LOOPED, Pattern, Slot, SlotPath, squeezed
from perfreport.reading.reading import Unplaced

ViewPath = tuple[str | int, ...]

_LABEL = "固定的标题或栏目名称被改动"
_OUTSIDE = "不在任何填写的位置"
_GONE = "固定的标题、栏目或表格被删去"

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
        heading: the nearest one before what is being read.
        is_below_table: whether there is a table before it.
    """

    texts: dict[ViewPath, str] = field(default_factory=dict)
    copies: list[Copy] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
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
            self.copies.append(Copy(path, text, self.heading, self.place))
        else:
            self.texts[path] = text

    def refuse(self, words: str, reason: str) -> None:
        """Note ``words`` that stand in no slot."""
        if words.strip():
            self.unplaced.append(Unplaced(words.strip(), self.heading, self.place, reason))


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
    taken = align(leaves, blocks, BLOCK_COSTS)
    for block, index, counts in zip(blocks, taken, iterations(leaves, taken), strict=True):
        leaf = leaves[index] if index is not None else None
        if isinstance(leaf, Line) and isinstance(block, Paragraph):
            _line(leaf, block, counts, shown)
        elif isinstance(leaf, Grid) and isinstance(block, Table):
            _table(leaf, block, shown)
        else:
            _strange(block, shown)
        shown.is_below_table |= isinstance(block, Table)
    for index, leaf in enumerate(leaves):
        if index not in taken and not leaf.loops and not leaf.is_optional:
            _lacking(leaf, leaves[:index], shown)


def _strange(block: Block, shown: Shown) -> None:
    texts = [block.text] if isinstance(block, Paragraph) else [row.text for row in block.rows]
    for text in texts:
        shown.refuse(text, _OUTSIDE)


def _lacking(leaf: Leaf, before: Sequence[Leaf], shown: Shown) -> None:
    """A ``leaf`` that the document has no more, and what the template has ``before`` it."""
    words = leaf.pattern.words if isinstance(leaf, Line) else "表格"
    headings = [each.pattern.words for each in before if isinstance(each, Line) and each.is_heading]
    shown.heading = headings[-1] if headings else ""
    shown.is_below_table = any(isinstance(each, Grid) for each in before)
    shown.refuse(words, _GONE)


def _line(line: Line, paragraph: Paragraph, counts: Counts, shown: Shown) -> None:
    if line.is_heading or paragraph.is_heading:
        shown.heading = line.pattern.words or squeezed(paragraph.text)[:40]
    texts = line.pattern.match(paragraph.text)
    if texts is None:
        texts = line.pattern.guess(paragraph.text)
        lead = paragraph.text.removesuffix(texts[0]) if texts else paragraph.text
        shown.refuse(lead, _LABEL)
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
    """``path`` with the positions in its loops."""
    left = iter(positions)
    return tuple(next(left) if step == LOOPED else step for step in path)


def _table(grid: Grid, table: Table, shown: Shown) -> None:
    heading = shown.heading
    taken = align(grid.rows, table.rows, ROW_COSTS)
    labels: dict[SlotPath, str] = {}
    for row, index, counts in zip(table.rows, taken, iterations(grid.rows, taken), strict=True):
        if index is None:
            shown.refuse(row.text, _OUTSIDE)
        else:
            _row(grid.rows[index], row, counts, labels, shown)
    for index, layout in enumerate(grid.rows):
        if index not in taken and layout.words and not layout.loops and not layout.is_optional:
            shown.refuse(layout.words, _GONE)
    shown.heading = heading


def _row(
    layout: RowLayout, row: Row, counts: Counts, labels: dict[SlotPath, str], shown: Shown
) -> None:
    if words := _row_heading(layout, row):
        shown.heading = words
    for cell_layout, cell in _paired(layout, row, shown):
        if label := _label(cell_layout):
            _label_cell(label, cell, layout, counts, labels, shown)
        else:
            _cell(cell_layout, cell, layout, counts, shown)


def _row_heading(layout: RowLayout, row: Row) -> str:
    """The fixed words at the left of a row, if only by the label it is merged with."""
    first = row.cells[0]
    if first.above is not None:
        return squeezed(first.above)
    is_fixed = bool(layout.cells) and layout.cells[0].is_fixed
    return layout.cells[0].words if is_fixed else ""


def _paired(layout: RowLayout, row: Row, shown: Shown) -> list[tuple[CellLayout, Cell]]:
    """The cells of ``row`` with those of the template; by columns where their numbers differ."""
    if len(layout.cells) == len(row.cells):
        return list(zip(layout.cells, row.cells, strict=True))
    parts: dict[int, list[Cell]] = {}
    for cell in row.cells:
        covering = [i for i, each in enumerate(layout.cells) if each.covers(cell.column)]
        if covering:
            parts.setdefault(covering[0], []).append(cell)
        else:
            shown.refuse(cell.text, _OUTSIDE)
    return [(layout.cells[index], _together(cells)) for index, cells in parts.items()]


def _together(cells: Sequence[Cell]) -> Cell:
    """Cells that stand where the template has one, as one."""
    paragraphs = tuple(paragraph for cell in cells for paragraph in cell.paragraphs)
    return replace(cells[0], paragraphs=paragraphs)


def _label(cell: CellLayout) -> Slot | None:
    slots = [slot for line in cell.lines for slot in line.pattern.slots]
    return slots[0] if len(slots) == 1 and slots[0].is_label else None


def _label_cell(
    slot: Slot,
    cell: Cell,
    layout: RowLayout,
    counts: Counts,
    labels: dict[SlotPath, str],
    shown: Shown,
) -> None:
    """A label stands in the first of its rows; a row put in by hand has none of its own."""
    if slot.path is None:
        return
    text = joined(cell)
    if cell.above is not None and not text:
        text = labels.get(slot.path, cell.above)
    labels[slot.path] = text
    shown.put(_placed(slot.path, [counts[loop] for loop in layout.loops]), text)


def joined(cell: Cell) -> str:
    """The words of a cell that holds one text."""
    return "".join(paragraph.text.replace("\n", "") for paragraph in cell.paragraphs)


def _cell(layout: CellLayout, cell: Cell, row: RowLayout, counts: Counts, shown: Shown) -> None:
    if not layout.lines:
        shown.refuse(cell.text, _OUTSIDE)
    elif len(layout.lines) == 1 and layout.lines[0].loops == row.loops:
        _single(layout.lines[0], cell, counts, shown)
    else:
        _several(layout.lines, cell, counts, shown)


def _single(line: Line, cell: Cell, counts: Counts, shown: Shown) -> None:
    """A cell with one line: the paragraphs that somebody made of it are one again."""
    pattern: Pattern = line.pattern
    is_list = any(slot.is_list for slot in pattern.slots)
    text = cell.text if is_list or pattern.words else joined(cell)
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
