"""Documents of every kind with random content, their fields made by their types."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Annotated, Literal, get_args, get_origin

from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from perfreport.basics.quantities import Amount, Percent, Score, Unit
from perfreport.blocks.fields import Name
from perfreport.blocks.model import Document, Passage
from perfreport.blocks.specialised import open_fields
from perfreport.kinds import KINDS
from perfreport.kinds.self_evaluation.sections import Deduction

_TRAPS = (
    "- ", ": ", ":", " #", "#", "{", "}", "[", "]", ", ", ",", "~", "null", "true", "No", "=", "<<",
    "98", "1e3", "0x1F", "1:30", "2024-01-01", "5,781.20", ".5", "---", "...", "|", ">", "!", "&",
    "*", "?", "%", "@", "`", '"', "'", "\\", "\ufeff", "\u200d", "\u3000", "  ", "“甲”", "，", "。",
    "\U00100000", "\U0001f600", "<5%", "&amp;", "乙",
)  # fmt: skip
_LINE: TypeAdapter[str] = TypeAdapter(Name)


def _is_line(text: str) -> bool:
    try:
        return _LINE.validate_python(text) == text
    except ValidationError:
        return False


lines = (
    st.lists(st.one_of(st.sampled_from(_TRAPS), st.text(max_size=5)), min_size=1, max_size=6)
    .map("".join)
    .filter(_is_line)
)
"""Texts of one paragraph, full of what YAML takes for something else."""


def documents() -> st.SearchStrategy[Document]:
    """Documents of any kind."""
    # What stands in a report is its form's alone.
    kinds = [kind.model for kind in KINDS.all if not kind.is_open]
    return st.builds(_document, st.integers(0, 2**32), st.sampled_from(kinds))


def _document(seed: int, kind: type[Document]) -> Document:
    document = _model(kind, Random(seed))
    assert isinstance(document, kind)
    return document


def _model(model: type[BaseModel], random: Random) -> BaseModel:
    chosen = {
        name: _IN_NOTATIONS.get(name) or _value(field.annotation, random)
        for name, field in model.model_fields.items()
        # Without a form nobody knows what stands there.
        if name not in open_fields(model)
        if field.is_required() or random.random() < 0.5
    }
    return model(**chosen)


def _value(annotation: object, random: Random) -> object:
    parts = get_args(annotation)
    if annotation in _SIMPLE:
        return _simple(annotation, random)
    if get_origin(annotation) is Literal:
        return parts[0]
    if get_origin(annotation) is Annotated or type(None) in parts:
        return _value(parts[0], random)
    if get_origin(annotation) is tuple:
        return tuple(_value(parts[0], random) for _ in range(random.randint(1, 3)))
    if annotation is Deduction:
        return Deduction(reason=_line(random), stated_points=Score(_decimal(random, 99)))
    if annotation is Passage and random.random() < 0.3:
        return Passage(classified=True)
    if annotation is Passage:
        return Passage(paragraphs=tuple(_line(random) for _ in range(random.randint(1, 3))))
    assert isinstance(annotation, type)
    assert issubclass(annotation, BaseModel)
    return _model(annotation, random)


_IN_NOTATIONS = {"period": "1-7月", "month": 7}
"""Fields that take no other text or number than a notation has."""

_SIMPLE = frozenset({str, bool, int, Amount, Score, Percent})


def _simple(kind: object, random: Random) -> object:
    if kind is str:
        return _line(random)
    if kind is bool:
        return random.random() < 0.5
    if kind is int:
        return random.randint(1949, 2199)
    number = _decimal(random, 10**6)
    if kind is Amount:
        return Amount(number, random.choice([Unit.TEN_THOUSAND_YUAN, Unit.YUAN]))
    return Percent(number) if kind is Percent else Score(number)


def _decimal(random: Random, most: int) -> Decimal:
    return Decimal(random.randint(0, most)).scaleb(-2)


def _line(random: Random) -> str:
    while not _is_line(text := "".join(random.choices(_TRAPS, k=random.randint(1, 8)))):
        pass
    return text
