"""Data files and documents that are not yet filled in: 待填 in place of content.

A draft loads: a text that is 待填 stays as it is, an optional field of another sort is left out, a
required one gets a neutral value, and the places are kept, so that nobody takes them for content.

Such a document can be printed to be filled in. At those places it then has gaps: a text becomes a
mark that says what belongs there (【待填：部门（单位）全称】), a figure one that no sum or rate can
be made of. Both stay what they are through views, pages and back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.errors import Mistake
from perfreport.basics.quantities import (
    GAP,
    PENDING,
    PENDING_FIGURE,
    Amount,
    Number,
    PendingNumber,
    Percent,
    Score,
)
from perfreport.blocks.complaints import validated
from perfreport.blocks.fields import is_needed
from perfreport.blocks.model import Indicator, Passage, with_fields
from perfreport.blocks.walk import attributes, bare, field_at, models_in, walk
from perfreport.data.source import Key, Node, Source

M = TypeVar("M", bound=BaseModel)

DECIDING = frozenset({"文种", "版式", "年度", "涉密", "涉密说明"})
"""The keys of what decides how a document is printed: it can be no gap."""

_GAPS_OF_FIGURES: dict[object, object] = {
    Amount: Amount.pending(),
    Percent: Percent.pending(),
    Score: Score.pending(),
    Number: Number.pending(),
    int: PendingNumber(),
}
_OF_INDICATORS = ("level_one", "level_two", "name", "cycle_value", "annual_value")
_MARK = re.compile(f"{GAP}[^】]*】")
_DETAILS = re.compile("[，；。]")

_TEXTS: tuple[object, ...] = (str, Passage, tuple[str, ...])
_FIGURES: dict[object, str] = {
    Amount: "0",
    Score: "0",
    Percent: "0%",
    Number: "0",
    int: "0",
    bool: "false",
}


def pending_places(source: Source) -> tuple[DataPath, ...]:
    """The paths of all fields of ``source`` that say 待填."""
    found: list[DataPath] = []
    _find_pending(source.root, DataPath(), found)
    return tuple(found)


def _find_pending(node: Node, path: DataPath, found: list[DataPath]) -> None:
    value = node.value
    lines = value.splitlines() if isinstance(value, str) and PENDING in value else ()
    if any(line.strip() == PENDING or GAP in line for line in lines):
        found.append(path)
    for key, child in node.children.items():
        _find_pending(child, path / key, found)


def with_stand_ins(source: Source, model: type[BaseModel], pending: Sequence[DataPath]) -> Source:
    """``source`` with something that ``model`` accepts at each of the ``pending`` places."""
    if not pending:
        return source
    return replace(source, root=_filled(source.root, DataPath(), model, frozenset(pending)))


def unfilled(
    source: Source | None, model: type[BaseModel], pending: Sequence[DataPath]
) -> tuple[Mistake, ...]:
    """That the ``pending`` places are to be filled in: where and what, or how to list them."""
    if not pending:
        return ()
    first = pending[0]
    line = source.line(first) if source else None
    if len(pending) == 1:
        place = source.typed(first) if source else first
        return (Mistake(place, f"还没有填写。{advice(model, first)}", line),)
    listed = f"，perfreport check {source.name} 逐处列出" if source and source.name else ""
    message = f"{count_of(pending)}，这里是第一处；请填好{listed}；先印出来填的，印成草稿（draft）"
    return (Mistake(NOWHERE if line else first, message, line),)


def count_of(pending: Sequence[object]) -> str:
    """How many places are ``pending``, in words."""
    return f"{len(pending)}处还没有填写"


def advice(model: type[BaseModel], path: DataPath) -> str:
    """What to write at ``path`` of ``model``, in place of 待填."""
    field = field_at(model, path)
    is_telling = field is not None and field.description != field.alias
    what = f"：{field.description}" if field and is_telling else ""
    return f"请把“{PENDING}”换成要填的内容{what}"


def _filled(
    node: Node, path: DataPath, model: type[BaseModel], pending: frozenset[DataPath]
) -> Node:
    """``node`` with a neutral value at each of the ``pending`` paths, or without it."""
    children: dict[Key, Node] = {}
    for key, child in node.children.items():
        inner = path / key
        if inner not in pending:
            children[key] = _filled(child, inner, model, pending)
        elif (stand_in := _stand_in(child, key, field_at(model, inner))) is not None:
            children[key] = stand_in
    return replace(node, children=children)


def _stand_in(node: Node, key: Key, field: FieldInfo | None) -> Node | None:
    """What stands for the pending ``node``: itself where it is text; None leaves it out."""
    if field is None:
        return node
    is_item = isinstance(key, int)
    plainest = neutral(_item(field.annotation) if is_item else field.annotation, field)
    if plainest == PENDING:
        return node
    return _node(plainest, node.line) if is_item or is_needed(field) else None


def neutral(annotation: object, field: FieldInfo, *, by_name: bool = False) -> object:
    """The plainest value that ``annotation`` accepts; 待填 itself wherever it takes text.

    Its parts go by the keys of data files, or by the names of attributes.
    """
    plain = bare(annotation)
    if plain in _TEXTS or get_origin(plain) is Literal:
        return PENDING
    if plain in _FIGURES:
        least = next((bound.ge for bound in field.metadata if hasattr(bound, "ge")), None)
        return _FIGURES[plain] if least is None else str(least)
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        return {
            (name if by_name else inner.alias or name): neutral(
                inner.annotation, inner, by_name=by_name
            )
            for name, inner in plain.model_fields.items()
            if inner.is_required()
        }
    return [neutral(get_args(plain)[0], field, by_name=by_name)]


def _item(annotation: object) -> object:
    """What a list of ``annotation`` holds; text where it is no list, to be found wrong later."""
    plain = bare(annotation)
    return get_args(plain)[0] if get_origin(plain) is tuple else str


def _node(value: object, line: int) -> Node:
    if isinstance(value, dict | list):
        is_mapping = isinstance(value, dict)
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        children: dict[Key, Node] = {key: _node(part, line) for key, part in parts}
        return Node(line, children=children, is_list=not is_mapping, is_mapping=is_mapping)
    return Node(line, None if value is None else str(value))


def without_marks(text: str) -> str:
    """``text`` as a data file has it: 待填 for a line that is nothing but a mark."""
    if GAP not in text:
        return text
    return "\n".join(PENDING if _MARK.fullmatch(line) else line for line in text.split("\n"))


def with_gaps(part: M, pending: Sequence[DataPath]) -> M:
    """``part`` with gaps at the ``pending`` places of its data file, where it has stand-ins."""
    if not pending:
        return part
    inside = _by_first_step(pending)
    gaps = {
        name: _with_gaps(getattr(part, name), inside[key], part, name)
        for key, name in attributes(type(part)).items()
        if key in inside and key not in DECIDING
    }
    # Without validation: a mark is no figure that may be typed.
    return with_fields(part, gaps)


def _with_gaps(value: object, pending: list[DataPath], holder: BaseModel, name: str) -> object:
    """The content of the field ``name`` of ``holder`` with its gaps."""
    if () in pending or _is_prose(value):
        return _gap(value, type(holder), name)
    if isinstance(value, BaseModel):
        return with_gaps(value, pending)
    if isinstance(value, tuple):
        inside = _by_first_step(pending)
        return tuple(
            _with_gaps(item, inside[position], holder, name) if position in inside else item
            for position, item in enumerate(value)
        )
    return value


def _by_first_step(pending: Iterable[DataPath]) -> dict[str | int, list[DataPath]]:
    """The rest of each path that is ``pending``, by where it begins."""
    inside: dict[str | int, list[DataPath]] = defaultdict(list)
    for path in pending:
        inside[path[0]].append(path[1:])
    return inside


def _is_prose(value: object) -> bool:
    """Whether it is lines of text, which need not be those of the data file one by one."""
    if isinstance(value, Passage):
        return value.paragraphs is not None
    return isinstance(value, tuple) and all(isinstance(item, str) for item in value)


def _gap(value: object, model: type[BaseModel], name: str) -> object:
    """The gap for ``value``, which stands in for a field; what else its text says stays."""
    field = model.model_fields[name]
    figure = _GAPS_OF_FIGURES.get(bare(field.annotation))
    if figure is not None:
        return figure
    if isinstance(value, str):
        return _mark(model, field) if value == PENDING else value
    if isinstance(value, tuple):
        return tuple(_gap(item, model, name) for item in value or _first_row(field))
    if isinstance(value, Passage):
        return with_fields(value, {"paragraphs": _gap(value.paragraphs, model, name)})
    return _all_gaps(value) if isinstance(value, BaseModel) else value


def _first_row(field: FieldInfo) -> tuple[object, ...]:
    """A row with stand-ins for a list that may be empty; none if there is nothing it must have."""
    row = next(models_in(field.annotation), None)
    if row is None:
        return (PENDING,)
    if not any(inner.is_required() for inner in row.model_fields.values()):
        return ()
    return (validated(row, neutral(row, field)),)


def _all_gaps(part: BaseModel) -> BaseModel:
    """``part`` with gaps in all that it must have; of an indicator, in all that forms ask for."""
    if isinstance(part, Indicator):
        return with_fields(part, dict.fromkeys(_OF_INDICATORS, PENDING_FIGURE))
    gaps = {
        name: _gap(_without_none(getattr(part, name), field), type(part), name)
        for name, field in type(part).model_fields.items()
        if is_needed(field)
    }
    return with_fields(part, gaps)


def _without_none(value: object, field: FieldInfo) -> object:
    """``value``; where there is none, no lines at all, or a text that is still to be written."""
    plain = bare(field.annotation)
    if value is None and plain is str:
        return PENDING
    return () if value is None and get_origin(plain) is tuple else value


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
    if isinstance(value, Amount | Number | Percent | Score):
        return not value.is_known
    return isinstance(value, PendingNumber)
