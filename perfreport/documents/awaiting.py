"""What a document must say and a sheet that others made has no place for: 待填."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.quantities import PENDING
from perfreport.blocks.asking import named_in
from perfreport.blocks.fields import is_needed
from perfreport.blocks.form import Form
from perfreport.blocks.walk import attributes, model_there, models_in
from perfreport.data.source import Node
from perfreport.workbooks.maps.model import SheetMap

_EXTRAS = "附加项"


def await_unsaid(
    node: Node,
    model: type[BaseModel],
    form: Form | None,
    sheet_map: SheetMap,
    place: DataPath = NOWHERE,
) -> None:
    """Have ``node`` say 待填 for what a ``model`` must have and ``sheet_map`` has no place for.

    Args:
        node: a document, or a part of it, as the sheet says it.
        model: of it.
        form: that may demand more; None where it is yet to be chosen.
        sheet_map: of the sheet. What it has a column for is a mistake where a row leaves it blank.
        place: of the part, without positions.
    """
    for key in _wanted(model, form):
        if key not in node.children and place / key not in sheet_map.of_rows:
            node.children[key] = Node(node.line, PENDING)
    for key in form.asked(model) if form else ():
        if place / _EXTRAS / key not in sheet_map.of_rows:
            extras = node.children.setdefault(_EXTRAS, Node(node.line, is_mapping=True))
            extras.children.setdefault(key, Node(node.line, PENDING))
    for step, child in node.children.items():
        inside = model_there(model, DataPath(step))
        if inside is not None:
            for part in child.children.values() if child.is_list else [child]:
                if part.is_mapping:
                    await_unsaid(part, inside, form, sheet_map, place / step)


def _wanted(model: type[BaseModel], form: Form | None) -> Iterator[str]:
    """The keys of texts and numbers that a ``model`` must have, and of all that a form demands."""
    demanded = named_in(form.required, model, form) if form else frozenset()
    left_out = form.unprinted(model) | named_in(form.not_printed, model, form) if form else ()
    for key, name in attributes(model).items():
        field = model.model_fields[name]
        is_plain = next(models_in(field.annotation), None) is None
        if name in demanded or (is_needed(field) and is_plain and name not in left_out):
            yield key
