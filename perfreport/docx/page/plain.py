"""Cells of tables with one plain paragraph in them, as nearly all are: read by one look at each."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from perfreport.docx.wordml import W

_CELL, _CELL_PROPERTIES = W + "tc", W + "tcPr"
_PARAGRAPH, _PROPERTIES, _STYLE = W + "p", W + "pPr", W + "pStyle"
_RUN, _TEXT, _VALUE = W + "r", W + "t", W + "val"
_LOOKS = {W + name for name in ("tcW", "vAlign", "tcBorders", "tcMar", "noWrap", "textDirection")}
"""Properties of a cell that say nothing of where it stands and what it says."""

_LOOKS_OF_PARAGRAPHS = {
    W + name for name in ("jc", "spacing", "ind", "keepNext", "keepLines", "widowControl")
}


class PlainCell(NamedTuple):
    """A cell in one column, not merged, with one paragraph of plain text.

    Attributes:
        style: the id of its style; empty where it has none.
        text: of it, with characters that nobody sees.
    """

    style: str
    text: str


def plain_cell(element: etree._Element) -> PlainCell | None:
    """What is in the cell ``element``; None where it is not plain, or no cell."""
    if element.tag != _CELL:
        return None
    paragraph = None
    for part in element:
        if part.tag == _PARAGRAPH and paragraph is None:
            paragraph = part
        elif part.tag != _CELL_PROPERTIES or any(each.tag not in _LOOKS for each in part):
            return None
    return None if paragraph is None else _plain(paragraph)


def _plain(paragraph: etree._Element) -> PlainCell | None:
    style, text = None, ""
    for piece in paragraph:
        if piece.tag == _RUN:
            for each in piece:
                if each.tag != _TEXT:
                    return None
                text += each.text or ""
        elif piece.tag != _PROPERTIES or style is not None:
            return None
        else:
            style = _style(piece)
            if style is None:
                return None
    return PlainCell(style or "", text)


def _style(properties: etree._Element) -> str | None:
    """The id of the style that ``properties`` of a paragraph name; None where they say more."""
    style = ""
    for each in properties:
        if each.tag == _STYLE:
            style = each.get(_VALUE, "")
        elif each.tag not in _LOOKS_OF_PARAGRAPHS:
            return None
    return style
