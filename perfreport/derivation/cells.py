"""The cells of a Word table as markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from perfreport.derivation.controls import Control, Node, control, flattened, nested
from perfreport.derivation.formats import SIDES, ParagraphFormat, Sides
from perfreport.derivation.inline import inline
from perfreport.derivation.paragraphs import Paragraph, ParagraphReader
from perfreport.derivation.pieces import Slot, Text
from perfreport.derivation.places import Place, refused
from perfreport.derivation.rows import Cell, Row, sides_of
from perfreport.derivation.tableformat import TableFormat
from perfreport.derivation.writing import Line, StyleNames, element, opening, points
from perfreport.docx.page.elements import unwrapped
from perfreport.docx.tags import text_of
from perfreport.docx.wordml import W

_ALONG = {"left": "top", "justify": "top", "center": "middle", "right": "bottom"}


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a cell.

    Attributes:
        nodes: its paragraphs among their loops and conditions.
        form: of its paragraphs, or of the first of them.
        sides: the widths of its lines; 0 where there is none.
        usual: the widths that the table gives them.
    """

    nodes: Sequence[Node[Paragraph]]
    form: ParagraphFormat
    sides: dict[str, float]
    usual: dict[str, float]


class Usual(NamedTuple):
    """What holds for most cells of a table, and so is said of the table."""

    style: str
    position: str


class CellWriter:
    """Reads and writes the cells of one table."""

    def __init__(
        self,
        paragraphs: ParagraphReader,
        names: StyleNames,
        table: TableFormat,
        table_style: str,
    ) -> None:
        """Read with ``paragraphs``, in a ``table`` of this style; formats get their ``names``."""
        self._paragraphs = paragraphs
        self._names = names
        self._table = table
        self._table_style = table_style
        self._styles: Counter[str] = Counter()
        self._positions: Counter[str] = Counter()

    def read(self, cell: Cell, row: Row, rows: Sequence[Row]) -> Content:
        """What stands in ``cell`` of ``row``, one of the table's ``rows``.

        Raises:
            TemplateError: when the PDF has nothing like it in a cell.
        """
        nodes = nested(self._items(cell))
        found = [each for each in flattened(nodes) if isinstance(each, Paragraph)]
        if not found:
            raise refused(cell.place, "这一格里没有段落，请用 Word 打开后另存")
        edges = _edges(cell, row, rows)
        sides = sides_of(cell, self._table.lines, edges=edges)
        usual = {side: self._table.width_at(side in edges) for side in SIDES}
        content = Content(nodes, found[0].format, sides, usual)
        # What most cells below the header have in common is said of the table.
        weight = 1 if row.is_header else len(rows) * len(row.cells)
        self._styles[self._names.name(content.form)] += weight
        self._positions[_position(cell, content)] += weight
        return content

    def usual(self) -> Usual:
        """What holds for most cells that were read."""
        return Usual(_first_of(self._styles), _first_of(self._positions))

    @property
    def padding(self) -> float:
        """The space above and below the text of a cell."""
        return self._table.padding[0]

    def padding_of(self, cell: Cell) -> tuple[float, float]:
        """The space above and below the text of ``cell``, and beside it."""
        return self._table.padding_of(cell.element)

    def leading(self, cell: Cell) -> float:
        """The height of the first line of ``cell``, if it is only merged with one above."""
        paragraphs = (each for each in self._items(cell) if isinstance(each, Paragraph))
        return next((each.format.leading for each in paragraphs), 0.0)

    def _items(self, cell: Cell) -> Iterator[Paragraph | Control]:
        for child in unwrapped(cell.element):
            if child.tag == W + "tbl":
                raise refused(cell.place, "表格里套了表格，PDF 没有；请合并、拆分单元格来代替")
            if child.tag == W + "p":
                text = text_of(child)
                place = cell.place._replace(text=text or cell.place.text)
                yield control(text, place) or self._paragraph(cell, child, place)

    def _paragraph(self, cell: Cell, child: object, place: Place) -> Paragraph:
        paragraph = self._paragraphs.read(child, place, self._table_style)  # type: ignore[arg-type]
        if cell.is_upright:
            return _plain(paragraph)
        return paragraph

    def lines(
        self, cell: Cell, content: Content, usual: Usual, row_span: str, *, is_header: bool
    ) -> Iterator[Line]:
        """The markup of ``cell``."""
        style = self._names.name(content.form)
        attributes = {
            "style": _unusual(style, usual.style),
            "colspan": str(cell.span.columns) if cell.span.columns > 1 else "",
            "rowspan": f"{{{{ {cell.label}.rows }}}}" if cell.label else row_span,
            # In the rows at the top of each page the engine centres what does not say otherwise.
            "align": content.form.align if is_header and content.form.align != "center" else "",
            "valign": _unusual(_position(cell, content), usual.position),
            "fill": cell.fill,
            "padding": self._padding(cell),
            "vertical": "yes" if cell.is_upright else "",
            "border": _border(content) if self._table.border else "",
        }
        if cell.label:
            yield Line(f"{{% if {cell.label}.rows %}}", cell.place)
            yield Line(element("td", attributes, f"{{{{ {cell.label}.text }}}}"), cell.place)
            yield Line("{% endif %}", cell.place)
            return
        if cell.beside:
            yield Line(f"{{% if {cell.beside} %}}", cell.place)
        yield from self._whole(cell, content, style, attributes)
        if cell.beside:
            yield Line("{% endif %}", cell.place)

    def _whole(
        self, cell: Cell, content: Content, style: str, attributes: Mapping[str, str]
    ) -> Iterator[Line]:
        only = content.nodes[0] if len(content.nodes) == 1 else None
        if isinstance(only, Paragraph):
            yield Line(element("td", attributes, self._text(only)), cell.place)
            return
        yield Line(opening("td", attributes), cell.place)
        for item in flattened(content.nodes):
            yield from self._lines_of(item, style)
        yield Line("</td>", cell.place)

    def _padding(self, cell: Cell) -> str:
        """The space around the text of ``cell``; empty where it is that of the table."""
        padding = self.padding_of(cell)
        return "" if padding == self._table.padding else " ".join(map(points, padding))

    def _lines_of(self, item: Paragraph | Control, style: str) -> Iterator[Line]:
        if isinstance(item, Control):
            yield Line(item.tag, item.place)
            return
        own = self._names.name(item.format)
        attributes = {"style": own if own != style else ""}
        yield Line(element("p", attributes, self._text(item)), item.place)

    def _text(self, paragraph: Paragraph) -> str:
        content = inline(paragraph.pieces, paragraph.format, self._names)
        number = paragraph.number
        if number is None:
            return content
        # Word goes on counting from cell to cell, where the engine would begin anew.
        if not number.is_text:
            raise refused(paragraph.place, "单元格里的自动编号只能是 1、2、3，请改用数字或直接写出")
        return number.text + content


