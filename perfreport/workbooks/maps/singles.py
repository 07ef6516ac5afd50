"""The cells that stand alone: found by the labels beside them, else by their addresses."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Unit
from perfreport.blocks.walk import bare, field_at
from perfreport.sheets.workbook import Cell, Spot
from perfreport.workbooks.maps.columns import Single
from perfreport.workbooks.maps.entries import Entry
from perfreport.workbooks.maps.grid import Grid
from perfreport.workbooks.maps.heads import is_called
from perfreport.workbooks.maps.notes import Notes
from perfreport.workbooks.maps.values import sort_of, text_of


def read_single(
    grid: Grid, single: Single, model: type[BaseModel], unit: Unit, notes: Notes
) -> Iterator[tuple[DataPath, Entry]]:
    """What ``single`` says, with its place; nothing where it is missing or blank, which is noted.

    Args:
        grid: of the sheet, in which it is marked as read.
        single: to read.
        model: of the document.
        unit: of the sheet's amounts.
        notes: where it is noted.
    """
    spot, cell = _found(grid, single)
    if spot is None:
        message = f"没有找到“{single.label}”，它在 {single.address} 的旁边"
        notes.refuse(message) if single.is_compulsory else notes.remark(message)
        return
    if cell.fault:
        notes.wrong(spot, f"{cell.fault}；请改成要填的内容", single.path)
        return
    field = field_at(model, single.path)
    text = text_of(cell, sort_of(bare(field.annotation) if field else str), unit)
    if text:
        yield single.path, Entry(text, spot)
    elif single.is_compulsory:
        notes.wrong(spot, "这一格不能空着，请填写", single.path)


def _found(grid: Grid, single: Single) -> tuple[Spot | None, Cell]:
    """The cell of ``single``; no spot where its label is nowhere."""
    if single.label is None:
        grid.mark_read(single.spot)
        return single.spot, grid.cell(single.spot)
    for spot in grid.unread():
        before, colon, behind = grid.text(spot).replace("：", ":").partition(":")
        if not is_called(before, [single.label]):
            continue
        grid.mark_read(spot)
        if colon and behind.strip():
            return spot, Cell(behind.strip())
        value = grid.beside(spot) if single.side == "右" else grid.under(spot)
        grid.mark_read(value)
        return value, grid.cell(value)
    return None, Cell("")
