"""An .xlsx or .xlsm file: its sheets, and what its reader should know."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from perfreport.office import xml
from perfreport.office.limits import Limits, refusal
from perfreport.office.others import WORKBOOK
from perfreport.office.package import Parts
from perfreport.office.relationships import (
    Relationship,
    document_part,
    relationship_targets,
    relationships_of,
)
from perfreport.office.unpacking import unpack
from perfreport.sheets.sheetml import R, S, strings, usual
from perfreport.sheets.styles import says, styles
from perfreport.sheets.workbook import LINKS, MACROS, Sheet, Workbook
from perfreport.sheets.xlsxsheet import Book, SheetError, read_sheet

_SKIPPED = {"chartsheet": "图表", "dialogsheet": "对话框", "xlMacrosheet": "宏表"}


def read_xlsx(content: bytes, name: str | None, limits: Limits) -> Workbook:
    """The workbook in the .xlsx file ``content``.

    Raises:
        InputError: when it is none, damaged, or beyond ``limits``.
    """
    parts = usual(unpack(content, WORKBOOK, limits))
    try:
        main = document_part(parts)
        if main not in parts or not main.startswith("xl/"):
            raise refusal(WORKBOOK.other_package(parts))
        return _workbook(parts, main, name)
    except SheetError as error:
        raise refusal(f"{error}；{WORKBOOK.damaged}") from None
    except xml.XmlError:
        raise refusal(WORKBOOK.damaged) from None


def _workbook(parts: Parts, main: str, name: str | None) -> Workbook:
    root = xml.parse(parts[main])
    related = relationships_of(parts, main)
    kinds = {each.target: each.type for each in related}
    targets = relationship_targets(parts, main)
    book = _book(parts, root, related)
    sheets, skipped = [], []
    for element in root.iterfind(f"{S}sheets/{S}sheet"):
        part = targets.get(element.get(f"{R}id", ""), "")
        if kind := _SKIPPED.get(kinds.get(part, "")):
            skipped.append(f"工作表“{element.get('name', '')}”是{kind}，没有读取")
        else:
            sheets.append(_sheet(parts, part, element, book))
    return Workbook(name, tuple(sheets), (*_remarks(related), *skipped))


def _book(parts: Parts, root: etree._Element, related: list[Relationship]) -> Book:
    by_kind = {each.type: parts.get(each.target) for each in related}
    properties = root.find(f"{S}workbookPr")
    shared = by_kind.get("sharedStrings")
    return Book(
        strings=strings(shared) if shared else (),
        styles=styles(by_kind.get("styles")),
        since_1904=properties is not None and says(properties, "date1904"),
    )


def _sheet(parts: Parts, part: str, element: etree._Element, book: Book) -> Sheet:
    if part not in parts:
        raise xml.XmlError(f"没有工作表 {part}")
    is_hidden = element.get("state", "visible") != "visible"
    return read_sheet(parts[part], element.get("name", ""), book, is_hidden=is_hidden)


def _remarks(related: list[Relationship]) -> Iterator[str]:
    kinds = {each.type for each in related}
    if "vbaProject" in kinds:
        yield MACROS
    if "externalLink" in kinds:
        yield LINKS
