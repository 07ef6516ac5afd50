"""The pages of a finished file as a reader takes them in, without page numbers and running heads.

A PDF does not say where its type area is, nor which page begins something of its own; the Word file
of the same document does, and is asked (:class:`Design`). Without it both are guessed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tests.content import squeeze, tables
from tests.docx_reading import read_docx
from tests.pdf_grids import TOUCH, Part, encloses, find_tables
from tests.pdf_pages import Document, Line, Page, lines_of, read_pages
from tests.pdf_reading import is_page_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIPS = 20

Item = Line | Part
"""What stands on a page: a line of text outside tables, or what stands of a table there."""


class Area(NamedTuple):
    """A type area, in points from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float


class Design(NamedTuple):
    """What a Word file says: areas by the size of paper, what begins a page, and whole cells."""

    areas: dict[tuple[int, int], Area]
    begins: frozenset[str]
    cells: frozenset[str]


class Sheet(NamedTuple):
    """A page: its number from 1, its area, what stands on it, and whether it begins a section."""

    number: int
    area: Area
    items: tuple[Item, ...]
    begins: bool


def sheets_of(pdf: Document, design: Design | None = None) -> list[Sheet]:
    """The pages of ``pdf``, which is made after ``design``."""
    pages = read_pages(pdf)
    flows = [_without_number(_flow(page)) for page in pages]
    sheets: list[Sheet] = []
    for index, (page, flow) in enumerate(zip(pages, flows, strict=True)):
        begins = not index or (_begins(flow, design) if design else _turns(pages, index))
        running = 0 if begins else _running(flows[0], flow)
        area = design.areas.get(_size(page)) if design else None
        items = tuple(flow[running:])
        sheets.append(Sheet(index + 1, area or _guessed(page, pages, flows), items, begins))
    return sheets


def number_of(page: Page) -> Line | None:
    """The number at the foot of ``page``; None where it has none."""
    last = next(reversed(_flow(page)), None)
    return last if isinstance(last, Line) and is_page_number(last) else None


def top_of(item: Item) -> float:
    """The upper edge of ``item``."""
    return item.top if isinstance(item, Part) else item.baseline - 0.88 * item.size


def bottom_of(item: Item) -> float:
    """The lower edge of ``item``."""
    return item.bottom if isinstance(item, Part) else item.baseline + 0.12 * item.size


def _flow(page: Page) -> list[Item]:
    parts = find_tables(page.rules, page.glyphs)
    outside = [glyph for glyph in page.glyphs if not any(encloses(part, glyph) for part in parts)]
    flow: list[Item] = [line for line in lines_of(outside) if squeeze(line.text)]
    return sorted([*flow, *parts], key=top_of)


def _without_number(flow: list[Item]) -> list[Item]:
    return flow[:-1] if flow and is_page_number(flow[-1]) else flow


def _size(page: Page) -> tuple[int, int]:
    return round(page.width), round(page.height)


def _begins(flow: Sequence[Item], design: Design) -> bool:
    if not flow or not isinstance(flow[0], Line):
        return False
    return any(text.startswith(squeeze(flow[0].text)) for text in design.begins)


def _turns(pages: Sequence[Page], index: int) -> bool:
    return _size(pages[index]) != _size(pages[index - 1])


def _running(first: Sequence[Item], flow: Sequence[Item]) -> int:
    """How many lines at the head of ``flow`` stand at the head of the ``first`` page, too."""
    count = 0
    for one, other in zip(first, flow, strict=False):
        if not isinstance(one, Line) or not isinstance(other, Line):
            break
        if one.text != other.text or abs(one.baseline - other.baseline) > TOUCH:
            break
        count += 1
    return count


def _guessed(page: Page, pages: Sequence[Page], flows: Sequence[Sequence[Item]]) -> Area:
    """The area that everything on the pages of this size fills."""
    alike = [flow for each, flow in zip(pages, flows, strict=True) if _size(each) == _size(page)]
    items = [item for flow in alike for item in flow]
    return Area(
        left=min((item.left for item in items), default=0.0),
        top=min((top_of(item) for item in items), default=0.0),
        right=max((item.right for item in items), default=page.width),
        bottom=max((bottom_of(item) for item in items), default=page.height),
    )


# What the Word file says


def design_of(docx: Document) -> Design:
    """What the Word file ``docx`` says of its pages."""
    with zipfile.ZipFile(io.BytesIO(docx) if isinstance(docx, bytes) else Path(docx)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
        styles = etree.fromstring(package.read("word/styles.xml"))
    areas = dict(_areas(root))
    breaking = {
        str(style.get(W + "styleId"))
        for style in styles.iter(W + "style")
        if _is_on(style.find(f"{W}pPr/{W}pageBreakBefore"))
    }
    begins = frozenset(text for text in _beginnings(root, breaking) if text)
    cells = {squeeze(cell.text) for table in tables(read_docx(docx)) for cell in table.cells}
    return Design(areas, begins, frozenset(cells))


def _areas(root: etree._Element) -> Iterator[tuple[tuple[int, int], Area]]:
    for section in root.iter(W + "sectPr"):
        size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
        if size is None or margins is None:
            continue
        width, height = _points(size, "w"), _points(size, "h")
        top, bottom = abs(_points(margins, "top")), abs(_points(margins, "bottom"))
        left, right = _points(margins, "left"), _points(margins, "right")
        yield (round(width), round(height)), Area(left, top, width - right, height - bottom)


def _points(element: etree._Element, name: str) -> float:
    return int(str(element.get(W + name, "0"))) / _TWIPS


def _beginnings(root: etree._Element, breaking: set[str]) -> Iterator[str]:
    """The texts of the paragraphs that begin a page because the file says so."""
    pending = False
    for paragraph in root.iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        own = paragraph.find(f"{W}pPr/{W}pageBreakBefore")
        by_style = style is not None and style.get(W + "val") in breaking
        before, _, after = _text(paragraph).partition("\f")
        text = squeeze(before)
        if text and (pending or (_is_on(own) if own is not None else by_style)):
            yield text
        if text:
            pending = False
        if "\f" in _text(paragraph):
            pending = not squeeze(after)
            yield squeeze(after)
        if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
            pending = True


def _text(paragraph: etree._Element) -> str:
    """The text of ``paragraph``, a break of the page as a form feed."""
    return "".join(
        "\f" if each.get(W + "type") == "page" else each.text or ""
        for each in paragraph.iter(W + "t", W + "br")
    )


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(W + "val") not in ("0", "false", "off")
