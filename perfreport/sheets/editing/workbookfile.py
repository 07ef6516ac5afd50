"""An .xlsx or .xlsm file that is changed: every part that is not touched stays as it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from perfreport.basics.messages import quoted
from perfreport.office import xml
from perfreport.office.limits import Limits
from perfreport.office.others import WORKBOOK
from perfreport.office.package import CONTENT_TYPES, Parts, write_package
from perfreport.office.relationships import (
    document_part,
    part_of_relationships,
    relationship_targets,
    relationships_of,
)
from perfreport.office.unpacking import unpack
from perfreport.sheets.editing.looks import Looks
from perfreport.sheets.editing.sheetpart import SheetPart
from perfreport.sheets.editing.shift import Shift
from perfreport.sheets.editing.shifting import (
    lost_comments,
    move_anchors,
    move_areas,
    move_formulas,
    move_links,
    move_sources,
    shift_rows,
    stay_across,
)
from perfreport.sheets.sheetml import R, S, usual

_COMMENTS = ("threadedComment", "comments")
"""Comments as threads, and as notes, in which threads are told of for older programs."""

_ANCHORED = ("drawing", "vmlDrawing")
_WITH_AREAS = (*_COMMENTS, "table", "pivotTable")
_CONTROL = "ctrlProp"
_CHARTS = "xl/charts/"
_CACHES = "xl/pivotCache/pivotCacheDefinition"
_CHAIN = "calcChain"
_BEFORE_CALCULATION = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
    "functionGroups", "externalReferences", "definedNames",
)  # fmt: skip


class WorkbookFile:
    """A workbook.

    Attributes:
        sheets: the names of its sheets.
        looks: the styles of its cells.
        remarks: what does not follow its rows, or stands in a new one not, each a sentence without
            its end.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        """Of the file ``content``, which was read before.

        Raises:
            InputError: when it cannot be unpacked within ``limits``.
            XmlError: when it is damaged.
        """
        readable = unpack(content, WORKBOOK, limits)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [entry for entry in archive.namelist() if not entry.endswith("/")]
            # A strict one is written back as most are; what it shows is the same.
            self._parts = usual(
                {name: readable[name] if name in readable else archive.read(name) for name in names}
            )
        self._main = document_part(self._parts)
        self._root = xml.parse(self._parts[self._main])
        self._root.attrib.pop("conformance", "")
        targets = relationship_targets(self._parts, self._main)
        self._places = {
            each.get("name", ""): targets.get(each.get(f"{R}id", ""), "")
            for each in self._root.iterfind(f"{S}sheets/{S}sheet")
        }
        self.sheets = tuple(self._places)
        self._read: dict[str, SheetPart] = {}
        self._others: dict[str, etree._Element] = {}
        styles = self._related(self._main, "styles")
        self.looks = Looks(self._parts[styles[0]]) if styles else Looks(None)
        self.remarks: list[str] = []

    def sheet(self, name: str) -> SheetPart:
        """The sheet called ``name``.

        Raises:
            XmlError: when it is damaged, or no usual sheet.
        """
        if name not in self._read:
            self._read[name] = SheetPart(self._parts[self._places[name]])
        return self._read[name]

    def shift(self, shift: Shift) -> None:
        """Put rows into a sheet, take them out and move them, all at once.

        Raises:
            LostError: when a formula refers to what would be taken out.
            ArrayError: when cells that one formula computes together would be parted.
            XmlError: when a part that has to follow cannot be read.
        """
        if not shift:
            return
        self._tell_of_comments(shift)
        shift_rows(self.sheet(shift.sheet), shift)
        self._follow_in_sheet(self._places[shift.sheet], shift)
        for name, other in self._places.items():
            if name != shift.sheet and self._has_cells(name):
                move_formulas(self.sheet(name).root, name, shift, self.sheet(name).origin)
                for part in self._related(other, _CONTROL):
                    move_links(self._other(part), name, shift)
        move_formulas(self._root, "", shift)
        for part in self._parts:
            if part.startswith(_CHARTS) and part.endswith(".xml"):
                move_formulas(self._other(part), "", shift)
            elif part.startswith(_CACHES):
                move_sources(self._other(part), shift)
        self._tell_of_those_across(shift)

    def _tell_of_comments(self, shift: Shift) -> None:
        found: dict[str, str] = {}
        for kind in _COMMENTS:
            for part in self._related(self._places[shift.sheet], kind):
                found = {**dict(lost_comments(self._other(part), shift)), **found}
        if found:
            named = [f"{shift.sheet}!{where}{quoted(text)}" for where, text in found.items()]
            told = f"删去的行里的批注也一并删去了：{'、'.join(named)}（都是改之前的位置）"
            self.remarks.append(told)

    def _tell_of_those_across(self, shift: Shift) -> None:
        roots = [(self.sheet(name).root, name) for name in self.sheets if self._has_cells(name)]
        for root, name in (*roots, (self._root, "")):
            for where in stay_across(root, name, self.sheets, shift):
                told = f"公式 {where} 跨几张工作表，没有跟着“{shift.sheet}”的行移动，请核对"
                self.remarks.append(told)

    def _has_cells(self, name: str) -> bool:
        """Whether a sheet has any: charts on sheets of their own and the like have none."""
        return b"sheetData" in self._parts.get(self._places[name], b"")

    def _follow_in_sheet(self, place: str, shift: Shift) -> None:
        """Have the parts of the sheet itself follow: drawings, comments, tables."""
        for part in self._related(place, *_ANCHORED):
            move_anchors(self._other(part), shift)
        for part in self._related(place, *_WITH_AREAS):
            move_areas(self._other(part), shift)
            move_formulas(self._other(part), shift.sheet, shift)
        for part in self._related(place, _CONTROL):
            move_links(self._other(part), shift.sheet, shift)

    def _related(self, part: str, *kinds: str) -> list[str]:
        related = relationships_of(self._parts, part)
        return [e.target for e in related if e.type in kinds and e.target in self._parts]

    def _other(self, part: str) -> etree._Element:
        if part not in self._others:
            self._others[part] = xml.parse(self._parts[part])
        return self._others[part]

    def content(self) -> bytes:
        """The file as it now is; Excel computes its formulas when it is opened."""
        parts = dict(self._parts)
        for name, sheet in self._read.items():
            parts[self._places[name]] = sheet.part()
        for name, root in self._others.items():
            parts[name] = xml.serialize(root).encode()
        if self.looks.is_changed:
            parts[self._related(self._main, "styles")[0]] = self.looks.part()
        self._compute_when_opened()
        parts[self._main] = xml.serialize(self._root).encode()
        return write_package(_without_chain(parts, self._main))

    def _compute_when_opened(self) -> None:
        found = self._root.find(f"{S}calcPr")
        if found is None:
            found = etree.Element(f"{S}calcPr")
            before = {S + name for name in _BEFORE_CALCULATION}
            self._root.insert(sum(child.tag in before for child in self._root), found)
        found.set("fullCalcOnLoad", "1")


def _without_chain(parts: Mapping[str, bytes], main: str) -> Parts:
    """``parts`` without the order in which formulas were computed, which Excel finds anew."""
    chain = next((e.target for e in relationships_of(parts, main) if e.type == _CHAIN), None)
    if chain is None:
        return dict(parts)
    kept = {name: part for name, part in parts.items() if name != chain}
    references = part_of_relationships(main)
    kept[references] = _without(kept[references], "Type", f"/{_CHAIN}")
    kept[CONTENT_TYPES] = _without(kept[CONTENT_TYPES], "PartName", f"/{chain}")
    return kept


def _without(part: bytes, attribute: str, end: str) -> bytes:
    root = xml.parse(part)
    for element in list(root):
        if element.get(attribute, "").endswith(end):
            root.remove(element)
    return xml.serialize(root).encode()
