"""Column heads within a table: rows that the PDF repeats above the rows below them.

Word repeats rows only where they are a table's first, and takes no notice of what others say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from perfreport.derivation.controls import Block, Node, each_item
from perfreport.derivation.rows import Row
from perfreport.typeset.markup.grammar import REPEATED_ROWS

_WRITTEN: Mapping[int, str] = {count: text for text, count in REPEATED_ROWS.items()}


def repeated_rows(nodes: Sequence[Node[Row]], headers: int) -> dict[int, str]:
    """What rows say of being repeated, by their ids: heads are, what follows theirs ends that.

    Args:
        nodes: the rows of a table among its loops and conditions.
        headers: how many of the first are those of the table.
    """
    found: dict[int, str] = {}
    index = headers
    while index < len(nodes):
        head = _head_at(nodes[index:])
        # No head has more rows; what says so is meant otherwise.
        if head and len(head) in _WRITTEN:
            following = nodes[index + len(head) :]
            end = len(_below(head, following))
            found |= dict.fromkeys(map(id, _first(following[end:])), _WRITTEN[0])
            found[id(head[0])] = _WRITTEN[len(head)]
        index += len(head) or 1
    return found


def _head_at(nodes: Sequence[Node[Row]]) -> list[Row]:
    """The rows of heads with which ``nodes`` begin."""
    found: list[Row] = []
    for node in nodes:
        if not (isinstance(node, Row) and node.is_header):
            break
        found.append(node)
    return found


def _below(head: Sequence[Row], following: Sequence[Node[Row]]) -> Sequence[Node[Row]]:
    """What of ``following`` goes on below ``head``: what its labels cover together, else loops."""
    begun = {cell.span for row in head for cell in row.cells if cell.merge == "restart"}
    first = next(each_item(following), None)
    labels = begun & _going_on(first) if first else set()
    if not labels:
        return list(takewhile(lambda node: isinstance(node, Block), following))
    return list(
        takewhile(
            lambda node: all(labels <= _going_on(row) for row in each_item([node])), following
        )
    )


def _going_on(row: Row) -> set[tuple[int, int]]:
    """Where cells of ``row`` go on from above."""
    return {cell.span for cell in row.cells if cell.merge == "continue"}


def _first(nodes: Sequence[Node[Row]]) -> list[Row]:
    """The rows of which one is the first that is printed."""
    found: list[Row] = []
    for node in nodes:
        found += each_item([node])
        if isinstance(node, Row):
            break
    return found
