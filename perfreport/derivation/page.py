"""The pages of a Word template: paper, margins, page numbers, what stands above the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from perfreport.derivation.formats import NO_INDENT
from perfreport.derivation.inline import inline
from perfreport.derivation.paragraphs import Paragraph
from perfreport.derivation.pieces import PAGE, PAGES, Piece, Slot, Statement, Text
from perfreport.derivation.places import Place, refused
from perfreport.derivation.properties import TWIPS, number
from perfreport.derivation.writing import Line, StyleNames, element, indent, opening, points
from perfreport.docx.page.elements import is_on
from perfreport.docx.wordml import W
from perfreport.office.relationships import OFFICE

_MM = 72 / 25.4
_PAPERS = {"A4": (210 * _MM, 297 * _MM), "A3": (297 * _MM, 420 * _MM), "A5": (148 * _MM, 210 * _MM)}
_USUAL = {"w": 11906.0, "h": 16838.0, "top": 1440, "right": 1800, "bottom": 1440, "left": 1800}
_USUAL_EDGE = 720.0
_SAME_PAPER = 3.0
_SIDES = {"center": "center", "right": "right"}


class Section(NamedTuple):
    """A section (节): its properties and its blocks.

    Attributes:
        properties: the ``w:sectPr``; None where a template has none.
        blocks: the paragraphs and tables of it.
    """

    properties: etree._Element | None
    blocks: Sequence[etree._Element]


class Sheet(NamedTuple):
    """The sheet of a section; lengths are in points.

    Attributes:
        width: of the paper.
        height: of the paper.
        margins: top, right, bottom, left.
        header: from the upper edge to what stands above the text.
        footer: from the lower edge to what stands below it.
    """

    width: float
    height: float
    margins: tuple[float, float, float, float]
    header: float
    footer: float

    @property
    def text_width(self) -> float:
        """Width of the type area."""
        _, right, _, left = self.margins
        return self.width - left - right

    @property
    def text_height(self) -> float:
        """Height of the type area."""
        top, _, bottom, _ = self.margins
        return self.height - top - bottom


def sections_of(body: etree._Element, blocks: Sequence[etree._Element]) -> list[Section]:
    """The sections that ``blocks``, all that are in ``body``, belong to."""
    found: list[Section] = []
    pending: list[etree._Element] = []
    for block in blocks:
        pending.append(block)
        properties = block.find(f"{W}pPr/{W}sectPr") if block.tag == W + "p" else None
        if properties is not None:
            found.append(Section(properties, pending))
            pending = []
    return [*found, Section(body.find(W + "sectPr"), pending)]


def sheet_of(section: Section) -> Sheet:
    """The sheet of ``section``."""
    properties = section.properties
    size = properties.find(W + "pgSz") if properties is not None else None
    margin = properties.find(W + "pgMar") if properties is not None else None
    width, height = (number(size, name, TWIPS) or _USUAL[name] / TWIPS for name in ("w", "h"))
    margins = [_edge(margin, name, _USUAL[name]) for name in ("top", "right", "bottom", "left")]
    margins[3] += _edge(margin, "gutter", 0.0)
    top, right, bottom, left = margins
    return Sheet(
        *_standard(width, height),
        (top, right, bottom, left),
        _edge(margin, "header", _USUAL_EDGE),
        _edge(margin, "footer", _USUAL_EDGE),
    )


def _standard(width: float, height: float) -> tuple[float, float]:
    """The measures of the usual paper that a sheet is meant to be, or its own."""
    for shorter, longer in _PAPERS.values():
        for paper in ((shorter, longer), (longer, shorter)):
            if max(abs(width - paper[0]), abs(height - paper[1])) <= _SAME_PAPER:
                return paper
    return width, height


def _paper(sheet: Sheet) -> str:
    """The paper as the markup has it: its name, or its measures upright."""
    upright = (min(sheet.width, sheet.height), max(sheet.width, sheet.height))
    named = (name for name, paper in _PAPERS.items() if paper == upright)
    return next(named, " ".join(map(points, upright)))


def _edge(margin: etree._Element | None, name: str, usual: float) -> float:
    found = number(margin, name, TWIPS)
    # A margin below zero is one that headers do not push.
    return abs(found) if found is not None else usual / TWIPS


def refuse_columns(section: Section, place: Place) -> None:
    """Refuse a section that is set in several columns.

    Raises:
        TemplateError: names it.
    """
    properties = section.properties
    columns = properties.find(W + "cols") if properties is not None else None
    if (number(columns, "num") or 1) > 1:
        raise refused(place, "分栏，PDF 没有；请改成一栏，或用表格")


def references(section: Section, kind: str) -> Mapping[str, str]:
    """The ids of the headers or footers of ``section`` by which pages they are for."""
    if section.properties is None:
        return {}
    return {
        each.get(W + "type", "default"): each.get(f"{{{OFFICE}}}id", "")
        for each in section.properties.findall(f"{W}{kind}Reference")
    }


def has_own_first_page(section: Section) -> bool:
    """Whether the first page has a header and footer of its own."""
    properties = section.properties
    return properties is not None and is_on(properties.find(W + "titlePg"))


def counts_first_page(section: Section) -> bool:
    """Whether the first page of a document that begins with ``section`` is page 1, and not 0."""
    return not has_own_first_page(section) or first_number(section) != 0


def first_number(section: Section) -> int | None:
    """The number that pages of ``section`` begin with; None where they go on."""
    properties = section.properties
    numbers = properties.find(W + "pgNumType") if properties is not None else None
    found = number(numbers, "start")
    return None if found is None else int(found)


def has_several_pages(section: Section) -> bool:
    """Whether a page ends in ``section`` because somebody says so."""
    breaks = (each for block in section.blocks for each in block.iter(W + "br"))
    asked_for = (is_on(each.find(f"{W}pPr/{W}pageBreakBefore")) for each in section.blocks[1:])
    return any(each.get(W + "type") == "page" for each in breaks) or any(asked_for)


class PageNumber(NamedTuple):
    """The page number that a footer has: its words, where it stands and how it is set."""

    format: str
    paragraph: Paragraph


def page_number(footer: Sequence[Paragraph]) -> PageNumber | None:
    """The page number in ``footer``; None where there is nothing in it.

    Raises:
        TemplateError: when it says anything beside the page number.
    """
    filled = [each for each in footer if not each.is_blank]
    if not filled:
        return None
    if len(filled) > 1 or filled[0].pieces.count(PAGE) != 1:
        raise refused(
            filled[0].place,
            "页脚里除了页码还有别的内容，PDF 只印页码；请移到正文里，或另写 PDF 模板",
        )
    return PageNumber("".join(map(_in_format, filled[0].pieces)), filled[0])


def _in_format(piece: Piece) -> str:
    match piece:
        case Text(text, _):
            return text
        case Slot(tag, _) | Statement(tag):
            return tag
    return {PAGE: "{n}", PAGES: "{pages}"}.get(piece, "")


def page_number_lines(
    found: Mapping[str, PageNumber],
    sheet: Sheet,
    names: StyleNames,
    *,
    first: str,
    is_outside: bool,
) -> Iterator[Line]:
    """The markup of the page numbers that footers have.

    Args:
        found: the numbers by the pages that they are for.
        sheet: that they stand on.
        names: of styles.
        first: what the first page has, as the markup says it.
        is_outside: whether they change sides, though one footer has them all.
    """
    usual = found.get("default") or next(iter(found.values()), None)
    if usual is None:
        return
    form = usual.paragraph.format
    even = found.get("even", usual).paragraph.format.align
    side = _SIDES.get(form.align, "left")
    is_outside |= _SIDES.get(even, "left") != side
    end = form.right if side == "right" else form.left
    above = (form.leading - form.text.size) / 2
    offset = sheet.margins[2] - sheet.footer - form.leading + above
    plain = replace(form, left=NO_INDENT, right=NO_INDENT)
    attributes = {
        "format": usual.format,
        "style": names.name(plain),
        "position": "outside" if is_outside else side,
        "offset": points(offset),
        "inset": indent(end) if side != "center" else "",
        "first": first,
    }
    yield Line(f"  {element('page-number', attributes)}", usual.paragraph.place)


def document_tag(sheet: Sheet, *, has_header: bool) -> str:
    """The tag that begins the markup."""
    return opening("document", _attributes(sheet, has_header=has_header))


def section_tag(sheet: Sheet, *, has_header: bool) -> str:
    """The element from which on pages are like ``sheet``."""
    return element("section", _attributes(sheet, has_header=has_header))


def _attributes(sheet: Sheet, *, has_header: bool) -> dict[str, str]:
    # A header stands within what the PDF calls the text.
    top = min(sheet.header, sheet.margins[0]) if has_header else sheet.margins[0]
    return {
        "paper": _paper(sheet),
        "orientation": "landscape" if sheet.width > sheet.height else "portrait",
        "margins": " ".join(map(points, (top, *sheet.margins[1:]))),
    }


def _down_to_text(header: Sequence[Paragraph], sheet: Sheet) -> Paragraph:
    """The last paragraph of ``header``, with the space below it that Word leaves to the text."""
    last = header[-1]
    heights = (each.format.before + each.format.leading + each.format.after for each in header)
    space = sheet.margins[0] - sheet.header - sum(heights) + last.format.after
    return replace(last, format=replace(last.format, after=max(space, last.format.after)))


def running_lines(
    header: Sequence[Paragraph], sheet: Sheet, names: StyleNames, place: Place
) -> Iterator[Line]:
    """The markup of what every page shows above its text."""
    if not header:
        return
    yield Line("  <running>", place)
    for each in (*header[:-1], _down_to_text(header, sheet)):
        content = inline(each.pieces, each.format, names)
        yield Line(f"  {element('p', {'style': names.name(each.format)}, content)}", each.place)
    yield Line("  </running>", place)