def _position(cell: Cell, content: Content) -> str:
    """Where the text stands between the upper and the lower line of ``cell``."""
    # Upright lines run from the one to the other, and so does their alignment.
    return _ALONG[content.form.align] if cell.is_upright else cell.position


def _unusual(value: str, usual: str) -> str:
    return value if value != usual else ""


def _plain(paragraph: Paragraph) -> Paragraph:
    """``paragraph`` set in one way all through, as upright text is."""
    form = paragraph.format.text
    pieces = [
        each._replace(format=form) if isinstance(each, Text | Slot) else each
        for each in paragraph.pieces
    ]
    return replace(paragraph, pieces=pieces)


def _edges(cell: Cell, row: Row, rows: Sequence[Row]) -> Sides:
    """The sides of ``cell`` that are the table's own."""
    is_edge = {
        "top": row is rows[0],
        "bottom": row is rows[-1],
        "left": cell is row.cells[0] and not row.free[0],
        "right": cell is row.cells[-1] and not row.free[1],
    }
    return frozenset(side for side, found in is_edge.items() if found)


def _border(content: Content) -> str:
    """The sides with a line, as the markup has them; empty for all four as the table has them."""
    if content.sides == content.usual:
        return ""
    drawn = {side: width for side, width in content.sides.items() if width}
    named = (
        side if width == content.usual[side] else f"{side}:{width:g}pt"
        for side, width in drawn.items()
    )
    return " ".join(named) or "none"


def _first_of(counts: Counter[str]) -> str:
    """What was counted most often, of several the first."""
    return max(counts, key=counts.__getitem__)
