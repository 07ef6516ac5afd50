"""What the rows of a block say of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import zip_longest

from perfreport.basics.addresses import DataPath
from perfreport.basics.decimals import plain_digits
from perfreport.data.lexicon import lexicon
from perfreport.workbooks.maps.blocks import Block
from perfreport.workbooks.maps.columns import Column
from perfreport.workbooks.maps.joining import part

Values = Mapping[DataPath, str]
"""What a document says, field by field."""
Texts = dict[Column, str]
"""What the columns of one row say."""


def filled(block: Block, values: Values, *, joins: bool) -> tuple[list[Texts], set[DataPath]]:
    """The rows of ``block`` for ``values``, and which of these they say.

    Args:
        block: to be filled.
        values: of a document.
        joins: whether the document has in one text what stands in several columns (合写).
    """
    if block.is_prose:
        return list(_prose(block, values)), {each.path for each in block.columns}
    taken = {each.path for each in block.columns if each.outside}
    inside = _by_row(block.place, values)
    rows: list[Texts] = []
    for number, (name, typed) in enumerate(_names(block, inside)):
        fields = inside.get(name, {})
        parts = part(block, fields) if joins else fields
        row = dict(_row(block, parts, typed, number))
        if number == 0:
            row |= {each: values.get(each.path, "") for each in block.columns if each.outside}
        rows.append(row)
        carried = {each.field for each in block.columns}
        carried |= {each.field for each in block.joins if each.field not in parts}
        place = block.place / name
        taken |= {place / DataPath.parse(each) for each in fields if each in carried}
    return rows, taken


def _prose(block: Block, values: Values) -> Iterator[Texts]:
    texts = [values.get(each.path, "") for each in block.columns]
    if block.rows == 1:
        yield dict(zip(block.columns, texts, strict=True))
        return
    for lines in zip_longest(*(text.split("\n") for text in texts), fillvalue=""):
        yield dict(zip(block.columns, lines, strict=True))


def _by_row(place: DataPath, values: Values) -> dict[str | int, dict[str, str]]:
    """What stands in each item at ``place``, by its fields."""
    found: dict[str | int, dict[str, str]] = {}
    for path, text in values.items():
        if len(path) > len(place) + 1 and path.starts_with(place):
            found.setdefault(path[len(place)], {})[path[len(place) + 1 :].label] = text
    return found


def _names(
    block: Block, inside: Mapping[str | int, object]
) -> Iterator[tuple[str | int, str | None]]:
    """The rows to be written, and what says which each is."""
    column = block.column(block.fixed) if block.fixed else None
    if column is None:
        numbers = sorted(each for each in inside if isinstance(each, int))
        yield from ((each, None) for each in numbers)
        return
    for each in column.codes:
        same = (name for name in inside if _is_source(str(name), each.meant))
        yield next(same, each.meant), each.typed


def _is_source(name: str, other: str) -> bool:
    """Whether both are one source of money, which forms call otherwise."""
    return name == other or lexicon().mean_the_same(name, other, ["资金来源"])


def _row(
    block: Block, fields: Mapping[str, str], typed: str | None, number: int
) -> Iterator[tuple[Column, str]]:
    for column in block.columns:
        if typed is not None and column.heading == block.fixed:
            yield column, typed
        elif column.derived == "序号":
            yield column, str(number + 1)
        elif column.derived:
            yield column, _difference(fields.get("分值"), fields.get("得分"))
        elif column.field is not None:
            text = fields.get(column.field, "")
            codes = (each.typed for each in column.codes if each.meant == text)
            yield column, next(codes, text)


def _difference(weight: str | None, score: str | None) -> str:
    try:
        return plain_digits(Decimal(weight or "") - Decimal(score or ""))
    except InvalidOperation:
        return ""
