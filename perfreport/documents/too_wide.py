"""A number that its form has no room for, and where it stands in the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from operator import itemgetter

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError, NumberError
from perfreport.basics.messages import shown
from perfreport.basics.quantities import Amount
from perfreport.blocks.walk import attributes, walk, walk_texts
from perfreport.documents.loading import Loaded

_FIGURE = re.compile("[0-9０-９]+(?:[,.．][0-9０-９]+)*")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_MOST_QUOTED = 40
_ADVICE = (
    "太长，PDF 的表格放不下，缩到 {:g}pt 的小字也不行；"
    "请核对、改短，或只生成 Word（-f docx），也可在版式里加宽这一列"
)


def mistakes_of(error: NumberError, loaded: Loaded) -> InputError | None:
    """The fields of ``loaded`` that the number of ``error`` comes from.

    That is the largest amount where the number is none of the data but may be a sum of amounts;
    otherwise the number is the form's own.
    """
    figure = _FIGURE.search(error.number)
    number = figure[0] if figure else error.number
    places = [path for path, text in _printed(loaded) if number in text]
    origin = "" if places else "由它算出的"
    places = places or _largest_of_sum(number, loaded)
    advice = _ADVICE.format(error.size)
    message = f"{origin}数字“{shown(error.number, _MOST_QUOTED)}”{advice}"
    return loaded.mistakes((path, message) for path in places) if places else None


def _printed(loaded: Loaded) -> Iterator[tuple[DataPath, str]]:
    """Every text and amount of the document as it is printed."""
    yield from walk_texts(loaded.document)
    amount = loaded.form.figures.rounding.amount
    yield from ((path, amount(value)) for path, value in _amounts(loaded))


def _largest_of_sum(number: str, loaded: Loaded) -> list[DataPath]:
    """The place of the largest amount, if all of them together are as much as ``number``."""
    unit = loaded.form.figures.rounding.unit
    amounts = [(abs(amount.to(unit)), path) for path, amount in _amounts(loaded)]
    digits = number.replace(",", "")
    if not (_PLAIN.fullmatch(digits) and Decimal(digits) <= sum(size for size, _ in amounts)):
        return []
    return [max(amounts, key=itemgetter(0))[1]]


def _amounts(loaded: Loaded) -> Iterator[tuple[DataPath, Amount]]:
    for place, model in walk(loaded.document):
        for key, name in attributes(type(model)).items():
            value = getattr(model, name)
            if isinstance(value, Amount) and value.is_known:
                yield place / key, value
