"""The bytes of a workbook, written row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple

from perfreport.basics import extras
from perfreport.basics.properties import Properties
from perfreport.basics.quantities import Rounding
from perfreport.blocks.tracing import Origin
from perfreport.docx.properties import property_parts
from perfreport.typeset.markup.blocks import Block, PageSetup
from perfreport.xlsx.embedding import put_in, sealed_file
from perfreport.xlsx.formulas import Figures
from perfreport.xlsx.paper import set_up
from perfreport.xlsx.plan import UNSEEN, Box, Font, Look, Plan
from perfreport.xlsx.sheets import sheets_of

MOST_CHARACTERS = 32_767
"""Characters that a cell of Excel can have, in code units of UTF-16."""

_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", ""))
_PIXEL = 0.75
_SIDES = ("top", "right", "bottom", "left")
_PAPER = "#FFFFFF"
_ANY, _TEXT = "", "@"
_LONGEST_TEXT = 255  # of what older programs show in a cell that is marked as text
_STACKED = 270  # what xlsxwriter calls characters one below the other


class LongTextError(Exception):
    """A text is longer than a cell of Excel can be.

    Attributes:
        text: all of it.
    """

    def __init__(self, text: str) -> None:
        """Report that ``text`` is too long."""
        super().__init__(text)
        self.text = text


class Printed(NamedTuple):
    """A form that is filled in, before it is a workbook.

    Attributes:
        setup: of its first pages.
        blocks: of the markup, with marks of figures.
        origins: of the figures, by their marks.
        rounding: of the form.
        carried: data that travel in the file.
    """

    setup: PageSetup
    blocks: Iterable[Block]
    origins: Sequence[Origin]
    rounding: Rounding
    carried: bytes


def write_workbook(printed: Printed, properties: Properties) -> bytes:
    """The workbook; the same bytes for the same form, filled in the same.

    Raises:
        ExtraError: when what writes workbooks is not installed.
        LongTextError: when a cell's text is too long.
        TemplateError: when the markup is wrong.
    """
    with extras.excel():
        from xlsxwriter import Workbook

    plans = sheets_of(printed.setup, printed.blocks)
    names = _names(properties.subject or properties.title, len(plans))
    figures = Figures(plans, names, printed.origins, printed.rounding)
    file = BytesIO()
    with Workbook(file, _options()) as workbook:
        sheets = [workbook.add_worksheet(name) for name in names]
        made = _Formats(workbook.add_format)
        for number, (sheet, plan) in enumerate(zip(sheets, plans, strict=True)):
            writer = _SheetWriter(sheet, number, made, figures)
            writer.write(plan)
            set_up(sheet, plan, properties.stamp)
        put_in(workbook, printed.carried)
    return sealed_file(file.getvalue(), property_parts(properties))


def _options() -> dict[str, Any]:
    """What xlsxwriter is told, which it changes in turn."""
    return {
        "constant_memory": True,
        # Widths of columns count in digits of this face, which every system has or stands in for.
        "default_format_properties": {"font_name": "Arial", "font_size": 10},
    }


def _names(title: str, count: int) -> list[str]:
    """What ``count`` sheets are called: like the kind of the document, with numbers behind."""
    plain = title.translate(_FORBIDDEN).strip() or "表"
    endings = [f"（{number}）" if count > 1 else "" for number in range(1, count + 1)]
    return [plain[: _LONGEST_NAME - len(ending)] + ending for ending in endings]


class _Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, add: Callable[[Mapping[str, Any]], Any]) -> None:
        self._add = add
        self._made: dict[tuple[Look, str], Any] = {}
        self._fonts: dict[Font, Any] = {}

    def of(self, look: Look, number: str) -> Any:
        """Of a cell; ``number`` is Excel's format of numbers."""
        key = look, number
        if key not in self._made:
            self._made[key] = self._add(_properties(look, number))
        return self._made[key]

    def font(self, font: Font) -> Any:
        """Of characters within a text."""
        if font not in self._fonts:
            self._fonts[font] = self._add(_font(font))
        return self._fonts[font]


def _font(font: Font) -> dict[str, Any]:
    said: dict[str, Any] = {"font_name": font.name, "font_size": font.size}
    return (
        said | ({"bold": True} if font.bold else {}) | ({"underline": 1} if font.underline else {})
    )


