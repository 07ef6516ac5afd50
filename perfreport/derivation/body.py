"""The body of a Word template, read block by block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from perfreport.derivation.controls import (
    Control,
    control,
)
from perfreport.derivation.formats import ParagraphFormat
from perfreport.derivation.paragraphs import Paragraph, ParagraphReader, parted
from perfreport.derivation.pieces import NEW_PAGE
from perfreport.derivation.places import Place
from perfreport.derivation.tableplace import Space
from perfreport.docx.charts import TAG as CHART_TAG
from perfreport.docx.charts import ChartTag, chart_tag
from perfreport.docx.contents import contents_levels
from perfreport.docx.page.elements import unwrapped
from perfreport.docx.tags import text_of
from perfreport.docx.wordml import W

PART = "正文"
_MOST_LEVELS = 4


@dataclass(frozen=True, slots=True, eq=False)
class TableBlock:
    """A table that is yet to be written."""

    element: etree._Element
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class ContentsBlock:
    """A table of contents (目录) of so many levels."""

    levels: int
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class NewPage:
    """What follows begins a page."""

    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class NewSection:
    """What follows stands on pages of another kind: its tag, and the room that tables have."""

    tag: str
    space: Space
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class ChartBlock:
    """A chart: what is drawn, and in which format its words stand."""

    tag: ChartTag
    format: ParagraphFormat
    place: Place


BodyItem = Paragraph | TableBlock | ContentsBlock | ChartBlock | NewPage | NewSection


class BodyReader:
    """Reads the blocks of one section after the other."""

    def __init__(self) -> None:
        """Begin at the first block."""
        self._paragraphs = self._tables = 0
        self._open_fields = 0

    def items(
        self, elements: Sequence[etree._Element], paragraphs: ParagraphReader
    ) -> Iterator[BodyItem | Control]:
        """What ``elements`` are, paragraphs read with ``paragraphs``.

        Raises:
            TemplateError: when the PDF has nothing like one of them.
        """
        for each in elements:
            if each.tag == W + "tbl":
                self._tables += 1
                yield TableBlock(each, Place(PART, f"第 {self._tables} 个表格", text_of(each)))
            elif each.tag == W + "p":
                self._paragraphs += 1
                yield from self._paragraph(each, paragraphs)

    def _paragraph(
        self, paragraph: etree._Element, paragraphs: ParagraphReader
    ) -> Iterator[BodyItem | Control]:
        text = text_of(paragraph)
        place = Place(PART, f"第 {self._paragraphs} 段", text)
        if contents := self._contents(paragraph):
            yield ContentsBlock(contents, place)
        elif self._open_fields:
            # What a table of contents shows until Word updates it.
            pass
        elif (tag := text.strip()) and CHART_TAG.fullmatch(tag):
            said = chart_tag(tag, f"{PART}：标签 {tag} ")
            yield ChartBlock(said, paragraphs.read(_without_words(paragraph), place).format, place)
        elif found := control(text, place):
            yield found
        else:
            yield from _blocks_of(paragraphs.read(paragraph, place))
        self._count_fields(paragraph)

    def _contents(self, paragraph: etree._Element) -> int:
        """The levels of the table of contents that begins in ``paragraph``; 0 for none."""
        if self._open_fields:
            return 0
        if levels := contents_levels(paragraph):
            self._open_fields = 0
        return min(levels, _MOST_LEVELS)

    def _count_fields(self, paragraph: etree._Element) -> None:
        """Count the fields that go on in the next paragraph."""
        for each in paragraph.iter(W + "fldChar"):
            kind = each.get(W + "fldCharType")
            self._open_fields += {"begin": 1, "end": -1}.get(kind or "", 0)
        self._open_fields = max(self._open_fields, 0)


def _without_words(paragraph: etree._Element) -> etree._Element:
    """``paragraph`` as it would be empty."""
    copy = deepcopy(paragraph)
    for text in copy.iter(W + "t"):
        text.text = ""
    return copy


def _blocks_of(paragraph: Paragraph) -> Iterator[BodyItem]:
    """``paragraph``, parted where a page ends in it."""
    if paragraph.new_page:
        yield NewPage(paragraph.place)
    parts = parted(paragraph, NEW_PAGE)
    for number, part in enumerate(parts):
        if number:
            yield NewPage(paragraph.place)
        # A paragraph that is there for the end of the page alone prints no line.
        if len(parts) == 1 or not part.is_blank:
            yield part


def blocks_of(parent: etree._Element) -> list[etree._Element]:
    """The paragraphs and tables in ``parent``, in whatever they are wrapped."""
    return [each for each in unwrapped(parent) if each.tag in (W + "p", W + "tbl")]
