"""How much one document may ask of the typesetting, counted while it is set.

What a template writes is bounded by ``templating.budget``; here is bounded what little markup makes
large: what stands on every page, what is set several times, what is read again and again. Time is
not measured, so that a document is refused on every machine or on none.
"""

from __future__ import annotations

from collections.abc import Iterable

from perfreport.basics.errors import TemplateError
from perfreport.typeset.display import Item, PlacedLines

# The limits leave a factor of five over 30,000 projects.
MOST_PAGES = 50_000
"""Pages, those of trials among them; 30,000 projects take 10,000."""

MOST_PIECES = 6_000_000
"""Lines and strokes on all these pages; 30,000 projects take one million."""

MOST_HEADINGS = 50_000
"""Headings, each of which has an entry in the outline."""

MOST_HEADER_CELLS = 500
"""Rows and cells of a table's header together, which are set on every page."""

MOST_COLUMNS = 100
"""Columns of a table; every row looks at what merged cells cover of them."""

MOST_BARS = 10_000
"""Bars of all charts; 1,000 projects, each with two amounts and a score, take 3,000. With more of
them a Word file, which has a picture for every page of bars, would be too large to be read back."""

MOST_ELEMENTS = 1_500_000
"""Elements of the markup; 30,000 projects take 300,000."""

MOST_CHARACTERS = 100_000_000
"""Characters of the markup; 30,000 projects take 19 million."""

MOST_ATTRIBUTE = 50_000
"""Characters of one attribute."""

MOST_UNFINISHED = 1 << 20
"""Characters that are read before a tag or a remark ends; each reading begins at its start."""

_FEWER = "请减少模板里的循环；数据确实很多的，分成几份来印"


class PageBudget:
    """What the pages of one document have taken so far, with those that are set on trial."""

    __slots__ = ("_pages", "_pieces")

    def __init__(self) -> None:
        """Begin with no page."""
        self._pages = self._pieces = 0

    def spend(self, items: Iterable[Item]) -> None:
        """Count one more page, on which ``items`` stand.

        Raises:
            TemplateError: when there is too much by now.
        """
        self._pages += 1
        self._pieces += sum(
            len(each.lines) if isinstance(each, PlacedLines) else 1 for each in items
        )
        require("页数", self._pages, MOST_PAGES)
        require("各页上的文字行和表线", self._pieces, MOST_PIECES)


def require(what: str, number: int, most: int) -> None:
    """Refuse more than ``most`` of what is called ``what``.

    Raises:
        TemplateError: when ``number`` is more.
    """
    if number > most:
        raise TemplateError(f"{what}超过上限 {most:,}，{_FEWER}")
