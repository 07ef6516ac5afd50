"""What a document consists of before it has a place: paragraphs, tables, page breaks.

Blocks are read from the markup and set by layout. Lengths are in points.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from perfreport.basics.errors import TemplateError
from perfreport.charts.chart import Chart
from perfreport.typeset.display import Color
from perfreport.typeset.markup.attributes import ALL_SIDES, Border, Column
from perfreport.typeset.markup.styles import ParagraphStyle, Span
from perfreport.typeset.text.setting import Align


class Heading(NamedTuple):
    """The entry that a heading makes in the outline (目录树); levels count from 1."""

    level: int
    text: str


class Paragraph(NamedTuple):
    """Text of one style.

    Attributes:
        style: how it is set.
        segments: what stands between forced line breaks; a segment without spans is a blank line.
        heading: its entry in the outline, if it is a heading or begins with one.
    """

    style: ParagraphStyle
    segments: tuple[tuple[Span, ...], ...]
    heading: Heading | None = None


class Split(NamedTuple):
    """One line with text at both of its ends, such as 部门名称 and 单位."""

    left: Paragraph
    right: Paragraph


class PageBreak(NamedTuple):
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True, eq=False)
class CellFormat:
    """What the cells of a table written with the same attributes share; equal only to itself.

    Attributes:
        style: of its text.
        align: of its text, if it differs from that of the style and the column.
        columns: how many it covers.
        rows: how many it covers.
        label: it says what they are about, be it one alone; its markup says over how many it goes.
        prose: its text is written in paragraphs.
        position: of its text in a cell that is higher: 0 at the top, 1 at the bottom.
        upright: its characters stand one below the other (竖排).
        indent: of its text from the left.
        padding: free space above and below, and left and right, of its text.
        border: the strokes along its sides.
        fill: its colour; None for that of the paper.
        keep: the row in which it starts is not split if a page can hold it.
    """

    style: ParagraphStyle
    align: Align | None = None
    columns: int = 1
    rows: int = 1
    label: bool = False
    prose: bool = False
    position: float = 0.5
    upright: bool = False
    indent: float = 0.0
    padding: tuple[float, float] = (0.0, 0.0)
    border: Border = ALL_SIDES
    fill: Color | None = None
    keep: bool = False

    @property
    def opens(self) -> bool:
        """Whether the row in which the cell starts should not end a page alone."""
        return self.rows > 1 or self.style.keep_with_next

    def in_paragraphs(self) -> CellFormat:
        """The format of a cell that is written with the same attributes, and in paragraphs."""
        return replace(self, prose=True, label=self.rows > 1)


class Cell(NamedTuple):
    """A cell; its paragraphs are plain text in the style of its format unless they say more."""

    format: CellFormat
    content: tuple[str | Paragraph, ...]


class RowFormat(NamedTuple):
    """How a row is written, beside its cells.

    Attributes:
        height: that it has at least; 0 for that of its text.
        exact: it is no higher either; text that is has to give way.
        repeat: how many rows from this one on stand again on the following pages above the rows
            below them, as far as those do not say; 0 for none, None for a row that goes on below
            what stands there.
    """

    height: float = 0.0
    exact: bool = False
    repeat: int | None = None


class Row(NamedTuple):
    """The cells that start in one row of a table.

    Attributes:
        line: of the markup where the row starts.
        cells: from left to right.
        format: what is written of all of them.
    """

    line: int
    cells: list[Cell]
    format: RowFormat = RowFormat()


@dataclass(frozen=True, slots=True)
class TableFormat:
    """What is known of a table before its rows.

    Attributes:
        columns: their widths as written.
        width: of all of them; None for as much as there is between indent and type area.
        indent: from the left edge of the type area, less than nothing out of it.
        part: of what the type area is wider than the table that stands left of it.
        aligns: the alignment of each column's text below the header, where it is not the style's.
        header_rows: how many rows stand on every page.
        border: thickness of all borders that do not say more.
        frame: that of those around the table, in eighths of a point; 0 for ``border``.
        padding: the same of cells that do not say their own.
        empty: the cell that says that there are no rows.
        line: of the markup where the table starts.
    """

    columns: tuple[Column, ...]
    width: float | None
    indent: float
    part: float
    aligns: tuple[Align | None, ...]
    header_rows: int
    border: float
    frame: int
    padding: tuple[float, float]
    empty: Cell
    line: int

    @property
    def place(self) -> str:
        """Where the table starts, as messages about it begin."""
        return f"版面标记第 {self.line} 行 <table>："

    def mistake(self, problem: str) -> TemplateError:
        """The error to raise for what is wrong with the table."""
        return TemplateError(f"{self.place}{problem}")


class Table(NamedTuple):
    """A table; its rows are read as they are asked for, mostly once."""

    format: TableFormat
    rows: Iterable[Row]


class Contents(NamedTuple):
    """A list of the headings that follow, with their pages (目录).

    Attributes:
        styles: of the entries of each level from the first; what they do not reach is left out.
    """

    styles: tuple[ParagraphStyle, ...]


@dataclass(frozen=True, slots=True)
class PageNumber:
    """How pages are numbered (页码).

    Attributes:
        format: the text, with ``{n}`` for the number and ``{pages}`` for that of the last page.
        style: of the text.
        position: ``left``, ``center``, ``right``, or ``outside``: at the right of odd and at the
            left of even pages.
        offset: from the type area down to the text.
        inset: from the edge of the type area.
        first: whether the first page bears one.
        counts_first: whether it counts; where it does not, the second page is page 1.
    """

    format: str
    style: ParagraphStyle
    position: str
    offset: float
    inset: float
    first: bool
    counts_first: bool

    @property
    def needs_total(self) -> bool:
        """Whether it cannot be printed before all pages are there."""
        return "{pages}" in self.format


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Paper and type area (版心), and what stands on every page.

    Attributes:
        width: of the paper.
        height: of the paper.
        margins: top, right, bottom and left of the type area.
        running: blocks at the top of each page.
        number: how pages are numbered, if they are.
    """

    width: float
    height: float
    margins: tuple[float, float, float, float]
    running: tuple[Paragraph | Split, ...] = ()
    number: PageNumber | None = None

    @property
    def left(self) -> float:
        """Distance of the type area from the left edge of the paper."""
        return self.margins[3]

    @property
    def top(self) -> float:
        """Distance of the type area from the upper edge of the paper."""
        return self.margins[0]

    @property
    def bottom(self) -> float:
        """Distance of the lower edge of the type area from the upper edge of the paper."""
        return self.height - self.margins[2]

    @property
    def measure(self) -> float:
        """Width of the type area."""
        return self.width - self.margins[1] - self.margins[3]


class Figure(NamedTuple):
    """A chart of figures (统计图).

    Attributes:
        style: of its words, and of the space around it.
        chart: what it shows.
        line: of the markup where it starts.
    """

    style: ParagraphStyle
    chart: Chart
    line: int

    @property
    def below(self) -> float:
        """How much room is left below it for the caption, or for what it leaves of a line."""
        return self.style.leading * (2 if self.style.keep_with_next else 1)

    def mistake(self, problem: str) -> TemplateError:
        """The error to raise for what is wrong with it."""
        return TemplateError(f"版面标记第 {self.line} 行 <chart>：{problem}")


class Section(NamedTuple):
    """What follows starts on a new page of another setup."""

    setup: PageSetup


Block = Paragraph | Split | PageBreak | Section | Table | Contents | Figure
