"""Documents with gaps (待填), which can be printed to be filled in.

A text that is 待填 becomes a mark that says what belongs there (【待填：部门（单位）全称】), a
figure one that no sum or rate can be made of. Both stay what they are through views, pages and
back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from typing import TypeVar

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import (
    GAP,
    PENDING,
    PENDING_FIGURE,
    Amount,
    PendingNumber,
    Percent,
    Score,
)
from perfreport.blocks.model import Indicator, Passage
from perfreport.blocks.walk import attributes, bare, models_in, walk
from perfreport.data.pending import neutral

M = TypeVar("M", bound=BaseModel)

DECIDING = frozenset({"文种", "版式", "年度", "涉密", "涉密说明"})
"""The keys of what decides how a document is printed: it can be no gap."""

_FIGURES: dict[object, object] = {
    Amount: Amount.pending(),
    Percent: Percent.pending(),
    Score: Score.pending(),
    int: PendingNumber(),
}
_OF_INDICATORS = ("level_one", "level_two", "name", "cycle_value", "annual_value")
_MARK = re.compile(f"{GAP}[^】]*】")
_DETAILS = re.compile("[，；。]")


def without_marks(text: str) -> str:
    """``text`` as a data file has it: 待填 for a line that is nothing but a mark."""
    if GAP not in text:
        return text
    return "\n".join(PENDING if _MARK.fullmatch(line) else line for line in text.split("\n"))


def with_gaps(part: M, pending: Sequence[DataPath]) -> M:
    """``part`` with gaps at the ``pending`` places of its data file, where it has stand-ins."""
    if not pending:
        return part
    inside: dict[str | int, list[DataPath]] = defaultdict(list)
    for path in pending:
        inside[path[0]].append(path[1:])
    gaps = {
        name: _with_gaps(getattr(part, name), inside[key], part, name)
        for key, name in attributes(type(part)).items()
        if key in inside and key not in DECIDING
    }
    return part.model_copy(update=gaps)


def _with_gaps(value: object, pending: list[DataPath], holder: BaseModel, name: str) -> object:
    """The content of the field ``name`` of ``holder`` with its gaps."""
    if () in pending or _is_prose(value):
        return _gap(value, type(holder), name)
    if isinstance(value, BaseModel):
        return with_gaps(value, pending)
    if isinstance(value, tuple):
        inside = {
            position: [p[1:] for p in pending if p[0] == position] for position, *_ in pending
        }
        return tuple(
            _with_gaps(item, inside[position], holder, name) if position in inside else item
            for position, item in enumerate(value)
        )
    return value


def _is_prose(value: object) -> bool:
    """Whether it is lines of text, which need not be those of the data file one by one."""
    if isinstance(value, Passage):
        return value.paragraphs is not None
    return isinstance(value, tuple) and all(isinstance(item, str) for item in value)


def _gap(value: object, model: type[BaseModel], name: str) -> object:
    """The gap for ``value``, which stands in for a field; what else its text says stays."""
    field = model.model_fields[name]
    figure = _FIGURES.get(bare(field.annotation))
    if figure is not None:
        return figure
    if isinstance(value, str):
        return _mark(model, field) if value == PENDING else value
    if isinstance(value, tuple):
        return tuple(_gap(item, model, name) for item in value or _first_row(field))
    if isinstance(value, Passage):
        return value.model_copy(update={"paragraphs": _gap(value.paragraphs, model, name)})
    return _all_gaps(value) if isinstance(value, BaseModel) else value


def _first_row(field: FieldInfo) -> tuple[object, ...]:
    """A row with stand-ins for a list that may be empty; none if there is nothing it must have."""
    row = next(models_in(field.annotation), None)
    if row is None:
        return (PENDING,)
    if not any(inner.is_required() for inner in row.model_fields.values()):
        return ()
    return (row.model_validate(neutral(row, field), by_alias=True, by_name=False),)


def _all_gaps(part: BaseModel) -> BaseModel:
    """``part`` with gaps in all that it must have; of an indicator, in all that forms ask for."""
    if isinstance(part, Indicator):
        return part.model_copy(update=dict.fromkeys(_OF_INDICATORS, PENDING_FIGURE))
    gaps = {
        name: _gap(getattr(part, name), type(part), name)
        for name, field in type(part).model_fields.items()
        if field.is_required()
    }
    return part.model_copy(update=gaps)


def _mark(model: type[BaseModel], field: FieldInfo) -> str:
    """What is printed for a text of ``field``: what belongs there, without the details.

    Indicators are printed in composed cells, whose words it must not resemble.
    """
    if model is Indicator:
        return PENDING_FIGURE
    return f"{GAP}：{_DETAILS.split(field.description or '')[0]}】"


def gap_places(document: BaseModel) -> tuple[DataPath, ...]:
    """The paths of all gaps in ``document``; a part in which nothing else stands counts as one."""
    return tuple(_gaps(document))


def _gaps(document: BaseModel) -> Iterator[DataPath]:
    for path, part in walk(document):
        names = [
            name for name, value in part.__dict__.items() if value is not None and _is_gap(value)
        ]
        if names and path and _says_nothing_else(part, names):
            yield path
        else:
            yield from (path / (type(part).model_fields[name].alias or name) for name in names)


def _says_nothing_else(part: BaseModel, names: Container[str]) -> bool:
    fields = type(part).model_fields.items()
    return all(name in names or getattr(part, name) == field.default for name, field in fields)


def _is_gap(value: object) -> bool:
    if isinstance(value, str):
        return GAP in value or value == PENDING
    if isinstance(value, tuple):
        return any(isinstance(item, str) and _is_gap(item) for item in value)
    if isinstance(value, Amount | Percent | Score):
        return not value.is_known
    return isinstance(value, PendingNumber)
