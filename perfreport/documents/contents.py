"""What the table of contents (目录) of a Word file shows: the headings with their pages in the PDF.

Word may have other pages, and counts them itself when it opens the file; other programs show these.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from perfreport.docx.contents import Entry
from perfreport.typeset.display import FinishedPage
from perfreport.typeset.engine import typeset
from perfreport.typeset.fonts.book import FontBook


def entries(markup: Iterable[str], fonts: FontBook) -> Sequence[Entry]:
    """The headings of what the ``markup`` sets, each with the number of its page.

    Raises:
        TemplateError: the markup is wrong, or does not fit on its pages.
        GlyphError: no face has a character of the text.
    """
    found: list[Entry] = []

    def receive(page: FinishedPage) -> None:
        number = page.number or 0  # of a cover that is not counted, as Word has it
        found.extend(Entry(each.text, each.level, number) for each in page.bookmarks)

    typeset(markup, fonts, receive)
    return found
