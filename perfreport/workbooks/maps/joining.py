"""Targets that stand in several columns and are one text on a form (合写): ≥, 95, % and ≥95%."""

from __future__ import annotations

from collections.abc import Mapping

from perfreport.workbooks.maps.blocks import Block, Join
from perfreport.workbooks.maps.entries import Entry
from perfreport.workbooks.maps.values import (
    QUALITATIVE,
    SIGNS,
    joined,
    parted,
    with_unit,
    without_unit,
)


def join(block: Block, fields: Mapping[str, Entry]) -> dict[str, Entry]:
    """``fields`` of a row with the texts that are written in one.

    A sign that would be lost (不适用, 定量) keeps its row as it stands, for the form to refuse.
    """
    found = dict(fields)
    for each in block.joins:
        texts = [found[part].text if part in found else "" for part in each.parts]
        if texts[1] and texts[0] in ("", QUALITATIVE, *SIGNS):
            _join(each, found, *texts)
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
