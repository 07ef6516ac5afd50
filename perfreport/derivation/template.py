"""A Word template read as a whole, and the markup that is derived from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from perfreport.derivation.body import PART, BodyItem, BodyReader, NewPage, NewSection, blocks_of
from perfreport.derivation.bodywriter import BodyWriter
from perfreport.derivation.controls import Control, control
from perfreport.derivation.formats import Align
from perfreport.derivation.frames import OUTSIDE, framed
from perfreport.derivation.headings import Headings
from perfreport.derivation.page import (
    PageNumber,
    Section,
    Sheet,
    counts_first_page,
    document_tag,
    first_number,
    has_own_first_page,
    has_several_pages,
    page_number,
    page_number_lines,
    references,
    refuse_columns,
    running_lines,
    section_tag,
    sections_of,
    sheet_of,
)
from perfreport.derivation.paragraphs import Paragraph, ParagraphReader
from perfreport.derivation.places import Notes, Place, refused
from perfreport.derivation.properties import number
from perfreport.derivation.stylesheet import StyleSheet, grid_of, theme_faces
from perfreport.derivation.tableplace import Space
from perfreport.derivation.tables import TableWriter
from perfreport.derivation.writing import Line, StyleNames, element
from perfreport.docx.page.elements import is_on
from perfreport.docx.spanning import mark_spans
from perfreport.docx.tags import number_sequences, strip_editing_marks, text_of
from perfreport.docx.widths import mark_widths
from perfreport.docx.wordml import W
from perfreport.office.package import Parts
from perfreport.office.relationships import document_part, related_parts, relationship_targets
from perfreport.office.xml import parse
from perfreport.page.balance import Plan

_FILE = Place("文件")
_HEADER, _FOOTER = "页眉", "页脚"
_FLUSH_MODE = 15
_ALIGNS: Mapping[str, Align] = {
    "left": "left",
    "center": "center",
    "right": "right",
    OUTSIDE: "right",
}
_NEW_PAGE_TYPES = ("nextPage", "oddPage", "evenPage")


@dataclass(frozen=True, slots=True, eq=False)
class Markup:
    """The markup of a PDF template.

    Attributes:
        opening: the line that begins it.
        styles: that it names.
        content: all lines after the styles, each with its place in Word.
        notes: what the PDF will show otherwise than Word.
        plans: of tables whose columns may be balanced, by their numbers in the Word template.
    """

    opening: Line
    styles: StyleNames
    content: Sequence[Line]
    notes: Notes
    plans: Mapping[int, Plan]

    def lines(self, faces: Mapping[str, str]) -> list[Line]:
        """All lines; styles have the faces that ``faces`` names in place of their own."""
        return [self.opening, *self.styles.lines(self.opening.place, faces), *self.content]


def derive_markup(parts: Parts) -> Markup:
    """The markup of the PDF template that prints what the Word template of ``parts`` does.

    Raises:
        TemplateError: when the PDF has nothing like what stands there; names the place.
    """
    return _Template(parts).markup()


class _Template:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._main = document_part(parts)
        self._related = related_parts(parts, self._main)
        self._root = _prepared(parts[self._main])
        self._settings = self._roots("settings")
        self._styles = StyleSheet(
            self._roots("styles"),
            self._roots("numbering"),
            theme_faces(self._roots("theme"), _language(self._settings)),
        )
        self._notes = Notes()
        self._names = StyleNames()
        self._plans: dict[int, Plan] = {}
        self._is_outside = False

    def _roots(self, kind: str) -> list[etree._Element]:
        return [parse(self._parts[name]) for each, name in self._related if each == kind]

    def markup(self) -> Markup:
        body = self._root.find(W + "body")
        if body is None:
            raise refused(_FILE, "Word 文件里没有正文")
        sections = sections_of(body, blocks_of(body))
        place = Place(PART)
        sheets = []
        for section in sections:
            refuse_columns(section, place)
            sheets.append(sheet_of(section))
        head, tail = self._body(sections, sheets)
        content = [*head, *tail, Line("</document>", place)]
        has_header = bool(self._header(sections))
        opening = Line(document_tag(sheets[0], has_header=has_header), place)
        return Markup(opening, self._names, content, self._notes, self._plans)

    def _body(
        self, sections: Sequence[Section], sheets: Sequence[Sheet]
    ) -> tuple[list[Line], list[Line]]:
        """What stands before the body, and the body."""
        grid = grid_of(sections[0].properties)
        paragraphs = ParagraphReader(self._styles, grid, self._notes)
        items = list(self._items(sections, sheets))
        headings = Headings([each for each in items if isinstance(each, Paragraph)])
        tables = TableWriter(self._styles, paragraphs, self._names, self._notes, self._plans)
        writer = BodyWriter(tables, self._names, headings, self._space(sheets[0]))
        tail = list(writer.lines(items))
        head = []
        if headings.scheme:
            numbering = element("numbering", {"scheme": headings.scheme})
            head.append(Line(f"  {numbering}", Place(PART)))
        first, numbers = self._numbered_pages(sections)
        head += page_number_lines(
            numbers, sheets[0], self._names, first=first, is_outside=self._is_outside
        )
        head += running_lines(self._header(sections), sheets[0], self._names, Place(_HEADER))
        return head, tail

    def _space(self, sheet: Sheet) -> Space:
        return Space(sheet.text_width, sheet.text_height, _outdents(self._settings))

    def _items(
        self, sections: Sequence[Section], sheets: Sequence[Sheet]
    ) -> Iterator[BodyItem | Control]:
        reader = BodyReader()
        for place, section in enumerate(sections):
            grid = grid_of(section.properties)
            paragraphs = ParagraphReader(self._styles, grid, self._notes)
            if place and sheets[place][:3] != sheets[place - 1][:3]:
                tag = section_tag(sheets[place], has_header=bool(self._header(sections)))
                yield NewSection(tag, self._space(sheets[place]), Place(PART))
            elif place and _begins_page(section):
                yield NewPage(Place(PART))
            found = list(reader.items(section.blocks, paragraphs))
            # The paragraph that ends a section mostly stands there for that alone.
            yield from _without_blank_end(found)

    def _numbered_pages(self, sections: Sequence[Section]) -> tuple[str, Mapping[str, PageNumber]]:
        """What the first page has, as the markup says it, and the numbers of pages."""
        cover, *others = sections
        # A cover is often a section of its own, with no number at its foot.
        is_apart = bool(others) and _begins_page(others[0]) and not self._page_numbers([cover])
        if is_apart:
            numbers = self._page_numbers(others)
            first = "apart" if first_number(others.pop(0)) == 1 else "no"
            if numbers and has_several_pages(cover):
                told = "没有页码的一节不止一页，PDF 只有第一页不印页码"
                self._notes.add(Place(_FOOTER), told)
        else:
            numbers, first = self._page_numbers(sections), ""
            if "first" not in numbers and has_own_first_page(cover):
                first = "no" if counts_first_page(cover) else "apart"
        if numbers and any(first_number(each) is not None for each in others):
            self._notes.add(Place(_FOOTER), "后面的节页码重新编，PDF 接着编")
        return first, numbers

    def _page_numbers(self, sections: Sequence[Section]) -> Mapping[str, PageNumber]:
        found = {}
        for kind, paragraphs in self._headers(sections, "footer", _FOOTER):
            if numbered := page_number(paragraphs):
                found[kind] = numbered
        return found

    def _header(self, sections: Sequence[Section]) -> Sequence[Paragraph]:
        for kind, paragraphs in self._headers(sections, "header", _HEADER):
            if kind == "default":
                return [each for each in paragraphs if not each.is_blank]
        return ()

    def _headers(
        self, sections: Sequence[Section], kind: str, label: str
    ) -> Iterator[tuple[str, Sequence[Paragraph]]]:
        """The headers or footers that are printed, by the pages that they are for."""
        targets = relationship_targets(self._parts, self._main)
        named: dict[str, str] = {}
        for section in sections:
            for pages, key in references(section, kind).items():
                named.setdefault(pages, targets.get(key, ""))
        if not any(is_on(root.find(W + "evenAndOddHeaders")) for root in self._settings):
            named.pop("even", None)
        if not any(map(has_own_first_page, sections)):
            named.pop("first", None)
        for pages, name in named.items():
            if name in self._parts:
                yield pages, list(self._paragraphs_in(name, label, sections[0]))

    def _paragraphs_in(self, name: str, label: str, section: Section) -> Iterator[Paragraph]:
        reader = ParagraphReader(self._styles, grid_of(section.properties), self._notes)
        for block in blocks_of(_prepared(self._parts[name])):
            place = Place(label)
            if block.tag == W + "tbl":
                raise refused(place, "页眉、页脚里的表格，PDF 没有；请移到正文里")
            if found := control(text_of(block), place):
                told = f"{found.tag} 占了一整段，PDF 排不出；请和它管的文字写在同一段里，不带 p"
                raise refused(place, told)
            for paragraph, side in framed(block) if label == _FOOTER else [(block, "")]:
                self._is_outside |= side == OUTSIDE
                yield _aside(reader.read(paragraph, place), side)


def _aside(paragraph: Paragraph, side: str) -> Paragraph:
    """``paragraph`` of a footer as it stands in a frame at this ``side``."""
    align = _ALIGNS.get(side, paragraph.format.align)
    return replace(paragraph, format=replace(paragraph.format, align=align))


def _prepared(part: bytes) -> etree._Element:
    root = parse(part)
    strip_editing_marks(root)
    number_sequences(root)
    mark_widths(root, PART)
    mark_spans(root, PART)
    return root


def _language(settings: Sequence[etree._Element]) -> str:
    for root in settings:
        language = root.find(W + "themeFontLang")
        if language is not None:
            return language.get(W + "eastAsia", "")
    return ""


def _outdents(settings: Sequence[etree._Element]) -> bool:
    """Whether tables stand out by the margin of their cells, as before Word 2013."""
    modes = [
        number(setting, "val") or 0.0
        for root in settings
        for setting in root.iter(W + "compatSetting")
        if setting.get(W + "name") == "compatibilityMode"
    ]
    return max(modes, default=12) < _FLUSH_MODE


def _begins_page(section: Section) -> bool:
    kind = section.properties.find(W + "type") if section.properties is not None else None
    return kind is None or kind.get(W + "val", "nextPage") in _NEW_PAGE_TYPES


def _without_blank_end(items: list[BodyItem | Control]) -> list[BodyItem | Control]:
    """``items`` without blank paragraphs at their end."""
    while items and isinstance(items[-1], Paragraph) and items[-1].is_blank:
        items.pop()
    return items
