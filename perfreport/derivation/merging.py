"""Cells that are merged over rows, loops and conditions among them, as spans of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from perfreport.basics.patterns import regex
from perfreport.derivation.controls import Block, Node, counting, each_item
from perfreport.derivation.places import refused
from perfreport.derivation.rows import Cell, Row

_FOR = regex(r"\{%-?\s*for\s+(\w+)\s+in\b")


class RowSpan(NamedTuple):
    """How many rows a cell covers.

    Attributes:
        value: as the markup has it.
        before: what the template has to work out before the row.
    """

    value: str
    before: str = ""


def row_spans(nodes: Sequence[Node[Row]]) -> tuple[dict[int, RowSpan], set[int]]:
    """The spans of merged cells by their ids, and the ids of the cells that those cover.

    Raises:
        TemplateError: when a cell is merged out of its loop or condition.
    """
    spans: dict[int, RowSpan] = {}
    covered: set[int] = set()
    _follow(nodes, spans, covered)
    for row in each_item(nodes):
        for cell in row.cells:
            # Word begins a merged cell anew where there is none above it to go on.
            if cell.merge == "continue" and id(cell) not in covered and cell.has_text:
                raise refused(
                    cell.place, "这一格与上一格合并，格里又有文字；请取消合并，或删去文字"
                )
    return spans, covered


def _follow(nodes: Sequence[Node[Row]], spans: dict[int, RowSpan], covered: set[int]) -> None:
    for index, node in enumerate(nodes):
        if isinstance(node, Block):
            _beside(node, spans)
            for branch in node.branches:
                _follow(branch.content, spans, covered)
        elif isinstance(node, Row):
            for cell in node.cells:
                if cell.merge == "restart" and id(cell) not in covered:
                    extent = list(_extent(cell, nodes[index + 1 :]))
                    covered.update(id(each) for each in _below(cell, extent))
                    if extent:
                        spans[id(cell)] = _span([node, *extent], len(spans) + 1)


def _beside(block: Block[Row], spans: dict[int, RowSpan]) -> None:
    """The spans of cells that stand once beside all rows that the loop of ``block`` makes."""
    variable = _FOR.match(block.branches[0].control.tag) if block.branches else None
    if variable is None:
        return
    nodes: list[Node[Row]] = [block]
    for row in each_item(nodes):
        for cell in row.cells:
            if cell.beside.split(" and ")[0] == f"is_first_{variable[1]}":
                span = _span(nodes, len(spans) + 1)
                # Counted once: in each row it would take a time that grows with their square.
                counted = f"{{% if {cell.beside} %}}{span.before}{{% endif %}}"
                spans[id(cell)] = RowSpan(span.value, counted)


def _extent(cell: Cell, following: Sequence[Node[Row]]) -> Iterator[Node[Row]]:
    """Those right after the row of ``cell`` that it is merged with."""
    for node in following:
        rows = list(each_item([node]))
        going_on = [_continuation(row, cell) is not None for row in rows]
        if any(going_on) and not all(going_on):
            raise refused(
                cell.place,
                "这一格往下合并到循环或条件的半中间；循环里的各行要么都合并，要么都不合并",
            )
        if not all(going_on):
            return
        yield node


def _continuation(row: Row, cell: Cell) -> Cell | None:
    """The cell of ``row`` that goes on with ``cell``."""
    return next(
        (each for each in row.cells if each.merge == "continue" and each.span == cell.span), None
    )


def _below(cell: Cell, extent: Sequence[Node[Row]]) -> Iterator[Cell]:
    for row in each_item(extent):
        if found := _continuation(row, cell):
            yield found


def _span(nodes: Sequence[Node[Row]], number: int) -> RowSpan:
    if not any(isinstance(node, Block) for node in nodes):
        return RowSpan(str(sum(isinstance(node, Row) for node in nodes)))
    name = f"rows_{number}"
    counted = counting(nodes, lambda _: True)
    return RowSpan(f"{{{{ {name}|length }}}}", f"{{% set {name} %}}{counted}{{% endset %}}")
