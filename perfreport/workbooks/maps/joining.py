"""Targets that stand in several columns and are one text on a form (合写): ≥, 95, % and ≥95%."""

from __future__ import annotations

from collections.abc import Mapping

from perfreport.basics.messages import quoted
from perfreport.workbooks.maps.blocks import Block, Join
from perfreport.workbooks.maps.entries import Entry
from perfreport.workbooks.maps.notes import Notes
from perfreport.workbooks.maps.values import (
    QUALITATIVE,
    SIGNS,
    joined,
    parted,
    with_unit,
    without_unit,
)


def join(block: Block, fields: Mapping[str, Entry], notes: Notes) -> dict[str, Entry]:
    """``fields`` of a row with the texts that are written in one.

    A sign that would be lost (不适用, 定量) is noted at its cell.
    """
    found = dict(fields)
    for each in block.joins:
        sign, value, unit = (found[part].text if part in found else "" for part in each.parts)
        if value and sign not in ("", QUALITATIVE, *SIGNS):
            spot = found[each.parts[0]].spot
            if spot is not None:
                message = f"{quoted(sign)}写不进“{each.field}”，请改成 ≥、≤、＝、＞、＜ 或定性"
                notes.wrong(spot, message)
            sign = ""
        if value:
            _join(each, found, sign, value, unit)
    return found


def _join(join: Join, fields: dict[str, Entry], sign: str, value: str, unit: str) -> None:
    spot = fields[join.parts[1]].spot
    for part in join.parts:
        fields.pop(part, None)
    fields[join.field] = Entry(joined(sign, value, unit), spot)
    for other in join.with_unit:
        if other in fields:
            text, place = fields[other]
            fields[other] = Entry(with_unit(text, unit), place)


def part(block: Block, fields: Mapping[str, str]) -> dict[str, str]:
    """The reverse: ``fields`` of a row with a text for each column."""
    found = dict(fields)
    for each in block.joins:
        others = [name for name in each.parts if name != each.field]
        if each.field in found and not any(name in found for name in others):
            texts = parted(found.pop(each.field))
            found |= {n: text for n, text in zip(each.parts, texts, strict=True) if text}
            for other in each.with_unit:
                if other in found:
                    found[other] = without_unit(found[other], texts[2])
    return found
