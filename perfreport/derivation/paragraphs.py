"""A paragraph of a Word template, read: its format and its pieces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from perfreport.derivation.formats import ParagraphFormat, TextFormat
from perfreport.derivation.numbering import Number, number_of
from perfreport.derivation.pieces import Mark, Piece, PieceReader, Slot, Text
from perfreport.derivation.places import Notes, Place
from perfreport.derivation.stylesheet import (
    Grid,
    StyleSheet,
    paragraph_format,
    text_format,
)
from perfreport.docx.page.elements import value_in
from perfreport.docx.tags import text_of
from perfreport.docx.wordml import W

_SLOT_WEIGHT = 8
"""A slot counts for so many characters where the format of most of a paragraph is looked for."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    Attributes:
        format: of most of it.
        pieces: of its content.
        heading: its level in the outline; None for text.
        number: how it is numbered; None if it is not.
        new_page: whether it begins a page.
        place: of it.
    """

    format: ParagraphFormat
    pieces: Sequence[Piece]
    heading: int | None
    number: Number | None
    new_page: bool
    place: Place

    @property
    def is_blank(self) -> bool:
        """Whether it has nothing but blanks in it."""
        return all(isinstance(each, Text) and not each.text.strip() for each in self.pieces)


class ParagraphReader:
    """Reads the paragraphs of one part on pages with one grid."""

    def __init__(self, styles: StyleSheet, grid: Grid, notes: Notes) -> None:
        """Resolve formats by ``styles``; note what the PDF will not show."""
        self._styles = styles
        self._grid = grid
        self._notes = notes
        self._pieces = PieceReader(styles, grid, notes)

    def read(self, element: etree._Element, place: Place, table_style: str = "") -> Paragraph:
        """The paragraph ``element``, in a table with a style of its own or in none.

        Raises:
            TemplateError: when the PDF has nothing like what stands there.
        """
        place = place._replace(text=place.text or text_of(element))
        stated = self._styles.paragraph(element, table_style)
        properties = element.find(W + "pPr")
        style = self._styles.style_id("paragraph", value_in(properties, "pStyle"))
        pieces = self._pieces.read(element, stated, place)
        if properties is not None and properties.find(W + "pBdr") is not None:
            self._notes.add(place, "PDF 里不画段落的边框")
        mark = properties.find(W + "rPr") if properties is not None else None
        of_mark = text_format(self._styles.run(mark, stated), self._grid)
        text = most_common_format(pieces) or of_mark
        form = paragraph_format(stated, self._styles.name(style), text, self._grid)
        return Paragraph(
            format=form.with_room_for(max(_sizes(pieces), default=text.size)),
            pieces=pieces,
            heading=self._styles.heading_level(stated),
            number=number_of(self._styles, element, place),
            new_page=stated.get("new_page", False),
            place=place,
        )


def _sizes(pieces: Iterable[Piece]) -> Iterator[float]:
    return (each.format.size for each in pieces if isinstance(each, Text | Slot))


def most_common_format(pieces: Iterable[Piece]) -> TextFormat | None:
    """The format of most of ``pieces``; None where there is no text."""
    weights: Counter[TextFormat] = Counter()
    for piece in pieces:
        if isinstance(piece, Slot):
            weights[piece.format] += _SLOT_WEIGHT
        elif isinstance(piece, Text):
            weights[piece.format] += len(piece.text.strip())
    return max(weights, key=weights.__getitem__) if weights else None


def parted(paragraph: Paragraph, mark: Mark) -> list[Paragraph]:
    """``paragraph`` parted at each ``mark`` in it."""
    parts: list[list[Piece]] = [[]]
    for piece in paragraph.pieces:
        if piece == mark:
            parts.append([])
        else:
            parts[-1].append(piece)
    return [replace(paragraph, pieces=part) for part in parts]
