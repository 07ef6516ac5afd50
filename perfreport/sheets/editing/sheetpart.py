"""The cells of one sheet of an .xlsx file, changed in its XML."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from operator import itemgetter

from lxml import etree

from perfreport.basics.patterns import regex
from perfreport.office import xml
from perfreport.sheets.editing.references import translated
from perfreport.sheets.editing.shift import Shift
from perfreport.sheets.sheetml import S
from perfreport.sheets.styles import whole
from perfreport.sheets.workbook import Area, Spot
from perfreport.sheets.xlsxsheet import area_of

RowElement = etree._Element
"""A row of a sheet in its XML, whose look another one may take."""

_ROW, _CELL, _FORMULA = S + "row", S + "c", S + "f"
_CONTENT = (S + "v", S + "is", S + "f")
_DIGITS = "0123456789"
_KEPT_OF_ROW = ("s", "customFormat", "ht", "customHeight", "outlineLevel")
_NEVER_EMPTY = tuple(S + name for name in ("mergeCells", "dataValidations", "hyperlinks"))
# What XML cannot hold, what a reader would change, and what looks like such an escape.
_ESCAPED = regex(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


class FormulaError(ValueError):
    """A cell holds a formula, which nothing is put over."""


class ArrayError(ValueError):
    """Cells that one formula computes together would be parted; says which."""


class SheetPart:
    """A sheet.

    Attributes:
        root: of its XML.
    """

    def __init__(self, part: bytes) -> None:
        """Of the ``part``.

        Raises:
            XmlError: when it is damaged, or no usual sheet.
        """
        self.root = xml.parse(part)
        data = self.root.find(f"{S}sheetData")
        if data is None:
            raise xml.XmlError("没有 sheetData")
        self._data = data
        self._by_number: dict[int, etree._Element] = {}
        self._numbers: list[int] = []
        self._was: dict[int, int] = {}
        self._name_all()
        self._note_rows()
        self._spell_out_shared()

    def _name_all(self) -> None:
        """Give every row and cell its name, which may go without saying."""
        row = 0
        for element in self._data.iterchildren(_ROW):
            row = whole(element, "r", row + 1)
            element.set("r", str(row))
            column = -1
            for cell in element.iterchildren(_CELL):
                said = area_of(cell.get("r", ""))
                column = said.first.column if said else column + 1
                cell.set("r", Spot(row - 1, column).address)

    def _spell_out_shared(self) -> None:
        """Have every cell say its formula itself: one that others share could not be moved."""
        shared: dict[str, tuple[Spot, str]] = {}
        for cell, formula in self.formulas():
            if formula.get("t") != "shared":
                continue
            spot, number = spot_of(cell), formula.get("si", "")
            if formula.text:
                shared[number] = spot, formula.text
            elif number in shared:
                first, text = shared[number]
                offset = spot.row - first.row, spot.column - first.column
                formula.text = translated(text, *offset)
            for name in ("t", "si", "ref"):
                formula.attrib.pop(name, "")

    def formulas(self) -> Iterator[tuple[etree._Element, etree._Element]]:
        """The cells with a formula, and the formulas."""
        for formula in self._data.iter(_FORMULA):
            cell = formula.getparent()
            if cell is not None:
                yield cell, formula

    def shift(self, shift: Shift) -> None:
        """Put the rows where they stand after ``shift``."""
        self._require_whole_arrays(shift)
        kept = []
        was: dict[int, int] = {}
        for row in list(self._data.iterchildren(_ROW)):
            old = _number(row) - 1
            new = shift.row(old)
            if new is None:
                self._data.remove(row)
            else:
                kept.append((new, row))
                was[new] = self._was.get(old, old)
                if new != old:
                    _renumber(row, new)
        if shift.moves:
            self._data[:] = [row for _, row in sorted(kept, key=itemgetter(0))]
        self._was = was
        self._note_rows()

    def origin(self, spot: Spot) -> Spot:
        """Where the cell ``spot`` stands in the file as it is yet, for messages."""
        return Spot(self._was.get(spot.row, spot.row), spot.column)

    def _require_whole_arrays(self, shift: Shift) -> None:
        """Refuse to part cells that one formula computes together: Excel does not let that be done.

        One that spills over is computed anew from wherever it stands.
        """
        for cell, formula in self.formulas():
            area = area_of(formula.get("ref", ""))
            if area is None or cell.get("cm") or area.first.row == area.last.row:
                continue
            if shift.parts(area.first.row, area.last.row):
                raise ArrayError(f"{shift.sheet}!{formula.get('ref')}")

    def _note_rows(self) -> None:
        self._by_number = {_number(e) - 1: e for e in self._data.iterchildren(_ROW)}
        self._numbers = sorted(self._by_number)

    def row(self, number: int) -> etree._Element | None:
        """The row ``number``, from 0; None where nothing is in it."""
        return self._by_number.get(number)

    def _made_row(self, number: int) -> etree._Element:
        if number in self._by_number:
            return self._by_number[number]
        made = etree.Element(_ROW, {"r": str(number + 1)})
        place = bisect_left(self._numbers, number)
        if place:
            self._by_number[self._numbers[place - 1]].addnext(made)
        else:
            self._data.insert(0, made)
        self._numbers.insert(place, number)
        self._by_number[number] = made
        return made

    def copy_look(self, number: int, model: etree._Element) -> None:
        """Have the new row ``number`` look as the row ``model`` does; nothing is put into it."""
        made = self._made_row(number)
        for name in _KEPT_OF_ROW:
            if value := model.get(name):
                made.set(name, value)
        for cell in model.iterchildren(_CELL):
            if style := cell.get("s"):
                address = Spot(number, spot_of(cell).column).address
                etree.SubElement(made, _CELL, {"r": address, "s": style})

    def cell(self, spot: Spot) -> etree._Element | None:
        """The cell at ``spot``; None where there is none."""
        row = self.row(spot.row)
        address = spot.address
        cells = () if row is None else row.iterchildren(_CELL)
        return next((cell for cell in cells if cell.get("r") == address), None)

    def has_formula(self, spot: Spot) -> bool:
        """Whether what stands at ``spot`` is computed."""
        cell = self.cell(spot)
        return cell is not None and cell.find(_FORMULA) is not None

    def has_content(self, spot: Spot) -> bool:
        """Whether anything stands at ``spot``."""
        cell = self.cell(spot)
        return cell is not None and any(child.tag in _CONTENT for child in cell)

    def formula(self, spot: Spot) -> str:
        """How the cell ``spot`` alone is computed; blank where it is not."""
        cell = self.cell(spot)
        found = None if cell is None else cell.find(_FORMULA)
        return "" if found is None or found.get("t") else found.text or ""

    def keep_result(self, spot: Spot) -> None:
        """Have what a formula gave stand in its place."""
        cell = self.cell(spot)
        if cell is not None:
            etree.strip_elements(cell, _FORMULA)

    def compute(self, spot: Spot, formula: str, result: Decimal) -> None:
        """Have ``formula`` stand at ``spot`` and give ``result``, in the style that is there."""
        self.put(spot, result, self.style(spot))
        element = etree.Element(_FORMULA)
        element.text = formula
        self._made_cell(spot).insert(0, element)

    def style(self, spot: Spot) -> str | None:
        """The number of the style at ``spot``: of the cell, its row or its column."""
        cell = self.cell(spot)
        if cell is not None:
            return cell.get("s")
        row = self.row(spot.row)
        if row is not None and row.get("customFormat") in ("1", "true"):
            return row.get("s")
        for column in self.root.iterfind(f"{S}cols/{S}col"):
            if whole(column, "min") <= spot.column + 1 <= whole(column, "max"):
                return column.get("style")
        return None

    def put(self, spot: Spot, content: Decimal | str | None, style: str | None) -> None:
        """Have ``content`` stand at ``spot`` in the style of that number; None clears the cell.

        Raises:
            FormulaError: when it is computed there.
        """
        if self.has_formula(spot):
            raise FormulaError(self.origin(spot).address)
        cell = self._made_cell(spot)
        for child in cell.findall("*"):
            if child.tag in _CONTENT:
                cell.remove(child)
        cell.attrib.pop("t", "")
        if style is not None:
            cell.set("s", style)
        if isinstance(content, Decimal):
            etree.SubElement(cell, S + "v").text = f"{content:f}"
        elif content:
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, S + "is"), S + "t")
            text.set(xml.PRESERVE, "preserve")
            text.text = _ESCAPED.sub(_escape, content)

    def _made_cell(self, spot: Spot) -> etree._Element:
        row = self._made_row(spot.row)
        cells = list(row.iterchildren(_CELL))
        place = bisect_left(cells, spot.column, key=lambda cell: spot_of(cell).column)
        if place < len(cells) and spot_of(cells[place]) == spot:
            return cells[place]
        made = etree.Element(_CELL, {"r": spot.address})
        row.insert(place, made)
        row.attrib.pop("spans", "")  # it need not say from where to where it reaches
        return made

    def copy_content(self, source: Spot, target: Spot) -> None:
        """Have the cell ``target`` hold what ``source`` holds, in its own look.

        Raises:
            FormulaError: when one of them is computed.
        """
        found = self.cell(source)
        for spot in (source, target):
            if self.has_formula(spot):
                raise FormulaError(self.origin(spot).address)
        if found is not None and len(found):
            self.put(target, None, self.style(target))
            made = self._made_cell(target)
            if kind := found.get("t"):
                made.set("t", kind)
            made.extend(deepcopy(child) for child in found)

    def merged(self) -> list[tuple[etree._Element, Area]]:
        """The merged areas with their elements."""
        found = ((e, area_of(e.get("ref", ""))) for e in self.root.iter(S + "mergeCell"))
        return [(element, area) for element, area in found if area]

    def part(self) -> bytes:
        """Its XML as it now is."""
        return xml.serialize(self.root).encode()


def remove_counted(element: etree._Element) -> None:
    """Take an element out of a list that may say how many it has, and the list if it is empty."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if parent.get("count"):
        parent.set("count", str(len(parent)))
    around = parent.getparent()
    if not len(parent) and around is not None and parent.tag in _NEVER_EMPTY:
        around.remove(parent)


def spot_of(cell: etree._Element) -> Spot:
    """Where a cell with a name stands."""
    area = area_of(cell.get("r", ""))
    if area is None:
        raise xml.XmlError(f"单元格 {cell.get('r')}")
    return area.first


def _number(row: etree._Element) -> int:
    return int(row.get("r", "0"))


def _renumber(row: etree._Element, number: int) -> None:
    """Have a ``row`` and its cells be the row ``number``, from 0."""
    row.set("r", str(number + 1))
    for cell in row.iterchildren(_CELL):
        cell.set("r", f"{cell.get('r', '').rstrip(_DIGITS)}{number + 1}")


def _escape(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"
