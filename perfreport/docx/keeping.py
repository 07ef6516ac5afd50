"""Which rows of a table Word keeps whole, and which it keeps together."""

from __future__ import annotations

import re

from lxml import etree

from perfreport.docx.rowheights import RowHeights
from perfreport.docx.tags import text_of
from perfreport.docx.wordml import W

BREAK_HIGH_ROW = "break_high_row"
"""Name of the filter that templates get for ``RowKeeper.break_high_row``."""

_LAST_ROWS = 3
"""So many rows at the end of a table stand together, if they are low."""

_ROW_END, _TABLE_END = "</w:tr>", "</w:tbl>"
_BEGINNING = re.compile(r"<w:p>(?!<w:pPr/>)(<w:pPr>(<w:pStyle [^<>]*/>)?(?:<w:keepNext[^<>]*/>)?)?")
"""Of a paragraph, up to where it says whether it is kept with the next."""


def guard_whole_rows(root: etree._Element) -> None:
    """Let rows that are to stay whole break after all where they come out high.

    Moved to the next page, a high row leaves a page half empty; below repeated rows, what does not
    fit on one page of a row that may not break is cut off.
    """
    for row in root.iter(W + "tr"):
        if row.find(f"{W}trPr/{W}cantSplit") is not None and "{{" in text_of(row):
            _surround(row, f"{{% filter {BREAK_HIGH_ROW} %}}", "{% endfilter %}")


def _surround(row: etree._Element, before: str, after: str) -> None:
    parent, previous = row.getparent(), row.getprevious()
    row.tail = after + (row.tail or "")
    if previous is not None:
        previous.tail = (previous.tail or "") + before
    elif parent is not None:
        parent.text = (parent.text or "") + before


class RowKeeper:
    """Has rows of one template kept whole, or together."""

    def __init__(self, heights: RowHeights) -> None:
        """Judge rows by their ``heights``."""
        self._heights = heights

    def break_high_row(self, row: str) -> str:
        """The XML of a table row, allowed to break if it is higher than a quarter of a page."""
        if "<w:cantSplit/>" in row and self._heights.estimate(row) > self._heights.highest_whole:
            return row.replace("<w:cantSplit/>", "", 1)
        return row

    def keep_last_rows(self, part: str) -> str:
        """The XML of ``part`` with the last rows of each table kept together, if they are low."""
        pieces: list[str] = []
        done, end = 0, part.find(_TABLE_END)
        # A long table is copied once, and not taken apart.
        while end >= 0:
            start = part.rfind("<w:tbl>", done, end)
            # Of a table with a table in it, what is left over begins nowhere.
            if start >= 0 and part.find("<w:tbl>", done, start) < 0:
                for first, last in self._last_rows(part, start, end):
                    pieces += part[done:first], _kept(part[first:last])
                    done = last
            pieces.append(part[done : end + len(_TABLE_END)])
            done = end + len(_TABLE_END)
            end = part.find(_TABLE_END, done)
        return "".join((*pieces, part[done:]))

    def _last_rows(self, part: str, start: int, end: int) -> list[tuple[int, int]]:
        """Where rows that are kept with the next begin and end, in the table at ``start``."""
        kept: list[tuple[int, int]] = []
        height = 0.0
        last = part.rfind(_ROW_END, start, end)
        if last < 0:
            return kept
        for count in range(_LAST_ROWS):
            first = part.rfind(_ROW_END, start, last)
            first = first if first >= 0 else start
            height += self._heights.estimate(part[first:last])
            if height > self._heights.highest_whole:
                break
            if count:
                kept.append((first, last))
            if first == start:
                break
            last = first
        return kept[::-1]


def _kept(row: str) -> str:
    """The XML of ``row``, kept on one page with the next."""
    return _BEGINNING.sub(_kept_beginning, row)


def _kept_beginning(paragraph: re.Match[str]) -> str:
    if paragraph[1] is None:
        return "<w:p><w:pPr><w:keepNext/></w:pPr>"
    return f"<w:p><w:pPr>{paragraph[2] or ''}<w:keepNext/>"
