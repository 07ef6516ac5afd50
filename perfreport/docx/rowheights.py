"""How high rows of a Word table come out, roughly: told from their texts, without any font.

The PDF knows better. Both keep whole what is lower than a quarter of a page, and part the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import repeat
from math import ceil, inf
from typing import NamedTuple

from lxml import etree

from perfreport.basics.patterns import regex
from perfreport.docx.figures import HALF_POINT, MARKS, Line, own_size, with_whole_figures
from perfreport.docx.page.elements import value_in, whole
from perfreport.docx.tags import TEXT_BEGINNING
from perfreport.docx.wordml import W

_HIGHEST_WHOLE = 1 / 4
"""Height of the highest row that is kept whole, as part of the text area of a page."""

_ELEMENT_TAG = regex(r"<[^<>]*>")
_WIDTH = regex(r'<w:tcW (?:(?![^<>]*w:type="(?!dxa"))[^<>]*?w:w="([0-9]{1,9})")?')
"""That of a cell in twips: one that is automatic or a percentage says nothing of its room."""
_STYLE = regex(r'<w:pStyle w:val="([^"]*)"')
_CELL_END, _PARAGRAPH_END, _BREAK = "</w:tc>", "</w:p>", "<w:br/>"
_TEXT_END = f"</w:t></w:r>{_PARAGRAPH_END}"
_MERGED = "<w:vMerge"
_MOST_HEADS = 1024
_MOST_EM = 5 / 4
"""That a character counts: none has more than four bytes."""
_UNKNOWN_ROOM = 800
"""In twips: rows that may be high are rather parted than cut off."""
_MARGINS = {"top": 0, "left": 108, "bottom": 0, "right": 108}
_ABOVE_AND_BELOW = ("top", "bottom")
_MOST_STYLES = 20
"""Styles that one may be based on, one after the other."""

IS_HIGH, IS_NARROW = 1, 2
"""What is found of a cell: its row is not to be kept whole; a figure has no room in its lines."""

_AUTOMATIC = 1.3
"""Sizes in a line whose height is not stated."""


class _Text(NamedTuple):
    """What text of a style takes: the width of a character, the height of a line."""

    em: float
    line: float


class _Setting(NamedTuple):
    """How the text of a cell is set: the characters in a line, the height of one."""

    in_line: float
    line: float


class _Begun(NamedTuple):
    """What is said of a cell before its text.

    Attributes:
        setting: of its text.
        lines: that stand before it.
        surely_low: characters of markup behind it, up to which the cell is not high.
        line: of its text; None where that is upright, no figure is wider or its room is unknown.
        surely_plain: characters up to which it has room for every figure, too.
    """

    setting: _Setting
    lines: int
    surely_low: float
    line: Line | None
    surely_plain: float


class RowHeights:
    """Estimates the heights of rows in one document.

    Attributes:
        of_page: height of the text area of the lowest page.
        highest_whole: height of the highest row that is kept whole.
    """

    def __init__(self, document: etree._Element, styles: Sequence[etree._Element]) -> None:
        """Read the pages and the tables of ``document``, and its parts of ``styles``."""
        self._styles = {style.get(W + "styleId", ""): style for part in styles for style in part}
        self._defaults = [each for part in styles for each in part.iter(W + "docDefaults")]
        usual = next((name for name, each in self._styles.items() if _is_usual(each)), "")
        self._usual = self._text(usual)
        self._texts = {name: self._text(name) for name in self._styles}
        # What stands before the text of a cell is the same in thousands of rows.
        self._begun = lru_cache(_MOST_HEADS)(self._begun_with)
        margins = self._margins(document)
        self._beside = margins["left"] + margins["right"]
        self._above = margins["top"] + margins["bottom"]
        areas = map(_height_of_area, document.iter(W + "sectPr"))
        self.of_page = min(areas, default=inf)
        self.highest_whole = self.of_page * _HIGHEST_WHOLE

    def estimate(self, row: str) -> float:
        """The height of a row, of which ``row`` is the XML."""
        return max(map(self._of_cell, row.split(_CELL_END)[:-1]), default=0.0)

    def looks(self, row: str) -> list[int]:
        """What is to be done about the cells of a row, of which ``row`` is the XML."""
        return list(map(self._look, row.split(_CELL_END)[:-1]))

    def are_high(
        self, head: str, texts: Sequence[str | None], cells: Sequence[str]
    ) -> Iterable[bool]:
        """Whether each of ``cells`` is too high for a row that is kept whole.

        Args:
            head: what stands before the text of those whose text is known.
            texts: their paragraphs as lines, as they are in XML; None of one that is not known.
            cells: their XML.
        """
        begun = self._begun(head) if _MERGED not in head else None
        if begun is None:
            return map(self._is_high, cells)
        in_line, line = begun.setting
        room = (self.highest_whole - self._above) / line - begun.lines
        known = [text for text in texts if text is not None]
        # Each paragraph may begin one more line: most texts need not be measured.
        breaks = [text.count("\n") for text in known]
        longest = max(map(len, known), default=0)
        if len(known) == len(cells) and longest * _MOST_EM / in_line + max(breaks) + 2 <= room:
            return repeat(False, len(cells))

        def is_high(cell: str, text: str | None) -> bool:
            if text is None:
                return self._is_high(cell)
            if len(text) * _MOST_EM / in_line + text.count("\n") + 2 <= room:
                return False
            lines = begun.lines + sum([_lines(each, in_line) for each in text.split("\n")])
            return lines * line + self._above > self.highest_whole

        return map(is_high, cells, texts)

    def _is_high(self, cell: str) -> bool:
        return bool(self._look(cell) & IS_HIGH)

    def _look(self, cell: str) -> int:
        head, _, rest = cell.partition(TEXT_BEGINNING)
        begun = self._begun(head)
        # Most cells hold so little that it need not be measured.
        if begun and len(rest) <= begun.surely_plain:
            return 0
        is_low = begun and len(rest) <= begun.surely_low
        is_high = not is_low and self._height(cell, begun, rest) > self.highest_whole
        line = begun.line if begun else self._line_in(head)
        return IS_HIGH * is_high | IS_NARROW * (line is not None and line.is_narrow_for(cell))

    def with_whole_figures(self, row: str, looks: Iterable[int]) -> str:
        """The XML of a ``row``, smaller text in those of its cells that are narrow for a figure."""
        *cells, end = row.split(_CELL_END)
        cells = [
            self._smaller(cell) if look & IS_NARROW else cell
            for cell, look in zip(cells, looks, strict=True)
        ]
        return _CELL_END.join([*cells, end])

    def with_whole_figures_alike(
        self, head: str, texts: Sequence[str | None], cells: Sequence[str]
    ) -> Sequence[str]:
        """The same of ``cells`` with these ``texts``, of which the first begins with ``head``."""
        begun = self._begun(head)
        line = begun.line if begun else self._line_in(cells[0].partition(TEXT_BEGINNING)[0])
        if line is None:
            return cells
        return [
            with_whole_figures(cell, line)
            if line.is_narrow_for(cell if text is None else text)
            else cell
            for cell, text in zip(cells, texts, strict=True)
        ]

    def _smaller(self, cell: str) -> str:
        line = self._line_in(cell.partition(TEXT_BEGINNING)[0])
        return with_whole_figures(cell, line) if line else cell

    def _of_cell(self, cell: str) -> float:
        head, _, rest = cell.partition(TEXT_BEGINNING)
        return self._height(cell, self._begun(head), rest)

    def _height(self, cell: str, begun: _Begun | None, rest: str) -> float:
        """The height of ``cell``, of which ``rest`` stands behind what has ``begun`` it."""
        # What is merged over several rows makes none of them high.
        if _MERGED in cell:
            return 0.0
        setting, lines = (begun.setting, begun.lines) if begun else (self._setting_of(cell), 0)
        paragraphs = (rest if begun else cell).replace(_BREAK, _PARAGRAPH_END)
        for each in paragraphs.split(_PARAGRAPH_END)[:-1]:
            lines += _lines(_ELEMENT_TAG.sub("", each), setting.in_line)
        return lines * setting.line + self._above

    def _begun_with(self, head: str) -> _Begun | None:
        """What ``head``, which stands before the text of a cell, says; None if too little."""
        if _ELEMENT_TAG.sub("", head) or not _STYLE.search(head):
            return None
        setting = self._setting_of(head)
        lines = head.count(_BREAK) + head.count(_PARAGRAPH_END)
        free = (self.highest_whole - self._above) / setting.line - lines - 1
        # Behind its end a paragraph more takes at least as many characters as its own end.
        each = _MOST_EM / setting.in_line + 1 / len(_PARAGRAPH_END)
        low = len(_TEXT_END) + free / each
        line = self._line_in(head)
        whole = len(_TEXT_END) + line.halves - MARKS if line else low
        return _Begun(setting, lines, low, line, min(low, whole))

    def _setting_of(self, cell: str) -> _Setting:
        text = self._text_in(cell)
        return _Setting(max((self._room_in(cell) or _UNKNOWN_ROOM) // text.em, 1), text.line)

    def _line_in(self, head: str) -> Line | None:
        """A line of the cell that ``head`` begins; None where no figure is told too wide for it."""
        if not (room := self._room_in(head)):
            return None
        usual = round(self._text_in(head).em / HALF_POINT)
        line = Line(room, own_size(head, usual))
        return None if line.is_wide or "<w:textDirection" in head else line

    def _text_in(self, cell: str) -> _Text:
        style = _STYLE.search(cell)
        return self._texts.get(style[1], self._usual) if style else self._usual

    def _room_in(self, cell: str) -> int:
        """The width of a line in ``cell``; 0 where that is not known, or nothing has room."""
        width = _WIDTH.search(cell)
        return max(int(width[1] or 0) - self._beside, 0) if width else 0

    def _chain(self, name: str) -> list[etree._Element]:
        """The style and those that it is based on, the outermost last."""
        found: list[etree._Element] = []
        while name in self._styles and len(found) < _MOST_STYLES:
            found.append(self._styles[name])
            name = value_in(found[-1], "basedOn")
        return found

    def _text(self, name: str) -> _Text:
        holders = [*self._chain(name), *self._defaults]
        size = max(whole(_first(holders, "sz").get(W + "val", ""), 20), 1) * HALF_POINT
        spacing = _first(holders, "spacing", "line")
        line = whole(spacing.get(W + "line", ""), 240)
        if spacing.get(W + "lineRule", "auto") == "auto":
            return _Text(size, size * _AUTOMATIC * line / 240)
        return _Text(size, line)

    def _margins(self, document: etree._Element) -> dict[str, int]:
        """The margins of the cells of the first table, which others mostly share."""
        table = next(document.iter(W + "tbl"), None)
        holders = (
            [] if table is None else [table, *self._chain(value_in(table, "tblPr", "tblStyle"))]
        )
        margins = dict(_MARGINS)
        for holder in reversed(holders):
            for each in holder.findall(f"{W}tblPr/{W}tblCellMar/*"):
                margins[etree.QName(each).localname] = whole(each.get(W + "w", ""), 0)
        return margins


def _lines(text: str, in_line: float) -> int:
    # Chinese characters have three bytes, those half as wide have one.
    return max(ceil((len(text) + len(text.encode())) / 4 / in_line), 1)


def _is_usual(style: etree._Element) -> bool:
    is_default = style.get(W + "default") in ("1", "true", "on")
    return is_default and style.get(W + "type") == "paragraph"


def _first(holders: Iterable[etree._Element], name: str, attribute: str = "val") -> etree._Element:
    """The first element called ``name`` in ``holders`` that has the attribute."""
    for holder in holders:
        for each in holder.iter(W + name):
            if each.get(W + attribute):
                return each
    return etree.Element(name)


def _height_of_area(section: etree._Element) -> float:
    """Height of the text area of the pages of ``section``."""
    height = whole(_first([section], "pgSz", "h").get(W + "h", ""), 16838)
    margins = _first([section], "pgMar", "top")
    return height - sum(
        whole(margins.get(W + side, "").lstrip("-"), 1440) for side in _ABOVE_AND_BELOW
    )
