"""The texts of a view that are data, each with the name of its field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from perfreport.basics.addresses import EACH, ViewPath
from perfreport.blocks import printed
from perfreport.blocks.printed import Label, printed_fields


class Text(NamedTuple):
    """A text that a view prints.

    Attributes:
        names: of its field, positions as ``*``.
        text: it.
    """

    names: ViewPath
    text: str


def texts_in(view: Any, names: ViewPath = ViewPath()) -> Iterator[Text]:
    """The texts of ``view`` that are data or made of data; not those that are computed."""
    for field in printed_fields(type(view)):
        value, inside = getattr(view, field.name), names / field.name
        match field.block:
            case printed.Group():
                yield from texts_in(value, inside)
            case printed.Rows():
                for row in value:
                    yield from texts_in(row, inside / EACH)
            case printed.Computed():
                pass
            case _:
                yield from (Text(inside, text) for text in _lines(value) if text)


def _lines(value: Any) -> tuple[str, ...]:
    if isinstance(value, Label):
        return (value.text,)
    return (value,) if isinstance(value, str) else tuple(value)
