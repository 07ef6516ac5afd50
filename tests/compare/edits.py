"""Random edits of documents, as people make them: fields, rows, words."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TypeVar

from pydantic import BaseModel

from perfreport import InputError
from perfreport.blocks.model import Document, with_fields
from perfreport.blocks.walk import walk

D = TypeVar("D", bound=Document)

_WORDS = ("甲", "乙、丙", "1,234.5", "：", "#", "其中", "“丁”", "不低于95%", "- ", "，")


def edited(document: D, other: BaseModel, seed: int, edits: int) -> D:
    """``document`` after at most ``edits`` random edits; new contents are taken from ``other``."""
    random = Random(seed)
    for _ in range(edits):
        candidate = _edited_once(document, other, random)
        try:
            valid = type(document).model_validate(
                candidate.model_dump(mode="json", by_alias=True), by_alias=True
            )
            assert isinstance(valid, type(document))
            document = valid
        except InputError:
            continue  # two fields that only go together; another edit follows
    return document


def _edited_once(part: BaseModel, other: BaseModel, random: Random) -> BaseModel:
    """``part`` with one random field, somewhere inside it, edited."""
    name = random.choice([name for name in type(part).model_fields if name != "kind"])
    return with_fields(part, {name: _edited(getattr(part, name), part, name, other, random)})


def _edited(value: object, owner: BaseModel, name: str, other: BaseModel, random: Random) -> object:
    if random.random() < 0.2:
        return _grafted(value, type(owner), name, other, random)
    if isinstance(value, BaseModel):
        return _edited_once(value, other, random)
    if isinstance(value, str):
        return edited_text(value, random)
    if isinstance(value, tuple) and value:
        return _edited_rows(value, owner, name, other, random)
    return _grafted(value, type(owner), name, other, random)


def _grafted(
    value: object, owner: type[BaseModel], name: str, other: BaseModel, random: Random
) -> object:
    """What the field ``name`` has somewhere in ``other``, or is by default."""
    found = [getattr(part, name) for _, part in walk(other) if type(part) is owner]
    field = owner.model_fields[name]
    found += [] if field.is_required() else [field.default]
    return random.choice(found) if found else value


def edited_text(text: str, random: Random) -> str:
    """``text`` with a few characters more or less."""
    place = random.randint(0, len(text))
    length = random.randint(0, 3)
    return text[:place] + random.choice(_WORDS) + text[place + length :]


def _edited_rows(
    rows: tuple[object, ...], owner: BaseModel, name: str, other: BaseModel, random: Random
) -> tuple[object, ...]:
    place = random.randrange(len(rows))
    if random.random() < 0.4:
        row = _edited(rows[place], owner, name, other, random)
        is_row = type(row) is type(rows[place])
        return (*rows[:place], row, *rows[place + 1 :]) if is_row else rows
    return random.choice(_ROW_EDITS)(list(rows), place, random)


def _removed(rows: list[object], place: int, _random: Random) -> tuple[object, ...]:
    return tuple(rows[:place] + rows[place + 1 :]) if len(rows) > 1 else tuple(rows)


def _duplicated(rows: list[object], place: int, random: Random) -> tuple[object, ...]:
    rows.insert(random.randint(0, len(rows)), rows[place])
    return tuple(rows)


def _moved(rows: list[object], place: int, random: Random) -> tuple[object, ...]:
    row = rows.pop(place)
    rows.insert(random.randint(0, len(rows)), row)
    return tuple(rows)


_ROW_EDITS: tuple[Callable[[list[object], int, Random], tuple[object, ...]], ...] = (
    _removed,
    _duplicated,
    _moved,
)
