"""From the tree that was read to a typed document, with neutral values for what is missing."""

from __future__ import annotations

from typing import Any, TypeVar, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from perfreport.basics.addresses import DataPath, FieldPath
from perfreport.basics.quantities import PENDING
from perfreport.blocks.found import Tree
from perfreport.blocks.model import Passage
from perfreport.blocks.walk import attributes, bare, keyed, model_at, models_in
from perfreport.data.pending import neutral
from perfreport.data.validation import message_of
from perfreport.roundtrip.trees import holds, value_in

M = TypeVar("M", bound=BaseModel)

_MOST_ROUNDS = 20
_YEAR = "year"


class ContradictoryError(Exception):
    """So much in a tree contradicts the rest that no document can be made of it."""


class PendingYear(int):
    """Stands for a year that nobody has filled in: no year at all, and printed as 待填."""

    def __str__(self) -> str:
        """待填."""
        return PENDING

    def __format__(self, _: str) -> str:
        """待填."""
        return PENDING


def completed(model: type[M], tree: Tree) -> tuple[M, list[DataPath], list[tuple[DataPath, str]]]:
    """The document, the paths of neutral values in it, and what had to be left out of ``tree``.

    Paths are those of data files; a part that is left out comes with the reason.

    Raises:
        ContradictoryError: when too much would have to be left out.
    """
    completion = _Completion()
    completion.fill(model, tree, DataPath())
    left_out: list[tuple[DataPath, str]] = []
    # One mistake a round: leaving it out may mend others, or uncover them.
    for _ in range(_MOST_ROUNDS):
        try:
            document = model.model_validate(tree, by_alias=False, by_name=True)
        except ValidationError as error:
            detail = error.errors(include_url=False)[0]
            path = FieldPath(*detail["loc"], *_inside(detail, model))
            left_out.append((keyed(model, path), message_of(detail, model)))
            _leave_out(tree, path)
            completion.fill(model, tree, DataPath())
        else:
            pending = list(dict.fromkeys(completion.pending))
            if keyed(model, FieldPath(_YEAR)) in pending:
                document = document.model_copy(update={_YEAR: PendingYear()})
            return document, pending, left_out
    raise ContradictoryError


class _Completion:
    def __init__(self) -> None:
        self.pending: list[DataPath] = []

    def fill(self, model: type[BaseModel], tree: Tree, path: DataPath) -> None:
        """Put a neutral value wherever ``tree`` lacks what ``model`` requires."""
        for name, field in model.model_fields.items():
            key = field.alias or name
            inner = model_at(model, name)
            if name not in tree and field.is_required():
                tree[name] = _neutral(field)
                if inner is None or _is_list(field.annotation):
                    self.pending.append(path / key)
                    continue
            if inner is not None and name in tree:
                self._fill_inner(inner, tree, name, path / key)

    def _fill_inner(self, inner: type[BaseModel], tree: Tree, name: str, place: DataPath) -> None:
        part = tree[name]
        if isinstance(part, list):
            for position, item in enumerate(part):
                if isinstance(item, dict):
                    self.fill(inner, item, place / position)
        elif isinstance(part, dict) and issubclass(inner, Passage):
            if not part:
                part["paragraphs"] = [PENDING]
                self.pending.append(place)
        elif isinstance(part, dict):
            self.fill(inner, part, place)


def _neutral(field: FieldInfo) -> Any:
    """The plainest value of ``field``; a part of its own is filled in afterwards."""
    return {} if _single(field) else neutral(field.annotation, field, by_name=True)


def _single(field: FieldInfo) -> type[BaseModel] | None:
    return None if _is_list(field.annotation) else _model_in(field.annotation)


def _is_list(annotation: object) -> bool:
    return get_origin(bare(annotation)) is tuple


def _model_in(annotation: object) -> type[BaseModel] | None:
    return next(models_in(annotation), None)


def _inside(detail: ErrorDetails, model: type[BaseModel]) -> tuple[str, ...]:
    """The field that a model finds wrong inside itself; of it all is left out, be it one item."""
    key = next(iter(detail.get("ctx", {}).get("inside", ())), None)
    holder = model_at(model, ".".join(each for each in detail["loc"] if isinstance(each, str)))
    return (attributes(holder)[key],) if key and holder else ()


def _leave_out(tree: Any, path: FieldPath) -> None:
    """Take away what stands at ``path``, or the nearest thing around it."""
    if not holds(tree, path.parent):
        return
    tree = value_in(tree, path.parent)
    if isinstance(tree, dict | list) and path:
        try:
            del tree[path[-1]]  # type: ignore[arg-type] # a step fits what it was made for
        except (KeyError, IndexError, TypeError):
            return
