"""Every model of a kind with one field more, which no form prints."""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import Any, ClassVar, get_args, get_origin

from pydantic import BaseModel, Field, create_model

from perfreport.blocks.fields import TextLine
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.blocks.sums import name_of
from perfreport.blocks.walk import walk
from perfreport.kinds.kind import Kind, Kinds
from perfreport.roundtrip.trees import tree_of

HIDDEN = "hidden"


@cache
def with_hidden_fields(model: type[BaseModel]) -> type[Any]:
    """``model`` and every model inside it with an optional text called 藏."""
    fields: dict[str, Any] = {
        name: (_inside(field.annotation), field) for name, field in model.model_fields.items()
    }
    fields[HIDDEN] = (TextLine | None, Field(None, alias="藏", description="不印"))
    return create_model(model.__name__, __base__=model, **fields)


def _inside(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return with_hidden_fields(annotation)
    arguments = get_args(annotation)
    if get_origin(annotation) is tuple and isinstance(arguments[0], type):
        return tuple[_inside(arguments[0]), ...]  # type: ignore[misc] # made at run time
    models = [each for each in arguments if isinstance(each, type) and issubclass(each, BaseModel)]
    return with_hidden_fields(models[0]) | None if models else annotation


def kinds_with_hidden_fields(kinds: Kinds) -> Kinds:
    """The ``kinds`` with documents whose every part has a field more."""
    return Kinds(*(_kind(kind) for kind in kinds.all))


def _kind(kind: Kind) -> Kind:
    hidden = with_hidden_fields(kind.model)
    parent: type[Form] = kind.form

    class HidingForm(parent):  # type: ignore[misc, valid-type] # made at run time
        base_model: ClassVar = hidden

    return Kind(form=HidingForm, links=kind.links)


def filled_in(document: Document) -> Any:
    """``document`` with a text of its own in every hidden field."""
    tree, numbers = tree_of(document), count(1)
    _fill(tree, numbers)
    filled = with_hidden_fields(type(document)).model_validate(tree, by_alias=False, by_name=True)
    assert len(hidden_texts(filled)) == next(numbers) - 1
    return filled


def _fill(tree: Any, numbers: Any) -> None:
    if isinstance(tree, dict):
        for part in list(tree.values()):
            _fill(part, numbers)
        tree[HIDDEN] = f"藏{next(numbers)}"
    elif isinstance(tree, list):
        for part in tree:
            _fill(part, numbers)


def hidden_texts(document: BaseModel) -> dict[str, str]:
    """What the parts of ``document`` are called, or else where they are, by their hidden texts."""
    return {
        getattr(part, HIDDEN): name_of(part) or f"@{'.'.join(map(str, path))}"
        for path, part in walk(document)
    }
