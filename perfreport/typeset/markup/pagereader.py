"""From the markup of paper, page numbers and sections to the setups of pages."""

from __future__ import annotations

from perfreport.typeset.markup.attributes import Length
from perfreport.typeset.markup.blocks import PageNumber, PageSetup, Paragraph, Split
from perfreport.typeset.markup.grammar import Attributes
from perfreport.typeset.markup.styles import StyleSheet

_MM = 72 / 25.4
_A4 = (210 * _MM, 297 * _MM)
# GB/T 9704-2012 (5.2.1): 37 mm above and 28 mm left of a type area of 156 by 225 mm on A4.
_MARGINS = (37 * _MM, 26 * _MM, 35 * _MM, 28 * _MM)
# The same, 7.5: between dashes, 7 mm below the type area, one character from its outer edge.
_NUMBER_FORMAT = "— {n} —"
_NUMBER_OFFSET = 7 * _MM
_ONE_EM = Length(1.0, "em")


class PageReader:
    """Gathers what is said of pages before the body, and in sections of it.

    Attributes:
        running: blocks at the top of each page.
    """

    def __init__(self, styles: StyleSheet) -> None:
        """Start with nothing said."""
        self._styles = styles
        self._number: PageNumber | None = None
        self.running: list[Paragraph | Split] = []

    def open_document(self, attributes: Attributes, _: int) -> None:
        """The document starts."""
        self._document = attributes

    def open_page_number(self, attributes: Attributes, _: int) -> None:
        """Pages are to be numbered."""
        if self._number is not None:
            raise ValueError("只能写一个")
        style = self._styles.get(attributes.get("style"), "页码")
        first = attributes.get("first", "yes")
        self._number = PageNumber(
            format=attributes.get("format", _NUMBER_FORMAT),
            style=style,
            position=attributes.get("position", "outside"),
            offset=attributes.get("offset", _NUMBER_OFFSET),
            inset=attributes.get("inset", _ONE_EM).points(style.em),
            first=first == "yes",
            counts_first=first != "apart",
        )
        _require_room(self._number, self._document.get("margins", _MARGINS))

    def setup(self, section: Attributes | None = None) -> PageSetup:
        """Pages as the document says, as far as ``section`` does not."""
        said = {**self._document.values, **(section.values if section else {})}
        width, height = said.get("paper", _A4)
        if said.get("orientation") == "landscape":
            width, height = height, width
        margins = said.get("margins", _MARGINS)
        if self._number is not None:
            _require_room(self._number, margins)
        return PageSetup(width, height, margins, tuple(self.running), self._number)


def _require_room(number: PageNumber, margins: tuple[float, float, float, float]) -> None:
    # Else the number would be printed beyond the edge of the paper.
    if number.offset >= margins[2]:
        raise ValueError("页码的 offset 不小于下边距，页码会落到纸外")
