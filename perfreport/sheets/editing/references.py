"""The cells that formulas refer to, after rows were put in or taken out above them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from perfreport.basics.patterns import regex
from perfreport.sheets.editing.shift import Shift
from perfreport.sheets.workbook import Spot
from perfreport.sheets.xlsxsheet import area_of

_TOKEN = regex(
    r"""
      "(?:[^"]|"")*"                                    # a text
    | \[[^\]]*\](?:[^\s"'!()+\-*/^&=<>,;:{}\[\]]*![$\w:]*)?  # of a table, or of another workbook
    | (?P<sheet>(?:'(?:[^']|'')+'
        |[^\s"'!()+\-*/^&=<>,;:{}\[\]]+(?::[^\s"'!()+\-*/^&=<>,;:{}\[\]]+)?)!)?
      (?<![\w.])(?P<area>\$?[A-Z]{1,3}\$?[1-9]\d{0,6}(?::\$?[A-Z]{1,3}\$?[1-9]\d{0,6})?
        |\$?[1-9]\d{0,6}:\$?[1-9]\d{0,6})(?![\w.(!])
    | '(?:[^']|'')*'!
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ROW = regex(r"(?P<column>\$?[A-Z]{0,3})(?P<fixed>\$?)(?P<row>\d+)", re.IGNORECASE)


class LostError(ValueError):
    """All that something refers to would be taken out."""


def moved(formula: str, sheet: str, shift: Shift) -> str:
    """``formula``, which stands in ``sheet``, after ``shift``.

    Raises:
        LostError: when all cells of a reference would be taken out.
    """

    def replace(token: re.Match[str]) -> str:
        if token["area"] is None or not _is_called(token["sheet"], sheet, shift.sheet):
            return token[0]
        return f"{token['sheet'] or ''}{moved_area(token['area'], shift, grows=True)}"

    return _TOKEN.sub(replace, formula)


def _is_called(prefix: str | None, own: str, wanted: str) -> bool:
    name = _name(prefix) if prefix else own
    return name.casefold() == wanted.casefold()


def _name(prefix: str) -> str:
    return prefix[:-1].strip("'").replace("''", "'")


def stays_across(formula: str, sheets: Sequence[str], shift: Shift) -> str:
    """The first area over several ``sheets`` in ``formula`` that ``shift`` moves in one of them.

    Such a one (一月:三月!A5) stays, as in Excel: in the other sheets it would be another cell.
    """
    names = [each.casefold() for each in sheets]
    for token in _TOKEN.finditer(formula):
        ends = _name(token["sheet"]).casefold().split(":") if token["sheet"] else []
        if len(ends) != 2 or not all(end in names for end in ends):
            continue
        first, last = sorted(names.index(end) for end in ends)
        is_among = shift.sheet.casefold() in names[first : last + 1]
        if is_among and _moves(token["area"], shift):
            return token[0]
    return ""


def _moves(area: str, shift: Shift) -> bool:
    try:
        return moved_area(area, shift, grows=True) != area
    except LostError:
        return True


def moved_area(area: str, shift: Shift, *, grows: bool = False, is_area: bool = False) -> str:
    """``A1``, ``A1:B2`` or ``1:2`` after ``shift``.

    Args:
        area: it.
        shift: of the rows.
        grows: whether rows put in at its edge are of it.
        is_area: whether ``A1`` alone is such an area too.

    Raises:
        LostError: when all of it would be taken out.
    """
    first, _, last = area.partition(":")
    ends = [_ROW.fullmatch(end) for end in (first, last or first)]
    if not all(ends):
        return area
    rows = [int(end["row"]) - 1 for end in ends if end]
    # A column or the whole of a sheet has no rows to move.
    may_grow = is_area or bool(last)
    found = shift.span(min(rows), max(rows), grows=grows, is_area=may_grow)
    if found is None:
        raise LostError(area)
    if rows[0] > rows[1]:
        found = found[::-1]
    texts = [f"{e['column']}{e['fixed']}{row + 1}" for e, row in zip(ends, found, strict=True) if e]
    return ":".join(texts if last or found[0] != found[1] else texts[:1])


def moved_areas(areas: str, shift: Shift, *, grows: bool = False) -> str:
    """The areas of a list with blanks between them; those that are taken out are left out."""
    kept = []
    for area in areas.split():
        try:
            kept.append(moved_area(area, shift, grows=grows, is_area=True))
        except LostError:
            continue
    return " ".join(kept)


def translated(formula: str, rows: int, columns: int) -> str:
    """``formula`` so many ``rows`` below and ``columns`` to the right: what is not fixed moves."""

    def replace(token: re.Match[str]) -> str:
        if token["area"] is None:
            return token[0]
        ends = (_translated(end, rows, columns) for end in token["area"].split(":"))
        return f"{token['sheet'] or ''}{':'.join(ends)}"

    return _TOKEN.sub(replace, formula)


def _translated(end: str, rows: int, columns: int) -> str:
    found = _ROW.fullmatch(end)
    if found is None:
        return end
    row = found["row"] if found["fixed"] else str(int(found["row"]) + rows)
    return f"{_right(found['column'], columns)}{found['fixed']}{row}"


def _right(letters: str, columns: int) -> str:
    """The column so many to the right, unless it is fixed."""
    area = area_of(f"{letters}1")
    if area is None or letters.startswith("$"):
        return letters
    return Spot(0, max(0, area.first.column + columns)).address.rstrip("1")
