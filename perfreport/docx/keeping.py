"""Which rows of a table Word keeps whole, and which it keeps together."""

from __future__ import annotations

import re

from lxml import etree

from perfreport.basics.patterns import regex
from perfreport.docx.ends import JOINED
from perfreport.docx.rowheights import IS_HIGH, RowHeights
from perfreport.docx.tags import text_of
from perfreport.docx.wordml import W

_PRINTED = "<!--printed-->"
"""The mark at the beginning of a row in which something is printed."""

_LAST_ROWS = 3
"""So many rows at the end of a table stand together, if they are low."""

_JOINED = f"<!--{JOINED}-->"
"""The mark at the end of a table that stays with what stands below it."""

_HIGHEST_JOINED = 1 / 2
"""Height of the highest last row that stays with that, as part of the text area of a page."""

_TABLE, _ROW_END, _TABLE_END = "<w:tbl>", "</w:tr>", "</w:tbl>"
_BEGINNING = regex(r"<w:p>(?!<w:pPr/>)(<w:pPr>(<w:pStyle [^<>]*/>)?(?:<w:keepNext[^<>]*/>)?)?")
"""Of a paragraph, up to where it says whether it is kept with the next."""


def mark_printed_rows(root: etree._Element) -> None:
    """Mark the rows in which something is printed, for ``RowKeeper.fit_rows``."""
    for row in root.iter(W + "tr"):
        if "{{" in text_of(row):
            row.insert(0, etree.Comment("printed"))


class RowKeeper:
    """Has rows of one template kept whole, or together.

    Attributes:
        heights: of the rows.
    """

    def __init__(self, heights: RowHeights) -> None:
        """Judge rows by their ``heights``."""
        self.heights = heights

    def fit_rows(self, part: str) -> str:
        """The XML of ``part``; in marked rows figures are whole, and those that are high may break.

        Moved to the next page, a row higher than a quarter of a page leaves much of one empty;
        below repeated rows, what does not fit on one page of a row that may not break is cut off.
        """
        if _PRINTED not in part:  # a part of megabytes is not copied for nothing
            return part
        first, *rows = part.split(_PRINTED)
        return first + "".join(map(self._fitted, rows))

    def _fitted(self, marked: str) -> str:
        """The same of a marked row, and what stands up to the next."""
        row, end, behind = marked.partition(_ROW_END)
        looks = self.heights.looks(row)
        if not any(looks):
            return marked
        row = self.heights.with_whole_figures(row, looks)
        if any(look & IS_HIGH for look in looks):
            row = _allowed_to_break(row)
        return f"{row}{end}{behind}"

    @staticmethod
    def with_break(row: str, *, is_high: bool) -> str:
        """The beginning of a ``row`` without its mark; one that had it may break if high."""
        before, mark, behind = row.partition(_PRINTED)
        return before + (_allowed_to_break(behind) if mark and is_high else behind)

    def keep_last_rows(self, part: str, before: str = "") -> str:
        """The XML of ``part`` with the last rows of each table kept together, if they are low.

        Args:
            part: rendered.
            before: what is put in front of it.
        """
        pieces = [before]
        done, end = 0, part.find(_TABLE_END)
        # A long table is copied once, and not taken apart.
        while end >= 0:
            start = part.find(_TABLE, done, end)
            # Of a table with a table in it, what is left over begins nowhere.
            if start >= 0 and part.find(_TABLE, start + 1, end) < 0:
                for first, last in self._last_rows(part, start, end):
                    pieces += part[done:first], _kept(part[first:last])
                    done = last
            pieces.append(part[done:end].removesuffix(_JOINED) + _TABLE_END)
            done = end + len(_TABLE_END)
            end = part.find(_TABLE_END, done)
        return "".join((*pieces, part[done:]))

    def _last_rows(self, part: str, start: int, end: int) -> list[tuple[int, int]]:
        """Where rows that are kept with the next begin and end, in the table at ``start``."""
        kept: list[tuple[int, int]] = []
        height = 0.0
        is_joined = part.endswith(_JOINED, start, end)
        last = part.rfind(_ROW_END, start, end)
        if last < 0:
            return kept
        for count in range(_LAST_ROWS):
            first = part.rfind(_ROW_END, start, last)
            first = first if first >= 0 else start
            height += self.heights.estimate(part[first:last])
            if height > self.heights.highest_whole and count:
                break
            if count or (is_joined and height <= self.heights.of_page * _HIGHEST_JOINED):
                kept.append((first, last))
            if first == start:
                break
            last = first
        return kept[::-1]


def _allowed_to_break(row: str) -> str:
    return row.replace("<w:cantSplit/>", "", 1)


def _kept(row: str) -> str:
    """The XML of ``row``, kept on one page with the next."""
    return _BEGINNING.sub(_kept_beginning, row)


def _kept_beginning(paragraph: re.Match[str]) -> str:
    if paragraph[1] is None:
        return "<w:p><w:pPr><w:keepNext/></w:pPr>"
    return f"<w:p><w:pPr>{paragraph[2] or ''}<w:keepNext/>"
