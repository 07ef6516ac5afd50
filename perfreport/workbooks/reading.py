"""A data workbook as values that know their cells, like those of any other data file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.messages import quoted
from perfreport.basics.positions import CellPosition, Position
from perfreport.basics.quantities import PENDING
from perfreport.data.source import Key, Node, Source, refusal
from perfreport.sheets.workbook import Spot, Workbook
from perfreport.workbooks.besides import is_own, words_in_margins
from perfreport.workbooks.documentsheet import document_heads, read_document_sheet
from perfreport.workbooks.entries import Entry
from perfreport.workbooks.headings import as_compared
from perfreport.workbooks.layout import (
    DOCUMENT_SHEET,
    KIND_AND_FORM,
    Layout,
    ListSheet,
)
from perfreport.workbooks.linking import Holders, linked, made_of_names
from perfreport.workbooks.listrows import ListRow, ListRows, read_list_sheet
from perfreport.workbooks.told import Tab, Told
from perfreport.workbooks.trees import tree

_NO_DATA = (
    f"工作簿里没有“{DOCUMENT_SHEET}”这个工作表，不是填数据的工作簿；"
    "用 perfreport new 版式 -o 文件.xlsx 可得到填数据的空表；"
    "印好的表用 perfreport read 读回；一体化系统导出的等别处的表格用 perfreport convert --map 读，"
    "perfreport maps 列出对照表"
)
_MOST_NAMED = 5


def read(workbook: Workbook, layout: Layout) -> Source:
    """The ``workbook`` of a form, whose ``layout`` it has, as a tree of values.

    Raises:
        InputError: when it has no sheet 资料.
    """
    return _Reader(workbook, layout).source()


def beginning(workbook: Workbook) -> Source:
    """Of the same no more than its kind and its form (文种、版式), which tell the layout.

    Raises:
        InputError: when it has no sheet 资料, or one without headings.
    """
    entries = [Entry(path=DataPath(key), heading=key, sort="文字") for key in KIND_AND_FORM]
    tab, told = _document_tab(workbook), Told()
    found = read_document_sheet(tab, entries, told)
    if document_heads(tab.sheet) is None:
        raise InputError(told.mistakes, workbook.name)
    return Source(workbook.name, tree(found.values, None, found.places.get))


def holds_data(workbook: Workbook) -> bool:
    """Whether it is one to fill in, and not a printed form or a sheet of somebody else."""
    return _found_document_tab(workbook) is not None


def _tabs(workbook: Workbook) -> list[Tab]:
    return [Tab(sheet, number) for number, sheet in enumerate(workbook.sheets, 1)]


def _document_tab(workbook: Workbook) -> Tab:
    tab = _found_document_tab(workbook)
    if tab is None:
        raise refusal(workbook.name, _NO_DATA)
    return tab


def _found_document_tab(workbook: Workbook) -> Tab | None:
    """The sheet 资料, or the only one whose headings are those of 资料; None without one."""
    tabs = _tabs(workbook)
    for tab in tabs:
        if as_compared(tab.sheet.name) == DOCUMENT_SHEET:
            return tab
    alike = [tab for tab in tabs if document_heads(tab.sheet)]
    return alike[0] if len(alike) == 1 else None


class _Reader:
    def __init__(self, workbook: Workbook, layout: Layout) -> None:
        self._workbook, self._layout = workbook, layout
        self._told = Told()
        self._document = _document_tab(workbook)
        self._lists: dict[DataPath, ListRows] = {}
        self._rows: dict[DataPath, list[ListRow]] = {}
        self._inside: dict[DataPath, Mapping[int, list[int]]] = {}
        self._places: dict[tuple[int, int], tuple[DataPath, DataPath]] = {}

    def source(self) -> Source:
        """All of it."""
        told = self._told
        for remark in self._workbook.remarks:
            told.remark(remark)
        for tab in _tabs(self._workbook):
            is_document = as_compared(tab.sheet.name) == DOCUMENT_SHEET
            if is_document and tab.sheet.cells and tab != self._document:
                self._twice(NOWHERE, tab, self._document)
        tabs = self._tabs_of_lists()
        for tab in (self._document, *tabs.values()):
            self._tell_of_sheet(tab)
        found = read_document_sheet(self._document, self._layout.entries, told)
        for sheet in self._layout.lists:
            of_list = tabs.get(sheet.path)
            rows = read_list_sheet(sheet, of_list, told) if of_list else ListRows()
            self._lists[sheet.path] = rows
        self._link()
        values = self._with_lists(found.values, None, 0, NOWHERE)
        root = tree(values, self._document.beginning, partial(self._place, found.places))
        return Source(
            self._workbook.name,
            root,
            tuple(map(self._placed, told.mistakes)),
            remarks=told.all_remarks(),
            instead=told.instead,
        )

    def _tabs_of_lists(self) -> dict[DataPath, Tab]:
        """The sheets of lists by their paths; those that are none are told."""
        known = {as_compared(each.name): each for each in self._layout.lists}
        found: dict[DataPath, Tab] = {}
        others: list[Tab] = []
        for tab in _tabs(self._workbook):
            sheet = known.get(as_compared(tab.sheet.name))
            if sheet is not None:
                if found.setdefault(sheet.path, tab) != tab and tab.sheet.cells:
                    self._twice(sheet.path, tab, found[sheet.path])
            elif tab.sheet.cells and tab != self._document and not self._is_known(tab):
                others.append(tab)
        for tab in others:
            missing = {name: each for name, each in known.items() if each.path not in found}
            near = self._told.nearest(as_compared(tab.sheet.name), missing)
            if near is None:
                self._told.remark(f"未读取的工作表{quoted(tab.sheet.name)}", tab.beginning)
                continue
            sheet = missing[near]
            found[sheet.path] = tab
            message = f"没有{quoted(tab.sheet.name)}这个工作表，是不是“{sheet.name}”？"
            self._told.wrong(sheet.path, message, tab.beginning)
        return found

    def _is_known(self, tab: Tab) -> bool:
        """Whether a sheet that is no list's is told elsewhere or need not be."""
        return as_compared(tab.sheet.name) == DOCUMENT_SHEET or is_own(tab.sheet, self._layout)

    def _twice(self, path: DataPath, tab: Tab, first: Tab) -> None:
        """Tell of a sheet called as another one is, but for blanks."""
        there = quoted(first.sheet.name)
        message = f"和工作表{there}同名（空格不计），不知道用哪一张；请删去一张，或改名"
        self._told.wrong(path, message, tab.beginning)

    def _tell_of_sheet(self, tab: Tab) -> None:
        """Tell of what is hidden in a sheet, and of what is said on its margins."""
        sheet, beginning = tab.sheet, tab.beginning
        if sheet.is_hidden:
            self._told.remark("这个工作表是隐藏的，也读了", beginning)
        if rows := sorted(
            {spot.row + 1 for spot in sheet.cells} & {r + 1 for r in sheet.hidden_rows}
        ):
            why = "被筛选掉了" if sheet.is_filtered else "是隐藏的"
            self._told.remark(f"第 {_listed(rows)} 行{why}，也读了", beginning)
        columns = sorted({spot.column for spot in sheet.cells} & sheet.hidden_columns)
        if columns:
            letters = [Spot(0, each).address[:-1] for each in columns]
            count = f" {len(letters)}" if letters[_MOST_NAMED:] else ""
            self._told.remark(f"{_listed(letters)}{count} 列是隐藏的，也读了", beginning)

        if struck := [spot.address for spot in sorted(sheet.struck)]:
            message = f"{_listed(struck)} 有删除线，也读了；不要的请删去内容"
            self._told.remark(message, beginning)
        for text in words_in_margins(sheet):
            self._told.remark(f"未读取的页眉页脚{quoted(text)}", beginning)

    def _link(self) -> None:
        """Find the rows in which rows of other lists are."""
        for sheet in reversed(self._layout.lists):
            inside = [each for each in self._layout.lists if each.parent == sheet.path]
            children = [row for each in inside for row in self._rows[each.path]]
            # A number alone makes a row only where another one goes by it.
            named = {row.parent.number for row in children}
            rows = [
                row
                for row in self._lists[sheet.path].rows
                if row.values or row.is_pending or row.number in named
            ]
            self._rows[sheet.path] = rows or (made_of_names(sheet, children) if children else [])
        holders = {each.path: self._holders(each) for each in self._layout.lists}
        for sheet in self._layout.lists:
            rows = self._rows[sheet.path]
            self._inside[sheet.path] = (
                linked(rows, sheet, holders[sheet.parent], self._unread(sheet), self._tab(sheet))
                if sheet.parent
                else {0: [*range(len(rows))]}
            )

    def _holders(self, sheet: ListSheet) -> Holders:
        named = sheet.named_by
        column = self._lists[sheet.path].missing.get(named.path) if named else None
        unnamed = self._told.instead.get(column) if column else None
        return Holders(sheet, self._rows[sheet.path], self._told, unnamed)

    def _tab(self, sheet: ListSheet) -> Tab | None:
        return self._lists[sheet.path].tab

    def _unread(self, sheet: ListSheet) -> Mistake | None:
        """Why the rows of a list that has a sheet could not be read, if that is so."""
        if self._lists[sheet.path].columns:
            return None
        return next((each for each in self._told.mistakes if each.path == sheet.path), None)

    def _with_lists(
        self, values: Mapping[DataPath, Node], holder: DataPath | None, at: int, place: DataPath
    ) -> dict[DataPath, Node]:
        """``values`` of the document, or of the row ``at`` of a list, with the lists in it."""
        found = dict(values)
        for sheet in self._layout.lists:
            rows = self._inside[sheet.path].get(at, ()) if sheet.parent == holder else ()
            if not rows:
                continue
            path = sheet.inside
            if path in values:
                message = f"这里有了内容，工作表“{sheet.name}”里又有这一项的行；请删去一处"
                self._told.wrong(place / tuple(map(str, path)), message, values[path].line)
            items: dict[Key, Node] = {
                number: self._row(sheet, row, place / tuple(map(str, path)) / number)
                for number, row in enumerate(rows)
            }
            tab = self._lists[sheet.path].tab
            found[path] = Node(tab.beginning if tab else None, children=items, is_list=True)
        return found

    def _row(self, sheet: ListSheet, at: int, place: DataPath) -> Node:
        row = self._rows[sheet.path][at]
        if isinstance(row.position, CellPosition):
            self._places[row.position.sheet, row.position.row] = sheet.path, place
        if row.is_pending:
            return Node(row.position, PENDING)
        values = self._with_lists(row.values, sheet.path, at, place)
        return tree(values, row.position, partial(self._lists[sheet.path].place, row))

    def _placed(self, mistake: Mistake) -> Mistake:
        """``mistake`` with the numbers of the row that it is in, known when all rows are."""
        at = mistake.position
        if not isinstance(at, CellPosition) or (at.sheet, at.row) not in self._places:
            return mistake
        listed, place = self._places[at.sheet, at.row]
        if len(mistake.path) <= len(listed) or not mistake.path.starts_with(listed):
            return mistake
        return replace(mistake, path=DataPath(*place, *mistake.path[len(listed) :]))

    def _place(self, places: Mapping[DataPath, Position], path: DataPath) -> Position | None:
        """Where the document has what is at ``path``, or would have it."""
        rows = self._lists.get(path)
        if rows and rows.tab:
            return rows.tab.beginning
        return next((places[each] for each in places if each.starts_with(path)), None)


def _listed(named: Sequence[object]) -> str:
    """The first few of what is ``named``, and whether there are more."""
    return "、".join(map(str, named[:_MOST_NAMED])) + ("等" if named[_MOST_NAMED:] else "")
