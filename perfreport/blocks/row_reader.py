"""Rows of plain fields, read column by column: there may be thousands of them.

What needs a closer look, as a text that is no figure or a cell in which somebody typed, has its row
read field by field like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from operator import attrgetter
from typing import Any, NamedTuple

from pydantic import BaseModel

from perfreport.basics.addresses import FieldPath
from perfreport.basics.quantities import FOLLOWING_FIGURE, PENDING_FIGURE
from perfreport.blocks import printed
from perfreport.blocks.form import Form
from perfreport.blocks.printed import (
    Placed,
    fields_by_attribute,
    fields_with_groups,
    printed_fields,
)
from perfreport.blocks.said import is_said
from perfreport.blocks.sentences import parsers
from perfreport.blocks.sums import follows_from
from perfreport.blocks.sure_cells import sure_cells
from perfreport.blocks.walk import annotation_at

_Get = Callable[[Any], Any]
_Read = Callable[[Any], object]
"""What a text says; None where that is nothing. Raises ``ValueError`` where nobody is sure."""


class ReadRow(NamedTuple):
    """What a row says, by attributes.

    Attributes:
        fields: of data.
        stated: figures that may be stated.
    """

    fields: Mapping[str, object]
    stated: Mapping[str, object]


class _Column(NamedTuple):
    """A field of the rows.

    Attributes:
        name: the attribute that it says.
        get: gives its text, of a row.
        read: gives what that says.
    """

    name: str
    get: _Get
    read: _Read

    def values(self, rows: Sequence[Any], unsure: set[int]) -> list[object]:
        """What stands in it; ``unsure`` gets the numbers of the rows that need a closer look."""
        values: list[object] = []
        for number, text in enumerate(map(self.get, rows)):
            try:
                values.append(self.read(text))
            except ValueError:
                unsure.add(number)
                values.append(None)
        return values


class RowReader:
    """Reads rows of one class.

    Attributes:
        names: the fields of the view, by the attributes that they say.
    """

    def __init__(self, form: Form, row_class: Any, model: type[BaseModel], columns: _Columns):
        """For rows of ``columns``, each about a part of the class ``model``."""
        self.names = columns.names
        self._columns = columns.columns
        self._sums = columns.sums
        self._by_attribute = fields_by_attribute(row_class)
        self._ways = [way.among(self._by_attribute) for way in form.withheld(model)]

    def read(self, rows: Sequence[Any]) -> Iterator[ReadRow | None]:
        """What each of ``rows`` says; None for one that has to be read field by field."""
        unsure: set[int] = set()
        values = [column.values(rows, unsure) for column in self._columns]
        names = [column.name for column in self._columns]
        for number, (row, said) in enumerate(zip(rows, zip(*values, strict=True), strict=True)):
            if number in unsure or any(is_said(way, row, self._by_attribute) for way in self._ways):
                yield None
                continue
            fields = {n: value for n, value in zip(names, said, strict=True) if value is not None}
            sums = [name for name, parts in self._sums if name in fields and _is_sum(parts, row)]
            yield ReadRow(fields, {name: fields.pop(name) for name in sums})


def _is_sum(parts: Sequence[_Get], row: Any) -> bool:
    """Whether a figure of ``row`` can follow from ``parts``: one of those beside it is there."""
    return not parts or any(part(row) for part in parts)


def row_reader(
    form: Form, row_class: Any, model: type[BaseModel], place: FieldPath
) -> RowReader | None:
    """Reads rows of ``row_class`` at ``place``; None where they have more than plain fields."""
    return form.kept(_Readers).reader(row_class, model, place.names)


class _Readers:
    def __init__(self, form: Form) -> None:
        self.reader: Callable[[Any, type[BaseModel], FieldPath], RowReader | None]
        self.reader = cache(partial(_reader, form))


class _Columns(NamedTuple):
    """The columns of rows: as of a reader, and the figures beside each sum."""

    columns: Sequence[_Column]
    names: Mapping[str, tuple[str, ...]]
    sums: Sequence[tuple[str, Sequence[_Get]]]


def _reader(
    form: Form, row_class: Any, model: type[BaseModel], place: FieldPath
) -> RowReader | None:
    everything = fields_with_groups(row_class)
    fields = [each for each in everything if not isinstance(each.field.block, printed.Computed)]
    at = [each.at for each in fields]
    is_plain = all(len(steps) == 1 for steps in at) and len({*at}) == len(at)
    if not fields or not is_plain or _has_choices(row_class):
        return None
    columns: list[_Column] = []
    for each in fields:
        read = _read(each, form, model, place)
        if read is None:
            return None
        columns.append(_Column(each.at[0], _text_of(each.names), read))
    sums = [
        (each.at[0], _beside(each, parts, everything))
        for each in fields
        if isinstance(each.field.block, printed.Figure)
        and (parts := follows_from(model, each.at[0])) is not None
    ]
    names = {each.at[0]: tuple(map(str, each.names)) for each in fields}
    return RowReader(form, row_class, model, _Columns(columns, names, sums))


def _has_choices(view_class: Any) -> bool:
    """Whether one cell of a row tells how another is read, as where one of several is ticked."""
    groups = [each for each in printed_fields(view_class) if isinstance(each.block, printed.Group)]
    return any(isinstance(each.block, printed.OneOf) or _has_choices(each.row) for each in groups)


def _text_of(names: Iterable[str | int]) -> _Get:
    return attrgetter(".".join(map(str, names)))


def _beside(total: Placed, parts: Sequence[str], fields: Iterable[Placed]) -> list[_Get]:
    """The texts of those ``parts`` of a sum that stand in the same group."""
    group, as_steps = total.names.parent, [(part,) for part in parts]
    beside = (each for each in fields if each.names.parent == group and each.at in as_steps)
    return [_text_of(each.names) for each in beside]


def _read(each: Placed, form: Form, model: type[BaseModel], place: FieldPath) -> _Read | None:
    """How a field is read; None where that takes more than its text."""
    match each.field.block:
        case printed.Line():
            return lambda text: text or None
        case printed.Figure(is_copy=False, follows=None):
            return _figure(parsers(form)[annotation_at(model, each.at[0])])
        case printed.ProseText(otherwise=otherwise):
            none = (form.words(otherwise),) if otherwise else ()
            return lambda texts: None if texts == none else tuple(texts) or None
        case printed.IndicatorCell(wording=wording):
            sure = sure_cells(form, form.words(wording), place / each.at)

            def indicators(texts: Sequence[str]) -> object:
                items = sure.read(texts) if texts else []
                if items is None:
                    raise ValueError("it may be read otherwise")
                return [item.fields for item in items] or None

            return indicators
        case _:
            return None


def _figure(parse: Callable[[str], object]) -> _Read:
    def read(text: str) -> object:
        if not text or text == FOLLOWING_FIGURE:
            return None
        return PENDING_FIGURE if text == PENDING_FIGURE else parse(text)

    return read
