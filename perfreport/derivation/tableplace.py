"""Where a Word table stands on its page, and how wide it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from perfreport.derivation.properties import TWIPS, number
from perfreport.derivation.writing import points, signed_points
from perfreport.docx.page.elements import value_in
from perfreport.docx.wordml import W

_POSITIONS = {"center": "center", "right": "right", "end": "right"}
_ALL = 5000.0
"""Fiftieths of a percent."""

_SAME = 0.5


class Space(NamedTuple):
    """What a table has room in.

    Attributes:
        width: of the type area, in points.
        height: of the type area.
        outdents: whether texts in a table stand flush with those outside, as in older Word files.
    """

    width: float
    height: float
    outdents: bool


def fitted(table: etree._Element, widths: Sequence[float], space: Space) -> list[float]:
    """``widths``, as wide together as the table says, where it says so in percent."""
    width = table.find(f"{W}tblPr/{W}tblW")
    if width is None or width.get(W + "type") != "pct":
        return list(widths)
    text = width.get(W + "w", "")
    share = (number(width, "w") or 0.0) / _ALL
    if text.endswith("%") and text[:-1].isdecimal():
        share = int(text[:-1]) / 100
    total = sum(widths)
    factor = share * space.width / total if share and total else 1.0
    return [round(each * factor, 2) for each in widths]


def placing(
    table: etree._Element, widths: Sequence[float], space: Space, padding: float
) -> dict[str, str]:
    """The attributes that say where a table of these ``widths`` stands.

    Args:
        table: of Word.
        widths: of its columns.
        space: that it has.
        padding: beside the texts of its cells.
    """
    total = sum(widths)
    position = _POSITIONS.get(value_in(table, "tblPr", "jc"), "left")
    attributes = {"width": points(total)} if total > space.width else {}
    if position != "left":
        return {**attributes, "position": position if position != "center" else ""}
    indent = number(table.find(f"{W}tblPr/{W}tblInd"), "w", TWIPS) or 0.0
    indent -= padding if space.outdents else 0.0
    # With its lines on the edges of the type area a table stands where any position puts it.
    if abs(total - space.width) < _SAME and abs(indent) < _SAME:
        return attributes
    return {**attributes, "indent": signed_points(indent)}
