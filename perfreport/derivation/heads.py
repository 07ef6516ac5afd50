"""Column heads within a table: rows that the PDF repeats above the rows below them.

Word repeats rows only where they are a table's first, and takes no notice of what others say.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from perfreport.derivation.controls import Block, Node, each_item
from perfreport.derivation.rows import Row


def repeated_rows(nodes: Sequence[Node[Row]], headers: int) -> dict[int, str]:
    """Whether rows are repeated, by their ids: heads are, and what follows their rows ends that.

    Args:
        nodes: the rows of a table among its loops and conditions.
        headers: how many of the first are those of the table.
    """
    found: dict[int, str] = {}
    for index, node in enumerate(nodes):
        if index >= headers and isinstance(node, Row) and node.is_header:
            following = nodes[index + 1 :]
            end = len(_below(node, following))
            found |= dict.fromkeys(map(id, _first(following[end:])), "no")
            found[id(node)] = "yes"
    return found


def _below(head: Row, following: Sequence[Node[Row]]) -> Sequence[Node[Row]]:
    """What of ``following`` goes on below ``head``: what its label covers, else loops."""
    labels = [cell.span for cell in head.cells if cell.merge == "restart"]
    if not labels:
        return list(takewhile(lambda node: isinstance(node, Block), following))
    return list(
        takewhile(
            lambda node: all(
                any(cell.merge == "continue" and cell.span in labels for cell in row.cells)
                for row in each_item([node])
            ),
            following,
        )
    )


def _first(nodes: Sequence[Node[Row]]) -> list[Row]:
    """The rows of which one is the first that is printed."""
    found: list[Row] = []
    for node in nodes:
        found += each_item([node])
        if isinstance(node, Row):
            break
    return found
