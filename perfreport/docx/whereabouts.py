"""Where a tag stands in a Word template, as its author finds it again."""

from __future__ import annotations

from lxml import etree

from perfreport.docx.tags import text_of
from perfreport.docx.wordml import W


def whereabouts(root: etree._Element, tag: str) -> str:
    """The first cell that holds ``tag``: 第 1 张表第 2 行第 3 格; empty outside tables.

    Rows and cells are counted as they stand in the file, those of tags alone too.
    """
    wanted = _squeezed(tag)
    for paragraph in root.iter(f"{W}p"):
        if wanted in _squeezed(text_of(paragraph)):
            return _cell_of(root, paragraph)
    return ""


def _cell_of(root: etree._Element, paragraph: etree._Element) -> str:
    cell, row, table = (
        next(paragraph.iterancestors(f"{W}{name}"), None) for name in ("tc", "tr", "tbl")
    )
    if cell is None or row is None or table is None:
        return ""
    number = list(root.iter(f"{W}tbl")).index(table) + 1
    return f"第 {number} 张表第 {_position(row)} 行第 {_position(cell)} 格"


def _position(element: etree._Element) -> int:
    """Which of its sort ``element`` is in what holds it, from 1."""
    return sum(1 for _ in element.itersiblings(element.tag, preceding=True)) + 1


def _squeezed(text: str) -> str:
    return "".join(text.split())
