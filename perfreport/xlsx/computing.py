"""Formulas that a program saved without their values, computed as Excel does when it opens them.

Of the plain kinds alone, which are those that are printed and what people type over them: numbers,
cells, ``+ - * /``, ``SUM``, ``ROUND`` and an ``IF`` that compares for equality. What any other says
is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

from perfreport.basics.decimals import EXACT, round_half_up
from perfreport.basics.patterns import regex
from perfreport.office.xml import XmlError
from perfreport.sheets.workbook import Area, Cell, Sheet, Spot
from perfreport.sheets.xlsxsheet import area_of

_TOKEN = regex(
    r"""\s*(?:
    (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?![A-Za-z0-9_.])
    |(?P<text>"(?:[^"]|"")*")
    |(?P<cells>(?:(?:'(?:[^']|'')+'|[\w.]+)!)?\$?[A-Za-z]{1,3}\$?[0-9]{1,7}
        (?::\$?[A-Za-z]{1,3}\$?[0-9]{1,7})?)(?![\w(])
    |(?P<name>[A-Za-z]+)(?=\()
    |(?P<sign>[-+*/(),=%])
    )""",
    re.VERBOSE,
)
_LONGEST = 8_192
"""Characters of a formula; Excel allows no more."""

_DEEPEST = 40
"""Brackets and formulas within each other."""

_MOST_CELLS = 2_000_000
"""That all formulas of a workbook name together."""

_MOST_PLACES = 15
_FIGURES = 30
"""Digits before the point, beyond which no figure is computed."""

_Value = Decimal | str | None
"""What a formula gives, or a cell says; None for a blank one."""


class _UnknownError(Exception):
    """What a formula gives cannot be told here."""


def computed(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The ``sheets``, in which formulas without values have those that they would give."""
    computing = _Computing(sheets)
    return [computing.computed(sheet) for sheet in sheets]


class _Computing:
    """The formulas of one workbook."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._sheets = {sheet.name: sheet for sheet in sheets}
        self._known: dict[tuple[str, Spot], _Value | _UnknownError] = {}
        self._left = _MOST_CELLS
        self._depth = 0

    def computed(self, sheet: Sheet) -> Sheet:
        found = dict(self._computed_cells(sheet))
        return replace(sheet, cells={**sheet.cells, **found}) if found else sheet

    def _computed_cells(self, sheet: Sheet) -> Iterator[tuple[Spot, Cell]]:
        for spot, cell in sheet.cells.items():
            if cell.waiting is None:
                continue
            try:
                value = self.cell(sheet.name, spot)
            except _UnknownError:
                continue
            if isinstance(value, str):
                yield spot, cell._replace(shown=value, fault="")
            else:
                shown, held, fault = cell.waiting.show(value or Decimal())
                yield spot, cell._replace(shown=shown, held=held, fault=fault)

    def cell(self, sheet: str, spot: Spot) -> _Value:
        """What the cell at ``spot`` says."""
        found = self._sheets[sheet].cells.get(spot) if sheet in self._sheets else None
        if found is None:
            return None
        if found.waiting is None:
            return _said(found)
        if (sheet, spot) not in self._known:
            # Whoever names itself is not known while it is computed.
            self._known[sheet, spot] = _UnknownError()
            self._known[sheet, spot] = self._given(found.waiting.formula, sheet)
        value = self._known[sheet, spot]
        if isinstance(value, _UnknownError):
            raise value
        return value

    def _given(self, formula: str, sheet: str) -> _Value | _UnknownError:
        try:
            with self.deeper():
                return _Formula(formula, sheet, self).value()
        except _UnknownError as unknown:
            return unknown

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """One thing more stands within others.

        Raises:
            _UnknownError: when there are too many.
        """
        if self._depth == _DEEPEST:
            raise _UnknownError
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def cells(self, sheet: str, area: Area) -> Iterator[_Value]:
        """What the cells of ``area`` say."""
        if sheet not in self._sheets:
            raise _UnknownError
        (top, left), (bottom, right) = area
        self._left -= (bottom - top + 1) * (right - left + 1)
        if self._left < 0:
            raise _UnknownError
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                yield self.cell(sheet, Spot(row, column))


def _said(cell: Cell) -> _Value:
    if cell.fault or not (cell.held is None or isinstance(cell.held, Decimal)):
        raise _UnknownError
    return cell.shown if cell.held is None else cell.held


class _Formula:
    """One formula, read from left to right."""

    def __init__(self, text: str, sheet: str, computing: _Computing) -> None:
        self._tokens = list(_tokens(text))
        self._next = 0
        self._sheet = sheet
        self._computing = computing

    def value(self) -> _Value:
        """What it gives."""
        value = self._sum()
        if self._next < len(self._tokens):
            raise _UnknownError
        return value

    def _takes(self, *signs: str) -> str:
        """The next of the tokens if it is one of ``signs``, which then is read."""
        kind, text = self._peek()
        if kind != "sign" or text not in signs:
            return ""
        self._next += 1
        return text

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._next] if self._next < len(self._tokens) else ("", "")

    def _require(self, sign: str) -> None:
        if not self._takes(sign):
            raise _UnknownError

    def _sum(self) -> _Value:
        value = self._product()
        while sign := self._takes("+", "-"):
            other = _number(self._product())
            value = _bounded(_number(value) + (other if sign == "+" else -other))
        return value

    def _product(self) -> _Value:
        value = self._factor()
        while sign := self._takes("*", "/"):
            other = _number(self._factor())
            if sign == "/" and not other:
                raise _UnknownError
            number = _number(value)
            value = _bounded(
                EXACT.multiply(number, other) if sign == "*" else EXACT.divide(number, other)
            )
        return value

    def _factor(self) -> _Value:
        with self._computing.deeper():
            if sign := self._takes("-", "+"):
                value: _Value = _number(self._factor()) * (-1 if sign == "-" else 1)
            else:
                value = self._operand()
        while self._takes("%"):
            value = _number(value) / 100
        return value

    def _operand(self) -> _Value:
        kind, text = self._peek()
        self._next += 1
        match kind:
            case "number":
                return _bounded(Decimal(text))
            case "text":
                return text[1:-1].replace('""', '"')
            case "cells":
                sheet, area = self._area(text)
                if area.first != area.last:
                    raise _UnknownError
                return self._computing.cell(sheet, area.first)
            case "name":
                return self._function(text.upper())
            case "sign" if text == "(":
                value = self._sum()
                self._require(")")
                return value
        raise _UnknownError

    def _function(self, name: str) -> _Value:
        self._require("(")
        match name:
            case "SUM":
                return self._added()
            case "ROUND":
                return self._rounded()
            case "IF":
                return self._chosen()
        raise _UnknownError

    def _added(self) -> Decimal:
        total = Decimal()
        while True:
            kind, text = self._peek()
            if kind == "cells" and self._is_alone():
                self._next += 1
                values = self._computing.cells(*self._area(text))
                # Text in cells counts for nothing.
                total = _bounded(sum((v for v in values if isinstance(v, Decimal)), total))
            else:
                total = _bounded(total + _number(self._sum()))
            if not self._takes(","):
                self._require(")")
                return total

    def _is_alone(self) -> bool:
        """Whether the next of the tokens is an argument of its own."""
        after = self._tokens[self._next + 1 : self._next + 2]
        return after in ([("sign", ",")], [("sign", ")")])

    def _rounded(self) -> Decimal:
        value = _number(self._sum())
        self._require(",")
        places = _number(self._sum())
        self._require(")")
        if places != int(places) or abs(places) > _MOST_PLACES:
            raise _UnknownError
        return round_half_up(value, int(places))

    def _chosen(self) -> _Value:
        one = self._sum()
        self._require("=")
        other = self._sum()
        self._require(",")
        # Of the two only the one that counts may be without a value: a share of nothing.
        first = self._perhaps()
        self._require(",")
        second = self._perhaps()
        self._require(")")
        chosen = first if _are_equal(one, other) else second
        if isinstance(chosen, _UnknownError):
            raise chosen
        return chosen

    def _perhaps(self) -> _Value | _UnknownError:
        """The next argument; where it has no value, what follows it is read all the same."""
        start = self._next
        try:
            return self._sum()
        except _UnknownError as unknown:
            self._next = self._end_of_argument(start)
            return unknown

    def _end_of_argument(self, start: int) -> int:
        depth = 0
        for place in range(start, len(self._tokens)):
            kind, text = self._tokens[place]
            if kind == "sign":
                if not depth and text in (",", ")"):
                    return place
                depth += (text == "(") - (text == ")")
        raise _UnknownError

    def _area(self, reference: str) -> tuple[str, Area]:
        where, mark, cells = reference.rpartition("!")
        try:
            area = area_of(cells)
        except XmlError:
            area = None
        if area is None:
            raise _UnknownError
        name = where[1:-1].replace("''", "'") if where.startswith("'") else where
        return name if mark else self._sheet, area


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    text = text.strip()
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or len(text) > _LONGEST:
            raise _UnknownError
        yield str(found.lastgroup), found[str(found.lastgroup)]
        at = found.end()


def _number(value: _Value) -> Decimal:
    """``value`` as something to reckon with: a blank cell is zero."""
    if isinstance(value, str):
        raise _UnknownError
    return value or Decimal()


def _are_equal(one: _Value, other: _Value) -> bool:
    """Whether Excel takes both for the same: a blank cell is both zero and no text."""
    if one is None or other is None:
        return not one and not other
    return one == other


def _bounded(value: Decimal) -> Decimal:
    """``value`` with so many digits as may matter."""
    if value and value.adjusted() > _FIGURES:
        raise _UnknownError
    return EXACT.plus(value)
