"""Rows put into a sheet or taken out, and all in the file that says where its rows are."""

from __future__ import annotations

from lxml import etree

from perfreport.sheets.editing.references import (
    LostError,
    Shift,
    moved,
    moved_area,
    moved_areas,
)
from perfreport.sheets.editing.sheetpart import SheetPart, remove_counted

_AREA_OF = {
    "mergeCell": "ref",
    "hyperlink": "ref",
    "autoFilter": "ref",
    "sortState": "ref",
    "sortCondition": "ref",
    "dimension": "ref",
    "comment": "ref",
    "threadedComment": "ref",
    "table": "ref",
    "location": "ref",
    "dataValidation": "sqref",
    "conditionalFormatting": "sqref",
    "protectedRange": "sqref",
    "ignoredError": "sqref",
}
"""What names cells of the sheet, and the attribute that does."""

_GROWING = frozenset((
    "autoFilter", "table", "dataValidation", "conditionalFormatting", "dimension",
))  # fmt: skip
"""What a row below its last one becomes part of."""

_OF_RULES = frozenset(("formula", "formula1", "formula2"))
_FORMULAS = _OF_RULES | frozenset((
    "f", "definedName", "calculatedColumnFormula",
))  # fmt: skip


def shift_rows(sheet: SheetPart, shift: Shift) -> None:
    """Put in or take out rows of the ``sheet`` itself.

    Raises:
        LostError: when a formula in it refers to what would be taken out.
    """
    sheet.shift(shift.at, shift.count)
    move_areas(sheet.root, shift)
    move_formulas(sheet.root, shift.sheet, shift)


def move_formulas(root: etree._Element, sheet: str, shift: Shift) -> None:
    """Have the formulas of a part follow, which stand in ``sheet``.

    Raises:
        LostError: when one refers to what would be taken out; with the cell where that is known.
    """
    for element in root.iter("{*}*"):
        if element.text and _name(element) in _FORMULAS:
            try:
                element.text = moved(element.text, sheet, shift)
            except LostError as error:
                # Rules and choices of cells that go, or begin with such, are about those left.
                if _name(element) in _OF_RULES:
                    continue
                cell = element.getparent()
                where = cell.get("r", "") if cell is not None else ""
                raise LostError(f"{sheet}!{where}" if where else str(error)) from None
        if element.get("ref") and _name(element) == "f":
            element.set("ref", moved_area(element.get("ref", ""), shift))


def move_areas(root: etree._Element, shift: Shift) -> None:
    """Have all follow that names cells of the sheet; what was about those taken out goes."""
    for element in list(root.iter("{*}*")):
        name = _name(element)
        attribute = _AREA_OF.get(name)
        if attribute and element.get(attribute):
            areas = moved_areas(element.get(attribute, ""), shift, grows=name in _GROWING)
            _set_or_remove(element, attribute, areas)
        elif name == "sqref" and element.text:  # of rules that Excel 2010 has added
            element.text = moved_areas(element.text, shift, grows=True) or element.text
        elif name == "brk" and element.get("id", "").isdecimal():
            row = int(element.get("id", "0"))
            element.set("id", str(row + (shift.count if row > shift.at else 0)))


def _set_or_remove(element: etree._Element, attribute: str, areas: str) -> None:
    if areas:
        element.set(attribute, areas)
    else:
        remove_counted(element)


def move_anchors(root: etree._Element, shift: Shift) -> None:
    """Have drawings and the boxes of comments follow their rows."""
    for element in list(root.iter("{*}row", "{*}Row", "{*}Anchor")):
        if _name(element) == "Anchor":
            numbers = [int(each) for each in (element.text or "").split(",") if each.strip()]
            for place in (2, 6):
                if place < len(numbers):
                    numbers[place] = _moved_row(numbers[place], shift)
            element.text = ", ".join(map(str, numbers))
        elif element.text and element.text.strip().isdecimal():
            row = int(element.text)
            if _name(element) == "Row" and shift.span(row, row) is None:
                _remove_shape(element)
            else:
                element.text = str(_moved_row(row, shift))


def _moved_row(row: int, shift: Shift) -> int:
    found = shift.span(row, row)
    return found[0] if found else shift.at


def _remove_shape(element: etree._Element) -> None:
    for around in element.iterancestors("{*}shape"):
        parent = around.getparent()
        if parent is not None:
            parent.remove(around)
        return


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname
