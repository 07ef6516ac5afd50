"""A data workbook drawn by xlsxwriter: sheets, cells, drop-downs and the set-up of its pages."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from perfreport.basics import extras
from perfreport.basics.quantities import PENDING
from perfreport.forms.offered import Choices
from perfreport.workbooks.cells import Filled
from perfreport.workbooks.layout import CHOICES_SHEET
from perfreport.workbooks.looks import HEADING, LINES, Look
from perfreport.workbooks.looks import PENDING as PENDING_LOOK

_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 # same bytes for the same input
_A4 = 9
_WIDEST_PAGE = 200
"""Characters beside each other that can still be read when they are fitted to one page."""
_MOST_OF_A_LIST = 255
"""Characters of options that Excel takes in a cell's own list; more stand in a sheet."""
_MOST_NAMES = 1_000
"""Rows whose names another sheet offers."""
_MOST_OF_A_NOTE = 400
_LINE_OF_A_NOTE, _HEIGHT_OF_A_LINE = 18, 20


class Drawing:
    """A workbook being made; ``content`` ends it."""

    def __init__(self, *, row_by_row: bool = False) -> None:
        """An empty one; what is drawn ``row_by_row``, sheet by sheet, needs no memory.

        Raises:
            ExtraError: when xlsxwriter is not installed.
        """
        with extras.excel():
            from xlsxwriter import Workbook
        self._file = io.BytesIO()
        kept = "constant_memory" if row_by_row else "in_memory"
        self.book: Any = Workbook(self._file, {kept: True})
        self.book.set_properties({"created": _CREATED})
        self.book.set_calc_mode("auto")
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self._of_looks: dict[tuple[int, str], tuple[Look, Any]] = {}
        self._choices: list[tuple[str, ...]] = []

    def content(self) -> bytes:
        """The file; nothing can be drawn any more."""
        self.book.close()
        return self._file.getvalue()

    def sheet(self, name: str, *, heads: int = 1, names: int = 0) -> Any:
        """A new sheet whose first rows and columns stay where they are, one page wide in print."""
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.set_header("&L&A")
        sheet.set_footer("&C第 &P 页，共 &N 页")
        if heads:
            sheet.freeze_panes(heads, names)
            sheet.repeat_rows(0, heads - 1)
        # Texts like 0123 and 2023 are meant, and need no mark in the corner.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        return sheet

    def spread(self, sheet: Any, width: float, names: int) -> None:
        """Print a wide sheet over several pages, each of which has its first columns."""
        if width > _WIDEST_PAGE:
            sheet.fit_to_pages(math.ceil(width / _WIDEST_PAGE), 0)
            sheet.repeat_columns(0, names)

    def format(self, look: Look, number_format: str = "") -> Any:
        """The format of cells that look so."""
        # Of a hundred thousand cells most have one of a few looks, which are kept alive here.
        of_look = id(look), number_format
        if of_look not in self._of_looks:
            given = {**look, **({"num_format": number_format} if number_format else {})}
            key = tuple(sorted(given.items()))
            if key not in self._formats:
                self._formats[key] = self.book.add_format(given)
            self._of_looks[of_look] = look, self._formats[key]
        return self._of_looks[of_look][1]

    def cell(self, sheet: Any, row: int, column: int, filled: Filled, look: Look) -> None:
        """Put what is ``filled`` into a cell: a number, or a text whatever it looks like."""
        form = self.format(look, filled.format)
        if isinstance(filled.content, str):
            sheet.write_string(row, column, filled.content, form)
        else:
            sheet.write_number(row, column, filled.content, form)
        if filled.note:
            self.note(sheet, row, column, filled.note)

    def note(self, sheet: Any, row: int, column: int, text: str) -> None:
        """Say ``text`` beside a cell."""
        lines = -(-len(text) // _LINE_OF_A_NOTE) + text.count("\n") + 1
        sheet.write_comment(
            row,
            column,
            text[:_MOST_OF_A_NOTE],
            {"x_scale": 2, "height": lines * _HEIGHT_OF_A_LINE, "font_size": 9},
        )

    def mark(self, sheet: Any, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Have cells be yellow as long as they say 待填."""
        yellow = {"type": "text", "criteria": "containing", "value": PENDING}
        sheet.conditional_format(*first, *last, {**yellow, "format": self._added(PENDING_LOOK)})

    def line(self, sheet: Any, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Have rows be lined as soon as anything stands in them."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        ends = (first[1], last[1])
        of_row = ":".join(xl_rowcol_to_cell(first[0], each, col_abs=True) for each in ends)
        filled = {"type": "formula", "criteria": f"=COUNTA({of_row})>0"}
        sheet.conditional_format(*first, *last, {**filled, "format": self._added(LINES)})

    def _added(self, look: Look) -> Any:
        """The format of what is ``look`` alone, to be put over those of cells."""
        return self.book.add_format(dict(look))

    def offer(
        self, sheet: Any, rows: tuple[int, int], column: int, choices: Choices, on: int | None
    ) -> None:
        """Let cells choose among ``choices``.

        Args:
            sheet: with the cells.
            rows: the first and the last of them.
            column: of the cells.
            choices: that they offer.
            on: the column whose text says which; None if it is nobody's.
        """
        source = self._source(choices, rows[0], on)
        # Anything else is asked about and not refused: what is not known yet says 待填.
        sheet.data_validation(
            rows[0], column, rows[1], column,
            {
                "validate": "list", "source": source, "error_type": "warning",
                "error_title": "请核对", "error_message": "这里一般从下拉选项中选。",
                "show_error": choices.is_closed,
            },
        )  # fmt: skip

    def offer_names(
        self, sheet: Any, rows: tuple[int, int], column: int, names: tuple[str, int, int]
    ) -> None:
        """Let cells choose among what stands in another sheet; anything else may be typed as well.

        Args:
            sheet: with the cells.
            rows: the first and the last of them.
            column: of the cells.
            names: the name of the other sheet, the row from which on they stand, their column.
        """
        from xlsxwriter.utility import quote_sheetname, xl_range_abs

        other, first, at = names
        area = f"{quote_sheetname(other)}!{xl_range_abs(first, at, first + _MOST_NAMES, at)}"
        # The rows that are there: one of them may be deleted, and the blank ones offer nothing.
        source = f"=OFFSET({area},0,0,MAX(1,COUNTA({area})),1)"
        sheet.data_validation(
            rows[0], column, rows[1], column,
            {"validate": "list", "source": source, "show_error": False},
        )  # fmt: skip

    def _source(self, choices: Choices, row: int, on: int | None) -> str | list[str]:
        """Where the options are: here, or in a column of the sheet 选项."""
        if choices.by_text and on is not None:
            return self._by_text(choices.by_text, row, on)
        is_short = len(",".join(choices.options)) <= _MOST_OF_A_LIST
        if is_short and not any("," in option for option in choices.options):
            return list(choices.options)
        column = self._column_of_choices(("", *choices.options))
        return f"={_options(column, column, 1, len(choices.options))}"

    def _by_text(self, by_text: Mapping[str, Sequence[str]], row: int, on: int) -> str:
        """The column of options under the text that stands in the column ``on``."""
        columns = [self._column_of_choices((one, *by_text[one])) for one in by_text]
        from xlsxwriter.utility import xl_rowcol_to_cell

        cell = xl_rowcol_to_cell(row, on, col_abs=True)
        most = max(map(len, by_text.values()))
        heads = _options(columns[0], columns[-1], 0, 0)
        first = _options(columns[0], columns[0], 0, 0)
        found = f"MATCH({cell},{heads},0)-1"
        return f"=OFFSET({first},1,{found},COUNTA(OFFSET({first},1,{found},{most},1)),1)"

    def _column_of_choices(self, column: tuple[str, ...]) -> int:
        if column not in self._choices:
            self._choices.append(column)
        return self._choices.index(column)

    def draw_choices(self) -> None:
        """The sheet of all options that are too many for their cells; none without such."""
        if not self._choices:
            return
        sheet = self.sheet(CHOICES_SHEET)
        for column, texts in enumerate(self._choices):
            for row, text in enumerate(texts):
                sheet.write_string(row, column, text, self.format(HEADING if not row else {}))
        sheet.set_column(0, len(self._choices) - 1, 20)


def _options(first: int, last: int, top: int, bottom: int) -> str:
    from xlsxwriter.utility import xl_range_abs

    return f"{CHOICES_SHEET}!{xl_range_abs(top, first, bottom, last)}"
