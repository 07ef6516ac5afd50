"""A document as a data workbook (.xlsx) to work in: the reverse of ``reading``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import PENDING
from perfreport.blocks.form import Form
from perfreport.data.writing import Noted, Value
from perfreport.workbooks import looks
from perfreport.workbooks.cells import TEXT_FORMAT, Filled, blank_format, filled
from perfreport.workbooks.contents import Contents, Explanation, Row, contents_of, names_of
from perfreport.workbooks.drawing import Drawing
from perfreport.workbooks.entries import CellSort, Entry
from perfreport.workbooks.explanation import explanation
from perfreport.workbooks.layout import (
    DOCUMENT_HEADINGS,
    DOCUMENT_SHEET,
    EXAMPLE,
    EXPLANATION_SHEET,
    Layout,
    ListSheet,
    layout_of,
)

REQUIRED, ONE_OF = "*", "**"
"""Behind the heading of what must be stated, as the integrated system has it, and of what one of
several must be."""
MOST_ROWS = 1_000
"""Rows below those that are filled in for which drop-downs are ready."""

OF_DRAFT = "关于这份草稿"
"""Above what is told of a draft."""
_YUAN = "元"
_WIDTH_OF_LINES, _TITLE_HEIGHT = 100, 30


def write(fields: Mapping[str, Value], form: Form, told: Sequence[str] = ()) -> bytes:
    """The workbook of a document on ``form``; the same bytes for the same fields.

    Args:
        fields: of the document, as ``data.writing.written_fields`` gives them; 待填 may stand
            anywhere, and comments become notes.
        form: that it is for.
        told: what there is to say of this document, above how to fill it in.

    Raises:
        InputError: when a text is too long for a cell.
        ExtraError: when xlsxwriter is not installed.
    """
    layout = layout_of(form)
    unit = form.figures.unit
    how = explanation(form.name, layout, unit)
    whole = Explanation(how.title, {**({OF_DRAFT: told} if told else {}), **how.parts})
    return draw(contents_of(fields, layout), layout, unit, explanation=whole)


def draw(
    contents: Contents,
    layout: Layout,
    unit: str,
    examples: Mapping[DataPath, Row] | None = None,
    explanation: Explanation | None = None,
) -> bytes:
    """The workbook with ``contents``.

    Args:
        contents: to fill in.
        layout: of the sheets.
        unit: of amounts: a form in another one than 万元 takes no bare number.
        examples: a row for the sheets of some lists, by their paths, which is not read.
        explanation: what the sheet 填写说明 says; there is none without it.
    """
    book = _Book(unit, layout, contents, examples or {})
    if explanation:
        book.explain(explanation)
    book.document(layout.entries)
    for each in layout.lists:
        if each.is_printed or contents.rows.get(each.path):
            book.list(each)
    book.drawing.draw_choices()
    return book.drawing.content()


class _Book:
    def __init__(
        self, unit: str, layout: Layout, contents: Contents, examples: Mapping[DataPath, Row]
    ) -> None:
        self.drawing = Drawing()
        self._contents, self._examples = contents, examples
        self._places_of_names: dict[DataPath, tuple[str, int, int]] = {}
        self._naming = {each.path: each.named_by for each in layout.lists}
        # A form in 元 takes no bare number, and the format of its cells says it.
        self._unit = _YUAN if unit == _YUAN else ""

    def document(self, entries: Iterable[Entry]) -> None:
        """The sheet 资料."""
        values = self._contents.values
        shown = [each for each in entries if each.is_usual or each.path in values]
        sheet = self.drawing.sheet(DOCUMENT_SHEET)
        heading = self.drawing.format(looks.HEADING)
        for column, text in enumerate(DOCUMENT_HEADINGS):
            sheet.write_string(0, column, text, heading)
        for row, entry in enumerate(shown, 1):
            look = looks.REQUIRED_LABEL if _mark(entry) else looks.LABEL
            sheet.write_string(row, 0, entry.group, self.drawing.format(looks.LABEL))
            sheet.write_string(row, 1, _headed(entry), self.drawing.format(look))
            self._fill(sheet, (row, 2), entry, values.get(entry.path), entry.path, as_="文字")
            sheet.write_string(row, 3, entry.hint, self.drawing.format(looks.HINT))
            if entry.choices and not entry.choices.by_text:
                self.drawing.offer(sheet, (row, row), 2, entry.choices, None)
        texts: Sequence[tuple[CellSort, Iterable[str]]] = (
            ("文字", (each.group for each in shown)),
            ("文字", map(_headed, shown)),
            ("段落", map(_plain, values.values())),
            ("段落", (each.hint for each in shown)),
        )
        widths = [looks.width(found, sort) for sort, found in texts]
        if any(each.sort in ("段落", "条目") for each in shown):
            widths[2] = looks.WIDEST_OF_PROSE
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        self.drawing.mark(sheet, (1, 2), (len(shown), 2))
        for row, entry in enumerate(shown, 1):
            content = _plain(values.get(entry.path, ""))
            cells = (entry.group, _headed(entry), content, entry.hint)
            # A height that is set does not grow with what is typed.
            if content not in ("", PENDING):
                sheet.set_row(row, looks.height(zip(cells, widths, strict=True)))

    def list(self, sheet: ListSheet) -> None:
        """The sheet of a list."""
        rows, example = self._contents.rows.get(sheet.path, ()), self._examples.get(sheet.path)
        stated = {path for row in (*rows, *filter(None, [example])) for path in row.values}
        shown = [each for each in sheet.entries if each.is_usual or each.path in stated]
        columns = _Columns(sheet, shown, 2 if sheet.parent else 1)
        drawn = self.drawing.sheet(sheet.name, names=columns.first)
        self._heads(drawn, columns)
        if example:
            self._row(drawn, 1, EXAMPLE, example, columns)
            if sheet.parent:
                self.drawing.cell(
                    drawn, 1, 1, Filled(self._parent_of_example(sheet)), looks.EXAMPLE
                )
        first = 2 if example else 1
        names = self._names(sheet.parent) if sheet.parent else {}
        for position, row in enumerate(rows):
            place = first + position
            self._row(drawn, place, PENDING if row.is_pending else position + 1, row, columns)
            if names:
                name = names[row.parent]
                format_ = TEXT_FORMAT if isinstance(name, str) else ""
                self.drawing.cell(drawn, place, 1, Filled(name, format_), looks.OF_PARENT)
        self._sizes(drawn, columns, (*filter(None, [example]), *rows), names)
        corners = (first, 0), (len(rows) + MOST_ROWS, columns.first + len(shown) - 1)
        self.drawing.mark(drawn, *corners)
        self.drawing.line(drawn, *corners)
        self._offers(drawn, columns, len(rows))
        named = self._places_of_names.get(sheet.parent) if sheet.parent else None
        if named:
            self.drawing.offer_names(drawn, (1, len(rows) + MOST_ROWS), 1, named)
        for column, entry in columns:
            if entry == sheet.named_by:
                self._places_of_names[sheet.path] = sheet.name, first, column

    def _parent_of_example(self, sheet: ListSheet) -> str:
        """What the example of the list around that of ``sheet`` is called."""
        assert sheet.parent is not None
        around, entry = self._examples.get(sheet.parent), self._naming[sheet.parent]
        return _plain(around.values.get(entry.path, "")) if around and entry else ""

    def _heads(self, drawn: Any, columns: _Columns) -> None:
        heading = self.drawing.format(looks.HEADING)
        drawn.write_string(0, 0, columns.sheet.number_heading, heading)
        if columns.sheet.parent:
            drawn.write_string(0, 1, columns.sheet.parent_heading, heading)
        for column, entry in columns:
            look = looks.REQUIRED_HEADING if _mark(entry) else looks.HEADING
            drawn.write_string(0, column, _headed(entry), self.drawing.format(look))
            if entry.hint:
                self.drawing.note(drawn, 0, column, entry.hint)

    def _row(self, drawn: Any, at: int, number: int | str, row: Row, columns: _Columns) -> None:
        is_example = number == EXAMPLE
        look = looks.of_cell("是否", is_example=is_example)
        self.drawing.cell(drawn, at, 0, Filled(number), look)
        if columns.sheet.parent:
            drawn.write_blank(at, 1, None, self.drawing.format(look))
        for (column, entry), place in zip(columns, columns.places, strict=True):
            value = row.values.get(entry.path)
            self._fill(drawn, (at, column), entry, value, place, is_example=is_example)

    def _fill(
        self,
        drawn: Any,
        at: tuple[int, int],
        entry: Entry,
        value: Value | None,
        place: DataPath,
        *,
        is_example: bool = False,
        as_: CellSort | None = None,
    ) -> None:
        """Put ``value`` into a cell, or the format of what is typed there one day.

        It looks as its sort does, or ``as_`` another one, where sorts stand among each other.
        """
        sort = as_ or entry.sort
        if value is None:
            look = looks.of_cell(sort, is_example=is_example)
            format_ = blank_format(entry.sort, self._unit)
            drawn.write_blank(*at, None, self.drawing.format(look, format_))
            return
        look = looks.of_cell(sort, is_example=is_example)
        self.drawing.cell(drawn, *at, filled(value, entry, place), look)

    def _names(self, parent: DataPath) -> dict[int, str | int]:
        """What rows inside those of a list say of them.

        A list of one row that has nothing of its own needs no sheet, and nothing is said of it.
        """
        rows = self._contents.rows.get(parent, ())
        if len(rows) == 1 and not rows[0].values:
            return {}
        return names_of(rows, self._naming[parent])

    def _sizes(
        self,
        drawn: Any,
        columns: _Columns,
        rows: Sequence[Row],
        names: Mapping[int, str | int],
    ) -> None:
        number = looks.width([columns.sheet.number_heading], "整数")
        drawn.set_column(0, 0, number, self.drawing.format(looks.below("是否")))
        if columns.sheet.parent:
            example = self._parent_of_example(columns.sheet)
            texts = [columns.sheet.parent_heading, example, *map(str, names.values())]
            below = self.drawing.format(looks.below("文字"), TEXT_FORMAT)
            drawn.set_column(1, 1, looks.width(texts, "文字"), below)
        widths = {}
        for column, entry in columns:
            texts = [_plain(row.values.get(entry.path, "")) for row in rows]
            texts += entry.choices.options if entry.choices else ()
            widths[entry.path] = looks.width([looks.in_two(_headed(entry)), *texts], entry.sort)
            # Below the rows that are there others may be typed, of the same sort.
            look = looks.below(entry.sort)
            below = self.drawing.format(look, blank_format(entry.sort, self._unit))
            drawn.set_column(column, column, widths[entry.path], below)
        self.drawing.spread(drawn, sum(widths.values()), columns.first)
        headings = ((_headed(entry), widths[entry.path]) for _, entry in columns)
        drawn.set_row(0, looks.height(headings))
        for at, row in enumerate(rows, 1):
            cells = ((_plain(value), widths[path]) for path, value in row.values.items())
            drawn.set_row(at, looks.height(cells))

    def _offers(self, drawn: Any, columns: _Columns, count: int) -> None:
        places = {entry.path: column for column, entry in columns}
        for column, entry in columns:
            if entry.choices:
                on = places.get(entry.choices.depends_on) if entry.choices.depends_on else None
                self.drawing.offer(drawn, (1, count + MOST_ROWS), column, entry.choices, on)

    def explain(self, explanation: Explanation) -> None:
        """The sheet 填写说明."""
        drawn = self.drawing.sheet(EXPLANATION_SHEET, heads=0)
        drawn.set_column(0, 0, _WIDTH_OF_LINES)
        lines = [(explanation.title, looks.TITLE)]
        for heading, inside in explanation.parts.items():
            lines += [(heading, looks.SUBTITLE), *((line, looks.PARAGRAPH) for line in inside)]
        for row, (line, look) in enumerate(lines):
            drawn.write_string(row, 0, line, self.drawing.format(look))
            is_title = look is not looks.PARAGRAPH
            height = _TITLE_HEIGHT if is_title else looks.height([(line, _WIDTH_OF_LINES)])
            drawn.set_row(row, height)


class _Columns:
    """The columns of a list's sheet that are shown, with their places; ``first`` is the first."""

    def __init__(self, sheet: ListSheet, entries: Sequence[Entry], first: int) -> None:
        self.sheet, self.first = sheet, first
        self.places = [DataPath(*sheet.path, *each.path) for each in entries]
        self._entries = entries

    def __iter__(self) -> Iterator[tuple[int, Entry]]:
        return enumerate(self._entries, self.first)


def _headed(entry: Entry) -> str:
    return f"{entry.heading}{_mark(entry)}"


def _mark(entry: Entry) -> str:
    return REQUIRED if entry.is_required else ONE_OF if entry.is_one_of else ""


def _plain(value: Value) -> str:
    """``value`` as one text."""
    if isinstance(value, str):
        return value
    if isinstance(value, Noted):
        return _plain(value.value)
    return "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
