"""Tables of any shape in the block markup, each cell filled with a character of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

CHARACTERS = bytes(
    byte for high in range(0xB0, 0xB8) for low in range(0xA1, 0xFF) for byte in (high, low)
).decode("gb2312")
"""Characters that every Chinese font has."""

_REPEATED = ' repeat="yes"'


@dataclass(frozen=True)
class RandomCell:
    """A cell: where it starts, how far it reaches, and its text, one character repeated."""

    row: int
    column: int
    rows: int
    columns: int
    character: str
    paragraphs: tuple[int, ...]
    upright: bool
    direct: bool = False
    """Whether its text is written without a paragraph around it."""

    @property
    def length(self) -> int:
        """How many characters it has."""
        return sum(self.paragraphs)

    @property
    def end(self) -> int:
        """The column after its last."""
        return self.column + self.columns

    def markup(self) -> str:
        """The cell as markup."""
        text = self.character * self.length
        paragraphs = "".join(f"<p>{self.character * length}</p>" for length in self.paragraphs)
        content = text if self.direct else paragraphs
        # In the first column a cell of one row is its name, in the others it is a label.
        rows = f' rowspan="{self.rows}"' if self.rows > 1 or self.column else ""
        vertical = ' vertical="yes"' if self.upright else ""
        return f'<td{rows} colspan="{self.columns}"{vertical}>{content}</td>'


@dataclass(frozen=True)
class RandomTable:
    """A table of ``rows`` and ``columns``; its header ends before row ``header_rows``."""

    rows: int
    columns: int
    header_rows: int
    keep: bool
    cells: tuple[RandomCell, ...]
    heights: tuple[int, ...]
    """Points that each row has at least; 0 for those that do not say."""
    repeated: int = -1
    """The row that stands again on later pages; -1 for none."""

    def markup(self, columns: str) -> str:
        """The table as markup, with the widths ``columns``."""
        rows = [
            "".join(cell.markup() for cell in self.cells if cell.row == row)
            for row in range(self.rows)
        ]
        return (
            f'<table columns="{columns}" header-rows="{self.header_rows}" '
            f'rows="{"keep" if self.keep else "split"}">'
            + "".join(
                _row(cells, height, number == self.repeated)
                for number, (cells, height) in enumerate(zip(rows, self.heights, strict=True))
            )
            + "</table>"
        )


def _row(cells: str, height: int, is_repeated: bool) -> str:
    attributes = f' height="{height}pt"' if height else ""
    return f"<tr{attributes}{_REPEATED * is_repeated}>{cells}</tr>"


def _lengths(most: int) -> st.SearchStrategy[tuple[int, ...]]:
    paragraphs = st.lists(st.integers(1, most), max_size=3).map(tuple)
    return st.one_of(st.just(()), st.integers(1, 12).map(lambda length: (length,)), paragraphs)


@st.composite
def random_tables(
    draw: st.DrawFn, most: int = 120, heights: Sequence[int] = (0, 0, 0, 30, 90)
) -> RandomTable:
    """Tables of up to twelve rows with cells merged in both directions, some of them empty.

    A paragraph of ``most`` characters fills a narrow column over several pages; each row is at
    least as high as one of ``heights``.
    """
    columns = draw(st.integers(2, 5))
    header_rows = draw(st.integers(0, 2))
    rows = header_rows + draw(st.integers(1, 10))
    covered: set[tuple[int, int]] = set()
    cells: list[RandomCell] = []
    for row in range(rows):
        in_header = row < header_rows
        most_rows = (header_rows if in_header else rows) - row
        for column in range(columns):
            if (row, column) in covered:
                continue
            free = column
            while free < columns and (row, free) not in covered:
                free += 1
            cell = RandomCell(
                row=row,
                column=column,
                rows=draw(st.one_of(st.just(1), st.integers(1, most_rows))),
                columns=draw(st.one_of(st.just(1), st.integers(1, free - column))),
                character=CHARACTERS[len(cells)],
                paragraphs=draw(_lengths(8 if in_header else most)),
                upright=draw(st.integers(0, 9)) == 0 and not in_header,
                direct=draw(st.integers(0, 3)) == 0,
            )
            cells.append(cell)
            covered |= {
                (r, c) for r in range(row, row + cell.rows) for c in range(column, cell.end)
            }
    of_rows = [draw(st.sampled_from(heights)) for _ in range(rows)]
    repeated = draw(st.one_of(st.just(-1), st.integers(header_rows, rows - 1)))
    return RandomTable(
        rows, columns, header_rows, draw(st.booleans()), tuple(cells), tuple(of_rows), repeated
    )
