"""Cells of tables with one plain paragraph in them, as nearly all are: read by one look at each.

Rows of thousands are alike in their elements, and what one of them says where is looked up once.
"""

from __future__ import annotations

from collections.abc import Sequence
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


_ROW, _ROW_PROPERTIES = W + "tr", W + "trPr"
_LOOKS_OF_ROWS = {W + name for name in ("cantSplit", "trHeight", "tblHeader", "jc")}
_MOST_SHAPES = 64
"""Of rows, in one document: more of them are looked at cell by cell."""


class PlainCell(NamedTuple):
    """A cell in one column, not merged, with one paragraph of plain text.

    Attributes:
        style: the id of its style; empty where it has none.
        text: of it, with characters that nobody sees.
    """

    style: str
    text: str


class _Places(NamedTuple):
    """Where in the elements of a row its style and the texts of a cell stand.

    Attributes:
        style: None where it has none.
        texts: in their order.
    """

    style: int | None
    texts: Sequence[int]


class PlainRows:
    """The rows of a document all of whose cells are plain."""

    def __init__(self) -> None:
        """Before the first of them."""
        self._shapes: dict[object, list[_Places] | None] = {}

    def cells(self, row: etree._Element) -> list[PlainCell] | None:
        """The cells of ``row``; None where some are not plain, or it is more than its cells."""
        elements = list(row.iter())
        # The names in their order, with how many stand in each, are the whole tree.
        shape = (tuple([each.tag for each in elements]), tuple(map(len, elements)))
        if shape not in self._shapes:
            if len(self._shapes) == _MOST_SHAPES:
                return None
            self._shapes[shape] = _places_in(row, elements)
        places = self._shapes[shape]
        if places is None:
            return None
        return [
            PlainCell(
                "" if style is None else elements[style].get(_VALUE, ""),
                "".join([elements[text].text or "" for text in texts]),
            )
            for style, texts in places
        ]


def _places_in(row: etree._Element, elements: Sequence[etree._Element]) -> list[_Places] | None:
    """Where the cells of ``row`` have what they say; None where it is no plain one."""
    if row.tag != _ROW:
        return None
    number = {element: place for place, element in enumerate(elements)}
    places: list[_Places] = []
    for part in row:
        if part.tag == _ROW_PROPERTIES and all(each.tag in _LOOKS_OF_ROWS for each in part):
            continue
        if plain_cell(part) is None:
            return None
        styles = [number[each] for each in part.iterfind(f"{_PARAGRAPH}/{_PROPERTIES}/{_STYLE}")]
        texts = [number[each] for each in part.iterfind(f"{_PARAGRAPH}/{_RUN}/{_TEXT}")]
        places.append(_Places(styles[-1] if styles else None, texts))
    return places


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