def _properties(look: Look, number: str) -> dict[str, Any]:
    said = _font(look.font)
    said |= {"align": look.horizontal, "valign": look.vertical}
    if number:
        said["num_format"] = number
    # A number too long for its cell is set smaller: else Excel shows nothing but # in its place.
    if number not in (_ANY, _TEXT):
        said["shrink"] = True
    elif not look.upright:  # LibreOffice would set wrapped upright text at the left
        said["text_wrap"] = True
    for side, line in zip(_SIDES, look.borders, strict=True):
        if line:
            said[side] = 1 if line == UNSEEN else line
        if line == UNSEEN:
            said[f"{side}_color"] = _PAPER
    if look.indent:
        said["indent"] = look.indent
    if look.upright:
        said["rotation"] = _STACKED
    if look.fill:
        said["bg_color"] = look.fill
    return said


class _SheetWriter:
    """Writes one sheet from top to bottom."""

    def __init__(self, sheet: Any, number: int, formats: _Formats, figures: Figures) -> None:
        self._sheet = sheet
        self._number = number
        self._formats = formats
        self._figures = figures

    def write(self, plan: Plan) -> None:
        """All of ``plan``."""
        self._set_columns(plan.edges)
        for row, (height, boxes) in enumerate(zip(plan.heights, _by_row(plan), strict=True)):
            self._sheet.set_row(row, height)
            for box in boxes:
                self._write_part(box, row)
        self._sheet.hide_gridlines(2)

    def _set_columns(self, edges: Sequence[float]) -> None:
        for column, (left, right) in enumerate(pairwise(edges)):
            self._sheet.set_column_pixels(column, column, round((right - left) / _PIXEL))

    def _write_part(self, box: Box, row: int) -> None:
        """What of ``box`` stands in ``row``."""
        first = box.column
        if row == box.row:
            self._write_first(box)
            if box.rows > 1 or box.columns > 1:
                last = box.row + box.rows - 1, box.column + box.columns - 1
                # merge_range would write rows below, for which it is too early.
                self._sheet.merge.append([box.row, box.column, *last])
            first += 1
        blank = self._formats.of(box.look, _TEXT)
        for column in range(first, box.column + box.columns):
            self._sheet.write_blank(row, column, None, blank)

    def _write_first(self, box: Box) -> None:
        number = None if box.mark is None else self._figures.number(box.mark)
        if number is None or box.mark is None:
            self._write_text(box)
            return
        formula = self._figures.formula(box.mark, self._number)
        place = box.row, box.column
        if formula is None:
            made = self._formats.of(box.look, number.format)
            self._sheet.write_number(*place, float(number.value), made)
        else:
            made = self._formats.of(box.look, self._figures.live_format(number))
            self._sheet.write_formula(*place, formula, made, float(number.value))

    def _write_text(self, box: Box) -> None:
        place, made = (box.row, box.column), self._formats.of(box.look, self._format_of_text(box))
        if len(box.text.encode("utf-16-le")) > 2 * MOST_CHARACTERS:
            raise LongTextError(box.text)
        if len(box.pieces) < 2:
            if box.text:
                self._sheet.write_string(*place, box.text, made)
            else:
                self._sheet.write_blank(*place, None, made)
            return
        parts = [part for text, font in box.pieces for part in (self._formats.font(font), text)]
        self._sheet.write_rich_string(*place, *parts, made)

    def _format_of_text(self, box: Box) -> str:
        """What is typed into a cell of text stays text, but where a figure is to be filled in."""
        if box.mark is not None and not box.text:
            return self._figures.blank_format(box.mark)
        return _TEXT if len(box.text) <= _LONGEST_TEXT else _ANY


def _by_row(plan: Plan) -> Iterator[list[Box]]:
    """The boxes of each row, those that go on from above among them, from left to right."""
    starting: list[list[Box]] = [[] for _ in plan.heights]
    for box in plan.boxes:
        starting[box.row].append(box)
    going_on: list[Box] = []
    for row, boxes in enumerate(starting):
        going_on = [box for box in going_on if box.row + box.rows > row] + boxes
        yield sorted(going_on, key=lambda box: box.column)
