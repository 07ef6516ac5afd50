"""What a description says: page, styles, and the paragraphs and tables in their order."""

from __future__ import annotations

from dataclasses import dataclass

EDGES = ("top", "left", "bottom", "right")
"""The edges of a cell, in the order in which Word keeps them."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """The page of a form; lengths are in millimetres.

    Attributes:
        paper: its shorter and its longer side.
        is_landscape: whether the longer side lies below.
        margins: top, right, bottom, left.
        footer: what every page ends with, with ``{页码}`` and ``{总页数}``; empty for nothing.
        footer_place: 居中, 左, 右, or 外侧 for right on odd pages and left on even ones.
        has_cover: whether the first page is a cover, which is not counted and has no number.
        footer_height: from the lower edge of the sheet to the foot of the page number.
        grid: lines of a page and characters of a line, as in GB/T 9704; None for no grid.
        cell_padding: between the text of a cell and its edges.
        numbering: how headings are numbered, level by level, as the first of each looks.
    """

    paper: tuple[float, float] = (210, 297)
    is_landscape: bool = False
    margins: tuple[float, float, float, float] = (20, 18, 20, 18)
    footer: str = "— {页码} —"
    footer_place: str = "居中"
    has_cover: bool = False
    footer_height: float = 10
    grid: tuple[int, int] | None = None
    cell_padding: float = 1
    numbering: tuple[str, ...] = ("一、", "（一）", "1.", "（1）")

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the sheet."""
        short, long = self.paper
        return (long, short) if self.is_landscape else (short, long)

    @property
    def type_area(self) -> tuple[float, float]:
        """Width and height between the margins (版心)."""
        (width, height), (top, right, bottom, left) = self.size, self.margins
        return width - left - right, height - top - bottom


@dataclass(frozen=True, kw_only=True)
class Style:
    """A paragraph style (段落样式); lengths are in points, indents in characters.

    Attributes:
        name: as descriptions call it, and as Word's list of styles shows it.
        builtin: Word's own name of it, such as ``heading 1``; then ``name`` is its other name.
        id: by which the paragraphs of the file name it; ``name`` when empty.
        face: of the text, for every script.
        size: of the text.
        pitch: from line to line.
        tracking: added to the width of every character.
        align: both, left, center, right or distribute.
        before: space above.
        after: space below.
        first_line: indent of the first line.
        hanging: by which the first line stands further left than the others.
        left: indent on the left.
        right: indent on the right.
        overhang: by which it may stand out on both sides, in points.
        bold: whether its text is bold.
        keep_next: whether it stays with the next paragraph.
        widow_control: whether no first or last line stands alone on a page.
        level: of the heading, from 1 on, which numbers it; 0 for none.
        outline: the level in Word's outline (大纲级别) of what is not numbered; 0 for none.
        is_item: whether it is numbered as an item of text: 1. 2. 3.
        series: what its paragraphs are numbered as (题注), such as 表; empty for nothing.
    """

    name: str
    builtin: str = ""
    id: str = ""
    face: str = "仿宋_GB2312"
    size: float = 10.5
    pitch: float = 16
    tracking: float = 0
    align: str = "both"
    before: float = 0
    after: float = 0
    first_line: float = 0
    hanging: float = 0
    left: float = 0
    right: float = 0
    overhang: float = 0
    bold: bool = False
    keep_next: bool = False
    widow_control: bool = True
    level: int = 0
    outline: int = 0
    is_item: bool = False
    series: str = ""

    @property
    def style_id(self) -> str:
        """By which the paragraphs of the file name it."""
        return self.id or self.name


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph outside tables.

    Attributes:
        style: its name.
        text: with tags and marks, see ``texts``.
        is_on_new_page: whether it begins a page.
    """

    style: str
    text: str = ""
    is_on_new_page: bool = False


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell of a table.

    Attributes:
        style: name of the style of its paragraphs.
        paragraphs: their texts, at least one.
        columns: how many of the table's columns it covers.
        merge: ``restart`` when it goes on below, ``continue`` for the cells below, else empty.
        align: of its paragraphs, where it is not that of the style.
        place: of its text between the upper and the lower edge: top, center or bottom.
        is_vertical: whether its lines run from top to bottom (竖排).
        bold: whether its text is bold.
        fill: colour behind the text, six hexadecimal digits; empty for none.
        edges: those of ``EDGES`` that are drawn.
    """

    style: str
    paragraphs: tuple[str, ...] = ("",)
    columns: int = 1
    merge: str = ""
    align: str = ""
    place: str = "center"
    is_vertical: bool = False
    bold: bool = False
    fill: str = ""
    edges: tuple[str, ...] = EDGES


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a table, or a tag for rows, which stands in a row of its own.

    Attributes:
        cells: together as wide as the table.
        is_heading: whether it names what stands below; it is repeated on every page, in Word only
            if it is one of the first rows of a table.
        height: in millimetres; 0 for as high as its text.
        is_exact: whether it is just as high, and not higher.
        may_break: whether it may go on over the page's end even when it is short.
    """

    cells: tuple[Cell, ...]
    is_heading: bool = False
    height: float = 0
    is_exact: bool = False
    may_break: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table.

    Attributes:
        title: describes it to who cannot see it; empty for none.
        widths: of its columns, in millimetres.
        rows: of the table.
        align: where it stands between the margins: left, center or right.
    """

    title: str
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    align: str = "center"


@dataclass(frozen=True, kw_only=True)
class Contents:
    """A table of contents (目录).

    Attributes:
        style: the name of the style of its lines.
        levels: of the headings in it.
    """

    style: str
    levels: int


@dataclass(frozen=True, kw_only=True)
class Section:
    """What follows stands on pages of another kind (分节).

    Attributes:
        page: from there on.
    """

    page: Page


Block = Paragraph | Table | Contents | Section


@dataclass(frozen=True, kw_only=True)
class Description:
    """A blank form with its tags.

    Attributes:
        page: of the whole form.
        styles: by their names.
        blocks: from top to bottom.
    """

    page: Page
    styles: dict[str, Style]
    blocks: tuple[Block, ...]
