"""Tables of fixed columns, cell by cell."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Sequence

from tools.word_templates.elements import Content, Element, on, paragraph, twips, w

_EDGES = ("top", "left", "bottom", "right")


class Columns:
    """The columns of a table."""

    def __init__(self, *widths: float) -> None:
        """Columns of these ``widths`` in millimetres."""
        self._widths = tuple(map(twips, widths))

    def table(self, rows: Iterable[Element], title: str) -> Element:
        """The table of ``rows``; ``title`` describes it to who cannot see it."""
        properties = w(
            "tblPr",
            w("tblStyle", val="FormTable"),
            w("tblW", w=sum(self._widths), type="dxa"),
            w("jc", val="center"),
            w("tblLayout", type="fixed"),
            w("tblCaption", val=title),
        )
        grid = w("tblGrid", *(w("gridCol", w=width) for width in self._widths))
        return w("tbl", properties, grid, *rows)

    def row(self, *cells: Cell, repeated: bool = False, whole: bool = False) -> Element:
        """A row of ``cells``.

        Args:
            cells: together as wide as the table.
            repeated: on every page, above the rows that are there.
            whole: on one page as long as it is not taller than that.
        """
        properties = [on("cantSplit")] if whole else []
        properties += [on("tblHeader")] if repeated else []
        elements, column = [], 0
        for cell in cells:
            width = sum(self._widths[column : column + cell.columns])
            column += cell.columns
            elements.append(cell.element(width))
        if column != len(self._widths):
            raise ValueError(f"cells over {column} of {len(self._widths)} columns")
        return w("tr", *([w("trPr", *properties)] if properties else []), *elements)

    def tag_row(self, tag: str, *before: Cell) -> Element:
        """A row that stands for ``tag``, a loop or condition over rows."""
        left = len(self._widths) - sum(cell.columns for cell in before)
        return self.row(*before, Cell("TableText", tag, columns=left))

    def each_row(self, tag: str, rows: Sequence[Element], *before: Cell) -> list[Element]:
        """``rows`` within the loop ``tag``; ``before`` are merged cells that run past it."""
        opening = self.tag_row(f"{{%tr {tag} %}}", *before)
        closing = self.tag_row(f"{{%tr end{tag.split()[0]} %}}", *before)
        return [opening, *rows, closing]


class Cell:
    """A cell of a table."""

    def __init__(
        self,
        style: str,
        *content: Content,
        columns: int = 1,
        merge: str = "",
        edges: Collection[str] = _EDGES,
        is_tall: bool = False,
        is_low: bool = False,
    ) -> None:
        """A cell with one paragraph of ``content``.

        Args:
            style: of the paragraph.
            content: of the paragraph; ``w:p`` elements are taken for the cell's paragraphs.
            columns: how many of the table's columns it covers.
            merge: ``restart`` for a label that begins here, ``continue`` for the cells below.
            edges: the edges that are drawn.
            is_tall: whether its text may go on over pages; it then begins at the top of the cell.
            is_low: whether its text ends at the bottom of the cell.
        """
        self.columns = columns
        self._merge = merge
        self._edges = edges
        self._position = "top" if is_tall else "bottom" if is_low else "center"
        is_whole = bool(content) and all(_is_paragraph(each) for each in content)
        self._paragraphs = list(content) if is_whole else [paragraph(style, *content)]

    def element(self, width: int) -> Element:
        """The cell, ``width`` wide."""
        properties = [w("tcW", w=width, type="dxa")]
        properties += [w("gridSpan", val=self.columns)] if self.columns > 1 else []
        properties += [w("vMerge", val=self._merge)] if self._merge else []
        if missing := [edge for edge in _EDGES if edge not in self._edges]:
            properties.append(w("tcBorders", *(w(edge, val="nil") for edge in missing)))
        properties.append(w("vAlign", val=self._position))
        return w("tc", w("tcPr", *properties), *copy.deepcopy(self._paragraphs))


def _is_paragraph(content: Content) -> bool:
    return not isinstance(content, str) and content.tag == w("p").tag
