"""Where something stands in its file: on a line of a text, or in a cell of a workbook."""

from __future__ import annotations

from typing import NamedTuple


class CellPosition(NamedTuple):
    """A cell of a workbook; sorts sheet by sheet, row by row.

    Attributes:
        sheet: counts from 1.
        row: counts from 0.
        column: counts from 0.
        address: as people have it: ``项目!C7``.
    """

    sheet: int
    row: int
    column: int
    address: str


Position = int | CellPosition
"""A line, from 1, or a cell."""


def in_file(file: str, position: Position | None) -> str:
    """``file:12`` or ``file：项目!C7``; without a file 第 12 行 or the cell alone."""
    match position:
        case None:
            return file
        case CellPosition():
            return "：".join(filter(None, (file, position.address)))
    return f"{file}:{position}" if file else f"第 {position} 行"


def alone(position: Position | None) -> str:
    """第12行, or the cell; nothing for None."""
    if isinstance(position, CellPosition):
        return position.address
    return f"第{position}行" if position else ""


def described(position: Position | None) -> dict[str, str | int]:
    """``position`` for programs: by ``line`` or by ``cell``, or nothing."""
    if isinstance(position, CellPosition):
        return {"cell": position.address}
    return {"line": position} if position else {}


def order_of(position: Position | None) -> tuple[object, ...]:
    """By which positions of one file are sorted; what has none comes first."""
    return position if isinstance(position, CellPosition) else (position or 0,)
