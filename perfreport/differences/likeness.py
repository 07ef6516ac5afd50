"""How much two rows of a document are alike."""

from __future__ import annotations

from pydantic import BaseModel
from rapidfuzz import fuzz

from perfreport.differences.wording import name_of

_WEIGHT_OF_NAME = 3.0
_MOST_COMPARED = 2_000


def likeness(one: object, other: object) -> float:
    """From 0, nothing in common, to 1; in a row the name counts for three other fields.

    Of long texts the first 2,000 characters are compared.
    """
    if one == other:
        return 1.0
    if isinstance(one, str) and isinstance(other, str):
        return _of_texts(one, other)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return _of_lists(one, other)
    if isinstance(one, BaseModel) and type(one) is type(other):
        return _of_models(one, other)
    return 0.0


def _of_texts(one: str, other: str) -> float:
    return fuzz.ratio(one[:_MOST_COMPARED], other[:_MOST_COMPARED]) / 100


def _of_lists(one: tuple[object, ...], other: tuple[object, ...]) -> float:
    if all(isinstance(item, str) for item in (*one, *other)):
        return _of_texts("\n".join(map(str, one)), "\n".join(map(str, other)))
    names = {name_of(item) for item in one}
    others = {name_of(item) for item in other}
    return 2 * len(names & others) / (len(names) + len(others))


def _of_models(one: BaseModel, other: object) -> float:
    total = reached = 0.0
    for name, field in type(one).model_fields.items():
        value, other_value = getattr(one, name), getattr(other, name)
        if value == other_value == field.default:
            continue
        is_name = value is not None and value == name_of(one)
        weight = _WEIGHT_OF_NAME if is_name else 1.0
        total += weight
        reached += weight * likeness(value, other_value)
    return reached / total if total else 1.0
