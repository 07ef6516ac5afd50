"""What is worked out without fonts, against what the engine then sets."""

from __future__ import annotations

from itertools import accumulate

import pytest

from perfreport.documents.loading import fitted
from perfreport.documents.rendering import Renderer
from perfreport.forms.registry import FormRegistry
from perfreport.page.alike import TableCells
from perfreport.page.balance import Columns, Limits, _Table
from perfreport.typeset.markup.attributes import Balanced, Length
from perfreport.typeset.markup.blocks import Row, Table
from perfreport.typeset.tables.balancing import Places, _texts, settled
from perfreport.typeset.tables.cells import CellSetter
from perfreport.typeset.tables.columns import CellGrid, RowShape
from tests.examples import example

NAMES = ("zengcheng-2024-project-targets", "guangzhou-2023-project-targets")
ROOM = 10_000.0
WORTH = 0.03
"""What a table must come out lower by, or it keeps the widths of its form."""


class Example:
    """The table of an example, with columns as its form has them."""

    def __init__(self, name: str) -> None:
        """Read the example called ``name``."""
        registry = FormRegistry()
        document = fitted(example(name), registry)
        self.setup, blocks = Renderer(registry, system_fonts=False).pdf_blocks(document)
        # Rows are read once, as blocks go on.
        [(self.format, rows)] = [
            (block.format, list(block.rows)) for block in blocks if isinstance(block, Table)
        ]
        grid = CellGrid(len(self.format.columns))
        self.rows: list[tuple[Row, RowShape]] = [(row, grid.place(row)) for row in rows]
        self.own = [
            column.width if isinstance(column, Balanced) else column.points(0)
            for column in self.format.columns
            if isinstance(column, Balanced | Length)
        ]

    def balanced(self) -> list[float]:
        """The widths that the columns get."""
        found = settled(self.format, self.rows, self.setup).columns
        return [column.points(0) for column in found if isinstance(column, Length)]

    def set_height(self, widths: list[float]) -> float:
        """The height that the engine gives to all rows together."""
        setter = CellSetter(self.format, list(accumulate(widths, initial=0.0)), ROOM, header=False)
        return sum(max(cell.height for cell in setter.set(*each)) for each in self.rows)

    def told_height(self, widths: list[float]) -> float:
        """The height that is worked out without fonts."""
        every = [Limits(width, width) for width in widths]
        places: Places = {}
        rows = [_texts(*each, places) for each in self.rows]
        cells = TableCells.of(rows)
        return _Table(Columns(widths, every, ROOM), cells).height((0,) * len(widths)) / 100


@pytest.mark.parametrize("name", NAMES)
def test_heights_are_told_to_within_what_is_worth_a_change(name: str) -> None:
    table = Example(name)
    for more in range(-24, 121, 16):
        widths = [*table.own[:5], table.own[5] + more, table.own[6] - more]
        assert table.told_height(widths) == pytest.approx(table.set_height(widths), rel=WORTH)


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_set_no_higher_than_with_the_widths_of_its_form(name: str) -> None:
    table = Example(name)
    assert table.set_height(table.balanced()) <= table.set_height(table.own)


def test_the_goals_of_zengcheng_make_its_table_lower_by_a_sixth() -> None:
    table = Example(NAMES[0])
    assert table.set_height(table.balanced()) < 5 / 6 * table.set_height(table.own)
