"""Places of a view: where they are in the document, their names, what they follow from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from perfreport.basics.addresses import FieldPath, ViewPath
from perfreport.blocks import printed
from perfreport.blocks.form import Form
from perfreport.blocks.printed import Placed, Printed, Slot, fields_with_groups, printed_fields
from perfreport.blocks.sums import declaration_at
from perfreport.blocks.walk import keys_of, part_at

WORDED = "由数据按版式的用语写成"
"""What a sentence follows from that does not say otherwise."""


class _Step(NamedTuple):
    """A step of a path in a view: a field, and the row that it is a field of.

    Attributes:
        field: as it is declared; None for the position of a row.
        model: the class of the part that the row is of.
        at: the dotted attributes from there.
    """

    field: Printed | None
    model: type[BaseModel]
    at: str


def place_of(path: ViewPath, form: Form) -> str:
    """What the text at ``path`` of the view is called, as ``资金使用单位[1].合计.总计``."""
    words = ""
    steps = list(_steps(path, form.view, form.model))
    for step, known in zip(path, steps, strict=False):
        words += f"[{step + 1}]" if isinstance(step, int) else f".{_label(known, step)}"
    words += "".join(f"[{step + 1}]" for step in path[len(steps) :] if isinstance(step, int))
    return words.removeprefix(".")


def basis_of(path: ViewPath, form: Form) -> str:
    """What the figure or sentence at ``path`` of the view follows from."""
    bases = [_basis(step) for step in _steps(path, form.view, form.model)]
    return next(filter(None, reversed(bases)), WORDED)


def in_document(path: ViewPath, form: Form) -> FieldPath:
    """The attributes of the part of the document that stands in the row at ``path``."""
    place = FieldPath()
    for step, known in zip(path, _steps(path, form.view, form.model), strict=False):
        if isinstance(step, int):
            place = place / step
        elif known.field:
            place = place / known.field.at
    return place


def in_view(place: FieldPath, form: Form) -> tuple[ViewPath, int]:
    """The rows in which the field at ``place`` of the document stands, by the names of the view.

    Returns:
        the path of the innermost row, and how many steps of ``place`` lead to it; both of no
        length where it stands in no row.
    """
    path = ViewPath()
    taken, view_class = 0, form.view
    while found := _list_at(place[taken:], view_class):
        taken += len(found.at) + 1
        path = path / found.names / place[taken - 1]
        view_class = found.field.row
    return path, taken


def row_of(path: ViewPath, form: Form) -> tuple[Any, type[BaseModel]]:
    """The class of the rows, and of their parts, of a view at ``path``, without positions."""
    return _row_of(path, form.view, form.model)


@cache
def _row_of(path: ViewPath, view_class: Any, model: type[BaseModel]) -> tuple[Any, type[BaseModel]]:
    for field, inner, at in _steps(path, view_class, model):
        view_class = field and field.row
        model = part_at(inner, at) if field and isinstance(field.block, printed.Rows) else inner
    return view_class, model


def is_list(place: FieldPath, form: Form) -> bool:
    """Whether the rows of the list at ``place`` of the document are known one by one."""
    path, taken = in_view(place / 0, form)
    return taken == len(place) + 1 and bool(path)


def _list_at(place: FieldPath, view_class: Any) -> Placed | None:
    """The list in whose rows ``place`` lies."""
    for each in _lists(view_class):
        if len(place) > len(each.at) and place.starts_with(each.at):
            return each
    return None


@cache
def _lists(view_class: Any) -> tuple[Placed, ...]:
    fields = fields_with_groups(view_class)
    return tuple(each for each in fields if isinstance(each.field.block, printed.Rows))


def _steps(path: ViewPath, view_class: Any, model: type[BaseModel]) -> Iterator[_Step]:
    """The steps of ``path``, as far as they are declared."""
    prefix = ""
    fields = {each.name: each for each in printed_fields(view_class)}
    for step in path:
        if isinstance(step, int):
            yield _Step(None, model, prefix)
            continue
        field = fields.get(step)
        if field is None:
            return
        at = field.below(prefix)
        yield _Step(field, model, at)
        if isinstance(field.block, printed.Rows):
            model, prefix = part_at(model, at), ""
        elif isinstance(field.block, printed.Group | printed.Sentence):
            prefix = at
        fields = {each.name: each for each in _inside(field)}


def _inside(field: Printed) -> Iterable[Printed]:
    """The fields and slots that ``field`` has."""
    match field.block:
        case printed.Rows() | printed.Group():
            return printed_fields(field.row)
        case printed.Sentence(slots=slots):
            return [Printed.of(*slot) for slot in slots.items()]
        case printed.Title():
            # Its phrase stands in the manifest and may name these two.
            return [Printed.of(name, printed.Line()) for name in ("year", "department")]
        case _:
            return ()


def _label(step: _Step, name: str) -> str:
    block: printed.Block | Slot | None = step.field.block if step.field else None
    return (block and block.label) or str(keys_of(step.model, step.at)[-1] if step.at else name)


def _basis(step: _Step) -> str:
    block = step.field.block if step.field else None
    is_copy = isinstance(block, printed.Figure) and block.is_copy
    sums = None if is_copy else declaration_at(step.model, step.at)
    return (block and block.basis) or (sums.basis if sums else "")
