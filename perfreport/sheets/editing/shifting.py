"""Rows of a sheet that come, go and move, and all in the file that says where its rows are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from perfreport.sheets.editing.references import (
    LostError,
    moved,
    moved_area,
    moved_areas,
    stays_across,
)
from perfreport.sheets.editing.rules import FORMULAS_OF_RULES, is_of_rule, move_rules
from perfreport.sheets.editing.sheetpart import SheetPart, remove_counted
from perfreport.sheets.editing.shift import Shift
from perfreport.sheets.workbook import Spot
from perfreport.sheets.xlsxsheet import area_of

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
    "protectedRange": "sqref",
    "ignoredError": "sqref",
    "cellWatch": "r",
    "inputCells": "r",
}
"""What names cells of the sheet, and the attribute that does."""

_GROWING = frozenset((
    "autoFilter", "table", "dimension", "protectedRange", "ignoredError",
))  # fmt: skip
"""What a row at its edge becomes part of."""

_FORMULAS = (*FORMULAS_OF_RULES, "f", "definedName", "calculatedColumnFormula")
_LINKED = ("fmlaLink", "fmlaRange", "fmlaTxbx")
"""What names cells that a control (下拉框、复选框) shows or sets."""


def shift_rows(sheet: SheetPart, shift: Shift) -> None:
    """Put in, take out and move rows of the ``sheet`` itself.

    Raises:
        LostError: when a formula in it refers to what would be taken out.
        ArrayError: when cells that one formula computes would be parted.
    """
    sheet.shift(shift)
    move_rules(sheet.root, shift)
    move_areas(sheet.root, shift)
    move_formulas(sheet.root, shift.sheet, shift, sheet.origin)
    move_anchors(sheet.root, shift)


def move_formulas(
    root: etree._Element, sheet: str, shift: Shift, origin: Callable[[Spot], Spot] | None = None
) -> None:
    """Have the formulas of a part follow, which stand in ``sheet``.

    Args:
        root: of the part.
        sheet: its name.
        shift: of rows, in whichever sheet.
        origin: where a cell of it stood in the file that the user has.

    Raises:
        LostError: when one refers to what would be taken out; with the cell where that is known.
    """
    for element in root.iter(*(f"{{*}}{name}" for name in _FORMULAS)):
        in_rule = is_of_rule(element)
        if element.text and not (in_rule and sheet == shift.sheet):
            try:
                element.text = moved(element.text, sheet, shift)
            except LostError as error:
                if not in_rule:
                    raise LostError(_place(element, sheet, origin) or str(error)) from None
        if sheet == shift.sheet and _name(element) == "f":
            _move_reach(element, shift)


def stay_across(
    root: etree._Element, sheet: str, sheets: Sequence[str], shift: Shift
) -> Iterator[str]:
    """What is about cells of several ``sheets``, of which one moves: where, and which cells."""
    for element in root.iter(*(f"{{*}}{name}" for name in _FORMULAS)):
        if area := stays_across(element.text or "", sheets, shift):
            yield f"{_place(element, sheet, None) or sheet}（{area}）"


def _place(formula: etree._Element, sheet: str, origin: Callable[[Spot], Spot] | None) -> str:
    """The cell, or the name, that a ``formula`` is of; blank where that is not known."""
    if _name(formula) == "definedName":
        return f"名称“{formula.get('name', '')}”"
    cell = formula.getparent()
    area = area_of(cell.get("r", "")) if cell is not None else None
    if area is None:
        return ""
    return f"{sheet}!{(origin(area.first) if origin else area.first).address}"


def _move_reach(formula: etree._Element, shift: Shift) -> None:
    """Have the cells follow that a formula fills, or a data table (模拟运算表) asks."""
    for attribute in ("ref", "r1", "r2"):
        if said := formula.get(attribute):
            formula.set(attribute, moved_area(said, shift))


def lost_comments(root: etree._Element, shift: Shift) -> Iterator[tuple[str, str]]:
    """The comments (批注) of a part that go with the rows of their cells: cell and words."""
    for comment in root.iter("{*}comment", "{*}threadedComment"):
        area = area_of(comment.get("ref", ""))
        if area is not None and shift.row(area.first.row) is None:
            texts = comment.iterfind("{*}text")
            words = "".join(str(t) for each in texts for t in each.itertext())
            yield area.first.address, words.strip()


def move_areas(root: etree._Element, shift: Shift) -> None:
    """Have all follow that names cells of the sheet; what was about those taken out goes."""
    for element in list(root.iter("{*}*")):
        name = _name(element)
        attribute = _AREA_OF.get(name)
        if attribute and element.get(attribute):
            areas = moved_areas(element.get(attribute, ""), shift, grows=name in _GROWING)
            if areas:
                element.set(attribute, areas)
            else:
                remove_counted(element)
        elif name == "rowBreaks":
            _move_breaks(element, shift)


def _move_breaks(breaks: etree._Element, shift: Shift) -> None:
    """Have pages break above the rows that they broke above; two breaks may become one."""
    seen: set[int] = set()
    for each in list(breaks):
        if each.get("id", "").isdecimal():
            row = shift.begins(int(each.get("id", "0")))
            each.set("id", str(row))
            if row in seen:
                breaks.remove(each)
            seen.add(row)
    for count, those in (
        ("count", list(breaks)),
        ("manualBreakCount", [e for e in breaks if e.get("man") in ("1", "true")]),
    ):
        if breaks.get(count):
            breaks.set(count, str(len(those)))


def move_sources(root: etree._Element, shift: Shift) -> None:
    """Have the cells follow of which a pivot table (数据透视表) is made; Excel makes it anew."""
    for source in root.iter("{*}worksheetSource", "{*}rangeSet"):
        if source.get("sheet", "").casefold() == shift.sheet.casefold() and source.get("ref"):
            try:
                area = moved_area(source.get("ref", ""), shift, grows=True)
            except LostError:
                raise LostError("数据透视表") from None
            source.set("ref", area)
            root.set("refreshOnLoad", "1")


def move_links(root: etree._Element, sheet: str, shift: Shift) -> None:
    """Have the cells follow that a control in ``sheet`` shows or sets.

    Raises:
        LostError: when they would be taken out.
    """
    for attribute in _LINKED:
        if said := root.get(attribute):
            root.set(attribute, moved(said, sheet, shift))


def move_anchors(root: etree._Element, shift: Shift) -> None:
    """Have drawings and the boxes of comments follow their rows."""
    for shape in list(root.iter("{*}ClientData")):
        _move_shape(shape, shift)
    for element in root.iter("{*}from", "{*}to"):
        row = element.find("{*}row")
        if row is not None and (row.text or "").strip().isdecimal():
            row.text = str(_moved_row(int(row.text or "0"), shift))


def _move_shape(data: etree._Element, shift: Shift) -> None:
    """Have the box of a comment stand beside its cell as before; one whose cell goes, goes."""
    cell, anchor = data.find("{*}Row"), data.find("{*}Anchor")
    row = int(cell.text or "0") if cell is not None else None
    new = None if row is None else shift.row(row)
    if row is not None and new is None:
        _remove_shape(data)
        return
    if anchor is not None:
        numbers = [int(each) for each in (anchor.text or "").split(",") if each.strip()]
        for place in (2, 6):
            if place < len(numbers):
                at = numbers[place]
                numbers[place] = (
                    _moved_row(at, shift) if row is None or new is None else max(0, at + new - row)
                )
        anchor.text = ", ".join(map(str, numbers))
    if cell is not None:
        cell.text = str(new)


def _moved_row(row: int, shift: Shift) -> int:
    found = shift.row(row)
    return shift.begins(row) if found is None else found


def _remove_shape(element: etree._Element) -> None:
    for around in element.iterancestors("{*}shape"):
        parent = around.getparent()
        if parent is not None:
            parent.remove(around)
        return


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname
