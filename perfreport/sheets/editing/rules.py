"""Rules for cells of a sheet (条件格式、数据验证、迷你图), which follow their cells.

Their formulas are written as for the first of the cells: where another one becomes the first, they
are written as for that.
"""

from __future__ import annotations

from lxml import etree

from perfreport.sheets.editing.references import LostError, moved, moved_areas, translated
from perfreport.sheets.editing.sheetpart import remove_counted
from perfreport.sheets.editing.shift import Shift
from perfreport.sheets.xlsxsheet import area_of

FORMULAS_OF_RULES = ("formula", "formula1", "formula2")
_WITH_FORMULA = frozenset((*FORMULAS_OF_RULES, "cfRule", "cfvo"))
_RULES = ("{*}conditionalFormatting", "{*}dataValidation")
_SQREF = "sqref"


def is_of_rule(formula: etree._Element) -> bool:
    """Whether a formula is one of a rule, as Excel 2007 or 2010 writes it."""
    around = formula.getparent()
    return _name(formula) in FORMULAS_OF_RULES or (
        around is not None and _name(around) in _WITH_FORMULA
    )


def move_rules(root: etree._Element, shift: Shift) -> None:
    """Have the rules of a sheet follow their cells; those without any go."""
    for rule in list(root.iter(*_RULES)):
        said = _cells(rule)
        areas = moved_areas(said, shift, grows=True)
        if not areas:
            remove_counted(rule)
            continue
        _say_cells(rule, areas)
        _move_formulas(rule, said, areas, shift)
    for small in list(root.iter("{*}sparkline")):
        areas = moved_areas(_cells(small), shift)
        if areas:
            _say_cells(small, areas)
        else:
            remove_counted(small)


def _cells(rule: etree._Element) -> str:
    return rule.get(_SQREF) or rule.findtext(f"{{*}}{_SQREF}") or ""


def _say_cells(rule: etree._Element, areas: str) -> None:
    if rule.get(_SQREF):
        rule.set(_SQREF, areas)
    else:
        for element in rule.iterchildren(f"{{*}}{_SQREF}"):
            element.text = areas


def _move_formulas(rule: etree._Element, before: str, after: str, shift: Shift) -> None:
    old, new = _rows(before), _rows(after)
    kept = next((row for row in range(old[0], old[1] + 1) if shift.row(row) is not None), old[0])
    for element in rule.iter("{*}formula", "{*}formula1", "{*}formula2", "{*}f"):
        if element.text:
            element.text = _moved(element.text, old[0], kept, new[0], shift)
    for element in rule.iter("{*}cfvo"):
        if element.get("val"):
            element.set("val", _moved(element.get("val", ""), old[0], kept, new[0], shift))


def _moved(formula: str, first: int, kept: int, begins: int, shift: Shift) -> str:
    """A formula for the row ``first``, as it is to be for the one that ``begins`` now."""
    stands = shift.row(kept)
    if stands is None:
        return translated(formula, begins - first, 0)
    try:
        for_kept = moved(translated(formula, kept - first, 0), shift.sheet, shift)
    except LostError:  # what it names beside the cell goes: so it names what stands there now
        return translated(formula, begins - first, 0)
    return translated(for_kept, begins - stands, 0)


def _rows(areas: str) -> tuple[int, int]:
    found = [area for each in areas.split() if (area := area_of(each))]
    rows = [row for area in found for row in (area.first.row, area.last.row)]
    return min(rows, default=0), max(rows, default=0)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname
