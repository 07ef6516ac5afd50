"""What a document says, field by field, and the figures that follow from it as a form has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath, FieldPath
from perfreport.basics.decimals import plain_digits
from perfreport.basics.quantities import Amount, Number, Percent, Score, Unit
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.blocks.printed import Figure, Rows, fields_with_groups
from perfreport.blocks.printing import build_view
from perfreport.blocks.walk import bare, field_at, keyed
from perfreport.data.writing import is_constant, ordered_fields


def stated(document: Document, unit: Unit) -> dict[DataPath, str]:
    """The fields of ``document`` that say something; amounts as numbers of ``unit``."""
    return dict(_leaves(document, DataPath(), unit))


def _leaves(part: object, path: DataPath, unit: Unit) -> Iterator[tuple[DataPath, str]]:
    match part:
        case None | False | ():
            return
        case BaseModel():
            for name, field in ordered_fields(type(part)):
                if not is_constant(field):
                    yield from _leaves(getattr(part, name), path / (field.alias or name), unit)
            yield from _leaves(part.__pydantic_extra__ or None, path, unit)
        case Mapping():
            for key, value in part.items():
                yield from _leaves(value, path / str(key), unit)
        case tuple() | list() if not isinstance(part[0], str):
            for position, value in enumerate(part):
                yield from _leaves(value, path / position, unit)
        case _:
            yield path, _text(part, unit)


def _text(value: object, unit: Unit) -> str:
    match value:
        case Amount():
            return plain_digits(value.to(unit)) if value.is_known else ""
        case Score() | Number():
            return plain_digits(value.value) if value.is_known else ""
        case Percent():
            return f"{plain_digits(value.value)}%" if value.is_known else ""
        case tuple() | list():
            return "\n".join(map(str, value))
        case True:
            return "是"
    return str(value)


def computed(document: Document, form: Form, unit: Unit) -> dict[DataPath, str]:
    """The figures that ``form`` prints of ``document``; amounts as numbers of ``unit``."""
    printed_in = Unit.named(form.figures.unit)
    found: dict[DataPath, str] = {}
    for place, text in _figures(build_view(document, form), form.view, FieldPath()):
        path = keyed(form.model, place)
        field = field_at(form.model, path)
        is_amount = field is not None and bare(field.annotation) is Amount
        if text[-1:].isdecimal() and is_amount:
            text = _text(Amount(text, printed_in), unit)
        if text.removesuffix("%")[-1:].isdecimal():
            found[path] = text
    return found


def _figures(view: object, view_class: object, place: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    for each in fields_with_groups(view_class):
        value = view
        for name in each.names:
            value = getattr(value, str(name))
        at = place / each.at
        if isinstance(each.field.block, Rows):
            assert isinstance(value, tuple)
            for position, row in enumerate(value):
                yield from _figures(row, each.field.row, at / position)
        elif isinstance(each.field.block, Figure) and isinstance(value, str):
            yield at, value
